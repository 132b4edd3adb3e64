//! CIT045: a long work is cited as a whole.

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
        fix: "Say in the citation where the evidence stands: \"label\": \"paragraph\", \"locator\": \"22-25\". If the published note gives no place, or means the work as a whole, record that under \"exceptions\".",
        bad: r#"{ "source": "a-book" }"#,
        good: r#"{ "source": "a-book", "label": "page", "locator": "114" }"#,
    },
    check: Check::Assessment(check),
};

/// A work that fills more pages than this is long.
const LONG: u32 = 30;

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    for (id, _) in case.assessment().sources.iter().filter(|(_, source)| is_long(source)) {
        let places: Vec<Location> = case
            .citations()
            .filter(|(_, citation)| citation.source.as_deref() == Some(id) && citation.locator.is_none())
            .map(|(pointer, _)| pointer)
            .filter(|pointer| !case.is_lost(&pointer.child("locator")))
            .filter(|pointer| pointer.is_within(&Pointer::of(["ratings"])))
            .map(|pointer| Location::value(&case.file.file.path, pointer))
            .collect();
        if places.is_empty() {
            continue;
        }
        let count = if places.len() == 1 { "once".to_owned() } else { format!("{} times", places.len()) };
        let message = format!("\"{id}\" is a long work, and cited {count} without saying where in it");
        let report = Report::new(case.at(["sources", id]), message);
        reports.push(places.into_iter().fold(report, |report, place| report.related(place, "cited here")));
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
