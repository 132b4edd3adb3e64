//! How two descriptions of one source differ, variable by variable.

use super::change::Value;
use super::meaning::{Sides, joined, same_text, texts, values, words};
use bibliography::source::{Name, Source};
use format::values::Text;

/// All differences, each with the name of its variable.
pub(super) fn compare(before: &Source, after: &Source) -> Vec<(Text, Sides)> {
    // Its corrections are told one by one.
    let Source { kind, names, dates, texts: own_texts, archive_url, archive_date, errata: _ } = before;
    let mut out = vec![
        ("type".into(), texts(kind.as_ref(), after.kind.as_ref())),
        ("custom/archive_url".into(), texts(archive_url.as_ref(), after.archive_url.as_ref())),
        ("custom/archive_date".into(), texts(archive_date.as_ref(), after.archive_date.as_ref())),
    ];
    for (variable, before, after) in joined(names, &after.names) {
        out.push((
            variable.into(),
            compare_names(before.map_or(&[], |names| names), after.map_or(&[], |names| names)),
        ));
    }
    for (variable, before, after) in joined(dates, &after.dates) {
        out.push((variable.into(), values(before, after, |date| Value::Date(Box::new(date.clone())))));
    }
    for (variable, before, after) in joined(own_texts, &after.texts) {
        out.push((variable.into(), texts(before, after)));
    }
    out.retain(|(_, sides)| sides.is_some());
    out
}

/// A description in short: the same for those that mean the same, whatever was corrected in them, and for no others.
pub(super) fn in_short(source: &Source) -> String {
    let Source { kind, names, dates, texts, archive_url, archive_date, errata: _ } = source;
    let mut parts: Vec<(String, String)> = Vec::new();
    for (name, text) in
        [("type", kind), ("custom/archive_url", archive_url), ("custom/archive_date", archive_date)]
    {
        parts.push((name.to_owned(), text_in_short(text.as_ref())));
    }
    let named = |variable: &str, names: &[Name]| {
        let names: Vec<[String; 6]> = names.iter().map(name_in_short).collect();
        (format!("names {variable}"), if names.is_empty() { String::new() } else { format!("{names:?}") })
    };
    parts.extend(names.iter().map(|(variable, names)| named(variable, names)));
    parts.extend(dates.iter().map(|(variable, date)| (format!("date {variable}"), format!("{date:?}"))));
    parts.extend(texts.iter().map(|(variable, text)| (format!("text {variable}"), words(text))));
    // What is absent and what is empty mean the same.
    parts.retain(|(_, value)| !value.is_empty());
    parts.sort();
    format!("{parts:?}")
}

fn text_in_short(text: Option<&Text>) -> String {
    text.map(|text| words(text)).unwrap_or_default()
}

fn name_in_short(name: &Name) -> [String; 6] {
    let Name { literal, family, given, suffix, dropping_particle, non_dropping_particle } = name;
    [literal, family, given, suffix, dropping_particle, non_dropping_particle]
        .map(|part| text_in_short(part.as_ref()))
}

/// How two lists of names differ.
pub(super) fn compare_names(before: &[Name], after: &[Name]) -> Sides {
    let is_same = before.len() == after.len()
        && before.iter().zip(after).all(|(before, after)| is_same_name(before, after));
    let value = |names: &[Name]| (!names.is_empty()).then(|| Value::Names(names.into()));
    (!is_same).then(|| (value(before), value(after)))
}

fn is_same_name(before: &Name, after: &Name) -> bool {
    let Name { literal, family, given, suffix, dropping_particle, non_dropping_particle } = before;
    let pairs = [
        (literal, &after.literal),
        (family, &after.family),
        (given, &after.given),
        (suffix, &after.suffix),
        (dropping_particle, &after.dropping_particle),
        (non_dropping_particle, &after.non_dropping_particle),
    ];
    pairs.into_iter().all(|(before, after)| same_text(before.as_ref(), after.as_ref()))
}
