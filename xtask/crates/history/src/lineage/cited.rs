//! What an assessment says at some commit, by the newest names: what it cites, and its ratings.

use super::names::Names;
use super::subject::{SubjectId, Subjects};
use dataset::model::assessment::Assessment;
use dataset::model::rating::Rating;

/// What an assessment cited at some commit.
#[derive(Debug)]
pub struct Cited<'a> {
    pub(super) assessment: Option<&'a Assessment>,
    pub(super) names: &'a Names,
}

impl Cited<'_> {
    /// Whether an indicator cited a source; both by their newest names.
    pub fn has(&self, indicator: &str, source: &str) -> bool {
        self.assessment.is_some_and(|assessment| {
            assessment.citations().any(|(of, _, _, citation)| {
                self.names.indicator(of) == indicator
                    && citation.source.as_deref().is_some_and(|id| self.names.source(id) == source)
            })
        })
    }
}

/// The ratings of an assessment, by the newest names.
pub(super) fn ratings(
    assessment: &Assessment,
    names: &Names,
    subjects: &mut Subjects,
) -> Vec<(Box<str>, Option<Rating>, SubjectId)> {
    let entries = assessment.ratings.iter().map(|(id, entry)| (names.indicator(id), entry.rating));
    entries.map(|(id, rating)| (id.into(), rating, subjects.rating(id))).collect()
}
