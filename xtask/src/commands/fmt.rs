//! `fmt`: brings every file into canonical form, or says which are not in it.

use std::borrow::Cow;
use std::path::Path;

use anyhow::{Context as _, bail};
use clap::Args;

use super::{Outcome, repository, write};
use crate::render::{self, counted, plain};
use dataset::Dataset;
use dataset::canonical::{self, Rewrite};
use dataset::schema::Kind;
use format::tree::EntryKind;

/// What `fmt` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Write nothing; print what would change, and exit with 1 if anything would
    #[arg(long)]
    check: bool,
}

/// Formats, or checks the format.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let root = repository::root(named)?;
    let tree = repository::working_tree(&root)?;
    let dataset = Dataset::load(&tree);
    let (mut looked_at, mut changed, mut refused, mut out) = (0, 0, 0, String::new());
    for entry in tree.entries() {
        let (size, kind) = match (entry.kind, Kind::of(&entry.path)) {
            (EntryKind::File { size }, Some(kind)) => (size, kind),
            (EntryKind::SymbolicLink, _) => {
                refused += 1;
                let path = plain(&entry.path);
                out.push_str(&format!("left alone {path}: a symbolic link; links are not followed\n"));
                continue;
            }
            (EntryKind::File { .. } | EntryKind::Other | EntryKind::NotCheckedOut, _) => continue,
        };
        looked_at += 1;
        let (bytes, rewrite) = match canonical::too_large(size) {
            Some(why) => (Cow::default(), Rewrite::Refused(why)),
            None => {
                let bytes = tree
                    .read(&entry.path)
                    .with_context(|| format!("{} cannot be read", render::named(&entry.path)))?;
                let rewrite = canonical::rewrite(&bytes, kind, &dataset.indicators_of(&entry.path));
                (bytes, rewrite)
            }
        };
        match rewrite {
            Rewrite::AsItIs => {}
            Rewrite::To(text) => {
                changed += 1;
                if arguments.check {
                    out.push_str(&render::fmt::diff(&entry.path, &String::from_utf8_lossy(&bytes), &text));
                } else {
                    if let Err(error) = write::replace(&root, &entry.path, &bytes, &text) {
                        // What was done before has to be known all the same.
                        super::print(&out)?;
                        return Err(error);
                    }
                    out.push_str(&format!("formatted {}\n", entry.path));
                }
            }
            Rewrite::Refused(why) => {
                refused += 1;
                out.push_str(&format!("left alone {}: {}\n", entry.path, plain(&why)));
            }
        }
    }
    if looked_at == 0 {
        super::print(&out)?;
        bail!("nothing to format: there is no file of the dataset under dataset/");
    }
    out.push_str(&match (changed, refused, arguments.check) {
        (0, 0, _) => "All files are in the standard layout.\n".to_owned(),
        (_, 0, true) => format!("{} to format: run cargo xtask fmt\n", counted(changed, "file")),
        (_, 0, false) => format!("{} formatted.\n", counted(changed, "file")),
        (_, _, _) => {
            format!("{} left alone, which cargo xtask validate tells more about.\n", counted(refused, "file"))
        }
    });
    super::print(&out)?;
    let is_clean = refused == 0 && (changed == 0 || !arguments.check);
    Ok(if is_clean { Outcome::Clean } else { Outcome::Problems })
}
