//! CIT039: a detail of a source stands in the field of another.

mod site_behind;

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::words;
use bibliography::doi::Doi;
use bibliography::source::Source;
use format::diagnostic::{Report, Severity};
use site_behind::site_behind;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT039",
        name: "detail-misplaced",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A detail of a source stands in the field of another: an ISBN or an address as a number, a note that says what another field is for, or the name of a site behind the title.",
        why: "Checks, searches and notes look for each detail in its own field; where it stands now it is printed wrongly, or not at all.",
        fix: "Move it to the field that is for it.",
        cases: include_str!("../../../../../tests/rules/CIT039.md"),
    },
    check: Check::Sources(check),
};

/// What other programs write before a value, and the field that is for it here; none where there is no field.
const NAMES: &[(&str, Option<&str>)] = &[
    ("access date", Some("accessed")),
    ("accessed", Some("accessed")),
    ("archive", Some("archive")),
    ("archive location", Some("archive_location")),
    ("author", Some("author")),
    ("authors", Some("author")),
    ("call number", Some("archive_location")),
    ("citation key", None),
    ("conference name", Some("event-title")),
    ("container title", Some("container-title")),
    ("date", Some("issued")),
    ("doi", Some("DOI")),
    ("edition", Some("edition")),
    ("editor", Some("editor")),
    ("event date", Some("event-date")),
    ("event place", Some("event-place")),
    ("event title", Some("event-title")),
    ("isbn", Some("ISBN")),
    ("isbn-10", Some("ISBN")),
    ("isbn-13", Some("ISBN")),
    ("issn", Some("ISSN")),
    ("issue", Some("issue")),
    ("issued", Some("issued")),
    ("journal", Some("container-title")),
    ("jurisdiction", Some("jurisdiction")),
    ("language", Some("language")),
    ("medium", Some("medium")),
    ("number", Some("number")),
    ("original date", Some("original-date")),
    ("original-date", Some("original-date")),
    ("page", Some("page")),
    ("pages", Some("page")),
    ("place", Some("publisher-place")),
    ("pmcid", None),
    ("pmid", None),
    ("publication title", Some("container-title")),
    ("publisher", Some("publisher")),
    ("publisher place", Some("publisher-place")),
    ("publisher-place", Some("publisher-place")),
    ("section", Some("section")),
    ("series", Some("collection-title")),
    ("series number", Some("collection-number")),
    ("tex.ids", None),
    ("translator", Some("translator")),
    ("type", Some("genre")),
    ("url", Some("URL")),
    ("version", Some("version")),
    ("volume", Some("volume")),
];

/// The fields in which a name with its value is looked for.
const LOOKED_AT: &[&str] = &[
    "note",
    "number",
    "genre",
    "medium",
    "section",
    "edition",
    "version",
    "archive_location",
    "collection-number",
];

/// The fields of which another rule says that they are an address.
const JUDGED_ELSEWHERE: &[&str] = &[
    "URL",
    "DOI",
    "note",
    "publisher",
    "authority",
    "title",
    "title-short",
    "container-title",
    "collection-title",
    "event-title",
];

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        for (variable, text) in source.texts.iter() {
            if let Some((message, help)) = fault(source, variable, text) {
                reports.push(Report::new(context.at(["sources", id, variable]), message).help(help));
            }
        }
    }
}

/// What is wrong with a detail, and what to do.
fn fault(source: &Source, variable: &str, text: &str) -> Option<(String, String)> {
    let move_to = |field: &str, value: &str| {
        format!("Write \"{field}\": {}, and leave it out here.", serde_json::Value::from(value))
    };
    if variable == "title" {
        let (title, site) = site_behind(source, text)?;
        let help = format!(
            "Write \"title\": {}, and \"container-title\": \"{site}\" if it is a site or a paper.",
            serde_json::Value::from(title)
        );
        return Some((format!("this title has the name of a site behind it, {site}"), help));
    }
    if let Some((place, press)) = place_before(source, variable, text) {
        let help = format!(
            "Write \"publisher-place\": {}, \"publisher\": {}.",
            serde_json::Value::from(place),
            serde_json::Value::from(press)
        );
        return Some(("this has the place before the publisher".to_owned(), help));
    }
    if LOOKED_AT.contains(&variable) {
        if let Some((field, value)) = named(text).filter(|(field, _)| *field != Some(variable)) {
            return Some(match field {
                Some(field) => {
                    (format!("this says what the field \"{field}\" is for"), move_to(field, value))
                }
                None => ("this is a number of another program".to_owned(), "Leave it out.".to_owned()),
            });
        }
        if variable != "note" && Doi::parse(text).is_ok() {
            return Some(("this is a DOI".to_owned(), move_to("DOI", text)));
        }
    }
    let lower = text.to_lowercase();
    let is_address =
        !lower.contains(' ') && ["http://", "https://", "www."].iter().any(|start| lower.starts_with(start));
    (is_address && !JUDGED_ELSEWHERE.contains(&variable))
        .then(|| ("this is an address".to_owned(), move_to("URL", text)))
}

/// The place and the publisher where both stand as the publisher: `Phnom Penh: Press`.
fn place_before<'t>(source: &Source, variable: &str, text: &'t str) -> Option<(&'t str, &'t str)> {
    let has_place = source.text("publisher-place").is_some();
    let (place, press) = text.split_once(": ").filter(|_| variable == "publisher" && !has_place)?;
    let is_of_place = |word: &str| {
        let mut letters = word.trim_end_matches(',').chars();
        letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
    };
    let words: Vec<&str> = place.split(' ').collect();
    (words.len() <= 2 && words.iter().all(|word| is_of_place(word))).then_some((place, press))
}

/// The field that a text names, and the value behind it: `ISBN: 978-…`, `Place: Phnom Penh`, `ISBN 978-…`. A sentence that
/// only begins so is one.
fn named(text: &str) -> Option<(Option<&'static str>, &str)> {
    const MOST_WORDS: usize = 8;
    let field_of = |name: &str| {
        let name = name.trim().to_lowercase().replace('_', " ");
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
    };
    if let Some((name, value)) = text.split_once(':') {
        let value = value.trim();
        let is_value =
            !value.is_empty() && value.split_whitespace().count() <= MOST_WORDS && !value.ends_with('.');
        return field_of(name).filter(|_| is_value).map(|field| (field, value));
    }
    let (name, value) = text.split_once(' ')?;
    let is_access = ["accessed", "retrieved"].contains(&&*name.to_lowercase());
    if is_access && words::parse(value.trim_end_matches('.')).is_ok() {
        return Some((Some("accessed"), value));
    }
    let is_number =
        value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b' ' | b'X' | b'x'));
    let is_identifier = name.eq_ignore_ascii_case("isbn") || name.eq_ignore_ascii_case("issn");
    (is_number && is_identifier).then(|| field_of(name).map(|field| (field, value)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_before_values() {
        for (text, expected) in [
            ("ISBN: 978-0-19-875384-1", Some((Some("ISBN"), "978-0-19-875384-1"))),
            ("ISBN 978-0-19-875384-1", Some((Some("ISBN"), "978-0-19-875384-1"))),
            ("Place: Phnom Penh", Some((Some("publisher-place"), "Phnom Penh"))),
            ("PMID: 123", Some((None, "123"))),
            ("Publisher: it was renamed in 2020 and is now part of another house.", None),
            ("Unofficial translation from the Khmer.", None),
            ("Accessed 3 May 2021", Some((Some("accessed"), "3 May 2021"))),
            ("Accessed by way of the archive", None),
            ("ISBN given by the publisher", None),
            ("Note: in Khmer", None),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
    }
}
