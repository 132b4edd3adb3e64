//! `history`: the ratings of a country through editions and commits.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

use anyhow::{anyhow, bail};
use clap::{Args, ValueEnum};

use super::{Outcome, repository, unread};
use crate::dataset::Dataset;
use crate::git::{self, Base, Repository};
use crate::history::{History, countries};
use crate::lineage::{Versions, What};
use crate::render::history::{human, json, table};
use crate::render::{counted, plain};
use crate::schema::Kind;

/// What `history` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A country, by its code or a name of it, e.g. KHM
    country: String,
    /// An indicator, by its id or title; without it, all of them, a line each
    indicator: Option<String>,
    /// Only this edition, e.g. 2022
    #[arg(long)]
    edition: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people at a terminal
    #[default]
    Human,
    /// For programs: one object
    Json,
}

/// Walks the commits and prints.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let git = repository::git(named)?;
    let log = git::log(&git, None, "HEAD").map_err(|why| anyhow!(why))?;
    let assessed = countries(&log);
    if assessed.is_empty() {
        bail!("no commit has an assessment under dataset/assessments/");
    }
    let part = |is_wanted: &dyn Fn(&str) -> bool| git.part_at("HEAD", is_wanted).map_err(|why| anyhow!(why));
    let is_register = |path: &str| !path.starts_with("dataset/assessments/");
    let registers = Dataset::load(&part(&is_register)?);
    let country = repository::country_among(&registers, &arguments.country, assessed.iter().copied())?;
    let folder = format!("dataset/assessments/{country}/");
    let dataset = Dataset::load(&part(&|path| is_register(path) || path.starts_with(&folder))?);
    let indicator = arguments.indicator.as_deref();
    let indicator = indicator.map(|named| repository::indicator(&[&dataset], named)).transpose()?;
    let fetch = |id| git.blob(id);
    let mut history = History::new(&log, &dataset, country, indicator, &mut Versions::new(&fetch, indicator));
    if let Some(edition) = &arguments.edition {
        limit(&mut history, edition)?;
    }
    let width = super::width();
    super::print(&match (arguments.format, indicator) {
        (Format::Human, Some(indicator)) => human::render(&history, indicator, width),
        (Format::Human, None) => table::render(&history, width),
        (Format::Json, indicator) => json::render(&history, indicator),
    })?;
    say_what_is_not_in_it(&git, &folder);
    // A version of an assessment that cannot be read is told in the history itself.
    let lost_files = unread::tell_unread(&dataset, &|path| Kind::of(path) != Some(Kind::Assessment));
    let outcome = require_all_readable(&history)?;
    unread::require_nothing_left_out(lost_files, 0)?;
    Ok(outcome)
}

/// Says which versions could not be read, so that what they did is not in the history.
fn require_all_readable(history: &History<'_>) -> anyhow::Result<Outcome> {
    let mut count = 0;
    for moment in &history.moments {
        let What::Unreadable(why) = &moment.what else { continue };
        count += 1;
        let edition = &history.editions[moment.round].edition;
        let told = format!("{} {edition} in commit {}: {why}", history.country, moment.commit.id);
        let _ = writeln!(anstream::stderr(), "note: cannot read {}", plain(&told));
    }
    if count > 0 {
        bail!("{} of a file cannot be read; the rest is shown", counted(count, "version"));
    }
    Ok(Outcome::Clean)
}

/// Leaves one edition.
fn limit(history: &mut History<'_>, edition: &str) -> anyhow::Result<()> {
    let Some(place) = history.editions.iter().position(|round| round.edition == edition) else {
        let there: BTreeSet<&str> = history.editions.iter().map(|round| &*round.edition).collect();
        let there = there.into_iter().collect::<Vec<_>>().join(", ");
        bail!(
            "there is no assessment of {} in an edition \"{edition}\"; there are: {there}",
            history.country
        );
    };
    history.limit(place);
    Ok(())
}

/// What a reader might take to be in the history, on standard error.
fn say_what_is_not_in_it(git: &Repository, folder: &str) {
    let mut errors = anstream::stderr();
    if git.is_shallow() {
        let _ = writeln!(
            errors,
            "note: this clone is shallow, so that the oldest commits are missing; fetch them with: git fetch --unshallow"
        );
    }
    let has_files = git.working_folder().is_some();
    let compared = has_files.then(|| git::compared(git, "HEAD", None, Base::Revision));
    if let Some(Ok(compared)) = compared {
        for path in compared.differing.iter().filter(|path| path.starts_with(folder)) {
            let _ = writeln!(
                errors,
                "note: {} has changes that are not committed; they are not in the history",
                plain(path)
            );
        }
    }
}
