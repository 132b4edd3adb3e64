//! Records of other programs as sources: CSL-JSON, BibTeX and RIS are read, and brought into the form that the dataset keeps.
//!
//! Each form has a reader, which gives a `raw::Raw` record in CSL's words; `tidy` makes a source of it, the same for all. What
//! is said is kept as far as the dataset has a field for it, what has none is named, and nothing is made up.

mod bibtex_bounds;
mod bibtex_file;
mod csl_file;
mod dates;
mod extra;
pub mod ids;
mod latex;
mod people;
mod raw;
mod ris_file;
mod text;
mod tidy;

pub use bibtex_file::{REST as BIBTEX_REST, reading as bibtex_reading};

use thiserror::Error;

use crate::source::Source;

/// What a record has become.
#[derive(Clone, Debug)]
pub struct Record {
    /// The line at which it begins in its file, from 1.
    pub line: usize,
    /// The key that it has there.
    pub key: Option<String>,
    /// The source.
    pub source: Source,
    /// What is not in the source.
    pub dropped: Vec<Dropped>,
    /// What somebody should look at.
    pub remarks: Vec<String>,
}

/// A value of a record that is not in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The field, as its file calls it.
    pub field: String,
    /// What it said.
    pub value: String,
    /// Why it is not there.
    pub why: &'static str,
}

/// What the dataset has words for.
#[derive(Clone, Copy)]
pub struct Vocabulary<'v> {
    /// Whether a source can have a field.
    pub has_field: &'v dyn Fn(&str) -> bool,
    /// Whether a source can be of a type.
    pub has_type: &'v dyn Fn(&str) -> bool,
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {message}")]
pub struct ImportError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there, and what to do.
    pub message: String,
}

impl ImportError {
    /// At a byte of the text.
    fn at(text: &str, byte: usize, message: impl Into<String>) -> Self {
        Self { line: line_of(text, byte), message: message.into() }
    }
}

/// The numbers of the lines of a text, asked for from its beginning on.
pub(super) struct Lines<'t> {
    rest: &'t [u8],
    at: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { rest: text.as_bytes(), at: 0, line: 1 }
    }

    /// The line of a byte that is not before the one that was asked for last.
    pub(super) fn of_byte(&mut self, byte: usize) -> usize {
        let (passed, rest) = self.rest.split_at(byte.saturating_sub(self.at).min(self.rest.len()));
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        (self.rest, self.at) = (rest, self.at + passed.len());
        self.line
    }
}

/// The number of the line in which a byte is, from 1.
fn line_of(text: &str, byte: usize) -> usize {
    let before = text.as_bytes().get(..byte).unwrap_or(text.as_bytes());
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

/// Reads all records of a file, whichever of the forms it has.
///
/// # Errors
/// A text in none of the forms, and the first place at which it departs from its form.
pub fn read(text: &str, vocabulary: Vocabulary<'_>) -> Result<Vec<Record>, ImportError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let raw = match text.trim_start().chars().next() {
        None => return Err(ImportError { line: 1, message: NOTHING.to_owned() }),
        Some('[' | '{') => csl_file::read(text)?,
        Some(_) if ris_file::is_ris(text) => ris_file::read(text)?,
        Some(_) if text.contains('@') => bibtex_file::read(text)?,
        Some(_) => return Err(ImportError { line: 1, message: NEITHER.to_owned() }),
    };
    if raw.is_empty() {
        return Err(ImportError { line: 1, message: NOTHING.to_owned() });
    }
    Ok(raw.into_iter().map(|raw| tidy::record(raw, vocabulary)).collect())
}

const NOTHING: &str =
    "there is no record in the file; export the works again, and see that they are selected";
const NEITHER: &str = "this is neither CSL-JSON (which begins with [ or {), nor BibTeX (@), nor RIS (TY  -); export the works in one of these forms";
