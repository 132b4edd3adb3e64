//! The sheets of a spreadsheet of LibreOffice, from its XML.

use format::limits::LARGEST_WORKBOOK;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::sheet::{Row, Sheet};

/// Why there are no sheets.
pub(super) enum Fault {
    /// It is no XML, as the reader says.
    Broken(String),
    /// Its cells hold more than a workbook may.
    TooLarge,
}

impl<E: std::error::Error> From<E> for Fault {
    fn from(error: E) -> Self {
        Fault::Broken(error.to_string())
    }
}

/// What a cell takes beside its text, so that many small ones are limited as well.
const CELL: usize = 32;

/// The sheets of `content.xml`, with the texts that the spreadsheet shows. What is repeated is written down as often as it stands
/// there, which a small file can ask for without end; so what comes of it is limited.
///
/// # Errors
/// A text that is no XML, or one of which too much would come.
pub(super) fn sheets(content: &str) -> Result<Vec<Sheet>, Fault> {
    let mut reader = Reader::from_str(content);
    reader.config_mut().expand_empty_elements = true;
    let mut sheets = Vec::new();
    let mut page = Page::default();
    loop {
        match reader.read_event()? {
            Event::Start(start) => match start.name().as_ref() {
                "table:table" if page.cell.is_none() => {
                    page = Page { name: attribute(&start, "table:name")?, ..Page::default() };
                }
                "table:table-row" if page.cell.is_none() => {
                    page.row = Row::default();
                    page.column = 0;
                    page.rows = count(&start, "table:number-rows-repeated")?;
                }
                "table:table-cell" if page.cell.is_none() => {
                    page.columns = count(&start, "table:number-columns-repeated")?;
                    page.cell = Some(String::new());
                }
                // Another cell is drawn over it.
                "table:covered-table-cell" if page.cell.is_none() => {
                    let columns = count(&start, "table:number-columns-repeated")?;
                    page.column = page.column.saturating_add(columns);
                    reader.read_to_end(start.name())?;
                }
                // A comment of somebody, or a drawing: not what the cell says.
                "office:annotation" | "draw:frame" | "table:table" => {
                    reader.read_to_end(start.name())?;
                }
                "text:p" | "text:h" => page.begin_paragraph(),
                "text:s" => page.put(&" ".repeat(count(&start, "text:c")?.min(LONGEST_GAP))),
                "text:tab" => page.put("\t"),
                "text:line-break" => page.put("\n"),
                _ => {}
            },
            Event::End(end) => match end.name().as_ref() {
                "text:p" | "text:h" => page.is_in_paragraph = false,
                "table:table-cell" => page.end_cell()?,
                "table:table-row" => page.end_row()?,
                "table:table" => sheets.push(std::mem::take(&mut page).sheet()),
                _ => {}
            },
            Event::Text(text) => page.put(&collapsed(&text.xml10_content())),
            Event::CData(text) => page.put(&collapsed(&text.xml10_content())),
            Event::GeneralRef(name) => match name.resolve_char_ref()? {
                Some(character) => page.put(character.encode_utf8(&mut [0; 4])),
                None => page.put(quick_xml::escape::resolve_predefined_entity(&name).unwrap_or_default()),
            },
            Event::Eof => return Ok(sheets),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// A gap of more spaces than this is no text.
const LONGEST_GAP: usize = 100;

/// The sheet that is being read, and where in it.
#[derive(Default)]
struct Page {
    name: Option<String>,
    sheet: Sheet,
    /// How many rows are above the next one.
    next: usize,
    row: Row,
    rows: usize,
    column: usize,
    columns: usize,
    /// The text of the cell that is being read.
    cell: Option<String>,
    is_in_paragraph: bool,
    size: usize,
}

impl Page {
    fn begin_paragraph(&mut self) {
        self.is_in_paragraph = true;
        if let Some(text) = self.cell.as_mut().filter(|text| !text.is_empty()) {
            text.push('\n');
        }
    }

    fn put(&mut self, more: &str) {
        if let Some(text) = self.cell.as_mut().filter(|_| self.is_in_paragraph) {
            text.push_str(more);
        }
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        let text = self.cell.take().unwrap_or_default();
        let end = self.column.saturating_add(self.columns);
        if !text.trim().is_empty() {
            self.grow(self.columns, text.len() + CELL)?;
            (self.column..end).for_each(|column| self.row.put(column, &text));
        }
        self.column = end;
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        let row = std::mem::take(&mut self.row);
        let size = row.cells.values().map(|text| text.len() + CELL).sum();
        if !row.cells.is_empty() {
            self.grow(self.rows, size)?;
            for more in 0..self.rows {
                self.sheet.put(Row { number: self.next + more + 1, cells: row.cells.clone() });
            }
        }
        self.next = self.next.saturating_add(self.rows);
        Ok(())
    }

    /// Makes sure that there is room for so many of a size.
    fn grow(&mut self, times: usize, size: usize) -> Result<(), Fault> {
        self.size = self.size.saturating_add(times.saturating_mul(size));
        if self.size as u64 > LARGEST_WORKBOOK { Err(Fault::TooLarge) } else { Ok(()) }
    }

    fn sheet(self) -> Sheet {
        Sheet { name: self.name, ..self.sheet }
    }
}

/// A text with each run of white space as one space, as the format reads it; a space is written as an element.
fn collapsed(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for character in text.chars() {
        let is_space = matches!(character, ' ' | '\t' | '\r' | '\n');
        if !is_space {
            collapsed.push(character);
        } else if !collapsed.ends_with(' ') {
            collapsed.push(' ');
        }
    }
    collapsed
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Fault> {
    let Some(attribute) = start.try_get_attribute(name)? else { return Ok(None) };
    Ok(Some(quick_xml::escape::unescape(&attribute.value)?.into_owned()))
}

/// How often something stands there, as an attribute says; once if it says nothing.
fn count(start: &BytesStart<'_>, name: &str) -> Result<usize, Fault> {
    Ok(attribute(start, name)?.and_then(|count| count.parse().ok()).unwrap_or(1))
}
