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

/// What to say of a list of names in BibTeX that may not say who is meant: with *and others*, or whole names with commas between.
pub(super) fn doubt(role: &str, written: &str) -> Option<String> {
    let written = plain(written);
    let names: Vec<&str> = written.split(" and ").map(str::trim).collect();
    if names.contains(&"others") {
        return Some(format!(
            "its {role} list ends with \"and others\"; add those that the source names besides"
        ));
    }
    // A family name of two words is not rare, and neither are two given names.
    let is_whole = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let is_name = |word: &&str| word.starts_with(char::is_uppercase) && !word.ends_with('.');
        (2..=3).contains(&words.len()) && words.iter().all(is_name)
    };
    let list = names.iter().find(|name| {
        let parts: Vec<&str> = name.split(',').collect();
        parts.len() > 1 && parts.iter().all(|part| is_whole(part.trim()))
    })?;
    Some(format!(
        "its {role} \"{list}\" was read as one person; if these are several, give each an entry of its own (BibTeX writes \"and\" between them)"
    ))
}

#[cfg(test)]
mod tests {
    use super::doubt;

    #[test]
    fn lists_of_names_are_doubted() {
        for (written, told) in [
            ("John Smith, Jane Doe", "read as one person"),
            ("John Smith, Jane Doe, Ann Poe", "read as one person"),
            ("Smith, John and others", "and others"),
        ] {
            assert!(doubt("author", written).is_some_and(|doubt| doubt.contains(told)), "{written}");
        }
        for written in [
            "Smith, John",
            "de la Cruz, Ana Maria",
            "Smith, John A.",
            "Smith, John and Doe, Jane",
            "John Smith and Jane Doe",
            "Ministry of Justice",
        ] {
            assert_eq!(doubt("author", written), None, "{written}");
        }
    }
}
