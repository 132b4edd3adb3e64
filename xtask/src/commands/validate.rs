//! `validate`: all checks, on the working tree or on a commit.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::{Args, ValueEnum};

use super::{Outcome, clock, mend, repository};
use crate::dataset::Dataset;
use crate::date::Day;
use crate::diagnostic::{Diagnostic, Severity};
use crate::diff::{Side, compare};
use crate::render::diff::page;
use crate::render::place::place;
use crate::render::plain;
use crate::render::validation::{Summary, github, human, json, markdown, sarif};
use crate::rules::Comparison;
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
    /// Judge the change as well that was made since this commit, branch or tag (or since what it and HEAD have in common)
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// With --base: report only on the files that the change touches
    #[arg(long, requires = "base")]
    changed: bool,
    /// Mend what has one safe answer, then report what is left
    #[arg(long, conflicts_with = "at")]
    fix: bool,
    /// With --fix: write nothing, print what would change, and exit with 1 if anything would
    #[arg(long, requires = "fix", conflicts_with = "base")]
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
    /// For GitHub's checks: annotations beside the lines, and the whole list for the log
    Github,
    /// For code scanning and editors: SARIF 2.1.0
    Sarif,
    /// For a page on GitHub: a table
    Markdown,
}

fn day(written: &str) -> Result<Day, String> {
    Day::parse(written).ok_or_else(|| "write a day as YYYY-MM-DD, such as 2026-11-21".to_owned())
}

/// Validates and prints.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let root = match &arguments.at {
        // A commit can have a dataset where the folder has none.
        Some(_) => named.map_or_else(std::env::current_dir, |named| Ok(named.to_owned()))?,
        None => repository::root(named)?,
    };
    let tree = match &arguments.at {
        Some(revision) => {
            let repository = git::Repository::open(&root).map_err(|why| anyhow!(why))?;
            repository.tree_at(revision).map_err(|why| anyhow!(why))?
        }
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
    let touched = match &arguments.base {
        Some(base) => Some(judge_change(&root, base, arguments.at.as_deref(), &mut found)?),
        None => None,
    };
    let touched = touched.filter(|_| arguments.changed);
    let is_shown =
        |path: &str| is_asked(path) && touched.as_ref().is_none_or(|touched| touched.contains(path));
    let all = found.diagnostics.len();
    let keep = |diagnostics: &mut Vec<Diagnostic>| {
        diagnostics.retain(|diagnostic| is_shown(&diagnostic.location.path));
    };
    keep(&mut found.diagnostics);
    keep(&mut found.excepted);
    let mut summary = count(&dataset, &tree, &found, is_shown);
    summary.elsewhere = touched.as_ref().map(|_| all - found.diagnostics.len());
    if dataset.assessments.is_empty() && found.diagnostics.is_empty() {
        bail!("nothing to check: there is no assessment under dataset/assessments/");
    }
    let placed = place(&tree, &found.diagnostics);
    let text = match arguments.format {
        Format::Human => human::render(&placed, &summary, super::width()),
        Format::Json => json::render(&placed, &summary),
        Format::Github => github::render(&placed, &summary),
        Format::Sarif => sarif::render(&placed, &place(&tree, &found.excepted), &dataset),
        Format::Markdown => markdown::render(&placed, &summary),
    };
    super::print(&text)?;
    let has_errors = found.count(Severity::Error) > 0;
    Ok(if has_errors { Outcome::Problems } else { Outcome::Clean })
}

/// Adds what is to be said of the change since a revision, and gives the paths that it touches.
fn judge_change(
    root: &Path,
    base: &str,
    at: Option<&str>,
    found: &mut validate::Validation,
) -> anyhow::Result<BTreeSet<String>> {
    let repository = git::Repository::open(root).map_err(|why| anyhow!(why))?;
    let compared = git::compared(&repository, base, at, git::Base::MergeBase).map_err(|why| anyhow!(why))?;
    let (before, after) = (Dataset::load(&compared.before), Dataset::load(&compared.after));
    let diff = compare(&before, &after);
    for lost in diff.not_compared.iter().filter(|lost| lost.side == Side::Before) {
        let _ = writeln!(anstream::stderr(), "note: {}", plain(&page::not_compared(lost)));
    }
    let paths = compared.differing;
    found.add_change(&Comparison { before: &before, after: &after, diff: &diff, paths: &paths });
    Ok(paths)
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
