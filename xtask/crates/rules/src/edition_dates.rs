//! Whether the dates of an edition fit each other, its id, the edition before and today.

use bibliography::date::{Day, Span};
use dataset::model::edition::{Edition, Editions};

/// What is wrong with the dates of an edition.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The field at fault.
    pub(crate) field: &'static str,
    /// What is wrong with it.
    pub(crate) message: String,
}

/// The first thing that is wrong for certain with the dates of an edition.
pub(crate) fn fault(editions: &Editions, id: &str, today: Day) -> Option<Fault> {
    let edition = editions.editions.get(id)?;
    let previous =
        edition.previous.as_deref().and_then(|previous| Some((previous, editions.editions.get(previous)?)));
    let known: Vec<(&'static str, Span)> =
        FIELDS.iter().filter_map(|field| Some((*field, date(edition, field)?))).collect();
    let of = |field: &str| known.iter().find(|(known, _)| *known == field).map(|(_, span)| *span);
    let fault = |field, message: String| Some(Fault { field, message });
    for (field, span) in &known {
        if span.is_after(today.into()) {
            return fault(field, format!("{span} has not come yet"));
        }
    }
    for (field, after) in [("published", "evidence_until"), ("published", "as_of")] {
        if let (Some(date), Some(other)) = (of(field), of(after))
            && other.is_after(date)
        {
            return fault(field, format!("{date} is before {other}, which \"{after}\" says"));
        }
    }
    for (field, span) in &known {
        if let Some((first, last)) = around(id, field)
            && (first.is_after(*span) || span.is_after(last))
        {
            return fault(field, format!("{span} is far from the year of edition {id}"));
        }
    }
    let (previous_id, previous) = previous?;
    for (field, span) in &known {
        if date(previous, field).is_some_and(|before| before.is_after(*span)) {
            return fault(
                field,
                format!("{span} is before the same of edition {previous_id}, which this one follows"),
            );
        }
    }
    None
}

/// The fields of an edition that are dates.
const FIELDS: [&str; 3] = ["as_of", "evidence_until", "published"];

fn date(edition: &Edition, field: &str) -> Option<Span> {
    let text = match field {
        "as_of" => &edition.as_of,
        "evidence_until" => &edition.evidence_until,
        _ => &edition.published,
    };
    Span::parse(text.as_deref()?).ok()
}

/// Between which years a date of an edition can lie, by its id. It can come out years later.
fn around(id: &str, field: &str) -> Option<(Span, Span)> {
    let year: i64 = id.get(..4)?.parse().ok()?;
    let (before, after) = if field == "published" { (0, 10) } else { (2, 2) };
    Some((Span::of(year - before, None, None).ok()?, Span::of(year + after, None, None).ok()?))
}
