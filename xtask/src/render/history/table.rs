//! The history of all ratings of a country for a person at a terminal: one line an indicator.

use anstyle::Style;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, presets};
use textwrap::core::display_width;

use super::human::{renamed, styled};
use super::{
    AFTER_UNREADABLE, OR_EARLIER, all_indicators, author, day, incomparable, is_reconstructed, is_unreadable,
    key, marks, rated, short,
};
use crate::render::score::not_comparable;
use crate::render::{columns_of, plain, wrapped};
use history::{EditionEvent, History};

const BOLD: Style = Style::new().bold();

/// The columns that are left out where there is no room, the first of them first.
const DISPENSABLE: [Column; 6] =
    [Column::Author, Column::Commit, Column::Moves, Column::Edits, Column::Last, Column::Ratings];

/// The least room for the title of an indicator.
const TITLE_WIDTH: usize = 40;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Marks,
    Ratings,
    Edits,
    Moves,
    Last,
    Commit,
    Author,
    Title,
}

impl Column {
    /// All, in the order of the table.
    const ALL: [Self; 8] = [
        Self::Marks,
        Self::Ratings,
        Self::Edits,
        Self::Moves,
        Self::Last,
        Self::Commit,
        Self::Author,
        Self::Title,
    ];

    /// What stands above it.
    fn header(self) -> &'static str {
        match self {
            Self::Marks => "",
            Self::Ratings => "Ratings",
            Self::Edits => "Changes",
            Self::Moves => "of rating",
            Self::Last => "Last",
            Self::Commit => "Commit",
            Self::Author => "Author",
            Self::Title => "Indicator",
        }
    }
}

/// What the commits did to one indicator, as far as it lasted.
pub(super) struct Tallied<'m, 'h> {
    /// In how many commits and editions its entry was edited.
    pub(super) edits: usize,
    /// In how many of them the rating.
    pub(super) moves: usize,
    /// The newest of them, or the one in which the entry came to be.
    pub(super) last: Option<&'m EditionEvent<'h>>,
}

/// Counts what the commits did to an indicator.
pub(super) fn tallied<'m, 'h>(history: &'m History<'h>, indicator: &str) -> Tallied<'m, 'h> {
    let rating_events = history.of(indicator);
    Tallied {
        edits: rating_events.iter().filter(|(_, rating_event)| rating_event.is_change()).count(),
        moves: rating_events.iter().filter(|(_, rating_event)| rating_event.is_move()).count(),
        last: rating_events
            .iter()
            .find(|(_, rating_event)| rating_event.is_origin())
            .map(|(edition_event, _)| *edition_event),
    }
}

/// Renders the table, styled; the stream takes the styles away where they do not belong.
pub fn render(history: &History<'_>, width: Option<u16>) -> String {
    let text_width = usize::from(width.unwrap_or(80));
    let place = format!("{} ({})", plain(history.country_name), plain(history.country));
    let mut out = wrapped(&styled(&place, BOLD), text_width, "", "");
    out.push_str(&wrapped(&renamed(history), text_width, "", "  "));
    let editions: Vec<String> = history.editions.iter().map(|round| plain(&round.edition)).collect();
    let key = format!(
        "Marks, one for each edition ({}): {}.",
        editions.join(", "),
        key(history, &all_indicators(history))
    );
    out.push_str(&wrapped(&key, text_width, "", "  "));
    out.push_str(&wrapped(&scores(history), text_width, "", "  "));
    if history.edition_events.iter().any(|edition_event| edition_event.commit.is_boundary) {
        out.push_str(&wrapped(&format!("* {OR_EARLIER}"), text_width, "", "  "));
    }
    if history.edition_events.iter().any(|edition_event| edition_event.follows_unread) {
        out.push_str(&wrapped(&format!("* {AFTER_UNREADABLE}"), text_width, "", "  "));
    }
    let Some(framework) = history.framework else { return out };
    let retired = history.retired();
    let asked = framework.indicators.iter().map(|(id, _)| id);
    let rows: Vec<(&str, [String; 8])> =
        asked.chain(retired.iter().copied()).map(|id| (id, row(history, id))).collect();
    let columns = columns(rows.iter().map(|(_, row)| row), width);
    let left_out = Column::ALL.into_iter().filter(|column| !columns.contains(column));
    let left_out: Vec<String> = left_out.map(|column| format!("\"{}\"", column.header())).collect();
    if !left_out.is_empty() {
        let told = format!("For want of room without {}; --format json has all.", left_out.join(", "));
        out.push_str(&wrapped(&told, text_width, "", "  "));
    }
    for (id, area) in framework.areas.iter() {
        let is_of_area = |of: &str| {
            framework.indicators.get(of).is_some_and(|indicator| indicator.area.as_deref() == Some(id))
        };
        let of_area = rows.iter().filter(|(of, _)| is_of_area(of)).map(|(_, row)| row);
        out.push_str(&section(area.title.as_deref().unwrap_or(id), of_area, &columns, width));
    }
    if !retired.is_empty() {
        let of_retired = rows.iter().filter(|(id, _)| retired.contains(id)).map(|(_, row)| row);
        out.push_str(&section("No longer asked", of_retired, &columns, width));
    }
    out
}

/// Some indicators under a title.
fn section<'r>(
    title: &str,
    rows: impl Iterator<Item = &'r [String; 8]>,
    columns: &[Column],
    width: Option<u16>,
) -> String {
    let room = columns_of(width);
    let mut out = format!("\n{}", wrapped(&styled(&plain(title), BOLD), room, "", ""));
    table(rows, columns, width).lines().for_each(|line| out.push_str(&format!("{}\n", line.trim_end())));
    out
}

/// The columns for which there is room.
fn columns<'r>(rows: impl Iterator<Item = &'r [String; 8]>, width: Option<u16>) -> Vec<Column> {
    let mut widths = Column::ALL.map(|column| display_width(column.header()));
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = display_width(cell).max(*width);
        }
    }
    let mut columns = Column::ALL.to_vec();
    let Some(room) = width.map(usize::from) else { return columns };
    let needed = |columns: &[Column]| -> usize {
        let of = |column: &Column| match column {
            Column::Title => widths[*column as usize].min(TITLE_WIDTH),
            other => widths[*other as usize],
        };
        // A space on each side.
        columns.iter().map(|column| of(column) + 2).sum()
    };
    for dispensable in DISPENSABLE {
        if needed(&columns) <= room {
            break;
        }
        columns.retain(|column| *column != dispensable);
    }
    columns
}

/// A table of these columns, in which only titles are broken into lines.
fn table<'r>(rows: impl Iterator<Item = &'r [String; 8]>, columns: &[Column], width: Option<u16>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    table.set_header(columns.iter().map(|column| column.header()));
    for row in rows {
        table.add_row(columns.iter().map(|column| row[*column as usize].as_str()));
    }
    for (nth, column) in columns.iter().enumerate() {
        let Some(made) = table.column_mut(nth) else { continue };
        match column {
            Column::Title => continue,
            Column::Edits | Column::Moves => made.set_cell_alignment(CellAlignment::Right),
            Column::Marks | Column::Ratings | Column::Last | Column::Commit | Column::Author => {}
        }
        made.set_constraint(ColumnConstraint::ContentWidth);
    }
    table
}

/// What is told of an indicator, by [`Column`].
fn row(history: &History<'_>, id: &str) -> [String; 8] {
    let tallied = tallied(history, id);
    let words: Vec<&str> = history.editions.iter().map(|round| rated(history, round, id).1).collect();
    let last = |told: fn(&EditionEvent<'_>) -> String| tallied.last.map(told).unwrap_or_default();
    [
        marks(history, id),
        words.join(", "),
        tallied.edits.to_string(),
        tallied.moves.to_string(),
        last(|edition_event| day(edition_event.commit).to_owned()),
        last(|edition_event| {
            let mark = if edition_event.may_be_earlier() { "*" } else { "" };
            format!("{}{mark}", short(&edition_event.commit.id))
        }),
        last(|edition_event| plain(&author(edition_event.commit))),
        plain(history.indicator_title(id)),
    ]
}

/// `Score: 41 in 2019 (reconstructed), 35 in 2022`.
fn scores(history: &History<'_>) -> String {
    let told = history.editions.iter().map(|round| {
        let unknown = if is_unreadable(round) { "not known" } else { "not computable" };
        let score = round.score.map_or_else(|| unknown.to_owned(), |score| score.rounded().to_string());
        let status = if is_reconstructed(round) { " (reconstructed)" } else { "" };
        format!("{score} in {}{status}", plain(&round.edition))
    });
    let mut line = format!("Score: {}.", told.collect::<Vec<_>>().join(", "));
    for (round, verdict) in history.editions.iter().zip(incomparable(history)) {
        if let Some((before, why)) = verdict {
            let (before, after) = (plain(before), plain(&round.edition));
            line.push_str(&format!(
                " The scores of {before} and {after} cannot be compared: {}.",
                not_comparable(why)
            ));
        }
    }
    line
}
