//! What a publisher prints, as text out of a PDF or as pandoc's Markdown of a file of Word: ratings, directions, scores, votes, and
//! the works that its notes cite.
//!
//! A text that comes out of a PDF has lost its columns. What a cell holds can go on in the cell of the next indicator, two
//! indicators can share a cell, and paragraphs can stand outside the table. What is certain is taken over; what had to be
//! decided is told as [`Doubt`], at its line. No sentence of the publisher is taken over: in a rationale stand the calls of its
//! notes, in their order, and the sentences only in the working copy.

mod bare;
mod cells;
mod citation;
mod citing;
mod entries;
mod likeness;
mod names;
mod scores;
mod sentences;
mod tell;
mod word;
mod works;

use cells::Form;
pub(crate) use cells::raised;

use crate::instrument::Subject;
use bibliography::source::Source;
use format::json::{Json, Member};
use std::collections::HashMap;

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
    /// Whether it stands in the file itself that is written, so that its id is taken.
    pub is_here: bool,
    /// Its description.
    pub source: &'d Source,
}

/// Whether a text looks like an annex: it names indicators, and is no assessment in Markdown.
pub fn is_one(text: &str, subject: &Subject<'_>) -> bool {
    let (form, pieces) = pieces(text);
    if form == Form::Lines && text.starts_with("---") {
        return false;
    }
    let is_title = |text: &&str| entries::titled(subject.framework, &bare::bare(text)).is_some();
    let titles = pieces.iter().flat_map(|piece| piece.paragraphs()).filter(is_title);
    let enough = (subject.framework.indicators.ids().count() / 2).clamp(1, 4);
    titles.take(enough).count() == enough
}

/// Reads an annex. `status` is what the assessment is to be; `known` are works that need not be described anew.
pub fn read(text: &str, subject: &Subject<'_>, status: &str, known: &[Known<'_>]) -> Annex {
    let (form, pieces) = pieces(text);
    let mut doubts = Vec::new();
    let title = title(&pieces);
    let entries = entries::read(&pieces, form, subject, title.as_deref(), &mut doubts);
    let notes: Vec<citation::Note> = pieces
        .iter()
        .filter_map(|piece| match &piece.kind {
            cells::Kind::Note(number, text) => Some(citation::note(*number, text, piece.line)),
            cells::Kind::Row(_) | cells::Kind::Loose(_) | cells::Kind::Heading(_) => None,
        })
        .collect();
    let works = works::Works::of(&notes, known, &mut doubts);
    let stated = scores::read(&pieces, subject, &mut doubts);
    tell::tell(&tell::Told { subject, status, form, entries, notes, works, stated, title }, doubts)
}

/// The pieces of a text, by what it came from.
fn pieces(text: &str) -> (Form, Vec<cells::Piece>) {
    match word::is_one(text) {
        true => (Form::Word, word::pieces(text)),
        false => (Form::Lines, cells::pieces(text)),
    }
}

/// What printed notes cite: the works by their ids, and the footnotes by the numbers of the notes, which must differ.
pub(crate) fn noted(
    notes: Vec<(usize, String, usize)>,
    known: &[Known<'_>],
    doubts: &mut Vec<Doubt>,
) -> (Vec<Member<'static>>, HashMap<usize, Noted>) {
    let notes: Vec<citation::Note> =
        notes.into_iter().map(|(number, text, line)| citation::note(number, &text, line)).collect();
    let works = works::Works::of(&notes, known, doubts);
    let of = |note: &citation::Note| {
        let uses = works.uses.get(&note.number).map_or(&[][..], Vec::as_slice);
        Noted { footnote: tell::footnote(note, uses), citations: uses.len() }
    };
    let footnotes = notes.iter().map(|note| (note.number, of(note))).collect();
    (works.sources, footnotes)
}

/// A printed note as the files have it.
#[derive(Debug)]
pub(crate) struct Noted {
    pub(crate) footnote: Json<'static>,
    pub(crate) citations: usize,
}

/// The line of the first page that calls itself an assessment, which is no sentence.
fn title(pieces: &[cells::Piece]) -> Option<String> {
    let lines = pieces.iter().take(20).flat_map(|piece| piece.paragraphs()).map(bare::bare);
    let mut titles = lines.filter(|line| {
        line.to_lowercase().contains("assessment")
            && !line.contains('.')
            && (3..=15).contains(&line.split(' ').count())
    });
    titles.next()
}
