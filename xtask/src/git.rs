//! Repository states that Git keeps, and how they came about: with its parts, the only module that knows of libgit2.

mod changed;
mod compared;
pub mod index;
mod log;
pub mod setup;

use std::path::{Path, PathBuf};

use git2::{ErrorCode, ObjectType};

pub use compared::{Base, Compared, compared, same_in_both};
pub use log::{BlobId, Commit, Delta, Log, Step, log};

use crate::tree::{DATASET, Entry, EntryKind, Tree};

/// The file mode by which Git marks a symbolic link.
const SYMBOLIC_LINK: i32 = 0o120_000;

/// A repository, opened once for a run.
pub struct Repository {
    git: git2::Repository,
    named: PathBuf,
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repository").field("named", &self.named).finish_non_exhaustive()
    }
}

impl Repository {
    /// Opens the repository at a folder or above it: a clone, a worktree, a submodule, or a bare repository.
    ///
    /// # Errors
    /// In words for people: there is none, or it belongs to somebody else.
    pub fn open(named: &Path) -> Result<Self, String> {
        // Git's own commands check contents against their ids when they are fetched, and not whenever they are read.
        git2::opts::strict_hash_verification(false);
        let git = git2::Repository::discover(named).map_err(|error| explain(named, &error))?;
        Ok(Self { git, named: named.to_owned() })
    }

    /// The folder that is checked out; a bare repository has none.
    pub fn working_folder(&self) -> Option<&Path> {
        self.git.workdir()
    }

    /// Whether the clone holds only the newest part of the history.
    pub fn is_shallow(&self) -> bool {
        self.git.is_shallow()
    }

    /// The state of the dataset in a commit, tag or branch, without a checkout.
    ///
    /// # Errors
    /// In words for people: a revision that does not exist, an object that is missing.
    pub fn tree_at(&self, revision: &str) -> Result<Tree, String> {
        self.part_at(revision, |_| true)
    }

    /// Those files of a state whose paths are wanted; no other is read.
    ///
    /// # Errors
    /// In words for people: a revision that does not exist, an object that is missing.
    pub fn part_at(&self, revision: &str, is_wanted: impl Fn(&str) -> bool) -> Result<Tree, String> {
        let top = self.top(revision)?;
        let items = self.items(self.dataset_in(&top)?.as_ref())?;
        self.loaded(items.into_iter().filter(|item| is_wanted(&item.path)))
    }

    /// The id of the commit that a revision names, 40 hexadecimal digits.
    ///
    /// # Errors
    /// In words for people: a revision that does not exist, or is no commit.
    pub fn commit_id(&self, revision: &str) -> Result<String, String> {
        self.commit_of(revision).map(|commit| commit.id().to_string())
    }

    /// Whether a commit is in the history of another: the same, or one that led to it.
    ///
    /// # Errors
    /// In words for people: a revision that does not exist, or is no commit; an object that is missing.
    pub fn ancestry(&self, earlier: &str, later: &str) -> Result<Ancestry, String> {
        let (one, other) = (self.commit_of(earlier)?.id(), self.commit_of(later)?.id());
        let descends = |later, earlier| {
            self.git.graph_descendant_of(later, earlier).map_err(|error| self.explain(&error))
        };
        Ok(if one == other || descends(other, one)? {
            Ancestry::Within
        } else if descends(one, other)? {
            Ancestry::Backwards
        } else if self.is_shallow() {
            Ancestry::CutOff
        } else {
            Ancestry::Sideways
        })
    }

    /// The content of a file that Git keeps.
    ///
    /// # Errors
    /// In words for people: the object is missing.
    pub fn blob(&self, id: BlobId) -> Result<Vec<u8>, String> {
        self.git.find_blob(id.0).map(|blob| blob.content().to_vec()).map_err(|error| self.explain(&error))
    }

    fn top(&self, revision: &str) -> Result<git2::Tree<'_>, String> {
        let object = self.object(revision)?;
        object.peel_to_tree().map_err(|_| format!("\"{revision}\" is no commit"))
    }

    fn commit_of(&self, revision: &str) -> Result<git2::Commit<'_>, String> {
        let object = self.object(revision)?;
        object.peel_to_commit().map_err(|_| format!("\"{revision}\" is no commit"))
    }

    fn object(&self, revision: &str) -> Result<git2::Object<'_>, String> {
        self.git.revparse_single(revision).map_err(|error| match error.code() {
            ErrorCode::NotFound | ErrorCode::InvalidSpec | ErrorCode::UnbornBranch => {
                format!("there is no revision \"{revision}\" in this repository{}", self.hint())
            }
            ErrorCode::Ambiguous => {
                format!("\"{revision}\" is the beginning of more than one revision; write more of it")
            }
            _ => self.explain(&error),
        })
    }

    /// What a revision may be missing for.
    fn hint(&self) -> &'static str {
        if self.git.is_shallow() {
            "; this clone is shallow, so fetch the rest with: git fetch --unshallow"
        } else if self.git.is_empty().unwrap_or(false) || self.git.head().is_err_and(is_unborn) {
            ", which has no commit yet"
        } else {
            ""
        }
    }

    /// The folder of the dataset in a commit; none where there is not any.
    fn dataset(&self, top: &git2::Tree<'_>) -> Result<Option<git2::Tree<'_>>, String> {
        match top.get_name(DATASET).filter(|entry| entry.kind() == Some(ObjectType::Tree)) {
            Some(entry) => self.subtree(entry.id()).map(Some),
            None => Ok(None),
        }
    }

    /// The folder of the dataset in a state that is asked for; something else in its place is an error, since nobody knows what
    /// would be in it.
    fn dataset_in(&self, top: &git2::Tree<'_>) -> Result<Option<git2::Tree<'_>>, String> {
        match top.get_name(DATASET).filter(|entry| entry.kind() != Some(ObjectType::Tree)) {
            Some(entry) if entry.filemode() == SYMBOLIC_LINK => {
                Err(format!("{DATASET} is a symbolic link in this commit; links are not followed"))
            }
            Some(_) => Err(format!("{DATASET} is no folder in this commit")),
            None => self.dataset(top),
        }
    }

    fn subtree(&self, id: git2::Oid) -> Result<git2::Tree<'_>, String> {
        self.git.find_tree(id).map_err(|error| self.explain(&error))
    }

    /// Everything below the folder of the dataset.
    fn items(&self, dataset: Option<&git2::Tree<'_>>) -> Result<Vec<Item>, String> {
        let mut items = Vec::new();
        if let Some(dataset) = dataset {
            self.collect(dataset, DATASET, &mut items)?;
        }
        Ok(items)
    }

    fn collect(&self, folder: &git2::Tree<'_>, path: &str, items: &mut Vec<Item>) -> Result<(), String> {
        for entry in folder {
            let item = Item::of(path, &entry);
            if entry.kind() == Some(ObjectType::Tree) {
                self.collect(&self.subtree(entry.id())?, &item.path, items)?;
            } else {
                items.push(item);
            }
        }
        Ok(())
    }

    /// A state of the files that are listed, read now.
    fn loaded(&self, items: impl IntoIterator<Item = Item>) -> Result<Tree, String> {
        let (mut files, mut others) = (Vec::new(), Vec::new());
        for item in items {
            match item.kind {
                ItemKind::File => files.push((item.path, self.blob(BlobId(item.id))?)),
                ItemKind::SymbolicLink => {
                    others.push(Entry { path: item.path.into(), kind: EntryKind::SymbolicLink });
                }
                ItemKind::Other => others.push(Entry { path: item.path.into(), kind: EntryKind::Other }),
            }
        }
        Ok(Tree::memory(files, others))
    }

    fn explain(&self, error: &git2::Error) -> String {
        explain(&self.named, error)
    }
}

/// How a commit that is named first stands to one that is named second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ancestry {
    /// It is the same, or led to it.
    Within,
    /// It is the other way round.
    Backwards,
    /// Neither led to the other.
    Sideways,
    /// The clone is shallow, and in what it has neither led to the other.
    CutOff,
}

/// An entry of a tree of Git.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    path: String,
    id: git2::Oid,
    kind: ItemKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ItemKind {
    File,
    SymbolicLink,
    Other,
}

impl Item {
    fn of(folder: &str, entry: &git2::TreeEntry<'_>) -> Self {
        let kind = match entry.kind() {
            Some(ObjectType::Blob) if entry.filemode() == SYMBOLIC_LINK => ItemKind::SymbolicLink,
            Some(ObjectType::Blob) if entry.name().is_ok() => ItemKind::File,
            _ => ItemKind::Other,
        };
        let path = format!("{folder}/{}", String::from_utf8_lossy(entry.name_bytes()));
        Self { path, id: entry.id(), kind }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that is_err_and asks for")]
fn is_unborn(error: git2::Error) -> bool {
    error.code() == ErrorCode::UnbornBranch
}

fn explain(root: &Path, error: &git2::Error) -> String {
    match (error.code(), error.class()) {
        (ErrorCode::Owner, _) => format!(
            "this repository belongs to another user, and Git does not open it; if you trust it: git config --global --add safe.directory {}",
            root.display()
        ),
        (ErrorCode::NotFound, git2::ErrorClass::Odb) => format!(
            "Git: {}; this clone lacks a part of the repository, so fetch it with: git fetch --refetch --no-filter",
            error.message()
        ),
        (ErrorCode::NotFound, _) => format!("no Git repository at {} or above it", root.display()),
        (_, _) => format!("Git: {}", error.message()),
    }
}
