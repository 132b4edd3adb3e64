//! `changelog`: what changed between two commits or two editions, with the commits that brought it.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};

use super::range::Range;
use super::words::in_shell;
use super::{Outcome, editions, named, repository, unread};
use crate::render::changelog::{Changelog, ComparedSides, json, markdown};
use crate::render::plain;
use crate::render::release::{CHANGELOG_FILE, TITLE};
use dataset::Dataset;
use dataset::schema::Kind;
use diff::compare_editions;
use history::changelog::{ChangeOrigins, Unread};

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
    /// Print no changelog; exit with 1 if this file (by default CHANGELOG.md in the root folder) is out of date
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "clap tells an option without a value so")]
    check: Option<Option<PathBuf>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, in a file beside the data
    #[default]
    Markdown,
    /// For programs: one object, as described in schema/output/changelog.schema.json
    Json,
}

/// Compares, finds the commits, and prints or checks.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    match (&arguments.range, &*arguments.editions) {
        (Some(range), _) => between_commits(named, range, arguments)
            .map_err(|why| editions::meant_by_range(named, range, why, &command_of_editions)),
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
    let range = Range::between(&git, from, to)?;
    let mut diff = range.diff(&git);
    if let Some(country) = &arguments.country {
        let unread = range.states.unread_registers(&git)?;
        let known: Vec<&Dataset> =
            [&range.states.after, &range.states.before].into_iter().chain(&unread).collect();
        diff.limit(Some(named::country_in_any(&known, country)?), None);
    }
    let ends = (range.from.clone().unwrap_or_default(), range.to.clone());
    let span = ComparedSides::Commits { from: (from, ends.0), to: (to, ends.1) };
    let changelog = Changelog { span, origins: range.origins(&git, &diff), diff: &diff };
    super::history::say_what_cannot_be_read(&range.log);
    let unread = changelog.origins.unread.iter();
    super::history::say(
        unread.map(|Unread { path, commit, why }| format!("cannot read {path} in commit {commit}: {why}")),
    );
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
    let country = country.map(|named| named::registered_country(&dataset, named)).transpose()?;
    editions::require_no_country(&dataset, [from, to], &command_of_editions)?;
    editions::require_editions(&dataset, country, [from, to])?;
    let diff = compare_editions(&dataset, country, from, to);
    let title = |id| dataset.edition(id).and_then(|edition| edition.title.as_deref()).unwrap_or("untitled");
    let span = ComparedSides::Editions { from: (from, title(from)), to: (to, title(to)) };
    let changelog = Changelog { span, diff: &diff, origins: ChangeOrigins::default() };
    // What is missing of the assessments that are compared is told in the comparison.
    let is_other =
        |path: &str| Kind::of(path) != Some(Kind::Assessment) && unread::concerns(path, country, None);
    let lost_files = unread::tell_unread(&dataset, &is_other);
    let outcome = finish(&changelog, Some(&root), arguments)?;
    unread::require_nothing_left_out(lost_files, 0)?;
    Ok(outcome)
}

/// The command that tells what changed between two editions.
fn command_of_editions(country: Option<&str>, [from, to]: [&str; 2]) -> String {
    let country = country.map(|code| format!(" --country {code}")).unwrap_or_default();
    format!("cargo xtask changelog --editions {from} {to}{country}")
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
    match (unread::lost(&changelog.diff.not_compared), changelog.diff.is_empty()) {
        (None, _) => {}
        (Some(lost), true) => bail!("could not compare {lost}; nothing else differs"),
        (Some(lost), false) => bail!("could not compare {lost}; the rest is told"),
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
        (None, Some(root)) => root.join(CHANGELOG_FILE),
        (None, None) => bail!("a bare repository has no CHANGELOG.md to check; name a file"),
    };
    let name = file.unwrap_or(Path::new(CHANGELOG_FILE)).display();
    let fault = match is_current(&path, text) {
        Ok(true) => {
            super::print(&plain_line(&format!("{name} is current.")))?;
            return Ok(Outcome::Clean);
        }
        Ok(false) => "is not what would be printed now",
        Err(error) if error.kind() == io::ErrorKind::NotFound => "is not there",
        Err(error) => return Err(error).with_context(|| format!("{} cannot be read", path.display())),
    };
    if file.is_none() && holds_all_releases(&path) {
        bail!("{CHANGELOG_FILE} holds a section for each release; to check it: cargo xtask release --check");
    }
    let command = command(arguments);
    super::print(&plain_line(&format!("{name} {fault}; renew it: {command} > {name}")))?;
    Ok(Outcome::Problems)
}

/// Whether a file says what a text says, in whatever way its lines end. Of one that is far longer only as much is read as tells.
fn is_current(path: &Path, text: &str) -> io::Result<bool> {
    let most = 2 * text.len() as u64 + 1;
    let mut kept = Vec::new();
    // To open what is written to by a program waits until one does, which may be never.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    File::open(path)?.take(most).read_to_end(&mut kept)?;
    let is_longer = kept.len() as u64 == most;
    kept.retain(|byte| *byte != b'\r');
    Ok(!is_longer && kept == text.as_bytes())
}

/// Whether a file is that of all releases, which this verb does not make.
fn holds_all_releases(path: &Path) -> bool {
    let mut kept = Vec::new();
    let read = File::open(path).and_then(|file| file.take(TITLE.len() as u64).read_to_end(&mut kept));
    read.is_ok() && kept == TITLE.as_bytes()
}

fn plain_line(line: &str) -> String {
    format!("{}\n", plain(line))
}

/// The command that prints the changelog.
fn command(arguments: &Arguments) -> String {
    let mut command = "cargo xtask changelog".to_owned();
    match &arguments.range {
        Some(range) => command.push_str(&format!(" {}", in_shell(range))),
        None => command.push_str(&format!(" --editions {}", arguments.editions.join(" "))),
    }
    if let Some(country) = &arguments.country {
        command.push_str(&format!(" --country {}", in_shell(country)));
    }
    match arguments.format {
        Format::Markdown => {}
        Format::Json => command.push_str(" --format json"),
    }
    command
}
