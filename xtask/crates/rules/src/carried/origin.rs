//! From what an entry was carried over into a draft, if it can have been.

use std::collections::HashMap;

use crate::AssessmentContext;
use crate::context::{is_lost, is_unknown_edition};
use dataset::assessment_id::AssessmentId;
use dataset::model::rating::IndicatorRating;
use dataset::succession::EarlierIds;
use format::pointer::Pointer;

/// Finds from what the entries of an assessment were carried over.
#[derive(Debug)]
pub(crate) struct Origins<'c, 'd> {
    context: &'c AssessmentContext<'d>,
    /// All entries are mostly carried from one edition.
    earlier_ids: HashMap<&'d str, EarlierIds<'d>>,
}

/// From what an entry was carried over.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Origin<'d> {
    /// Nobody can tell, because of a fault that is reported elsewhere, or because the file is not checked out.
    Unknown,
    /// The edition does not come before the draft.
    NotEarlier,
    /// The country was not assessed in the edition.
    NoAssessment,
    /// It was, without such an entry.
    NoEntry,
    /// This entry.
    Entry(&'d IndicatorRating),
}

impl<'c, 'd> Origins<'c, 'd> {
    pub(crate) fn new(context: &'c AssessmentContext<'d>) -> Self {
        Self { context, earlier_ids: HashMap::new() }
    }

    /// From what in an edition the entry of an indicator was carried over.
    pub(crate) fn of(&mut self, id: &str, from: &'d str) -> Origin<'d> {
        let (dataset, file) = (self.context.dataset, self.context.file);
        let Some(register) = dataset.editions.as_ref() else { return Origin::Unknown };
        let editions = &register.data.editions;
        if is_unknown_edition(&dataset.registers, from) {
            return Origin::Unknown;
        }
        match editions.place(from).zip(editions.place(&file.edition)) {
            Some((from, here)) if from < here => {}
            Some(_) => return Origin::NotEarlier,
            None => return Origin::Unknown,
        }
        let Some(source) = dataset.assessment(&file.country, from) else {
            let path = AssessmentId::new(&file.country, from).path();
            let is_elsewhere = dataset.not_checked_out.iter().any(|absent| **absent == *path);
            return if is_elsewhere { Origin::Unknown } else { Origin::NoAssessment };
        };
        let ids = || dataset.earlier_ids(from, &file.edition);
        let Some(old) = self.earlier_ids.entry(from).or_insert_with(ids).of(id) else {
            return Origin::NoEntry;
        };
        match source.file.data.ratings.get(old) {
            Some(entry) => Origin::Entry(entry),
            None if is_lost(&source.file, &Pointer::of(["ratings", old])) => Origin::Unknown,
            None => Origin::NoEntry,
        }
    }
}
