//! The files in which two trees of Git differ. Folders of the same id are not gone into, so that the work is in proportion to
//! the change and not to the repository (libgit2's own comparison opens them all).

use super::Error;
use std::collections::BTreeMap;

use git2::{Oid, Tree, TreeEntry};

use super::files::{Item, ItemKind};
use super::limits::{Budget, Total, nested};
use super::{BlobId, Delta, Repository};
use format::tree::DATASET;

/// How many folders are gone into to name one file outside the dataset.
const DEEPEST_NAMED: usize = 32;

/// A path at which two trees differ, with what each has there that is no folder.
#[derive(Debug)]
pub(super) struct Difference {
    pub(super) path: String,
    pub(super) before: Option<Item>,
    pub(super) after: Option<Item>,
}

/// The files below two folders that are not the same, sorted by path; a folder that is not there has no files. `path` is that
/// of the folders, ending with `/`, or empty for the root.
///
/// # Errors
/// an object that is missing, more than is read.
pub(super) fn changed(
    repository: &Repository,
    before: Option<Oid>,
    after: Option<Oid>,
    path: &str,
    total: &Total,
) -> Result<Vec<Delta>, Error> {
    let file =
        |item: Option<Item>| item.filter(|item| item.kind == ItemKind::File).map(|item| BlobId(item.id));
    let all = counted(repository, (before, after), path, total)?;
    let deltas = all.into_iter().map(|Difference { path, before, after }| (path, file(before), file(after)));
    // A link or a submodule is no content, whatever it becomes.
    let of_files = deltas.filter(|(_, before, after)| before.is_some() || after.is_some());
    Ok(of_files.map(|(path, before, after)| Delta { path, before, after }).collect())
}

/// The same of whatever is no folder.
///
/// # Errors
/// an object that is missing, more than is read.
pub(super) fn differences(
    repository: &Repository,
    before: Option<Oid>,
    after: Option<Oid>,
    path: &str,
) -> Result<Vec<Difference>, Error> {
    counted(repository, (before, after), path, &Total::new())
}

/// The same, where what is looked at is counted.
fn counted(
    repository: &Repository,
    (before, after): (Option<Oid>, Option<Oid>),
    path: &str,
    total: &Total,
) -> Result<Vec<Difference>, Error> {
    let mut found = Vec::new();
    let mut budget = Budget::new();
    let mut pairs = vec![(before, after, path.to_owned(), 1)];
    while let Some((before, after, path, depth)) = pairs.pop() {
        nested(depth, &path)?;
        for (name, old, new) in differing(repository, before, after, total)? {
            let path = format!("{path}{name}");
            budget.take(&path)?;
            if old.is_some_and(Node::is_no_folder) || new.is_some_and(Node::is_no_folder) {
                let item = |node: Option<Node>| node.and_then(|node| node.item(&path));
                found.push(Difference { path: path.clone(), before: item(old), after: item(new) });
            }
            let (old, new) = (old.and_then(Node::folder), new.and_then(Node::folder));
            if old.is_some() || new.is_some() {
                pairs.push((old, new, format!("{path}/"), depth + 1));
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

/// What differs outside the dataset: each file at the top, and of each folder there the first file that differs in it. More than
/// that nobody asks, and a folder can have more below it than any memory holds.
///
/// # Errors
/// an object that is missing, more than is read.
pub(super) fn changed_outside(
    repository: &Repository,
    before: &Tree<'_>,
    after: &Tree<'_>,
) -> Result<Vec<String>, Error> {
    let mut paths = Vec::new();
    let (mut budget, total) = (Budget::new(), Total::new());
    for (name, old, new) in differing(repository, Some(before.id()), Some(after.id()), &total)? {
        if name != DATASET {
            budget.take(&name)?;
            paths.push(first_within(repository, name, (old, new), &total)?);
        }
    }
    Ok(paths)
}

/// The path of the first file that differs at a place, or of the folder in which it is where that is deep down.
fn first_within(
    repository: &Repository,
    name: String,
    (mut old, mut new): (Option<Node>, Option<Node>),
    total: &Total,
) -> Result<String, Error> {
    let mut path = name;
    for _ in 0..DEEPEST_NAMED {
        if old.is_some_and(Node::is_no_folder) || new.is_some_and(Node::is_no_folder) {
            return Ok(path);
        }
        let folder = |node: Option<Node>| node.and_then(Node::folder);
        let mut within = differing(repository, folder(old), folder(new), total)?.into_iter();
        let Some((name, first_old, first_new)) = within.next() else { break };
        (old, new) = (first_old, first_new);
        path = format!("{path}/{name}");
    }
    Ok(path + "/")
}

/// What stands under a name in a folder.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) id: Oid,
    pub(super) mode: i32,
    /// What it is, unless it is a folder.
    kind: Option<ItemKind>,
}

impl Node {
    pub(super) fn of(entry: &TreeEntry<'_>) -> Self {
        Self { id: entry.id(), mode: entry.filemode(), kind: ItemKind::of(entry) }
    }

    fn is_no_folder(self) -> bool {
        self.kind.is_some()
    }

    pub(super) fn folder(self) -> Option<Oid> {
        self.kind.is_none().then_some(self.id)
    }

    pub(super) fn item(self, path: &str) -> Option<Item> {
        self.kind.map(|kind| Item { path: path.to_owned(), id: self.id, kind })
    }
}

/// A name, and what stands under it in either of two folders.
type Pair = (String, Option<Node>, Option<Node>);

/// What differs in two folders themselves, by name.
fn differing(
    repository: &Repository,
    before: Option<Oid>,
    after: Option<Oid>,
    total: &Total,
) -> Result<Vec<Pair>, Error> {
    if before == after {
        return Ok(Vec::new());
    }
    let open = |folder: Option<Oid>| folder.map(|folder| repository.subtree(folder)).transpose();
    let (before, after) = (open(before)?, open(after)?);
    let count = |tree: &Option<Tree<'_>>| tree.as_ref().map_or(0, Tree::len);
    let (old, new) = (count(&before), count(&after));
    total.take(old + new)?;
    let is_same = |one: usize, other: usize| {
        let (Some(before), Some(after)) = (&before, &after) else { return false };
        let (Some(one), Some(other)) = (before.get(one), after.get(other)) else { return false };
        one.id() == other.id() && one.filemode() == other.filemode() && one.name_bytes() == other.name_bytes()
    };
    // Mostly one entry differs, and all before it and after it are the same.
    let both = old.min(new);
    let start = (0..both).take_while(|place| is_same(*place, *place)).count();
    let end = (1..=both - start).take_while(|back| is_same(old - back, new - back)).count();
    let mut names: BTreeMap<Vec<u8>, [Option<Node>; 2]> = BTreeMap::new();
    for (side, (tree, count)) in [(&before, old), (&after, new)].into_iter().enumerate() {
        let Some(tree) = tree else { continue };
        for entry in (start..count - end).filter_map(|place| tree.get(place)) {
            names.entry(entry.name_bytes().to_vec()).or_default()[side] = Some(Node::of(&entry));
        }
    }
    let differing = names.into_iter().filter(|(_, [old, new])| old != new);
    let named = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    Ok(differing.map(|(name, [old, new])| (named(&name), old, new)).collect())
}
