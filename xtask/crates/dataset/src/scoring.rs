//! The score of an assessment: points of its ratings, scaled and rounded as its framework says; and which two scores can be
//! set off against each other.

use std::collections::BTreeMap;

use crate::Dataset;
use crate::model::assessment::Assessment;
use crate::model::framework::Framework;
use crate::model::rating::Rating;
use crate::succession::Replacements;
use format::pointer::Pointer;
use format::values::Text;

/// A computed score. It is kept as the whole numbers it comes from, so that nothing is rounded twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// The points of all ratings.
    pub points: u32,
    /// The points of the best rating for every indicator, above 0.
    pub most_points: u32,
    /// What the most points are scaled to, e.g. 100.
    pub out_of: u32,
}

impl Score {
    /// The score as a whole number, halves rounded up: 50 of 144 points are 34.72, thus 35.
    pub fn rounded(self) -> u32 {
        self.scaled(1)
    }

    /// The score in hundredths, halves rounded up: 50 of 144 points are 3472.
    pub fn hundredths(self) -> u32 {
        self.scaled(100)
    }

    fn scaled(self, factor: u64) -> u32 {
        let (points, most) = (u64::from(self.points), u64::from(self.most_points));
        let scaled = (2 * points * u64::from(self.out_of) * factor + most) / (2 * most);
        u32::try_from(scaled).unwrap_or(u32::MAX)
    }

    /// The same score with some points more or less.
    #[must_use]
    pub fn adjusted(self, points: i32) -> Self {
        Self { points: self.points.saturating_add_signed(points), ..self }
    }
}

/// Computes a score. There is none unless every indicator of the framework has a rating that can be read.
///
/// The method is the sum of points over the most points that can be had, scaled; it is the one method there is (the
/// schema allows no other), and the framework's file says why it is taken to be the publisher's.
pub fn score(assessment: &Assessment, framework: &Framework) -> Option<Score> {
    let points = framework
        .indicators
        .ids()
        .map(|id| framework.points(assessment.ratings.get(id)?.rating?))
        .sum::<Option<u32>>()?;
    let count = u32::try_from(framework.indicators.len()).ok()?;
    let most_points = framework.best_points()?.checked_mul(count).filter(|most| *most > 0)?;
    let out_of = framework.scoring.as_ref()?.out_of?;
    Some(Score { points, most_points, out_of })
}

/// The instrument by which the scores of an edition are computed; none if there is a fault in what a score is made of, since
/// a level or an indicator that was left out would give another score.
pub fn instrument<'d>(dataset: &'d Dataset, edition: &str) -> Option<&'d Framework> {
    let file = dataset.framework_of(edition)?;
    let is_damaged = |part: &str| file.is_damaged(&Pointer::of([part]));
    (!["scale", "scoring", "indicators"].into_iter().any(is_damaged)).then_some(&file.data)
}

/// Why two scores cannot be set off against each other: what their instruments do not have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScoreObstacle {
    /// What each level of the scale counts.
    Points,
    /// The method, what it is scaled to, or how it is rounded.
    Method,
    /// What is rated.
    Indicators,
}

impl ScoreObstacle {
    /// What is not the same, in words.
    pub fn what(self) -> &'static str {
        match self {
            ScoreObstacle::Points => "points for each rating",
            ScoreObstacle::Method => "way of scoring",
            ScoreObstacle::Indicators => "indicators",
        }
    }

    /// The same as one word for programs.
    pub fn id(self) -> &'static str {
        match self {
            ScoreObstacle::Points => "points",
            ScoreObstacle::Method => "method",
            ScoreObstacle::Indicators => "indicators",
        }
    }
}

/// Whether scores by two instruments, or by two states of one, can be set off against each other. Only then is a difference
/// of the scores, or of their points, one of the country.
///
/// # Errors
/// The first thing that the instruments do not have in common. Titles, areas and the grounds for a method do not matter, nor do
/// ids where an indicator is replaced one to one.
pub fn comparable(before: &Framework, after: &Framework) -> Result<(), ScoreObstacle> {
    if points(before) != points(after) {
        Err(ScoreObstacle::Points)
    } else if method(before) != method(after) {
        Err(ScoreObstacle::Method)
    } else if !Replacements::of([before, after]).between(before, after).is_one_to_one() {
        Err(ScoreObstacle::Indicators)
    } else {
        Ok(())
    }
}

fn points(framework: &Framework) -> BTreeMap<&str, Option<u32>> {
    framework.scale.iter().map(|(id, level)| (id, level.points)).collect()
}

fn method(framework: &Framework) -> Option<(Option<&Text>, Option<u32>, Option<&Text>)> {
    let scoring = framework.scoring.as_ref()?;
    Some((scoring.method.as_ref(), scoring.out_of, scoring.rounding.as_ref()))
}

/// How many points lie between two ratings.
pub fn points_between(framework: &Framework, from: Rating, to: Rating) -> Option<i32> {
    let points = |rating| framework.points(rating).and_then(|points| i32::try_from(points).ok());
    Some(points(to)? - points(from)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_144(points: u32) -> Score {
        Score { points, most_points: 144, out_of: 100 }
    }

    #[test]
    fn rounds_half_up_without_floats() {
        assert_eq!((of_144(50).hundredths(), of_144(50).rounded()), (3472, 35));
        assert_eq!((of_144(59).hundredths(), of_144(59).rounded()), (4097, 41));
        assert_eq!(of_144(18).rounded(), 13, "12.5 rounds up");
        assert_eq!(of_144(144).rounded(), 100);
    }
}
