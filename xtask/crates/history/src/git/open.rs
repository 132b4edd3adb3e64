//! Where a repository is found, and in what words it is said that one cannot be read.

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
/// In words for people: there is none, or it cannot be read.
pub(super) fn at(named: &Path) -> Result<Repository, String> {
    let opened = open(named, RepositoryOpenFlags::CROSS_FS);
    opened.map_err(|error| {
        let own = Repository::discover_path(named, none()).ok();
        explain(named, own.as_deref(), &error)
    })
}

/// Opens the repository that Git has named.
///
/// # Errors
/// In words for people: there is none, or it cannot be read.
pub(super) fn told(told: &RepositoryLocation) -> Result<Repository, String> {
    let repository = match &told.git_dir {
        None => at(&told.folder)?,
        Some(own) => {
            let here = RepositoryOpenFlags::NO_SEARCH | RepositoryOpenFlags::NO_DOTGIT;
            open(own, here).map_err(|error| match error.code() {
                ErrorCode::NotFound => format!("GIT_DIR names {}, which is no Git repository", own.display()),
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
        repository.set_workdir(folder, false).map_err(|error| {
            format!("{} cannot be what is checked out: {}", folder.display(), error.message())
        })?;
    }
    if let Some(folder) = &told.objects {
        let folder = folder.to_str().ok_or("GIT_OBJECT_DIRECTORY is not UTF-8")?;
        let added = repository.odb().and_then(|objects| objects.add_disk_alternate(folder));
        added.map_err(|error| format!("{folder} cannot be read: {}", error.message()))?;
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
fn explain(named: &Path, own: Option<&Path>, error: &git2::Error) -> String {
    match error.code() {
        ErrorCode::Owner => {
            let folder = own.and_then(Path::parent).filter(|_| own.is_some_and(|own| own.ends_with(".git")));
            format!(
                "this repository belongs to another user, and Git does not open it; if you trust it: git config --global --add safe.directory {} (this program does not know patterns there such as DIR/*, nor what GIT_CONFIG_GLOBAL and GIT_CONFIG_COUNT set)",
                folder.or(own).unwrap_or(named).display()
            )
        }
        ErrorCode::NotFound => format!("no Git repository at {} or above it", named.display()),
        _ => own.and_then(unknown_form).unwrap_or_else(|| format!("Git: {}", error.message())),
    }
}

/// Which form that this program does not know a repository is kept in.
fn unknown_form(own: &Path) -> Option<String> {
    // A worktree that was added has its own folder below that of the clone, where the configuration is.
    let files = [own.join("config"), own.join("../../config")];
    let set = |name: &str| files.iter().find_map(|file| Config::open(file).ok()?.get_string(name).ok());
    let is = |name: &str, value: &str| set(name).is_some_and(|set| set.eq_ignore_ascii_case(value));
    let is_set = |name: &str| set(name).is_some();
    if is("extensions.refstorage", "reftable") {
        return Some(
            "this repository keeps its branches as a reftable, which this program cannot read; Git can keep them as files: git refs migrate --ref-format=files (before Git 2.48, make a clone that does: git clone --ref-format=files)".to_owned(),
        );
    }
    if is_set("extensions.partialclone") {
        return Some(
            "this clone lacks a part of the repository in a form that this program cannot read; make it whole: git fetch --refetch --no-filter && git config --unset extensions.partialClone".to_owned(),
        );
    }
    is("extensions.objectformat", "sha256").then(|| {
        "this repository names its objects by SHA-256, which this program cannot read. What reads only files works here: validate, fmt, score, sources, new. The rest works in a copy: git init --object-format=sha1 ../copy && git fast-export --all | git -C ../copy fast-import".to_owned()
    })
}
