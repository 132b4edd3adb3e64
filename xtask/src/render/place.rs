//! Diagnostics with the places that people and programs look up: lines, columns, and the lines themselves.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Location, Place};
use crate::pointer::Pointer;
use crate::span::{Lines, Spans};
use crate::tree::Tree;

/// A diagnostic whose places have been looked up.
#[derive(Debug)]
pub struct Placed<'d> {
    /// The diagnostic.
    pub diagnostic: &'d Diagnostic,
    /// Its place.
    pub spot: Spot,
    /// The places related to it, in its order.
    pub related: Vec<Spot>,
}

/// A place as it is printed.
#[derive(Debug)]
pub struct Spot {
    /// Path from the repository's root.
    pub path: Arc<str>,
    /// The pointer to the value, or to the innermost one that holds the place.
    pub pointer: Pointer,
    /// Lines and columns; the first line's first column for a file as a whole.
    pub lines: Lines,
    /// The lines themselves; none for a file as a whole.
    pub excerpt: Option<Excerpt>,
}

/// Lines of a file with a part of them to underline.
#[derive(Debug)]
pub struct Excerpt {
    /// Whole lines, without the last line end.
    pub text: String,
    /// The number of the first, from 1.
    pub first_line: usize,
    /// The bytes of `text` to underline.
    pub range: Range<usize>,
}

/// Looks up the places of diagnostics, reading again only the files they are in; sorted by place, then by code.
pub fn place<'d>(tree: &Tree, diagnostics: &'d [Diagnostic]) -> Vec<Placed<'d>> {
    let locations = diagnostics.iter().flat_map(|diagnostic| {
        std::iter::once(&diagnostic.location)
            .chain(diagnostic.related.iter().map(|related| &related.location))
    });
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for location in locations.filter(|location| location.place != Place::File) {
        texts.entry(&location.path).or_insert_with(|| {
            tree.read(&location.path)
                .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
                .unwrap_or_default()
        });
    }
    let spans: BTreeMap<&str, Spans<'_>> =
        texts.iter().map(|(path, text)| (*path, Spans::new(text))).collect();
    let spot = |location: &Location| match (texts.get(&*location.path), spans.get(&*location.path)) {
        (Some(text), Some(spans)) => look_up(location, text, spans),
        _ => whole_file(location),
    };
    let mut placed: Vec<Placed<'_>> = diagnostics
        .iter()
        .map(|diagnostic| Placed {
            diagnostic,
            spot: spot(&diagnostic.location),
            related: diagnostic.related.iter().map(|related| spot(&related.location)).collect(),
        })
        .collect();
    placed.sort_by(|a, b| a.key().cmp(&b.key()));
    placed
}

impl Placed<'_> {
    fn key(&self) -> (&str, usize, usize, &str, &str, &str) {
        let Spot { path, lines, pointer, .. } = &self.spot;
        let Diagnostic { code, message, .. } = self.diagnostic;
        (path, lines.line, lines.column, code, pointer.as_str(), message)
    }
}

fn whole_file(location: &Location) -> Spot {
    Spot {
        path: location.path.clone(),
        pointer: location.pointer().cloned().unwrap_or_default(),
        lines: Lines { line: 1, column: 1, end_line: 1, end_column: 1 },
        excerpt: None,
    }
}

fn look_up(location: &Location, text: &str, spans: &Spans<'_>) -> Spot {
    if location.place == Place::File {
        return whole_file(location);
    }
    let range = spans.bytes(&location.place);
    let pointer = location.pointer().cloned().unwrap_or_else(|| spans.pointer_at(range.start));
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    let lines = spans.lines(&range);
    Spot {
        path: location.path.clone(),
        pointer,
        lines,
        excerpt: Some(Excerpt {
            text: text[start..end].to_owned(),
            first_line: lines.line,
            range: range.start - start..range.end - start,
        }),
    }
}
