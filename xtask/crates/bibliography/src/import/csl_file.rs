//! CSL-JSON as Zotero and others export it: one item or a list of them.

use super::raw::{NO_FIELD, Raw};
use super::{ImportError, dates, people};
use crate::source::{Date, Name};
use format::diagnostic::{Part, Place};
use format::json::{self, Json};
use format::pointer::Pointer;
use format::span::Spans;

/// CSL's variables that are names.
const NAMES: &[&str] = &[
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
];

/// CSL's variables that are dates.
const DATES: &[&str] = &["accessed", "available-date", "event-date", "issued", "original-date", "submitted"];

/// Names of an older CSL, and what they are called now.
const OLD_NAMES: &[(&str, &str)] = &[
    ("event", "event-title"),
    ("shortTitle", "title-short"),
    ("journalAbbreviation", "container-title-short"),
];

/// Reads all items.
pub(super) fn read(text: &str) -> Result<Vec<Raw>, ImportError> {
    let document = json::parse(text).map_err(|error| {
        let message =
            format!("this is not JSON: {}; export the file again, or correct it there", error.message);
        ImportError::at(text, error.offset, message)
    })?;
    let spans = Spans::new(text);
    let line = |pointer: Pointer| spans.lines(&spans.bytes(&Place::At(pointer, Part::Value))).line;
    let items = match &document.root {
        Json::Array(items) => {
            items.iter().enumerate().map(|(nth, item)| (Pointer::root().index(nth), item)).collect()
        }
        // Some programs wrap the list.
        Json::Object(_) => match document.root.get("items") {
            Some(Json::Array(items)) => {
                let place = Pointer::of(["items"]);
                items.iter().enumerate().map(|(nth, item)| (place.index(nth), item)).collect()
            }
            Some(_) | None => vec![(Pointer::root(), &document.root)],
        },
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => Vec::new(),
    };
    let read = |(pointer, item): (Pointer, &Json<'_>)| {
        let line = line(pointer);
        if !item.is_object() || item.get("type").is_none() && item.get("title").is_none() {
            let message =
                "this is no item of CSL-JSON, which has \"type\" and \"title\"; export the works as CSL JSON";
            return Err(ImportError { line, message: message.to_owned() });
        }
        Ok(Raw { line, ..raw(item) })
    };
    items.into_iter().map(read).collect()
}

fn raw(item: &Json<'_>) -> Raw {
    let mut raw = Raw::default();
    for (name, value) in item.members() {
        let name = OLD_NAMES.iter().find(|(old, _)| old == name).map_or(&**name, |(_, new)| *new);
        match name {
            "id" => raw.key = text(value),
            "type" => raw.kind = text(value).unwrap_or_default(),
            "custom" => custom(&mut raw, value),
            name if NAMES.contains(&name) => {
                let names: Vec<Name> = value.items().iter().filter_map(people::of_csl).collect();
                raw.put_names(name, names);
            }
            name if DATES.contains(&name) => raw.put_date(name, date(value)),
            name => match text(value) {
                Some(text) => raw.put(name, text),
                None => raw.drop(name, shown(value), NO_FIELD),
            },
        }
    }
    raw
}

fn date(value: &Json<'_>) -> Option<Date> {
    dates::of_csl(value)
}

/// What CSL has no field for: the dataset keeps archived copies there.
fn custom(raw: &mut Raw, value: &Json<'_>) {
    for (name, value) in value.members() {
        match (&**name, value.as_str()) {
            ("archive_url", Some(text)) => raw.archive_url = Some(text.to_owned()),
            ("archive_date", Some(text)) => raw.archive_date = Some(text.to_owned()),
            _ => raw.drop(&format!("custom.{name}"), shown(value), NO_FIELD),
        }
    }
}

fn text(value: &Json<'_>) -> Option<String> {
    match value {
        Json::String(text) => Some(text.to_string()),
        Json::Number(number) => Some(number.to_string()),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

/// A value in a few words, for people.
fn shown(value: &Json<'_>) -> String {
    match value {
        Json::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Json::Object(_) => "…".to_owned(),
        Json::Null => String::new(),
        Json::Bool(value) => value.to_string(),
        Json::Number(_) | Json::String(_) => text(value).unwrap_or_default(),
    }
}
