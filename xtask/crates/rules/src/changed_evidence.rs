//! What a changed rating rests on, for the rules on the quality of evidence.

use std::collections::HashSet;

use crate::AssessmentContext;
use crate::norm::is_norm;
use bibliography::citation::calls;
use bibliography::source::Source;
use dataset::model::rating::{Direction, IndicatorRating};
use format::diagnostic::Location;

/// The works that a changed rating rests on.
#[derive(Debug)]
pub(crate) struct Evidence<'d> {
    /// The indicator.
    pub(crate) indicator: &'d str,
    /// The works, each once.
    pub(crate) sources: Vec<(&'d str, &'d Source)>,
    /// The year of the newest of them that has one.
    pub(crate) newest: Option<i64>,
    /// The year of the previous edition.
    pub(crate) since: Option<i64>,
}

/// The evidence of all ratings that changed, where nothing else is wrong with it that would explain what it lacks.
pub(crate) fn of_changed<'d>(context: &AssessmentContext<'d>) -> impl Iterator<Item = Evidence<'d>> {
    let changed = context.entries().filter(|(id, entry)| has_changed(context, id, entry));
    let sound =
        changed.filter(|(id, entry)| !entry.footnotes.is_empty() && !is_disturbed(context, id, entry));
    sound.filter_map(|(id, entry)| of(context, id, entry))
}

impl Evidence<'_> {
    /// Whether all that has a date is from before the previous edition. What says what holds (a treaty, a law) is no old
    /// evidence.
    pub(crate) fn is_older(&self) -> bool {
        !self.are_norms() && self.newest.zip(self.since).is_some_and(|(newest, since)| newest < since)
    }

    /// Whether it is of treaties, laws, resolutions and judgments alone.
    pub(crate) fn are_norms(&self) -> bool {
        self.sources.iter().all(|(_, source)| is_norm(source))
    }

    /// Whether a treaty, law, resolution or judgment is among it.
    pub(crate) fn has_norm(&self) -> bool {
        self.sources.iter().any(|(_, source)| is_norm(source))
    }

    /// The place to look at: the direction for which the evidence should speak.
    pub(crate) fn place(&self, context: &AssessmentContext<'_>) -> Location {
        context.at(["ratings", self.indicator, "change"])
    }
}

/// Whether a rating changed: the direction says so, and the previous rating, where it is at hand, agrees. A contradiction
/// of the two is another rule's.
pub(crate) fn has_changed(context: &AssessmentContext<'_>, id: &str, entry: &IndicatorRating) -> bool {
    let is_move = matches!(entry.change, Some(Direction::Increase | Direction::Decrease));
    let before = context.before(id).and_then(|(_, entry)| entry.rating);
    let agrees = before.zip(entry.rating).is_none_or(|(before, after)| before.steps_to(after) != Some(0));
    is_move && agrees && context.since().is_some()
}

/// Whether evidence may be missing because of a mistake that is reported elsewhere.
pub(crate) fn is_disturbed(context: &AssessmentContext<'_>, id: &str, entry: &IndicatorRating) -> bool {
    let mut called = entry.rationale.iter().flat_map(|text| calls(text));
    context.is_lost_at(["ratings", id, "rationale"])
        || context.is_lost_at(["ratings", id, "footnotes"])
        || !entry.calls_in_turn() && called.any(|(label, _)| !entry.footnotes.contains(label))
        || entry.footnotes.values().any(|footnote| footnote.citations.is_empty())
}

/// The evidence of a rating, unless one of its sources is not there, or has no word on its date.
fn of<'d>(
    context: &AssessmentContext<'d>,
    indicator: &'d str,
    entry: &'d IndicatorRating,
) -> Option<Evidence<'d>> {
    let mut known = HashSet::new();
    let mut sources: Vec<(&str, &Source)> = Vec::new();
    for citation in entry.footnotes.values().flat_map(|footnote| &footnote.citations) {
        let id = citation.source.as_deref()?;
        let source = context.assessment().sources.get(id)?;
        source.issued()?;
        if known.insert(id) {
            sources.push((id, source));
        }
    }
    let newest = sources.iter().filter_map(|(_, source)| source.years()).map(|(_, last)| last).max();
    Some(Evidence { indicator, sources, newest, since: context.since() })
}
