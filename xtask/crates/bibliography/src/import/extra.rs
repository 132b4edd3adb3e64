//! What programs write into a note for want of a field: `Place: Phnom Penh`, `original-date: 1998`.

use super::raw::{NO_FIELD, Raw};
use super::{dates, people, text};

/// What stands before the colon, in small letters, and CSL's variable.
const VARIABLES: &[(&str, &str)] = &[
    ("address", "publisher-place"),
    ("archive", "archive"),
    ("archive location", "archive_location"),
    ("archive-location", "archive_location"),
    ("archive_location", "archive_location"),
    ("author", "author"),
    ("authority", "authority"),
    ("chapter number", "chapter-number"),
    ("chapter-number", "chapter-number"),
    ("collection number", "collection-number"),
    ("collection title", "collection-title"),
    ("collection-number", "collection-number"),
    ("collection-title", "collection-title"),
    ("container title", "container-title"),
    ("container-title", "container-title"),
    ("court", "authority"),
    ("dimensions", "dimensions"),
    ("director", "director"),
    ("doi", "DOI"),
    ("edition", "edition"),
    ("editor", "editor"),
    ("event date", "event-date"),
    ("event place", "event-place"),
    ("event title", "event-title"),
    ("event-date", "event-date"),
    ("event-place", "event-place"),
    ("event-title", "event-title"),
    ("genre", "genre"),
    ("interviewer", "interviewer"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("issue", "issue"),
    ("issued", "issued"),
    ("jurisdiction", "jurisdiction"),
    ("language", "language"),
    ("medium", "medium"),
    ("number", "number"),
    ("original date", "original-date"),
    ("original-date", "original-date"),
    ("pages", "page"),
    ("page", "page"),
    ("place", "publisher-place"),
    ("publisher", "publisher"),
    ("publisher place", "publisher-place"),
    ("publisher-place", "publisher-place"),
    ("report number", "number"),
    ("section", "section"),
    ("series", "collection-title"),
    ("title-short", "title-short"),
    ("translator", "translator"),
    ("type", "type"),
    ("url", "URL"),
    ("version", "version"),
    ("volume", "volume"),
];

/// What programs keep in a note for themselves or for their catalogues.
const OF_PROGRAMS: &[&str] = &[
    "_eprint",
    "abstract",
    "accession number",
    "arxiv",
    "bibtex",
    "bibcode",
    "citation key",
    "citation-key",
    "gsrank",
    "lccn",
    "number of pages",
    "number of volumes",
    "oclc",
    "page version id",
    "pmcid",
    "pmid",
    "read_status",
    "read status",
    "section title",
    "status",
];

/// Takes apart what stands in the note, line by line; the rest stays a note.
pub(super) fn take_apart(raw: &mut Raw) {
    let mut rest: Vec<String> = Vec::new();
    let mut notes = Vec::new();
    while let Some(note) = raw.take("note") {
        notes.push(note);
    }
    for line in notes.iter().flat_map(|note| note.lines()) {
        // An older form of the same: {:original-date: 1998}.
        let bare =
            line.trim().strip_prefix("{:").and_then(|line| line.strip_suffix('}')).unwrap_or(line.trim());
        let Some((field, value)) = bare.split_once(':').map(|(field, value)| (field.trim(), value.trim()))
        else {
            rest.extend(Some(text::plain(bare)).filter(|text| !text.is_empty()));
            continue;
        };
        let lower = field.to_lowercase();
        let known = VARIABLES.iter().find(|(name, _)| *name == lower).map(|(_, variable)| *variable);
        match known {
            Some(variable) if !value.is_empty() => put(raw, field, variable, value),
            _ if OF_PROGRAMS.contains(&&*lower) || lower.starts_with("tex.") => {
                raw.drop(&format!("note: {field}"), value, NO_FIELD);
            }
            Some(_) => {}
            None => rest.push(text::plain(bare)),
        }
    }
    raw.put("note", rest.join(" "));
}

/// Puts a value where it belongs. What is there already stays.
fn put(raw: &mut Raw, field: &str, variable: &str, value: &str) {
    const TAKEN: &str = super::raw::TAKEN;
    let place = format!("note: {field}");
    match variable {
        "issued" | "original-date" | "event-date" if raw.has(variable) => raw.drop(&place, value, TAKEN),
        "issued" | "original-date" | "event-date" => raw.put_date(variable, dates::of_words(value)),
        "type" => raw.kind = value.to_owned(),
        "author" | "editor" | "translator" | "interviewer" | "director" => {
            // The parts of a name are parted by two strokes.
            let name = people::of_text(&value.replace("||", ","));
            raw.put_names(variable, name.into_iter().collect());
        }
        // What is said twice is said once.
        _ if raw.text(variable) == Some(value) => {}
        _ if raw.has(variable) => raw.drop(&place, value, TAKEN),
        _ => raw.put(variable, value),
    }
}
