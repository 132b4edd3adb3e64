//! `status`: how far each country is in an edition, and what stands in the way of closing it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use anyhow::bail;
use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::{Outcome, clock, named, repository};
use crate::render::counted;
use crate::render::status::{
    AssessmentState, CountryState, EditionState, Found, LastCommit, human, json, markdown,
};
use bibliography::date::Day;
use dataset::assessment_id::AssessmentId;
use dataset::progress::Progress;
use dataset::schema::{EDITIONS, Kind};
use dataset::stream::Stream;
use dataset::{AssessmentFile, Dataset, Registers};
use format::diagnostic::{Diagnostic, Severity};
use format::tree::Tree;
use history::git::{self, Repository};
use rules::evidence_age::oldest;
use rules::validate::{Validation, validate};

/// What `status` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The edition, e.g. 2026; without it all editions are shown side by side
    edition: Option<String>,
    /// Show a commit, branch or tag instead of the working tree
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    /// Count ages and check dates as of this day, YYYY-MM-DD; the default is today
    #[arg(long, value_name = "DAY", value_parser = clock::day)]
    today: Option<Day>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a line for each country
    #[default]
    Human,
    /// For a page on GitHub: a table
    Markdown,
    /// For programs: one object, as described in schema/output/status.schema.json
    Json,
}

/// Prints the state of an edition, or of all.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let today = arguments.today.unwrap_or_else(clock::today);
    let tree = match &arguments.at {
        Some(revision) => repository::git(named)?.tree_at(revision)?,
        None => repository::working_tree(&repository::root(named)?)?,
    };
    let (mut editions, _) = states(&tree, today, &last_commits(named, arguments.at.as_deref(), today));
    if let Some(id) = arguments.edition.as_deref().map(str::trim) {
        let known: Vec<String> = editions.iter().map(|edition| edition.id.clone()).collect();
        editions.retain(|edition| edition.id == id);
        if editions.is_empty() {
            bail!("{}", named::unknown_edition(id, known.iter().map(String::as_str)));
        }
    } else if editions.is_empty() {
        bail!("there is no edition in {EDITIONS} that can be read");
    }
    let text = match (arguments.format, editions.as_slice()) {
        (Format::Json, editions) => json::render(editions),
        (Format::Human, [edition]) if arguments.edition.is_some() => human::one(edition, super::width()),
        (Format::Human, editions) => human::all(editions, super::width()),
        (Format::Markdown, [edition]) if arguments.edition.is_some() => markdown::one(edition),
        (Format::Markdown, editions) => markdown::all(editions),
    };
    super::print(&text)?;
    let assessments =
        editions.iter().flat_map(|edition| &edition.countries).filter_map(CountryState::assessment);
    let unreadable = assessments.filter(|assessment| assessment.is_unreadable).count();
    if unreadable > 0 {
        bail!(
            "{} could not be read; the rest is shown. To see what is wrong: cargo xtask validate",
            counted(unreadable, "file")
        );
    }
    Ok(Outcome::Clean)
}

/// The state of each edition of a tree, in the order of the register; with the commit that changed each file last. Gives what was
/// found wrong as well.
pub(super) fn states(
    tree: &Tree,
    today: Day,
    last: &HashMap<String, LastCommit>,
) -> (Vec<EditionState>, Validation) {
    let stream = Stream::new(tree);
    let found = validate(&stream, today);
    let counts = Counts::of(&found);
    let of_country = |nth: usize| {
        let dataset = stream.country(nth);
        let state = |file| (file_edition(file), assessment(&dataset, file, &counts, last));
        let code = dataset.assessments.first().map(|file| file.country.to_string()).unwrap_or_default();
        (code, dataset.assessments.iter().map(state).collect::<Vec<_>>())
    };
    let countries: Vec<_> = (0..stream.countries()).into_par_iter().map(of_country).collect();
    let mut by_edition: HashMap<String, BTreeMap<String, Found>> = HashMap::new();
    for (code, assessments) in countries {
        for (edition, state) in assessments {
            by_edition.entry(edition).or_default().insert(code.clone(), Found::There(Box::new(state)));
        }
    }
    for id in stream.registers.not_checked_out.iter().filter_map(|path| AssessmentId::of_path(path)) {
        let of_edition = by_edition.entry(id.edition.to_owned()).or_default();
        of_edition.insert(id.country.to_owned(), Found::NotCheckedOut);
    }
    (editions(&stream.registers, by_edition, counts.registers), found)
}

fn file_edition(file: &AssessmentFile) -> String {
    file.edition.to_string()
}

/// The editions of the register with their countries: those that are expected, and those that are there.
fn editions(
    registers: &Registers,
    mut by_edition: HashMap<String, BTreeMap<String, Found>>,
    register_errors: usize,
) -> Vec<EditionState> {
    let register = registers.editions.iter().flat_map(|file| file.data.editions.iter());
    let codes: HashMap<String, Vec<String>> =
        by_edition.iter().map(|(id, countries)| (id.clone(), countries.keys().cloned().collect())).collect();
    let states = register.map(|(id, edition)| {
        let mut there = by_edition.remove(id).unwrap_or_default();
        let mut expected: BTreeSet<String> = there.keys().cloned().collect();
        expected.extend(edition.countries.iter().map(|code| code.to_string()));
        // Where nobody has settled who is to be assessed, it is whoever was assessed before.
        let is_open = edition.status.as_deref() == Some("open");
        let before = edition.previous.as_deref().filter(|_| edition.countries.is_empty() && is_open);
        expected.extend(before.and_then(|before| codes.get(before)).into_iter().flatten().cloned());
        let name =
            |code: &str| registers.countries.as_ref().map_or(code, |file| file.data.name(code)).to_owned();
        let countries = expected.into_iter().map(|code| CountryState {
            name: name(&code),
            found: there.remove(&code).unwrap_or(Found::Missing),
            code,
        });
        EditionState {
            id: id.to_owned(),
            title: edition.title.as_deref().map(str::to_owned),
            status: edition.status.as_deref().map(str::to_owned),
            previous: edition.previous.as_deref().map(str::to_owned),
            published: edition.published.as_deref().map(str::to_owned),
            countries: countries.collect(),
            register_errors,
        }
    });
    states.collect()
}

fn assessment(
    dataset: &Dataset,
    file: &AssessmentFile,
    counts: &Counts,
    last: &HashMap<String, LastCommit>,
) -> AssessmentState {
    let [errors, warnings, open_points] = counts.files.get(&*file.path).copied().unwrap_or_default();
    AssessmentState {
        path: file.path.to_string(),
        is_unreadable: file.is_unreadable(),
        status: file.data.status,
        progress: Progress::of(dataset, file),
        errors,
        warnings,
        open_points,
        oldest: oldest(&file.data).map(|(id, span)| (id.to_owned(), span)),
        last: last.get(&*file.path).cloned(),
    }
}

/// How many errors, warnings and open points there are.
struct Counts {
    /// In each assessment, by path.
    files: HashMap<String, [usize; 3]>,
    /// The errors elsewhere.
    registers: usize,
}

impl Counts {
    fn of(found: &Validation) -> Self {
        let mut counts = Self { files: HashMap::new(), registers: 0 };
        let mut add = |diagnostic: &Diagnostic, place: usize| {
            let path = &*diagnostic.location.path;
            if Kind::of(path) == Some(Kind::Assessment) {
                counts.files.entry(path.to_owned()).or_default()[place] += diagnostic.count;
            } else if place == 0 {
                counts.registers += diagnostic.count;
            }
        };
        for diagnostic in &found.diagnostics {
            let place = match diagnostic.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
            };
            add(diagnostic, place);
        }
        found.open_points.iter().for_each(|point| add(point, 2));
        counts
    }
}

/// The commit that changed each file last, by path. Without Git there is none; where the commits cannot be read, that is said.
pub(super) fn last_commits(
    named: Option<&Path>,
    at: Option<&str>,
    today: Day,
) -> HashMap<String, LastCommit> {
    let Ok(repository) = repository::opened(named) else { return HashMap::new() };
    newest(&repository, at.unwrap_or("HEAD"), today).unwrap_or_else(|why| {
        repository::say(&format!("the commits cannot be read, so that none is shown ({why})"));
        HashMap::new()
    })
}

fn newest(repository: &Repository, at: &str, today: Day) -> Result<HashMap<String, LastCommit>, git::Error> {
    let mut last: HashMap<String, LastCommit> = HashMap::new();
    for step in &git::log(repository, None, at)?.steps {
        let Some(first) = step.against.first() else { continue };
        // A merge has changed what is another file than on every side.
        let others: Vec<HashSet<&str>> =
            step.against.iter().skip(1).map(|deltas| deltas.iter().map(|it| &*it.path).collect()).collect();
        let is_own = |path: &str| others.iter().all(|paths| paths.contains(path));
        for delta in first.iter().filter(|delta| delta.after.is_some()) {
            if !last.contains_key(&delta.path) && is_own(&delta.path) {
                let commit = &step.commit;
                let day = commit.date.as_deref().and_then(|date| Day::parse(date.get(..10)?).ok());
                let age = day.map(|day| today.days_since(day).max(0));
                let (id, author) = (commit.id.clone(), commit.author.clone());
                last.insert(delta.path.clone(), LastCommit { id, author, day, age });
            }
        }
    }
    Ok(last)
}
