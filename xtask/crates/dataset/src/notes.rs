//! The footnotes of an assessment as printed, numbered by the order of their first call.

use std::collections::HashSet;

use bibliography::citation::calls;
use bibliography::notes::{Letters, Runs, Writer};

use crate::model::assessment::{Assessment, Status};

/// A footnote as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note<'a> {
    /// Its number through the whole assessment, from 1.
    pub number: usize,
    /// The id of the indicator whose rationale calls it.
    pub indicator: &'a str,
    /// Its label there.
    pub label: &'a str,
    /// Its text.
    pub text: Runs,
}

/// How works of one maker and one year are told apart. A published document is transcribed with its notes, in which such works
/// have no letters.
pub fn letters(assessment: &Assessment) -> Letters {
    match assessment.status {
        Some(Status::Published) => Letters::None,
        Some(Status::Reconstructed | Status::Original | Status::Draft) | None => Letters::ByYear,
    }
}

/// The footnotes of an assessment.
pub fn notes(assessment: &Assessment) -> Vec<Note<'_>> {
    let mut writer = Writer::new(&assessment.sources, letters(assessment));
    let mut notes = Vec::new();
    for (indicator, entry) in assessment.ratings.iter() {
        let mut called = HashSet::new();
        for (label, _) in entry.rationale.iter().flat_map(|text| calls(text)) {
            let Some(footnote) = entry.footnotes.get(label).filter(|_| called.insert(label)) else {
                continue;
            };
            notes.push(Note { number: notes.len() + 1, indicator, label, text: writer.note(footnote) });
        }
    }
    notes
}
