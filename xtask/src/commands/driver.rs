//! `driver`: what Git itself calls once `install-git` has told it to. Not for people; the arguments are Git's.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use clap::{Args, Subcommand};

use super::validate::Output;
use super::validate::staged::{self, NotJudged};
use super::{Outcome, clock, repository, write};
use crate::render::diff::{human, page as diff_page};
use crate::render::file_diff::{self, FileVersion};
use crate::render::page::page;
use crate::render::{self, plain};
use dataset::Dataset;
use dataset::canonical;
use dataset::schema::Kind;
use diff::compare;
use diff::merge::{Conflicts, MarkerStyle, Markers, Merged, Sides, merge};
use format::tree::{DATASET, Entry, EntryKind, Tree};
use history::git::setup::LocalClone;

/// What Git names where a file is not there.
const NO_FILE: &str = "/dev/null";

/// The length of a marker that is not set, and the least by which one is known.
const SHORTEST_MARKER: usize = 7;

/// The longest marker that is written, whatever length is set.
const LONGEST_MARKER: usize = 200;

/// What `driver` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    job: Job,
}

#[derive(Debug, Subcommand)]
enum Job {
    /// Print a file as a page
    Textconv {
        /// The file
        file: PathBuf,
    },
    /// Print what is different in two versions of a file
    Diff {
        /// The path, and for each version a file, its object and its mode; for a renamed file the new path and how much
        /// of it is alike; for a file in conflict the path alone
        #[arg(num_args = 1..=9)]
        arguments: Vec<String>,
    },
    /// Merge two versions of a file into the first
    Merge(MergeArguments),
    /// Check what is staged before it is committed
    PreCommit {
        /// The file in which Git keeps what is staged
        #[arg(long, hide = true, env = "GIT_INDEX_FILE", value_name = "FILE")]
        index_file: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
struct MergeArguments {
    /// Leave what is in conflict as it was before
    #[arg(long)]
    as_before: bool,
    /// The version from which both come
    ancestor: PathBuf,
    /// Our version, into which is merged
    ours: PathBuf,
    /// Their version
    theirs: PathBuf,
    /// The length of the markers
    length: usize,
    /// The path of the file in the repository
    path: String,
    /// What is said behind the markers: of the ancestor, of our version, of theirs
    #[arg(num_args = 3)]
    labels: Vec<String>,
}

/// Does what Git asks. Whatever cannot be done is an error, on which the command that is set up in Git falls back to Git's
/// own way.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    match &arguments.job {
        Job::Textconv { file } => textconv(file),
        Job::Diff { arguments } => diff(named, arguments),
        Job::Merge(arguments) => merged(named, arguments),
        Job::PreCommit { index_file } => before_commit(named, index_file.as_deref()),
    }
}

/// Checks what is staged. A repository that this program cannot read is no fault of what is committed to it, and stops nobody.
fn before_commit(named: Option<&Path>, index_file: Option<&Path>) -> anyhow::Result<Outcome> {
    match staged::run(named, index_file, clock::today(), Output::default()) {
        Err(NotJudged::Repository(why)) => {
            repository::say(&format!("what is staged under {DATASET}/ was not checked: {why:#}"));
            Ok(Outcome::Clean)
        }
        Err(NotJudged::Staged(why)) => Err(why),
        Ok(outcome) => Ok(outcome),
    }
}

fn textconv(file: &Path) -> anyhow::Result<Outcome> {
    let bytes = read(file)?;
    match page(&bytes) {
        Some(page) => super::print(&page)?,
        // As Git itself would print it: nobody has asked us to read it.
        None => super::pass_on(&bytes)?,
    }
    Ok(Outcome::Clean)
}

fn diff(named: Option<&Path>, arguments: &[String]) -> anyhow::Result<Outcome> {
    let (before, after) = match arguments {
        [path] => {
            super::print(&format!("The merge of {} is not finished.\n", plain(path)))?;
            return Ok(Outcome::Clean);
        }
        [path, old, _, old_mode, new, _, new_mode] => {
            (version(path, old, old_mode)?, version(path, new, new_mode)?)
        }
        [path, old, _, old_mode, new, _, new_mode, new_path, _] => {
            (version(path, old, old_mode)?, version(new_path, new, new_mode)?)
        }
        _ => bail!("Git calls this with one, seven or nine arguments"),
    };
    let told = by_meaning(named, &before, &after);
    super::print(&told.unwrap_or_else(|| file_diff::render(&before, &after)))?;
    Ok(Outcome::Clean)
}

/// What is different by what the two versions of a file say; none where one of them cannot be read, where only their layout
/// differs, and where a file comes, goes or moves, which is told by all that it says.
fn by_meaning(named: Option<&Path>, before: &FileVersion, after: &FileVersion) -> Option<String> {
    let path = before.path.as_deref().filter(|_| before.path == after.path && before.mode == after.mode)?;
    Kind::of(path)?;
    let root = named.map_or_else(std::env::current_dir, |named| Ok(named.to_owned())).ok()?;
    let registers = registers(&root);
    let state = |version: &FileVersion| {
        let own = (path.to_owned(), version.bytes.clone());
        Dataset::load_to_compare(&Tree::memory(registers.iter().cloned().chain([own]), []))
    };
    let (before, after) = (state(before), state(after));
    let diff = compare(&before, &after);
    let is_told = !diff.is_empty() && diff.not_compared.is_empty();
    let page = || human::render(&diff_page::page(&diff), super::width());
    is_told.then(|| format!("diff a/{0} b/{0}\n{1}", plain(path), page()))
}

fn version(path: &str, file: &str, mode: &str) -> anyhow::Result<FileVersion> {
    let is_there = file != NO_FILE && file != "nul";
    Ok(FileVersion {
        path: is_there.then(|| path.to_owned()),
        mode: mode.to_owned(),
        bytes: if is_there { read(Path::new(file))? } else { Vec::new() },
    })
}

fn merged(named: Option<&Path>, arguments: &MergeArguments) -> anyhow::Result<Outcome> {
    let path = arguments.path.as_str();
    let kind = Kind::of(path)
        .with_context(|| format!("{} is no file that can be merged by what it says", render::named(path)))?;
    let root = named.map_or_else(std::env::current_dir, |named| Ok(named.to_owned()))?;
    let registers = Dataset::load(&Tree::memory(registers(&root), []));
    let bytes = Sides {
        ancestor: read(&arguments.ancestor)?,
        ours: read(&arguments.ours)?,
        theirs: read(&arguments.theirs)?,
    };
    let texts = Sides { ancestor: &bytes.ancestor[..], ours: &bytes.ours, theirs: &bytes.theirs };
    let conflicts =
        if arguments.as_before { Conflicts::AsBefore } else { Conflicts::Marked(markers(named, arguments)) };
    let merged = merge(&texts, kind, &registers.indicators_of(path), &conflicts).map_err(|why| {
        anyhow!("{} cannot be merged by what it says, so Git merges its lines: {why}", render::named(path))
    })?;
    let (text, outcome) = match merged {
        Merged::Clean(text) => (text, Outcome::Clean),
        Merged::Conflicts(text) => (text, Outcome::Problems),
    };
    let ours = std::path::absolute(&arguments.ours)?;
    let folder = ours.parent().context("a file has a folder")?;
    let name = ours.file_name().and_then(|name| name.to_str()).context("Git names its files in ASCII")?;
    write::replace(folder, name, &bytes.ours, &text)?;
    Ok(outcome)
}

fn markers(named: Option<&Path>, arguments: &MergeArguments) -> Markers {
    let label = |nth: usize, otherwise: &str| match arguments.labels.get(nth) {
        Some(label) if !label.is_empty() => plain(label),
        Some(_) | None => otherwise.to_owned(),
    };
    let clone = repository::opened(named).ok().map(LocalClone::of);
    let wish = clone.and_then(|clone| clone.wish("merge.conflictStyle"));
    Markers {
        length: arguments.length.clamp(SHORTEST_MARKER, LONGEST_MARKER),
        labels: Sides { ancestor: label(0, "base"), ours: label(1, "ours"), theirs: label(2, "theirs") },
        style: match wish.as_deref() {
            Some("diff3" | "zdiff3") => MarkerStyle::Diff3,
            Some(_) | None => MarkerStyle::Merge,
        },
    }
}

/// The registers and frameworks of the working tree, for names and for the order of indicators; none where there is no
/// working tree.
fn registers(root: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(tree) = Tree::folder(root) else { return Vec::new() };
    let files = tree.entries().iter().filter(|entry| matches!(entry.kind, EntryKind::File { .. }));
    let registers = files.filter(|entry| {
        matches!(Kind::of(&entry.path), Some(Kind::Editions | Kind::Framework | Kind::Countries))
    });
    let read = |entry: &Entry| Some((entry.path.to_string(), tree.read(&entry.path).ok()?.into_owned()));
    registers.filter_map(read).collect()
}

/// A file's bytes, if it is not too large.
fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let size = fs::metadata(file).map_or(0, |metadata| metadata.len());
    if let Some(why) = canonical::too_large(size) {
        bail!("{}: {why}", file.display());
    }
    fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}
