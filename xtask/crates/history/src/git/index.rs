//! Git's index: what is staged for the next commit, and what of it is checked out.

use super::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use git2::IndexEntry;

use super::entries::{Entries, Opened, SIDE, is_of_dataset, is_settled, is_skipped, item, opened, path};
use super::files::{Item, ItemKind, below, loaded};
use super::{Repository, is_unborn};
use format::tree::{DATASET, Entry, EntryKind, Tree};

/// What is staged.
#[derive(Debug)]
pub struct Staged {
    /// The dataset as it would be committed.
    pub tree: Tree,
    /// The files that would be added, changed or deleted by the commit.
    pub changed: BTreeSet<String>,
    /// Files that the commit leaves as they are, and of which this clone has no content.
    pub absent: BTreeSet<String>,
}

/// Why it is not known what is staged.
#[derive(Debug)]
pub enum NotStaged {
    /// The files have to be seen to first.
    Unsettled(String),
    /// The repository cannot be read, whatever its files are.
    Unreadable(Error),
}

/// What is staged in the index of a repository, or in the file that Git names to its hooks in its stead.
///
/// # Errors
/// files whose merge was not finished, an index or an object that cannot be read.
pub fn staged(repository: &Repository, index_file: Option<&Path>) -> Result<Staged, NotStaged> {
    let Opened { entries, .. } = opened(repository, index_file).map_err(NotStaged::Unreadable)?;
    let is_unmerged = |entry: &&IndexEntry| is_of_dataset(&entry.path) && entry.flags & SIDE != 0;
    let unmerged: BTreeSet<String> = entries.all().into_iter().filter(is_unmerged).map(path).collect();
    if !unmerged.is_empty() {
        let files: Vec<String> = unmerged.into_iter().collect();
        return Err(NotStaged::Unsettled(format!(
            "a merge is not finished in {}; settle each conflict there, and then: git add {}",
            files.join(", "),
            files.join(" ")
        )));
    }
    read(repository, &entries).map_err(NotStaged::Unreadable)
}

fn read(repository: &Repository, entries: &Entries) -> Result<Staged, Error> {
    let settled = entries.all().into_iter().filter(|entry| is_of_dataset(&entry.path) && is_settled(entry));
    let items: BTreeMap<String, Item> = settled.map(|entry| (path(entry), item(entry))).collect();
    let committed = committed(repository)?;
    let differs = |path: &&String| items.get(*path) != committed.get(*path);
    let changed: BTreeSet<String> = items.keys().chain(committed.keys()).filter(differs).cloned().collect();
    let objects = repository.objects()?;
    let is_absent = |item: &Item| {
        item.kind == ItemKind::File && !changed.contains(&item.path) && !objects.exists(item.id)
    };
    let (absent, there): (Vec<Item>, Vec<Item>) = items.into_values().partition(is_absent);
    let unread = |item: &Item| Entry { path: item.path.as_str().into(), kind: EntryKind::File { size: 0 } };
    let tree = loaded(repository, there)?.completed(Tree::memory([], absent.iter().map(unread)));
    Ok(Staged { tree, changed, absent: absent.into_iter().map(|item| item.path).collect() })
}

/// The dataset in the last commit; before the first, nothing.
///
/// # Errors
/// an object that is missing.
pub fn last_commit(repository: &Repository) -> Result<Tree, Error> {
    match repository.git.head() {
        Err(error) if is_unborn(&error) => Ok(Tree::memory([], [])),
        Ok(_) | Err(_) => repository.tree_at("HEAD"),
    }
}

/// The files of the dataset in the last commit.
fn committed(repository: &Repository) -> Result<BTreeMap<String, Item>, Error> {
    let head = match repository.git.head() {
        Ok(_) => repository.top("HEAD")?,
        Err(error) if is_unborn(&error) => return Ok(BTreeMap::new()),
        Err(error) => return Err(error.into()),
    };
    let Some(dataset) = repository.dataset(&head)? else { return Ok(BTreeMap::new()) };
    let items = below(repository, dataset.id(), DATASET)?;
    Ok(items.into_iter().map(|item| (item.path.clone(), item)).collect())
}

/// The files of the dataset that are left out of the working tree, because the checkout is partial.
///
/// # Errors
/// an index that cannot be read.
pub fn left_out(repository: &Repository) -> Result<Vec<String>, Error> {
    let Some(folder) = repository.working_folder() else { return Ok(Vec::new()) };
    let Opened { entries, .. } = opened(repository, None)?;
    let skipped = entries.of_dataset().filter(|(_, entry)| is_skipped(entry)).map(|(path, _)| path);
    let is_absent = |path: &&str| folder.join(path).symlink_metadata().is_err();
    Ok(skipped.filter(is_absent).map(str::to_owned).collect())
}

/// Those of some paths that Git neither has nor would take, as `.gitignore` and the lists beside it say.
///
/// # Errors
/// an index or a list that cannot be read.
pub fn ignored(repository: &Repository, paths: &BTreeSet<String>) -> Result<BTreeSet<String>, Error> {
    let Opened { entries, .. } = opened(repository, None)?;
    let known: BTreeSet<&str> = entries.of_dataset().map(|(path, _)| path).collect();
    let mut ignored = BTreeSet::new();
    for path in paths.iter().filter(|path| !known.contains(&***path)) {
        if repository.git.is_path_ignored(path)? {
            ignored.insert(path.clone());
        }
    }
    Ok(ignored)
}
