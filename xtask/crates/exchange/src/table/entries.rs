//! The rows of a table as entries of an assessment.

use std::collections::{HashMap, HashSet};

use super::cell::{formula, judged};
use super::columns::{Column, Columns, named};
use super::entry::{Counts, Entry, Note};
use super::notes::{Label, lines, with_calls};
use super::sheet::{Row, Sheet};
use super::write::Writer;
use crate::annex::{Doubt, Known};
use crate::instrument::{self, Subject, area, fold};
use crate::markdown::About;
use crate::problem::Problem;
use dataset::model::framework::Framework;
use dataset::schema::is_id;
use format::json::Json;

/// What is told at once; more is told once these are mended.
const MOST_PROBLEMS: usize = 20;

/// The rows above the heading of a table: its title, an empty line.
const MOST_ABOVE: usize = 20;

/// A table of ratings in a file.
#[derive(Clone, Debug)]
pub struct Found {
    columns: Columns,
    /// The rows below the headings.
    rows: Vec<Row>,
    headings: Row,
}

/// What a table says.
#[derive(Debug)]
pub struct Taken {
    /// The assessment with what the table says of it.
    pub assessment: Json<'static>,
    /// What has to be looked at, in the order of the rows.
    pub doubts: Vec<Doubt>,
    /// How much of each was found.
    pub counts: Counts,
}

/// Finds the table of ratings among the tables of a file.
///
/// # Errors
/// No such table or several, and columns that mean the same.
pub fn find(sheets: Vec<Sheet>) -> Result<Found, Problem> {
    let mut all = sheets.into_iter().filter_map(|sheet| {
        let at = sheet.rows.iter().take(MOST_ABOVE).position(|row| Columns::of(row).is_some())?;
        Some((sheet, at))
    });
    let Some((mut sheet, at)) = all.next() else {
        let help = "Put the headings Indicator, Rating, Change, Rationale and Notes over the columns; Indicator and one of the others are enough.";
        return Err(Problem::new(1, "no row has the headings of a table of ratings", help));
    };
    if let (Some(one), Some((Sheet { name: Some(other), .. }, _))) = (&sheet.name, all.next()) {
        let message = format!("the sheets \"{one}\" and \"{other}\" both have a table of ratings");
        return Err(Problem::new(1, message, "Keep the one that is to be taken over, and save the file."));
    }
    let rows = sheet.rows.split_off(at + 1);
    let headings = sheet.rows.pop().unwrap_or_default();
    let columns = Columns::of(&headings).unwrap_or_default();
    if let Some((one, other)) = columns.doubled() {
        let message = format!("{one} and {other} are headed alike");
        return Err(Problem::new(
            headings.number,
            message,
            "Keep one of them, or head the other by what it holds.",
        ));
    }
    // In the annexes themselves the column of the texts is headed Notes.
    let is_plain = columns.name(Column::Notes).to_lowercase().contains("(note");
    if is_plain && !columns.has(Column::Rationale) {
        let name = columns.name(Column::Notes);
        let message =
            format!("{name} may hold rationales or footnotes, and there is no column of rationales");
        let help = "Head it Rationale or Footnotes, by what it holds; where it has both, part them into two columns.";
        return Err(Problem::new(headings.number, message, help));
    }
    Ok(Found { columns, rows, headings })
}

impl Found {
    /// What the table says that all its rows are about.
    pub fn about(&self) -> About {
        let only = |column: Column| {
            let mut told: Vec<&str> =
                self.rows.iter().filter_map(|row| self.columns.cell(row, column)).collect();
            told.sort_unstable();
            told.dedup();
            match told[..] {
                [only] => Some(only.to_owned()),
                _ => None,
            }
        };
        About { country: only(Column::Country), edition: only(Column::Edition), ..About::default() }
    }

    /// The status that all rows of an assessment have.
    pub fn status(&self, subject: &Subject<'_>) -> Option<&str> {
        let rows = self.rows.iter().filter(|row| !self.is_of_another(row, subject));
        let mut told = rows.filter_map(|row| self.columns.cell(row, Column::Status));
        let first = told.next()?;
        told.all(|other| other == first).then_some(first)
    }

    /// Reads the rows into an assessment: `before` is what its file has, or an empty draft.
    ///
    /// # Errors
    /// What cannot be taken over, each with its row.
    pub fn read(
        &self,
        subject: &Subject<'_>,
        before: Json<'static>,
        known: &[Known<'_>],
    ) -> Result<Taken, Vec<Problem>> {
        let (mut problems, mut doubts, mut counts) = (Vec::new(), Vec::new(), Counts::default());
        for (at, heading) in &self.columns.unknown {
            let text = format!("{} was not read: no such column is known", named(*at, heading));
            doubts.push(Doubt { line: self.headings.number, text });
        }
        let mut entries: Vec<Entry> = Vec::new();
        let mut rows = HashMap::new();
        for row in &self.rows {
            if problems.len() >= MOST_PROBLEMS {
                break;
            }
            if self.is_of_another(row, subject) {
                counts.others += 1;
                continue;
            }
            if let Some((at, text)) = row.cells.iter().find(|(_, text)| formula(text)) {
                let message = format!(
                    "{}: \"{text}\" is a formula or its error",
                    named(*at, self.headings.cells.get(at).map_or("", |heading| heading))
                );
                let help = "Put the text that is meant into the cell, or empty it.";
                problems.push(Problem::new(row.number, message, help));
                continue;
            }
            let Some(id) = self.indicator(row, subject.framework, &mut problems) else { continue };
            if let Some(other) = rows.insert(id, row.number) {
                let message = format!("the indicator {id} stands in row {other} already");
                problems.push(Problem::new(row.number, message, "Keep one of the two rows."));
                continue;
            }
            entries.push(self.entry(row, id, subject.framework, &mut problems));
        }
        if entries.is_empty() && problems.is_empty() {
            let (country, edition) = (subject.country, subject.edition);
            let help = "Put a row for each indicator below the headings, or ask for what the table is about.";
            problems.push(Problem::new(1, format!("no row is about {country} in {edition}"), help));
        }
        let named: HashSet<&str> = entries.iter().map(|entry| &*entry.id).collect();
        let missing: Vec<&str> =
            subject.framework.indicators.ids().filter(|id| !named.contains(id)).collect();
        if !missing.is_empty() && problems.is_empty() {
            let text = format!("no row is of {}", missing.join(", "));
            doubts.push(Doubt { line: self.headings.number, text });
        }
        let mut writer = Writer {
            subject,
            columns: &self.columns,
            known,
            counts: &mut counts,
            doubts: &mut doubts,
            problems: &mut problems,
        };
        let assessment = writer.write(entries, before);
        if problems.is_empty() {
            doubts.sort();
            doubts.dedup();
            return Ok(Taken { assessment, doubts, counts });
        }
        problems.sort();
        problems.truncate(MOST_PROBLEMS);
        Err(problems)
    }

    fn is_of_another(&self, row: &Row, subject: &Subject<'_>) -> bool {
        let country = self.columns.cell(row, Column::Country).map(fold);
        let is_country = |country: &String| {
            [subject.country, subject.country_name].iter().any(|known| fold(known) == *country)
        };
        let edition = self.columns.cell(row, Column::Edition).map(fold);
        country.is_some_and(|country| !is_country(&country))
            || edition.is_some_and(|edition| edition != fold(subject.edition))
    }

    /// The indicator of a row, if it has one.
    fn indicator<'f>(
        &self,
        row: &Row,
        framework: &'f Framework,
        problems: &mut Vec<Problem>,
    ) -> Option<&'f str> {
        // Headings are repeated at the top of each printed page; the title of an area stands alone in its row.
        if row.cells == self.headings.cells
            || (row.cells.len() == 1 && row.cells.values().all(|text| area(framework, text).is_some()))
        {
            return None;
        }
        let mut found = None;
        for column in [Column::Indicator, Column::Title] {
            let Some(text) = self.columns.cell(row, column) else { continue };
            // Titles may be numbered.
            let bare = text.trim_start_matches(|c: char| c.is_ascii_digit() || "(). ".contains(c));
            let title = bare.trim_end_matches('.');
            let Some(id) = instrument::indicator(framework, title) else {
                let message = format!("{}: \"{text}\" is no indicator", self.columns.name(column));
                let meant = instrument::title_meant(framework, title);
                let help = match meant {
                    Some(meant) => format!("Did you mean \"{meant}\"? Write the title or the id as the framework has it."),
                    None => "Write the title or the id of an indicator as the framework has it, or delete the row.".to_owned(),
                };
                problems.push(Problem::new(row.number, message, help));
                return None;
            };
            match found {
                Some(other) if other != id => {
                    let message = format!("the id is that of {other}, and the title that of {id}");
                    problems.push(Problem::new(row.number, message, "Correct the one that is wrong."));
                    return None;
                }
                Some(_) | None => found = Some(id),
            }
        }
        if found.is_none() {
            let help = "Write the title or the id of the indicator in it, also where cells were merged, or delete the row.";
            let column =
                [Column::Indicator, Column::Title].into_iter().find(|column| self.columns.has(*column));
            let name = column.map(|column| self.columns.name(column)).unwrap_or_default();
            problems.push(Problem::new(row.number, format!("{name}: the cell is empty"), help));
        }
        found
    }

    fn entry(&self, row: &Row, id: &str, framework: &Framework, problems: &mut Vec<Problem>) -> Entry {
        let judged = judged(row, &self.columns, framework, problems);
        let mut notes: Vec<Note> = Vec::new();
        let mut labels = HashSet::new();
        for (nth, line) in
            self.columns.cell(row, Column::Notes).map(lines).unwrap_or_default().into_iter().enumerate()
        {
            let (label, number) = match line.label {
                Label::Word(word) => (word, None),
                Label::Number(number) => (format!("note-{number}"), Some(number)),
                Label::None => (format!("note-{}", nth + 1), Some(nth + 1)),
            };
            let mut wrong = |message: String, help: &str| {
                let message = format!("{}: {message}", self.columns.name(Column::Notes));
                problems.push(Problem::new(row.number, message, help));
            };
            if !is_id(&label) {
                wrong(
                    format!("\"{label}\" can be no label of a note"),
                    "Use small letters, figures and single hyphens, here and at its call.",
                );
            } else if !labels.insert(label.clone()) {
                wrong(
                    format!("the note \"{label}\" stands twice"),
                    "Give one of them another label, also at its call.",
                );
            } else {
                notes.push(Note { label, text: line.text, number });
            }
        }
        let numbers: HashSet<usize> = notes.iter().filter_map(|note| note.number).collect();
        let rationale = self.columns.cell(row, Column::Rationale).unwrap_or_default();
        let rationale = rationale.lines().map(str::trim).filter(|text| !text.is_empty());
        let rationale: Vec<String> = rationale.map(|text| with_calls(text, &numbers)).collect();
        Entry { row: row.number, id: id.to_owned(), judged, rationale, notes }
    }
}
