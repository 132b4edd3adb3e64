//! The entry of an indicator below its heading: fields, rationale, votes, notes.

use std::collections::{HashMap, HashSet};

use super::blocks::is_votes;
use super::inline::{self, Piece, pieces, plain};
use super::notes::{Notes, local};
use super::{FIELDS, VOTES, citations, misplaced};
use crate::instrument::{
    REASONS, direction, direction_title, longest_level, printed_direction, printed_rating, rating,
};
use crate::problem::Problem;
use dataset::meant::meant;
use dataset::model::rating::{Direction, Rating, Scale};
use dataset::schema::is_id;
use format::json::{Json, Member};
use format::near::nearest;

/// How countries can vote, as the files call it.
const WAYS: [&str; 5] = ["yes", "no", "abstain", "did-not-vote", "adopted-without-vote"];

/// In how many entries each label stands.
pub(super) struct Labels<'a>(HashMap<&'a str, usize>);

impl<'a> Labels<'a> {
    /// Counts the labels of entries.
    pub(super) fn of(ratings: &'a [Member<'_>]) -> Self {
        let mut counts = HashMap::new();
        for (_, entry) in ratings {
            for (label, _) in entry.get("footnotes").map_or(&[][..], Json::members) {
                *counts.entry(&**label).or_default() += 1;
            }
        }
        Self(counts)
    }

    /// The name of a label in the text: with the indicator in front where it is not the only one.
    fn name(&self, indicator: &str, label: &str) -> String {
        match self.0.get(label) {
            Some(2..) => format!("{indicator}:{label}"),
            Some(_) | None => label.to_owned(),
        }
    }
}

/// Writes an entry; notes the places of groups that are empty.
pub(super) fn write(
    id: &str,
    entry: &Json<'_>,
    labels: &Labels<'_>,
    scale: Scale,
    out: &mut String,
    empty: &mut Vec<String>,
) {
    let field = |(title, name): &(&str, &str)| {
        let value = entry.get(name)?.as_str()?;
        Some(format!("{title}: {}", inline::escaped(&printed(name, value, scale))))
    };
    let fields: Vec<String> = FIELDS.iter().filter_map(field).collect();
    if !fields.is_empty() {
        out.push_str(&format!("\n{}\n", fields.join("\\\n")));
    }
    let name = |label: &str| labels.name(id, label);
    for text in entry.get("rationale").map_or(&[][..], Json::items).iter().filter_map(Json::as_str) {
        out.push_str(&format!("\n{}\n", inline::with_calls(text, &name)));
    }
    if let Some(votes) = entry.get("votes").map(Json::members) {
        if votes.is_empty() {
            empty.push(format!("{id}/votes"));
        } else {
            out.push_str(&format!("\n{VOTES}:\n\n"));
        }
        for (symbol, vote) in votes {
            let text = |name: &str| vote.get(name).and_then(Json::as_str).unwrap_or_default();
            let year = vote.get("year").and_then(Json::as_i64).unwrap_or_default();
            let way = text("vote").replace('-', " ");
            let (symbol, title) = (inline::escaped(symbol), inline::escaped(text("title")));
            out.push_str(&format!("- {symbol}, {year}: {way}. {title}\n"));
        }
    }
    if let Some(notes) = entry.get("footnotes").map(Json::members) {
        if notes.is_empty() {
            empty.push(format!("{id}/footnotes"));
        }
        for (label, note) in notes {
            out.push_str(&format!("\n[^{}]: {}\n", name(label), self::note(note)));
        }
    }
}

fn note(note: &Json<'_>) -> String {
    let group = note.get("citations").map(|citations| citations::write(citations.items()));
    let comment = note.get("comment").and_then(Json::as_str);
    match (group, comment) {
        (Some(group), Some(comment)) => format!("{group} {}", inline::escaped(comment)),
        (Some(group), None) => group,
        (None, comment) => inline::paragraph(comment.unwrap_or_default()),
    }
}

/// The value of a field as it is printed.
fn printed(field: &str, value: &str, scale: Scale) -> String {
    match field {
        "rating" => scale.rating(value).map_or_else(|| value.to_owned(), |it| printed_rating(it).to_owned()),
        "change" => {
            let title = |direction| direction_title(direction).to_owned();
            Direction::from_id(value).map_or(value.to_owned(), title)
        }
        "reason" => value.replace('-', " "),
        _ => value.to_owned(),
    }
}

/// An entry that is being read.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The id of its indicator.
    pub(super) id: String,
    fields: Vec<Member<'static>>,
    rationale: Vec<Json<'static>>,
    votes: Option<Vec<Member<'static>>>,
    /// The symbols of the documents that the votes are on.
    voted: HashSet<String>,
    /// The labels that the rationale calls, as they are written.
    pub(super) calls: Vec<String>,
    pub(super) notes: Notes,
    /// What was corrected in it.
    pub(super) errata: Option<Json<'static>>,
    is_empty: [bool; 2],
}

impl Entry {
    /// An entry without anything in it.
    pub(super) fn new(id: &str) -> Self {
        Self { id: id.to_owned(), ..Self::default() }
    }

    /// Remembers that a group of it is empty.
    pub(super) fn mark_empty(&mut self, group: &str) {
        self.is_empty[0] |= group == "votes";
        self.is_empty[1] |= group == "footnotes";
    }

    /// Takes in a paragraph, which is the fields, the beginning of the votes, or a paragraph of the rationale.
    ///
    /// # Errors
    /// A field with a value that it cannot have, and a paragraph that cites a work itself.
    pub(super) fn paragraph(&mut self, lines: &[String], line: usize, scale: Scale) -> Result<(), Problem> {
        let first = lines.first().map_or("", String::as_str);
        let is_at_top = self.rationale.is_empty() && self.votes.is_none();
        if field(first).is_some() && is_at_top {
            for (nth, text) in lines.iter().enumerate() {
                for (title, value) in fields(text, line + nth)? {
                    self.field(title, value, line + nth, scale)?;
                }
            }
            return Ok(());
        }
        if is_at_top && self.fields.is_empty() && is_slip(lines, scale) {
            let message = format!("\"{}\" is no field", first.trim_end_matches('\\'));
            let names = FIELDS.map(|(title, _)| format!("{title}:")).join(", ");
            let help = format!("Write one of {names} at the beginning of the line, as in Rating: Strong.");
            return Err(Problem::new(line, message, help));
        }
        if lines.len() == 1 && is_votes(first) {
            if self.votes.is_some() {
                let help = "Put all votes of the indicator under one line Votes:. If a heading is missing above, put it back.";
                return Err(Problem::new(line, "the votes of this indicator are introduced twice", help));
            }
            self.votes = Some(Vec::new());
            return Ok(());
        }
        let told = lines.iter().enumerate().find_map(|(nth, text)| {
            // Within a paragraph a sentence can go on with such a word.
            let (name, _) =
                field(text).filter(|(name, value)| nth == 0 || is_value_of(name, value, scale))?;
            Some((nth, name))
        });
        misplaced::refuse(lines, line, told)?;
        let mut text = String::new();
        for piece in pieces(&joined(lines)) {
            match piece {
                Piece::Text(more) => text.push_str(&more),
                Piece::Call(label) => {
                    text.push_str(&format!("[^{}]", local(&label)));
                    self.calls.push(label);
                }
                Piece::Link(address) => return Err(misplaced::link(&address, line)),
                Piece::Citations(group) => {
                    let message = format!("a work is cited in the text itself: [{group}]");
                    let help =
                        format!("Write [^label] here, and below in a line of its own: [^label]: [{group}]");
                    return Err(Problem::new(line, message, help));
                }
            }
        }
        self.rationale.push(Json::String(text.into()));
        Ok(())
    }

    fn field(&mut self, name: &'static str, value: &str, line: usize, scale: Scale) -> Result<(), Problem> {
        let value = plain(value);
        let id = match name {
            "rating" => rating(scale, &value).map(Rating::id).map(str::to_owned),
            "change" => direction(&value).map(Direction::id).map(str::to_owned),
            "reason" => known(&value, &REASONS),
            _ => Some(value.clone()),
        };
        let Some(id) = id else {
            let words: Vec<String> = match name {
                "rating" => scale.ratings().map(|rating| printed_rating(rating).to_owned()).collect(),
                "change" => Direction::ALL.map(direction_title).map(str::to_owned).to_vec(),
                _ => REASONS.map(|reason| reason.replace('-', " ")).to_vec(),
            };
            let meant = meant(&value, words.iter().map(String::as_str));
            let meant = meant.map(|meant| format!("Did you mean {meant}? ")).unwrap_or_default();
            let message = format!("\"{value}\" is no {name}");
            return Err(Problem::new(line, message, format!("{meant}Write one of: {}.", words.join(", "))));
        };
        if self.fields.iter().any(|(known, _)| known == name) {
            let message = format!("the {name} of this indicator stands twice");
            return Err(Problem::new(line, message, "Keep one of them."));
        }
        self.fields.push((name.into(), Json::String(id.into())));
        Ok(())
    }

    /// Takes in an item of a list, which is a vote.
    ///
    /// # Errors
    /// An item that is none.
    pub(super) fn item(&mut self, text: &str, line: usize) -> Result<(), Problem> {
        let help = "A list belongs to the votes alone, under a line Votes:, each as - A/RES/75/277, 2021: did not vote. Title of the resolution. Other lists go into the sentences.";
        let Some(votes) = &mut self.votes else {
            return Err(Problem::new(line, "a list stands in this entry", help));
        };
        let Some((symbol, vote)) = vote(text) else {
            return Err(Problem::new(line, "this is no vote", help));
        };
        if !self.voted.insert(symbol.clone()) {
            let message = format!("the vote on {symbol} stands twice");
            return Err(Problem::new(line, message, "Keep one of them."));
        }
        votes.push((symbol.into(), vote));
        Ok(())
    }

    /// The entry as the files have it.
    pub(super) fn json(self) -> Member<'static> {
        let mut members = self.fields;
        if !self.rationale.is_empty() {
            members.push(("rationale".into(), Json::Array(self.rationale)));
        }
        let [no_votes, no_notes] = self.is_empty;
        if !self.notes.is_empty() || no_notes {
            members.push(("footnotes".into(), Json::Object(self.notes.into_members())));
        }
        if let Some(votes) = self.votes.or_else(|| no_votes.then(Vec::new)) {
            members.push(("votes".into(), Json::Object(votes)));
        }
        members.extend(self.errata.map(|errata| ("errata".into(), errata)));
        (self.id.into(), Json::Object(members))
    }
}

/// The lines of a paragraph as one.
pub(super) fn joined(lines: &[String]) -> String {
    let mut out = String::new();
    for line in lines {
        out.push_str(if out.is_empty() { "" } else { " " });
        let breaks = line.len() - line.trim_end_matches('\\').len();
        out.push_str(if breaks % 2 == 1 { line[..line.len() - 1].trim_end() } else { line });
    }
    out
}

/// The field that a line begins with, and what stands behind its colon.
fn field(line: &str) -> Option<(&'static str, &str)> {
    let (title, value) = line.trim_start_matches('*').split_once(':')?;
    let title = title.trim_end_matches('*');
    let found = FIELDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(title))?;
    Some((found.1, value.trim_start_matches('*').trim_end_matches('\\').trim()))
}

/// Whether a paragraph where fields belong is one of them gone wrong: a word like the name of a field and a value, any other word
/// with a colon and the very word of a level or a direction, or words above a field. A sentence is none.
fn is_slip(lines: &[String], scale: Scale) -> bool {
    let (first, further) = lines.split_first().map_or(("", lines), |(first, further)| (first, further));
    let is_field = |line: &String| field(line).is_some_and(|(name, value)| is_value_of(name, value, scale));
    is_field_gone_wrong(first, scale) || further.iter().any(is_field)
}

fn is_field_gone_wrong(line: &str, scale: Scale) -> bool {
    let line = line.trim().trim_start_matches('*');
    let rest = line.trim_start_matches(char::is_alphabetic);
    let word = &line[..line.len() - rest.len()];
    let value = rest.trim_start_matches('*').trim_start();
    let has_sign = value.starts_with([':', '=', ';']);
    let value = value.strip_prefix([':', '=', ';']).unwrap_or(value).trim_matches(['*', '.', ' ']);
    // A direction can be a sign.
    let value = match printed_direction(value) {
        Some(_) => value,
        None => value.trim_matches(|c: char| !c.is_alphanumeric()),
    };
    let count = value.split_whitespace().count();
    if word.is_empty() || count == 0 || count > longest_level(scale) + 1 {
        return false;
    }
    let is_known = is_value_of("rating", value, scale) || is_value_of("change", value, scale);
    let is_like_a_field = nearest(word, FIELDS.map(|(title, _)| title)).is_some();
    let is_sentence = line.ends_with(['.', '!', '?']);
    (is_like_a_field && is_known) || (has_sign && !is_sentence && (is_like_a_field || is_known))
}

/// Whether a field can have a value, as it is printed.
fn is_value_of(field: &str, value: &str, scale: Scale) -> bool {
    match field {
        "rating" => rating(scale, value).is_some(),
        "change" => printed_direction(value).is_some(),
        "reason" => known(value, &REASONS).is_some(),
        _ => is_id(value),
    }
}

/// The fields of a line; where lines were joined there are several. Of very many only so many that one stands twice.
fn fields(line: &str, at: usize) -> Result<Vec<(&'static str, &str)>, Problem> {
    let mut found = Vec::new();
    let mut rest = line;
    while !rest.is_empty() && found.len() <= FIELDS.len() {
        let places = FIELDS.iter().filter_map(|(title, _)| rest.find(&format!(" {title}:")));
        let (first, behind) = rest.split_at(places.filter(|at| *at > 0).min().unwrap_or(rest.len()));
        let Some(one) = field(first) else {
            let message = format!("\"{first}\" is no field");
            let names = FIELDS.map(|(title, _)| format!("{title}:")).join(", ");
            return Err(Problem::new(
                at,
                message,
                format!("Leave a line blank before the text, or write one of {names}."),
            ));
        };
        found.push(one);
        rest = behind.trim_start();
    }
    Ok(found)
}

/// One of some words of the files, written with blanks or hyphens.
fn known(text: &str, words: &[&str]) -> Option<String> {
    let wanted = text.trim().to_lowercase().replace(' ', "-");
    words.iter().find(|word| **word == wanted).map(|word| (*word).to_owned())
}

/// `A/RES/75/277, 2021: did not vote. Title`.
fn vote(text: &str) -> Option<(String, Json<'static>)> {
    let (head, title) = text.split_once(". ")?;
    let (head, way) = head.rsplit_once(": ")?;
    let (symbol, year) = head.rsplit_once(", ")?;
    let members = vec![
        ("title".into(), Json::String(plain(title).into())),
        ("year".into(), Json::Number(year.trim().parse::<u32>().ok()?.into())),
        ("vote".into(), Json::String(known(way, &WAYS)?.into())),
    ];
    Some((plain(symbol), Json::Object(members)))
}
