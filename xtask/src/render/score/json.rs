//! Scores as JSON, for programs. Computed and stated figures are never one field.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{AreaLine, ScoreSheet};
use crate::render::pretty;
use dataset::scoring::{AreaScore, ScoreObstacle};
use format::values::Text;

#[derive(Serialize)]
struct Entry<'s> {
    country: &'s str,
    name: &'s str,
    edition: &'s str,
    status: &'s str,
    computed: Option<Computed>,
    stated: Stated,
    agrees: bool,
    previous: Option<Previous<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    indicators: Option<Vec<Indicator<'s>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    no_longer_asked: Option<Vec<NotAsked<'s>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    areas: Option<Vec<Area<'s>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<BTreeMap<&'s str, Remark<'s>>>,
}

#[derive(Serialize)]
struct Computed {
    method: &'static str,
    points: u32,
    most_points: u32,
    hundredths: u32,
    score: u32,
}

#[derive(Serialize)]
struct NotAsked<'s> {
    indicator: &'s str,
    title: &'s str,
}

#[derive(Serialize)]
struct Area<'s> {
    area: &'s str,
    title: &'s str,
    points: u32,
    most_points: u32,
    hundredths: Option<u32>,
}

#[derive(Serialize)]
struct Stated {
    score: Option<u32>,
    previous_score: Option<u32>,
    difference: Option<i32>,
}

#[derive(Serialize)]
struct Previous<'s> {
    edition: &'s str,
    computed: Option<Computed>,
    difference: Option<i64>,
    not_comparable: Option<&'static str>,
}

#[derive(Serialize)]
struct Indicator<'s> {
    indicator: &'s str,
    title: &'s str,
    area: &'s str,
    rating: Option<&'s str>,
    answer: &'static str,
    points: Option<u32>,
    change: Option<&'s str>,
}

#[derive(Serialize)]
struct Remark<'s> {
    about: &'s [Text],
    printed: Option<&'s str>,
    text: Option<&'s str>,
}

/// Whether every indicator is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The score alone.
    Score,
    /// Every indicator's points as well.
    Indicators,
}

/// Renders a list of assessments, with a final line end.
pub fn render(sheets: &[ScoreSheet<'_>], detail: Detail) -> String {
    let entries: Vec<Entry<'_>> = sheets.iter().map(|sheet| entry(sheet, detail)).collect();
    pretty(&entries)
}

fn entry<'s>(sheet: &'s ScoreSheet<'_>, detail: Detail) -> Entry<'s> {
    Entry {
        country: sheet.country,
        name: sheet.country_name,
        edition: sheet.edition,
        status: super::status_word(sheet.status),
        computed: sheet.computed.map(Computed::from),
        stated: Stated {
            score: sheet.stated.score,
            previous_score: sheet.stated.previous_score,
            difference: sheet.stated.difference,
        },
        agrees: sheet.holds(),
        previous: sheet.previous.map(|previous| Previous {
            edition: previous.edition,
            computed: previous.computed.map(Computed::from),
            difference: sheet.difference(),
            not_comparable: previous.incomparable.map(ScoreObstacle::id),
        }),
        indicators: (detail == Detail::Indicators).then(|| {
            let lines = sheet.lines.iter();
            lines
                .map(|line| Indicator {
                    indicator: line.indicator,
                    title: line.title,
                    area: line.area,
                    rating: line.rating.map(|rating| rating.id()),
                    answer: line.answer(),
                    points: line.points,
                    change: line.change.map(|change| change.id()),
                })
                .collect()
        }),
        no_longer_asked: (detail == Detail::Indicators).then(|| {
            sheet.no_longer_asked.iter().map(|(indicator, title)| NotAsked { indicator, title }).collect()
        }),
        areas: (detail == Detail::Indicators).then(|| sheet.areas.iter().map(area).collect()),
        remarks: (detail == Detail::Indicators).then(|| sheet.remarks.iter().map(remark).collect()),
    }
}

fn area<'s>(line: &AreaLine<'s>) -> Area<'s> {
    let AreaLine { title, score: AreaScore { area, points, most_points, hundredths } } = *line;
    Area { area, title, points, most_points, hundredths }
}

fn remark<'s>((id, remark): (&'s str, &'s dataset::model::assessment::Remark)) -> (&'s str, Remark<'s>) {
    let dataset::model::assessment::Remark { about, printed, text } = remark;
    (id, Remark { about, printed: printed.as_deref(), text: text.as_deref() })
}

impl From<dataset::scoring::Score> for Computed {
    fn from(score: dataset::scoring::Score) -> Self {
        Self {
            method: score.method.id(),
            points: score.points,
            most_points: score.most_points,
            hundredths: score.hundredths(),
            score: score.rounded(),
        }
    }
}

/// A score without its hundredths, as reports on changes have it.
#[derive(Serialize)]
pub(in crate::render) struct Score {
    points: u32,
    most_points: u32,
    score: u32,
}

impl From<dataset::scoring::Score> for Score {
    fn from(score: dataset::scoring::Score) -> Self {
        Self { points: score.points, most_points: score.most_points, score: score.rounded() }
    }
}
