//! What a rule sees of a change: the two states of the data, and how they differ.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use bibliography::erratum::Erratum;
use dataset::model::assessment::{Corrected, Status};
use dataset::model::rating::IndicatorRating;
use dataset::{AssessmentFile, Dataset};
use diff::change::{Subject, Value};
use diff::tally::Move;
use diff::{AssessmentDiff, Diff};
use format::diagnostic::Location;
use format::pointer::Pointer;

/// A change, from the state it started from to the state that is proposed.
#[derive(Debug)]
pub struct ChangeContext<'d> {
    /// The state it started from; files that are the same now may be left out.
    pub before: &'d Dataset,
    /// The state that is proposed, with the same files left out.
    pub after: &'d Dataset,
    /// How they differ.
    pub diff: &'d Diff<'d>,
    /// The paths of all files that differ, outside the dataset too.
    pub paths: &'d BTreeSet<String>,
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
    /// The errata on this indicator that the change brings.
    pub(crate) errata: Vec<&'d Erratum>,
}

impl<'d> ChangeContext<'d> {
    /// The assessments that are on both sides.
    pub(crate) fn revised(
        &self,
    ) -> impl Iterator<Item = (&'d AssessmentDiff<'d>, &'d AssessmentFile, &'d AssessmentFile)> {
        self.diff.assessments.iter().filter_map(|diff| Some((diff, diff.before?, diff.after?)))
    }

    /// The ratings that the change moves.
    pub(crate) fn moves(&self) -> impl Iterator<Item = MovedRating<'d>> {
        self.revised().filter(|(diff, ..)| !diff.tally.moves.is_empty()).flat_map(|(diff, before, after)| {
            let mut errata = new_errata(diff);
            diff.tally.moves.iter().filter_map(move |moved| {
                let entry = after.file.data.ratings.get(&moved.indicator)?;
                let errata = errata.remove(&Corrected::Entry(&moved.indicator)).unwrap_or_default();
                Some(MovedRating { before, after, entry, moved, errata })
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

/// The corrections that only the later state of an assessment has, each under what it corrects, in the order of their days.
pub(crate) fn new_errata<'d>(diff: &'d AssessmentDiff<'_>) -> HashMap<Corrected<'d>, Vec<&'d Erratum>> {
    let mut by_day: BTreeMap<(Corrected<'_>, &str), &Erratum> = BTreeMap::new();
    for change in diff.changes.iter().filter(|change| change.before.is_none()) {
        let Subject::Assessment { field, .. } = &change.subject else { continue };
        if let (Some(place), Some(Value::Erratum(erratum))) = (field.erratum(), &change.after) {
            by_day.insert(place, erratum);
        }
    }
    let mut errata: HashMap<Corrected<'_>, Vec<&Erratum>> = HashMap::new();
    for ((of, _), erratum) in by_day {
        errata.entry(of).or_default().push(erratum);
    }
    errata
}

/// Whether an assessment stood as published, elsewhere or here.
pub(crate) fn is_published(file: &AssessmentFile) -> bool {
    file.data.status.is_some_and(Status::is_given_out)
}
