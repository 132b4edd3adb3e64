//! Scores, recomputed and as stated, in each format.

pub mod csv;
pub mod human;
pub mod json;

use crate::dataset::{AssessmentFile, Dataset};
use crate::model::assessment::{Stated, Status};
use crate::model::framework::Framework;
use crate::model::rating::{Direction, Rating};
use crate::scoring::{Score, score};

/// The score of an assessment beside what is stated, and where it comes from.
#[derive(Debug)]
pub struct ScoreSheet<'d> {
    /// ISO 3166-1 alpha-3 code.
    pub country: &'d str,
    /// The country's name here.
    pub country_name: &'d str,
    /// Id of the edition.
    pub edition: &'d str,
    /// Where the ratings come from.
    pub status: Option<Status>,
    /// The instrument.
    pub framework: Option<&'d Framework>,
    /// The computed score; none if a rating is missing or cannot be read.
    pub computed: Option<Score>,
    /// What the publisher printed.
    pub stated: Stated,
    /// The previous edition's id and computed score.
    pub previous: Option<(&'d str, Option<Score>)>,
    /// One line for each indicator, in framework order.
    pub lines: Vec<Line<'d>>,
}

/// What one indicator counts.
#[derive(Debug)]
pub struct Line<'d> {
    /// Its id.
    pub indicator: &'d str,
    /// Its title.
    pub title: &'d str,
    /// Its area's id.
    pub area: &'d str,
    /// Its rating.
    pub rating: Option<Rating>,
    /// Its points.
    pub points: Option<u32>,
    /// The printed direction.
    pub change: Option<Direction>,
}

impl<'d> ScoreSheet<'d> {
    /// Puts together the score of an assessment.
    pub fn new(dataset: &'d Dataset, file: &'d AssessmentFile) -> Self {
        let framework = dataset.framework_of(&file.edition).map(|framework| &framework.data);
        let data = &file.file.data;
        let lines = framework.into_iter().flat_map(|framework| {
            framework.indicators.iter().map(|(indicator, entry)| {
                let rated = data.ratings.get(indicator);
                let rating = rated.and_then(|rated| rated.rating);
                Line {
                    indicator,
                    title: entry.title.as_deref().unwrap_or(indicator),
                    area: entry.area.as_deref().unwrap_or_default(),
                    rating,
                    points: rating.and_then(|rating| framework.points(rating)),
                    change: rated.and_then(|rated| rated.change),
                }
            })
        });
        let previous = dataset.previous(file).map(|previous| {
            let framework = dataset.framework_of(&previous.edition);
            let computed = framework.and_then(|framework| score(&previous.file.data, &framework.data));
            (&*previous.edition, computed)
        });
        Self {
            country: &file.country,
            country_name: dataset
                .countries
                .as_ref()
                .map_or(&*file.country, |file_| file_.data.name(&file.country)),
            edition: &file.edition,
            status: data.status,
            framework,
            computed: framework.and_then(|framework| score(data, framework)),
            stated: data.stated.unwrap_or_default(),
            previous,
            lines: lines.collect(),
        }
    }

    /// Whether the score can be computed and is the stated one, if one is stated.
    pub fn holds(&self) -> bool {
        self.computed
            .is_some_and(|computed| self.stated.score.is_none_or(|stated| stated == computed.rounded()))
    }

    /// The difference to the previous edition's score, both rounded, as the publisher reckons.
    pub fn difference(&self) -> Option<i64> {
        let (_, previous) = self.previous?;
        Some(i64::from(self.computed?.rounded()) - i64::from(previous?.rounded()))
    }
}

/// A number of hundredths as people write it: 3472 is `34.72`.
fn decimal(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The id of a status, or nothing.
fn status_word(status: Option<Status>) -> &'static str {
    status.map_or("", Status::id)
}
