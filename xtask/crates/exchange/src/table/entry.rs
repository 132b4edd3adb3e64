//! A row of a table as an entry of an assessment, and how much of each was found.

use super::cell::Judged;

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Counts {
    pub ratings: usize,
    pub changes: usize,
    pub rationales: usize,
    pub notes: usize,
    pub citations: usize,
    /// Rows of other countries or editions.
    pub others: usize,
}

/// A row as an entry.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) row: usize,
    pub(super) id: String,
    pub(super) judged: Judged,
    pub(super) rationale: Vec<String>,
    pub(super) notes: Vec<Note>,
}

/// A note of an entry.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) label: String,
    pub(super) text: String,
    /// Its number, if it is printed as in an annex and not as the Markdown has it.
    pub(super) number: Option<usize>,
}
