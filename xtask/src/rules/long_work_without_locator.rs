//! CIT045: a long work is cited as a whole.

use std::collections::BTreeMap;

use super::{Case, Check, Descriptor, Rule};
use crate::diagnostic::Location;
use crate::diagnostic::{Report, Severity};
use crate::model::source::Source;
use crate::pointer::Pointer;
use crate::symbol;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT045",
        name: "long-work-without-locator",
        severity: Severity::Warning,
        what: "A long work is cited, and not where in it the evidence stands. Long is a book or a thesis, a report with an ISBN or with the symbol of a UN document (whose paragraphs are numbered), and a report, law, treaty, hearing or judgment that fills more than 30 pages by its own \"page\".",
        why: "Nobody reads three hundred pages to check one claim.",
        fix: "Say in the citation where the evidence stands: \"label\": \"paragraph\", \"locator\": \"22-25\".",
        bad: r#"{
  "sources": { "report-2022": { "type": "book", "publisher": "Aland Press" } },
  "ratings": { "schools": { "footnotes": { "report": {
    "citations": [{ "source": "report-2022" }]
  } } } }
}"#,
        good: r#"{
  "sources": { "report-2022": { "type": "book", "publisher": "Aland Press" } },
  "ratings": { "schools": { "footnotes": { "report": {
    "citations": [{ "source": "report-2022", "label": "page", "locator": "114" }]
  } } } }
}"#,
    },
    check: Check::Assessment(check),
};

/// How many of the citations are shown.
const SHOWN: usize = 5;

/// A work that fills more pages than this is long.
const LONG: u32 = 30;

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    let mut whole: BTreeMap<&str, Vec<Pointer>> = BTreeMap::new();
    let ratings = Pointer::of(["ratings"]);
    for (pointer, citation) in case.citations().filter(|(_, citation)| citation.locator.is_none()) {
        let Some(id) = citation.source.as_deref() else { continue };
        if pointer.is_within(&ratings) && !case.is_lost(&pointer.child("locator")) {
            whole.entry(id).or_default().push(pointer);
        }
    }
    for (id, source) in case.assessment().sources.iter() {
        let Some(places) = whole.get(id).filter(|_| is_long(source)) else { continue };
        let count = match places.len() {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            more => format!("{more} times"),
        };
        let message = format!("\"{id}\" is a long work, and cited {count} without saying where in it");
        let report = Report::new(case.at(["sources", id]), message);
        let places = places
            .iter()
            .take(SHOWN)
            .map(|place| Location::value(&case.file.file.path, place.child("source")));
        reports.push(places.fold(report, |report, place| report.related(place, "cited here")));
    }
}

fn is_long(source: &Source) -> bool {
    match source.kind.as_deref() {
        Some("book" | "thesis") => true,
        Some("report")
            if source.text("ISBN").is_some() || source.text("number").is_some_and(symbol::is_symbol) =>
        {
            true
        }
        Some("bill" | "hearing" | "legal_case" | "legislation" | "regulation" | "report" | "treaty") => {
            source.text("page").and_then(pages).is_some_and(|pages| pages > LONG)
        }
        Some(_) | None => false,
    }
}

/// How many pages a range such as 101-128 fills.
fn pages(text: &str) -> Option<u32> {
    let (first, last) = text.split_once(['-', '\u{2013}'])?;
    let (first, last): (u32, u32) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    last.checked_sub(first).map(|pages| pages + 1)
}
