//! Sources as CSL-JSON, for Zotero, Pandoc and others: an array of items, as the files have them, with `id`.

use serde_json::{Map, Value, json};

use crate::source::{Date, DateParts, Name, Source};

/// An item: what the file says of a source, under the names of CSL.
pub fn item(id: &str, source: &Source) -> Value {
    let mut item = Map::new();
    item.insert("id".to_owned(), id.into());
    // CSL asks for a type; the schema has reported where one is missing.
    item.insert("type".to_owned(), source.kind.as_deref().unwrap_or("document").into());
    for (name, text) in source.texts.iter() {
        item.insert(name.to_owned(), (&**text).into());
    }
    for (name, names) in source.names.iter() {
        item.insert(name.to_owned(), names.iter().map(person).collect());
    }
    for (variable, value) in source.dates.iter() {
        item.insert(variable.to_owned(), date(value));
    }
    let custom = members([("archive_url", &source.archive_url), ("archive_date", &source.archive_date)]);
    if !custom.is_empty() {
        item.insert("custom".to_owned(), custom.into());
    }
    Value::Object(item)
}

/// The members of an item in which one source says something else than another: as the other says it, and null where it says
/// nothing. None where both say the same.
pub fn difference(id: &str, one: &Source, other: &Source) -> Option<Value> {
    let Value::Object(one) = item(id, one) else { return None };
    let Value::Object(mut other) = item(id, other) else { return None };
    for name in one.keys().filter(|name| !other.contains_key(*name)).cloned().collect::<Vec<_>>() {
        other.insert(name, Value::Null);
    }
    other.retain(|name, value| one.get(name) != Some(value));
    (!other.is_empty()).then_some(Value::Object(other))
}

fn person(name: &Name) -> Value {
    Value::Object(members([
        ("literal", &name.literal),
        ("family", &name.family),
        ("given", &name.given),
        ("suffix", &name.suffix),
        ("dropping-particle", &name.dropping_particle),
        ("non-dropping-particle", &name.non_dropping_particle),
    ]))
}

fn date(date: &Date) -> Value {
    let mut members = members([("literal", &date.literal)]);
    let parts: Vec<Vec<i64>> = [date.from, date.to].into_iter().flatten().map(numbers).collect();
    if !parts.is_empty() {
        members.insert("date-parts".to_owned(), json!(parts));
    }
    if date.is_circa {
        members.insert("circa".to_owned(), true.into());
    }
    Value::Object(members)
}

fn numbers(parts: DateParts) -> Vec<i64> {
    let month = parts.month.map(i64::from);
    let day = month.and(parts.day).map(i64::from);
    [Some(parts.year), month, day].into_iter().flatten().collect()
}

fn members<const N: usize>(texts: [(&str, &Option<Box<str>>); N]) -> Map<String, Value> {
    let given = texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text.as_deref()?.into())));
    given.collect()
}
