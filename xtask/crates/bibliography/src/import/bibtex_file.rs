//! BibTeX and BibLaTeX, as Zotero, databases and people write them. The crate `biblatex` reads the text; here its fields become
//! CSL's variables.

mod fields;

use std::collections::HashMap;

use biblatex::{Bibliography, ChunksRef, Entry, ParseErrorKind, Person, RawBibliography, RawChunk};

use self::fields::{CONTAINERS, FIELDS, OTHERS, TYPES};
use super::raw::{NO_FIELD, Raw};
use super::{ImportError, Lines, Vocabulary, bibtex_bounds, dates, latex, people, tidy};
use crate::address::percent_decoded;
use crate::date::month_named;
use crate::source::{Date, Name, Source};

/// The field for what BibTeX has no words for: one that biblatex takes as it is and prints nowhere.
pub const REST: &str = "verba";

/// Reads all entries.
pub(super) fn read(text: &str) -> Result<Vec<Raw>, ImportError> {
    let fault = |error: biblatex::ParseError| {
        ImportError::at(text, error.span.start, format!("this is not BibTeX: {}", words(&error.kind)))
    };
    let raw = RawBibliography::parse(text).map_err(fault)?;
    if let Some((byte, message)) = bibtex_bounds::fault(&raw) {
        return Err(ImportError::at(text, byte, message));
    }
    let mut lines = Lines::of(text);
    let written: Vec<Written> = raw
        .entries
        .iter()
        .map(|entry| Written {
            line: lines.of_byte(entry.span.start),
            kind: entry.v.kind.v.to_lowercase(),
            fields: entry
                .v
                .fields
                .iter()
                .filter_map(|field| match field.value.v.as_slice() {
                    [only] => match only.v {
                        RawChunk::Normal(text) => Some((field.key.v.to_lowercase(), text.to_owned())),
                        RawChunk::Abbreviation(_) => None,
                    },
                    _ => None,
                })
                .collect(),
        })
        .collect();
    let parsed = Bibliography::from_raw(raw).map_err(fault)?;
    Ok(parsed.iter().zip(&written).map(|(entry, written)| record(entry, written)).collect())
}

/// What a program that knows BibTeX alone reads out of an entry that was written for a source.
pub fn reading(entry: &str) -> Option<Source> {
    let all = Vocabulary { has_field: &|_| true, has_type: &|_| true };
    let raw = read(entry).ok()?.into_iter().next()?;
    Some(tidy::record(raw, all).source)
}

/// An entry as it is written: where it begins, its type, and its fields without anything resolved.
struct Written {
    line: usize,
    kind: String,
    fields: HashMap<String, String>,
}

fn words(kind: &ParseErrorKind) -> String {
    match kind {
        ParseErrorKind::UnexpectedEof => {
            "the file ends within an entry; a closing brace or quotation mark is missing".to_owned()
        }
        ParseErrorKind::Unexpected(token) => format!("there is one {token} too many here; take it out"),
        ParseErrorKind::Expected(token) => format!("{token} is missing here; add it"),
        ParseErrorKind::UnknownAbbreviation(name) => {
            format!("\"{name}\" is defined nowhere in the file; write the text in braces")
        }
        ParseErrorKind::MalformedCommand => {
            "a command of LaTeX is not complete here; write the sign itself".to_owned()
        }
        ParseErrorKind::DuplicateKey(key) => {
            format!("two entries have the key \"{key}\"; give one of them another")
        }
        kind => format!("{kind}; correct it, or export the file again"),
    }
}

fn record(entry: &Entry, written: &Written) -> Raw {
    let text = |field: &str| -> Option<String> {
        entry.fields.get(field).map(|chunks| joined(chunks)).filter(|text| !text.trim().is_empty())
    };
    let kind = kind(&written.kind, text("entrysubtype").as_deref());
    let mut raw =
        Raw { line: written.line, key: Some(entry.key.clone()), kind: kind.to_owned(), ..Raw::default() };
    for role in ["author", "editor", "translator"] {
        raw.remarks.extend(written.fields.get(role).and_then(|typed| people::doubt(role, typed)));
        let as_what = text("editortype").filter(|_| role == "editor");
        raw.put_names(
            as_what.as_deref().filter(|of| is_role(of)).unwrap_or(role),
            names(entry, written, role),
        );
    }
    for (field, role) in [("editora", "editoratype"), ("editorb", "editorbtype")] {
        if let Some(role) = text(role).filter(|role| is_role(role)) {
            raw.put_names(&role, names(entry, written, field));
        }
    }
    let titled = |title: &str, subtitle: &str| {
        let title = text(title)?;
        Some(text(subtitle).map_or(title.clone(), |subtitle| format!("{title}: {subtitle}")))
    };
    raw.put("title", titled("title", "subtitle").unwrap_or_default());
    for (title, subtitle) in CONTAINERS {
        if let Some(container) = titled(title, subtitle) {
            raw.put("container-title", container);
        }
    }
    for (field, variable) in FIELDS {
        if let Some(text) = text(field) {
            let text = if *field == "howpublished" { howpublished(&mut raw, text) } else { text };
            raw.put(variable, text);
        }
    }
    if let Some(thesis) = [("phdthesis", "PhD thesis"), ("mastersthesis", "Master’s thesis")]
        .iter()
        .find_map(|(kind, genre)| (*kind == written.kind && raw.text("genre").is_none()).then_some(*genre))
    {
        raw.put("genre", thesis);
    }
    if raw.kind == "document" && raw.text("URL").is_some() {
        raw.kind = "webpage".to_owned();
    }
    of_type(&mut raw, text);
    raw.put_date("issued", issued(text));
    raw.remarks.extend(text("date").and_then(|date| dates::doubt("date", &date)));
    for (field, variable) in
        [("eventdate", "event-date"), ("urldate", "accessed"), ("origdate", "original-date")]
    {
        raw.put_date(variable, text(field).and_then(|text| dates::of_words(&text)));
        raw.remarks.extend(text(field).and_then(|date| dates::doubt(field, &date)));
    }
    raw.archive_url = text("archiveurl");
    raw.archive_date = text("archivedate");
    raw.exact = text(REST).and_then(|rest| exact(&rest));
    for (field, chunks) in &entry.fields {
        let is_read = FIELDS.iter().any(|(known, _)| known == field)
            || OTHERS.contains(&&**field)
            || OF_TYPE.contains(&&**field)
            || CONTAINERS.iter().any(|(title, subtitle)| title == field || subtitle == field)
            || (field == REST && raw.exact.is_some());
        if !is_read {
            raw.drop(field, joined(chunks), NO_FIELD);
        }
    }
    raw
}

fn kind<'k>(written: &'k str, subtype: Option<&str>) -> &'k str {
    let known = TYPES.iter().find(|(bibtex, _)| *bibtex == written).map_or(written, |(_, csl)| *csl);
    match (known, subtype) {
        ("article-journal", Some("newspaper")) => "article-newspaper",
        ("article-journal", Some("magazine")) => "article-magazine",
        (known, _) => known,
    }
}

/// Fields that mean something else in entries of different types.
const OF_TYPE: &[&str] =
    &["address", "eid", "institution", "issue", "location", "number", "organization", "publisher", "school"];

fn of_type(raw: &mut Raw, text: impl Fn(&str) -> Option<String>) {
    let kind = &*raw.kind.clone();
    let is_article = kind.starts_with("article");
    let is_law = matches!(kind, "bill" | "legal_case" | "legislation" | "regulation" | "treaty");
    let number = match kind {
        _ if is_article => "issue",
        "book" | "chapter" if raw.text("collection-title").is_some() => "collection-number",
        _ => "number",
    };
    let body = if is_law { "authority" } else { "publisher" };
    let site = if kind == "webpage" { "container-title" } else { "publisher" };
    let place = if is_law { "jurisdiction" } else { "publisher-place" };
    for (field, variable) in [
        ("number", number),
        ("issue", "issue"),
        ("eid", "number"),
        ("publisher", "publisher"),
        ("institution", body),
        ("school", "publisher"),
        ("organization", site),
        ("location", place),
        ("address", place),
    ] {
        if let Some(text) = text(field) {
            raw.put(variable, text);
        }
    }
}

fn is_role(role: &str) -> bool {
    ["director", "interviewer"].contains(&role)
}

/// How it was published; an address there is that of the work.
fn howpublished(raw: &mut Raw, text: String) -> String {
    match text.find("http") {
        Some(at) if raw.text("URL").is_none() => {
            let address = text[at..].split_whitespace().next().unwrap_or_default();
            raw.put("URL", address.trim_end_matches(['}', ',', '.', ';']));
            String::new()
        }
        Some(_) | None => text,
    }
}

fn issued(text: impl Fn(&str) -> Option<String>) -> Option<Date> {
    if let Some(date) = text("date") {
        return dates::of_words(&date);
    }
    let year = text("year")?;
    let month = text("month").and_then(|month| {
        month_named(month.trim_end_matches('.'))
            .or_else(|| month.trim().parse().ok())
            .filter(|month| *month <= 12)
    });
    let date = match (month, text("day")) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:0>2}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        (None, _) => year,
    };
    dates::of_words(&date)
}

/// The text of a field. What the crate does not know of LaTeX stands in it as it was written.
fn joined(chunks: ChunksRef<'_>) -> String {
    let text: String = chunks.iter().map(|chunk| chunk.v.get()).collect();
    latex::without_commands(&text)
}

/// The names in a field. One that stands whole in braces is not taken apart.
fn names(entry: &Entry, written: &Written, field: &str) -> Vec<Name> {
    let Ok(persons) = entry.get_as::<Vec<Person>>(field) else { return Vec::new() };
    let pieces = written.fields.get(field).map(|text| pieces(text)).unwrap_or_default();
    let is_certain = pieces.len() == persons.len();
    let all = persons.into_iter().enumerate().filter_map(|(nth, person)| {
        let is_whole = is_certain && pieces[nth];
        name(person, is_whole)
    });
    all.filter(|name| name.family.as_deref() != Some("others")).collect()
}

fn name(person: Person, is_whole: bool) -> Option<Name> {
    let Person { name, given_name, prefix, suffix, .. } = person;
    if is_whole || (given_name.is_empty() && name.contains(' ')) {
        let parts = [given_name, prefix, name, suffix];
        let whole =
            parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
        return Some(super::text::plain(&whole))
            .filter(|whole| !whole.is_empty())
            .map(|whole| people::organisation(&whole));
    }
    let part = |text: String| Some(super::text::plain(&text)).filter(|text| !text.is_empty()).map(Into::into);
    people::whole(Name {
        family: part(name),
        given: part(given_name),
        non_dropping_particle: part(prefix),
        suffix: part(suffix),
        ..Name::default()
    })
}

/// Whether each name of a field stands whole in braces.
fn pieces(text: &str) -> Vec<bool> {
    let (mut depth, mut start, mut all) = (0_usize, 0, Vec::new());
    let mut before = '\0';
    for (at, c) in text.char_indices() {
        match c {
            '{' if before != '\\' => depth += 1,
            '}' if before != '\\' => depth = depth.saturating_sub(1),
            // The first blank of a run stands for all of them.
            c if depth == 0 && c.is_whitespace() && !before.is_whitespace() => {
                let word = text[at..].trim_start();
                let is_and = word.get(..3).is_some_and(|and| and.eq_ignore_ascii_case("and"))
                    && word[3..].starts_with(char::is_whitespace)
                    && at >= start;
                if is_and {
                    all.push(is_braced(&text[start..at]));
                    start = text.len() - word.len() + 3;
                }
            }
            _ => {}
        }
        before = c;
    }
    all.push(is_braced(text.get(start..).unwrap_or_default()));
    all
}

fn is_braced(piece: &str) -> bool {
    let piece = piece.trim();
    let Some(inside) = piece.strip_prefix('{').and_then(|piece| piece.strip_suffix('}')) else {
        return false;
    };
    let mut depth = 0_i32;
    let mut before = '\0';
    inside.chars().all(|c| {
        match c {
            '{' if before != '\\' => depth += 1,
            '}' if before != '\\' => depth -= 1,
            _ => {}
        }
        before = c;
        depth >= 0
    })
}

/// What the dataset has written into an entry because BibTeX has no words for it.
fn exact(rest: &str) -> Option<String> {
    let json = percent_decoded(rest.trim().strip_prefix("csl:")?).into_owned();
    format::json::parse(&json).ok().filter(|document| document.root.is_object())?;
    Some(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_braces_are_told() {
        assert_eq!(pieces("{Human Rights Watch} and Doe, Jo and {A and B}"), [true, false, true]);
        assert_eq!(pieces("{H}{W} and Andy {van} Dam"), [false, false]);
        assert_eq!(pieces("Sand and\nLand"), [false, false]);
    }
}
