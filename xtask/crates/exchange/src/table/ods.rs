//! The sheets of a spreadsheet of LibreOffice, from its XML.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::fault::WorkbookFault;
use super::sheet::{Room, Row, Sheet};
use super::xml::{attribute, referred};

/// The sheets of `content.xml`, with the texts that the spreadsheet shows. What is repeated is written down as often as it stands
/// there, which a small file can ask for without end; so what comes of it is limited.
///
/// # Errors
/// A text that is no XML, or one of which too much would come.
pub(super) fn sheets(content: &str) -> Result<Vec<Sheet>, WorkbookFault> {
    let mut reader = Reader::from_str(content);
    reader.config_mut().expand_empty_elements = true;
    let mut sheets = Vec::new();
    let mut page = Page::default();
    let mut room = Room::default();
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
                "table:table-cell" => page.end_cell(&mut room)?,
                "table:table-row" => page.end_row(&mut room)?,
                "table:table" => sheets.push(std::mem::take(&mut page).sheet()),
                _ => {}
            },
            Event::Text(text) => page.put(&collapsed(&text.xml10_content())),
            Event::CData(text) => page.put(&collapsed(&text.xml10_content())),
            Event::GeneralRef(name) => page.put(&referred(&name)?),
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

    fn end_cell(&mut self, room: &mut Room) -> Result<(), WorkbookFault> {
        let text = self.cell.take().unwrap_or_default();
        let end = self.column.saturating_add(self.columns);
        if !text.trim().is_empty() {
            room.take_cells(self.columns, text.len())?;
            (self.column..end).for_each(|column| self.row.put(column, &text));
        }
        self.column = end;
        Ok(())
    }

    fn end_row(&mut self, room: &mut Room) -> Result<(), WorkbookFault> {
        let row = std::mem::take(&mut self.row);
        if !row.cells.is_empty() {
            room.take_rows(self.rows)?;
            // The cells of the first are taken already.
            for text in row.cells.values() {
                room.take_cells(self.rows.saturating_sub(1), text.len())?;
            }
            for number in (1..=self.rows).map(|more| self.next.saturating_add(more)) {
                self.sheet.put(Row { number, cells: row.cells.clone() });
            }
        }
        self.next = self.next.saturating_add(self.rows);
        Ok(())
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

/// How often something stands there, as an attribute says; once if it says nothing.
fn count(start: &BytesStart<'_>, name: &str) -> Result<usize, WorkbookFault> {
    Ok(attribute(start, name)?.and_then(|count| count.parse().ok()).unwrap_or(1))
}
