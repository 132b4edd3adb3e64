//! Scores as CSV (RFC 4180), for spreadsheets.

use super::{ScoreSheet, decimal, status_word};
use crate::render::csv::{cell, table};

/// One row for each assessment.
pub fn scores(sheets: &[ScoreSheet<'_>]) -> String {
    let header = [
        "country",
        "name",
        "edition",
        "status",
        "points",
        "most_points",
        "exact_score",
        "score",
        "stated_score",
        "stated_previous_score",
        "stated_difference",
        "difference",
        "note",
        "method",
    ];
    let rows = sheets.iter().map(|sheet| {
        let computed =
            |show: fn(dataset::scoring::Score) -> String| sheet.computed.map(show).unwrap_or_default();
        vec![
            cell(sheet.country),
            cell(sheet.country_name),
            cell(sheet.edition),
            status_word(sheet.status).to_owned(),
            computed(|score| score.points.to_string()),
            computed(|score| score.most_points.to_string()),
            computed(|score| decimal(score.hundredths())),
            computed(|score| score.rounded().to_string()),
            sheet.stated.score.map(|score| score.to_string()).unwrap_or_default(),
            sheet.stated.previous_score.map(|score| score.to_string()).unwrap_or_default(),
            sheet.stated.difference.map(|difference| difference.to_string()).unwrap_or_default(),
            sheet.difference().map(|difference| difference.to_string()).unwrap_or_default(),
            cell(&sheet.note().unwrap_or_default()),
            computed(|score| score.method.id().to_owned()),
        ]
    });
    table(&header, rows)
}

/// One row for each indicator of each assessment.
pub fn indicators(sheets: &[ScoreSheet<'_>]) -> String {
    let header = [
        "country",
        "edition",
        "status",
        "area",
        "indicator",
        "title",
        "rating",
        "points",
        "change",
        "answer",
    ];
    let rows = sheets.iter().flat_map(|sheet| {
        sheet.lines.iter().map(|line| {
            vec![
                cell(sheet.country),
                cell(sheet.edition),
                status_word(sheet.status).to_owned(),
                cell(line.area),
                cell(line.indicator),
                cell(line.title),
                line.rating.map(|rating| rating.id().to_owned()).unwrap_or_default(),
                line.points.map(|points| points.to_string()).unwrap_or_default(),
                line.change.map(|change| change.id().to_owned()).unwrap_or_default(),
                line.answer().to_owned(),
            ]
        })
    });
    table(&header, rows)
}
