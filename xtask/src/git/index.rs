//! What is staged for the next commit: the dataset as Git's index has it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use git2::{ErrorCode, Index, IndexEntry, Oid};

use super::{Repository, SYMBOLIC_LINK};
use crate::tree::{DATASET, Entry, EntryKind, Tree};

/// The file mode by which Git marks a submodule.
const SUBMODULE: u32 = 0o160_000;

/// Where an index entry has the number of its side in a merge: 0 if the merge is done, or there was none.
const SIDE: u16 = 0x3000;

/// What an index entry has in its further flags if only the intent to add the file is recorded, and nothing of it.
const INTENT_TO_ADD: u16 = 1 << 13;

/// What is staged.
#[derive(Debug)]
pub struct Staged {
    /// The dataset as it would be committed.
    pub tree: Tree,
    /// The files that would be added, changed or deleted by the commit.
    pub changed: BTreeSet<String>,
}

/// What is staged in the index of a repository, or in the file that Git names to its hooks in its stead.
///
/// # Errors
/// In words for people: files whose merge was not finished, an object that is missing.
pub fn staged(repository: &Repository, index_file: Option<&Path>) -> Result<Staged, String> {
    let told = |error: &git2::Error| repository.explain(error);
    let repository = &repository.git;
    let index = match index_file {
        Some(file) => Index::open(file),
        None => repository.index(),
    };
    let index = index.map_err(|error| told(&error))?;
    let is_of_dataset = |entry: &IndexEntry| entry.path.starts_with(format!("{DATASET}/").as_bytes());
    let entries: Vec<IndexEntry> = index.iter().filter(is_of_dataset).collect();
    let unmerged: BTreeSet<String> =
        entries.iter().filter(|entry| entry.flags & SIDE != 0).map(path).collect();
    if !unmerged.is_empty() {
        let files: Vec<String> = unmerged.into_iter().collect();
        return Err(format!(
            "a merge is not finished in {}; settle each conflict there, and then: git add {}",
            files.join(", "),
            files.join(" ")
        ));
    }
    let (mut files, mut others, mut staged) = (Vec::new(), Vec::new(), BTreeMap::new());
    for entry in entries.iter().filter(|entry| entry.flags_extended & INTENT_TO_ADD == 0) {
        let path = path(entry);
        let other = |kind| Entry { path: path.as_str().into(), kind };
        staged.insert(path.clone(), (entry.id, entry.mode));
        if i64::from(entry.mode) == i64::from(SYMBOLIC_LINK) {
            others.push(other(EntryKind::SymbolicLink));
        } else if entry.mode == SUBMODULE || std::str::from_utf8(&entry.path).is_err() {
            others.push(other(EntryKind::Other));
        } else {
            let blob = repository.find_blob(entry.id).map_err(|error| told(&error))?;
            files.push((path, blob.content().to_vec()));
        }
    }
    let committed = committed(repository).map_err(|error| told(&error))?;
    let changed =
        staged.keys().chain(committed.keys()).filter(|path| staged.get(*path) != committed.get(*path));
    Ok(Staged { changed: changed.cloned().collect(), tree: Tree::memory(files, others) })
}

/// The dataset in the last commit; before the first, nothing.
///
/// # Errors
/// In words for people: an object that is missing.
pub fn last_commit(repository: &Repository) -> Result<Tree, String> {
    match repository.git.head() {
        Err(error) if is_unborn(&error) => Ok(Tree::memory([], [])),
        Ok(_) | Err(_) => repository.tree_at("HEAD"),
    }
}

/// Object and mode of each file of the dataset in the last commit.
fn committed(repository: &git2::Repository) -> Result<BTreeMap<String, (Oid, u32)>, git2::Error> {
    let head = match repository.head() {
        Ok(head) => head.peel_to_tree()?,
        Err(error) if is_unborn(&error) => return Ok(BTreeMap::new()),
        Err(error) => return Err(error),
    };
    let mut index = Index::new()?;
    index.read_tree(&head)?;
    let of_dataset = index.iter().filter(|entry| entry.path.starts_with(format!("{DATASET}/").as_bytes()));
    Ok(of_dataset.map(|entry| (path(&entry), (entry.id, entry.mode))).collect())
}

/// Whether a branch has no commit yet.
fn is_unborn(error: &git2::Error) -> bool {
    matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound)
}

fn path(entry: &IndexEntry) -> String {
    String::from_utf8_lossy(&entry.path).into_owned()
}
