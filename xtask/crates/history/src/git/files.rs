//! What stands in a tree of Git, and how its files are read: folders one after another, and no content before its size is known.

use super::Error;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use git2::{ObjectType, Oid};

use super::beside::on_each_core;
use super::limits::{Budget, nested};
use super::{BlobId, Repository, SYMBOLIC_LINK};
use format::limits::LARGEST_FILE;
use format::tree::{Entry, EntryKind, Tree};

/// An entry of a tree of Git.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) path: String,
    pub(super) id: Oid,
    pub(super) kind: ItemKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    File,
    SymbolicLink,
    Other,
}

impl ItemKind {
    /// What an entry is; none for a folder.
    pub(super) fn of(entry: &git2::TreeEntry<'_>) -> Option<Self> {
        match entry.kind() {
            Some(ObjectType::Tree) => None,
            Some(ObjectType::Blob) if entry.filemode() == SYMBOLIC_LINK => Some(Self::SymbolicLink),
            Some(ObjectType::Blob) if entry.name().is_ok() => Some(Self::File),
            _ => Some(Self::Other),
        }
    }
}

impl Repository {
    /// The bytes of a file at the root of a state or below, whether or not it is of the dataset; none if no file stands there.
    ///
    /// # Errors
    /// a revision that does not exist, an object that is missing, a file that is larger than any that is read.
    pub fn file_at(&self, revision: &str, path: &str) -> Result<Option<Vec<u8>>, Error> {
        let mut folder = self.top(revision)?;
        let mut steps = path.split('/').peekable();
        while let Some(step) = steps.next() {
            let Some(entry) = folder.get_name(step) else { return Ok(None) };
            let (id, kind, is_link) = (entry.id(), entry.kind(), entry.filemode() == SYMBOLIC_LINK);
            drop(entry);
            match (kind, steps.peek()) {
                (Some(ObjectType::Tree), Some(_)) => folder = self.subtree(id)?,
                (Some(ObjectType::Blob), None) if !is_link => {
                    return self.blob(BlobId(id)).map(Some);
                }
                _ => return Ok(None),
            }
        }
        Ok(None)
    }
}

/// Everything below a folder, that is no folder itself.
///
/// # Errors
/// an object that is missing, more than is read.
pub(super) fn below(repository: &Repository, folder: Oid, path: &str) -> Result<Vec<Item>, Error> {
    let mut items = Vec::new();
    let mut budget = Budget::new();
    let mut folders = vec![(folder, path.to_owned(), 1 + path.matches('/').count())];
    while let Some((id, path, depth)) = folders.pop() {
        nested(depth, &path)?;
        for entry in &repository.subtree(id)? {
            let path = format!("{path}/{}", String::from_utf8_lossy(entry.name_bytes()));
            budget.take(&path)?;
            match ItemKind::of(&entry) {
                Some(kind) => items.push(Item { path, id: entry.id(), kind }),
                None => folders.push((entry.id(), path, depth + 1)),
            }
        }
    }
    Ok(items)
}

/// A state of the files that are listed, read now. One that is larger than any that is read is in it with its size alone; those
/// of the same content are read once.
///
/// # Errors
/// an object that is missing.
pub(super) fn loaded(repository: &Repository, items: impl IntoIterator<Item = Item>) -> Result<Tree, Error> {
    loaded_or(repository, items, &Err)
}

/// The same; a file whose object is missing is in it, and cannot be read.
///
/// # Errors
/// the objects cannot be looked at at all.
pub(super) fn loaded_in_part(
    repository: &Repository,
    items: impl IntoIterator<Item = Item>,
) -> Result<Tree, Error> {
    loaded_or(repository, items, &|_| Ok(Content::Missing))
}

/// Two states of the files that are listed for each, read together: Git mostly stores one content of a file by how it differs from
/// another.
///
/// # Errors
/// an object that is missing.
pub(super) fn loaded_pair(
    repository: &Repository,
    before: Vec<Item>,
    after: Vec<Item>,
) -> Result<(Tree, Tree), Error> {
    let mut all: Vec<&Item> = before.iter().chain(&after).collect();
    all.sort_by_key(|item| &item.path);
    let known = contents(repository, &all);
    Ok((tree(before, &known, &Err)?, tree(after, &known, &Err)?))
}

fn loaded_or(
    repository: &Repository,
    items: impl IntoIterator<Item = Item>,
    or: &dyn Fn(Error) -> Result<Content, Error>,
) -> Result<Tree, Error> {
    let items: Vec<Item> = items.into_iter().collect();
    let known = contents(repository, &items.iter().collect::<Vec<_>>());
    tree(items, &known, or)
}

/// The state that some items are, of whose files the contents are known.
fn tree(
    items: Vec<Item>,
    known: &HashMap<Oid, Result<Content, Error>>,
    or: &dyn Fn(Error) -> Result<Content, Error>,
) -> Result<Tree, Error> {
    let (mut files, mut others) = (Vec::new(), Vec::new());
    for item in items {
        let kind = match item.kind {
            ItemKind::SymbolicLink => EntryKind::SymbolicLink,
            ItemKind::Other => EntryKind::Other,
            ItemKind::File => match known[&item.id].clone().or_else(or)? {
                Content::Read(bytes) => {
                    files.push((item.path, bytes));
                    continue;
                }
                Content::TooLarge(size) => EntryKind::File { size },
                Content::Missing => EntryKind::File { size: 0 },
            },
        };
        others.push(Entry { path: item.path.into(), kind });
    }
    Ok(Tree::shared(files, others))
}

/// What is in the files among some items: each content once, and on every core.
fn contents(repository: &Repository, items: &[&Item]) -> HashMap<Oid, Result<Content, Error>> {
    let files = items.iter().filter(|item| item.kind == ItemKind::File);
    let mut known = HashSet::new();
    let ids: Vec<Oid> = files.map(|item| item.id).filter(|id| known.insert(*id)).collect();
    on_each_core(repository, &ids, |repository, id| {
        (*id, repository.map_err(Error::clone).and_then(|it| content(it, *id)))
    })
    .into_iter()
    .collect()
}

/// What a file has in it.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Read(Arc<[u8]>),
    /// So many bytes, which are not read.
    TooLarge(u64),
    /// Nobody knows what.
    Missing,
}

/// Reads a file, unless it is too large.
///
/// # Errors
/// the object is missing, or is no file.
fn content(repository: &Repository, id: Oid) -> Result<Content, Error> {
    Ok(match blob(repository, id)? {
        Ok(blob) => Content::Read(blob.content().into()),
        Err(size) => Content::TooLarge(size),
    })
}

/// The object of a file, or how many bytes it has if these are too many.
///
/// # Errors
/// the object is missing, or is no file.
pub(super) fn blob(repository: &Repository, id: Oid) -> Result<Result<git2::Blob<'_>, u64>, Error> {
    let (size, _) = repository.objects()?.read_header(id)?;
    let size = size as u64;
    Ok(if size > LARGEST_FILE { Err(size) } else { Ok(repository.git.find_blob(id)?) })
}
