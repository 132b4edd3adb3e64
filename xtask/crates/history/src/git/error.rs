//! Why Git's data cannot be read, in words for people, with what helps.

use std::path::PathBuf;

use format::limits::{LARGEST_FILE, MOST_ENTRIES, MOST_ENTRIES_OF_A_RUN, MOST_NESTED, MOST_PATH_BYTES};

/// Why something in a repository, or the repository itself, cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is no repository where one was looked for.
    #[error("no Git repository at {} or above it", .0.display())]
    NoRepository(PathBuf),
    /// The environment names a folder that is no repository.
    #[error("GIT_DIR names {}, which is no Git repository", .0.display())]
    NoRepositoryInGitDir(PathBuf),
    /// The repository belongs to somebody else, and its configuration might run programs.
    #[error(
        "this repository belongs to another user, and Git does not open it; if you trust it: git config --global --add safe.directory {} (this program does not know patterns there such as DIR/*, nor what GIT_CONFIG_GLOBAL and GIT_CONFIG_COUNT set)",
        .0.display()
    )]
    AnotherOwner(PathBuf),
    /// The repository is kept in a form that libgit2 does not read.
    #[error(transparent)]
    UnknownForm(#[from] UnknownForm),
    /// A folder of the environment cannot be used.
    #[error("{} cannot be {usage}: {reason}", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// For what it was named, as words after "cannot be".
        usage: &'static str,
        /// What libgit2 or the system says.
        reason: String,
    },
    /// A bare repository was asked for what is checked out.
    #[error("a bare repository has no working tree; name both sides, such as main~1..main")]
    Bare,
    /// A revision that the repository does not have.
    #[error("there is no revision \"{revision}\" in this repository{hint}")]
    UnknownRevision {
        /// What was asked for.
        revision: String,
        /// What may help, with its own comma; or nothing.
        hint: String,
    },
    /// The beginning of more than one revision.
    #[error("\"{0}\" is the beginning of more than one revision; write more of it")]
    Ambiguous(String),
    /// A revision that leads to something else than a commit.
    #[error("\"{revision}\" is {kind}, not a commit")]
    NoCommit {
        /// What was asked for.
        revision: String,
        /// What it is, in words.
        kind: String,
    },
    /// A folder is named that holds no dataset.
    #[error("\"{0}\" is a folder (a tree) without a dataset/ folder in it; name the commit instead")]
    FolderWithoutDataset(String),
    /// A symbolic link stands in place of the dataset.
    #[error("dataset is a symbolic link in this commit; links are not followed")]
    DatasetIsLink,
    /// A file or a submodule stands in place of the dataset.
    #[error("dataset is no folder in this commit")]
    DatasetIsNoFolder,
    /// Two revisions that nothing joins.
    #[error("\"{from}\" and \"{to}\" have no commit in common{hint}")]
    NothingInCommon {
        /// The one.
        from: String,
        /// The other.
        to: String,
        /// What may help, with its own comma; or nothing.
        hint: String,
    },
    /// A commit between two revisions cannot be read.
    #[error("commit {id} cannot be read, so that nobody can tell where histories part: {reason}")]
    UnreadableBetween {
        /// Its id.
        id: git2::Oid,
        /// Why.
        reason: Box<Error>,
    },
    /// An object that should be a commit and is none.
    #[error("{0} is no commit")]
    ObjectIsNoCommit(git2::Oid),
    /// A commit without the name of a tree.
    #[error("commit {0} does not name its files")]
    CommitWithoutFiles(git2::Oid),
    /// A file that is too large to be read.
    #[error("the file has {0} bytes; files of more than {LARGEST_FILE} are not read")]
    FileTooLarge(u64),
    /// More files and folders than are read.
    #[error(
        "there are more than {MOST_ENTRIES} files and folders, or their paths are longer than {MOST_PATH_BYTES} bytes together; so many are not read"
    )]
    TooManyEntries,
    /// More files and folders, in all commits of one run together, than are looked at.
    #[error(
        "the commits read so far have more than {MOST_ENTRIES_OF_A_RUN} files and folders to look at; so many are not read in one run"
    )]
    TooManyEntriesInRun,
    /// Folders in folders, deeper than is read.
    #[error("folders are nested more than {MOST_NESTED} deep below {0}…; so deep nothing is read")]
    TooDeep(String),
    /// Git's index, where a merge or an addition is kept, cannot be read.
    #[error("Git's index at {} cannot be read: {reason}", .file.display())]
    UnreadableIndex {
        /// The file.
        file: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Git's index is in a version or has an extension that is not known here.
    #[error("Git's index at {} is in a form that this program does not know", .0.display())]
    UnknownIndex(PathBuf),
    /// The dataset's folder in the working tree cannot be listed.
    #[error("the dataset/ folder of {} cannot be listed: {reason}", .folder.display())]
    UnlistedDataset {
        /// The folder that is checked out.
        folder: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// libgit2 does not find an object.
    #[error(
        "Git: {0}; this clone lacks a part of the repository, so fetch it with: git fetch --refetch --no-filter"
    )]
    Incomplete(String),
    /// libgit2 finds that an object is not what it should be.
    #[error("Git: {0}; the repository is damaged, and what is wrong with it is told by: git fsck")]
    Damaged(String),
    /// Whatever else libgit2 says.
    #[error("Git: {0}")]
    Other(String),
}

/// A form of repository that libgit2 does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownForm {
    /// Branches in a table (`extensions.refStorage`).
    #[error(
        "this repository keeps its branches as a reftable, which this program cannot read; Git can keep them as files: git refs migrate --ref-format=files (before Git 2.48, make a clone that does: git clone --ref-format=files)"
    )]
    Reftable,
    /// A clone without some of its objects (`extensions.partialClone`).
    #[error(
        "this clone lacks a part of the repository in a form that this program cannot read; make it whole: git fetch --refetch --no-filter && git config --unset extensions.partialClone"
    )]
    PartialClone,
    /// Objects that are named by SHA-256 (`extensions.objectFormat`).
    #[error(
        "this repository names its objects by SHA-256, which this program cannot read. What reads only files works here: validate, fmt, score, sources, new. The rest works in a copy: git init --object-format=sha1 ../copy && git fast-export --all | git -C ../copy fast-import"
    )]
    Sha256,
}

impl From<&git2::Error> for Error {
    fn from(error: &git2::Error) -> Self {
        let message = error.message().to_owned();
        match (error.code(), error.class()) {
            (git2::ErrorCode::NotFound, git2::ErrorClass::Odb) => Self::Incomplete(message),
            (_, git2::ErrorClass::Invalid) => Self::Damaged(message),
            (_, _) => Self::Other(message),
        }
    }
}

impl From<git2::Error> for Error {
    fn from(error: git2::Error) -> Self {
        Self::from(&error)
    }
}
