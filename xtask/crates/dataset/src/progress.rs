//! How far an assessment is: how many indicators are rated, and how many of these somebody has looked at.

use std::sync::Arc;

use crate::{AssessmentFile, Registers};
use format::pointer::Pointer;
use format::values::Text;

/// How far an assessment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The country's code.
    pub country: Text,
    /// The edition's id.
    pub edition: Text,
    /// The path of its file.
    pub path: Arc<str>,
    /// The indicators of the instrument; those of the file where the instrument cannot be read.
    pub indicators: usize,
    /// Those with a rating.
    pub rated: usize,
    /// Those with a rating that is not only carried over from an earlier edition.
    pub confirmed: usize,
    /// Whether nothing of the file can be read, as where the marks of a conflict stand in it: how far it is, nobody knows then.
    pub is_unreadable: bool,
}

impl Progress {
    /// That of an assessment.
    pub fn of(registers: &Registers, file: &AssessmentFile) -> Self {
        let framework = registers.framework_of(&file.edition).map(|file| &file.data);
        let is_asked = |id: &str| framework.is_none_or(|framework| framework.indicators.contains(id));
        let asked = || file.data.ratings.iter().filter(|(id, _)| is_asked(id));
        let rated = || asked().filter(|(_, entry)| entry.rating.is_some());
        // What cannot be read is not known to be confirmed.
        let is_lost = |id: &str| file.is_damaged(&Pointer::of(["ratings", id, "carried"]));
        Self {
            country: file.country.clone(),
            edition: file.edition.clone(),
            path: file.path.clone(),
            indicators: framework.map_or_else(|| asked().count(), |framework| framework.indicators.len()),
            rated: rated().count(),
            is_unreadable: file.is_unreadable(),
            confirmed: rated().filter(|(id, entry)| entry.carried.is_none() && !is_lost(id)).count(),
        }
    }

    /// How far it is, in words: `KHM 2026: 3 of 36 rated, 1 confirmed`.
    pub fn told(&self) -> String {
        let Self { country, edition, indicators, rated, confirmed, is_unreadable, path: _ } = self;
        if *is_unreadable {
            return format!("{country} {edition}: it cannot be read, so that nobody knows how far it is");
        }
        format!("{country} {edition}: {rated} of {indicators} rated, {confirmed} confirmed")
    }
}
