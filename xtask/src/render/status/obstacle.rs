//! What stands in the way of closing an edition.

use super::CountryState;
use crate::render::counted;
use dataset::CHECK_OUT;

/// What stands in the way of closing an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle<'s> {
    /// Nothing was assessed in it.
    Empty,
    /// A country has no assessment.
    Missing(&'s CountryState),
    /// An assessment is not checked out.
    NotCheckedOut(&'s CountryState),
    /// An assessment cannot be read.
    Unreadable(&'s CountryState),
    /// So many errors are in an assessment.
    Errors(&'s CountryState, usize),
    /// A draft lacks so much.
    OpenPoints(&'s CountryState, usize),
    /// So many errors are in the registers and instruments.
    Registers(usize),
}

impl Obstacle<'_> {
    /// The country, if it is one's.
    pub fn country(&self) -> Option<&CountryState> {
        match self {
            Obstacle::Empty | Obstacle::Registers(_) => None,
            Obstacle::Missing(country)
            | Obstacle::NotCheckedOut(country)
            | Obstacle::Unreadable(country)
            | Obstacle::Errors(country, _)
            | Obstacle::OpenPoints(country, _) => Some(country),
        }
    }

    /// What it is, in a few words.
    pub fn told(&self) -> String {
        match self {
            Obstacle::Empty => "no country has an assessment".to_owned(),
            Obstacle::Missing(country) => format!("{} is missing", country.titled()),
            Obstacle::NotCheckedOut(country) => {
                format!("{} is not checked out; check it out with: {CHECK_OUT}", country.titled())
            }
            Obstacle::Unreadable(country) => format!("{} cannot be read", country.titled()),
            Obstacle::Errors(country, count) => {
                format!("{} has {}", country.titled(), counted(*count, "error"))
            }
            Obstacle::OpenPoints(country, count) => {
                format!("{} has {}", country.titled(), counted(*count, "open point"))
            }
            Obstacle::Registers(count) => {
                format!("the registers and frameworks have {}", counted(*count, "error"))
            }
        }
    }
}
