//! `changelog`: what changed between two commits or two editions, with the commits that brought it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use clap::{Args, ValueEnum};

use super::{Outcome, repository};
use crate::changelog::{Origins, origins};
use crate::dataset::Dataset;
use crate::diff::{compare, compare_editions};
use crate::git::{self, Base};
use crate::render::changelog::{Changelog, Span, json, markdown};
use crate::render::{counted, plain};

/// What `changelog` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Two commits, branches or tags, such as v1..v2
    #[arg(value_name = "FROM..TO", required_unless_present = "editions", conflicts_with = "editions")]
    range: Option<String>,
    /// Between two editions, such as 2019 2022, instead of commits
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"])]
    editions: Vec<String>,
    /// Only this country, by its code or a name of it, e.g. KHM
    #[arg(long)]
    country: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print nothing; exit with 1 if this file, or CHANGELOG.md at the root, is not what would be printed
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "clap tells an option without a value so")]
    check: Option<Option<PathBuf>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, in a file beside the data
    #[default]
    Markdown,
    /// For programs: one object
    Json,
}

/// Compares, finds the commits, and prints or checks.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    match (&arguments.range, &*arguments.editions) {
        (Some(range), _) => between_commits(named, range, arguments),
        (None, [from, to]) => between_editions(named, (from, to), arguments),
        (None, _) => bail!("name two commits, such as v1..v2, or two editions"),
    }
}

fn between_commits(named: Option<&Path>, range: &str, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let Some((from, to)) = range.split_once("..").filter(|(from, to)| !from.is_empty() && !to.is_empty())
    else {
        bail!("\"{range}\" does not name two commits; write FROM..TO, such as v1..HEAD");
    };
    if to.starts_with('.') {
        bail!("\"{range}\" leaves the baseline to the history; name it, as in v1..HEAD");
    }
    let git = repository::git(named)?;
    let end = |name| git.commit_id(name).map_err(|why| anyhow!(why));
    let span = Span::Commits { from: (from, end(from)?), to: (to, end(to)?) };
    let tree = |name| git.tree_id(name).map_err(|why| anyhow!(why));
    let compared = git::compared(&git, &tree(from)?, Some(&tree(to)?), Base::Revision);
    let compared = compared.map_err(|why| anyhow!(why))?;
    let log = git::log(&git, Some(from), to).map_err(|why| anyhow!(why))?;
    let (before, after) = rayon::join(
        || Dataset::load_to_compare(&compared.before),
        || Dataset::load_to_compare(&compared.after),
    );
    let mut diff = compare(&before, &after);
    if let Some(country) = &arguments.country {
        diff.limit(Some(&repository::country_at(&git, &[&tree(to)?, &tree(from)?], country)?), None);
    }
    let fetch = |id| git.blob(id);
    let changelog = Changelog { span, origins: origins(&log, &diff, &fetch), diff: &diff };
    super::history::say_what_cannot_be_read(&log);
    finish(&changelog, git.working_folder(), arguments)
}

fn between_editions(
    named: Option<&Path>,
    (from, to): (&str, &str),
    arguments: &Arguments,
) -> anyhow::Result<Outcome> {
    let root = repository::root(named)?;
    let dataset = Dataset::load_to_compare(&repository::working_tree(&root)?);
    let country = arguments.country.as_deref();
    let country = country.map(|named| repository::registered_country(&dataset, named)).transpose()?;
    for edition in [from, to] {
        repository::assessments(&dataset, country, Some(edition))?;
    }
    let diff = compare_editions(&dataset, country, from, to);
    let title = |id| dataset.edition(id).and_then(|edition| edition.title.as_deref()).unwrap_or("untitled");
    let span = Span::Editions { from: (from, title(from)), to: (to, title(to)) };
    let changelog = Changelog { span, diff: &diff, origins: Origins::default() };
    finish(&changelog, Some(&root), arguments)
}

/// Prints the changelog, or compares it with the file in which it is kept.
fn finish(changelog: &Changelog<'_>, root: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let text = match arguments.format {
        Format::Markdown => markdown::render(changelog),
        Format::Json => json::render(changelog),
    };
    let outcome = match &arguments.check {
        None => {
            super::print(&text)?;
            Outcome::Clean
        }
        Some(file) => check(&text, file.as_deref(), root, arguments)?,
    };
    let lost = changelog.diff.not_compared.len();
    if lost > 0 {
        bail!("could not compare {}; the rest is told", counted(lost, "value"));
    }
    Ok(outcome)
}

fn check(
    text: &str,
    file: Option<&Path>,
    root: Option<&Path>,
    arguments: &Arguments,
) -> anyhow::Result<Outcome> {
    let path = match (file, root) {
        (Some(file), _) => file.to_owned(),
        (None, Some(root)) => root.join("CHANGELOG.md"),
        (None, None) => bail!("a bare repository has no CHANGELOG.md to check; name a file"),
    };
    let name = file.unwrap_or(Path::new("CHANGELOG.md")).display();
    let kept = match fs::read_to_string(&path) {
        Ok(kept) => Some(kept.replace('\r', "")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(|| format!("{} cannot be read", path.display())),
    };
    let fault = match &kept {
        Some(kept) if kept == text => {
            super::print(&plain_line(&format!("{name} is current.")))?;
            return Ok(Outcome::Clean);
        }
        Some(_) => "is not what would be printed now",
        None => "is not there",
    };
    let command = command(arguments);
    super::print(&plain_line(&format!("{name} {fault}; renew it: {command} > {name}")))?;
    Ok(Outcome::Problems)
}

fn plain_line(line: &str) -> String {
    format!("{}\n", plain(line))
}

/// The command that prints the changelog.
fn command(arguments: &Arguments) -> String {
    let mut command = "cargo xtask changelog".to_owned();
    match &arguments.range {
        Some(range) => command.push_str(&format!(" {range}")),
        None => command.push_str(&format!(" --editions {}", arguments.editions.join(" "))),
    }
    if let Some(country) = &arguments.country {
        command.push_str(&format!(" --country \"{country}\""));
    }
    match arguments.format {
        Format::Markdown => {}
        Format::Json => command.push_str(" --format json"),
    }
    command
}
