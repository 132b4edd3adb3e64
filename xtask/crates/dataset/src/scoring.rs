//! The score of an assessment: points of its ratings, scaled and rounded as its framework says; and which two scores can be
//! set off against each other.

mod share;

use std::collections::{BTreeMap, BTreeSet};

use self::share::{Part, Share, share};
use crate::Dataset;
use crate::model::assessment::Assessment;
use crate::model::framework::{Framework, Scoring, ScoringMethod};
use crate::model::rating::Rating;
use crate::succession::Replacements;
use format::pointer::Pointer;
use format::values::Text;

/// A computed score. It is kept as the exact fraction that it is, so that nothing is rounded twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// The points of all ratings.
    pub points: u32,
    /// The points of the best rating for every indicator, above 0.
    pub most_points: u32,
    /// The score where each rating is the best, e.g. 100.
    pub out_of: u32,
    /// How the points make the score.
    pub method: ScoringMethod,
    share: Share,
}

/// What the ratings of one area come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AreaScore<'f> {
    /// The id of the area.
    pub area: &'f str,
    /// The points of its ratings.
    pub points: u32,
    /// The points of the best rating for each of its indicators.
    pub most_points: u32,
    /// What it has of the score that is scaled to the most, in hundredths; none unless each of its indicators has a rating.
    pub hundredths: Option<u32>,
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

    /// Whether another score is the same before anything is rounded.
    pub fn is_same_share(self, other: Score) -> bool {
        self.share == other.share
    }

    fn scaled(self, factor: u128) -> u32 {
        scaled(self.share, self.out_of, factor).unwrap_or(u32::MAX)
    }
}

fn scaled(share: Share, out_of: u32, factor: u128) -> Option<u32> {
    u32::try_from(share.scaled(u128::from(out_of).checked_mul(factor)?)?).ok()
}

/// Computes a score. There is none unless every indicator of the framework has a rating that can be read: neither way of scoring
/// leaves out what nobody rated. What the framework does not ask counts nowhere, and an area without indicators is no area.
///
/// With `sum-of-points` it is the points of all ratings over the most points that there can be. With `mean-of-area-means` the
/// same is reckoned for each area, and the mean of these shares is taken, so that each area weighs the same. Both are scaled and
/// rounded once. The framework's file says why its method is taken to be the publisher's.
pub fn score(assessment: &Assessment, framework: &Framework) -> Option<Score> {
    score_if(assessment, framework, &BTreeMap::new())
}

/// The score that there would be if some indicators had other ratings.
pub(crate) fn score_if(
    assessment: &Assessment,
    framework: &Framework,
    instead: &BTreeMap<&str, Rating>,
) -> Option<Score> {
    let mut parts: Vec<Part<'_>> = Vec::with_capacity(framework.indicators.len());
    for (id, indicator) in framework.indicators.iter() {
        let rating = instead.get(id).copied().or_else(|| assessment.ratings.get(id)?.rating)?;
        parts.push(Part { area: indicator.area.as_deref(), points: framework.points(rating)? });
    }
    let scoring = framework.scoring.as_ref()?;
    let (method, out_of) = (scoring.method()?, scoring.out_of?);
    let best = framework.best_points()?;
    let share = share(method, &parts, best)?;
    scaled(share, out_of, 100)?;
    Some(Score {
        points: parts.iter().map(|part| part.points).try_fold(0, u32::checked_add)?,
        most_points: best.checked_mul(u32::try_from(parts.len()).ok()?)?,
        out_of,
        method,
        share,
    })
}

/// What each area of a framework has, in its order; an area without indicators is left out.
pub fn areas<'f>(assessment: &Assessment, framework: &'f Framework) -> Vec<AreaScore<'f>> {
    let mut found: Vec<AreaScore<'f>> = Vec::new();
    let mut parts: BTreeMap<&str, Vec<Option<Part<'f>>>> = BTreeMap::new();
    for (id, indicator) in framework.indicators.iter() {
        let area = indicator.area.as_deref().unwrap_or_default();
        let rating = assessment.ratings.get(id).and_then(|entry| entry.rating);
        let points = rating.and_then(|rating| framework.points(rating));
        parts.entry(area).or_default().push(points.map(|points| Part { area: Some(area), points }));
    }
    let best = framework.best_points().unwrap_or(0);
    let out_of = framework.scoring.as_ref().and_then(|scoring| scoring.out_of);
    for area in framework.areas.ids() {
        let Some(all) = parts.get(area) else { continue };
        let rated: Option<Vec<Part<'_>>> = all.iter().copied().collect();
        let share = rated.and_then(|rated| share(ScoringMethod::SumOfPoints, &rated, best));
        found.push(AreaScore {
            area,
            points: all.iter().flatten().map(|part| part.points).fold(0, u32::saturating_add),
            most_points: best.saturating_mul(u32::try_from(all.len()).unwrap_or(u32::MAX)),
            hundredths: share.zip(out_of).and_then(|(share, out_of)| scaled(share, out_of, 100)),
        });
    }
    found
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
    /// Which indicators are rated together in an area, where the areas count.
    Areas,
}

impl ScoreObstacle {
    /// What is not the same, in words.
    pub fn what(self) -> &'static str {
        match self {
            ScoreObstacle::Points => "points for each rating",
            ScoreObstacle::Method => "way of scoring",
            ScoreObstacle::Indicators => "indicators",
            ScoreObstacle::Areas => "indicators in each area",
        }
    }

    /// The same as one word for programs.
    pub fn id(self) -> &'static str {
        match self {
            ScoreObstacle::Points => "points",
            ScoreObstacle::Method => "method",
            ScoreObstacle::Indicators => "indicators",
            ScoreObstacle::Areas => "areas",
        }
    }
}

/// Whether scores by two instruments, or by two states of one, can be set off against each other. Only then is a difference
/// of the scores, or of their points, one of the country.
///
/// # Errors
/// The first thing that the instruments do not have in common. Titles and the grounds for a method do not matter, nor do ids where
/// an indicator is replaced one to one, nor areas unless the score is made of them.
pub fn comparable(before: &Framework, after: &Framework) -> Result<(), ScoreObstacle> {
    if points(before) != points(after) {
        return Err(ScoreObstacle::Points);
    }
    if method(before) != method(after) {
        return Err(ScoreObstacle::Method);
    }
    let replacements = Replacements::of([before, after]);
    let succession = replacements.between(before, after);
    if !succession.is_one_to_one() {
        return Err(ScoreObstacle::Indicators);
    }
    match after.scoring.as_ref().and_then(Scoring::method) {
        Some(ScoringMethod::MeanOfAreaMeans) => {
            let old = grouping(before, |id| succession.one_to_one.get(id).copied().unwrap_or(id));
            let same = old == grouping(after, |id| id);
            if same { Ok(()) } else { Err(ScoreObstacle::Areas) }
        }
        Some(ScoringMethod::SumOfPoints) | None => Ok(()),
    }
}

/// Which indicators are together in an area, whatever the area is called.
fn grouping<'f>(framework: &'f Framework, name: impl Fn(&'f str) -> &'f str) -> BTreeSet<BTreeSet<&'f str>> {
    let mut areas: BTreeMap<Option<&str>, BTreeSet<&'f str>> = BTreeMap::new();
    for (id, indicator) in framework.indicators.iter() {
        areas.entry(indicator.area.as_deref()).or_default().insert(name(id));
    }
    areas.into_values().collect()
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
        let part = Part { area: None, points };
        let nothing = Part { area: None, points: 0 };
        let parts: Vec<Part<'_>> = [part].into_iter().chain(std::iter::repeat_n(nothing, 35)).collect();
        let method = ScoringMethod::SumOfPoints;
        let share = share(method, &parts, 4).expect("a share");
        Score { points, most_points: 144, out_of: 100, method, share }
    }

    #[test]
    fn rounds_half_up_without_floats() {
        assert_eq!((of_144(50).hundredths(), of_144(50).rounded()), (3472, 35));
        assert_eq!((of_144(59).hundredths(), of_144(59).rounded()), (4097, 41));
        assert_eq!(of_144(18).rounded(), 13, "12.5 rounds up");
        assert_eq!(of_144(144).rounded(), 100);
    }
}
