//! `validate --fix`: writes what has one safe answer, or prints what would be written.

use std::collections::BTreeMap;
use std::path::Path;

use super::{repository, write};
use crate::canonical::Rewrite;
use crate::dataset::Dataset;
use crate::date::Day;
use crate::diagnostic::Fix;
use crate::render::{self, plain};
use crate::schema::Kind;
use crate::tree::Tree;
use crate::{fix, validate};

/// A fix can bring out what another fault hid, so a few rounds may be needed; a cycle of fixes would be a fault of ours.
const MOST_ROUNDS: usize = 5;

/// What a file would be, once its fixes are carried out.
struct Mended {
    path: String,
    before: Vec<u8>,
    after: String,
    titles: Vec<String>,
}

/// Writes all fixes on the files that are asked for, until there are none left; tells of each file what was done.
pub(super) fn write(root: &Path, today: Day, is_asked: &impl Fn(&str) -> bool) -> anyhow::Result<String> {
    let mut told = String::new();
    for _ in 0..MOST_ROUNDS {
        let mended = mended(&repository::working_tree(root)?, today, is_asked);
        if mended.is_empty() {
            break;
        }
        for file in mended {
            let written = write::replace(root, &file.path, &file.before, &file.after);
            if let Err(error) = written {
                super::print(&told)?;
                return Err(error);
            }
            told.push_str(&plain(&format!("fixed {}: {}", file.path, file.titles.join("; "))));
            told.push('\n');
        }
    }
    Ok(told)
}

/// What fixes would change, as diffs, without writing anything; empty if nothing.
pub(super) fn preview(tree: &Tree, today: Day, is_asked: &impl Fn(&str) -> bool) -> String {
    mended(tree, today, is_asked)
        .iter()
        .map(|file| render::fmt::diff(&file.path, &String::from_utf8_lossy(&file.before), &file.after))
        .collect()
}

fn mended(tree: &Tree, today: Day, is_asked: &impl Fn(&str) -> bool) -> Vec<Mended> {
    let dataset = Dataset::load(tree);
    let found = validate::validate(&dataset, today);
    let mut fixes: BTreeMap<&str, Vec<&Fix>> = BTreeMap::new();
    for diagnostic in found.diagnostics.iter().filter(|diagnostic| is_asked(&diagnostic.location.path)) {
        if let Some(fix) = &diagnostic.fix {
            fixes.entry(&diagnostic.location.path).or_default().push(fix);
        }
    }
    fixes.into_iter().filter_map(|(path, fixes)| mend(tree, &dataset, path, &fixes)).collect()
}

fn mend(tree: &Tree, dataset: &Dataset, path: &str, fixes: &[&Fix]) -> Option<Mended> {
    let bytes = tree.read(path).ok()?;
    // What is refused stays as it is, and its faults are reported as ever.
    let Rewrite::To(after) = fix::apply(&bytes, Kind::of(path)?, &dataset.indicators_of(path), fixes) else {
        return None;
    };
    let mut titles: Vec<String> = fixes.iter().map(|fix| fix.title.clone()).collect();
    titles.dedup();
    Some(Mended { path: path.to_owned(), before: bytes.into_owned(), after, titles })
}
