//! Which rating, which paragraphs and which calls belong to which indicator.

use std::collections::HashMap;

use super::Doubt;
use super::cells::{Kind, Piece};
use super::likeness::likeness;
use super::sentences::{is_unfinished, sentences};
use crate::instrument::{Subject, area, direction, fold, indicator, rating};
use dataset::model::rating::{Direction, Rating};

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

/// Reads the table and what stands loose between its rows.
pub(super) fn read(pieces: &[Piece], subject: &Subject<'_>, doubts: &mut Vec<Doubt>) -> Entries {
    let mut reader = Reader {
        subject,
        read: Entries::default(),
        is_in_summary: false,
        level: None,
        levels: HashMap::new(),
        begun: 0,
        doubts,
    };
    for piece in pieces {
        match &piece.kind {
            Kind::Row(cells) => reader.row(cells, piece.line),
            Kind::Loose(paragraphs) => reader.loose(paragraphs, piece.line),
            Kind::Note(..) => {}
        }
    }
    reader.compare_levels();
    reader.read
}

struct Reader<'r> {
    subject: &'r Subject<'r>,
    read: Entries,
    /// Whether the rows are those of the list by level.
    is_in_summary: bool,
    level: Option<Rating>,
    /// The levels that the list by level has.
    levels: HashMap<String, Rating>,
    /// How many of the last entries have begun and have no text yet.
    begun: usize,
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
        if let Some(id) = indicator(framework, text.trim_end_matches('.')) {
            return Part::Title(id);
        }
        if let Some((rating, change)) = status(text) {
            return Part::Status(rating, change);
        }
        let headers = ["assessment", "indicator", "thematicarea", "notes"];
        let folded = fold(text);
        let is_frame = area(framework, text).is_some()
            || headers.contains(&&*folded)
            || folded == fold(self.subject.country_name);
        if is_frame { Part::Frame } else { Part::Text }
    }

    fn row(&mut self, cells: &[Vec<String>], line: usize) {
        let paragraphs = || cells.iter().flatten().map(String::as_str);
        let folded: Vec<String> = paragraphs().map(fold).collect();
        if folded.iter().any(|text| text == "indicator") {
            self.is_in_summary = !folded.iter().any(|text| text == "notes");
            return;
        }
        let (mut titles, mut statuses, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        for (nth, cell) in cells.iter().enumerate() {
            for text in cell {
                match self.part(text) {
                    Part::Title(id) => titles.push(id),
                    Part::Status(rating, change) => statuses.push((rating, change)),
                    Part::Frame => {}
                    // What stands in the first cell and is followed by others names an area.
                    Part::Text if nth == 0 && cells.len() > 3 => {}
                    Part::Text => texts.push(text.clone()),
                }
            }
        }
        if self.is_in_summary {
            self.level = statuses.first().and_then(|(rating, _)| *rating).or(self.level);
            if let Some(level) = self.level {
                self.levels.extend(titles.iter().map(|id| ((*id).to_owned(), level)));
            }
            return;
        }
        titles.into_iter().for_each(|id| self.begin(id, line));
        statuses.into_iter().for_each(|status| self.status(status, line));
        self.texts(texts, line);
    }

    fn loose(&mut self, paragraphs: &[String], line: usize) {
        let mut texts = Vec::new();
        for text in paragraphs {
            match self.part(text) {
                Part::Title(id) => {
                    self.is_in_summary = false;
                    self.begin(id, line);
                }
                Part::Status(rating, change) => self.status((rating, change), line),
                Part::Frame => {}
                Part::Text => texts.push(text.clone()),
            }
        }
        self.texts(texts, line);
    }

    fn begin(&mut self, id: &str, line: usize) {
        if self.read.entries.iter().any(|entry| entry.id == id) {
            self.doubt(
                line,
                format!("the indicator {id} is printed twice; the first was taken, and the text of both"),
            );
            return;
        }
        self.read.entries.push(Printed { line, id: id.to_owned(), ..Printed::default() });
        self.begun += 1;
    }

    /// Gives a rating or a direction to the first entry that lacks it.
    fn status(&mut self, (rating, change): (Option<Rating>, Option<Direction>), line: usize) {
        let lacks = |entry: &&mut Printed| {
            (rating.is_some() && entry.rating.is_none())
                || (rating.is_none() && change.is_some() && entry.change.is_none())
        };
        let Some(entry) = self.read.entries.iter_mut().find(lacks) else {
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
            let is_prose = |text: &String| text.split_whitespace().count() > 12;
            self.read.overview.extend(texts.into_iter().filter(is_prose));
            return;
        }
        let begun = std::mem::take(&mut self.begun);
        let first = self.read.entries.len() - begun;
        let mut texts = texts;
        if begun > 0 && first > 0 {
            self.give_back(&mut texts, first, line);
        }
        match begun {
            0 | 1 => self.last(texts),
            _ => self.shared(texts, first, line),
        }
    }

    fn last(&mut self, texts: Vec<String>) {
        if let Some(entry) = self.read.entries.last_mut() {
            entry.paragraphs.extend(texts);
        }
    }

    /// Gives the beginning of the text of new entries to the entry before them, where it belongs there.
    fn give_back(&mut self, texts: &mut Vec<String>, first: usize, line: usize) {
        let Some(last) = self.read.entries[first - 1].paragraphs.last().cloned() else { return };
        let is_list = |text: &str| text.contains("A/RES/");
        let lists = texts.iter().take_while(|text| is_list(text) && is_list(&last)).count();
        let mut tail: Vec<String> = texts.drain(..lists).collect();
        if lists == 0 && !texts.is_empty() {
            let (old, new) = (self.title(first - 1), self.title(first));
            let parts = sentences(&texts[0]);
            let like_new = |text: &str| likeness(text, new, old);
            let count = if is_unfinished(&last) {
                let rest = || parts.iter().enumerate().skip(1);
                let sure = rest().find(|(_, text)| like_new(text) > 1);
                let likely = || rest().find(|(_, text)| like_new(text) == 1);
                sure.or_else(likely).map_or(if texts.len() > 1 { parts.len() } else { 1 }, |(at, _)| at)
            } else {
                // A finished text goes on only where what follows speaks of the old indicator first, and then of the new.
                let begins = parts.iter().position(|text| like_new(text) > 0);
                begins.filter(|at| *at > 0 && likeness(parts[0], old, new) > 0).unwrap_or(0)
            };
            if count > 0 {
                tail.push(parts[..count].join(" "));
                let rest = parts[count..].join(" ");
                texts.remove(0);
                if !rest.is_empty() {
                    texts.insert(0, rest);
                }
            }
        }
        if tail.is_empty() {
            return;
        }
        let (from, to) = (self.read.entries[first].id.clone(), self.read.entries[first - 1].id.clone());
        self.doubt(
            line,
            format!("what stands first in the cell of {from} was given to {to}, whose text goes on there"),
        );
        let before = &mut self.read.entries[first - 1].paragraphs;
        for text in tail {
            match before.last_mut().filter(|last| is_unfinished(last)) {
                Some(last) => {
                    last.push(' ');
                    last.push_str(&text);
                }
                None => before.push(text),
            }
        }
    }

    /// Parts the paragraphs of a cell among the indicators that share it, in order, by the words of their titles.
    fn shared(&mut self, texts: Vec<String>, first: usize, line: usize) {
        let ids: Vec<String> = self.read.entries[first..].iter().map(|entry| entry.id.clone()).collect();
        self.doubt(
            line,
            format!(
                "the indicators {} share a cell; its paragraphs were parted by what they speak of",
                ids.join(", ")
            ),
        );
        let mut rest = texts;
        for at in first..self.read.entries.len() - 1 {
            if rest.len() < 2 {
                break;
            }
            let (own, next) = (self.title(at), self.title(at + 1));
            let score = |cut: usize| -> usize {
                let before = rest[..cut].iter().map(|text| likeness(text, own, next));
                let behind = rest[cut..].iter().map(|text| likeness(text, next, own));
                before.chain(behind).sum()
            };
            let last = rest.len().saturating_sub(self.read.entries.len() - 1 - at).clamp(1, MOST_CUTS);
            let cut = (1..=last).rev().max_by_key(|cut| score(*cut)).unwrap_or(1).min(rest.len());
            let behind = rest.split_off(cut);
            self.read.entries[at].paragraphs.extend(std::mem::replace(&mut rest, behind));
        }
        self.last(rest);
    }

    fn title(&self, at: usize) -> &'r str {
        let id = &self.read.entries[at].id;
        let indicator = self.subject.framework.indicators.get(id);
        indicator.and_then(|indicator| indicator.title.as_deref()).unwrap_or_default()
    }

    fn doubt(&mut self, line: usize, text: String) {
        self.doubts.push(Doubt { line, text });
    }

    /// Holds the ratings of the table against the list by level.
    fn compare_levels(&mut self) {
        let mut found = Vec::new();
        for entry in &mut self.read.entries {
            let listed = self.levels.get(&entry.id).copied();
            match (entry.rating, listed) {
                (Some(rating), Some(listed)) if rating != listed => found.push((
                    entry.line,
                    format!(
                        "{} is {} in the table and {} in the list by level; the table was taken",
                        entry.id,
                        rating.title(),
                        listed.title()
                    ),
                )),
                (None, Some(listed)) => {
                    entry.rating = Some(listed);
                    found.push((
                        entry.line,
                        format!("the rating of {} was taken from the list by level", entry.id),
                    ));
                }
                (None, None) => found.push((entry.line, format!("no rating of {} was found", entry.id))),
                (Some(_), _) => {}
            }
        }
        let has_directions = self.read.entries.iter().any(|entry| entry.change.is_some());
        let lacking = self.read.entries.iter().filter(|entry| has_directions && entry.change.is_none());
        found.extend(lacking.map(|entry| (entry.line, format!("no direction of {} was found", entry.id))));
        // What only the list by level has is rated all the same.
        for (id, indicator) in self.subject.framework.indicators.iter() {
            if !self.read.entries.iter().any(|entry| entry.id == id) {
                let title = indicator.title.as_deref().unwrap_or(id);
                let rating = self.levels.get(id).copied();
                found.push((1, format!("the table has no row for \"{title}\" ({id})")));
                self.read.entries.push(Printed { line: 1, id: id.to_owned(), rating, ..Printed::default() });
            }
        }
        found.into_iter().for_each(|(line, text)| self.doubt(line, text));
    }
}

/// In how many ways a cell is looked at to be parted.
const MOST_CUTS: usize = 50;

/// A rating and a direction, as they are printed: `Very Strong Decrease`, `Fair ▼`, `Unchanged`.
fn status(text: &str) -> Option<(Option<Rating>, Option<Direction>)> {
    let words: Vec<&str> =
        text.split([' ', '/', ',', '(', ')', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    if words.len() > 3 {
        return None;
    }
    let whole = words.join(" ");
    let is_word = |word: &&str| word.chars().all(|c| c.is_alphabetic() || c == '-');
    if let Some(rating) = rating(&whole).filter(|_| words.iter().all(is_word)) {
        return Some((Some(rating), None));
    }
    let known = |word: &str| {
        let is_sign = ["▲", "▼", "↑", "↓", "=", "►", "→"].contains(&word);
        let is_word =
            Direction::ALL.iter().any(|direction| fold(direction.id()) == fold(word) && !word.is_empty());
        (is_sign || is_word).then(|| match word {
            "↑" => Some(Direction::Increase),
            "↓" => Some(Direction::Decrease),
            "=" | "►" | "→" => Some(Direction::Unchanged),
            word => direction(word),
        })?
    };
    if let [only] = words[..] {
        return Some((None, Some(known(only)?)));
    }
    let (last, before) = words.split_last()?;
    Some((Some(rating(&before.join(" "))?), Some(known(last)?)))
}
