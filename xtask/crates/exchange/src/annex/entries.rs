//! Which rating, which paragraphs and which calls belong to which indicator.

mod frame;
mod levels;
mod meant;
mod parting;
mod unread;

use std::collections::HashMap;

use super::bare::bare;
use super::cells::{Form, Kind, Piece};
use super::{Doubt, scores};
use crate::instrument::{Subject, fold, status};
use dataset::model::rating::{Direction, Rating, Scale};
pub(super) use frame::titled;
use frame::{FIELDS, is_prose};
use unread::Lost;

/// What is printed of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Printed {
    /// The line at which it begins.
    pub(super) line: usize,
    /// The id of the indicator.
    pub(super) id: String,
    pub(super) rating: Option<Rating>,
    pub(super) change: Option<Direction>,
    /// Its paragraphs, as printed.
    pub(super) paragraphs: Vec<String>,
}

/// All that is printed of the indicators, and before them.
#[derive(Debug, Default)]
pub(super) struct Entries {
    /// The paragraphs before the table.
    pub(super) overview: Vec<String>,
    /// The entries, as they are printed.
    pub(super) entries: Vec<Printed>,
}

/// Reads the table and what stands loose between its rows. `title` is that of the document.
pub(super) fn read(
    pieces: &[Piece],
    form: Form,
    subject: &Subject<'_>,
    title: Option<&str>,
    doubts: &mut Vec<Doubt>,
) -> Entries {
    let mut reader = Reader {
        subject,
        document: title,
        scale: subject.framework.rating_scale(),
        form,
        lost: None,
        current: 0,
        is_headed: false,
        read: Entries::default(),
        is_in_summary: false,
        level: None,
        levels: HashMap::new(),
        begun: 0,
        unread_count: 0,
        unread: None,
        doubts,
    };
    for piece in pieces {
        match &piece.kind {
            Kind::Row(_) | Kind::Loose(_) if scores::of_piece(piece, subject).is_some() => {}
            Kind::Row(cells) => reader.row(cells, piece.line),
            Kind::Loose(paragraphs) => reader.loose(paragraphs, piece.line),
            Kind::Heading(title) => reader.heading(title, piece.line),
            Kind::Note(..) => {}
        }
    }
    reader.end_lost();
    reader.end_unread();
    reader.compare_levels();
    reader.read
}

struct Reader<'r> {
    subject: &'r Subject<'r>,
    /// The title of the document.
    document: Option<&'r str>,
    /// The levels that can be printed.
    scale: Scale,
    form: Form,
    read: Entries,
    /// The heading of no indicator below which the text stands.
    lost: Option<Lost>,
    /// The entry that text belongs to.
    current: usize,
    /// Whether that entry began with a heading, and not in a row.
    is_headed: bool,
    /// Whether the rows are those of the list by level.
    is_in_summary: bool,
    level: Option<Rating>,
    /// The levels that the list by level has.
    levels: HashMap<String, Rating>,
    /// How many of the last entries have begun and have no text yet.
    begun: usize,
    /// How many lines were not read.
    unread_count: usize,
    /// The first and the last of those that are not told one by one.
    unread: Option<(usize, usize)>,
    doubts: &'r mut Vec<Doubt>,
}

/// What a paragraph of a cell is.
enum Part<'f> {
    Title(&'f str),
    Status(Option<Rating>, Option<Direction>),
    Frame,
    Text,
}

impl<'r> Reader<'r> {
    fn part(&self, text: &str) -> Part<'r> {
        let framework = self.subject.framework;
        let text = &*bare(text);
        if text.is_empty() {
            return Part::Text;
        }
        if let Some(id) = titled(framework, text) {
            return Part::Title(id);
        }
        let bare = text.split_once(':').filter(|(name, _)| FIELDS.contains(&&*fold(name)));
        if let Some((rating, change)) = status(self.scale, bare.map_or(text, |(_, value)| value.trim())) {
            return Part::Status(rating, change);
        }
        if self.is_frame(text) { Part::Frame } else { Part::Text }
    }

    fn row(&mut self, cells: &[Vec<String>], line: usize) {
        let paragraphs = || cells.iter().flatten().map(String::as_str);
        let folded: Vec<String> = paragraphs().map(|text| fold(&bare(text))).collect();
        if folded.iter().any(|text| text == "indicator") {
            return self.columns(&paragraphs().collect::<Vec<_>>(), &folded, line);
        }
        let (mut titles, mut statuses, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        for (nth, cell) in cells.iter().enumerate() {
            for text in cell {
                match self.part(text) {
                    Part::Title(id) => titles.push(id),
                    Part::Status(rating, change) => statuses.push((rating, change)),
                    Part::Frame => {}
                    // What stands in the first cell and is followed by others names an area.
                    Part::Text if nth == 0 && cells.len() > 3 && !self.is_in_summary => {
                        self.not_read(text, "it stands where areas are named, and is none", line);
                    }
                    Part::Text => texts.push(text.clone()),
                }
            }
        }
        if self.is_in_summary {
            self.level = statuses.first().and_then(|(rating, _)| *rating).or(self.level);
            if let Some(level) = self.level {
                self.levels.extend(titles.iter().map(|id| ((*id).to_owned(), level)));
            }
            for text in texts {
                self.not_read(&text, "it stands in the list by level, and is no indicator", line);
            }
            return;
        }
        if self.form == Form::Word {
            // Rows are whole: what stands in one is of no other.
            self.begun = 0;
            if titles.is_empty() && !statuses.is_empty() && !self.is_headed {
                match self.meant(&mut texts, line) {
                    Some(id) => titles.push(id),
                    None => return,
                }
            }
        }
        let first = self.read.entries.len();
        titles.into_iter().for_each(|id| self.begin(id, line));
        statuses.into_iter().for_each(|status| self.status(status, first, line));
        self.texts(texts, line);
    }

    fn loose(&mut self, paragraphs: &[String], line: usize) {
        let mut texts = Vec::new();
        for text in paragraphs {
            match self.part(text) {
                Part::Title(id) => {
                    (self.is_in_summary, self.is_headed) = (false, true);
                    if self.form == Form::Word {
                        self.begun = 0;
                    }
                    self.begin(id, line);
                }
                Part::Status(rating, change) => self.status((rating, change), self.current, line),
                Part::Frame => {}
                Part::Text => texts.push(text.clone()),
            }
        }
        self.texts(texts, line);
    }

    fn begin(&mut self, id: &str, line: usize) {
        self.end_lost();
        if let Some(at) = self.read.entries.iter().position(|entry| entry.id == id) {
            if self.form == Form::Word {
                self.current = at;
                if self.read.entries[at].paragraphs.is_empty() {
                    return;
                }
            }
            self.doubt(
                line,
                format!("the indicator {id} is printed twice; the first was taken, and the text of both"),
            );
            return;
        }
        self.current = self.read.entries.len();
        self.read.entries.push(Printed { line, id: id.to_owned(), ..Printed::default() });
        self.begun += 1;
    }

    /// Gives a rating or a direction to the first entry that lacks it; in Word to one of those that begin at a place, or to the
    /// one that is told of.
    fn status(&mut self, (rating, change): (Option<Rating>, Option<Direction>), first: usize, line: usize) {
        let first = match self.form {
            Form::Lines => 0,
            Form::Word => first.min(self.current),
        };
        let lacks = |entry: &&mut Printed| {
            (rating.is_some() && entry.rating.is_none())
                || (rating.is_none() && change.is_some() && entry.change.is_none())
        };
        let Some(entry) = self.read.entries.iter_mut().skip(first).find(lacks) else {
            self.doubt(line, "a rating stands here that belongs to no indicator; it was left out".to_owned());
            return;
        };
        entry.rating = rating.or(entry.rating);
        entry.change = change.or(entry.change);
    }

    fn texts(&mut self, texts: Vec<String>, line: usize) {
        if texts.is_empty() {
            return;
        }
        if self.read.entries.is_empty() {
            for text in texts {
                if is_prose(&text) {
                    self.read.overview.push(text);
                } else if ["![", "<!--"].iter().any(|mark| text.contains(mark))
                    || !self.says_nothing(&bare(&text))
                {
                    self.not_read(&text, "it stands before the first indicator and is no sentence", line);
                }
            }
            return;
        }
        if let Some(lost) = &mut self.lost {
            return lost.count(texts.len(), line);
        }
        let begun = std::mem::take(&mut self.begun);
        let first = self.read.entries.len() - begun;
        let mut texts = texts;
        if begun > 0 && first > 0 && self.form == Form::Lines {
            self.give_back(&mut texts, first, line);
        }
        match begun {
            0 | 1 => self.last(texts),
            _ => self.shared(texts, first, line),
        }
    }

    fn last(&mut self, texts: Vec<String>) {
        if let Some(entry) = self.read.entries.get_mut(self.current) {
            entry.paragraphs.extend(texts);
        }
    }

    fn title(&self, at: usize) -> &'r str {
        let id = &self.read.entries[at].id;
        let indicator = self.subject.framework.indicators.get(id);
        indicator.and_then(|indicator| indicator.title.as_deref()).unwrap_or_default()
    }

    fn doubt(&mut self, line: usize, text: String) {
        self.doubts.push(Doubt { line, text });
    }
}
