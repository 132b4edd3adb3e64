//! Which column of a table holds what, by its heading.

use super::sheet::Row;
use crate::instrument::fold;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Country,
    Edition,
    Status,
    Area,
    Indicator,
    Title,
    Rating,
    Points,
    Answer,
    Change,
    Reason,
    Rationale,
    Notes,
}

/// What each may be called: letters alone, in small ones.
const NAMES: [(Column, &[&str]); 13] = [
    (Column::Country, &["country", "countrycode", "state"]),
    (Column::Edition, &["edition", "round"]),
    (Column::Status, &["status"]),
    (Column::Area, &["area", "thematicarea", "theme"]),
    (Column::Indicator, &["indicator", "indicatorid", "id", "indicators"]),
    (Column::Title, &["title", "indicatortitle", "name", "indicatorname"]),
    (Column::Rating, &["rating", "ratings", "assessment", "level", "grade"]),
    (Column::Points, &["points"]),
    (Column::Answer, &["answer"]),
    (Column::Change, &["change", "changes", "direction", "directionofchange", "trend"]),
    (Column::Reason, &["reason", "reasonofchange", "reasonforchange"]),
    (Column::Rationale, &["rationale", "rationales", "reasoning", "justification", "explanation", "text"]),
    (
        Column::Notes,
        &["notes", "note", "footnotes", "footnote", "sources", "source", "references", "citations"],
    ),
];

/// The columns of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// Each that was understood, with its place from 0 and its heading.
    known: Vec<(Column, usize, String)>,
    /// The places and headings of the others.
    pub(super) unknown: Vec<(usize, String)>,
}

impl Columns {
    /// The columns that a row heads, if it heads a table of ratings.
    pub(super) fn of(row: &Row) -> Option<Self> {
        let mut columns = Self::default();
        for (at, heading) in &row.cells {
            let folded = fold(heading);
            match NAMES.iter().find(|(_, names)| names.contains(&&*folded)) {
                Some((column, _)) => columns.known.push((*column, *at, heading.clone())),
                None => columns.unknown.push((*at, heading.clone())),
            }
        }
        let has = |wanted: &[Column]| wanted.iter().any(|column| columns.has(*column));
        let says = [Column::Rating, Column::Change, Column::Rationale, Column::Notes];
        (has(&[Column::Indicator, Column::Title]) && has(&says)).then_some(columns)
    }

    /// Whether the table has a column.
    pub(super) fn has(&self, wanted: Column) -> bool {
        self.known.iter().any(|(column, ..)| *column == wanted)
    }

    /// Two columns with the same meaning, as they are named.
    pub(super) fn doubled(&self) -> Option<(String, String)> {
        let of = |column: Column| self.known.iter().filter(move |(known, ..)| *known == column);
        let doubled = self.known.iter().find(|(column, ..)| of(*column).count() > 1)?.0;
        let mut names = of(doubled).map(|(_, at, heading)| named(*at, heading));
        names.next().zip(names.next())
    }

    /// What a row has in a column.
    pub(super) fn cell<'r>(&self, row: &'r Row, wanted: Column) -> Option<&'r str> {
        let (_, at, _) = self.known.iter().find(|(column, ..)| *column == wanted)?;
        row.cells.get(at).map(String::as_str)
    }

    /// A column, as a message names it.
    pub(super) fn name(&self, wanted: Column) -> String {
        let found = self.known.iter().find(|(column, ..)| *column == wanted);
        found.map_or(String::new(), |(_, at, heading)| named(*at, heading))
    }
}

/// `column C (Rating)`.
pub(super) fn named(at: usize, heading: &str) -> String {
    format!("column {} ({heading})", letters(at))
}

/// The letters that a spreadsheet shows above a column.
fn letters(at: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = at + 1;
    while rest > 0 {
        rest -= 1;
        letters.push((b'A'..=b'Z').nth(rest % 26).map_or('?', char::from));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_the_letters_that_a_spreadsheet_shows() {
        let expected = [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")];
        for (at, text) in expected {
            assert_eq!(letters(at), text);
        }
    }
}
