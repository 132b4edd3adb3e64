//! A table for people at a terminal: no wider than it, with whole words.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};
use textwrap::core::display_width;

use super::wrapped;

/// What stands between two columns, and before the first and behind the last.
const PADDING: usize = 2;

/// A table with titles, one row a line. Where a width is given, long cells are broken between words; where there is no room for
/// whole words side by side, each row is a list of its cells, with an empty line between two rows. Figures stand at the right of
/// their columns, which are named by their numbers from 0.
pub(super) fn table(
    titles: &[String],
    rows: &[Vec<String>],
    figures: &[usize],
    width: Option<u16>,
) -> String {
    let least: Vec<usize> = (0..titles.len()).map(|column| longest_word(titles, rows, column)).collect();
    match width {
        Some(width) if least.iter().map(|word| word + PADDING).sum::<usize>() > width.into() => {
            listed(titles, rows, width)
        }
        Some(_) | None => side_by_side(titles, rows, figures, &least, width),
    }
}

fn longest_word(titles: &[String], rows: &[Vec<String>], column: usize) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(column)).chain(titles.get(column));
    cells.flat_map(|cell| cell.split_whitespace()).map(display_width).max().unwrap_or_default()
}

fn side_by_side(
    titles: &[String],
    rows: &[Vec<String>],
    figures: &[usize],
    least: &[usize],
    width: Option<u16>,
) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    // Without a terminal nothing is broken, so that a line is a row.
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    table.set_header(titles);
    table.add_rows(rows);
    for (number, column) in table.column_iter_mut().enumerate() {
        let least = u16::try_from(least[number] + PADDING).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        if figures.contains(&number) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn listed(titles: &[String], rows: &[Vec<String>], width: u16) -> String {
    let cell = |(title, cell): (&String, &String)| match (title.as_str(), cell.as_str()) {
        (_, "") => String::new(),
        ("", cell) => wrapped(cell, width.into(), "", "  "),
        (title, cell) => wrapped(&format!("{title}: {cell}"), width.into(), "", "  "),
    };
    let rows: Vec<String> = rows.iter().map(|row| titles.iter().zip(row).map(cell).collect()).collect();
    rows.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_at_every_width() {
        let titles = ["", "Country", "Points"].map(str::to_owned);
        let rows = [
            ["1", "The Kingdom of Cambodia", "50 of 144"].map(str::to_owned).to_vec(),
            vec!["2".to_owned(), "Fiji".to_owned(), String::new()],
        ];
        let words = |text: &str| {
            let mut words: Vec<String> =
                text.split_whitespace().map(|word| word.trim_end_matches(':').to_owned()).collect();
            words.sort();
            words.dedup();
            words
        };
        let whole = table(&titles, &rows, &[2], None);
        assert_eq!(whole.lines().count(), 3);
        for width in 20..60 {
            let shown = table(&titles, &rows, &[2], Some(width));
            assert_eq!(words(&shown), words(&whole), "{width}: {shown}");
            assert!(shown.lines().all(|line| display_width(line) <= width.into()), "{width}: {shown}");
        }
        let listed = table(&titles, &rows, &[2], Some(20));
        assert_eq!(listed, "1\nCountry: The Kingdom\n  of Cambodia\nPoints: 50 of 144\n\n2\nCountry: Fiji\n");
    }
}
