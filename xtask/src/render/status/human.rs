//! The state of editions for a person at a terminal.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::{CountryState, EditionState, TITLES, below, cells, heading, side_by_side};
use crate::render::{plain, wrapped};

/// One edition, a line a country.
pub fn one(edition: &EditionState, width: Option<u16>) -> String {
    let mut out = format!("{}\n\n", plain(&heading(edition)));
    let mut table = table(width);
    table.set_header(TITLES);
    for country in &edition.countries {
        table.add_row(cells(country).map(|cell| plain(&cell)));
    }
    for column in [2, 3, 4] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    if !edition.countries.is_empty() {
        out.push_str(&lines(&table));
        out.push('\n');
    }
    out.push_str(&summary(edition, width));
    out
}

/// All editions side by side, a line a country, and below it what is to be said of each.
pub fn all(editions: &[EditionState], width: Option<u16>) -> String {
    let mut table = table(width);
    table.set_header(std::iter::once("Country".to_owned()).chain(editions.iter().map(|it| plain(&it.id))));
    let cell = |country: Option<&CountryState>| country.map_or_else(|| "-".to_owned(), CountryState::told);
    for (titled, states) in side_by_side(editions) {
        table.add_row(std::iter::once(plain(&titled)).chain(states.into_iter().map(cell)));
    }
    let mut out = lines(&table);
    for edition in editions {
        out.push_str(&format!("\n{}\n", plain(&heading(edition))));
        out.push_str(&summary(edition, width));
    }
    out
}

fn summary(edition: &EditionState, width: Option<u16>) -> String {
    let width = width.map_or(usize::MAX, usize::from);
    let (totals, obstacles) = below(edition);
    let mut out = wrapped(&plain(&totals), width, "", "  ");
    obstacles.iter().for_each(|told| out.push_str(&wrapped(&plain(told), width, "- ", "  ")));
    out
}

fn table(width: Option<u16>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    // Without a terminal nothing is wrapped, so that a line is a country.
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    table
}

fn lines(table: &Table) -> String {
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
