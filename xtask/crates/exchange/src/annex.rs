//! What a publisher prints, as text: ratings, directions, scores, votes, and the works that its notes cite.
//!
//! A text that comes out of a PDF has lost its columns. What a cell holds can go on in the cell of the next indicator, two
//! indicators can share a cell, and paragraphs can stand outside the table. What is certain is taken over; what had to be
//! decided is told as [`Doubt`], at its line. No sentence of the publisher is taken over: in a rationale stand the calls of its
//! notes, in their order, and the sentences only in the working copy.

mod cells;
mod citation;
mod citing;
mod entries;
mod likeness;
mod names;
mod scores;
mod sentences;
mod tell;
mod works;

use crate::instrument::Subject;
use bibliography::source::Source;
use format::json::Json;

/// Something that was decided and that a person has to look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// The line of the text at which it arose, from 1.
    pub line: usize,
    /// What was decided, and why it may be wrong.
    pub text: String,
}

/// What an annex says.
#[derive(Debug)]
pub struct Annex {
    /// The assessment, as the content of its file.
    pub assessment: Json<'static>,
    /// The same as Markdown for the writer, with the original beside each entry as quotations.
    pub working_copy: String,
    /// What has to be looked at, in the order of the lines.
    pub doubts: Vec<Doubt>,
    /// How many ratings, notes, citations and votes were found.
    pub counts: Counts,
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Counts {
    pub ratings: usize,
    pub notes: usize,
    pub citations: usize,
    pub votes: usize,
}

/// A work that the dataset describes already.
#[derive(Clone, Copy, Debug)]
pub struct Known<'d> {
    /// Its id there.
    pub id: &'d str,
    /// Its description.
    pub source: &'d Source,
}

/// Whether a text looks like an annex: it names indicators and has no block of metadata.
pub fn is_one(text: &str, subject: &Subject<'_>) -> bool {
    let pieces = cells::pieces(text);
    let is_title = |text: &str| crate::instrument::indicator(subject.framework, text).is_some();
    !text.starts_with("---")
        && pieces.iter().flat_map(|piece| piece.paragraphs()).filter(|text| is_title(text)).count() > 3
}

/// Reads an annex. `status` is what the assessment is to be; `known` are works that need not be described anew.
pub fn read(text: &str, subject: &Subject<'_>, status: &str, known: &[Known<'_>]) -> Annex {
    let pieces = cells::pieces(text);
    let mut doubts = Vec::new();
    let entries = entries::read(&pieces, subject, &mut doubts);
    let notes: Vec<citation::Note> = pieces
        .iter()
        .filter_map(|piece| match &piece.kind {
            cells::Kind::Note(number, text) => Some(citation::note(*number, text, piece.line)),
            cells::Kind::Row(_) | cells::Kind::Loose(_) => None,
        })
        .collect();
    let works = works::Works::of(&notes, known, &mut doubts);
    let stated = scores::read(&pieces, subject);
    let title = title(&pieces);
    tell::tell(&tell::Told { subject, status, entries, notes, works, stated, title }, doubts)
}

/// The line of the first page that calls itself an assessment, which is no sentence.
fn title(pieces: &[cells::Piece]) -> Option<String> {
    let lines = pieces.iter().take(20).flat_map(|piece| piece.paragraphs());
    let mut titles = lines.filter(|line| {
        line.to_lowercase().contains("assessment")
            && !line.contains('.')
            && (3..=15).contains(&line.split(' ').count())
    });
    titles.next().map(str::to_owned)
}
