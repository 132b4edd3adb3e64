//! `score`: recomputes scores and sets them beside the stated ones.

use std::path::Path;

use clap::{Args, ValueEnum};

use super::{Outcome, named, repository, unread};
use crate::render::score::json::Detail;
use crate::render::score::{ScoreSheet, csv, human, json};
use format::pointer::Pointer;

/// What `score` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A country, by its code or a name of it, e.g. KHM
    country: Option<String>,
    /// An edition, e.g. 2022
    edition: Option<String>,
    /// Show the points of every indicator and how they add up
    #[arg(long)]
    explain: bool,
    /// How to print the scores
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: tables
    #[default]
    Human,
    /// For programs: a list of objects, as described in schema/output/score.schema.json
    Json,
    /// For spreadsheets: one row for each assessment, or with --explain one row for each indicator
    Csv,
}

/// Scores and prints.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let dataset = repository::dataset(named)?;
    let words = arguments.country.iter().chain(&arguments.edition).map(String::as_str);
    let (country, edition) = named::country_and_edition(&dataset, words, named::in_two_words("score"))?;
    let asked = named::assessments(&dataset, country, edition)?;
    let sheets: Vec<ScoreSheet<'_>> = asked.iter().map(|file| ScoreSheet::new(&dataset, file)).collect();
    let width = super::width();
    let text = match (arguments.format, arguments.explain) {
        (Format::Human, false) => human::table(&sheets, width),
        (Format::Human, true) => {
            sheets.iter().map(|sheet| human::explain(sheet, width)).collect::<Vec<_>>().join("\n\n")
        }
        (Format::Json, false) => json::render(&sheets, Detail::Score),
        (Format::Json, true) => json::render(&sheets, Detail::Indicators),
        (Format::Csv, false) => csv::scores(&sheets),
        (Format::Csv, true) => csv::indicators(&sheets),
    };
    super::print(&text)?;
    // The previous edition counts as well. A rating that cannot be read is shown as that.
    let country = country.and(asked.first()).map(|file| &*file.country);
    let lost_files = unread::tell_unread(&dataset, &|path| unread::concerns(path, country, None));
    let is_shown = |pointer: &Pointer| {
        let tokens: Vec<_> = pointer.tokens().take(3).collect();
        match tokens.iter().map(|token| &**token).collect::<Vec<_>>().as_slice() {
            ["stated" | "status", ..] => true,
            ["ratings", _, "change"] => arguments.explain,
            _ => false,
        }
    };
    let left_out = unread::tell_left_out(&dataset, asked.iter().copied(), &is_shown);
    unread::require_nothing_left_out(lost_files, left_out)?;
    let is_right = sheets.iter().all(|sheet| sheet.holds() || sheet.is_unfinished_draft());
    Ok(if is_right { Outcome::Clean } else { Outcome::Problems })
}
