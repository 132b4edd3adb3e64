//! The working tree as far as it differs from a commit. Git's index tells which files need to be looked at, and which are kept
//! out of a checkout that is partial.

use super::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use git2::{Delta, DiffOptions, IndexEntry, ObjectType, Oid};

use super::Repository;
use super::changed::Node;
use super::entries::{Entries, FOLDER, Opened, is_of_dataset, is_settled, is_skipped, opened, path};
use super::files::{Item, below};
use format::tree::{DATASET, Tree};

/// How the dataset of the working tree differs from that of a commit.
pub(super) struct Working {
    /// The files that are checked out, the same ones too.
    pub(super) tree: Tree,
    /// Files that are not checked out, because the checkout is partial. They stand as the index has them.
    pub(super) skipped: Vec<Item>,
    /// What the commit has at the paths that differ.
    pub(super) before: Vec<Item>,
    /// The paths that differ.
    pub(super) differing: BTreeSet<String>,
}

/// Compares the dataset of the working tree with that of a commit.
///
/// # Errors
/// no working tree, an index that cannot be read, an object that is missing, more than is read.
pub(super) fn working_tree(repository: &Repository, before: &git2::Tree<'_>) -> Result<Working, Error> {
    let folder = folder(repository)?;
    let opened = opened(repository, None)?;
    let mut differing = differing(repository, before, &opened, Part::Dataset)?;
    let entries = &opened.entries;
    let mut absent = Vec::new();
    for (path, entry) in entries.of_dataset().filter(|(_, entry)| is_skipped(entry)) {
        match found(folder, path) {
            Some(id) if id == entry.id => {}
            Some(_) => {
                differing.entry(path.to_owned()).or_insert_with(|| entries.item(path));
            }
            None => absent.extend(entries.item(path)),
        }
    }
    let tree = Tree::folder(folder)
        .map_err(|error| Error::UnlistedDataset { folder: folder.to_owned(), reason: error.to_string() })?;
    let before = differing.values().filter_map(Clone::clone).collect();
    Ok(Working { tree, skipped: absent, before, differing: differing.into_keys().collect() })
}

/// The paths outside the dataset at which the working tree differs from a commit. What is left out of a partial checkout is not
/// among them.
///
/// # Errors
/// The same.
pub(super) fn working_tree_outside(
    repository: &Repository,
    before: &git2::Tree<'_>,
) -> Result<Vec<String>, Error> {
    let opened = opened(repository, None)?;
    Ok(differing(repository, before, &opened, Part::Rest)?.into_keys().collect())
}

/// What of a repository is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Dataset,
    Rest,
}

impl Part {
    fn has(self, path: &[u8]) -> bool {
        match self {
            Self::Dataset => is_of_dataset(path),
            Self::Rest => !is_of_dataset(path),
        }
    }
}

fn folder(repository: &Repository) -> Result<&Path, Error> {
    repository.working_folder().ok_or(Error::Bare)
}

/// The paths at which what is checked out, or what is staged, differs from a commit, with what the commit has there.
fn differing(
    repository: &Repository,
    before: &git2::Tree<'_>,
    opened: &Opened,
    part: Part,
) -> Result<BTreeMap<String, Option<Item>>, Error> {
    folder(repository)?;
    let Opened { index, entries } = opened;
    let mut differing = staged(repository, before, entries, part)?;
    let skipped: BTreeSet<String> =
        entries.all().into_iter().filter(|entry| is_skipped(entry)).map(path).collect();
    let mut options = DiffOptions::new();
    options
        .include_untracked(true)
        .recurse_untracked_dirs(true)
        .include_typechange(true)
        .skip_binary_check(true);
    if part == Part::Dataset {
        options.pathspec(DATASET).disable_pathspec_match(true);
    }
    let diff = repository.git.diff_index_to_workdir(Some(index), Some(&mut options))?;
    // What Git has never been told of is part of the data, and of nothing else: notes and annexes may lie about.
    let is_known = |delta: &git2::DiffDelta<'_>| {
        let path = delta.new_file().path_bytes();
        delta.status() != Delta::Untracked || path.is_some_and(|path| path.starts_with(DATASET.as_bytes()))
    };
    let deltas = diff.deltas().filter(|delta| delta.status() != Delta::Unmodified && is_known(delta));
    let paths = deltas.flat_map(|delta| {
        let name = |file: git2::DiffFile<'_>| {
            file.path_bytes().map(|path| String::from_utf8_lossy(path).into_owned())
        };
        [name(delta.old_file()), name(delta.new_file())]
    });
    for path in paths.flatten().filter(|path| part.has(path.as_bytes()) && !skipped.contains(path)) {
        let item = entries.item(&path);
        differing.entry(path).or_insert(item);
    }
    Ok(differing)
}

/// The id that a file has if Git takes its bytes as they are; none if it is not there.
fn found(folder: &Path, path: &str) -> Option<Oid> {
    let file = folder.join(path);
    file.symlink_metadata().ok()?;
    Some(Oid::hash_file(ObjectType::Blob, file).unwrap_or(Oid::ZERO_SHA1))
}

/// The paths at which the index differs from a commit, with what the commit has there. The index is a list of files and small
/// enough to have been written; of the commit only those folders are opened of which it has files, and those of the dataset.
fn staged(
    repository: &Repository,
    before: &git2::Tree<'_>,
    entries: &Entries,
    part: Part,
) -> Result<BTreeMap<String, Option<Item>>, Error> {
    let mut differing = BTreeMap::new();
    let mut entries = entries.all();
    entries.retain(|entry| part.has(&entry.path));
    // With each folder the length of its path in bytes, since a path that is not UTF-8 is shown otherwise than it is.
    let mut folders = vec![match part {
        Part::Dataset => {
            let dataset = repository.dataset(before)?.map(|dataset| dataset.id());
            (dataset, format!("{DATASET}/"), DATASET.len() + 1, entries)
        }
        Part::Rest => (Some(before.id()), String::new(), 0, entries),
    }];
    while let Some((tree, path, at, entries)) = folders.pop() {
        let mut names: BTreeMap<Vec<u8>, (Option<Node>, Vec<&IndexEntry>)> = BTreeMap::new();
        if let Some(tree) = tree {
            for entry in &repository.subtree(tree)? {
                names.entry(entry.name_bytes().to_vec()).or_default().0 = Some(Node::of(&entry));
            }
        }
        for entry in entries {
            let name = entry.path[at..].split(|byte| *byte == b'/').next().unwrap_or_default();
            names.entry(name.to_vec()).or_default().1.push(entry);
        }
        for (name, (node, entries)) in names {
            let path = format!("{path}{}", String::from_utf8_lossy(&name));
            if part == Part::Rest && path == DATASET {
                continue;
            }
            let at = at + name.len();
            let (files, within): (Vec<&IndexEntry>, Vec<&IndexEntry>) =
                entries.into_iter().partition(|entry| entry.path.len() == at || is_folder(entry, at));
            let is_same =
                |node: Node| matches!(files[..], [file] if is_settled(file) && is_the_same(node, file));
            let item = node.and_then(|node| node.item(&path));
            if (item.is_some() || !files.is_empty()) && !node.is_some_and(is_same) {
                differing.insert(path.clone(), item);
            }
            let folder = node.and_then(Node::folder);
            match folder {
                _ if matches!(files[..], [file] if file.mode == FOLDER) => {}
                _ if !within.is_empty() => folders.push((folder, path + "/", at + 1, within)),
                Some(folder) if part == Part::Dataset => {
                    let gone = below(repository, folder, &path)?;
                    differing.extend(gone.into_iter().map(|item| (item.path.clone(), Some(item))));
                }
                Some(_) => drop(differing.insert(path + "/", None)),
                None => {}
            }
        }
    }
    Ok(differing)
}

fn is_the_same(node: Node, entry: &IndexEntry) -> bool {
    node.id == entry.id && i64::from(node.mode) == i64::from(entry.mode)
}

/// Whether an entry is the folder, as a whole, whose path has so many bytes.
fn is_folder(entry: &IndexEntry, length: usize) -> bool {
    entry.mode == FOLDER && entry.path.len() == length + 1
}
