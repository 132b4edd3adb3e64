//! The two sides of a comparison: the data that they are in, by what their scores are made, and whether what is said on the
//! one can be compared with what is said on the other.

use super::assessment::Relation;
use super::obstacles::Obstacles;
use super::tally::{Instruments, Record};
use super::{NotCompared, Side};
use dataset::model::assessment::{Assessment, Status};
use dataset::scoring::instrument;
use dataset::{AssessmentFile, Dataset};

/// The data that the two sides of a comparison are in.
pub(super) struct Datasets<'d> {
    pub(super) before: &'d Dataset,
    pub(super) after: &'d Dataset,
    before_obstacles: Obstacles<'d>,
    after_obstacles: Obstacles<'d>,
}

impl<'d> Datasets<'d> {
    /// The two, with what is in the way in each.
    pub(super) fn new(before: &'d Dataset, after: &'d Dataset) -> Self {
        let (before_obstacles, after_obstacles) = (Obstacles::of(before), Obstacles::of(after));
        Self { before, after, before_obstacles, after_obstacles }
    }

    /// The name of a country by the later register, or else by the earlier one, or its code.
    pub(super) fn country_name(&self, code: &'d str) -> &'d str {
        let registers =
            [self.after, self.before].into_iter().filter_map(|dataset| dataset.countries.as_ref());
        let mut entries = registers.filter_map(|file| file.data.countries.get(code));
        entries.find_map(|country| country.name.as_deref()).unwrap_or(code)
    }

    /// What is in the way where a file seems not to be in the later data.
    pub(super) fn in_the_way(&self, path: &str, side: Side) -> Option<NotCompared> {
        self.after_obstacles.at(path, side)
    }

    /// What is in the way where a file seems to be on one side only.
    pub(super) fn obstacle(&self, before: Option<&str>, after: Option<&str>) -> Option<NotCompared> {
        match (before, after) {
            (Some(path), None) => self.after_obstacles.at(path, Side::After),
            (None, Some(path)) => self.before_obstacles.at(path, Side::Before),
            (Some(_), Some(_)) | (None, None) => None,
        }
    }
}

/// The instruments by which the scores of a pair are made, and its indicators are named.
pub(super) fn instruments<'d>(
    datasets: &Datasets<'d>,
    before: Option<&AssessmentFile>,
    after: Option<&AssessmentFile>,
) -> Instruments<'d> {
    let made_by = |dataset: &'d Dataset, file: Option<&AssessmentFile>| instrument(dataset, &file?.edition);
    let named_by = |dataset: &'d Dataset, file: Option<&AssessmentFile>| {
        dataset.framework_of(&file?.edition).map(|framework| &framework.data)
    };
    Instruments {
        before: made_by(datasets.before, before),
        after: made_by(datasets.after, after),
        named_by: named_by(datasets.after, after).or_else(|| named_by(datasets.before, before)),
    }
}

/// Whether the reasons of two sides can be compared: between editions not if either is a reconstruction, or may be one since
/// its status cannot be read, nor between two revisions if only one of them is.
pub(super) fn record(relation: Relation, before: &Assessment, after: &Assessment) -> Record {
    let is_reconstructed = |data: &Assessment| data.status == Some(Status::Reconstructed);
    let may_be = |data: &Assessment| data.status.is_none() || is_reconstructed(data);
    let is_apart = match relation {
        Relation::Editions => may_be(before) || may_be(after),
        Relation::Revisions => is_reconstructed(before) != is_reconstructed(after),
    };
    if is_apart { Record::Reconstructed } else { Record::Comparable }
}
