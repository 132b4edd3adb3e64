//! An assessment as JSON, for programs: what a reader sees, with numbers and printed words in place of ids and labels alone.
//!
//! The file itself is the data; this is the page about it. Its form is described in `schema/output/show.schema.json`.

use serde::Serialize;

use super::page::{Entry, Page, plain};
use crate::render::pretty;

#[derive(Serialize)]
struct Report<'p> {
    version: u32,
    country: &'p str,
    country_name: &'p str,
    edition: &'p str,
    status: Option<&'static str>,
    document: Option<String>,
    score: Option<Computed>,
    stated: Stated,
    overview: &'p [&'p str],
    areas: Vec<Area<'p>>,
    not_rated: Vec<Named<'p>>,
    no_longer_asked: Vec<Named<'p>>,
    evidence: &'p [&'p str],
    sources: Vec<Source<'p>>,
    remarks: &'p [String],
    errata: &'p [String],
    exceptions: Vec<Exception<'p>>,
}

/// An indicator that has no entry of its own here.
#[derive(Serialize)]
struct Named<'p> {
    id: &'p str,
    title: &'p str,
}

#[derive(Serialize)]
struct Computed {
    rounded: u32,
    out_of: u32,
    points: u32,
    best: u32,
    method: &'static str,
}

#[derive(Serialize)]
struct Stated {
    score: Option<i64>,
    previous_score: Option<i64>,
    difference: Option<i64>,
}

#[derive(Serialize)]
struct Area<'p> {
    title: &'p str,
    indicators: Vec<Indicator<'p>>,
}

#[derive(Serialize)]
struct Indicator<'p> {
    id: &'p str,
    title: &'p str,
    rating: Option<&'static str>,
    points: Option<u32>,
    change: Option<&'static str>,
    reason: Option<&'p str>,
    carried: Option<&'p str>,
    rationale: Vec<String>,
    votes: Vec<Vote<'p>>,
    notes: Vec<Note<'p>>,
}

#[derive(Serialize)]
struct Vote<'p> {
    symbol: &'p str,
    title: &'p str,
    year: u32,
    vote: String,
}

#[derive(Serialize)]
struct Note<'p> {
    number: usize,
    label: &'p str,
    text: String,
}

#[derive(Serialize)]
struct Source<'p> {
    id: &'p str,
    reference: String,
}

#[derive(Serialize)]
struct Exception<'p> {
    code: &'p str,
    pointer: &'p str,
    reason: &'p str,
}

/// Renders a page, with a final line end.
pub fn render(page: &Page<'_>) -> String {
    let [score, previous_score, difference] = page.stated;
    let areas = page.areas.iter();
    let report = Report {
        version: 1,
        country: page.country,
        country_name: page.country_name,
        edition: page.edition,
        status: page.status,
        document: page.document.as_deref().map(plain),
        score: page.score.map(|score| Computed {
            rounded: score.rounded(),
            out_of: score.out_of,
            points: score.points,
            best: score.most_points,
            method: score.method.id(),
        }),
        stated: Stated { score, previous_score, difference },
        overview: &page.overview,
        areas: areas
            .map(|area| Area { title: area.title, indicators: area.entries.iter().map(indicator).collect() })
            .collect(),
        not_rated: page.not_rated.iter().map(named).collect(),
        no_longer_asked: page.no_longer_asked.iter().map(named).collect(),
        evidence: &page.evidence,
        sources: page.sources.iter().map(|(id, text)| Source { id, reference: plain(text) }).collect(),
        remarks: &page.remarks,
        errata: &page.errata,
        exceptions: page
            .exceptions
            .iter()
            .map(|[code, pointer, reason]| Exception { code, pointer, reason })
            .collect(),
    };
    pretty(&report)
}

fn named<'p>((id, title): &(&'p str, &'p str)) -> Named<'p> {
    Named { id, title }
}

fn indicator<'p>(entry: &'p Entry<'p>) -> Indicator<'p> {
    let vote = |(symbol, title, year, way): &(&'p str, &'p str, u32, String)| Vote {
        symbol,
        title,
        year: *year,
        vote: way.replace(' ', "-"),
    };
    Indicator {
        id: entry.id,
        title: entry.title,
        rating: entry.rating_id,
        points: entry.points,
        change: entry.change_id,
        reason: entry.reason,
        carried: entry.carried,
        rationale: entry.rationale.iter().map(|text| plain(text)).collect(),
        votes: entry.votes.iter().map(vote).collect(),
        notes: entry
            .notes
            .iter()
            .map(|note| Note { number: note.number, label: note.label, text: plain(&note.text) })
            .collect(),
    }
}
