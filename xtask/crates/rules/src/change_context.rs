//! What a rule sees of a change: the two states of the data, and how they differ.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::renamed_ids::RenamedEntries;
use crate::unrecorded::Unrecorded;
use bibliography::date::Day;
use dataset::model::assessment::Status;
use dataset::model::rating::IndicatorRating;
use dataset::{AssessmentFile, Dataset};
use diff::tally::Move;
use diff::{AssessmentDiff, Diff};
use format::diagnostic::Location;
use format::pointer::Pointer;

/// A change, from the state it started from to the state that is proposed.
#[derive(Debug)]
pub struct ChangeContext<'d> {
    /// The state it started from; files that are the same now may be left out.
    pub(crate) before: &'d Dataset,
    /// The state that is proposed, with the same files left out.
    pub(crate) after: &'d Dataset,
    /// How they differ.
    pub(crate) diff: &'d Diff<'d>,
    /// The paths of all files that differ, outside the dataset too.
    pub(crate) paths: &'d BTreeSet<String>,
    /// The day of a correction that is drafted; a rule has no clock.
    pub(crate) dated: Day,
    /// The entries of registers that have other ids now.
    pub(crate) renamed: RenamedEntries<'d>,
    /// The changes of what readers have that no new correction records, once somebody has asked for them.
    pub(crate) unrecorded: OnceLock<Vec<Unrecorded<'d>>>,
}

/// A rating that a change moves.
#[derive(Clone, Debug)]
pub(crate) struct MovedRating<'d> {
    /// The assessment as it was.
    pub(crate) before: &'d AssessmentFile,
    /// The assessment as it is proposed.
    pub(crate) after: &'d AssessmentFile,
    /// The entry as it is proposed.
    pub(crate) entry: &'d IndicatorRating,
    /// The move.
    pub(crate) moved: &'d Move,
}

impl<'d> ChangeContext<'d> {
    /// A change from one state to another, from which files that are the same in both may be left out, as `diff` tells it.
    /// `paths` are those of all files that differ, outside the dataset too; `dated` is the day of a correction that is drafted.
    pub fn new(
        before: &'d Dataset,
        after: &'d Dataset,
        diff: &'d Diff<'d>,
        paths: &'d BTreeSet<String>,
        dated: Day,
    ) -> Self {
        let renamed = RenamedEntries::of(&diff.registers);
        Self { before, after, diff, paths, dated, renamed, unrecorded: OnceLock::new() }
    }

    /// The assessments that are on both sides.
    pub(crate) fn revised(
        &self,
    ) -> impl Iterator<Item = (&'d AssessmentDiff<'d>, &'d AssessmentFile, &'d AssessmentFile)> {
        self.diff.assessments.iter().filter_map(|diff| Some((diff, diff.before?, diff.after?)))
    }

    /// The ratings that the change moves.
    pub(crate) fn moves(&self) -> impl Iterator<Item = MovedRating<'d>> {
        self.revised().filter(|(diff, ..)| !diff.tally.moves.is_empty()).flat_map(|(diff, before, after)| {
            diff.tally.moves.iter().filter_map(move |moved| {
                let entry = after.file.data.ratings.get(&moved.indicator)?;
                Some(MovedRating { before, after, entry, moved })
            })
        })
    }
}

impl<'d> MovedRating<'d> {
    /// The place of the rating.
    pub(crate) fn location(&self) -> Location {
        Location::value(&self.after.file.path, Pointer::of(["ratings", &self.moved.indicator, "rating"]))
    }

    /// What moved, for messages: `"Press" (press) was lowered from Strong to Fair`.
    pub(crate) fn told(&self) -> String {
        let Move { indicator, title, before, after, steps, .. } = self.moved;
        let verb = if *steps < 0 { "lowered" } else { "raised" };
        format!("\"{title}\" ({indicator}) was {verb} from {} to {}", before.title(), after.title())
    }
}

/// Whether an assessment stood as published, elsewhere or here.
pub(crate) fn is_published(file: &AssessmentFile) -> bool {
    file.data.status.is_some_and(Status::is_given_out)
}
