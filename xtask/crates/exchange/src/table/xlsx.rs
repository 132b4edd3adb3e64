//! The sheets of a workbook of Excel, from its XML.
//!
//! Of the format only what a table of texts needs is read: which sheets there are, the texts that cells share, and the cells.

use std::collections::{BTreeMap, HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::fault::WorkbookFault;
use super::sheet::{Room, Row, Sheet};
use super::xml::{attribute, referred};

/// The part that says which sheets there are.
pub(super) const WORKBOOK: &str = "xl/workbook.xml";

/// How many columns a sheet of Excel can have.
const MOST_COLUMNS: usize = 16_384;

/// The sheets of a workbook, with the texts of their cells; a number stands as it is stored.
///
/// # Errors
/// A part that is no XML, or of which too much would come.
pub(super) fn sheets(archive: &mut Archive<'_>) -> Result<Vec<Sheet>, WorkbookFault> {
    let targets = targets(&archive.text("xl/_rels/workbook.xml.rels")?.unwrap_or_default())?;
    let named = named(&archive.text(WORKBOOK)?.unwrap_or_default())?;
    let shared = shared(&archive.text("xl/sharedStrings.xml")?.unwrap_or_default())?;
    let mut room = Room::default();
    let mut sheets = Vec::new();
    let mut read = HashSet::new();
    for (name, id) in named {
        // Sheets have parts of their own; one that many of them name is read once.
        let missing = || WorkbookFault::Broken(format!("the part with its sheet \"{name}\" is missing"));
        let path = targets.get(&id).ok_or_else(missing)?;
        if !read.insert(path.as_str()) {
            continue;
        }
        let text = archive.text(path)?.ok_or_else(missing)?;
        sheets.push(Sheet { name: Some(name), rows: rows(&text, &shared, &mut room)? });
    }
    Ok(sheets)
}

/// The parts of an archive by the ids under which the workbook knows them.
fn targets(relations: &str) -> Result<HashMap<String, String>, WorkbookFault> {
    let mut targets = HashMap::new();
    each_start(relations, |start| {
        if start.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (attribute(start, "Id")?, attribute(start, "Target")?)
        {
            targets.insert(id, from_workbook(&target));
        }
        Ok(())
    })?;
    Ok(targets)
}

/// The name of a part that a relation of the workbook names, from the folder of the workbook if it begins with no slash.
fn from_workbook(target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{target}"),
    };
    let mut steps = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The sheets of a workbook in order, by their names, each with its id.
fn named(workbook: &str) -> Result<Vec<(String, String)>, WorkbookFault> {
    let mut named = Vec::new();
    each_start(workbook, |start| {
        if start.local_name().as_ref() == "sheet" {
            // The namespace of the id has whatever prefix the program that wrote it gave it.
            let mut id = None;
            for attribute in start.attributes() {
                let attribute = attribute?;
                if attribute.key.prefix().is_some() && attribute.key.local_name().as_ref() == "id" {
                    id = Some(attribute.value.into_owned());
                }
            }
            named.extend(attribute(start, "name")?.zip(id));
        }
        Ok(())
    })?;
    Ok(named)
}

fn each_start(
    text: &str,
    mut look: impl FnMut(&BytesStart<'_>) -> Result<(), WorkbookFault>,
) -> Result<(), WorkbookFault> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event()? {
            Event::Start(start) | Event::Empty(start) => look(&start)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The texts that cells share, in order.
fn shared(strings: &str) -> Result<Vec<String>, WorkbookFault> {
    let mut reader = Reader::from_str(strings);
    reader.config_mut().expand_empty_elements = true;
    let mut room = Room::default();
    let mut shared = Vec::new();
    let mut text = Text::default();
    loop {
        match reader.read_event()? {
            Event::Start(start) if start.local_name().as_ref() == "si" => text = Text::default(),
            Event::End(end) if end.local_name().as_ref() == "si" => {
                let text = std::mem::take(&mut text).said();
                room.take_cells(1, text.len())?;
                shared.push(text);
            }
            Event::Eof => return Ok(shared),
            event => text.take(&mut reader, event)?,
        }
    }
}

/// The rows of a sheet that are not empty.
fn rows(sheet: &str, shared: &[String], room: &mut Room) -> Result<Vec<Row>, WorkbookFault> {
    let mut reader = Reader::from_str(sheet);
    reader.config_mut().expand_empty_elements = true;
    // In order, and as sparse as they are: one cell may stand far from all others.
    let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
    let (mut number, mut column) = (0_usize, 0_usize);
    let mut kind = None;
    let mut text = Text::default();
    loop {
        match reader.read_event()? {
            Event::Start(start) if start.local_name().as_ref() == "row" => {
                let told = attribute(&start, "r")?.and_then(|number| number.parse::<usize>().ok());
                number = told.unwrap_or(number.saturating_add(1));
                column = 0;
            }
            Event::Start(start) if start.local_name().as_ref() == "c" => {
                column = match attribute(&start, "r")? {
                    Some(place) => column_of(&place)?,
                    None => column,
                };
                kind = attribute(&start, "t")?;
                text = Text::default();
            }
            Event::End(end) if end.local_name().as_ref() == "c" => {
                let text = shown(std::mem::take(&mut text).said(), kind.as_deref(), shared)?;
                if !text.trim().is_empty() {
                    room.take_cells(1, text.len())?;
                    if !rows.contains_key(&number) {
                        room.take_rows(1)?;
                    }
                    rows.entry(number).or_insert_with(|| Row { number, ..Row::default() }).put(column, &text);
                }
                column = column.saturating_add(1);
            }
            Event::Eof => return Ok(rows.into_values().filter(|row| !row.cells.is_empty()).collect()),
            event => text.take(&mut reader, event)?,
        }
    }
}

/// The text of a cell, or one that cells share, while it is read.
#[derive(Default)]
struct Text {
    text: String,
    /// Whether an element that holds text is open: `t` in a text, `v` in a cell.
    is_in_text: bool,
}

impl Text {
    fn take(&mut self, reader: &mut Reader<&[u8]>, event: Event<'_>) -> Result<(), WorkbookFault> {
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                "t" | "v" => self.is_in_text = true,
                // How a word is spoken, which Excel keeps for Japanese.
                "rPh" => {
                    reader.read_to_end(start.name())?;
                }
                _ => {}
            },
            Event::End(end) if ["t", "v"].contains(&end.local_name().as_ref()) => self.is_in_text = false,
            Event::Text(text) if self.is_in_text => self.text.push_str(&text.xml10_content()),
            Event::CData(text) if self.is_in_text => self.text.push_str(&text.xml10_content()),
            Event::GeneralRef(name) if self.is_in_text => self.text.push_str(&referred(&name)?),
            _ => {}
        }
        Ok(())
    }

    /// What it says, once it is read: a character that XML cannot hold is written as `_x000D_`.
    fn said(self) -> String {
        let mut said = String::with_capacity(self.text.len());
        let mut rest = &*self.text;
        while let Some((before, after)) = rest.split_once("_x") {
            said.push_str(before);
            let code = after.get(..5).and_then(|code| code.strip_suffix('_'));
            let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
            match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
                Some(character) => {
                    said.push(character);
                    rest = &after[5..];
                }
                None => {
                    said.push_str("_x");
                    rest = after;
                }
            }
        }
        said.push_str(rest);
        said
    }
}

/// What a cell of a kind shows.
fn shown(stored: String, kind: Option<&str>, shared: &[String]) -> Result<String, WorkbookFault> {
    Ok(match kind {
        Some("s") if !stored.trim().is_empty() => {
            let text = stored.trim().parse().ok().and_then(|at: usize| shared.get(at));
            text.cloned().ok_or_else(|| {
                WorkbookFault::Broken("a cell refers to a shared text that is missing".to_owned())
            })?
        }
        Some("b") if !stored.trim().is_empty() => {
            if stored.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned()
        }
        // Programs write one number in several ways.
        None | Some("n") => match stored.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => number.to_string(),
            _ => stored,
        },
        Some(_) => stored,
    })
}

/// The column of a place such as `B5`, from 0.
fn column_of(place: &str) -> Result<usize, WorkbookFault> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let column = letters.fold(0_usize, |column, letter| {
        column.saturating_mul(26).saturating_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    match column {
        1..=MOST_COLUMNS => Ok(column - 1),
        _ => Err(WorkbookFault::Broken("a cell stands in a column that no sheet has".to_owned())),
    }
}
