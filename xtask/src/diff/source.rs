//! How two descriptions of one source differ, variable by variable.

use super::change::Value;
use super::meaning::{Sides, joined, same_text, texts, values};
use crate::model::Text;
use crate::model::source::{Name, Source};

/// All differences, each with the name of its variable.
pub(super) fn compare(before: &Source, after: &Source) -> Vec<(Text, Sides)> {
    let Source { kind, names, dates, texts: own_texts, archive_url, archive_date } = before;
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

/// Whether two descriptions mean the same.
pub(super) fn is_same(before: &Source, after: &Source) -> bool {
    before == after || compare(before, after).is_empty()
}

fn compare_names(before: &[Name], after: &[Name]) -> Sides {
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
