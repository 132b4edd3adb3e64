//! Names of other programs: of persons, and of organisations that are not taken apart.

use super::text::plain;
use crate::source::Name;
use format::json::Json;

/// A name of CSL-JSON; none where nothing is in it.
pub(super) fn of_csl(json: &Json<'_>) -> Option<Name> {
    if let Some(text) = json.as_str() {
        return of_text(text);
    }
    let part = |field| {
        json.get(field).and_then(Json::as_str).map(plain).filter(|text| !text.is_empty()).map(Into::into)
    };
    let name = Name {
        literal: part("literal"),
        family: part("family"),
        given: part("given"),
        suffix: part("suffix"),
        dropping_particle: part("dropping-particle"),
        non_dropping_particle: part("non-dropping-particle"),
    };
    whole(name)
}

/// A name that has what the dataset asks of one: a whole name alone, or a family name.
pub(super) fn whole(name: Name) -> Option<Name> {
    match (&name.literal, &name.family, &name.given) {
        (Some(literal), None, None) => Some(organisation(literal)),
        (_, Some(_), _) => Some(Name { literal: None, ..name }),
        (_, None, Some(given)) => Some(organisation(given)),
        (None, None, None) => None,
    }
}

/// A name in one text: a person has a comma behind the family name.
pub(super) fn of_text(text: &str) -> Option<Name> {
    let text = plain(text);
    let text = text.trim_end_matches([',', ';']).trim();
    if text.is_empty() {
        return None;
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let some = |text: &str| (!text.is_empty()).then(|| text.into());
    Some(match parts[..] {
        [family, given] => Name { family: some(family), given: some(given), ..Name::default() },
        [family, given, suffix] if suffix.len() <= 4 => {
            Name { family: some(family), given: some(given), suffix: some(suffix), ..Name::default() }
        }
        _ => organisation(text),
    })
    .and_then(whole)
}

pub(super) fn organisation(name: &str) -> Name {
    Name { literal: Some(name.into()), ..Name::default() }
}
