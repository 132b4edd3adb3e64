//! An assessment read from its Markdown, as the content of its file.

use std::collections::HashMap;

use super::blocks::{Kind, blocks};
use super::entry::{Entry, joined};
use super::inline::{Piece, pieces, plain};
use super::metadata::{Metadata, SHOWN_FROM};
use super::{OVERVIEW, metadata, misplaced as in_entry};
use crate::instrument::{self, Subject};
use crate::problem::Problem;
use dataset::model::rating::Scale;
use dataset::schema::is_id;
use format::json::{Json, Member};

/// What is told at once; more is told once these are mended.
const MOST_PROBLEMS: usize = 20;

/// What the first block of metadata says a text is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The country's code.
    pub country: Option<String>,
    /// The edition's id.
    pub edition: Option<String>,
    /// The indicator, where the text is of one alone.
    pub indicator: Option<String>,
    /// The state of the file from which the text was shown.
    pub shown_from: Option<String>,
}

/// What a text says in its first block of metadata.
pub fn about(text: &str) -> About {
    let text = text.trim_start_matches('\u{feff}');
    let Some(body) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else {
        return About::default();
    };
    let body: Vec<&str> =
        body.lines().take_while(|line| !["---", "..."].contains(&line.trim_end())).collect();
    let mut metadata = Metadata::default();
    metadata.take(&body.join("\n"), 1, &mut Vec::new());
    let text = |name: &str| metadata.text(name).map(str::to_owned);
    About {
        country: text("country"),
        edition: text("edition"),
        indicator: metadata.indicator.as_ref().map(|(id, _)| id.clone()),
        shown_from: metadata.shown_from.clone(),
    }
}

/// Whether a text has notes that cite sources by their ids, as no publisher prints them.
pub fn has_citations(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with("[^") && line.contains("]: [@"))
}

/// A text as if it had been shown from another state; none if it does not say from which it was.
pub fn with_state(text: &str, state: &str) -> Option<String> {
    let name = format!("{SHOWN_FROM}:");
    let start = if text.starts_with(&name) { 0 } else { text.find(&format!("\n{name}"))? + 1 };
    let end = text[start..].find(['\r', '\n']).map_or(text.len(), |end| start + end);
    Some(format!("{}{name} \"{state}\"{}", &text[..start], &text[end..]))
}

/// Reads an assessment, or one entry of it, from its Markdown.
///
/// # Errors
/// What cannot be read, each with its line and what to do, in the order of the lines.
pub fn read(text: &str, subject: &Subject<'_>) -> Result<Json<'static>, Vec<Problem>> {
    let mut reader = Reader::new(subject);
    match blocks(text.trim_start_matches('\u{feff}')) {
        Ok(blocks) => blocks.into_iter().for_each(|block| reader.take(block.kind, block.line)),
        Err(problem) => reader.problems.push(problem),
    }
    reader.finish()
}

/// In what part of the text something stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    /// Before the first heading, or under that of an area.
    None,
    Overview,
    Entry,
    /// Under a heading that was not understood, of which has been told.
    Lost,
}

struct Reader<'d> {
    subject: &'d Subject<'d>,
    scale: Scale,
    section: Section,
    metadata: Metadata,
    overview: Vec<Json<'static>>,
    entries: Vec<Entry>,
    places: HashMap<String, usize>,
    /// The notes, with the entry in which each stands, as (label, text, line, entry).
    notes: Vec<(String, String, usize, Option<usize>)>,
    problems: Vec<Problem>,
}

impl<'d> Reader<'d> {
    fn new(subject: &'d Subject<'d>) -> Self {
        Self {
            subject,
            scale: subject.framework.rating_scale(),
            section: Section::None,
            metadata: Metadata::default(),
            overview: Vec::new(),
            entries: Vec::new(),
            places: HashMap::new(),
            notes: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn take(&mut self, kind: Kind, line: usize) {
        let done = match kind {
            Kind::Metadata(body) => {
                self.metadata.take(&body, line, &mut self.problems);
                // What stands behind the last block is in no entry.
                self.section = if self.entries.is_empty() { self.section } else { Section::Lost };
                Ok(())
            }
            Kind::Heading(title) => self.heading(&title, line),
            Kind::Note(label, text) => {
                let entry = (self.section == Section::Entry).then(|| self.entries.len().saturating_sub(1));
                self.notes.push((label, text, line, entry));
                Ok(())
            }
            Kind::Item(text) => match (self.section, self.entries.last_mut()) {
                (Section::Entry, Some(entry)) => entry.item(&text, line),
                (Section::Lost, _) => Ok(()),
                (_, _) => Err(misplaced(line)),
            },
            Kind::Paragraph(lines) => match (self.section, self.entries.last_mut()) {
                (Section::Entry, Some(entry)) => entry.paragraph(&lines, line, self.scale),
                (Section::Overview, _) => self.overview(&joined(&lines), line),
                (Section::Lost, _) => Ok(()),
                (Section::None | Section::Entry, _) => Err(misplaced(line)),
            },
        };
        self.problems.extend(done.err());
    }

    fn heading(&mut self, title: &str, line: usize) -> Result<(), Problem> {
        let (title, id) = match title.strip_suffix('}').and_then(|title| title.rsplit_once("{#")) {
            Some((title, id)) if !title.ends_with('\\') => (plain(title.trim_end()), Some(id.trim())),
            Some(_) | None => (plain(title), None),
        };
        let framework = self.subject.framework;
        let by_title = || instrument::indicator(framework, &title);
        // pandoc makes identifiers of its own from titles; one that is that of no indicator says nothing.
        let found = id
            .filter(|id| framework.indicators.contains(id) || (title == **id && is_id(id)))
            .or_else(by_title);
        if let Some(id) = found {
            return self.begin(id, line);
        }
        if title.eq_ignore_ascii_case(OVERVIEW) {
            self.section = Section::Overview;
            return Ok(());
        }
        if instrument::area(framework, &title).is_some() {
            self.section = Section::None;
            return Ok(());
        }
        self.section = Section::Lost;
        let help = match instrument::title_meant(framework, &title) {
            Some(meant) => format!("Did you mean \"{meant}\"? Write the title as the framework has it."),
            None => {
                "Write the title of an indicator or an area as the framework has it, or Overview.".to_owned()
            }
        };
        Err(Problem::new(line, format!("\"{title}\" is the title of no indicator and no area"), help))
    }

    fn begin(&mut self, id: &str, line: usize) -> Result<(), Problem> {
        if self.places.insert(id.to_owned(), self.entries.len()).is_some() {
            self.section = Section::Lost;
            let message = format!("the indicator {id} has two headings");
            return Err(Problem::new(line, message, "Put what belongs to it under one of them."));
        }
        self.section = Section::Entry;
        self.entries.push(Entry::new(id));
        Ok(())
    }

    fn overview(&mut self, text: &str, line: usize) -> Result<(), Problem> {
        let pieces = pieces(text);
        if let Some(Piece::Link(address)) = pieces.iter().find(|piece| matches!(piece, Piece::Link(_))) {
            return Err(in_entry::link(address, line));
        }
        let is_text = |piece: &Piece| matches!(piece, Piece::Text(_));
        if !pieces.iter().all(is_text) {
            let help =
                "Take the call or the citation out, and cite the work under the indicator that it is about.";
            return Err(Problem::new(line, "the overview has no notes", help));
        }
        self.overview.push(Json::String(plain(text).into()));
        Ok(())
    }

    /// Gives each note to the entry that it is of: that in which it stands if its rationale calls it, else one that does.
    fn settle(&mut self) {
        let mut callers: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, entry) in self.entries.iter().enumerate() {
            for label in &entry.calls {
                let callers = callers.entry(label.clone()).or_default();
                if callers.last() != Some(&place) {
                    callers.push(place);
                }
            }
        }
        for (label, text, line, stands_in) in std::mem::take(&mut self.notes) {
            let named = label.split_once(':').and_then(|(id, _)| self.places.get(id)).copied();
            let callers = callers.get(&label).map_or(&[][..], Vec::as_slice);
            let own = stands_in.filter(|place| callers.contains(place) || callers.is_empty());
            let places: Vec<usize> = match (named.or(own), callers) {
                (Some(place), _) => vec![place],
                (None, callers) => callers.to_vec(),
            };
            if places.is_empty() {
                let message = format!("the note \"{label}\" is called in no rationale");
                let help = format!("Put [^{label}] behind the claim that it supports, or delete the note.");
                self.problems.push(Problem::new(line, message, help));
            }
            for place in places {
                let done = self.entries[place].notes.take(&label, &text, line);
                self.problems.extend(done.err());
            }
        }
    }

    fn finish(mut self) -> Result<Json<'static>, Vec<Problem>> {
        self.settle();
        for place in std::mem::take(&mut self.metadata.empty) {
            let found = place.split_once('/').and_then(|(id, group)| Some((self.places.get(id)?, group)));
            if let Some((place, group)) = found {
                self.entries[*place].mark_empty(group);
            }
        }
        for (id, line, errata) in std::mem::take(&mut self.metadata.of_entries) {
            match self.places.get(&id) {
                Some(place) => self.entries[*place].errata = Some(errata),
                None => {
                    let message = format!("there are corrections of {id}, which has no heading in this text");
                    let help = "Give the indicator its heading, or take its corrections out.";
                    self.problems.push(Problem::new(line, message, help));
                }
            }
        }
        for (name, expected) in [("country", self.subject.country), ("edition", self.subject.edition)] {
            match self.metadata.text(name) {
                Some(told) if told != expected => {
                    let message = format!("the text is of the {name} {told}, and {expected} was asked for");
                    self.problems.push(Problem::new(
                        1,
                        message,
                        format!("Correct the line {name}:, or ask for {told}."),
                    ));
                }
                Some(_) | None => {}
            }
        }
        if self.entries.is_empty() && self.problems.is_empty() {
            let help = "Put each entry under a heading ## with the printed title of its indicator.";
            self.problems.push(Problem::new(1, "there is no indicator in this text", help));
        }
        if !self.problems.is_empty() {
            self.problems.sort();
            self.problems.truncate(MOST_PROBLEMS);
            return Err(self.problems);
        }
        let text = |text: &str| Json::String(text.to_owned().into());
        let mut members: Vec<Member<'static>> = vec![
            ("$schema".into(), text("../../../schema/assessment.schema.json")),
            ("country".into(), text(self.subject.country)),
            ("edition".into(), text(self.subject.edition)),
        ];
        let about = ["country", "edition", metadata::INDICATOR];
        members.extend(self.metadata.members.into_iter().filter(|(name, _)| !about.contains(&&**name)));
        if !self.overview.is_empty() {
            members.push(("overview".into(), Json::Array(self.overview)));
        }
        members.push(("ratings".into(), Json::Object(self.entries.into_iter().map(Entry::json).collect())));
        if !members.iter().any(|(name, _)| name == "sources") {
            members.push(("sources".into(), Json::Object(Vec::new())));
        }
        Ok(Json::Object(members))
    }
}

fn misplaced(line: usize) -> Problem {
    let help = "Put it under the heading of an indicator, or under # Overview, or begin each of its lines with > if it is only for you.";
    Problem::new(line, "this text belongs to no indicator", help)
}
