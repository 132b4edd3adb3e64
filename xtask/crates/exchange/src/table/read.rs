//! The rows of a file of a spreadsheet: CSV with commas, semicolons or tabs, or the sheets of a workbook (XLSX, ODS).

use std::collections::BTreeMap;

use csv::ReaderBuilder;

use super::archive::Archive;
use super::fault::WorkbookFault;
use super::sheet::{Room, Row, Sheet};
use super::{ods, xlsx};
use crate::other_form::text_of_word;
use crate::problem::Problem;

/// How archives begin, and how older files of Office do.
const ARCHIVE: &[u8] = b"PK\x03\x04";
const OLDER: &[u8] = b"\xd0\xcf\x11\xe0";

/// Whether a file is one of a spreadsheet, by its bytes or the ending of its name.
pub fn is_one(bytes: &[u8], name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    bytes.starts_with(ARCHIVE) || bytes.starts_with(OLDER) || ["csv", "tsv"].contains(&&*ending)
}

/// The tables of a file of this name. One of text is read in several ways, for the signs that can part its cells.
///
/// # Errors
/// A file that cannot be read, with what to do.
pub fn sheets(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, Problem> {
    if bytes.starts_with(ARCHIVE) {
        return workbook(bytes, name);
    }
    if bytes.starts_with(OLDER) {
        let message = "this is a file of an older Office, or one with a password";
        let help = "Save it without a password: a table as an Excel workbook (.xlsx) or as CSV UTF-8, a text of Word as .docx.";
        return Err(Problem::new(1, message, help));
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        let help = "Save it as CSV UTF-8, or as an Excel workbook (.xlsx).";
        return Err(Problem::new(1, "this is no text in UTF-8", help));
    };
    let text = text.trim_start_matches('\u{feff}');
    if let Some(line) = open_quotation(text) {
        let message = "a quotation mark that begins a cell here does not end it";
        let help = "Put a quotation mark behind the last word of the cell, and two (\"\") for each that is part of its text.";
        return Err(Problem::new(line, message, help));
    }
    SIGNS.into_iter().map(|sign| parted(text, sign)).collect()
}

/// The signs that can part cells.
const SIGNS: [u8; 3] = [b',', b';', b'\t'];

/// The line of the first cell in quotation marks that does not end with one (RFC 4180, section 2): it would swallow what stands
/// behind it. Cells are parted by the sign that is met most often in the first line.
fn open_quotation(text: &str) -> Option<usize> {
    let heading = text.lines().find(|line| !line.is_empty())?;
    let sign = SIGNS.into_iter().max_by_key(|sign| heading.bytes().filter(|byte| byte == sign).count())?;
    let bytes = text.as_bytes();
    let (mut at, mut line) = (0, 1);
    let mut begins = true;
    while at < bytes.len() {
        if !(begins && bytes[at] == b'"') {
            line += usize::from(bytes[at] == b'\n');
            begins = bytes[at] == sign || matches!(bytes[at], b'\r' | b'\n');
            at += 1;
            continue;
        }
        let begin = line;
        at += 1;
        loop {
            match (bytes.get(at), bytes.get(at + 1)) {
                (None, _) => return Some(begin),
                (Some(b'"'), Some(b'"')) => at += 2,
                (Some(b'"'), Some(next)) if *next != sign && !matches!(next, b'\r' | b'\n') => {
                    return Some(begin);
                }
                (Some(b'"'), _) => break,
                (Some(byte), _) => {
                    line += usize::from(*byte == b'\n');
                    at += 1;
                }
            }
        }
        (at, begins) = (at + 1, false);
    }
    None
}

/// The rows of a text with a sign between its cells.
fn parted(text: &str, sign: u8) -> Result<Sheet, Problem> {
    let mut reader =
        ReaderBuilder::new().delimiter(sign).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let mut number = 0;
    // Each way of reading the text is on its own.
    let mut room = Room::default();
    // What is read is text in UTF-8 and in memory, so that no record fails.
    for record in reader.records().map_while(Result::ok) {
        let start = record.position().map_or(0, csv::Position::byte);
        number += 1 + blank_lines(text, usize::try_from(start).unwrap_or_default());
        let mut row = Row { number, cells: BTreeMap::new() };
        record.iter().enumerate().for_each(|(at, cell)| row.put(at, cell));
        room.take_rows(usize::from(!row.cells.is_empty())).map_err(WorkbookFault::problem)?;
        sheet.put(row);
    }
    Ok(sheet)
}

/// How many blank lines stand at a place: they are rows as well, and the reader passes over them.
fn blank_lines(text: &str, start: usize) -> usize {
    let ends = |text: &str| text.len() - text.trim_start_matches(['\r', '\n']).len();
    // The second half of the end of the line before may still be there.
    let half = usize::from(text[..start].ends_with('\r') && text[start..].starts_with('\n'));
    let blank = &text[start + half..];
    blank[..ends(blank)].replace("\r\n", "\n").len()
}

fn workbook(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, Problem> {
    let mut archive = Archive::open(bytes).map_err(WorkbookFault::problem)?;
    if archive.has("word/document.xml") {
        return Err(text_of_word(name));
    }
    if archive.has(xlsx::WORKBOOK) {
        return xlsx::sheets(&mut archive).map_err(WorkbookFault::problem);
    }
    let Some(content) = archive.text("content.xml").map_err(WorkbookFault::problem)? else {
        let help = "Save the table as an Excel workbook (.xlsx), or as CSV UTF-8.";
        return Err(Problem::new(1, "this is no workbook", help));
    };
    if content.contains("<office:text") {
        return Err(text_of_word(name));
    }
    ods::sheets(&content).map_err(WorkbookFault::problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_shows() {
        let text = "\u{feff}a;b\n\n\"two\nlines\";x\n \n;;\nlast;\"q \"\"r\"\"\"\n";
        let numbers = |text: &str| -> Vec<usize> {
            sheets(text.as_bytes(), "a.csv").expect("text")[1].rows.iter().map(|row| row.number).collect()
        };
        assert_eq!(numbers(text), [1, 3, 6]);
        assert_eq!(numbers(&text.replace('\n', "\r\n")), [1, 3, 6]);
        let sheet = &sheets(text.as_bytes(), "a.csv").expect("text")[1];
        assert_eq!(sheet.rows[1].cells[&0], "two\nlines");
        assert_eq!(sheet.rows[2].cells[&1], "q \"r\"");
    }

    #[test]
    fn a_cell_that_does_not_end_swallows_no_row() {
        for (text, line) in [
            ("a,b\nx,\"open\ny,\"more words\"\n", 2),
            ("a,b\n\nx,\"open\n", 3),
            ("a;b\nx;\"two\nlines\"\ny;\"open;z\n", 4),
            ("a,b\nx,\"said\" so\n", 2),
        ] {
            assert_eq!(sheets(text.as_bytes(), "a.csv").expect_err(text).line, line, "{text}");
        }
        for text in
            ["a,b\nx,\"a \"\"b\"\" c\"\n", "a;b\r\nx;\"y\"\r\n", "a,b\nx,5\" wide\n", "a\tb\n\"x\"\t\"\"", ""]
        {
            assert!(sheets(text.as_bytes(), "a.csv").is_ok(), "{text}");
        }
    }

    #[test]
    fn other_files_are_named_with_what_to_do() {
        let help = |bytes: &[u8]| sheets(bytes, "a").expect_err("no table").help;
        assert!(help(b"a\xff").contains("UTF-8"));
        assert!(help(b"\xd0\xcf\x11\xe0\xa1").contains("without a password"));
        assert!(help(b"PK\x03\x04").contains(".xlsx"));
    }
}
