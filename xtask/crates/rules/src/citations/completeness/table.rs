//! What a source of each CSL type has to say, so that a reader can look it up: one table, a row for each type.

use bibliography::source::Source;

use super::kinds::{
    any, is_court_record, is_national_law, is_ngo_report, is_of_international_court, is_older_than_numbers,
    is_state_party_report, is_un_document, is_undated,
};

/// What a source of one type, or of a kind within a type, has to say.
#[derive(Debug)]
pub struct Row {
    /// CSL's type; empty for every type that has no row of its own.
    pub kind: &'static str,
    /// The kind within the type, for people; empty where the row is for all of the type that no row before it is for.
    pub variant: &'static str,
    /// Whether the row is for a source of its type.
    pub applies: fn(&Source) -> bool,
    /// What the source has to say, or not.
    pub cells: &'static [Cell],
}

/// One demand of a row: on a variable, or on one of several that can stand for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How much it matters.
    pub need: Need,
    /// CSL's variables (and `archive_url`, which CSL keeps under `custom`).
    pub variables: &'static [&'static str],
}

/// How much a variable matters to a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Without it, or one of its alternatives, the work cannot be identified or found.
    Required,
    /// Without it, or one of its alternatives, the work is hard to find or to judge.
    Recommended,
    /// A work of this type has none; where it stands, the type or the variable is wrong.
    NotApplicable,
}

const fn required(variables: &'static [&'static str]) -> Cell {
    Cell { need: Need::Required, variables }
}

const fn recommended(variables: &'static [&'static str]) -> Cell {
    Cell { need: Need::Recommended, variables }
}

const fn not_applicable(variables: &'static [&'static str]) -> Cell {
    Cell { need: Need::NotApplicable, variables }
}

/// The address of an archived copy, which CSL keeps under `custom`.
pub(super) const ARCHIVED: &str = "archive_url";

/// The row for a source. If its date has a fault, no row for sources without a date is.
pub(super) fn row(source: &Source, has_faulty_date: bool) -> Option<&'static Row> {
    let kind = source.kind.as_deref()?;
    let is_for = |row: &&Row| row.kind == kind || row.kind.is_empty();
    let is_certain = |row: &&Row| !(has_faulty_date && row.variant == UNDATED);
    TABLE.iter().filter(is_for).filter(is_certain).find(|row| (row.applies)(source))
}

/// The variant for sources on which no date is printed.
const UNDATED: &str = "without a date";

/// Whether a source has a variable.
pub(super) fn has(source: &Source, variable: &str) -> bool {
    source.texts.contains(variable)
        || source.names.contains(variable)
        || source.dates.contains(variable)
        || (variable == ARCHIVED && source.archive_url.is_some())
}

/// The table. Of several rows for a type the first that applies holds.
///
/// It asks for what a reader needs to find the very work that was used: who, where, and by which number or address. A
/// title is asked for by the schema, and a date by its own rule, for every type.
pub static TABLE: &[Row] = &[
    Row {
        kind: "webpage",
        variant: UNDATED,
        applies: is_undated,
        cells: &[
            required(&["URL"]),
            required(&["author", "publisher", "container-title"]),
            recommended(&["accessed", "archive_url"]),
            not_applicable(&["volume", "issue", "page", "edition", "ISBN"]),
        ],
    },
    Row {
        kind: "webpage",
        variant: "",
        applies: any,
        cells: &[
            required(&["URL"]),
            required(&["author", "publisher", "container-title"]),
            not_applicable(&["volume", "issue", "page", "edition", "ISBN"]),
        ],
    },
    Row {
        kind: "post-weblog",
        variant: "",
        applies: any,
        cells: &[
            required(&["URL"]),
            required(&["author", "container-title", "publisher"]),
            not_applicable(&["volume", "issue", "page", "edition", "ISBN"]),
        ],
    },
    Row {
        kind: "article-newspaper",
        variant: "",
        applies: any,
        cells: &[
            required(&["container-title"]),
            required(&["URL", "page"]),
            recommended(&["author"]),
            not_applicable(&["ISBN", "volume", "authority"]),
        ],
    },
    Row {
        kind: "article-magazine",
        variant: "",
        applies: any,
        cells: &[
            required(&["container-title"]),
            required(&["URL", "page", "issue"]),
            recommended(&["author"]),
            not_applicable(&["ISBN", "authority"]),
        ],
    },
    Row {
        kind: "article-journal",
        variant: "",
        applies: any,
        cells: &[
            required(&["author"]),
            required(&["container-title"]),
            required(&["volume", "issue", "DOI"]),
            recommended(&["page", "number", "DOI"]),
            not_applicable(&["ISBN", "authority"]),
        ],
    },
    Row {
        kind: "report",
        variant: "State party report",
        applies: is_state_party_report,
        cells: &[
            required(&["author"]),
            required(&["authority", "number"]),
            required(&["number", "URL"]),
            not_applicable(&["container-title", "volume", "issue"]),
        ],
    },
    Row {
        kind: "report",
        variant: "UN document",
        applies: is_un_document,
        cells: &[
            required(&["number"]),
            required(&["author", "authority"]),
            not_applicable(&["interviewer", "ISSN"]),
        ],
    },
    Row {
        kind: "report",
        variant: "NGO report",
        applies: is_ngo_report,
        cells: &[
            required(&["author"]),
            required(&["URL", "DOI", "ISBN", "publisher"]),
            not_applicable(&["authority", "volume", "issue"]),
        ],
    },
    Row {
        kind: "report",
        variant: "",
        applies: any,
        cells: &[
            required(&["author", "publisher"]),
            required(&["URL", "DOI", "ISBN", "number"]),
            not_applicable(&["volume", "issue"]),
        ],
    },
    Row {
        kind: "book",
        variant: "older than the ISBN",
        applies: is_older_than_numbers,
        cells: &[
            required(&["author", "editor"]),
            required(&["publisher"]),
            not_applicable(&["container-title", "issue", "ISSN", "authority"]),
        ],
    },
    Row {
        kind: "book",
        variant: "",
        applies: any,
        cells: &[
            required(&["author", "editor"]),
            required(&["publisher"]),
            recommended(&["ISBN", "DOI", "URL"]),
            not_applicable(&["container-title", "issue", "ISSN", "authority"]),
        ],
    },
    Row {
        kind: "chapter",
        variant: "",
        applies: any,
        cells: &[
            required(&["author"]),
            required(&["container-title"]),
            required(&["publisher"]),
            recommended(&["page", "chapter-number", "DOI"]),
            recommended(&["editor"]),
            not_applicable(&["issue", "ISSN", "authority"]),
        ],
    },
    Row {
        kind: "legal_case",
        variant: "decision of an international court or body",
        applies: is_of_international_court,
        cells: &[
            required(&["authority"]),
            required(&["number", "container-title", "URL"]),
            not_applicable(&["edition", "interviewer"]),
        ],
    },
    Row {
        kind: "legal_case",
        variant: "court record",
        applies: is_court_record,
        cells: &[
            required(&["authority"]),
            required(&["number"]),
            recommended(&["jurisdiction"]),
            not_applicable(&["edition", "interviewer"]),
        ],
    },
    Row {
        kind: "legal_case",
        variant: "",
        applies: any,
        cells: &[
            required(&["authority"]),
            required(&["number", "container-title", "URL"]),
            recommended(&["jurisdiction"]),
            not_applicable(&["edition", "interviewer"]),
        ],
    },
    Row {
        kind: "legislation",
        variant: "national law",
        applies: is_national_law,
        cells: &[
            required(&["jurisdiction"]),
            required(&["number", "container-title", "URL"]),
            not_applicable(&["ISBN", "interviewer"]),
        ],
    },
    Row {
        kind: "legislation",
        variant: "",
        applies: any,
        cells: &[
            required(&["jurisdiction", "authority", "author"]),
            required(&["number", "container-title", "URL"]),
            not_applicable(&["ISBN", "interviewer"]),
        ],
    },
    Row {
        kind: "bill",
        variant: "",
        applies: any,
        cells: &[
            required(&["jurisdiction", "authority", "author"]),
            required(&["number", "container-title", "URL"]),
            not_applicable(&["ISBN", "interviewer"]),
        ],
    },
    Row {
        kind: "regulation",
        variant: "",
        applies: any,
        cells: &[
            required(&["jurisdiction", "authority", "author"]),
            required(&["number", "container-title", "URL"]),
            not_applicable(&["ISBN", "interviewer"]),
        ],
    },
    Row {
        kind: "treaty",
        variant: "",
        applies: any,
        cells: &[
            required(&["container-title", "number", "URL"]),
            recommended(&["authority", "publisher", "container-title", "URL"]),
            not_applicable(&["edition", "interviewer"]),
        ],
    },
    Row {
        kind: "hearing",
        variant: "",
        applies: any,
        cells: &[
            required(&["authority"]),
            required(&["number", "event-place", "event-title", "URL"]),
            not_applicable(&["ISBN", "ISSN"]),
        ],
    },
    Row {
        kind: "speech",
        variant: "",
        applies: any,
        cells: &[
            required(&["author"]),
            required(&["event-title", "event-place", "URL"]),
            not_applicable(&["ISBN", "ISSN", "volume", "issue"]),
        ],
    },
    Row {
        kind: "interview",
        variant: "",
        applies: any,
        cells: &[
            required(&["author"]),
            required(&["interviewer", "container-title", "medium", "URL"]),
            not_applicable(&["ISBN", "authority"]),
        ],
    },
    Row {
        kind: "dataset",
        variant: "",
        applies: any,
        cells: &[
            required(&["author", "publisher"]),
            required(&["URL", "DOI"]),
            recommended(&["version", "edition", "number", "accessed", "DOI"]),
            not_applicable(&["ISBN", "page", "issue"]),
        ],
    },
    Row {
        kind: "broadcast",
        variant: "",
        applies: any,
        cells: &[
            required(&["publisher", "container-title"]),
            recommended(&["medium", "URL"]),
            not_applicable(&["ISBN", "ISSN", "page"]),
        ],
    },
    Row {
        kind: "thesis",
        variant: "",
        applies: any,
        cells: &[
            required(&["author"]),
            required(&["publisher"]),
            recommended(&["genre"]),
            not_applicable(&["container-title", "volume", "issue", "ISSN"]),
        ],
    },
    Row {
        kind: "",
        variant: "",
        applies: any,
        cells: &[required(&[
            "author",
            "editor",
            "director",
            "publisher",
            "container-title",
            "authority",
            "archive",
        ])],
    },
];
