//! Scores, recomputed and as stated, in each format.

pub mod csv;
pub mod human;
pub mod json;

use dataset::model::assessment::{Assessment, Remark, Stated, Status};
use dataset::model::framework::{Framework, ScoringMethod};
use dataset::model::rating::{Direction, Rating};
use dataset::scoring::{AreaScore, Score, ScoreObstacle, areas, comparable, instrument, score};
use dataset::{AssessmentFile, Dataset};
use format::values::Map;

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
    /// The assessment of the country in the previous edition.
    pub previous: Option<Previous<'d>>,
    /// One line for each indicator, in framework order.
    pub lines: Vec<ScoreLine<'d>>,
    /// What each area comes to, in framework order.
    pub areas: Vec<AreaLine<'d>>,
    /// What the edition before asked and this one does not, nor anything in its place: ids and titles.
    pub no_longer_asked: Vec<(&'d str, &'d str)>,
    /// What is remarked on the document.
    pub remarks: &'d Map<Remark>,
}

/// The score of the previous edition.
#[derive(Clone, Copy, Debug)]
pub struct Previous<'d> {
    /// Id of the edition.
    pub edition: &'d str,
    /// Its computed score.
    pub computed: Option<Score>,
    /// Why the two scores cannot be set off against each other, if they cannot.
    pub incomparable: Option<ScoreObstacle>,
}

/// What one indicator counts.
#[derive(Debug)]
pub struct ScoreLine<'d> {
    /// Its id.
    pub indicator: &'d str,
    /// Its title.
    pub title: &'d str,
    /// Its area's id.
    pub area: &'d str,
    /// Whether nobody can tell its rating, because of a fault in the file.
    pub is_unreadable: bool,
    /// Its rating.
    pub rating: Option<Rating>,
    /// Its points.
    pub points: Option<u32>,
    /// The printed direction.
    pub change: Option<Direction>,
}

/// What one area comes to.
#[derive(Debug)]
pub struct AreaLine<'d> {
    /// Its title.
    pub title: &'d str,
    /// Its score.
    pub score: AreaScore<'d>,
}

impl ScoreLine<'_> {
    /// What there is of a rating, as one word for programs.
    fn answer(&self) -> &'static str {
        match (self.rating, self.is_unreadable) {
            (Some(_), _) => "rated",
            (None, true) => "unreadable",
            (None, false) => "not-rated",
        }
    }
}

impl<'d> ScoreSheet<'d> {
    /// Puts together the score of an assessment.
    pub fn new(dataset: &'d Dataset, file: &'d AssessmentFile) -> Self {
        let framework = dataset.framework_of(&file.edition).map(|framework| &framework.data);
        let data = &file.data;
        let lines = framework.into_iter().flat_map(|framework| {
            framework.indicators.iter().map(|(indicator, entry)| {
                let rated = data.ratings.get(indicator);
                let rating = rated.and_then(|rated| rated.rating);
                ScoreLine {
                    indicator,
                    title: entry.title.as_deref().unwrap_or(indicator),
                    area: entry.area.as_deref().unwrap_or_default(),
                    is_unreadable: rating.is_none() && file.has_unreadable_rating(indicator),
                    rating,
                    points: rating.and_then(|rating| framework.points(rating)),
                    change: rated.and_then(|rated| rated.change),
                }
            })
        });
        let made_by = instrument(dataset, &file.edition);
        let previous = dataset.previous(file).map(|previous| {
            let before = instrument(dataset, &previous.edition);
            Previous {
                edition: &previous.edition,
                computed: before.and_then(|framework| score(&previous.data, framework)),
                incomparable: before.zip(made_by).and_then(|(before, after)| comparable(before, after).err()),
            }
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
            computed: made_by.and_then(|framework| score(data, framework)),
            stated: data.stated.unwrap_or_default(),
            previous,
            lines: lines.collect(),
            no_longer_asked: dataset.no_longer_asked(&file.edition),
            areas: framework.map_or_else(Vec::new, |framework| area_lines(framework, data)),
            remarks: &data.remarks,
        }
    }

    /// Whether the score can be computed and is the stated one, if one is stated.
    pub fn holds(&self) -> bool {
        self.computed
            .is_some_and(|computed| self.stated.score.is_none_or(|stated| stated == computed.rounded()))
    }

    /// Whether it is a draft that is not rated to its end yet, so that it has no score and need have none.
    pub fn is_unfinished_draft(&self) -> bool {
        let is_readable = !self.lines.iter().any(|line| line.is_unreadable);
        self.status == Some(Status::Draft)
            && is_readable
            && self.lines.iter().any(|line| line.rating.is_none())
    }

    /// The difference to the previous edition's score, both rounded, as the publisher reckons; none where the two scores
    /// cannot be set off against each other.
    pub fn difference(&self) -> Option<i64> {
        let (before, after) = self.comparable()?;
        Some(i64::from(after.rounded()) - i64::from(before.rounded()))
    }

    /// The same in points, where it is points that make the score.
    fn points(&self) -> Option<i64> {
        let (before, after) = self.comparable()?;
        match after.method {
            ScoringMethod::SumOfPoints => Some(i64::from(after.points) - i64::from(before.points)),
            ScoringMethod::MeanOfAreaMeans => None,
        }
    }

    /// The previous edition's score and this one, where they can be set off against each other.
    fn comparable(&self) -> Option<(Score, Score)> {
        let previous = self.previous.filter(|previous| previous.incomparable.is_none())?;
        previous.computed.zip(self.computed)
    }

    /// Why there is no difference between two scores that are both computed, in words.
    fn note(&self) -> Option<String> {
        let previous = self.previous?;
        let why = previous.incomparable.filter(|_| previous.computed.is_some() && self.computed.is_some())?;
        Some(format!(
            "The scores of {} and {} cannot be compared: {}.",
            previous.edition,
            self.edition,
            not_comparable(why)
        ))
    }
}

fn area_lines<'d>(framework: &'d Framework, data: &Assessment) -> Vec<AreaLine<'d>> {
    let line = |score: AreaScore<'d>| {
        let title = framework.areas.get(score.area).and_then(|area| area.title.as_deref());
        AreaLine { title: title.unwrap_or(score.area), score }
    };
    areas(data, framework).into_iter().map(line).collect()
}

/// Why two scores cannot be compared, in words.
pub(super) fn not_comparable(why: ScoreObstacle) -> String {
    format!("the two do not have the same {}", why.what())
}

/// A number of hundredths as people write it: 3472 is `34.72`.
pub(super) fn decimal(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The id of a status, or nothing.
fn status_word(status: Option<Status>) -> &'static str {
    status.map_or("", Status::id)
}
