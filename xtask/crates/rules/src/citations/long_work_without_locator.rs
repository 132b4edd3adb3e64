//! CIT045: a long work is cited as a whole.

use std::collections::HashMap;

use foldhash::quality::RandomState;

use crate::norm::is_norm;
use crate::{
    AssessmentContext, Check, CitationPlace, Descriptor, Exceptions, Findings, InDraft, Rule, Sight,
};
use bibliography::source::Source;
use format::diagnostic::Location;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT045",
        name: "long-work-without-locator",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("long works without a locator"),
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "A long work is cited without saying where in it the evidence is. Long works are books and theses; reports with an ISBN or a UN document symbol, except resolutions, press releases and letters (see \"genre\"); and reports, laws, treaties, hearings and judgments with more than 30 pages in \"page\".",
        why: "Nobody reads three hundred pages to check one claim.",
        fix: "Say in the citation where the evidence stands: \"label\": \"paragraph\", \"locator\": \"22-25\".",
        cases: include_str!("../../../../../tests/rules/CIT045.md"),
    },
    check: Check::Assessment(check),
};

/// How many of the citations are shown.
const SHOWN: usize = 5;

/// A work that fills more pages than this is long.
const LONG: u32 = 30;

/// Words in a `genre` for what is short.
const SHORT: &[&str] = &[
    "advisory",
    "brief",
    "communiqué",
    "fact sheet",
    "factsheet",
    "leaflet",
    "letter",
    "news",
    "note verbale",
    "press",
    "remarks",
    "speech",
    "statement",
];

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let mut whole: HashMap<&str, Vec<CitationPlace<'_>>, RandomState> = HashMap::default();
    for (place, citation) in context.citations().filter(|(_, citation)| citation.locator.is_none()) {
        let Some(id) = citation.source.as_deref() else { continue };
        let is_of_rating = matches!(place, CitationPlace::Footnote { .. });
        if is_of_rating && (context.is_whole() || !context.is_lost(&place.field("locator"))) {
            whole.entry(id).or_default().push(place);
        }
    }
    for (id, source) in context.assessment().sources.iter() {
        let Some(places) = whole.get(id).filter(|_| is_long(source)) else { continue };
        let count = match places.len() {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            more => format!("{more} times"),
        };
        let message = format!("\"{id}\" is a long work, and cited {count} without saying where in it");
        let report = Report::new(context.at(["sources", id]), message);
        let places =
            places.iter().take(SHOWN).map(|place| Location::value(&context.file.path, place.field("source")));
        reports.push(places.fold(report, |report, place| report.related(place, "cited here")));
    }
}

fn is_long(source: &Source) -> bool {
    let pages = source.text("page").and_then(pages);
    match source.kind.as_deref() {
        Some("book" | "thesis") => !is_norm(source),
        Some("report") => pages.map_or_else(|| is_counted_long(source), |pages| pages > LONG),
        Some("bill" | "hearing" | "legal_case" | "legislation" | "regulation" | "treaty") => {
            pages.is_some_and(|pages| pages > LONG)
        }
        Some(_) | None => false,
    }
}

/// Whether a report of which nobody says how many pages it fills is long: it is numbered as long ones are, and is not of a
/// kind that is short.
fn is_counted_long(source: &Source) -> bool {
    let is_numbered = source.text("ISBN").is_some() || source.un_symbol().is_some();
    let genre = source.text("genre").unwrap_or_default().to_lowercase();
    is_numbered && !is_norm(source) && !SHORT.iter().any(|short| genre.contains(short))
}

/// How many pages a range such as 101-128 fills, or a page alone.
fn pages(text: &str) -> Option<u32> {
    let page = |text: &str| text.trim().parse::<u32>().ok();
    let Some((first, last)) = text.split_once(['-', '\u{2013}']) else { return page(text).map(|_| 1) };
    page(last)?.checked_sub(page(first)?).map(|pages| pages + 1)
}
