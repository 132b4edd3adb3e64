//! The register as JSON, for programs.
//!
//! `{"version": 1, "summary": {"works", "assessments", "countries", "citations", "cited_more_than_once"}, "works": [{"id",
//! "key", "type", "title", "publisher", "years": [first, last] | null, "url", "reference", "cited", "uses": [{"country",
//! "edition", "by": "footnote" | "erratum" | "document" | "derivation", "indicator", "footnote", "erratum", "label",
//! "locator"}]}], "duplicates": [{"keys": [one, other], "shared"}]}`. A `key` is the `id` that the work has in CSL-JSON and
//! BibTeX; it differs from `id` where two assessments describe different works, or one work differently, under one id. What
//! does not apply is null.

use serde::Serialize;

use crate::render::pretty;
use bibliography::notes;
use dataset::model::assessment::Corrected;
use dataset::register::{By, Register, Use, Work};

#[derive(Serialize)]
struct Report<'r> {
    version: u32,
    summary: Summary,
    works: Vec<Entry<'r>>,
    duplicates: Vec<Duplicate<'r>>,
}

#[derive(Serialize)]
struct Summary {
    works: usize,
    assessments: usize,
    countries: usize,
    citations: usize,
    cited_more_than_once: usize,
}

#[derive(Serialize)]
struct Entry<'r> {
    id: &'r str,
    key: &'r str,
    r#type: Option<&'r str>,
    title: Option<&'r str>,
    publisher: Option<&'r str>,
    years: Option<[i64; 2]>,
    url: Option<&'r str>,
    reference: String,
    cited: usize,
    uses: Vec<Usage<'r>>,
}

#[derive(Serialize)]
struct Usage<'r> {
    country: &'r str,
    edition: &'r str,
    by: &'static str,
    indicator: Option<&'r str>,
    footnote: Option<&'r str>,
    erratum: Option<&'r str>,
    label: Option<&'r str>,
    locator: Option<&'r str>,
}

#[derive(Serialize)]
struct Duplicate<'r> {
    keys: [&'r str; 2],
    shared: &'static str,
}

/// Renders a register, with a final line end.
pub fn render(register: &Register<'_>) -> String {
    let key = |place: usize| register.works[place].unique_id.as_str();
    let report = Report {
        version: 1,
        summary: Summary {
            works: register.works.len(),
            assessments: register.assessment_count,
            countries: register.country_count,
            citations: register.works.iter().map(Work::citation_count).sum(),
            cited_more_than_once: register.works.iter().filter(|work| work.citation_count() > 1).count(),
        },
        works: register.works.iter().map(entry).collect(),
        duplicates: register
            .duplicates
            .iter()
            .map(|found| Duplicate { keys: [key(found.first), key(found.second)], shared: found.words })
            .collect(),
    };
    pretty(&report)
}

fn entry<'r>(work: &'r Work<'_>) -> Entry<'r> {
    Entry {
        id: work.id,
        key: &work.unique_id,
        r#type: work.source.kind.as_deref(),
        title: work.source.title(),
        publisher: work.publisher(),
        years: work.source.years().map(<[i64; 2]>::from),
        url: work.source.url(),
        reference: notes::entry(work.source).plain(),
        cited: work.citation_count(),
        uses: work.uses.iter().map(usage).collect(),
    }
}

fn usage<'r>(usage: &Use<'r>) -> Usage<'r> {
    let (by, indicator, footnote, erratum) = match usage.by {
        By::Footnote { indicator, label, .. } => ("footnote", Some(indicator), Some(label), None),
        By::Erratum { of: Corrected::Entry(indicator), day, .. } => {
            ("erratum", Some(indicator), None, Some(day))
        }
        By::Erratum { of: Corrected::Whole | Corrected::Source(_), day, .. } => {
            ("erratum", None, None, Some(day))
        }
        By::Document => ("document", None, None, None),
        By::Derivation => ("derivation", None, None, None),
    };
    let citation = usage.by.citation();
    Usage {
        country: usage.country,
        edition: usage.edition,
        by,
        indicator,
        footnote,
        erratum,
        label: citation.and_then(|citation| citation.label.as_deref()),
        locator: citation.and_then(|citation| citation.locator.as_deref()),
    }
}
