//! `fmt`: brings every file into canonical form, with the citation file that is made from them, or says which are not in it.

use std::borrow::Cow;
use std::path::Path;

use anyhow::{Context as _, bail};
use clap::Args;
use rayon::prelude::*;

use super::{Outcome, citation, repository, write};
use crate::render::{self, counted, plain};
use dataset::Registers;
use dataset::canonical::{self, Rewrite};
use dataset::schema::Kind;
use dataset::stream::Stream;
use exchange::citation_file::CITATION_FILE;
use format::tree::{Entry, EntryKind, Tree};

/// What `fmt` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Write nothing; print what would change, and exit with 1 if anything would
    #[arg(long)]
    check: bool,
}

/// So many files are looked at before the first of them is told of.
const TOGETHER: usize = 64;

/// What is to be done with a file.
enum Look<'t> {
    /// Nothing: it is none of the dataset, or in the standard layout.
    Passed,
    /// A symbolic link stands there.
    Link,
    /// It gets another text.
    To(Cow<'t, [u8]>, String),
    /// It has to be mended by a person first, for this reason.
    Refused(String),
}

/// Formats, or checks the format.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let root = repository::root(named)?;
    let tree = repository::working_tree(&root)?;
    let registers = Stream::new(&tree).registers;
    let (mut changed, mut refused, mut out) = (0, 0, String::new());
    let is_file = |entry: &&Entry| matches!(entry.kind, EntryKind::File { .. });
    let looked_at =
        tree.entries().iter().filter(is_file).filter(|entry| Kind::of(&entry.path).is_some()).count();
    for entries in tree.entries().chunks(TOGETHER) {
        let looks: Vec<anyhow::Result<Look<'_>>> =
            entries.par_iter().map(|entry| look(&tree, entry, &registers)).collect();
        for (entry, look) in entries.iter().zip(looks) {
            match look? {
                Look::Passed => {}
                Look::Link => {
                    refused += 1;
                    let path = plain(&entry.path);
                    out.push_str(&format!("left alone {path}: a symbolic link; links are not followed\n"));
                }
                Look::To(bytes, text) if arguments.check => {
                    changed += 1;
                    out.push_str(&render::fmt::diff(&entry.path, &String::from_utf8_lossy(&bytes), &text));
                }
                Look::To(bytes, text) => {
                    changed += 1;
                    if let Err(error) = write::replace(&root, &entry.path, &bytes, &text) {
                        // What was done before has to be known all the same.
                        super::print(&out)?;
                        return Err(error);
                    }
                    out.push_str(&format!("formatted {}\n", entry.path));
                }
                Look::Refused(why) => {
                    refused += 1;
                    out.push_str(&format!("left alone {}: {}\n", entry.path, plain(&why)));
                }
            }
        }
    }
    if looked_at == 0 {
        super::print(&out)?;
        bail!("nothing to format: there is no file of the dataset under dataset/");
    }
    if let Some(stale) = citation::stale(&root, &registers)? {
        changed += 1;
        if arguments.check {
            let before = String::from_utf8_lossy(stale.before.as_deref().unwrap_or_default());
            out.push_str(&render::fmt::diff(CITATION_FILE, &before, &stale.after));
        } else {
            stale.write(&root)?;
            out.push_str(&format!("formatted {CITATION_FILE}\n"));
        }
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

/// Looks at what stands at a path.
fn look<'t>(tree: &'t Tree, entry: &Entry, registers: &Registers) -> anyhow::Result<Look<'t>> {
    let (size, kind) = match (entry.kind, Kind::of(&entry.path)) {
        (EntryKind::File { size }, Some(kind)) => (size, kind),
        (EntryKind::SymbolicLink, _) => return Ok(Look::Link),
        (EntryKind::File { .. } | EntryKind::Other | EntryKind::NotCheckedOut, _) => return Ok(Look::Passed),
    };
    if let Some(why) = canonical::too_large(size) {
        return Ok(Look::Refused(why));
    }
    let bytes = tree.read(&entry.path);
    let bytes = bytes.with_context(|| format!("{} cannot be read", render::named(&entry.path)))?;
    let rewrite = canonical::rewrite(&bytes, kind, &registers.indicators_of(&entry.path));
    Ok(match rewrite {
        Rewrite::AsItIs => Look::Passed,
        Rewrite::To(text) => Look::To(bytes, text),
        Rewrite::Refused(why) => Look::Refused(why),
    })
}
