//! Scores for a person at a terminal.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{AreaLine, Previous, ScoreLine, ScoreSheet, decimal, status_word};
use crate::render::table::table as rows_of;
use crate::render::{columns_of, plain, remark, wrapped};
use dataset::model::framework::{Scoring, ScoringMethod};
use dataset::model::rating::Direction;
use dataset::scoring::Score;

/// A table of assessments, one a line; wrapped where a width is given.
pub fn table(sheets: &[ScoreSheet<'_>], width: Option<u16>) -> String {
    let titles = ["Country", "Edition", "Status", "Points", "Score", "Stated", "Since previous"];
    let row = |sheet: &ScoreSheet<'_>| {
        let computed = |show: fn(dataset::scoring::Score) -> String| {
            sheet.computed.map_or_else(|| "not computable".to_owned(), show)
        };
        vec![
            plain(&format!("{} ({})", sheet.country_name, sheet.country)),
            plain(sheet.edition),
            status_word(sheet.status).to_owned(),
            computed(|score| format!("{} of {}", score.points, score.most_points)),
            computed(|score| score.rounded().to_string()),
            sheet.stated.score.map_or_else(|| "-".to_owned(), |score| score.to_string()),
            sheet.difference().map_or_else(|| "-".to_owned(), |difference| format!("{difference:+}")),
        ]
    };
    let rows: Vec<_> = sheets.iter().map(row).collect();
    let shown = rows_of(&titles.map(str::to_owned), &rows, &[3, 4, 5, 6], width);
    let notes: BTreeSet<String> = sheets.iter().filter_map(ScoreSheet::note).collect();
    let room = columns_of(width);
    let notes: String = notes.iter().map(|note| wrapped(&plain(note), room, "", "")).collect();
    let gap = if notes.is_empty() { "" } else { "\n" };
    format!("{shown}{gap}{notes}")
}

/// One assessment with every indicator's points, and the reckoning.
pub fn explain(sheet: &ScoreSheet<'_>, width: Option<u16>) -> String {
    let mut out = format!(
        "{} ({}), edition {}, {}\n\n",
        plain(sheet.country_name),
        plain(sheet.country),
        plain(sheet.edition),
        status_word(sheet.status)
    );
    let titles = ["", "Rating", "Points", "Printed change", "Indicator"];
    let lines = sheet.lines.iter().enumerate().map(|(i, line)| {
        vec![
            (i + 1).to_string(),
            rating(line).to_owned(),
            line.points.map_or_else(|| "-".to_owned(), |points| points.to_string()),
            line.change.map_or("-", Direction::id).to_owned(),
            plain(line.title),
        ]
    });
    let lines: Vec<_> = lines.collect();
    let _ = writeln!(out, "{}", rows_of(&titles.map(str::to_owned), &lines, &[0, 2], width));
    out.push_str(&areas(sheet, width));
    out.push_str(&no_longer_asked(sheet));
    let room = columns_of(width);
    out.extend(reckoning(sheet).lines().map(|line| wrapped(line, room, "", "  ")));
    out.push_str(&remarks(sheet, width));
    out
}

fn rating(line: &ScoreLine<'_>) -> &'static str {
    match (line.rating, line.is_unreadable) {
        (Some(rating), _) => rating.title(),
        (None, true) => "cannot be read",
        (None, false) => "not rated",
    }
}

/// What the edition before asked; nothing is missing where it is not rated.
fn no_longer_asked(sheet: &ScoreSheet<'_>) -> String {
    if sheet.no_longer_asked.is_empty() {
        return String::new();
    }
    let titled = sheet.no_longer_asked.iter().map(|(id, title)| format!("{title} ({id})"));
    format!("No longer asked: {}.\n", plain(&titled.collect::<Vec<_>>().join(", ")))
}

/// The points of each area, and what it has of the score where the areas make it.
fn areas(sheet: &ScoreSheet<'_>, width: Option<u16>) -> String {
    let Some(framework) = sheet.framework else { return String::new() };
    let are_counted = match framework.scoring.as_ref().and_then(Scoring::method) {
        Some(ScoringMethod::MeanOfAreaMeans) => true,
        Some(ScoringMethod::SumOfPoints) | None => false,
    };
    let columns = if are_counted { 3 } else { 2 };
    let row = |AreaLine { title, score }: &AreaLine<'_>| {
        let mut row = vec![plain(title), format!("{} of {}", score.points, score.most_points)];
        row.extend(are_counted.then(|| score.hundredths.map_or_else(|| "-".to_owned(), decimal)));
        row
    };
    let rows: Vec<_> = sheet.areas.iter().map(row).collect();
    let titles = ["Area", "Points", "Mean"].map(str::to_owned);
    format!("{}\n", rows_of(&titles[..columns], &rows, &[1, 2][..columns - 1], width))
}

/// What a score is made of: `50 of 144`.
fn made_of(score: Score) -> String {
    match score.method {
        ScoringMethod::SumOfPoints => format!("{} of {}", score.points, score.most_points),
        ScoringMethod::MeanOfAreaMeans => "mean of the areas".to_owned(),
    }
}

fn reckoning(sheet: &ScoreSheet<'_>) -> String {
    let mut out = String::new();
    let Some(score) = sheet.computed else {
        let without = |is_unreadable: bool| {
            let lines = sheet.lines.iter();
            let ids = lines.filter(|line| line.rating.is_none() && line.is_unreadable == is_unreadable);
            ids.map(|line| line.indicator).collect::<Vec<_>>().join(", ")
        };
        let told = match (without(true), without(false)) {
            (unreadable, missing) if unreadable.is_empty() && missing.is_empty() => {
                "cannot read the framework".to_owned()
            }
            (unreadable, missing) if missing.is_empty() => format!("cannot read {unreadable}"),
            (unreadable, missing) if unreadable.is_empty() => format!("not rated: {missing}"),
            (unreadable, missing) => format!("cannot read {unreadable}; not rated: {missing}"),
        };
        return format!("Not computable: {}. See `cargo xtask validate`.\n", plain(&told));
    };
    let _ =
        writeln!(out, "Score: {} = {} -> {}", made_of(score), decimal(score.hundredths()), score.rounded());
    if let Some(stated) = sheet.stated.score {
        let verdict = if stated == score.rounded() { "agrees" } else { "DISAGREES" };
        let _ = writeln!(out, "Stated by the publisher: {stated}, which {verdict}");
    }
    if let Some(Previous { edition, computed: Some(before), incomparable: _ }) = sheet.previous {
        let _ = writeln!(
            out,
            "Previous edition {}: {} = {} -> {}",
            plain(edition),
            made_of(before),
            decimal(before.hundredths()),
            before.rounded()
        );
        let stated = sheet
            .stated
            .difference
            .map_or_else(|| "no difference is stated".to_owned(), |stated| format!("stated {stated:+}"));
        if let Some(difference) = sheet.difference() {
            let points = sheet.points().map_or_else(String::new, |points| format!(" ({points:+} points)"));
            let _ = writeln!(out, "Difference: {difference:+}{points}; {stated}");
        } else if let Some(note) = sheet.note() {
            let _ = writeln!(out, "Difference: -; {stated}. {}", plain(&note));
        }
    }
    if let Some(scoring) = sheet.framework.and_then(|framework| framework.scoring.as_ref()) {
        let _ = writeln!(
            out,
            "Method: {}, scaled to {}, rounded {}; {}",
            plain(scoring.method.as_deref().unwrap_or("unknown")),
            score.out_of,
            plain(scoring.rounding.as_deref().unwrap_or("unknown")),
            match scoring.basis.as_deref() {
                Some("stated") => "as the publisher states it",
                Some(_) | None => "inferred from the printed scores, not stated by the publisher",
            }
        );
    }
    out
}

/// What readers should know about the document.
fn remarks(sheet: &ScoreSheet<'_>, width: Option<u16>) -> String {
    if sheet.remarks.is_empty() {
        return String::new();
    }
    let width = columns_of(width);
    let mut out = "\nRemarks on the document\n\n".to_owned();
    for said in sheet.remarks.values() {
        out.push_str(&wrapped(&plain(&remark::sentence(said)), width, "- ", "  "));
    }
    out
}
