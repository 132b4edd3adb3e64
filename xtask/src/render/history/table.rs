//! The history of all ratings of a country for a person at a terminal: one line an indicator.

use anstyle::Style;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::human::{renamed, styled};
use super::{
    AFTER_UNREADABLE, OR_EARLIER, all_indicators, author, day, incomparable, is_reconstructed, is_unreadable,
    key, marks, rated, short,
};
use crate::render::score::not_comparable;
use crate::render::{plain, wrapped};
use history::{EditionEvent, History};

const BOLD: Style = Style::new().bold();

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
    for (id, area) in framework.areas.iter() {
        let of_area =
            framework.indicators.iter().filter(|(_, indicator)| indicator.area.as_deref() == Some(id));
        let of_area: Vec<&str> = of_area.map(|(id, _)| id).collect();
        out.push_str(&section(history, area.title.as_deref().unwrap_or(id), &of_area, width));
    }
    let retired = history.retired();
    if !retired.is_empty() {
        out.push_str(&section(history, "No longer asked", &retired, width));
    }
    out
}

/// Some indicators under a title.
fn section(history: &History<'_>, title: &str, indicators: &[&str], width: Option<u16>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    table.set_header(["", "Ratings", "Changes", "of rating", "Last", "Commit", "Author", "Indicator"]);
    for id in indicators {
        table.add_row(row(history, id));
    }
    for column in [2, 3] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut out = format!("\n{}\n", styled(&plain(title), BOLD));
    table.lines().for_each(|line| out.push_str(&format!("{}\n", line.trim_end())));
    out
}

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
