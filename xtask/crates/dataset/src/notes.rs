//! The footnotes of an assessment as printed, numbered by the order of their first call.

use std::collections::HashSet;

use bibliography::citation::calls;
use bibliography::notes::{Runs, Writer};

use crate::model::assessment::Assessment;

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

/// The footnotes of an assessment.
pub fn notes(assessment: &Assessment) -> Vec<Note<'_>> {
    let mut writer = Writer::new(&assessment.sources);
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
