//! What a file is that is not read here, and the command that makes of it what is.

use crate::problem::Problem;

/// What is read, said behind each command.
const READ: &str = "import reads Markdown, a table (CSV, XLSX, ODS), and a publisher's annex as text.";

/// The endings of texts of which pandoc makes Markdown.
const TEXTS: [&str; 3] = ["docx", "odt", "rtf"];
const PAGES: [&str; 3] = ["html", "htm", "xhtml"];

/// What is said of a file whose name tells that it is not read: it may be too large to be looked at.
pub fn by_name(name: &str) -> Option<Problem> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    match &*ending {
        ending if TEXTS.contains(&ending) => Some(text_of_word(name)),
        ending if PAGES.contains(&ending) => Some(page(name)),
        "pdf" => Some(pdf(name)),
        "json" => Some(json(name)),
        "bib" | "ris" => Some(sources(name)),
        _ => None,
    }
}

/// What is said of a file whose bytes tell it, whatever its name.
pub fn by_bytes(bytes: &[u8], name: &str) -> Option<Problem> {
    let begins =
        |with: &str| bytes.get(..with.len()).is_some_and(|it| it.eq_ignore_ascii_case(with.as_bytes()));
    match () {
        () if begins("%PDF-") => Some(pdf(name)),
        () if begins("<!doctype html") || begins("<html") => Some(page(name)),
        () if begins(r"{\rtf") => Some(text_of_word(name)),
        () if is_json(bytes) => Some(json(name)),
        () => None,
    }
}

/// What is said of a text of Word or LibreOffice.
pub(crate) fn text_of_word(name: &str) -> Problem {
    by_pandoc(name, "this is a text of Word or LibreOffice, and import reads Markdown")
}

fn page(name: &str) -> Problem {
    by_pandoc(name, "this is a web page, and import reads Markdown")
}

fn by_pandoc(name: &str, message: &str) -> Problem {
    let stem = stem(name);
    let help = format!(
        "Make Markdown of it with pandoc (https://pandoc.org), and import that: pandoc \"{name}\" --to markdown --output \"{stem}.md\". {READ}"
    );
    Problem::new(1, message, help)
}

fn pdf(name: &str) -> Problem {
    let stem = stem(name);
    let help = format!(
        "Make text of it with pdftotext (of poppler-utils), and import that: pdftotext -layout \"{name}\" \"{stem}.txt\". {READ}"
    );
    Problem::new(1, "this is a PDF, and import reads a publisher's annex as text", help)
}

fn json(name: &str) -> Problem {
    let help = format!(
        "Sources in CSL-JSON are taken over by: cargo xtask sources add \"{name}\". A file of the dataset needs no import: put it under dataset/assessments/ by its country and edition, and run cargo xtask validate. {READ}"
    );
    Problem::new(1, "this is JSON, which import does not read", help)
}

fn sources(name: &str) -> Problem {
    let help = format!("They are taken over by: cargo xtask sources add \"{name}\". {READ}");
    Problem::new(1, "these are sources, and import reads assessments", help)
}

/// Whether a file is an object or a list of JSON as a whole.
fn is_json(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes).ok();
    text.is_some_and(|text| text.trim_start().starts_with(['{', '[']) && format::json::parse(text).is_ok())
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
