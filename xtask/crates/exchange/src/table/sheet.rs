//! A table of a spreadsheet: its rows and cells.

use std::collections::BTreeMap;

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name, if it is one of several.
    pub(super) name: Option<String>,
    /// Its rows that are not empty.
    pub(super) rows: Vec<Row>,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Its number as a spreadsheet shows it, from 1.
    pub(super) number: usize,
    /// The cells that are not empty, by their columns from 0, without blanks around them.
    pub(super) cells: BTreeMap<usize, String>,
}

impl Row {
    /// Takes a cell over, if it says anything.
    pub(super) fn put(&mut self, column: usize, text: &str) {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if !text.is_empty() {
            self.cells.insert(column, text.to_owned());
        }
    }
}

impl Sheet {
    /// Takes a row over, if it says anything.
    pub(super) fn put(&mut self, row: Row) {
        if !row.cells.is_empty() {
            self.rows.push(row);
        }
    }
}
