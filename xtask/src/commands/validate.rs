//! `validate`: all checks, on the working tree or on a commit.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::{Args, ValueEnum};

use super::{Outcome, clock, mend, repository};
use crate::dataset::Dataset;
use crate::date::Day;
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::place::place;
use crate::render::validation::{Summary, github, human, json, markdown, sarif};
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
    let keep = |diagnostics: &mut Vec<Diagnostic>| {
        diagnostics.retain(|diagnostic| is_asked(&diagnostic.location.path));
    };
    keep(&mut found.diagnostics);
    keep(&mut found.excepted);
    let summary = count(&dataset, &tree, &found, is_asked);
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
