//! Where the repository is, and what is read of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context as _, anyhow, bail};
use clap::Parser;

use super::progress;
use crate::render::{self, counted, plain};
use dataset::assessment_id::ASSESSMENTS;
use dataset::{CHECK_OUT, Dataset};
use diff::caution::Caution;
use diff::rescored;
use format::tree::{DATASET, Entry, EntryKind, Tree};
use history::git::index::{ignored, left_out};
use history::git::{self, Ancestry, Base, BlobId, Compared, Repository, RepositoryLocation};

/// The repository's root: the folder named, or the nearest above this one that has a dataset.
pub(super) fn root(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(named) = named {
        if !named.join(DATASET).is_dir() {
            let why = || format!("there is no {DATASET}/ folder in {}", named.display());
            bail!("{}", of_partial_checkout(named).unwrap_or_else(why));
        }
        return Ok(named.to_owned());
    }
    let here = std::env::current_dir().context("the current folder cannot be found")?;
    match root_above(&here) {
        Some(root) => Ok(root.to_owned()),
        None => bail!(
            "{}",
            of_partial_checkout(&here).unwrap_or_else(|| format!(
                "there is no {DATASET}/ folder here or above; run this inside a clone of the dataset, or name one with --repo DIR"
            ))
        ),
    }
}

/// The nearest folder at or above one that has a dataset.
fn root_above(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(DATASET).is_dir())
}

/// The dataset of the working tree.
pub(super) fn dataset(named: Option<&Path>) -> anyhow::Result<Dataset> {
    Ok(progress::dataset(&working_tree(&root(named)?)?))
}

/// What Git tells the programs that it starts of where its repository is.
#[derive(Debug, Parser)]
struct Environment {
    #[arg(long, env = "GIT_DIR")]
    git_dir: Option<PathBuf>,
    #[arg(long, env = "GIT_WORK_TREE")]
    work_tree: Option<PathBuf>,
    #[arg(long, env = "GIT_OBJECT_DIRECTORY")]
    objects: Option<PathBuf>,
}

/// The repository of Git at the folder that is named, or at the current one, whether or not it has a dataset checked out. If none
/// is named, or there is none, it is the one that Git tells of. Says if it is not what Git itself would show.
pub(super) fn git(named: Option<&Path>) -> anyhow::Result<Repository> {
    let repository = opened(named)?;
    let count = repository.replaced();
    if count > 0 {
        say(&format!(
            "Git shows {} in place of others here (git replace); this program shows what was committed",
            counted(count, "object")
        ));
    }
    Ok(repository)
}

/// The same repository, and nothing is said.
pub(super) fn opened(named: Option<&Path>) -> anyhow::Result<Repository> {
    let Environment { git_dir, work_tree, objects } = Environment::try_parse_from(["git"])?;
    let here = std::env::current_dir().context("the current folder cannot be found")?;
    let is_told = git_dir.is_some() || work_tree.is_some();
    let told = || {
        let folder = root_above(&here).unwrap_or(&here).to_owned();
        let (git_dir, work_tree, objects) = (git_dir.clone(), work_tree.clone(), objects.clone());
        Repository::open_at(&RepositoryLocation { folder, git_dir, work_tree, objects })
    };
    let found = match named {
        // What somebody names themselves comes before what the surroundings say.
        Some(named) => Repository::open(named).or_else(|why| if is_told { told() } else { Err(why) }),
        None if is_told => told(),
        None => Repository::open(&here),
    };
    found.map_err(|why| anyhow!(why))
}

/// Refuses a clone that has only the newest commits.
///
/// # Errors
/// That it is one.
pub(super) fn require_whole_history(git: &Repository) -> anyhow::Result<()> {
    if git.is_shallow() {
        bail!(
            "this clone is shallow, so that nobody can tell what changed since a release; fetch the rest with: git fetch --unshallow --tags"
        );
    }
    Ok(())
}

/// Two states of the data in Git.
pub(super) struct States {
    /// The earlier one.
    pub(super) before: Dataset,
    /// The later one.
    pub(super) after: Dataset,
    /// The commit at which the comparison starts.
    pub(super) base: String,
    /// Between two commits, the contents of the assessments that differ, on each side, by path.
    pub(super) contents: [BTreeMap<String, BlobId>; 2],
}

impl States {
    /// The registers and instruments of both, if they were not read because nothing differs.
    ///
    /// # Errors
    /// A state that cannot be read.
    pub(super) fn unread_registers(&self, git: &Repository) -> anyhow::Result<Option<Dataset>> {
        if self.before.file_count + self.after.file_count > 0 {
            return Ok(None);
        }
        let is_register = |path: &str| !path.starts_with(ASSESSMENTS);
        let tree = git.part_at(&self.base, is_register)?;
        Ok(Some(Dataset::load_to_compare(&tree)))
    }
}

/// Two states of the data in Git, ready to be compared: what differs between them, the registers, and the assessments whose
/// scores are made in another way on the later side though their files are the same.
pub(super) fn states(git: &Repository, from: &str, to: Option<&str>, base: Base) -> anyhow::Result<States> {
    states_beside(git, from, to, base, |_, _| ()).map(|(states, ())| states)
}

/// The same, while something else is asked for that needs Git and only the names of the files that differ.
pub(super) fn states_beside<T: Send>(
    git: &Repository,
    from: &str,
    to: Option<&str>,
    base: Base,
    beside: impl FnOnce(&Repository, &Compared) -> T + Send,
) -> anyhow::Result<(States, T)> {
    let compared = git::compared(git, from, to, base)?;
    say_merge_base(from, to.unwrap_or("HEAD"), &compared);
    let load = || {
        rayon::join(
            || Dataset::load_to_compare(&compared.before),
            || Dataset::load_to_compare(&compared.after),
        )
    };
    let ((mut before, mut after), asked) = git.beside(|git| beside(git, &compared), load);
    let editions: Vec<String> = rescored(&before, &after).into_iter().map(str::to_owned).collect();
    if !editions.is_empty() {
        let is_wanted = |edition: &str| editions.iter().any(|wanted| wanted == edition);
        let same = git::same_in_both(git, &compared, &is_wanted)?;
        rayon::join(|| before.add_to_compare(&same), || after.add_to_compare(&same));
    }
    Ok((States { before, after, base: compared.base, contents: compared.contents }, asked))
}

/// What is to be known of two commits where the clone is too shallow to tell how they are related.
pub(super) fn cut_off(git: &Repository, from: &str, to: &str) -> Option<Caution> {
    // To look for what two have in common costs as much as there are commits.
    let is_cut_off =
        git.is_shallow() && git.ancestry(from, to).is_ok_and(|ancestry| ancestry == Ancestry::CutOff);
    is_cut_off.then_some(Caution::HistoryCutOff)
}

/// The working tree of the repository, without what Git ignores beside the data. Says if it is only a part of the dataset, and has
/// what it lacks as not checked out.
pub(super) fn working_tree(root: &Path) -> anyhow::Result<Tree> {
    static LEFT_OUT: OnceLock<Vec<String>> = OnceLock::new();
    let left_out = LEFT_OUT.get_or_init(|| what_is_left_out(root));
    let tree = Tree::folder(root)
        .with_context(|| format!("the {DATASET}/ folder of {} cannot be listed", root.display()))?;
    let absent = left_out.iter().map(|path| Entry { path: (**path).into(), kind: EntryKind::NotCheckedOut });
    Ok(without_ignored(root, tree).completed(Tree::memory([], absent)))
}

/// The same state without the files that Git ignores and that nobody takes for data, such as what desktops leave beside the files:
/// nobody else ever gets them. A copy of a file of data is told of, because somebody may go on working in it.
fn without_ignored(root: &Path, tree: Tree) -> Tree {
    let paths = tree.entries().iter().map(|entry| &*entry.path);
    let is_of_program = |path: &&str| {
        let name = path.rsplit('/').next().unwrap_or_default();
        !name.ends_with(".json") || name.starts_with(['.', '~'])
    };
    let strays: BTreeSet<String> = paths.filter(is_of_program).map(str::to_owned).collect();
    if strays.is_empty() {
        return tree;
    }
    let repository = opened(Some(root)).ok().filter(|repository| is_checked_out_in(repository, root));
    let ignored = repository.and_then(|repository| ignored(&repository, &strays).ok()).unwrap_or_default();
    tree.narrowed(|path| !ignored.contains(path))
}

fn is_checked_out_in(repository: &Repository, root: &Path) -> bool {
    repository.working_folder().is_some_and(|top| is_same(top, root))
}

/// The files that a checkout that is partial has not; says which. Whoever reads only files needs no Git, so that it is no error
/// where there is none.
fn what_is_left_out(root: &Path) -> Vec<String> {
    let is_partial =
        |repository: &Repository| repository.is_partly_checked_out() && is_checked_out_in(repository, root);
    let Some(repository) = opened(Some(root)).ok().filter(is_partial) else { return Vec::new() };
    let rest = format!("check out the rest with: {CHECK_OUT}");
    let left_out = left_out(&repository).unwrap_or_else(|why| {
        say(&format!("this checkout is partial, and what it lacks was not looked at ({why}); {rest}"));
        Vec::new()
    });
    if let Some(first) = left_out.first() {
        say(&format!(
            "this checkout is partial, and {} of the dataset {} not looked at, such as {}; {rest}",
            counted(left_out.len(), "file"),
            if left_out.len() == 1 { "is" } else { "are" },
            render::named(first),
        ));
    }
    left_out
}

/// Whether two paths lead to one folder.
fn is_same(one: &Path, other: &Path) -> bool {
    one.canonicalize().ok().is_some_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// Why there is no dataset at a folder, if that is because the checkout is partial.
fn of_partial_checkout(folder: &Path) -> Option<String> {
    let repository = opened(Some(folder)).ok().filter(Repository::is_partly_checked_out)?;
    let count = left_out(&repository).ok().filter(|files| !files.is_empty())?.len();
    Some(format!(
        "this checkout is partial, and the {DATASET}/ folder, with {}, is not checked out; check it out with: {CHECK_OUT}",
        counted(count, "file")
    ))
}

/// Tells something on standard error that is no error.
pub(super) fn say(note: &str) {
    progress::suspend(|| {
        let _ = writeln!(anstream::stderr(), "note: {}", plain(note));
    });
}

/// Whether a file is at a path or below it; the empty path is the repository's root.
pub(super) fn is_under(file: &str, path: &str) -> bool {
    path.is_empty() || file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Says which commit a comparison starts at, where it could start at several.
pub(super) fn say_merge_base(from: &str, to: &str, compared: &Compared) {
    if compared.other_bases > 0 {
        say(&format!(
            "{from} and {to} have {} newest commits in common, since they have merged each other; the comparison starts at {}",
            1 + compared.other_bases,
            compared.base
        ));
    }
}
