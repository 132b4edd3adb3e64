//! The state of editions as JSON, for programs.

use serde::Serialize;

use super::{AssessmentState, CountryState, EditionState, LastCommit, Obstacle, Totals};
use crate::render::pretty;

/// The version of the report's form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'r> {
    version: u32,
    editions: Vec<Edition<'r>>,
}

#[derive(Serialize)]
struct Edition<'r> {
    edition: &'r str,
    title: Option<&'r str>,
    status: Option<&'r str>,
    previous: Option<&'r str>,
    published: Option<&'r str>,
    totals: Counts,
    countries: Vec<Country<'r>>,
    obstacles: Vec<InTheWay<'r>>,
}

#[derive(Serialize)]
struct Counts {
    countries: usize,
    missing: usize,
    not_checked_out: usize,
    draft: usize,
    published: usize,
    original: usize,
    reconstructed: usize,
    unknown: usize,
    indicators: usize,
    rated: usize,
    confirmed: usize,
    errors: usize,
    warnings: usize,
    open_points: usize,
}

#[derive(Serialize)]
struct Country<'r> {
    country: &'r str,
    name: &'r str,
    state: &'static str,
    path: Option<&'r str>,
    indicators: Option<usize>,
    rated: Option<usize>,
    confirmed: Option<usize>,
    errors: usize,
    warnings: usize,
    open_points: usize,
    oldest_evidence: Option<Oldest<'r>>,
    last_commit: Option<Last<'r>>,
}

#[derive(Serialize)]
struct Oldest<'r> {
    source: &'r str,
    date: String,
}

#[derive(Serialize)]
struct Last<'r> {
    commit: &'r str,
    author: &'r str,
    date: Option<String>,
    age_in_days: Option<i64>,
}

#[derive(Serialize)]
struct InTheWay<'r> {
    kind: &'static str,
    country: Option<&'r str>,
    count: Option<usize>,
    message: String,
}

/// Renders the report, with a final line end.
pub fn render(editions: &[EditionState]) -> String {
    pretty(&Report { version: VERSION, editions: editions.iter().map(edition).collect() })
}

fn edition(edition: &EditionState) -> Edition<'_> {
    let obstacles = if edition.is_open() { edition.obstacles() } else { Vec::new() };
    Edition {
        edition: &edition.id,
        title: edition.title.as_deref(),
        status: edition.status.as_deref(),
        previous: edition.previous.as_deref(),
        published: edition.published.as_deref(),
        totals: counts(edition.totals()),
        countries: edition.countries.iter().map(country).collect(),
        obstacles: obstacles.iter().map(in_the_way).collect(),
    }
}

fn counts(totals: Totals) -> Counts {
    let Totals {
        countries,
        missing,
        not_checked_out,
        drafts,
        published,
        original,
        reconstructed,
        unknown,
        indicators,
        rated,
        confirmed,
        errors,
        warnings,
        open_points,
    } = totals;
    Counts {
        countries,
        missing,
        not_checked_out,
        draft: drafts,
        published,
        original,
        reconstructed,
        unknown,
        indicators,
        rated,
        confirmed,
        errors,
        warnings,
        open_points,
    }
}

fn country(country: &CountryState) -> Country<'_> {
    let assessment = country.assessment();
    let progress = assessment.map(|assessment| &assessment.progress);
    let count = |of: fn(&AssessmentState) -> usize| assessment.map_or(0, of);
    let oldest = assessment.and_then(|assessment| assessment.oldest.as_ref());
    Country {
        country: &country.code,
        name: &country.name,
        state: country.word(),
        path: assessment.map(|assessment| assessment.path.as_str()),
        indicators: progress.map(|progress| progress.indicators),
        rated: progress.map(|progress| progress.rated),
        confirmed: progress.map(|progress| progress.confirmed),
        errors: count(|assessment| assessment.errors),
        warnings: count(|assessment| assessment.warnings),
        open_points: count(|assessment| assessment.open_points),
        oldest_evidence: oldest.map(|(source, span)| Oldest { source, date: span.to_string() }),
        last_commit: assessment.and_then(|assessment| assessment.last.as_ref()).map(last),
    }
}

fn last(last: &LastCommit) -> Last<'_> {
    let LastCommit { id, author, day, age } = last;
    Last { commit: id, author, date: day.map(|day| day.to_string()), age_in_days: *age }
}

fn in_the_way<'r>(obstacle: &Obstacle<'r>) -> InTheWay<'r> {
    let (kind, country, count) = match *obstacle {
        Obstacle::Empty => ("empty", None, None),
        Obstacle::Missing(country) => ("missing", Some(country), None),
        Obstacle::NotCheckedOut(country) => ("not-checked-out", Some(country), None),
        Obstacle::Unreadable(country) => ("unreadable", Some(country), None),
        Obstacle::Errors(country, count) => ("errors", Some(country), Some(count)),
        Obstacle::OpenPoints(country, count) => ("open-points", Some(country), Some(count)),
        Obstacle::Registers(count) => ("registers", None, Some(count)),
    };
    let country = country.map(|country| country.code.as_str());
    InTheWay { kind, country, count, message: obstacle.told() }
}
