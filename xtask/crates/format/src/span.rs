//! Where a symbolic place stands in a file's text: bytes, lines and columns, found only for what is reported.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use jsonc_parser::ast::{Object, ObjectProp, ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::diagnostic::{Part, Place};
use crate::pointer::Pointer;

/// A file's text with what is needed to find places in it.
pub struct Spans<'a> {
    text: &'a str,
    line_starts: Vec<usize>,
    root: Option<Value<'a>>,
    /// For objects of many members, by where they begin: the places of the members by name.
    indexes: RefCell<HashMap<usize, HashMap<String, Vec<usize>>>>,
}

/// A place for people: lines and columns from 1, columns in Unicode scalar values, the end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Lines {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

impl<'a> Spans<'a> {
    /// Reads a text. One that is no JSON has lines and columns, and no pointers.
    pub fn new(text: &'a str) -> Self {
        let strict = ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let root =
            parse_to_ast(text, &CollectOptions::default(), &strict).ok().and_then(|parsed| parsed.value);
        let line_starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1))
            .collect();
        Self { text, line_starts, root, indexes: RefCell::default() }
    }

    /// The bytes to point a reader at. For an object or an array this is its name, so that not a whole
    /// entry is underlined; for a pointer to what is not there, it is what would hold it.
    pub fn bytes(&self, place: &Place) -> Range<usize> {
        match place {
            Place::File => 0..0,
            Place::Bytes(range) => self.clamp(range.clone()),
            Place::At(pointer, part) => self.clamp(self.resolve(pointer, part)),
        }
    }

    /// Lines and columns of a byte range.
    pub fn lines(&self, range: &Range<usize>) -> Lines {
        let (line, column) = self.line_column(range.start);
        let (end_line, end_column) = self.line_column(range.end.max(range.start));
        Lines { line, column, end_line, end_column }
    }

    /// The pointer to the innermost value (or member) that holds a byte.
    pub fn pointer_at(&self, byte: usize) -> Pointer {
        let mut pointer = Pointer::root();
        let mut value = self.root.as_ref();
        while let Some(here) = value {
            value = None;
            match here {
                Value::Object(object) => {
                    let next = object.properties.partition_point(|member| member.end() <= byte);
                    let member = object.properties.get(next).filter(|member| holds(*member, byte));
                    if let Some(member) = member {
                        pointer = pointer.child(name(member));
                        value = Some(&member.value);
                    }
                }
                Value::Array(array) => {
                    let i = array.elements.partition_point(|item| item.end() <= byte);
                    if let Some(item) = array.elements.get(i).filter(|item| holds(*item, byte)) {
                        pointer = pointer.index(i);
                        value = Some(item);
                    }
                }
                Value::StringLit(_) | Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => {}
            }
        }
        pointer
    }

    /// The bytes of a whole value; none where nothing is.
    pub fn value(&self, pointer: &Pointer) -> Option<Range<usize>> {
        let mut value = self.root.as_ref()?;
        for token in pointer.tokens() {
            value = match value {
                Value::Object(object) => &self.member(object, &token, 0)?.value,
                Value::Array(array) => array.elements.get(token.parse::<usize>().ok()?)?,
                Value::StringLit(_) | Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => {
                    None?
                }
            };
        }
        Some(value.start()..value.end())
    }

    fn resolve(&self, pointer: &Pointer, part: &Part) -> Range<usize> {
        let Some(root) = self.root.as_ref() else { return 0..0 };
        let opening = root.start()..root.start() + 1;
        let (mut value, mut key, mut found) = (root, opening, true);
        let depth = pointer.tokens().count();
        for (level, token) in pointer.tokens().enumerate() {
            let is_last = level + 1 == depth;
            let next = match (value, part) {
                (Value::Object(object), Part::Key(nth)) if is_last => self.member(object, &token, *nth),
                (Value::Object(object), _) => self.member(object, &token, 0),
                _ => None,
            };
            match (next, value) {
                (Some(member), _) => {
                    key = member.name_range();
                    value = &member.value;
                }
                (None, Value::Array(array)) => {
                    let item = token.parse().ok().and_then(|i: usize| array.elements.get(i));
                    let Some(item) = item else {
                        found = false;
                        break;
                    };
                    key = item.start()..item.start() + 1;
                    value = item;
                }
                (None, _) => {
                    found = false;
                    break;
                }
            }
        }
        match (part, value) {
            (Part::Text(inner), Value::StringLit(text)) if found => {
                self.within_string(text.start()..text.end(), inner)
            }
            (Part::Value | Part::Text(_), value) if found && !is_container(value) => {
                value.start()..value.end()
            }
            _ => key,
        }
    }

    /// The member of an object with a name, of several the one after so many others. Where there are many members they are
    /// indexed by their names when one is first asked for.
    fn member<'s>(&'s self, object: &'s Object<'a>, token: &str, nth: usize) -> Option<&'s ObjectProp<'a>> {
        const FEW: usize = 32;
        if object.properties.len() <= FEW {
            return object.properties.iter().filter(|member| name(member) == token).nth(nth);
        }
        let mut indexes = self.indexes.borrow_mut();
        let index = indexes.entry(object.start()).or_insert_with(|| {
            let mut index: HashMap<String, Vec<usize>> = HashMap::new();
            for (place, member) in object.properties.iter().enumerate() {
                index.entry(name(member).to_owned()).or_default().push(place);
            }
            index
        });
        object.properties.get(*index.get(token)?.get(nth)?)
    }

    /// Maps bytes of a decoded string back onto its literal, which stands at `literal` with its quotes.
    fn within_string(&self, literal: Range<usize>, inner: &Range<usize>) -> Range<usize> {
        let raw = &self.text[literal.start + 1..literal.end - 1];
        let (mut decoded, mut start, mut end) = (0, None, None);
        let mut chars = raw.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if decoded >= inner.start && start.is_none() {
                start = Some(at);
            }
            if decoded >= inner.end && end.is_none() {
                end = Some(at);
            }
            decoded += match c {
                '\\' => match chars.next() {
                    Some((_, 'u')) => {
                        let unit = raw.get(at + 2..at + 6).and_then(|hex| u32::from_str_radix(hex, 16).ok());
                        chars.nth(3);
                        utf8_length_of_unit(unit.unwrap_or(0))
                    }
                    _ => 1,
                },
                c => c.len_utf8(),
            };
        }
        let base = literal.start + 1;
        base + start.unwrap_or(raw.len())..base + end.unwrap_or(raw.len())
    }

    fn line_column(&self, byte: usize) -> (usize, usize) {
        let byte = self.text.floor_char_boundary(byte.min(self.text.len()));
        let line = self.line_starts.partition_point(|start| *start <= byte);
        let start = self.line_starts[line - 1];
        (line, self.text[start..byte].chars().count() + 1)
    }

    fn clamp(&self, range: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(range.start.min(self.text.len()));
        let end = self.text.ceil_char_boundary(range.end.min(self.text.len())).max(start);
        start..end
    }
}

/// The UTF-8 bytes that a `\uXXXX` escape stands for; the two halves of a surrogate pair make four together.
fn utf8_length_of_unit(unit: u32) -> usize {
    match unit {
        0..=0x7f => 1,
        0x80..=0x7ff => 2,
        0xd800..=0xdfff => 2,
        _ => 3,
    }
}

fn is_container(value: &Value<'_>) -> bool {
    matches!(value, Value::Object(_) | Value::Array(_))
}

fn name<'v>(member: &'v ObjectProp<'_>) -> &'v str {
    match &member.name {
        ObjectPropName::String(text) => &text.value,
        ObjectPropName::Word(word) => word.value,
    }
}

fn holds(node: &impl Ranged, byte: usize) -> bool {
    (node.start()..node.end()).contains(&byte)
}

/// The range of a member's name, with its quotes.
trait NameRange {
    fn name_range(&self) -> Range<usize>;
}

impl NameRange for ObjectProp<'_> {
    fn name_range(&self) -> Range<usize> {
        match &self.name {
            ObjectPropName::String(text) => text.start()..text.end(),
            ObjectPropName::Word(word) => word.start()..word.end(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n  \"a\": {\"b\": [1, \"x\\u00e9[^n] \\\"y\"], \"b2\": 1, \"b2\": 2}\n}\n";

    fn shown(pointer: &str, part: Part) -> &'static str {
        &TEXT[Spans::new(TEXT).bytes(&Place::At(Pointer::from_escaped(pointer), part))]
    }

    #[test]
    fn finds_values_keys_and_parts_of_strings() {
        assert_eq!(shown("/a/b/0", Part::Value), "1");
        assert_eq!(shown("/a/b", Part::Value), "\"b\"", "a container is pointed at by its name");
        assert_eq!(shown("/a/b2", Part::Key(1)), "\"b2\"");
        assert_eq!(shown("/a/b/1", Part::Text(3..7)), "[^n]", "escapes before it are counted decoded");
        assert_eq!(shown("/a/gone", Part::Value), "\"a\"", "what is not there is shown by its holder");
        assert_eq!(shown("", Part::Value), "{");
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        let spans = Spans::new("é\n日本x\n");
        let lines = spans.lines(&(9..10));
        assert_eq!((lines.line, lines.column, lines.end_column), (2, 3, 4));
    }

    #[test]
    fn bytes_lead_back_to_a_pointer() {
        let byte = TEXT.find("[^n]").expect("is there");
        assert_eq!(Spans::new(TEXT).pointer_at(byte).as_str(), "/a/b/1");
    }
}
