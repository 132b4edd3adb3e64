//! The rows of a file of a spreadsheet: CSV with commas, semicolons or tabs, or the sheets of a workbook (XLSX).

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use calamine::{Data, Reader, Xlsx, XlsxError};
use csv::ReaderBuilder;
use format::limits::LARGEST_WORKBOOK;

use crate::problem::Problem;

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

/// How archives begin, and how older files of Office do.
const ARCHIVE: &[u8] = b"PK\x03\x04";
const OLDER: &[u8] = b"\xd0\xcf\x11\xe0";

/// Whether a file is one of a spreadsheet, by its bytes or the ending of its name.
pub fn is_one(bytes: &[u8], name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    bytes.starts_with(ARCHIVE) || bytes.starts_with(OLDER) || ["csv", "tsv"].contains(&&*ending)
}

/// The tables of a file. One of text is read in several ways, for the signs that can part its cells.
///
/// # Errors
/// A file that cannot be read, with what to do.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Problem> {
    if bytes.starts_with(ARCHIVE) {
        return workbook(bytes);
    }
    if bytes.starts_with(OLDER) {
        let message = "this is a file of an older Office, or one with a password";
        let help = "Save it as an Excel workbook (.xlsx) without a password, or as CSV UTF-8.";
        return Err(Problem::new(1, message, help));
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        let help = "Save it as CSV UTF-8, or as an Excel workbook (.xlsx).";
        return Err(Problem::new(1, "this is no text in UTF-8", help));
    };
    let text = text.trim_start_matches('\u{feff}');
    Ok([b',', b';', b'\t'].into_iter().map(|sign| parted(text, sign)).collect())
}

/// The rows of a text with a sign between its cells.
fn parted(text: &str, sign: u8) -> Sheet {
    let mut reader =
        ReaderBuilder::new().delimiter(sign).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let mut number = 0;
    // What is read is text in UTF-8 and in memory, so that no record fails.
    for record in reader.records().map_while(Result::ok) {
        let start = record.position().map_or(0, csv::Position::byte);
        number += 1 + blank_lines(text, usize::try_from(start).unwrap_or_default());
        let mut row = Row { number, cells: BTreeMap::new() };
        record.iter().enumerate().for_each(|(at, cell)| row.put(at, cell));
        sheet.put(row);
    }
    sheet
}

/// How many blank lines stand at a place: they are rows as well, and the reader passes over them.
fn blank_lines(text: &str, start: usize) -> usize {
    let ends = |text: &str| text.len() - text.trim_start_matches(['\r', '\n']).len();
    // The second half of the end of the line before may still be there.
    let half = usize::from(text[..start].ends_with('\r') && text[start..].starts_with('\n'));
    let blank = &text[start + half..];
    blank[..ends(blank)].replace("\r\n", "\n").len()
}

impl Row {
    fn put(&mut self, column: usize, text: &str) {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if !text.is_empty() {
            self.cells.insert(column, text.to_owned());
        }
    }
}

impl Sheet {
    fn put(&mut self, row: Row) {
        if !row.cells.is_empty() {
            self.rows.push(row);
        }
    }
}

fn workbook(bytes: &[u8]) -> Result<Vec<Sheet>, Problem> {
    let fault = |why: String| {
        let help =
            "Open it in the spreadsheet and save it once more as an Excel workbook (.xlsx), or as CSV UTF-8.";
        Problem::new(1, format!("this workbook cannot be read: {why}"), help)
    };
    require_workbook(bytes)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| fault(error.to_string()))?;
    let mut sheets = Vec::new();
    let mut size = 0;
    for name in workbook.sheet_names() {
        let mut cells = match workbook.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A page of a chart has no cells.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(fault(error.to_string())),
        };
        // In order, and as sparse as they are: one cell may stand far from all others.
        let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
        while let Some(cell) = cells.next_cell().map_err(|error| fault(error.to_string()))? {
            let (number, column) = cell.get_position();
            let text = Data::from(cell.get_value().clone()).to_string();
            size += text.len() as u64;
            // Many cells can show one long text.
            if size > LARGEST_WORKBOOK {
                return Err(too_large());
            }
            let row =
                rows.entry(number).or_insert_with(|| Row { number: number as usize + 1, ..Row::default() });
            row.put(column as usize, &text);
        }
        let mut sheet = Sheet { name: Some(name), rows: Vec::new() };
        rows.into_values().for_each(|row| sheet.put(row));
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Refuses archives that are no workbooks, and such as are far larger than they seem.
fn require_workbook(bytes: &[u8]) -> Result<(), Problem> {
    let fault = |error: &dyn std::fmt::Display| {
        let help = "Save it once more as an Excel workbook (.xlsx), or as CSV UTF-8.";
        Problem::new(1, format!("this archive cannot be read: {error}"), help)
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("word/document.xml") {
        let help =
            "Make Markdown of it first, and import that: pandoc FILE.docx --to markdown --output FILE.md";
        return Err(Problem::new(1, "this is a file of Word", help));
    }
    if !has("xl/workbook.xml") && !has("xl/_rels/workbook.xml.rels") {
        let help = "Save the table as an Excel workbook (.xlsx), or as CSV UTF-8.";
        return Err(Problem::new(1, "this is no Excel workbook", help));
    }
    let mut size = 0;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| fault(&error))?;
        size +=
            io::copy(&mut part.take(LARGEST_WORKBOOK + 1), &mut io::sink()).map_err(|error| fault(&error))?;
        if size > LARGEST_WORKBOOK {
            return Err(too_large());
        }
    }
    Ok(())
}

fn too_large() -> Problem {
    let message = format!("this workbook holds more than {LARGEST_WORKBOOK} bytes once it is unpacked");
    Problem::new(1, message, "Copy the table into a new workbook, without pictures and other sheets.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_shows() {
        let text = "\u{feff}a;b\n\n\"two\nlines\";x\n \n;;\nlast;\"q \"\"r\"\"\"\n";
        let numbers = |text: &str| -> Vec<usize> {
            sheets(text.as_bytes()).expect("text")[1].rows.iter().map(|row| row.number).collect()
        };
        assert_eq!(numbers(text), [1, 3, 6]);
        assert_eq!(numbers(&text.replace('\n', "\r\n")), [1, 3, 6]);
        let sheet = &sheets(text.as_bytes()).expect("text")[1];
        assert_eq!(sheet.rows[1].cells[&0], "two\nlines");
        assert_eq!(sheet.rows[2].cells[&1], "q \"r\"");
    }

    #[test]
    fn other_files_are_named_with_what_to_do() {
        let help = |bytes: &[u8]| sheets(bytes).expect_err("no table").help;
        assert!(help(b"a\xff").contains("UTF-8"));
        assert!(help(b"\xd0\xcf\x11\xe0\xa1").contains("without a password"));
        assert!(help(b"PK\x03\x04").contains(".xlsx"));
    }
}
