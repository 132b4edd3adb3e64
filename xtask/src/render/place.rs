//! Diagnostics with the places that people and programs look up: lines, columns, and the lines themselves.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::clipped;
use bibliography::notes;
use bibliography::source::Source;
use format::diagnostic::{Diagnostic, Location, Place};
use format::json::{self, Json};
use format::limits::LONGEST_LINE;
use format::pointer::Pointer;
use format::span::{Lines, Spans};
use format::tree::Tree;

/// How many characters of a source are shown.
const LONGEST_SOURCE: usize = 400;

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
#[derive(Clone, Debug)]
pub struct Spot {
    /// Path from the repository's root.
    pub path: Arc<str>,
    /// The pointer to the value, or to the innermost one that holds the place.
    pub pointer: Pointer,
    /// Lines and columns; the first line's first column for a file as a whole.
    pub lines: Lines,
    /// Whether it is a file as a whole.
    pub is_whole_file: bool,
    /// The lines themselves; none for a file as a whole, and where a line is very long.
    pub excerpt: Option<Excerpt>,
    /// The source in whose description it is, as a bibliography names it.
    pub source: Option<Arc<str>>,
}

/// Lines of a file with a part of them to underline.
#[derive(Clone, Debug)]
pub struct Excerpt {
    /// Whole lines, without the last line end.
    pub text: String,
    /// The number of the first, from 1.
    pub first_line: usize,
    /// The bytes of `text` to underline.
    pub range: Range<usize>,
}

/// Looks up the places of diagnostics, reading again only the files they are in, each once and one after another; sorted by
/// place, then by code.
pub fn place<'d>(tree: &Tree, diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<Placed<'d>> {
    let diagnostics: Vec<&Diagnostic> = diagnostics.into_iter().collect();
    let mut by_file: BTreeMap<&str, Vec<(usize, &Location)>> = BTreeMap::new();
    for (nth, diagnostic) in diagnostics.iter().enumerate() {
        for location in locations(diagnostic) {
            by_file.entry(&location.path).or_default().push((nth, location));
        }
    }
    let spots: Vec<Vec<(usize, &Location, Spot)>> =
        by_file.into_par_iter().map(|(path, places)| look_up_all(tree, path, &places)).collect();
    let mut of_each: Vec<HashMap<&Location, Spot>> = diagnostics.iter().map(|_| HashMap::new()).collect();
    for (nth, location, spot) in spots.into_iter().flatten() {
        of_each[nth].insert(location, spot);
    }
    let mut placed: Vec<Placed<'_>> = diagnostics
        .into_iter()
        .zip(of_each)
        .map(|(diagnostic, spots)| {
            let spot =
                |location: &Location| spots.get(location).cloned().unwrap_or_else(|| whole_file(location));
            let related = diagnostic.related.iter().map(|related| spot(&related.location)).collect();
            Placed { diagnostic, spot: spot(&diagnostic.location), related }
        })
        .collect();
    placed.sort_by(|a, b| a.key().cmp(&b.key()));
    placed
}

/// The place of a diagnostic and those related to it.
fn locations(diagnostic: &Diagnostic) -> impl Iterator<Item = &Location> {
    std::iter::once(&diagnostic.location).chain(diagnostic.related.iter().map(|related| &related.location))
}

/// Looks up places in one file, which is read and parsed only where a place needs it.
fn look_up_all<'l>(
    tree: &Tree,
    path: &str,
    places: &[(usize, &'l Location)],
) -> Vec<(usize, &'l Location, Spot)> {
    let is_read = places.iter().any(|(_, location)| location.place != Place::File);
    let bytes = if is_read { tree.read(path).unwrap_or_default() } else { Cow::default() };
    let text = String::from_utf8_lossy(&bytes);
    let spans = Spans::new(&text);
    let mut named: HashMap<String, Option<Arc<str>>> = HashMap::new();
    let mut look_up = |location: &Location| {
        let spot = look_up(location, &text, &spans);
        let id = source_at(&spot.pointer).or_else(|| source_cited_at(&text, &spans, &spot.pointer));
        let source = id
            .and_then(|id| named.entry(id).or_insert_with_key(|id| source_named(&text, &spans, id)).clone());
        Spot { source, ..spot }
    };
    places.iter().map(|(nth, location)| (*nth, *location, look_up(location))).collect()
}

/// The id of the source in whose description a place is.
fn source_at(pointer: &Pointer) -> Option<String> {
    let mut tokens = pointer.tokens();
    let is_of_sources = tokens.next().is_some_and(|field| field == "sources");
    tokens.next().filter(|_| is_of_sources).map(Cow::into_owned)
}

/// The id of the source that is cited by the citation in which a place is.
fn source_cited_at(text: &str, spans: &Spans<'_>, pointer: &Pointer) -> Option<String> {
    let tokens: Vec<Cow<'_, str>> = pointer.tokens().collect();
    let nth = tokens.windows(2).position(|pair| pair[0] == "citations" && is_index(&pair[1]))?;
    let citation = Pointer::of(tokens[..nth + 2].iter().map(|token| &**token));
    let written = json::parse(text.get(spans.value(&citation)?)?).ok()?;
    written.root.get("source").and_then(Json::as_str).map(str::to_owned)
}

fn is_index(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit())
}

/// A source as a bibliography names it; none where its description cannot be read, or says nothing.
fn source_named(text: &str, spans: &Spans<'_>, id: &str) -> Option<Arc<str>> {
    let described = json::parse(text.get(spans.value(&Pointer::of(["sources", id]))?)?).ok()?;
    let named = notes::entry(&Source::read(&described.root)).plain();
    let says_something = named.chars().any(char::is_alphanumeric);
    says_something.then(|| clipped(&named, LONGEST_SOURCE).into())
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
        is_whole_file: true,
        excerpt: None,
        source: None,
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
        is_whole_file: false,
        excerpt: (end - start <= LONGEST_LINE).then(|| Excerpt {
            text: text[start..end].to_owned(),
            first_line: lines.line,
            range: range.start - start..range.end - start,
        }),
        source: None,
    }
}
