//! Two states of the dataset, of which only what differs is read.

use std::collections::BTreeSet;
use std::path::Path;

use git2::{Delta, DiffOptions, ObjectType};

use super::changed::changed;
use super::{Item, Repository};
use crate::tree::{DATASET, Tree};

/// The folder whose files are read only where they differ.
const ASSESSMENTS: &str = "dataset/assessments/";

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
    /// The commit at which the comparison starts.
    pub base: String,
    /// The paths that differ, outside the dataset too.
    pub differing: BTreeSet<String>,
}

/// Reads what differs between a revision and another, or the working tree if none is named.
///
/// Files are told apart by their ids, so that a file that is the same on both sides is never opened.
///
/// # Errors
/// In words for people: a revision that does not exist, no commit in common, no working tree, an object that is missing.
pub fn compared(
    repository: &Repository,
    from: &str,
    to: Option<&str>,
    base: Base,
) -> Result<Compared, String> {
    let base = match base {
        Base::Revision => repository.object(from)?.id(),
        Base::MergeBase => merge_base(repository, from, to.unwrap_or("HEAD"))?,
    };
    let top_before = repository.top(&base.to_string())?;
    let (after, differing) = match to {
        Some(to) => {
            let top_after = repository.top(to)?;
            let deltas = changed(repository, Some(&top_before), Some(&top_after), "")?;
            let differing = deltas.into_iter().map(|delta| delta.path).collect();
            (state(repository, &top_after, &differing)?, differing)
        }
        None => working_tree(repository, &top_before)?,
    };
    let before = state(repository, &top_before, &differing)?;
    Ok(Compared { before, after, base: base.to_string(), differing })
}

/// The files of a commit that differ, and those by which they are understood.
fn state(
    repository: &Repository,
    top: &git2::Tree<'_>,
    differing: &BTreeSet<String>,
) -> Result<Tree, String> {
    let mut items = Vec::new();
    let of_assessments = differing.iter().filter(|path| path.starts_with(ASSESSMENTS));
    for path in of_assessments {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        match top.get_path(Path::new(path)) {
            Ok(entry) => items.push(Item::of(folder, &entry)),
            Err(error) if error.code() == git2::ErrorCode::NotFound => {}
            Err(error) => return Err(repository.explain(&error)),
        }
    }
    if let Some(dataset) = repository.dataset_in(top)?.filter(|_| is_of_dataset(differing)) {
        for entry in &dataset {
            let item = Item::of(DATASET, &entry);
            match entry.kind() {
                Some(ObjectType::Tree) if format!("{}/", item.path) == ASSESSMENTS => {}
                Some(ObjectType::Tree) => {
                    repository.collect(&repository.subtree(entry.id())?, &item.path, &mut items)?;
                }
                _ => items.push(item),
            }
        }
    }
    repository.loaded(items)
}

/// Those assessments of wanted editions that are the same in two states, which a comparison does not read otherwise.
///
/// # Errors
/// In words for people: an object that is missing.
pub fn same_in_both(
    repository: &Repository,
    compared: &Compared,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Result<Tree, String> {
    repository.part_at(&compared.base, |path| {
        let edition = path.rsplit('/').next().and_then(|name| name.strip_suffix(".json"));
        path.starts_with(ASSESSMENTS) && edition.is_some_and(is_wanted) && !compared.differing.contains(path)
    })
}

fn is_of_dataset(differing: &BTreeSet<String>) -> bool {
    differing.iter().any(|path| path.strip_prefix(DATASET).is_some_and(|rest| rest.starts_with('/')))
}

fn merge_base(repository: &Repository, from: &str, to: &str) -> Result<git2::Oid, String> {
    let (one, other) = (repository.commit_of(from)?.id(), repository.commit_of(to)?.id());
    repository.git.merge_base(one, other).map_err(|_| {
        let hint = if repository.is_shallow() {
            "; this clone is shallow, so fetch the rest with: git fetch --unshallow"
        } else {
            ""
        };
        format!("\"{from}\" and \"{to}\" have no commit in common{hint}")
    })
}

fn paths(diff: &git2::Diff<'_>) -> BTreeSet<String> {
    let changed = diff.deltas().filter(|delta| delta.status() != Delta::Unmodified);
    changed
        .flat_map(|delta| {
            let name = |file: git2::DiffFile<'_>| {
                file.path_bytes().map(|path| String::from_utf8_lossy(path).into_owned())
            };
            [name(delta.old_file()), name(delta.new_file())]
        })
        .flatten()
        .collect()
}

/// The working tree as far as it differs from a commit. Git's index tells which files need to be looked at.
fn working_tree(
    repository: &Repository,
    before: &git2::Tree<'_>,
) -> Result<(Tree, BTreeSet<String>), String> {
    let Some(folder) = repository.working_folder() else {
        return Err("a bare repository has no working tree; name both sides, such as main~1..main".to_owned());
    };
    let mut options = DiffOptions::new();
    options
        .include_untracked(true)
        .recurse_untracked_dirs(true)
        .include_typechange(true)
        .skip_binary_check(true);
    let diff = repository
        .git
        .diff_tree_to_workdir_with_index(Some(before), Some(&mut options))
        .map_err(|error| repository.explain(&error))?;
    let differing = paths(&diff);
    let tree = Tree::folder(folder).map_err(|error| {
        format!("the {DATASET}/ folder of {} cannot be listed: {error}", folder.display())
    })?;
    let has_any = is_of_dataset(&differing);
    let is_wanted = |path: &str| differing.contains(path) || (has_any && !path.starts_with(ASSESSMENTS));
    Ok((tree.narrowed(is_wanted), differing))
}
