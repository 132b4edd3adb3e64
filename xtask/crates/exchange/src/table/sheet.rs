//! A table of a spreadsheet: its rows and cells.

use std::collections::BTreeMap;

use format::limits::{LARGEST_WORKBOOK, MOST_ROWS};

use super::fault::WorkbookFault;

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

/// What a cell takes beside its text, so that many small ones are limited as well.
const CELL: usize = 64;

/// How much has been taken of all sheets of a file together. A small file can ask for more than there is room for: what is
/// repeated is written once, and many cells can show one long text.
#[derive(Debug, Default)]
pub(super) struct Room {
    bytes: u64,
    rows: usize,
}

impl Room {
    /// Makes sure that there is room for so many cells with texts of this length.
    pub(super) fn take_cells(&mut self, times: usize, length: usize) -> Result<(), WorkbookFault> {
        let more = times.saturating_mul(length.saturating_add(CELL)) as u64;
        self.bytes = self.bytes.saturating_add(more);
        if self.bytes > LARGEST_WORKBOOK { Err(WorkbookFault::TooLarge) } else { Ok(()) }
    }

    /// Makes sure that there is room for so many rows.
    pub(super) fn take_rows(&mut self, times: usize) -> Result<(), WorkbookFault> {
        self.rows = self.rows.saturating_add(times);
        if self.rows > MOST_ROWS { Err(WorkbookFault::TooManyRows) } else { Ok(()) }
    }
}
