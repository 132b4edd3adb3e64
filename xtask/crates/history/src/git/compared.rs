//! Two states of the dataset, of which only what differs is read.

use super::Error;
use dataset::assessment_id::{ASSESSMENTS, AssessmentId};
use std::collections::{BTreeMap, BTreeSet};

use super::changed::{Node, changed_outside, differences};
use super::entries::is_of_dataset;
use super::files::{Item, below, loaded, loaded_pair};
use super::working::{working_tree, working_tree_outside};
use super::{BlobId, Repository};
use format::tree::{DATASET, Tree};

/// Where a comparison starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// At the revision that is named.
    Revision,
    /// At the newest commit that the two sides have in common, so that only what the later side did is told.
    MergeBase,
}

/// Two states, each with the files that differ between them, and with the registers and instruments, by which the others
/// are understood.
#[derive(Debug)]
pub struct Compared {
    /// The earlier state.
    pub before: Tree,
    /// The later state.
    pub after: Tree,
    /// The id of the commit at which the comparison starts, or of the files if it starts at no commit.
    pub base: String,
    /// At how many commits it could have started as well.
    pub other_bases: usize,
    /// Between two commits, the contents of the assessments that differ, on each side, by path.
    pub contents: [BTreeMap<String, BlobId>; 2],
    /// The paths of the dataset that differ. Between two commits there are also some outside of it: of each folder at the top in
    /// which anything differs, one. More than that nobody asks, and there can be more than any memory holds.
    pub differing: BTreeSet<String>,
}

/// Reads what differs between a revision and another, or the working tree if none is named.
///
/// Files are told apart by their ids, so that a file that is the same on both sides is never opened.
///
/// # Errors
/// a revision that does not exist, no commit in common, no working tree, an object that is missing, more
/// than is read.
pub fn compared(
    repository: &Repository,
    from: &str,
    to: Option<&str>,
    base: Base,
) -> Result<Compared, Error> {
    let (top_before, base, other_bases) = match base {
        Base::Revision => match repository.commit_called(from) {
            Ok(id) => (repository.top(&id.to_string())?, id.to_string(), 0),
            Err(_) => {
                let top = repository.top(from)?;
                let id = top.id().to_string();
                (top, id, 0)
            }
        },
        Base::MergeBase => {
            let (base, others) = repository.merge_base(from, to.unwrap_or("HEAD"))?;
            (repository.top(&base)?, base, others)
        }
    };
    let mut contents = <[BTreeMap<String, BlobId>; 2]>::default();
    let (before, after, differing) = match to {
        Some(to) => {
            let top_after = repository.top(to)?;
            let id = |top| repository.dataset(top).map(|folder| folder.map(|folder| folder.id()));
            let path = format!("{DATASET}/");
            let of_dataset = differences(repository, id(&top_before)?, id(&top_after)?, &path)?;
            let mut differing: BTreeSet<String> =
                changed_outside(repository, &top_before, &top_after)?.into_iter().collect();
            differing.extend(of_dataset.iter().map(|difference| difference.path.clone()));
            let (items, others): (Vec<_>, Vec<_>) =
                of_dataset.into_iter().map(|difference| (difference.before, difference.after)).unzip();
            let before = state(repository, &top_before, items.into_iter().flatten(), &differing)?;
            let after = state(repository, &top_after, others.into_iter().flatten(), &differing)?;
            contents = [&before, &after].map(|items| {
                let files = items.iter().filter(|item| item.path.starts_with(ASSESSMENTS));
                files.map(|item| (item.path.clone(), BlobId(item.id))).collect()
            });
            let (before, after) = loaded_pair(repository, before, after)?;
            (before, after, differing)
        }
        None => {
            let working = working_tree(repository, &top_before)?;
            let has_any = !working.differing.is_empty();
            let is_wanted =
                |path: &str| working.differing.contains(path) || (has_any && !path.starts_with(ASSESSMENTS));
            let skipped = working.skipped.into_iter().filter(|item| is_wanted(&item.path));
            let after = working.tree.narrowed(is_wanted).completed(loaded(repository, skipped)?);
            let before = state(repository, &top_before, working.before, &working.differing)?;
            (loaded(repository, before)?, after, working.differing)
        }
    };
    Ok(Compared { before, after, base, other_bases, contents, differing })
}

/// The files of a commit that differ, and those by which they are understood.
fn state(
    repository: &Repository,
    top: &git2::Tree<'_>,
    items: impl IntoIterator<Item = Item>,
    differing: &BTreeSet<String>,
) -> Result<Vec<Item>, Error> {
    let has_any = differing.iter().any(|path| is_of_dataset(path.as_bytes()));
    let mut items: Vec<Item> = items.into_iter().filter(|item| item.path.starts_with(ASSESSMENTS)).collect();
    if let Some(dataset) = repository.dataset_in(top)?.filter(|_| has_any) {
        for entry in &dataset {
            let node = Node::of(&entry);
            let path = format!("{DATASET}/{}", String::from_utf8_lossy(entry.name_bytes()));
            match node.folder() {
                Some(_) if format!("{path}/") == ASSESSMENTS => {}
                Some(folder) => items.extend(below(repository, folder, &path)?),
                None => items.extend(node.item(&path)),
            }
        }
    }
    Ok(items)
}

/// Those assessments of wanted editions that are the same in two states, which a comparison does not read otherwise.
///
/// # Errors
/// an object that is missing.
pub fn same_in_both(
    repository: &Repository,
    compared: &Compared,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Result<Tree, Error> {
    repository.part_at(&compared.base, |path| {
        AssessmentId::of_path(path).is_some_and(|id| is_wanted(id.edition))
            && !compared.differing.contains(path)
    })
}

/// The paths outside the dataset at which the working tree differs from a revision. To look for them costs as much as the whole
/// checkout is large.
///
/// # Errors
/// a revision that does not exist, no working tree, an object that is missing.
pub fn outside(repository: &Repository, from: &str) -> Result<Vec<String>, Error> {
    working_tree_outside(repository, &repository.top(from)?)
}

impl Repository {
    /// The newest commit at which the histories of two revisions part, and at how many others they do too.
    ///
    /// # Errors
    /// a revision that does not exist, no commit in common, a commit that cannot be read whose parents would have to be known.
    pub fn merge_base(&self, from: &str, to: &str) -> Result<(String, usize), Error> {
        let mut bases = self.merge_bases(from, to)?.into_iter();
        let newest = bases.next().ok_or_else(|| {
            let hint = if self.is_shallow() {
                "; this clone is shallow, so fetch the rest with: git fetch --unshallow"
            } else {
                ""
            };
            Error::NothingInCommon { from: from.to_owned(), to: to.to_owned(), hint: hint.to_owned() }
        })?;
        Ok((newest, bases.len()))
    }
}
