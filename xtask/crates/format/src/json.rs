//! What a JSON document says: one parse into a tree that keeps order, borrows its strings and reports duplicate keys.

mod brackets;
mod curly;
mod from_value;
mod number;
mod owned;
mod parser;
mod part;
mod slip;
mod typed;

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use foldhash::quality::RandomState;
use parser::{LONG_NAME, Parser, has_repeated_name};
pub use part::{Selection, Selector, parse_part};
use serde_json::Number;

use crate::diagnostic::quoted;
use crate::limits::{DEEPEST, LONGEST_NAME, MOST_FAULTS};
use crate::pointer::{Pointer, Trail, tokens, unescaped};
use crate::text;

/// A member of an object: its name and its value.
pub type Member<'a> = (Cow<'a, str>, Json<'a>);

/// A JSON value, its objects in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the six kinds of JSON value need no words")]
pub enum Json<'a> {
    Null,
    Bool(bool),
    Number(Number),
    String(Cow<'a, str>),
    Array(Vec<Json<'a>>),
    Object(Vec<Member<'a>>),
}

/// A parsed document: its value without repeated members, and where they were.
#[derive(Debug)]
pub struct Document<'a> {
    /// The value; of members with the same name only the first is kept.
    pub root: Json<'a>,
    /// The first of the members left out.
    pub duplicates: Vec<Repeated<'a>>,
    /// How many were left out.
    pub duplicate_count: usize,
}

/// A member whose name another member of the same object has before it. Names are the same if they are so in composed form
/// (NFC), because that is how they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated<'a> {
    /// The pointer to it, by its own spelling.
    pub pointer: Pointer,
    /// How many members before it have its very spelling.
    pub nth: usize,
    /// The pointer to the first, by the spelling of that one.
    pub first: Pointer,
    /// Its value.
    pub value: Json<'a>,
}

impl Repeated<'_> {
    /// Why nobody knows what stands there.
    pub fn why_unknown(&self) -> String {
        let name = self.first.tokens().last().unwrap_or_default();
        format!("{} stands twice in it", quoted(&name))
    }
}

/// Why a text is not JSON.
#[derive(Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The byte at which the text stops being JSON.
    pub offset: usize,
    /// Of which kind the fault is.
    pub kind: SyntaxErrorKind,
    /// What was met or expected, without the place.
    pub message: String,
    /// What to do about it, where the slip was recognised.
    pub help: Option<String>,
}

/// Why a text is not read as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// It is none.
    NotJson,
    /// Brackets are nested beyond what is read.
    TooDeep,
    /// A name is longer than what is read.
    LongName,
}

/// Parses a whole text.
///
/// # Errors
/// The first place where the text is not JSON, or is nested too deeply.
pub fn parse(text: &str) -> Result<Document<'_>, SyntaxError> {
    let mut parser = Parser::default();
    let mut root = parser.document(text).map_err(|error| syntax_error(text, &error))?;
    let mut found = Duplicates::default();
    if parser.has_repeated_names {
        found.take_out(&mut root, Trail::Root);
    }
    Ok(Document { root, duplicates: found.first, duplicate_count: found.count })
}

fn syntax_error(text: &str, error: &serde_json::Error) -> SyntaxError {
    let line_start: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    // serde_json counts columns in bytes, from 1; 0 is the end of the line before.
    let offset = text.floor_char_boundary((line_start + error.column()).saturating_sub(1));
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    if message.starts_with("recursion limit") {
        let message = format!("more than {DEEPEST} brackets are open here at once");
        return SyntaxError { offset, kind: SyntaxErrorKind::TooDeep, message, help: None };
    }
    if let Some(slip) = typed::recognise(text, offset, message) {
        let (message, help) = (slip.message, Some(slip.help));
        let offset = text.floor_char_boundary(slip.offset);
        return SyntaxError { offset, kind: SyntaxErrorKind::NotJson, message, help };
    }
    if message == LONG_NAME {
        let message = format!("a name here has more than {LONGEST_NAME} bytes; such a file is not read");
        return SyntaxError { offset, kind: SyntaxErrorKind::LongName, message, help: None };
    }
    let message = plain_words(message).to_owned();
    SyntaxError { offset, kind: SyntaxErrorKind::NotJson, message, help: None }
}

/// What serde_json says, for people who do not know its words.
fn plain_words(message: &str) -> &str {
    match message {
        "key must be a string" => "the name of a field belongs here, in double quotation marks",
        "expected value" => {
            "a value belongs here: a text in double quotation marks, a number, a list or a group"
        }
        "trailing characters" => "there is something after the end of the data",
        message if message.starts_with("EOF") => "the file stops too early",
        message => message,
    }
}

/// Members whose name stands in their object already: the first of them by their place, and how many there are.
#[derive(Debug, Default)]
struct Duplicates<'a> {
    first: Vec<Repeated<'a>>,
    count: usize,
}

impl<'a> Duplicates<'a> {
    /// Takes them out of a value, which stands at a place.
    fn take_out(&mut self, json: &mut Json<'a>, at: Trail<'_>) {
        match json {
            Json::Object(members) => {
                if has_repeated_name(members) {
                    // By composed name, the spelling of the first; by spelling, how often it was met.
                    let mut firsts: HashMap<String, String> = HashMap::new();
                    let mut spellings: HashMap<String, usize> = HashMap::new();
                    for (name, value) in std::mem::take(members) {
                        let met = spellings.entry(name.to_string()).or_insert(0);
                        let nth = std::mem::replace(met, *met + 1);
                        match firsts.entry(text::composed(&name).into_owned()) {
                            Entry::Vacant(entry) => {
                                entry.insert(name.to_string());
                                members.push((name, value));
                            }
                            Entry::Occupied(first) => {
                                let (own, first) =
                                    (Trail::Member(&at, &name), Trail::Member(&at, first.get()));
                                self.note(own, nth, first, value);
                            }
                        }
                    }
                }
                for (name, value) in members.iter_mut().filter(|(_, value)| value.is_container()) {
                    self.take_out(value, Trail::Member(&at, name));
                }
            }
            Json::Array(items) => {
                for (i, item) in items.iter_mut().enumerate().filter(|(_, item)| item.is_container()) {
                    self.take_out(item, Trail::Element(&at, i));
                }
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }

    fn note(&mut self, at: Trail<'_>, nth: usize, first: Trail<'_>, value: Json<'a>) {
        self.count += 1;
        if self.count <= MOST_FAULTS {
            self.first.push(Repeated { pointer: at.pointer(), nth, first: first.pointer(), value });
        }
    }
}

/// The place in a list that a token of a pointer names, which has no leading zeros (RFC 6901, section 4).
fn index(token: &str) -> Option<usize> {
    let is_index = token == "0" || token.starts_with(|c: char| ('1'..='9').contains(&c));
    token.parse().ok().filter(|_| is_index)
}

impl<'a> Json<'a> {
    /// The member of an object by name; `None` for a missing member, a null and for what is no object.
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        self.members()
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
            .filter(|value| **value != Json::Null)
    }

    /// The value at a pointer, to be read.
    pub fn at(&self, pointer: &Pointer) -> Option<&Json<'a>> {
        self.at_tokens(pointer.tokens())
    }

    fn at_tokens<'t>(&self, mut tokens: impl Iterator<Item = Cow<'t, str>>) -> Option<&Json<'a>> {
        tokens.try_fold(self, |json, token| match json {
            Json::Object(members) => members.iter().find(|(key, _)| *key == token).map(|(_, value)| value),
            Json::Array(items) => items.get(index(&token)?),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => None,
        })
    }

    /// The value at a pointer, to be changed.
    pub fn at_mut(&mut self, pointer: &Pointer) -> Option<&mut Json<'a>> {
        pointer.tokens().try_fold(self, |json, token| match json {
            Json::Object(members) => {
                members.iter_mut().find(|(key, _)| *key == token).map(|(_, value)| value)
            }
            Json::Array(items) => items.get_mut(index(&token)?),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => None,
        })
    }

    /// Those of some pointers at which nothing stands. Where they are many, every value is gone through once at most.
    pub fn without<'p>(&self, pointers: impl IntoIterator<Item = &'p str>) -> HashSet<&'p str> {
        const FEW: usize = 100;
        let wanted: Vec<&str> = pointers.into_iter().collect();
        if wanted.len() > FEW {
            return self.without_many(&wanted);
        }
        let is_there = |pointer: &str| {
            let is_pointer = pointer.is_empty() || pointer.starts_with('/');
            is_pointer && self.at_tokens(tokens(pointer)).is_some()
        };
        wanted.into_iter().filter(|pointer| !is_there(pointer)).collect()
    }

    fn without_many<'p>(&self, pointers: &[&'p str]) -> HashSet<&'p str> {
        let mut nowhere = HashSet::new();
        self.seek(pointers.iter().map(|pointer| (*pointer, *pointer)).collect(), &mut nowhere);
        nowhere
    }

    /// Follows pointers from here; each is given whole and as what is left of it.
    fn seek<'p>(&self, wanted: Vec<(&'p str, &'p str)>, nowhere: &mut HashSet<&'p str>) {
        let mut by_token: HashMap<Cow<'p, str>, Vec<(&'p str, &'p str)>, RandomState> = HashMap::default();
        for (whole, rest) in wanted {
            if rest.is_empty() {
                continue;
            }
            let Some(rest) = rest.strip_prefix('/') else {
                nowhere.insert(whole);
                continue;
            };
            let end = rest.find('/').unwrap_or(rest.len());
            let (token, rest) = rest.split_at(end);
            by_token.entry(unescaped(token)).or_default().push((whole, rest));
        }
        if by_token.is_empty() {
            return;
        }
        match self {
            Json::Object(members) => {
                for (name, value) in members {
                    if let Some(wanted) = by_token.remove(name.as_ref()) {
                        value.seek(wanted, nowhere);
                        if by_token.is_empty() {
                            break;
                        }
                    }
                }
            }
            Json::Array(items) => {
                by_token.retain(|token, wanted| {
                    let Some(item) = index(token).and_then(|nth| items.get(nth)) else {
                        return true;
                    };
                    item.seek(std::mem::take(wanted), nowhere);
                    false
                });
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
        nowhere.extend(by_token.into_values().flatten().map(|(whole, _)| whole));
    }

    /// The members of an object, empty for anything else.
    pub fn members(&self) -> &[Member<'a>] {
        if let Json::Object(members) = self { members } else { &[] }
    }

    /// The elements of an array, empty for anything else.
    pub fn items(&self) -> &[Json<'a>] {
        if let Json::Array(items) = self { items } else { &[] }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        if let Json::String(text) = self { Some(text) } else { None }
    }

    /// A whole number in the range of `i64`.
    pub fn as_i64(&self) -> Option<i64> {
        if let Json::Number(number) = self { number.as_i64() } else { None }
    }

    /// Whether this is an array.
    pub fn is_array(&self) -> bool {
        matches!(self, Json::Array(_))
    }

    /// Whether this is an object.
    pub fn is_object(&self) -> bool {
        matches!(self, Json::Object(_))
    }

    /// Whether this is an object or an array.
    pub fn is_container(&self) -> bool {
        self.is_object() || self.is_array()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_up_to_its_limit() {
        let document = |length| format!("{{\n  \"{}\": 1}}", "n".repeat(length));
        assert!(parse(&document(LONGEST_NAME)).is_ok());
        let error = parse(&document(LONGEST_NAME + 1)).expect_err("too long");
        assert_eq!(error.kind, SyntaxErrorKind::LongName);
    }

    #[test]
    fn duplicates_are_kept_up_to_their_limit_and_all_counted() {
        for count in [MOST_FAULTS, MOST_FAULTS + 1, 3 * MOST_FAULTS] {
            let text = format!("{{{}\"a\": 1}}", "\"a\": 1,".repeat(count));
            let document = parse(&text).expect("JSON");
            assert_eq!(document.duplicate_count, count);
            assert_eq!(document.duplicates.len(), count.min(MOST_FAULTS));
        }
    }

    #[test]
    fn duplicates_are_left_out_and_named() {
        let document = parse(r#"{"a": {"b": 1, "b": 2, "b": 3}, "c": [{"d": 1, "d": 1}]}"#).expect("JSON");
        let places: Vec<_> =
            document.duplicates.iter().map(|found| (found.pointer.as_str(), found.nth)).collect();
        assert_eq!(places, [("/a/b", 1), ("/a/b", 2), ("/c/0/d", 1)]);
        assert_eq!(document.root.get("a").and_then(|a| a.get("b")).and_then(Json::as_i64), Some(1));
    }

    #[test]
    fn names_that_are_one_once_composed_are_one_name() {
        let document = parse("{\"Caf\u{e9}\": 1, \"Cafe\u{301}\": 2, \"Cafe\u{301}\": 3}").expect("JSON");
        let found: Vec<_> = document
            .duplicates
            .iter()
            .map(|found| (found.pointer.as_str(), found.nth, found.first.as_str()))
            .collect();
        let (own, first) = ("/Cafe\u{301}", "/Caf\u{e9}");
        assert_eq!(found, [(own, 0, first), (own, 1, first)]);
        assert_eq!(document.root.members().len(), 1);
    }

    #[test]
    fn pointers_lead_somewhere_or_nowhere() {
        let document = parse(r#"{"a/b": {"~c": [1, {"d": null}]}, "e": "text"}"#).expect("JSON");
        let there = ["", "/a~1b", "/a~1b/~0c/1/d", "/a~1b/~0c/0", "/e"];
        let nowhere = ["/a", "/a~1b/~0c/2", "/a~1b/~0c/x", "/e/f", "e", "/a~1b/~0c/1/d/g", "/"];
        let found = document.root.without(there.into_iter().chain(nowhere));
        assert_eq!(found, HashSet::from(nowhere));
        let all: Vec<&str> = there.into_iter().chain(nowhere).collect();
        assert_eq!(document.root.without_many(&all), found);
    }

    #[test]
    fn a_syntax_error_names_its_byte() {
        let error = parse("{\n  \"a\": 1,\n  \"b\" 2\n}").expect_err("no colon");
        assert_eq!((error.offset, error.message.as_str()), (18, "a colon is missing before this"));
    }

    #[test]
    fn deep_nesting_is_an_error_of_its_own() {
        let is_too_deep = |error: SyntaxError| error.kind == SyntaxErrorKind::TooDeep;
        assert!(parse(&"[".repeat(5000)).is_err_and(is_too_deep));
        let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(&nested(DEEPEST)).is_ok());
        assert!(parse(&nested(DEEPEST + 1)).is_err_and(is_too_deep));
        assert!(parse(&"[".repeat(100)).is_err_and(|error| !is_too_deep(error)));
    }
}
