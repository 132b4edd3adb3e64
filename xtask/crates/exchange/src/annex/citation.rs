//! A printed note taken apart: the works that it names, what stands before each, where in it, and the note's own words.

use super::citing::{self, Cited, Place};
use super::sentences::is_abbreviated;

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// Its printed number.
    pub(super) number: usize,
    /// The line at which it begins.
    pub(super) line: usize,
    /// Its text, as printed.
    pub(super) printed: String,
    /// What it cites, in order.
    pub(super) parts: Vec<Part>,
    /// Whether it has words of its own.
    pub(super) has_comment: bool,
}

/// A citation in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// What stands before it, such as *See also*.
    pub(super) prefix: Option<String>,
    pub(super) what: What,
}

/// What a citation names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A work.
    Work(Box<Cited>),
    /// What was cited just before, at a place.
    Same(Option<Place>),
    /// All that another note cites.
    Note(usize),
}

/// Takes a note apart.
pub(super) fn note(number: usize, text: &str, line: usize) -> Note {
    let mut note = Note { number, line, printed: text.to_owned(), parts: Vec::new(), has_comment: false };
    for segment in segments(text) {
        let mut rest = segment;
        while let Some((before, what, behind)) = next(rest) {
            let prefix = note.before(before);
            note.parts.push(Part { prefix, what });
            rest = behind;
        }
        note.has_comment |= has_words(rest);
    }
    note
}

impl Note {
    /// What stands before a citation: words that introduce it, or else a comment.
    fn before(&mut self, text: &str) -> Option<String> {
        let bare = text.trim_matches(['.', ',', ' ', '(', ':', '*']);
        if bare.is_empty() {
            return None;
        }
        let lower = bare.to_lowercase();
        let is_short = bare.split_whitespace().count() <= 6;
        let introduces =
            ["see", "also", "for example", "e.g", "cf", "instance"].iter().any(|end| lower.ends_with(end));
        if is_short && introduces {
            return Some(bare.to_owned());
        }
        // What introduces the work stands behind the last sentence of the comment.
        self.has_comment = true;
        let (_, last) = bare.rsplit_once(". ")?;
        let lower = last.to_lowercase();
        let introduces = lower.starts_with("see") && last.split_whitespace().count() <= 6;
        introduces.then(|| last.to_owned())
    }
}

fn has_words(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).nth(2).is_some()
}

/// The parts of a note between semicolons that stand in no title, address or bracket.
fn segments(text: &str) -> Vec<&str> {
    let signs: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let (mut start, mut is_emphasis, mut is_address, mut depth) = (0, false, false, 0_usize);
    for (nth, &(at, c)) in signs.iter().enumerate() {
        let next = signs.get(nth + 1).map(|(_, c)| *c);
        match c {
            '*' => is_emphasis = !is_emphasis,
            '<' => is_address = true,
            '>' => is_address = false,
            '(' | '“' => depth += 1,
            ')' | '”' => depth = depth.saturating_sub(1),
            ';' if !is_emphasis && !is_address && depth == 0 && next.is_none_or(char::is_whitespace) => {
                found.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&text[start..]);
    found
}

/// The next citation of a segment, with what stands before and behind it.
fn next(text: &str) -> Option<(&str, What, &str)> {
    let bare = text.trim_start_matches(['.', ',', ' ', '*', '(']);
    let skipped = text.len() - bare.len();
    let lower = bare.to_ascii_lowercase();
    if let Some(behind) = lower.strip_prefix("ibid") {
        let rest = &bare[bare.len() - behind.len()..];
        let rest = rest.trim_start_matches(['.', '*']);
        let (place, rest) = citing::places(rest);
        return Some((&text[..skipped], What::Same(place), rest));
    }
    if let Some((number, behind)) = other_note(&lower) {
        return Some((&text[..skipped], What::Note(number), &bare[bare.len() - behind.len()..]));
    }
    let named = citing::year(text).or_else(|| citing::symbol(text)).or_else(|| citing::undated(text));
    let Some((start, year, behind)) = named else {
        let (from, cited, rest) = citing::site(text)?;
        return Some((&text[..from], What::Work(Box::new(cited)), rest));
    };
    let from = author_start(&text[..start]);
    let (cited, rest) = citing::cited(&text[from..start], year, behind);
    Some((&text[..from], What::Work(Box::new(cited)), rest))
}

/// `see note 37`, at the beginning of a text.
fn other_note(lower: &str) -> Option<(usize, &str)> {
    let rest = lower.strip_prefix("see ").unwrap_or(lower);
    let rest = rest.strip_prefix("supra ").unwrap_or(rest);
    let rest = rest.strip_prefix("note ").or_else(|| rest.strip_prefix("footnote "))?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    Some((rest[..end].parse().ok()?, &rest[end..]))
}

/// Where the names begin that stand at the end of a text: behind the last sentence, or what introduces them.
fn author_start(text: &str) -> usize {
    let mut ends = text.match_indices([':', '.', '?']).filter(|(at, mark)| {
        let is_end = text[at + 1..].starts_with(' ');
        is_end && !(*mark == "." && is_abbreviated(&text[..*at]))
    });
    let from = ends.next_back().map_or(0, |(at, _)| at + 1);
    let from = from + (text[from..].len() - text[from..].trim_start().len());
    let lower = text[from..].to_lowercase();
    let before = ["see also ", "see, for example, ", "see for example ", "see ", "cf. "]
        .iter()
        .find(|word| lower.starts_with(**word));
    from + before.map_or(0, |word| word.len())
}
