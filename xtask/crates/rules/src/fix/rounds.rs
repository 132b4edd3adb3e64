//! All fixes of a state, carried out in memory round by round.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Fixed, Removed, apply};
use crate::validate;
use bibliography::date::Day;
use dataset::Registers;
use dataset::canonical::Rewrite;
use dataset::schema::Kind;
use dataset::stream::Stream;
use format::diagnostic::{Diagnostic, Edit, Fix};
use format::limits::MOST_ROUNDS;
use format::pointer::Pointer;
use format::tree::{Entry, EntryKind, Tree};

/// What becomes of exceptions that silence nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnusedExceptions {
    /// They stay, because a mistake may hide what they are needed for.
    Kept,
    /// They are deleted with their reasons, because somebody has asked for that. Those stay that another mistake may be the
    /// reason for.
    Removed,
}

/// What a file would be, once its fixes are carried out.
#[derive(Debug)]
pub struct FixedFile {
    /// Path from the repository's root.
    pub path: String,
    /// Its bytes as they were read.
    pub before: Vec<u8>,
    /// Its text once it is mended.
    pub after: String,
    /// What was done, in a few words each.
    pub titles: Vec<String>,
    /// What was taken out of it.
    pub removed: Vec<Removed>,
}

/// Carries out all fixes on the files that are asked for, until there are none left, and gives the files that are another in
/// the end, by path. Nothing is written.
pub fn mended(
    tree: &Tree,
    today: Day,
    unused: UnusedExceptions,
    is_asked: impl Fn(&str) -> bool,
) -> Vec<FixedFile> {
    mended_since(tree, today, unused, is_asked, &|_| Vec::new())
}

/// The same, where a change is judged as well: `on_change` tells what the rules on changes say of a state.
pub fn mended_since(
    tree: &Tree,
    today: Day,
    unused: UnusedExceptions,
    is_asked: impl Fn(&str) -> bool,
    on_change: &dyn Fn(&Tree) -> Vec<Diagnostic>,
) -> Vec<FixedFile> {
    let mut files: BTreeMap<String, FixedFile> = BTreeMap::new();
    let mut state = None;
    for _ in 0..MOST_ROUNDS {
        let round = round(state.as_ref().unwrap_or(tree), today, unused, &is_asked, on_change);
        if round.is_empty() {
            break;
        }
        for next in round {
            match files.get_mut(&next.path) {
                Some(file) => {
                    file.after = next.after;
                    file.removed.extend(next.removed);
                    file.titles.extend(next.titles);
                    file.titles.dedup();
                }
                None => {
                    files.insert(next.path.clone(), next);
                }
            }
        }
        state = Some(with(tree, &files));
    }
    files.into_values().filter(|file| file.before != file.after.as_bytes()).collect()
}

/// A state with the files as they are mended so far.
fn with(tree: &Tree, mended: &BTreeMap<String, FixedFile>) -> Tree {
    let is_file = |entry: &&Entry| matches!(entry.kind, EntryKind::File { .. });
    let mut others: Vec<Entry> = tree.entries().iter().filter(|entry| !is_file(entry)).cloned().collect();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for entry in tree.entries().iter().filter(is_file) {
        match (mended.get(&*entry.path), Kind::of(&entry.path).map(|_| tree.read(&entry.path))) {
            (Some(file), _) => files.push((file.path.clone(), file.after.clone().into_bytes())),
            (None, Some(Ok(bytes))) => files.push((entry.path.to_string(), bytes.into_owned())),
            // What is not read, or cannot be, stands there all the same.
            (None, Some(Err(_)) | None) => others.push(entry.clone()),
        }
    }
    Tree::memory(files, others)
}

fn round(
    tree: &Tree,
    today: Day,
    unused: UnusedExceptions,
    is_asked: &impl Fn(&str) -> bool,
    on_change: &dyn Fn(&Tree) -> Vec<Diagnostic>,
) -> Vec<FixedFile> {
    let stream = Stream::new(tree);
    let found = validate::validate(&stream, today);
    let of_change = on_change(tree);
    let mut fixes: BTreeMap<&str, Vec<Cow<'_, Fix>>> = BTreeMap::new();
    let all = found.diagnostics.iter().chain(&found.open_points).chain(&of_change);
    for diagnostic in all.filter(|diagnostic| is_asked(&diagnostic.location.path)) {
        let removal = match unused {
            UnusedExceptions::Kept => None,
            UnusedExceptions::Removed => removal(&diagnostic.removable),
        };
        let fix = diagnostic.fix.as_deref().map(Cow::Borrowed);
        if fix.is_some() || removal.is_some() {
            let of_file = fixes.entry(&diagnostic.location.path).or_default();
            of_file.extend(fix);
            of_file.extend(removal.map(Cow::Owned));
        }
    }
    let mended = fixes.into_iter().filter_map(|(path, fixes)| {
        let fixes: Vec<&Fix> = fixes.iter().map(|fix| &**fix).collect();
        mend(tree, &stream.registers, path, &fixes)
    });
    mended.collect()
}

/// The fix that deletes what may be deleted.
fn removal(removable: &[Pointer]) -> Option<Fix> {
    let edits: Vec<Edit> =
        removable.iter().map(|pointer| Edit::Remove { pointer: pointer.clone() }).collect();
    (!edits.is_empty()).then(|| Fix { title: "delete the exceptions that silence nothing".to_owned(), edits })
}

fn mend(tree: &Tree, registers: &Registers, path: &str, fixes: &[&Fix]) -> Option<FixedFile> {
    let bytes = tree.read(path).ok()?;
    // What is refused stays as it is, and its faults are reported as ever.
    let Fixed { rewrite: Rewrite::To(after), removed } =
        apply(&bytes, Kind::of(path)?, &registers.indicators_of(path), fixes)
    else {
        return None;
    };
    let mut titles: Vec<String> = fixes.iter().map(|fix| fix.title.clone()).collect();
    titles.dedup();
    Some(FixedFile { path: path.to_owned(), before: bytes.into_owned(), after, titles, removed })
}
