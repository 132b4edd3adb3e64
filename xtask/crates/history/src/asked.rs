//! What was asked in each edition: an indicator under the id that it has there, or not at all.

use std::collections::BTreeSet;

use crate::{CountryEdition, History};
use dataset::model::framework::Indicator;
use dataset::model::rating::IndicatorRating;

/// What an edition has of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked<'m> {
    /// The instrument of the edition does not have it, nor what it replaces or is replaced by one to one.
    No,
    /// It was asked: its entry, if it has one.
    Yes(Option<&'m IndicatorRating>),
}

impl<'m> Asked<'m> {
    /// The entry, if there is one.
    pub fn entry(self) -> Option<&'m IndicatorRating> {
        match self {
            Asked::No => None,
            Asked::Yes(entry) => entry,
        }
    }
}

impl<'h> History<'h> {
    /// What an edition has of an indicator. It counts as asked where the instrument is not known.
    pub fn asked_in<'m>(&'m self, round: &CountryEdition<'h>, indicator: &str) -> Asked<'m>
    where
        'h: 'm,
    {
        let line = self.replacements.line(indicator);
        let entry = |file: &'h dataset::AssessmentFile| line.iter().find_map(|id| file.data.ratings.get(id));
        let entry = round.file.and_then(entry);
        let is_known = |id: &&str| round.named_by.is_none_or(|by| by.indicators.contains(id));
        if entry.is_none() && !line.iter().any(is_known) { Asked::No } else { Asked::Yes(entry) }
    }

    /// The indicators that were asked and are no longer, in order of their editions and instruments.
    pub fn retired(&self) -> Vec<&'h str> {
        let mut known: BTreeSet<&str> = self.framework.iter().flat_map(|by| by.indicators.ids()).collect();
        let mut retired = Vec::new();
        for id in self.editions.iter().filter_map(|round| round.named_by).flat_map(|by| by.indicators.ids()) {
            let line = self.replacements.line(id);
            if line.is_disjoint(&known) {
                retired.push(id);
            }
            known.extend(line);
        }
        retired
    }

    /// An indicator by the newest instrument that has it.
    pub fn indicator(&self, id: &str) -> Option<&'h Indicator> {
        let by_edition = self.editions.iter().rev().filter_map(|round| round.named_by);
        self.framework.into_iter().chain(by_edition).find_map(|by| by.indicators.get(id))
    }

    /// Its title, or its id.
    pub fn indicator_title<'i>(&self, id: &'i str) -> &'i str
    where
        'h: 'i,
    {
        self.indicator(id).and_then(|indicator| indicator.title.as_deref()).unwrap_or(id)
    }
}
