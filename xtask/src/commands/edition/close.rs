//! `edition close`: ends an edition once nothing is left to do in it, or tells what is left.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use anyhow::bail;
use clap::Args;

use super::{list, put, record_status, register, text};
use crate::commands::new::parsed;
use crate::commands::{Outcome, clock, named, print, repository, status, width, write};
use crate::render::place::place;
use crate::render::status::{CountryState, EditionState, Found, Obstacle};
use crate::render::validation::{OpenPoints, Summary, human};
use crate::render::{counted, plain};
use bibliography::date::Day;
use dataset::model::assessment::Status;
use dataset::model::edition::Edition;
use dataset::schema::{EDITIONS, Kind};
use dataset::stream::Stream;
use dataset::{Dataset, Registers, canonical};
use format::diagnostic::{Diagnostic, Severity};
use format::json::Json;
use format::tree::Tree;
use rules::validate::{Validation, validate};

/// What `edition close` takes.
#[derive(Debug, Args)]
pub(in crate::commands) struct Arguments {
    /// The edition, which has to be open, e.g. 2026
    id: String,
    /// Close it without this country, which has no assessment in it; can be given several times
    #[arg(long, value_name = "CODE")]
    leave_out: Vec<String>,
    /// When it was published, YYYY-MM-DD; the default is today if an assessment was made here, else it is left as it is
    #[arg(long, value_name = "DAY", value_parser = clock::day)]
    published: Option<Day>,
    /// Check dates as of this day, YYYY-MM-DD; the default is today
    #[arg(long, value_name = "DAY", value_parser = clock::day)]
    today: Option<Day>,
}

/// A file that is to be written.
struct Written {
    path: String,
    before: Vec<u8>,
    after: String,
}

/// Closes the edition. Nothing is written unless all can be made; if writing is cut off, it can be run again.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let root = repository::root(named)?;
    let tree = repository::working_tree(&root)?;
    let today = arguments.today.unwrap_or_else(clock::today);
    let dated = arguments.today.unwrap_or_else(clock::today_universal);
    let id = arguments.id.trim();
    let (mut editions, known_problems) = status::states(&tree, today, &HashMap::new());
    let known: Vec<String> = editions.iter().map(|edition| edition.id.clone()).collect();
    let Some(place) = known.iter().position(|known| known == id) else {
        bail!("{}", named::unknown_edition(id, known.iter().map(String::as_str)));
    };
    let edition = editions.swap_remove(place);
    if !edition.is_open() {
        bail!("the edition {id} is not open, so it cannot be closed");
    }
    let dataset = if arguments.leave_out.is_empty() { Dataset::default() } else { Dataset::load(&tree) };
    let left_out = left_out(&dataset, &edition, &arguments.leave_out)?;
    let obstacles: Vec<Obstacle<'_>> = edition.obstacles();
    let is_left_out = |obstacle: &Obstacle<'_>| matches!(obstacle, Obstacle::Missing(country) if left_out.contains(country.code.as_str()));
    let is_all_left_out = left_out.len() == edition.countries.len();
    let mut left: Vec<Obstacle<'_>> =
        obstacles.into_iter().filter(|obstacle| !is_left_out(obstacle)).collect();
    if is_all_left_out && left.is_empty() {
        left.push(Obstacle::Empty);
    }
    if !left.is_empty() {
        print(&refusal(id, &left))?;
        return Ok(Outcome::Problems);
    }
    let assessed: Vec<&CountryState> =
        edition.countries.iter().filter(|country| country.assessment().is_some()).collect();
    let registers = Stream::new(&tree).registers;
    let Finished { mut written, became } = finished(&tree, &registers, &assessed, dated)?;
    let is_made_here = assessed
        .iter()
        .filter_map(|country| country.assessment())
        .any(|assessment| assessment.status == Some(Status::Original))
        || became.iter().any(|(_, status)| *status == Status::Original);
    let published = arguments.published.or_else(|| Some(dated).filter(|_| is_made_here));
    let after = register(&tree, &registers, |editions| {
        let entry = editions.iter_mut().find(|(known, _)| known == id);
        if let Some((_, Json::Object(entry))) = entry {
            put(entry, "status", text(Edition::CLOSED));
            record_status(entry, Edition::CLOSED, dated);
            if let Some(day) = published {
                put(entry, "published", text(day.to_string()));
            }
            put(entry, "countries", list(assessed.iter().map(|country| country.code.clone())));
        }
    })?;
    written.push(Written { path: EDITIONS.to_owned(), before: tree.read(EDITIONS)?.into_owned(), after });
    if let Some(told) = what_breaks(tree, &known_problems, &written, today) {
        print(&format!("{told}\n{id} cannot be closed: this would be wrong then.\n"))?;
        return Ok(Outcome::Problems);
    }
    for Written { path, before, after } in &written {
        write::replace(&root, path, before, after)?;
    }
    let mut told = format!("closed {id}");
    told.push_str(&published.map(|day| format!(", published {day}")).unwrap_or_default());
    told.push_str(&format!(": {}.\n", counted(assessed.len(), "assessment")));
    for (code, status) in &became {
        told.push_str(&format!("{code} is {} now.\n", status.id()));
    }
    if !left_out.is_empty() {
        let codes: Vec<&str> = left_out.iter().copied().collect();
        told.push_str(&format!("Left out: {}.\n", codes.join(", ")));
    }
    print(&told.lines().map(|line| format!("{}\n", plain(line))).collect::<String>())?;
    Ok(Outcome::Clean)
}

/// The countries that are left out.
///
/// # Errors
/// One that is not missing.
fn left_out<'s>(
    dataset: &'s Dataset,
    edition: &'s EditionState,
    named: &[String],
) -> anyhow::Result<BTreeSet<&'s str>> {
    let expected: BTreeSet<&str> = edition.countries.iter().map(|country| country.code.as_str()).collect();
    let mut left_out = BTreeSet::new();
    for written in named {
        let code = named::expected_country(dataset, written.trim(), &edition.id, &expected)?;
        let is_missing = |country: &CountryState| matches!(country.found, Found::Missing);
        if !edition.countries.iter().any(|country| country.code == code && is_missing(country)) {
            bail!(
                "{code} has an assessment in {id}, so it cannot be left out; finish it, or delete dataset/assessments/{code}/{id}.json first",
                id = edition.id,
            );
        }
        left_out.insert(code);
    }
    Ok(left_out)
}

/// What is left to do.
fn refusal(id: &str, left: &[Obstacle<'_>]) -> String {
    let mut told = format!("{id} cannot be closed yet. In the way:\n");
    left.iter().for_each(|obstacle| told.push_str(&format!("- {}\n", obstacle.told())));
    let missing: Vec<&str> = left
        .iter()
        .filter(|obstacle| matches!(obstacle, Obstacle::Missing(_)))
        .filter_map(|obstacle| obstacle.country())
        .map(|country| country.code.as_str())
        .collect();
    if !missing.is_empty() {
        let flags: Vec<String> = missing.iter().map(|code| format!(" --leave-out {code}")).collect();
        told.push_str(&format!(
            "A country that is missing can be left out: cargo xtask edition close {id}{}\n",
            flags.concat()
        ));
    }
    told.push_str(&format!("What is wrong or lacking: cargo xtask validate --open-points; how far it is: cargo xtask status {id}\n"));
    told.lines().map(|line| format!("{}\n", plain(line))).collect()
}

/// Drafts that are finished: their files, and the status of each country.
struct Finished {
    written: Vec<Written>,
    became: Vec<(String, Status)>,
}

/// The drafts with the status that they have once they are finished: one that names its document is published, and one without
/// was made here.
fn finished(
    tree: &Tree,
    registers: &Registers,
    assessed: &[&CountryState],
    dated: Day,
) -> anyhow::Result<Finished> {
    let (mut written, mut became) = (Vec::new(), Vec::new());
    for country in assessed {
        let Some(assessment) = country.assessment() else { continue };
        if assessment.status != Some(Status::Draft) {
            continue;
        }
        let bytes = tree.read(&assessment.path)?;
        let mut root = parsed(&bytes, &assessment.path)?;
        let status = if root.get("document").is_some() { Status::Published } else { Status::Original };
        if let Json::Object(members) = &mut root {
            put(members, "status", text(status.id()));
            record_status(members, status.id(), dated);
        }
        let indicators = registers.indicators_of(&assessment.path);
        let after = canonical::write(&root, Kind::Assessment.schema().shape(), &indicators);
        written.push(Written { path: assessment.path.clone(), after, before: bytes.to_vec() });
        became.push((country.code.clone(), status));
    }
    Ok(Finished { written, became })
}

/// The errors that there would be and are not known now, as people read them; none if there are none.
fn what_breaks(tree: Tree, known: &Validation, written: &[Written], today: Day) -> Option<String> {
    let key = |found: &Diagnostic| (found.code, found.location.clone(), found.message.clone());
    let known: HashSet<_> = known.diagnostics.iter().map(key).collect();
    let files = written.iter().map(|it| (it.path.clone(), it.after.clone().into_bytes()));
    let tree = tree.with_files(files);
    let mut found = validate(&Stream::new(&tree), today);
    let is_new = |found: &Diagnostic| found.severity == Severity::Error && !known.contains(&key(found));
    found.diagnostics.retain(is_new);
    if found.diagnostics.is_empty() {
        return None;
    }
    let found = Validation { diagnostics: found.diagnostics, ..Validation::default() };
    let summary = Summary::new(&found, tree.entries().len(), written.len() - 1, written.len() - 1);
    let placed = place(&tree, &found.diagnostics);
    Some(human::render(&placed, &OpenPoints::default(), &summary, width(), None, None))
}
