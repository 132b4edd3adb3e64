//! Which of two ratings and a printed direction is wrong when they contradict one another.
//!
//! The three are bound to each other, so that a slip in one shows, but not by itself in which. The scores that the
//! publisher states tell: they are check sums. Each of the three is supposed wrong in turn, put right, and the scores
//! recomputed; the supposition under which all stated scores come out is taken.

use std::collections::BTreeMap;

use crate::model::assessment::Status;
use crate::model::framework::Framework;
use crate::model::rating::{Direction, Rating};
use crate::scoring::{Score, score_if};
use crate::{AssessmentFile, Dataset};

/// An indicator whose two ratings and direction cannot all be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict<'d> {
    /// The indicator.
    pub indicator: &'d str,
    /// Its id in the edition before.
    pub indicator_before: &'d str,
    /// The rating in the edition before.
    pub before: Rating,
    /// The rating in the edition after.
    pub after: Rating,
    /// The direction that the edition after prints.
    pub change: Direction,
    steps: i32,
}

/// What is taken to be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Culprit {
    /// The rating in the edition before.
    Before,
    /// The rating in the edition after.
    After,
    /// The direction.
    Change,
}

/// The contradictions between two editions of a country.
#[derive(Debug)]
pub struct Reconciliation<'d> {
    /// The edition before.
    pub before: &'d AssessmentFile,
    /// The edition after.
    pub after: &'d AssessmentFile,
    /// The contradictions, in framework order.
    pub conflicts: Vec<Conflict<'d>>,
    /// What is wrong in all of them.
    pub culprit: Culprit,
    /// Whether the stated scores come out once the culprit is put right.
    pub restores_scores: bool,
}

impl Conflict<'_> {
    /// How many levels the rating moved.
    pub fn steps(&self) -> i32 {
        self.steps
    }

    /// Whether the direction itself is contradicted, and not only the size of the step.
    pub fn is_of_direction(&self) -> bool {
        Direction::of_steps(self.steps()) != self.change
    }

    /// What the rating before would be if the other two are right and a direction is one level.
    pub fn before_expected(&self) -> Option<Rating> {
        self.after.moved(-self.change.one_level())
    }

    /// What the rating after would be if the other two are right and a direction is one level.
    pub fn after_expected(&self) -> Option<Rating> {
        self.before.moved(self.change.one_level())
    }
}

/// Finds the contradictions between an assessment and the one before it; none if either or its instrument is missing.
pub fn reconcile<'d>(dataset: &'d Dataset, after: &'d AssessmentFile) -> Option<Reconciliation<'d>> {
    let before = dataset.previous(after)?;
    let framework = &dataset.framework_of(&after.edition)?.data;
    let framework_before = &dataset.framework_of(&before.edition)?.data;
    let earlier_ids = dataset.earlier_ids(&before.edition, &after.edition);
    let is_reconstructed = before.file.data.status == Some(Status::Reconstructed);
    let conflicts: Vec<Conflict<'_>> = framework
        .indicators
        .ids()
        .filter_map(|indicator| {
            let entry = after.file.data.ratings.get(indicator)?;
            let indicator_before = earlier_ids.of(indicator)?;
            let before = before.file.data.ratings.get(indicator_before)?.rating?;
            let (after, change) = (entry.rating?, entry.change?);
            // From one scale to another there are no steps, and no direction can be wrong.
            let steps = before.steps_to(after)?;
            let conflict = Conflict { indicator, indicator_before, before, after, change, steps };
            let is_off = is_reconstructed && conflict.steps() != conflict.change.one_level();
            (is_off || conflict.is_of_direction()).then_some(conflict)
        })
        .collect();
    // A rating is edited oftener than a direction, and the edition after is the one that documents print. Without
    // a stated score nothing speaks for the rating, and the direction is what follows from the other two.
    let suspects = if dataset.by_focus(&before.file.path, &after.file.path).is_gt() {
        // The run is about the edition before, so that is what was edited.
        [Culprit::Before, Culprit::After, Culprit::Change]
    } else if after.file.data.stated.is_some_and(|stated| stated.score.is_some()) {
        [Culprit::After, Culprit::Change, Culprit::Before]
    } else {
        [Culprit::Change, Culprit::After, Culprit::Before]
    };
    let sides =
        EditionPair { before: (before, framework_before), after: (after, framework), is_reconstructed };
    // Without a conflict nothing is to be put right.
    let suspected = if conflicts.is_empty() { &[][..] } else { &suspects };
    let found = suspected.iter().copied().find(|suspect| scores_come_out(*suspect, &conflicts, &sides));
    Some(Reconciliation {
        before,
        after,
        conflicts,
        culprit: found.unwrap_or(match suspects {
            [Culprit::Before, _, _] => Culprit::Before,
            [Culprit::After | Culprit::Change, _, _] => Culprit::Change,
        }),
        restores_scores: found.is_some(),
    })
}

/// The two editions, each with the instrument by which its score is made.
struct EditionPair<'d> {
    before: (&'d AssessmentFile, &'d Framework),
    after: (&'d AssessmentFile, &'d Framework),
    is_reconstructed: bool,
}

fn scores_come_out(suspect: Culprit, conflicts: &[Conflict<'_>], sides: &EditionPair<'_>) -> bool {
    let EditionPair { before: (before, framework_before), after: (after, framework_after), is_reconstructed } =
        sides;
    // Another direction mends nothing where a reconstructed rating is more than one level off.
    let is_mended_by_direction = |conflict: &Conflict<'_>| !is_reconstructed || conflict.steps().abs() <= 1;
    let as_they_are = BTreeMap::new;
    let (in_before, in_after) = match suspect {
        Culprit::Before => (
            put_right(conflicts, |it| Some((it.indicator_before, it.before_expected()?))),
            Some(as_they_are()),
        ),
        Culprit::After => {
            (Some(as_they_are()), put_right(conflicts, |it| Some((it.indicator, it.after_expected()?))))
        }
        Culprit::Change if conflicts.iter().all(is_mended_by_direction) => {
            (Some(as_they_are()), Some(as_they_are()))
        }
        Culprit::Change => (None, None),
    };
    in_before.zip(in_after).is_some_and(|(in_before, in_after)| {
        comes_out(before, framework_before, &in_before) && comes_out(after, framework_after, &in_after)
    })
}

/// The rating that each conflict would have had; none if one would lie beyond the scale.
fn put_right<'d>(
    conflicts: &[Conflict<'d>],
    rating: impl Fn(&Conflict<'d>) -> Option<(&'d str, Rating)>,
) -> Option<BTreeMap<&'d str, Rating>> {
    conflicts.iter().map(rating).collect()
}

fn comes_out(file: &AssessmentFile, framework: &Framework, corrections: &BTreeMap<&str, Rating>) -> bool {
    let stated = file.data.stated.and_then(|stated| stated.score);
    let computed = score_if(&file.data, framework, corrections).map(Score::rounded);
    match (stated, computed) {
        (Some(stated), Some(computed)) => stated == computed,
        _ => true,
    }
}
