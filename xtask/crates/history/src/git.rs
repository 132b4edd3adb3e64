//! Repository states that Git keeps, and how they came about: with its parts, the only module that knows of libgit2.

mod bases;
mod beside;
mod changed;
mod compared;
mod entries;
mod error;
mod files;
mod header;
pub mod index;
mod index_file;
mod limits;
mod log;
mod measure;
mod open;
mod people;
mod revision;
pub mod setup;
mod tags;
mod touched;
mod walk;
mod working;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use git2::{ErrorCode, ObjectType};

pub use compared::{Base, Compared, compared, outside, same_in_both};
pub use error::{Error, UnknownForm};
pub use log::{BlobId, Commit, Delta, Log, Step, log};
pub use open::RepositoryLocation;
pub use tags::{StableTag, last_before, stable_version, tag_of};
pub use touched::last_touched;

use self::files::{Item, below, loaded, loaded_in_part};
use format::tree::{DATASET, Tree};

/// The file mode by which Git marks a symbolic link.
const SYMBOLIC_LINK: i32 = 0o120_000;

/// A repository, opened once for a run.
pub struct Repository {
    git: git2::Repository,
    shared: Arc<Shared>,
    /// Which names are of one person, once somebody has asked.
    mailmap: OnceCell<Option<git2::Mailmap>>,
    /// Whether it is a shallow clone, once somebody has asked.
    is_shallow: OnceCell<bool>,
    /// The folder of the dataset in each folder of all files that was looked into: what one commit has, the next is compared with.
    datasets: RefCell<HashMap<git2::Oid, Option<git2::Oid>>>,
}

/// What all handles of a repository have in common.
struct Shared {
    opened: Opened,
    /// The commits that have been read.
    headers: Mutex<HashMap<git2::Oid, Arc<header::Header>>>,
    /// Further handles, for the other threads that read from it.
    handles: Mutex<Vec<git2::Repository>>,
}

/// By what a repository was opened.
#[derive(Clone, Debug)]
enum Opened {
    /// A folder in it.
    At(PathBuf),
    /// What Git has told.
    Told(RepositoryLocation),
}

impl Opened {
    /// A handle of it, one more for each thread that reads from it.
    fn handle(&self) -> Result<git2::Repository, Error> {
        match self {
            Self::At(named) => open::at(named),
            Self::Told(told) => open::told(told),
        }
    }

    fn open(self) -> Result<Repository, Error> {
        let git = self.handle()?;
        Ok(self.with(git))
    }

    /// The repository that was opened so, by its first handle.
    fn with(self, git: git2::Repository) -> Repository {
        let shared = Shared { opened: self, headers: Mutex::default(), handles: Mutex::default() };
        Arc::new(shared).with(git)
    }
}

impl Shared {
    /// The same repository by another handle.
    fn with(self: Arc<Self>, git: git2::Repository) -> Repository {
        Repository {
            git,
            shared: self,
            mailmap: OnceCell::new(),
            is_shallow: OnceCell::new(),
            datasets: RefCell::default(),
        }
    }
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repository").field("opened", &self.shared.opened).finish_non_exhaustive()
    }
}

impl Repository {
    /// Opens the repository at a folder or above it: a clone, a worktree, a submodule, or a bare repository.
    ///
    /// # Errors
    /// there is none, or it cannot be read.
    pub fn open(named: &Path) -> Result<Self, Error> {
        Opened::At(named.to_owned()).open()
    }

    /// Opens the repository that Git has named to a program that it started.
    ///
    /// # Errors
    /// there is none, or it cannot be read.
    pub fn open_at(told: &RepositoryLocation) -> Result<Self, Error> {
        Opened::Told(told.clone()).open()
    }

    /// The folder that is checked out; a bare repository has none.
    pub fn working_folder(&self) -> Option<&Path> {
        self.git.workdir()
    }

    /// Whether only some of the files may be checked out.
    pub fn is_partly_checked_out(&self) -> bool {
        self.git.config().and_then(|config| config.get_bool("core.sparseCheckout")).unwrap_or(false)
    }

    /// How many objects Git shows others for, which is not done here.
    pub fn replaced(&self) -> usize {
        let is_off = self
            .git
            .config()
            .and_then(|config| config.get_bool("core.useReplaceRefs"))
            .is_ok_and(|is_on| !is_on);
        let replaced =
            self.git.references_glob("refs/replace/*").map_or(0, |references| references.flatten().count());
        if is_off { 0 } else { replaced }
    }

    /// Whether the clone holds only the newest part of the history.
    pub fn is_shallow(&self) -> bool {
        *self.is_shallow.get_or_init(|| self.git.is_shallow())
    }

    /// The state of the dataset in a commit, tag or branch, without a checkout.
    ///
    /// # Errors
    /// a revision that does not exist, an object that is missing.
    pub fn tree_at(&self, revision: &str) -> Result<Tree, Error> {
        self.part_at(revision, |_| true)
    }

    /// Those files of a state whose paths are wanted; no other is read.
    ///
    /// # Errors
    /// a revision that does not exist, an object that is missing.
    pub fn part_at(&self, revision: &str, is_wanted: impl Fn(&str) -> bool) -> Result<Tree, Error> {
        loaded(self, self.items_at(revision, is_wanted)?)
    }

    /// The same; a file whose content is missing is in it, and cannot be read. Where something else stands in place of the
    /// dataset there are no files.
    ///
    /// # Errors
    /// a revision that does not exist, a folder that is missing.
    pub fn readable_part_at(&self, revision: &str, is_wanted: impl Fn(&str) -> bool) -> Result<Tree, Error> {
        let top = self.top(revision)?;
        loaded_in_part(self, self.items_in(self.dataset(&top)?, is_wanted)?)
    }

    /// What stands in place of the dataset in a state and is no folder, in words.
    ///
    /// # Errors
    /// a revision that does not exist, an object that is missing.
    pub fn in_place_of_dataset(&self, revision: &str) -> Result<Option<Error>, Error> {
        Ok(in_place_of_dataset(&self.top(revision)?))
    }

    fn items_at(&self, revision: &str, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<Item>, Error> {
        let top = self.top(revision)?;
        self.items_in(self.dataset_in(&top)?, is_wanted)
    }

    fn items_in(
        &self,
        dataset: Option<git2::Tree<'_>>,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<Item>, Error> {
        let Some(dataset) = dataset else { return Ok(Vec::new()) };
        let mut items = below(self, dataset.id(), DATASET)?;
        items.retain(|item| is_wanted(&item.path));
        Ok(items)
    }

    /// The content of a file that Git keeps.
    ///
    /// # Errors
    /// the object is missing, or larger than any file that is read.
    pub fn blob(&self, id: BlobId) -> Result<Vec<u8>, Error> {
        files::blob(self, id.0)?.map(|blob| blob.content().to_vec()).map_err(Error::FileTooLarge)
    }

    /// Contents of files as [`Repository::blob`] gives each, read on every core, with what is made of each there.
    pub(crate) fn blobs<T: Send>(
        &self,
        ids: &[BlobId],
        make: impl Fn(BlobId, Result<Vec<u8>, Error>) -> T + Sync,
    ) -> Vec<T> {
        beside::on_each_core(self, ids, |repository, id| {
            make(*id, repository.map_err(Error::clone).and_then(|it| it.blob(*id)))
        })
    }

    /// The folder of the dataset in a commit; none where there is not any.
    fn dataset(&self, top: &git2::Tree<'_>) -> Result<Option<git2::Tree<'_>>, Error> {
        match top.get_name(DATASET).filter(|entry| entry.kind() == Some(ObjectType::Tree)) {
            Some(entry) => self.subtree(entry.id()).map(Some),
            None => Ok(None),
        }
    }

    /// The same, by the id of the folder of all files.
    fn dataset_below(&self, top: git2::Oid) -> Result<Option<git2::Oid>, Error> {
        if let Some(known) = self.datasets.borrow().get(&top) {
            return Ok(*known);
        }
        let dataset = self.dataset(&self.subtree(top)?)?.map(|folder| folder.id());
        self.datasets.borrow_mut().insert(top, dataset);
        Ok(dataset)
    }

    /// The folder of the dataset in a state that is asked for; something else in its place is an error, since nobody knows what
    /// would be in it.
    fn dataset_in(&self, top: &git2::Tree<'_>) -> Result<Option<git2::Tree<'_>>, Error> {
        match in_place_of_dataset(top) {
            Some(what) => Err(what),
            None => self.dataset(top),
        }
    }

    fn subtree(&self, id: git2::Oid) -> Result<git2::Tree<'_>, Error> {
        Ok(self.git.find_tree(id)?)
    }

    fn objects(&self) -> Result<git2::Odb<'_>, Error> {
        Ok(self.git.odb()?)
    }
}

/// What stands in place of the dataset's folder, if anything does.
fn in_place_of_dataset(top: &git2::Tree<'_>) -> Option<Error> {
    let entry = top.get_name(DATASET).filter(|entry| entry.kind() != Some(ObjectType::Tree))?;
    Some(if entry.filemode() == SYMBOLIC_LINK { Error::DatasetIsLink } else { Error::DatasetIsNoFolder })
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

/// Whether a branch has no commit yet.
fn is_unborn(error: &git2::Error) -> bool {
    matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound)
}
