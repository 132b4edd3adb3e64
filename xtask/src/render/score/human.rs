//! Scores for a person at a terminal.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Previous, ScoreSheet, decimal, status_word};
use crate::render::table::table as rows_of;
use crate::render::{plain, remark, wrapped};
use dataset::model::framework::ThematicArea;
use dataset::model::rating::{Direction, Rating};

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
    let room = width.map_or(usize::MAX, usize::from);
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
            line.rating.map_or("cannot be read", Rating::title).to_owned(),
            line.points.map_or_else(|| "-".to_owned(), |points| points.to_string()),
            line.change.map_or("-", Direction::id).to_owned(),
            plain(line.title),
        ]
    });
    let lines: Vec<_> = lines.collect();
    let _ = writeln!(out, "{}", rows_of(&titles.map(str::to_owned), &lines, &[0, 2], width));
    out.push_str(&areas(sheet, width));
    let room = width.map_or(usize::MAX, usize::from);
    out.extend(reckoning(sheet).lines().map(|line| wrapped(line, room, "", "  ")));
    out.push_str(&remarks(sheet, width));
    out
}

/// The points of each area.
fn areas(sheet: &ScoreSheet<'_>, width: Option<u16>) -> String {
    let Some(framework) = sheet.framework else { return String::new() };
    let most = framework.best_points().unwrap_or(0);
    let row = |(id, area): (&str, &ThematicArea)| {
        let lines: Vec<_> = sheet.lines.iter().filter(|line| line.area == id).collect();
        let points: u32 = lines.iter().filter_map(|line| line.points).sum();
        let most = most * u32::try_from(lines.len()).unwrap_or(0);
        vec![plain(area.title.as_deref().unwrap_or(id)), format!("{points} of {most}")]
    };
    let rows: Vec<_> = framework.areas.iter().map(row).collect();
    format!("{}\n", rows_of(&["Area", "Points"].map(str::to_owned), &rows, &[1], width))
}

fn reckoning(sheet: &ScoreSheet<'_>) -> String {
    let mut out = String::new();
    let Some(score) = sheet.computed else {
        let missing: Vec<&str> =
            sheet.lines.iter().filter(|line| line.rating.is_none()).map(|line| line.indicator).collect();
        let missing = if missing.is_empty() { "the framework".to_owned() } else { missing.join(", ") };
        return format!("Not computable: cannot read {}. See `cargo xtask validate`.\n", plain(&missing));
    };
    let _ = writeln!(
        out,
        "Score: {} of {} = {} -> {}",
        score.points,
        score.most_points,
        decimal(score.hundredths()),
        score.rounded()
    );
    if let Some(stated) = sheet.stated.score {
        let verdict = if stated == score.rounded() { "agrees" } else { "DISAGREES" };
        let _ = writeln!(out, "Stated by the publisher: {stated}, which {verdict}");
    }
    if let Some(Previous { edition, computed: Some(before), incomparable: _ }) = sheet.previous {
        let _ = writeln!(
            out,
            "Previous edition {}: {} of {} = {} -> {}",
            plain(edition),
            before.points,
            before.most_points,
            decimal(before.hundredths()),
            before.rounded()
        );
        let stated = sheet
            .stated
            .difference
            .map_or_else(|| "no difference is stated".to_owned(), |stated| format!("stated {stated:+}"));
        if let Some((difference, points)) = sheet.difference().zip(sheet.points()) {
            let _ = writeln!(out, "Difference: {difference:+} ({points:+} points); {stated}");
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
    let width = width.map_or(usize::MAX, usize::from);
    let mut out = "\nRemarks on the document\n\n".to_owned();
    for said in sheet.remarks.values() {
        out.push_str(&wrapped(&plain(&remark::sentence(said)), width, "- ", "  "));
    }
    out
}
