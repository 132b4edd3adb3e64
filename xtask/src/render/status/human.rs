//! The state of editions for a person at a terminal.

use super::{CountryState, EditionState, TITLES, below, cells, heading, side_by_side};
use crate::render::table::table;
use crate::render::{columns_of, plain, wrapped};

/// One edition, a line a country.
pub fn one(edition: &EditionState, width: Option<u16>) -> String {
    let mut out = headed(edition, width);
    out.push('\n');
    if !edition.countries.is_empty() {
        let row = |country: &CountryState| cells(country).map(|cell| plain(&cell)).to_vec();
        let rows: Vec<_> = edition.countries.iter().map(row).collect();
        out.push_str(&table(&TITLES.map(str::to_owned), &rows, &[2, 3, 4], width));
        out.push('\n');
    }
    out.push_str(&summary(edition, width));
    out
}

/// All editions side by side, a line a country, and below it what is to be said of each.
pub fn all(editions: &[EditionState], width: Option<u16>) -> String {
    let titles: Vec<String> =
        std::iter::once("Country".to_owned()).chain(editions.iter().map(|it| plain(&it.id))).collect();
    let cell = |country: Option<&CountryState>| country.map_or_else(|| "-".to_owned(), CountryState::told);
    let rows = side_by_side(editions).into_iter().map(|(titled, states)| {
        std::iter::once(plain(&titled)).chain(states.into_iter().map(cell)).collect()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let mut out = table(&titles, &rows, &[], width);
    for edition in editions {
        out.push('\n');
        out.push_str(&headed(edition, width));
        out.push_str(&summary(edition, width));
    }
    out
}

/// The line above an edition.
fn headed(edition: &EditionState, width: Option<u16>) -> String {
    wrapped(&plain(&heading(edition)), columns_of(width), "", "  ")
}

fn summary(edition: &EditionState, width: Option<u16>) -> String {
    let width = columns_of(width);
    let (totals, obstacles) = below(edition);
    let mut out = wrapped(&plain(&totals), width, "", "  ");
    obstacles.iter().for_each(|told| out.push_str(&wrapped(&plain(told), width, "- ", "  ")));
    out
}
