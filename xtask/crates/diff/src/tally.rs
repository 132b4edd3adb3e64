//! What the changes of one assessment come to: how many ratings moved, by how much, on what evidence, and the score.

use std::collections::HashSet;

use super::assessment::citation_in_short;
use super::meaning::paragraphs;
use bibliography::citation::Citation;
use dataset::model::assessment::Assessment;
use dataset::model::framework::Framework;
use dataset::model::rating::{IndicatorRating, Rating};
use dataset::scoring::{Score, ScoreObstacle, comparable, points_between};
use format::values::Text;

/// The ratings of two states of an assessment, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many indicators have a rating on both sides.
    pub rated: usize,
    /// How many indicators are asked on both sides and have no rating on one of them or on both.
    pub not_rated: usize,
    /// How many indicators have a rating on both sides, each on another scale: nobody can say whether they moved.
    pub other_scale: usize,
    /// The ratings that moved: deepest fall first, then in order of the framework.
    pub moves: Vec<Move>,
    /// The score on each side; none if it cannot be computed.
    pub score_before: Option<Score>,
    /// The score now.
    pub score_after: Option<Score>,
    /// Why the two scores cannot be set off against each other, and no points against others, if they cannot.
    pub incomparable: Option<ScoreObstacle>,
}

/// A rating that moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The id of the indicator.
    pub indicator: Text,
    /// The id of its area; empty if the framework does not know the indicator.
    pub area: Text,
    /// The title of the indicator, or its id.
    pub title: Text,
    /// The rating it had.
    pub before: Rating,
    /// The rating it has.
    pub after: Rating,
    /// By how many levels: negative for a fall.
    pub steps: i32,
    /// By how many points, if the instrument gives both and it is the same on both sides.
    pub points: Option<i32>,
    /// What came with it; none where the reasons of the two sides are not to be compared.
    pub reasons: Option<Reasons>,
}

/// What came with the move of a rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reasons {
    /// The sources that are cited here now and were not before, in order.
    pub new_sources: Vec<Text>,
    /// Whether there is a citation that was not there before, be it of a source that was.
    pub has_new_evidence: bool,
    /// Whether the rationale says something else.
    pub has_new_rationale: bool,
}

impl Tally {
    /// How many ratings rose.
    pub fn up(&self) -> usize {
        self.moves.iter().filter(|moved| moved.steps > 0).count()
    }

    /// How many ratings fell.
    pub fn down(&self) -> usize {
        self.moves.iter().filter(|moved| moved.steps < 0).count()
    }

    /// How many ratings are the same on both sides.
    pub fn unchanged(&self) -> usize {
        self.rated - self.moves.len()
    }

    /// Points gained or lost, if both scores can be computed and can be set off against each other.
    pub fn points(&self) -> Option<i64> {
        if self.incomparable.is_some() {
            return None;
        }
        Some(i64::from(self.score_after?.points) - i64::from(self.score_before?.points))
    }
}

/// The instruments of the two sides.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Instruments<'d> {
    /// That by which the score of the earlier side is made.
    pub(super) before: Option<&'d Framework>,
    /// That by which the score of the later side is made.
    pub(super) after: Option<&'d Framework>,
    /// That by which indicators are named, whatever else is wrong with it.
    pub(super) named_by: Option<&'d Framework>,
}

/// Whether what is said for a rating on one side can be compared with what is said on the other.
///
/// The rationales and footnotes of a reconstruction are this dataset's own: the publisher's are not at hand, so that nothing
/// is new against them, and nothing was taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Record {
    /// Both sides are of one hand.
    Comparable,
    /// One side is a reconstruction, the other is not, or is another.
    Reconstructed,
}

/// Counts the ratings and those that moved; the scores are left out. In the earlier state everything has the names that it
/// has in the later one. Of what `is_lost` nobody knows whether it is rated.
pub(super) fn moves(
    before: &Assessment,
    after: &Assessment,
    instruments: &Instruments<'_>,
    record: Record,
    is_lost: impl Fn(&str) -> bool,
) -> Tally {
    let mut moves = Vec::new();
    let (mut rated, mut not_rated, mut other_scale) = (0, 0, 0);
    let framework = instruments.named_by;
    let verdict = instruments.before.zip(instruments.after).map(|(before, after)| comparable(before, after));
    let counts_alike = instruments.after.filter(|_| verdict == Some(Ok(())));
    for (indicator, entry) in after.ratings.iter() {
        let Some(earlier) = before.ratings.get(indicator) else { continue };
        let (Some(from), Some(to)) = (earlier.rating, entry.rating) else {
            not_rated += usize::from(!is_lost(indicator));
            continue;
        };
        let Some(steps) = from.steps_to(to) else {
            other_scale += 1;
            continue;
        };
        rated += 1;
        if steps != 0 {
            let known = framework.and_then(|framework| framework.indicators.get(indicator));
            moves.push(Move {
                indicator: indicator.into(),
                area: known.and_then(|known| known.area.clone()).unwrap_or_default(),
                title: known.and_then(|known| known.title.clone()).unwrap_or_else(|| indicator.into()),
                before: from,
                after: to,
                steps,
                points: counts_alike.and_then(|framework| points_between(framework, from, to)),
                reasons: (record == Record::Comparable).then(|| reasons(earlier, entry)),
            });
        }
    }
    let order = |moved: &Move| {
        let place = |framework: &Framework| framework.indicators.place(&moved.indicator);
        framework.and_then(place).unwrap_or(usize::MAX)
    };
    moves.sort_by_key(|moved| (moved.steps, order(moved)));
    Tally {
        rated,
        not_rated,
        other_scale,
        moves,
        incomparable: verdict.and_then(Result::err),
        ..Tally::default()
    }
}

fn reasons(before: &IndicatorRating, after: &IndicatorRating) -> Reasons {
    let (old, new) = (cited(before), cited(after));
    let mut known: HashSet<&Text> = old.iter().filter_map(|citation| citation.source.as_ref()).collect();
    let of_new = new.iter().filter_map(|citation| citation.source.as_ref());
    let new_sources: Vec<Text> = of_new.filter(|source| known.insert(source)).cloned().collect();
    let known: HashSet<_> = old.into_iter().map(citation_in_short).collect();
    Reasons {
        has_new_evidence: new.into_iter().any(|citation| !known.contains(&citation_in_short(citation))),
        new_sources,
        has_new_rationale: paragraphs(&before.rationale, &after.rationale).is_some(),
    }
}

/// What an entry cites, in its footnotes and for its corrections.
fn cited(entry: &IndicatorRating) -> Vec<&Citation> {
    let footnotes = entry.footnotes.values().flat_map(|footnote| &footnote.citations);
    footnotes.chain(entry.errata.values().flat_map(|erratum| &erratum.citations)).collect()
}
