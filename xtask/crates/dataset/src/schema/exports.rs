//! What programs for references write with a source in another way than the schema has it: what they need themselves, figures
//! in quotes, seasons.

use std::sync::Arc;

use jsonschema::JsonType;
use jsonschema::error::TypeKind;
use serde_json::Value;

use crate::schema::names::{expected_type, show};
use format::diagnostic::{Edit, Fix, Location, Report};
use format::json::Json;
use format::pointer::Pointer;

/// What programs for references write with a source for themselves.
const EXPORTED: &[&str] = &[
    "abstract",
    "call-number",
    "categories",
    "citation-key",
    "citation-label",
    "container-title-short",
    "id",
    "journalAbbreviation",
    "keyword",
    "source",
    "system_id",
];

/// Whether a field is one that programs write for themselves, where the known fields are those of a source.
pub(super) fn is_of_program(field: &str, known: &[&str]) -> bool {
    known.contains(&"container-title") && known.contains(&"URL") && EXPORTED.contains(&field)
}

/// What is said of such fields of one source: all at once.
pub(super) fn removal(path: &Arc<str>, at: &Pointer, name: &str, fields: &[&String]) -> Option<Report> {
    let first = fields.first()?;
    let list = fields.iter().map(|field| format!("\"{field}\"")).collect::<Vec<_>>().join(", ");
    let message = match fields {
        [_] => format!("{list} is not a field of {name}"),
        _ => format!("{list} are no fields of {name}"),
    };
    let edits = fields.iter().map(|field| Edit::Remove { pointer: at.child(field) }).collect();
    let fix = Fix { title: "remove what programs write for themselves".to_owned(), edits };
    let report = Report::new(Location::key(path, at.child(first)), message)
        .help("Remove what a program for references has written for itself; the dataset has no use for it.");
    Some(Report { fix: Some(Box::new(fix)), ..report })
}

/// The number that a text means where a whole number belongs, in the words for what belongs there.
pub(super) fn number(value: &Json<'_>, expected: &str) -> Option<i64> {
    let is_number = expected == expected_type(&TypeKind::Single(JsonType::Integer));
    let is_figures =
        |text: &&str| (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    value.as_str().filter(|_| is_number).filter(is_figures)?.parse().ok()
}

/// What to write for the season of a date.
pub(super) fn season(date: Option<&Json<'_>>) -> String {
    let season = date.and_then(|date| date.get("season")).map(show).unwrap_or_default();
    // In CSL a season may be a number (appendix IV of the specification: 1 is spring).
    let season = match season.trim_matches('"') {
        "" | "1" => "Spring",
        "2" => "Summer",
        "3" => "Autumn",
        "4" => "Winter",
        words => words,
    };
    let parts = date.and_then(|date| date.get("date-parts")).and_then(|parts| parts.items().first());
    let year = parts.and_then(|date| date.items().first()).map_or_else(|| "2021".to_owned(), show);
    let words = Value::from(format!("{season} {}", year.trim_matches('"')));
    format!("A season is said in words. Write {{\"literal\": {words}}}.")
}
