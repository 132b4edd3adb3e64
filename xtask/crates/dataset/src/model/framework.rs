//! The instrument: thematic areas, indicators, the rating scale, and how a score is made.

use super::rating::{Rating, Scale};
use bibliography::erratum::{Errata, errata};
use format::json::Json;
use format::values::{Map, Text, map, number, text, texts};

/// An instrument of assessment, in one version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Framework {
    /// Its id, which is also the name of its file.
    pub id: Option<Text>,
    /// Its title.
    pub title: Option<Text>,
    /// What it is, in a sentence.
    pub description: Option<Text>,
    /// The thematic areas, in order.
    pub areas: Map<ThematicArea>,
    /// The indicators, in order.
    pub indicators: Map<Indicator>,
    /// The levels, best first, each with its points.
    pub scale: Map<Level>,
    /// The same as what ratings are places in, made of it once.
    pub rating_scale: Scale,
    /// How the points make a score.
    pub scoring: Option<Scoring>,
    /// What was corrected in what it says as a whole.
    pub errata: Errata,
}

/// A group of indicators.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThematicArea {
    /// Its title as printed.
    pub title: Option<Text>,
    /// What was corrected in it.
    pub errata: Errata,
}

/// One thing that is rated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Indicator {
    /// The id of its area.
    pub area: Option<Text>,
    /// Its title as printed.
    pub title: Option<Text>,
    /// Other forms in which its title is printed.
    pub also_printed: Box<[Text]>,
    /// The ids of those of the instrument before that it is asked instead of.
    pub replaces: Box<[Text]>,
    /// What was corrected in it.
    pub errata: Errata,
}

/// A level of the scale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// Its title as printed.
    pub title: Option<Text>,
    /// What it counts.
    pub points: Option<u32>,
    /// What was corrected in it.
    pub errata: Errata,
}

/// How a score is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scoring {
    /// The name of the method, which [`Scoring::method`] gives.
    pub method: Option<Text>,
    /// The score of an assessment that is very strong throughout.
    pub out_of: Option<u32>,
    /// How it is rounded; there is one way, `half-up`.
    pub rounding: Option<Text>,
    /// Whether the publisher states the method or we infer it.
    pub basis: Option<Text>,
    /// What speaks for it.
    pub evidence: Box<[Text]>,
}

/// How the points of the ratings are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoringMethod {
    /// The points of all ratings, over the most points that there can be: each indicator weighs the same.
    SumOfPoints,
    /// The mean of what each area has of the most points of that area: each area weighs the same.
    MeanOfAreaMeans,
}

impl ScoringMethod {
    /// All ways.
    pub const ALL: [ScoringMethod; 2] = [ScoringMethod::SumOfPoints, ScoringMethod::MeanOfAreaMeans];

    /// The id in the files.
    pub fn id(self) -> &'static str {
        match self {
            ScoringMethod::SumOfPoints => "sum-of-points",
            ScoringMethod::MeanOfAreaMeans => "mean-of-area-means",
        }
    }

    /// The way of an id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.id() == id)
    }
}

impl Scoring {
    /// The method, if it is one of those that are known.
    pub fn method(&self) -> Option<ScoringMethod> {
        self.method.as_deref().and_then(ScoringMethod::from_id)
    }
}

impl Framework {
    /// Reads what can be read.
    pub fn read(json: &Json<'_>) -> Self {
        let scale = map(json, "scale", |level| Level {
            title: text(level, "title"),
            points: number(level, "points"),
            errata: errata(level),
        });
        Self {
            id: text(json, "id"),
            title: text(json, "title"),
            description: text(json, "description"),
            areas: map(json, "areas", |area| ThematicArea {
                title: text(area, "title"),
                errata: errata(area),
            }),
            indicators: map(json, "indicators", |indicator| Indicator {
                area: text(indicator, "area"),
                title: text(indicator, "title"),
                also_printed: texts(indicator, "also_printed"),
                replaces: texts(indicator, "replaces"),
                errata: errata(indicator),
            }),
            rating_scale: rating_scale(&scale),
            scale,
            scoring: json.get("scoring").map(|scoring| Scoring {
                method: text(scoring, "method"),
                out_of: number(scoring, "out_of"),
                rounding: text(scoring, "rounding"),
                basis: text(scoring, "basis"),
                evidence: texts(scoring, "evidence"),
            }),
            errata: errata(json),
        }
    }

    /// The scale on which it rates.
    pub fn rating_scale(&self) -> Scale {
        self.rating_scale
    }

    /// The points of a rating.
    pub fn points(&self, rating: Rating) -> Option<u32> {
        self.scale.get(rating.id()).and_then(|level| level.points)
    }

    /// The points of the best rating.
    pub fn best_points(&self) -> Option<u32> {
        self.scale.values().filter_map(|level| level.points).max()
    }
}

/// The scale of some levels: the one with the most points is the best, and of those that count the same the one that is listed
/// first.
fn rating_scale(levels: &Map<Level>) -> Scale {
    if levels.is_empty() {
        return Scale::usual();
    }
    let mut levels: Vec<(&str, &Level)> = levels.iter().collect();
    levels.sort_by_key(|(_, level)| std::cmp::Reverse(level.points));
    Scale::of(levels.into_iter().map(|(id, level)| (id, level.title.as_deref().unwrap_or(id))))
}
