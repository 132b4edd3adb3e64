//! Footnotes, the citations in them, and their calls in a rationale.

use std::ops::Range;

use format::json::Json;
use format::values::{Text, list, text};
use memchr::{memchr_iter, memrchr};

/// A footnote: citations, prose, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Footnote {
    /// The works it cites, in order.
    pub citations: Box<[Citation]>,
    /// Its prose.
    pub comment: Option<Text>,
}

/// The use of a source, in CSL's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The id of the source.
    pub source: Option<Text>,
    /// What the locator counts: a page, a section, a paragraph.
    pub label: Option<Text>,
    /// Where in the source.
    pub locator: Option<Text>,
    /// What is said before it, e.g. *See also*.
    pub prefix: Option<Text>,
    /// What is said after it.
    pub suffix: Option<Text>,
}

impl Footnote {
    /// Reads what can be read.
    pub fn read(json: &Json<'_>) -> Self {
        Self { citations: list(json, "citations", Citation::read), comment: text(json, "comment") }
    }
}

impl Citation {
    /// Reads what can be read.
    pub fn read(json: &Json<'_>) -> Self {
        Self {
            source: text(json, "source"),
            label: text(json, "label"),
            locator: text(json, "locator"),
            prefix: text(json, "prefix"),
            suffix: text(json, "suffix"),
        }
    }
}

/// The calls of footnotes in a paragraph, in order: the label and the bytes of the whole `[^label]`. A call that is not
/// closed before the next begins ends there.
pub fn calls(paragraph: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let last = memrchr(b']', paragraph.as_bytes()).unwrap_or_default();
    let opened = memchr_iter(b'[', paragraph.as_bytes()).take_while(move |start| *start < last);
    opened.filter(|start| paragraph.as_bytes()[start + 1] == b'^').map(move |start| {
        let inner = start + 2;
        let rest = &paragraph.as_bytes()[inner..];
        let next = rest.iter().skip(1).chain(b" ");
        let length =
            rest.iter().zip(next).take_while(|(a, b)| **a != b']' && (**a, **b) != (b'[', b'^')).count();
        let label = &paragraph[inner..inner + length];
        let closing = usize::from(rest.get(length) == Some(&b']'));
        (label, start..inner + length + closing)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_calls() {
        let found: Vec<_> = calls("One.[^a][^b-2] Two [c] [^open").collect();
        assert_eq!(found, [("a", 4..8), ("b-2", 8..14)]);
        let nested: Vec<_> = calls("One.[^a Two.[^b] [^").collect();
        assert_eq!(nested, [("a Two.", 4..12), ("b", 12..16)]);
        let foreign: Vec<_> = calls("One.[^é][^ច]").collect();
        assert_eq!(foreign, [("é", 4..9), ("ច", 9..15)]);
        assert_eq!(calls("[^").count() + calls("]x[^").count() + calls("").count(), 0);
    }
}
