//! What differs between two states of the data, or between two editions: by meaning, each difference once.
//!
//! # Examples
//!
//! What became of the ratings between two editions:
//!
//! ```
//! use std::path::Path;
//!
//! use dataset::Dataset;
//! use format::tree::Tree;
//!
//! let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
//! let dataset = Dataset::load_to_compare(&Tree::folder(&repository)?);
//! let diff = diff::compare_editions(&dataset, Some("KHM"), "2019", "2022");
//!
//! let tally = &diff.assessments[0].tally;
//! assert_eq!((tally.up(), tally.down(), tally.points()), (1, 10, Some(-9)));
//! assert_eq!(diff.cautions.len(), 1, "the ratings of 2019 are reconstructed");
//! # Ok::<(), std::io::Error>(())
//! ```

mod asked;
pub mod assessment;
pub mod caution;
pub mod change;
mod ids;
pub mod in_place;
mod lost;
mod meaning;
pub mod merge;
mod obstacles;
pub mod pairing;
mod place;
mod register;
pub mod release;
mod rename;
pub mod schema;
mod sides;
mod source;
mod states;
pub mod subject;
pub mod tally;

use dataset::assessment_id::country_of;
use std::collections::HashSet;
use std::sync::Arc;

use assessment::Relation;
use caution::Caution;
use change::{Change, Value};
pub use states::{compare, compare_assessments, compare_by, compare_editions, rescored};
use subject::{CountryField, Field, Subject};
use tally::Tally;

use dataset::AssessmentFile;
use dataset::model::framework::Framework;
use format::pointer::Pointer;

/// A comparison.
#[derive(Debug, Default)]
pub struct Diff<'d> {
    /// What makes the comparison unsafe.
    pub cautions: Vec<Caution>,
    /// What could not be compared; that is not the same as no difference.
    pub not_compared: Vec<NotCompared>,
    /// Between editions: the countries that were assessed in one of the two only, by code.
    pub not_assessed: Vec<NotAssessed<'d>>,
    /// The assessments that differ, by country and edition.
    pub assessments: Vec<AssessmentDiff<'d>>,
    /// What differs in the registers and instruments.
    pub registers: Vec<Change>,
}

/// The differences of one assessment.
#[derive(Debug)]
pub struct AssessmentDiff<'d> {
    /// The country's code.
    pub country: &'d str,
    /// The country's name here.
    pub country_name: &'d str,
    /// What the two sides are to each other.
    pub relation: Relation,
    /// The earlier state, or the earlier edition.
    pub before: Option<&'d AssessmentFile>,
    /// The later one.
    pub after: Option<&'d AssessmentFile>,
    /// The instrument, of the later side if there is one.
    pub framework: Option<&'d Framework>,
    /// What the changes come to.
    pub tally: Tally,
    /// The changes: heaviest first, by area, falls before rises. Empty where only the score is another, because it is made in
    /// another way.
    pub changes: Vec<Change>,
    /// Where only one side is a reconstruction: how the two differ in what they say and cite for ratings. Nothing was added or
    /// taken away there, and it is not told as if it were.
    pub incomparable: Vec<Change>,
}

/// A country that was assessed in one of two editions and not in the other. Nothing was removed: nobody has looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAssessed<'d> {
    /// The country's code.
    pub country: &'d str,
    /// The country's name here.
    pub country_name: &'d str,
    /// The edition in which it was not assessed.
    pub edition: &'d str,
    /// The edition in which it was.
    pub assessed_in: &'d str,
    /// Which of the two editions lacks it.
    pub side: Side,
}

/// Something that could not be compared, since one side of it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotCompared {
    /// The file.
    pub path: Arc<str>,
    /// What of it.
    pub pointer: Pointer,
    /// The side that cannot be read.
    pub side: Side,
    /// Why.
    pub why: String,
}

/// A side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Side {
    Before,
    After,
}

impl Diff<'_> {
    /// Whether nothing differs; what could not be compared may.
    pub fn is_empty(&self) -> bool {
        self.assessments.is_empty() && self.registers.is_empty() && self.not_assessed.is_empty()
    }

    /// The files of which something could not be compared.
    pub fn paths_not_compared(&self) -> HashSet<&str> {
        self.not_compared.iter().map(|lost| &*lost.path).collect()
    }

    /// All changes.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.assessments.iter().flat_map(|assessment| &assessment.changes).chain(&self.registers)
    }

    /// Leaves only what is about a country or an indicator, where one is named.
    pub fn limit(&mut self, country: Option<&str>, indicator: Option<&str>) {
        if let Some(country) = country {
            let new_code =
                self.registers.iter().find_map(|change| new_code(change, country)).map(str::to_owned);
            let is_asked = |code: &str| code == country || new_code.as_deref() == Some(code);
            self.assessments.retain(|assessment| {
                let mut sides = [assessment.before, assessment.after].into_iter().flatten();
                sides.any(|file| is_asked(&file.country))
            });
            self.not_assessed.retain(|it| is_asked(it.country));
            self.cautions.retain(|caution| caution.country().is_none_or(is_asked));
            self.registers.retain(
                |change| matches!(&change.subject, Subject::Country { country: of, .. } if is_asked(of)),
            );
            // What is lost of a register or an instrument may be about any country.
            self.not_compared.retain(|lost| country_of(&lost.path).is_none_or(is_asked));
        }
        if let Some(indicator) = indicator {
            self.registers.clear();
            for assessment in &mut self.assessments {
                assessment.limit(indicator);
            }
            self.assessments.retain(|assessment| !assessment.changes.is_empty());
        }
    }
}

/// The code that a country has now, if a change is that it had another.
fn new_code<'c>(change: &'c Change, country: &str) -> Option<&'c str> {
    let Subject::Country { country: now, field: CountryField::Whole } = &change.subject else { return None };
    matches!(&change.before, Some(Value::Name(old)) if **old == *country).then_some(&**now)
}

impl AssessmentDiff<'_> {
    /// The edition of the earlier side, or of the only one.
    pub fn edition_before(&self) -> &str {
        self.before.or(self.after).map_or("", |file| &file.edition)
    }

    /// The edition of the later side, or of the only one.
    pub fn edition_after(&self) -> &str {
        self.after.or(self.before).map_or("", |file| &file.edition)
    }

    /// Whether one of its files is among some.
    pub fn is_of(&self, paths: &HashSet<&str>) -> bool {
        let mut files = [self.before, self.after].into_iter().flatten();
        files.any(|file| paths.contains(&*file.path))
    }

    /// The title of an indicator, or its id.
    pub fn indicator_title<'t>(&'t self, id: &'t str) -> &'t str {
        let indicator = self.framework.and_then(|framework| framework.indicators.get(id));
        indicator.and_then(|indicator| indicator.title.as_deref()).unwrap_or(id)
    }

    fn limit(&mut self, indicator: &str) {
        self.changes.retain(|change| {
            change.indicator() == Some(indicator)
                || matches!(change.subject, Subject::Assessment { field: Field::Whole | Field::Path, .. })
        });
        self.tally.moves.retain(|moved| *moved.indicator == *indicator);
        let rated = |file: Option<&AssessmentFile>| {
            file.and_then(|file| file.data.ratings.get(indicator)).and_then(|entry| entry.rating)
        };
        self.tally.rated = usize::from(rated(self.before).is_some() && rated(self.after).is_some());
    }
}
