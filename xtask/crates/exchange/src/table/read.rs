//! The rows of a file of a spreadsheet: CSV with commas, semicolons or tabs, or the sheets of a workbook (XLSX, ODS).

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use calamine::{Data, Reader, Xlsx, XlsxError};
use csv::ReaderBuilder;
use format::limits::LARGEST_WORKBOOK;

use super::ods;
use super::sheet::{Row, Sheet};
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

fn workbook(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, Problem> {
    let fault = |why: String| {
        let help =
            "Open it in the spreadsheet and save it once more as an Excel workbook (.xlsx), or as CSV UTF-8.";
        Problem::new(1, format!("this workbook cannot be read: {why}"), help)
    };
    if let Kind::OpenDocument(content) = kind_of(bytes, name)? {
        return ods::sheets(&content).map_err(|why| match why {
            ods::Fault::Broken(why) => fault(why),
            ods::Fault::TooLarge => too_large(),
        });
    }
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

/// Which workbook an archive is.
enum Kind {
    Excel,
    /// Of LibreOffice, with the XML that holds its sheets.
    OpenDocument(String),
}

/// What an archive is; refuses those that are no workbooks, and such as are far larger than they seem.
fn kind_of(bytes: &[u8], name: &str) -> Result<Kind, Problem> {
    let fault = |error: &dyn std::fmt::Display| {
        let help = "Save it once more as an Excel workbook (.xlsx), or as CSV UTF-8.";
        Problem::new(1, format!("this archive cannot be read: {error}"), help)
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("word/document.xml") {
        return Err(to_markdown(name));
    }
    let is_excel = has("xl/workbook.xml") || has("xl/_rels/workbook.xml.rels");
    let mut content = None;
    let mut size = 0;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|error| fault(&error))?;
        let is_content = !is_excel && part.name().is_ok_and(|name| name == "content.xml");
        let mut read = Vec::new();
        let mut part = part.by_ref().take(LARGEST_WORKBOOK + 1);
        size += if is_content {
            part.read_to_end(&mut read).map(|size| size as u64)
        } else {
            io::copy(&mut part, &mut io::sink())
        }
        .map_err(|error| fault(&error))?;
        if size > LARGEST_WORKBOOK {
            return Err(too_large());
        }
        if is_content {
            content = Some(read);
        }
    }
    if is_excel {
        return Ok(Kind::Excel);
    }
    let Some(content) = content else {
        let help = "Save the table as an Excel workbook (.xlsx), or as CSV UTF-8.";
        return Err(Problem::new(1, "this is no workbook", help));
    };
    // What has a password is no text.
    let Ok(content) = String::from_utf8(content) else {
        return Err(fault(&"it has a password"));
    };
    if content.contains("<office:text") {
        return Err(to_markdown(name));
    }
    Ok(Kind::OpenDocument(content))
}

/// What is said of a text of Word or LibreOffice, which pandoc reads.
fn to_markdown(name: &str) -> Problem {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let help = format!(
        "Make Markdown of it with pandoc (https://pandoc.org), and import that: pandoc \"{name}\" --to markdown --output \"{stem}.md\""
    );
    Problem::new(1, "this is a text of Word or LibreOffice, and import reads Markdown", help)
}

/// What is said of a file that is no table, if its name tells: such a file may be too large to be read here.
pub fn of_word(name: &str) -> Option<Problem> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    ["docx", "odt", "rtf"].contains(&&*ending).then(|| to_markdown(name))
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
            sheets(text.as_bytes(), "a.csv").expect("text")[1].rows.iter().map(|row| row.number).collect()
        };
        assert_eq!(numbers(text), [1, 3, 6]);
        assert_eq!(numbers(&text.replace('\n', "\r\n")), [1, 3, 6]);
        let sheet = &sheets(text.as_bytes(), "a.csv").expect("text")[1];
        assert_eq!(sheet.rows[1].cells[&0], "two\nlines");
        assert_eq!(sheet.rows[2].cells[&1], "q \"r\"");
    }

    #[test]
    fn other_files_are_named_with_what_to_do() {
        let help = |bytes: &[u8]| sheets(bytes, "a").expect_err("no table").help;
        assert!(help(b"a\xff").contains("UTF-8"));
        assert!(help(b"\xd0\xcf\x11\xe0\xa1").contains("without a password"));
        assert!(help(b"PK\x03\x04").contains(".xlsx"));
    }
}
