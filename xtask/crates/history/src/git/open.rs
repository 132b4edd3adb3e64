//! Where a repository is found, and in what words it is said that one cannot be read.

use super::{Error, UnknownForm};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use git2::{Config, ErrorCode, Repository, RepositoryOpenFlags};

/// Where Git has told a program that the repository is. What is not told is looked for.
#[derive(Clone, Debug)]
pub struct RepositoryLocation {
    /// The folder in which the program works. It is what is checked out if Git has named its own folder and no other.
    pub folder: PathBuf,
    /// Git's own folder.
    pub git_dir: Option<PathBuf>,
    /// The folder that is checked out.
    pub work_tree: Option<PathBuf>,
    /// The folder where objects are that may yet be refused, as hooks are told that judge what is pushed.
    pub objects: Option<PathBuf>,
}

/// Opens the repository at a folder or above it.
///
/// # Errors
/// there is none, or it cannot be read.
pub(super) fn at(named: &Path) -> Result<Repository, Error> {
    let opened = open(named, RepositoryOpenFlags::CROSS_FS);
    opened.map_err(|error| {
        let own = Repository::discover_path(named, none()).ok();
        explain(named, own.as_deref(), &error)
    })
}

/// Opens the repository that Git has named.
///
/// # Errors
/// there is none, or it cannot be read.
pub(super) fn told(told: &RepositoryLocation) -> Result<Repository, Error> {
    let repository = match &told.git_dir {
        None => at(&told.folder)?,
        Some(own) => {
            let here = RepositoryOpenFlags::NO_SEARCH | RepositoryOpenFlags::NO_DOTGIT;
            open(own, here).map_err(|error| match error.code() {
                ErrorCode::NotFound => Error::NoRepositoryInGitDir(own.clone()),
                _ => explain(own, Some(own), &error),
            })?
        }
    };
    let checked_out = match (&told.git_dir, &told.work_tree) {
        (_, Some(folder)) => Some(folder),
        (Some(_), None) if is_unplaced(&repository) => Some(&told.folder),
        (_, None) => None,
    };
    if let Some(folder) = checked_out {
        repository.set_workdir(folder, false).map_err(|error| Error::Folder {
            folder: folder.clone(),
            usage: "what is checked out",
            reason: error.message().to_owned(),
        })?;
    }
    if let Some(folder) = &told.objects {
        let folder =
            folder.to_str().ok_or_else(|| Error::Other("GIT_OBJECT_DIRECTORY is not UTF-8".to_owned()))?;
        let added = repository.odb().and_then(|objects| objects.add_disk_alternate(folder));
        added.map_err(|error| Error::Folder {
            folder: folder.into(),
            usage: "read",
            reason: error.message().to_owned(),
        })?;
    }
    Ok(repository)
}

/// Whether a repository does not know by itself what is checked out of it.
fn is_unplaced(repository: &Repository) -> bool {
    let is_set = || repository.config().is_ok_and(|config| config.get_path("core.worktree").is_ok());
    !repository.is_bare() && !repository.is_worktree() && !is_set()
}

fn open(folder: &Path, flags: RepositoryOpenFlags) -> Result<Repository, git2::Error> {
    // Git's own commands check contents against their ids when they are fetched, and not whenever they are read.
    git2::opts::strict_hash_verification(false);
    Repository::open_ext(folder, flags, none())
}

fn none() -> [&'static OsStr; 0] {
    []
}

/// Why a repository cannot be opened, and what helps. `own` is Git's own folder, if it was found.
fn explain(named: &Path, own: Option<&Path>, error: &git2::Error) -> Error {
    match error.code() {
        ErrorCode::Owner => {
            let folder = own.and_then(Path::parent).filter(|_| own.is_some_and(|own| own.ends_with(".git")));
            Error::AnotherOwner(folder.or(own).unwrap_or(named).to_owned())
        }
        ErrorCode::NotFound => Error::NoRepository(named.to_owned()),
        _ => own.and_then(unknown_form).map_or_else(|| Error::Other(error.message().to_owned()), Error::from),
    }
}

/// Which form that this program does not know a repository is kept in.
fn unknown_form(own: &Path) -> Option<UnknownForm> {
    // A worktree that was added has its own folder below that of the clone, where the configuration is.
    let files = [own.join("config"), own.join("../../config")];
    let set = |name: &str| files.iter().find_map(|file| Config::open(file).ok()?.get_string(name).ok());
    let is = |name: &str, value: &str| set(name).is_some_and(|set| set.eq_ignore_ascii_case(value));
    let is_set = |name: &str| set(name).is_some();
    if is("extensions.refstorage", "reftable") {
        return Some(UnknownForm::Reftable);
    }
    if is_set("extensions.partialclone") {
        return Some(UnknownForm::PartialClone);
    }
    is("extensions.objectformat", "sha256").then_some(UnknownForm::Sha256)
}
