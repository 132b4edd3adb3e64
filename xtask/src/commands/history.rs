//! `history`: the ratings of a country through editions and commits.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

use anyhow::{anyhow, bail};
use clap::{Args, ValueEnum};

use super::words::{self, Assessed, Words, in_shell};
use super::{Outcome, named, repository, unread};
use crate::render::history::{human, json, table};
use crate::render::{self, counted, plain};
use dataset::assessment_id::{ASSESSMENTS, folder_of};
use dataset::schema::{COUNTRIES, Kind, is_edition_id};
use dataset::{AssessmentFile, Dataset};
use format::fault::FaultKind;
use format::tree::Tree;
use history::git::{self, Base, BlobId, Log, Repository};
use history::lineage::{self, EventKind, Versions};
use history::{History, RatingEventKind, before_it_went, countries};

/// How many things of one kind are named in notes.
const MOST_SAID: usize = 20;

/// What `history` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A country, by its code or a name of it, e.g. KHM
    country: String,
    /// An indicator, by its id or title; without one, all are listed, one line each. It may also be an edition, as after --edition
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
    /// For programs: one object, as described in schema/output/history.schema.json
    Json,
}

/// Walks the commits and prints.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let git = repository::git(named)?;
    let head = git.commit_id("HEAD");
    let part = |is_wanted: &dyn Fn(&str) -> bool| {
        let head = head.as_deref().map_err(|why| anyhow!(why.clone()))?;
        git.readable_part_at(head, is_wanted).map_err(|why| anyhow!(why))
    };
    let is_register = |path: &str| !path.starts_with(ASSESSMENTS);
    // While the commits are read, so is what stands now, of which is told what is wrong with it where it is needed.
    let ((registers, working), log) = git.beside(
        |git| git::log(git, None, "HEAD"),
        || (part(&is_register).map(|part| Dataset::load_to_compare(&part)), not_committed(&git)),
    );
    let log = log?;
    let assessed = countries(&log);
    if assessed.is_empty() {
        bail!("no commit has an assessment under dataset/assessments/");
    }
    let registers = registers?;
    let fetch = |id| git.blob(id);
    let code = |named: &str| {
        let asked = named::country_among(&registers, named, assessed.iter().copied()).map(str::to_owned);
        asked.or_else(|why| called_before(&log, named, &assessed, &fetch).ok_or(why))
    };
    let Asked { country, edition, named } = asked(arguments, &code)?;
    let asked = &*code(country)?;
    let of = |country: &str| -> anyhow::Result<Dataset> {
        let folder = folder_of(country);
        Ok(Dataset::load_to_compare(&part(&|path| is_register(path) || path.starts_with(&folder))?))
    };
    let mut dataset = of(asked)?;
    let mut country = asked.to_owned();
    if dataset.assessments.is_empty()
        && let Some(now) = lineage::successor(&log, asked, &mut Versions::new(&fetch, None, &registers))
    {
        dataset = of(&now)?;
        country = now;
    }
    let mut names = Vec::from_iter((country != asked).then(|| (asked.to_owned(), country.clone())));
    let indicator = match named {
        Some(named) => Some(indicator(&log, &dataset, &country, named, &fetch)?),
        None => None,
    };
    if let (Some(now), Some(asked)) = (&indicator, named) {
        names.extend(now.was.as_ref().map(|_| (asked.to_owned(), now.id.clone())));
    }
    let indicator = indicator.as_ref().map(|indicator| &*indicator.id);
    let mut versions = Versions::new(&fetch, indicator, &registers).of(&git);
    // Of a country that is gone, the last state that has it knows the names.
    let last = before_it_went(&log, &country).filter(|_| dataset.assessments.is_empty());
    let last = last.and_then(|commit| git.part_at(commit, is_register).ok());
    let last = last.map(|part| Dataset::load_to_compare(&part));
    let of_edition = edition.and_then(|edition| {
        History::of_edition(&log, (&dataset, &country, edition), indicator, &mut versions)
    });
    let mut history =
        of_edition.unwrap_or_else(|| History::new(&log, &dataset, &country, indicator, &mut versions));
    last.iter().for_each(|last| history.name_by(last));
    history.asked = names;
    if let Some(edition) = edition {
        limit(&mut history, edition)?;
    }
    let width = super::width();
    super::print(&match (arguments.format, indicator) {
        (Format::Human, Some(indicator)) => human::render(&history, indicator, width),
        (Format::Human, None) => table::render(&history, width),
        (Format::Json, indicator) => json::render(&history, indicator),
    })?;
    let instead = git.in_place_of_dataset(&head?)?;
    instead.iter().for_each(|what| repository::say(&what.to_string()));
    say_what_is_not_in_it(&git, &working, &folder_of(&country));
    say_what_cannot_be_read(&log);
    // A version of an assessment that cannot be read is told in the history itself.
    let lost_files = unread::tell_unread(&dataset, &|path| Kind::of(path) != Some(Kind::Assessment));
    let outcome = require_what_stands(&history, &dataset)?;
    unread::require_nothing_left_out(lost_files, 0)?;
    Ok(outcome)
}

/// What the words ask for.
struct Asked<'w> {
    country: &'w str,
    edition: Option<&'w str>,
    /// An indicator, as it was named.
    named: Option<&'w str>,
}

/// Tells the words apart: a country comes before or after an edition or an indicator. `code` looks a country up.
fn asked<'w>(
    arguments: &'w Arguments,
    code: &dyn Fn(&str) -> anyhow::Result<String>,
) -> anyhow::Result<Asked<'w>> {
    let is_country =
        |word: &str| Words::read([word]).countries.first().is_some_and(|country| code(country).is_ok());
    let (first, second) = match (&*arguments.country, arguments.indicator.as_deref()) {
        (first, Some(second)) if !is_country(first) && is_country(second) => (second, Some(first)),
        (first, second) => (first, second),
    };
    let (edition, named) = second.map_or((None, None), |second| match is_edition_id(second) {
        true => (Some(second), None),
        false => (None, Some(second)),
    });
    let words = [first].into_iter().chain(edition).chain(arguments.edition.as_deref());
    let editions =
        words.clone().flat_map(|word| Words::read([word]).editions).map(str::to_owned).collect::<Vec<_>>();
    let assessed = |country: &str| Ok(Assessed { code: code(country)?, editions: editions.clone() });
    let command = |country: Option<&str>, edition: &str| {
        let words = country.into_iter().map(str::to_owned).chain(named.map(in_shell));
        format!("cargo xtask history {} --edition {edition}", words.collect::<Vec<_>>().join(" "))
    };
    match words::country_and_edition(words, assessed, command)? {
        (Some(country), edition) => Ok(Asked { country, edition, named }),
        (None, _) => bail!(
            "name the country as well: cargo xtask history COUNTRY {first}, with its code or a name of it"
        ),
    }
}

/// The code of a country by a name that some older register has for it.
fn called_before(
    log: &Log,
    named: &str,
    assessed: &BTreeSet<&str>,
    fetch: &dyn Fn(BlobId) -> Result<Vec<u8>, git::Error>,
) -> Option<String> {
    let changed = log.steps.iter().flat_map(|step| step.against.iter().flatten());
    let versions = changed.filter(|delta| delta.path == COUNTRIES).filter_map(|delta| delta.before);
    let mut seen = BTreeSet::new();
    let mut versions = versions.filter(|version| seen.insert(*version));
    versions.find_map(|version| {
        let register = Tree::memory([(COUNTRIES.to_owned(), fetch(version).ok()?)], []);
        let register = Dataset::load_to_compare(&register);
        let found = named::country_among(&register, named, assessed.iter().copied());
        found.ok().map(str::to_owned)
    })
}

/// An indicator that is asked about.
struct IndicatorQuery {
    /// What it is called now.
    id: String,
    /// What it was called when it was called as somebody named it.
    was: Option<String>,
}

/// The indicator that somebody named, by what it is called now, or by what it was called at some commit.
fn indicator(
    log: &Log,
    dataset: &Dataset,
    country: &str,
    named: &str,
    fetch: &dyn Fn(BlobId) -> Result<Vec<u8>, git::Error>,
) -> anyhow::Result<IndicatorQuery> {
    let found = named::indicator(&[dataset], named);
    let is_rated = |id: &str| dataset.assessments.iter().any(|file| file.data.ratings.contains(id));
    if let Ok(id) = &found
        && is_rated(id)
    {
        return Ok(IndicatorQuery { id: (*id).to_owned(), was: None });
    }
    let old = found.as_ref().map_or(named, |id| id);
    let history = History::new(log, dataset, country, None, &mut Versions::new(fetch, None, dataset));
    if let Some(now) = history.newest_name(old) {
        return Ok(IndicatorQuery { id: now.to_owned(), was: Some(old.to_owned()) });
    }
    // A version that cannot be read is told of every indicator, whether or not there ever was such a one.
    let rating_events = history.of(old);
    let was_there = rating_events.iter().any(|(_, rating_event)| {
        matches!(rating_event.act, RatingEventKind::Entered(..) | RatingEventKind::Edited(_))
    });
    match found {
        Ok(id) => Ok(IndicatorQuery { id: id.to_owned(), was: None }),
        Err(_) if was_there => Ok(IndicatorQuery { id: old.to_owned(), was: None }),
        Err(why) => Err(why),
    }
}

/// Says which commits could not be read, so that what they did is not told as theirs.
pub(super) fn say_what_cannot_be_read(log: &Log) {
    say(log.unreadable.iter().map(|(commit, why)| {
        format!("cannot read commit {commit}: {why}; what was done there, and what was before, cannot be told apart from what came next")
    }));
}

/// Says something in a line each, and of many only how many more there are.
pub(super) fn say(told: impl ExactSizeIterator<Item = String>) {
    let mut errors = anstream::stderr();
    let more = told.len().saturating_sub(MOST_SAID);
    for told in told.take(MOST_SAID) {
        let _ = writeln!(errors, "note: {}", plain(&told));
    }
    if more > 0 {
        let _ = writeln!(errors, "note: and {more} more");
    }
}

/// Says which versions could not be read, so that what they did is not in the history. That is an error only for those that
/// stand now.
fn require_what_stands(history: &History<'_>, dataset: &Dataset) -> anyhow::Result<Outcome> {
    let versions = history.edition_events.iter().filter_map(|edition_event| {
        let EventKind::Unreadable(why) = &edition_event.what else { return None };
        let edition = render::named(&history.editions[edition_event.round].edition);
        Some(format!(
            "cannot read {} {edition} in commit {}: {why}",
            history.country, edition_event.commit.id
        ))
    });
    say(versions.collect::<Vec<_>>().into_iter());
    let standing =
        history.editions.iter().enumerate().filter_map(|(place, round)| Some((place, round.file?)));
    let is_doubled =
        |path: &str| dataset.faults_of(path).iter().any(|fault| fault.kind == FaultKind::DuplicateKey);
    // Of what stands twice elsewhere in a file, the history of an indicator tells nothing.
    let ends_unread = |place: usize| {
        let newest = history.edition_events.iter().find(|event| event.round == place);
        newest.is_some_and(|event| matches!(event.what, EventKind::Unreadable(_)))
    };
    let is_unread = |(place, file): &(usize, &AssessmentFile)| {
        file.is_unreadable() || (is_doubled(&file.path) && ends_unread(*place))
    };
    let count = standing.filter(is_unread).count();
    if count > 0 {
        bail!("{} cannot be read as it is now; the rest is shown", counted(count, "file"));
    }
    Ok(Outcome::Clean)
}

/// Leaves one edition, which may be named by an id that it had before.
fn limit(history: &mut History<'_>, edition: &str) -> anyhow::Result<()> {
    let Some(place) = history.place(edition) else {
        let there: BTreeSet<&str> = history.editions.iter().map(|round| &*round.edition).collect();
        let there = there.into_iter().collect::<Vec<_>>().join(", ");
        bail!(
            "there is no assessment of {} in an edition \"{edition}\"; there are: {there}",
            history.country
        );
    };
    let now = &history.editions[place].edition;
    if *now != *edition {
        history.asked.push((edition.to_owned(), now.clone()));
    }
    history.limit(place);
    Ok(())
}

/// The paths of the dataset at which the working tree differs from what was committed, as far as that can be told.
fn not_committed(git: &Repository) -> BTreeSet<String> {
    let has_files = git.working_folder().is_some();
    let compared = has_files.then(|| git::compared(git, "HEAD", None, Base::Revision));
    compared.and_then(Result::ok).map(|compared| compared.differing).unwrap_or_default()
}

/// What a reader might take to be in the history, on standard error.
fn say_what_is_not_in_it(git: &Repository, differing: &BTreeSet<String>, folder: &str) {
    if git.is_shallow() {
        let _ = writeln!(
            anstream::stderr(),
            "note: this clone is shallow, so that the oldest commits are missing; fetch them with: git fetch --unshallow"
        );
    }
    let paths = differing.iter().filter(|path| path.starts_with(folder)).map(|path| {
        format!("{} has changes that are not committed; they are not in the history", render::named(path))
    });
    say(paths.collect::<Vec<_>>().into_iter());
}
