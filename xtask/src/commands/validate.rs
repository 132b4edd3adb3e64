//! `validate`: all checks, on the working tree or on a commit.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::{Args, ValueEnum};

use super::{Outcome, clock, mend, repository};
use crate::dataset::Dataset;
use crate::date::Day;
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::counted;
use crate::render::place::place;
use crate::render::validation::{Summary, human, json};
use crate::tree::Tree;
use crate::{git, validate};

/// What `validate` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Report only on these files or folders; everything is still read
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Validate a commit, branch or tag instead of the working tree
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    /// Validate what is staged for the next commit; problems that were there before in other files are not reported
    #[arg(long, conflicts_with_all = ["at", "fix", "paths"])]
    staged: bool,
    /// The file in which Git keeps what is staged; hooks are told it by Git
    #[arg(long, hide = true, env = "GIT_INDEX_FILE", value_name = "FILE")]
    index_file: Option<PathBuf>,
    /// Mend what has one safe answer, then report what is left
    #[arg(long, conflicts_with = "at")]
    fix: bool,
    /// With --fix: write nothing, print what would change, and exit with 1 if anything would
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Judge dates as of this day, YYYY-MM-DD; without it, as of today
    #[arg(long, value_name = "DAY", value_parser = day)]
    today: Option<Day>,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the place underlined, what is wrong, how to fix it
    #[default]
    Human,
    /// For programs: one object
    Json,
}

fn day(written: &str) -> Result<Day, String> {
    Day::parse(written).ok_or_else(|| "write a day as YYYY-MM-DD, such as 2026-11-21".to_owned())
}

/// Validates and prints.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    if arguments.staged {
        return run_staged(named, arguments);
    }
    let root = match &arguments.at {
        // A commit can have a dataset where the folder has none.
        Some(_) => named.map_or_else(std::env::current_dir, |named| Ok(named.to_owned()))?,
        None => repository::root(named)?,
    };
    let tree = match &arguments.at {
        Some(revision) => git::tree_at(&root, revision).map_err(|why| anyhow!(why))?,
        None => repository::working_tree(&root)?,
    };
    let paths = arguments
        .paths
        .iter()
        .map(|path| repository::relative(&root, path, &tree))
        .collect::<anyhow::Result<Vec<String>>>()?;
    let today = arguments.today.map_or_else(clock::today, Ok)?;
    let is_asked =
        |path: &str| paths.is_empty() || paths.iter().any(|asked| repository::is_under(path, asked));
    if arguments.dry_run {
        let diff = mend::preview(&tree, today, &is_asked);
        super::print(if diff.is_empty() { "There is nothing to fix.\n" } else { &diff })?;
        return Ok(if diff.is_empty() { Outcome::Clean } else { Outcome::Problems });
    }
    let tree = if arguments.fix {
        let told = mend::write(&root, today, &is_asked)?;
        let _ = write!(anstream::stderr(), "{}", told);
        repository::working_tree(&root)?
    } else {
        tree
    };
    let dataset = Dataset::load(&tree);
    let mut found = validate::validate(&dataset, today);
    let keep = |diagnostics: &mut Vec<Diagnostic>| {
        diagnostics.retain(|diagnostic| is_asked(&diagnostic.location.path));
    };
    keep(&mut found.diagnostics);
    keep(&mut found.excepted);
    report(&tree, &dataset, &found, is_asked, arguments.format)
}

/// Validates what is staged: all of it, since one file can break another. Reported are all problems of the files that are
/// staged, and of the others those that the last commit did not have.
fn run_staged(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let root = named.map_or_else(std::env::current_dir, |named| Ok(named.to_owned()))?;
    let staged = git::index::staged(&root, arguments.index_file.as_deref()).map_err(|why| anyhow!(why))?;
    if staged.changed.is_empty() {
        let _ = writeln!(anstream::stderr(), "Nothing under dataset/ is staged.");
        return Ok(Outcome::Clean);
    }
    let today = arguments.today.map_or_else(clock::today, Ok)?;
    let dataset = Dataset::load(&staged.tree);
    let mut found = validate::validate(&dataset, today);
    let is_changed = |path: &str| staged.changed.contains(path);
    found.excepted.retain(|diagnostic| is_changed(&diagnostic.location.path));
    let all = found.diagnostics.len();
    if found.diagnostics.iter().any(|diagnostic| !is_changed(&diagnostic.location.path)) {
        let before = git::index::last_commit(&root).map_err(|why| anyhow!(why))?;
        let before = validate::validate(&Dataset::load(&before), today);
        let was_there = |diagnostic: &Diagnostic| before.diagnostics.iter().any(|old| same(old, diagnostic));
        found
            .diagnostics
            .retain(|diagnostic| is_changed(&diagnostic.location.path) || !was_there(diagnostic));
    }
    let left_out = all - found.diagnostics.len();
    if left_out > 0 {
        let _ = writeln!(
            anstream::stderr(),
            "Not shown: {} in other files, there before this change. To see all: cargo xtask validate",
            counted(left_out, "problem")
        );
    }
    report(&staged.tree, &dataset, &found, is_changed, arguments.format)
}

/// Whether two states have a problem in common. A file that did not change has it at the same place.
fn same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.code == other.code && one.location == other.location && one.message == other.message
}

fn report(
    tree: &Tree,
    dataset: &Dataset,
    found: &validate::Validation,
    is_asked: impl Fn(&str) -> bool,
    format: Format,
) -> anyhow::Result<Outcome> {
    let summary = count(dataset, tree, found, is_asked);
    if dataset.assessments.is_empty() && found.diagnostics.is_empty() {
        bail!("nothing to check: there is no assessment under dataset/assessments/");
    }
    let placed = place(tree, &found.diagnostics);
    let text = match format {
        Format::Human => human::render(&placed, &summary, super::width()),
        Format::Json => json::render(&placed, &summary),
    };
    super::print(&text)?;
    let has_errors = found.count(Severity::Error) > 0;
    Ok(if has_errors { Outcome::Problems } else { Outcome::Clean })
}

fn count(
    dataset: &Dataset,
    tree: &Tree,
    found: &validate::Validation,
    is_asked: impl Fn(&str) -> bool,
) -> Summary {
    let files = tree.entries().iter().filter(|entry| is_asked(&entry.path)).count();
    let asked: Vec<&str> = dataset
        .assessments
        .iter()
        .filter(|file| is_asked(&file.file.path))
        .map(|file| &*file.country)
        .collect();
    let mut countries = asked.clone();
    countries.dedup();
    Summary::new(found, files, asked.len(), countries.len())
}
