//! The one way a file is written: two spaces, LF, NFC, keys in schema order, indicators in framework order.

mod sink;

use std::borrow::Cow;
use std::collections::HashMap;

use self::sink::{Compared, Sink};
use crate::schema::{Kind, Order, Shape};
use format::json::{self, Json, Member};
use format::limits::LARGEST_FILE;
use format::text;

/// What canonical form makes of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Rewrite {
    /// The file is in canonical form.
    AsItIs,
    /// The file's text in canonical form.
    To(String),
    /// The file has to be mended by a person first, for this reason; to rewrite it would lose something.
    Refused(String),
}

/// Why a file of so many bytes is neither read nor written, if it is too large.
pub fn too_large(size: u64) -> Option<String> {
    (size > LARGEST_FILE)
        .then(|| format!("the file has {size} bytes; files of more than {LARGEST_FILE} are not read"))
}

/// Rewrites the bytes of a file. Order, layout, line ends, a byte order mark and the normal form of letters change, what the
/// file says never does.
pub fn rewrite(bytes: &[u8], kind: Kind, indicators: &[&str]) -> Rewrite {
    if let Some(why) = too_large(bytes.len() as u64) {
        return Rewrite::Refused(why);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Rewrite::Refused("it is not UTF-8 text".to_owned());
    };
    let body = text::without_byte_order_mark(text);
    let document = match json::parse(body) {
        Ok(document) => document,
        Err(error) => return Rewrite::Refused(format!("it is not JSON: {}", error.message)),
    };
    if let Some(repeated) = document.duplicates.first() {
        return Rewrite::Refused(format!("{} stands in it twice", repeated.pointer));
    }
    if has_fraction(&document.root) {
        return Rewrite::Refused("it has a number that is not whole, whose digits might change".to_owned());
    }
    let shape = kind.schema().shape();
    if is_canonical(text, &document.root, shape, indicators, Letters::of(text)) {
        return Rewrite::AsItIs;
    }
    let canonical = write(&document.root, shape, indicators);
    match too_large(canonical.len() as u64) {
        Some(why) => Rewrite::Refused(format!("laid out, {why}")),
        None => Rewrite::To(canonical),
    }
}

fn has_fraction(json: &Json<'_>) -> bool {
    match json {
        Json::Number(number) => number.is_f64(),
        Json::Array(items) => items.iter().any(has_fraction),
        Json::Object(members) => members.iter().any(|(_, value)| has_fraction(value)),
        Json::Null | Json::Bool(_) | Json::String(_) => false,
    }
}

/// Writes a document in canonical form, with a final newline.
///
/// `indicators` are the framework's, in order, for the maps that follow it.
pub fn write(root: &Json<'_>, shape: &Shape, indicators: &[&str]) -> String {
    let mut writer = Writer { out: String::new(), indicators, letters: Letters::Any, places: Vec::new() };
    writer.document(root, shape);
    writer.out
}

/// Whether a text is what `write` makes of its document, which is found out without making it.
pub(crate) fn is_canonical(
    text: &str,
    root: &Json<'_>,
    shape: &Shape,
    indicators: &[&str],
    letters: Letters,
) -> bool {
    let mut writer = Writer { out: Compared::with(text), indicators, letters, places: Vec::new() };
    writer.document(root, shape);
    writer.out.is_same()
}

/// Writes one value as `write` would where it stands `depth` levels deep: the first line without its indentation, the last
/// without a line end.
pub fn fragment(json: &Json<'_>, shape: Option<&Shape>, indicators: &[&str], depth: usize) -> String {
    let mut writer = Writer { out: String::new(), indicators, letters: Letters::Any, places: Vec::new() };
    writer.value(json, shape, depth);
    writer.out
}

/// Brings members into canonical order. What is not listed stays behind the member that it follows, so that a misspelt
/// name keeps its place.
pub fn sorted<'t, T>(
    mut members: Vec<&'t T>,
    name: impl Fn(&'t T) -> &'t str,
    shape: &Shape,
    indicators: &[&str],
) -> Vec<&'t T> {
    let places: HashMap<&str, usize> = match shape.order {
        Order::Framework => indicators.iter().enumerate().map(|(place, id)| (*id, place)).collect(),
        Order::Schema | Order::Key => HashMap::new(),
    };
    let rank = |name: &str| match shape.order {
        Order::Schema => shape.rank(name),
        Order::Framework => places.get(name).copied(),
        Order::Key => None,
    };
    // By the name that will be written: it would be another order once letters and accents are composed.
    if shape.order == Order::Key {
        members.sort_by_cached_key(|member| text::composed(name(member)));
        return members;
    }
    let mut last = None;
    let mut ranked: Vec<(Option<usize>, &T)> = members
        .into_iter()
        .map(|member| {
            last = rank(&text::composed(name(member))).or(last);
            (last, member)
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, member)| member).collect()
}

struct Writer<'i, S> {
    out: S,
    indicators: &'i [&'i str],
    letters: Letters,
    /// The places in the schema of the members of objects that are still open, as far as they have been looked up.
    places: Vec<usize>,
}

/// How letters and their accents are stored in what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    /// As one character each, everywhere.
    Composed,
    /// Nobody knows.
    Any,
}

impl Letters {
    /// How they are stored in a text of JSON. What is written as an escape could be any letter.
    pub(crate) fn of(text: &str) -> Self {
        let is_composed = text::is_surely_composed(text) && !text::has_numbered_escape(text);
        if is_composed { Self::Composed } else { Self::Any }
    }

    fn composed(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Composed => Cow::Borrowed(text),
            Self::Any => text::composed(text),
        }
    }
}

impl<S: Sink> Writer<'_, S> {
    fn document(&mut self, root: &Json<'_>, shape: &Shape) {
        self.value(root, Some(shape), 0);
        self.out.push_str("\n");
    }

    fn value(&mut self, json: &Json<'_>, shape: Option<&Shape>, depth: usize) {
        if self.out.is_done() {
            return;
        }
        match json {
            Json::Null => self.out.push_str("null"),
            Json::Bool(value) => self.out.push_str(if *value { "true" } else { "false" }),
            Json::Number(number) => self.out.push_str(&number.to_string()),
            Json::String(text) => self.string(text),
            Json::Array(items) if items.is_empty() => self.out.push_str("[]"),
            Json::Object(members) if members.is_empty() => self.out.push_str("{}"),
            Json::Array(items) => {
                self.out.push_str("[");
                for (i, item) in items.iter().enumerate() {
                    self.line(i, depth + 1);
                    self.value(item, shape.and_then(Shape::item), depth + 1);
                }
                self.line(0, depth);
                self.out.push_str("]");
            }
            Json::Object(members) => self.object(members, shape, depth),
        }
    }

    fn object(&mut self, members: &[Member<'_>], shape: Option<&Shape>, depth: usize) {
        self.out.push_str("{");
        let known = self.places.len();
        match shape {
            Some(shape) if !self.are_in_order(members, shape) => {
                self.places.truncate(known);
                let sorted = sorted(members.iter().collect(), |(name, _)| name, shape, self.indicators);
                self.members(sorted.into_iter(), known, Some(shape), depth);
            }
            Some(_) | None => self.members(members.iter(), known, shape, depth),
        }
        self.places.truncate(known);
        self.line(0, depth);
        self.out.push_str("}");
    }

    /// Writes members. Their places in the schema, if they have been looked up, are known from some place on.
    fn members<'m>(
        &mut self,
        members: impl Iterator<Item = &'m Member<'m>>,
        known: usize,
        shape: Option<&Shape>,
        depth: usize,
    ) {
        let mut last = 0;
        for (i, (name, value)) in members.enumerate() {
            self.line(i, depth + 1);
            self.string(name);
            self.out.push_str(": ");
            let shape = match (shape, self.places.get(known + i)) {
                (Some(shape), Some(place)) => Some(shape.property(*place)),
                (Some(shape), None) => shape.member_from(&self.letters.composed(name), &mut last),
                (None, _) => None,
            };
            self.value(value, shape, depth + 1);
        }
    }

    /// Whether members surely stand in canonical order already, as they nearly always do. The places of those that the schema lists
    /// are known then.
    fn are_in_order(&mut self, members: &[Member<'_>], shape: &Shape) -> bool {
        let (letters, indicators) = (self.letters, self.indicators);
        let composed = |name| letters.composed(name);
        let mut last = 0;
        let mut names = members.iter().map(|(name, _)| composed(name));
        match shape.order {
            Order::Key => members.is_sorted_by(|(one, _), (other, _)| composed(one) <= composed(other)),
            Order::Schema => names.all(|name| {
                let place = shape.rank_from(&name, last);
                self.places.extend(place);
                follows(place, &mut last)
            }),
            Order::Framework => names.all(|name| {
                let place = indicators[last..].iter().position(|id| *id == name);
                follows(place.map(|place| last + place), &mut last)
            }),
        }
    }

    /// Begins a line; the comma is for what came before it, which for the first there is not.
    fn line(&mut self, nth: usize, depth: usize) {
        const LINE: &str = ",\n                                ";
        const DEPTH: usize = (LINE.len() - 2) / 2;
        let (start, end) = (usize::from(nth == 0), 2 + 2 * depth.min(DEPTH));
        self.out.push_str(&LINE[start..end]);
        for _ in DEPTH..depth {
            self.out.push_str("  ");
        }
    }

    #[expect(clippy::ptr_arg, reason = "a text that is borrowed has no escapes in the file")]
    fn string(&mut self, text: &Cow<'_, str>) {
        match self.letters {
            Letters::Composed => self.out.push_text(text),
            Letters::Any => self.out.push_text(&Cow::Owned(text::composed(text).into_owned())),
        }
    }
}

/// Takes up where a member belongs, if that is known and not before the last.
fn follows(place: Option<usize>, last: &mut usize) -> bool {
    place.map(|place| *last = place).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is compared while walking and what is written and then compared are the same, wherever a text departs from it.
    #[test]
    fn a_text_is_canonical_exactly_if_it_would_be_written_so() {
        let shape = Kind::Editions.schema().shape();
        let text = "{\n  \"$schema\": \"x\",\n  \"editions\": {\n    \"2019\": {\n      \"title\": \"a\\\"\\u0001é’\",\n      \
                    \"as_of\": [],\n      \"note\": [1, null, {}]\n    }\n  }\n}\n";
        let written = |text: &str| json::parse(text).map(|it| write(&it.root, shape, &[]));
        let canonical = written(text).expect("JSON");
        let mut departures = 0;
        for (at, c) in canonical.char_indices().chain([(canonical.len(), ' ')]) {
            for with in ["", " ", "\n", "e\u{301}", "\\u00e9"] {
                let end = (at + c.len_utf8()).min(canonical.len());
                for changed in [
                    format!("{}{with}{}", &canonical[..at], &canonical[at..]),
                    format!("{}{with}{}", &canonical[..at], &canonical[end..]),
                ] {
                    let Ok(document) = json::parse(&changed) else { continue };
                    let is_so = write(&document.root, shape, &[]) == changed;
                    departures += usize::from(!is_so);
                    assert_eq!(
                        is_canonical(&changed, &document.root, shape, &[], Letters::of(&changed)),
                        is_so,
                        "{changed}"
                    );
                }
            }
        }
        assert!(departures > 100, "{departures}");
    }
}
