//! `validate --fix`: writes what has one safe answer, or prints what would be written.

use std::path::Path;

use super::{repository, write};
use crate::render::{self, plain};
use bibliography::date::Day;
use format::diagnostic::Diagnostic;
use format::tree::Tree;
use rules::fix::{FixedFile, UnusedExceptions, mended, mended_since};

/// Writes all fixes on the files that are asked for, until there are none left; tells of each file what was done, and
/// everything that was taken out of it. `on_change` tells what the rules on changes say of a state.
pub(super) fn write(
    root: &Path,
    today: Day,
    unused: UnusedExceptions,
    is_asked: &impl Fn(&str) -> bool,
    on_change: &dyn Fn(&Tree) -> Vec<Diagnostic>,
) -> anyhow::Result<String> {
    let mut told = String::new();
    for file in mended_since(&repository::working_tree(root)?, today, unused, is_asked, on_change) {
        if let Err(error) = write::replace(root, &file.path, &file.before, &file.after) {
            // What was done before has to be known all the same.
            super::print(&told)?;
            return Err(error);
        }
        told.push_str(&self::told(&file, ["fixed", "removed"]));
    }
    Ok(told)
}

/// What fixes would change, as diffs, each after what would be done, without writing anything; empty if nothing.
pub(super) fn preview(
    tree: &Tree,
    today: Day,
    unused: UnusedExceptions,
    is_asked: &impl Fn(&str) -> bool,
) -> String {
    mended(tree, today, unused, is_asked)
        .iter()
        .map(|file| {
            self::told(file, ["would fix", "would remove"])
                + &render::fmt::diff(&file.path, &String::from_utf8_lossy(&file.before), &file.after)
        })
        .collect()
}

/// What is done to a file, and in a line each what is taken out of it.
fn told(file: &FixedFile, [done, removes]: [&str; 2]) -> String {
    let mut told = plain(&format!("{done} {}: {}", file.path, file.titles.join("; ")));
    told.push('\n');
    for removed in &file.removed {
        let tokens: Vec<_> = removed.pointer.tokens().collect();
        let what = match tokens.as_slice() {
            [field, code, place] if *field == "exceptions" => {
                format!("the exception from {code} at \"{place}\", with its reason")
            }
            _ => removed.pointer.to_string(),
        };
        told.push_str(&plain(&format!("  {removes} {what}: {}", removed.text)));
        told.push('\n');
    }
    told
}
