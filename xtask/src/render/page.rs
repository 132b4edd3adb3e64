//! An assessment as a page for people, one fact a line, so that a diff by lines shows each change by itself.
//!
//! It is made of one file alone and holds all that the file says, in the file's own words: two assessments that differ have
//! pages that differ. Headings stand at the beginning of a line, everything else is indented.

mod sentences;

use similar::{ChangeTag, TextDiff};

use self::sentences::sentences;
use super::plain;
use dataset::canonical::{self, Rewrite};
use dataset::schema::Kind;
use format::json::{self, Json, Member};

/// What a heading looks like to Git, which repeats it over each part of a diff; the second form is that of the file itself.
pub const HEADING: &str = "^([A-Z].*)$\n^    \"([a-z0-9-]+)\": \\{$";

/// What `$schema` always is in an assessment, so that it need not be shown.
const SCHEMA: &str = "../../../schema/assessment.schema.json";

/// The page of an assessment by its bytes. None for bytes that are no assessment or cannot be read without loss.
///
/// A file whose merge was not finished has a page as well, with the markers of its conflicts.
pub fn page(bytes: &[u8]) -> Option<String> {
    if let Some(page) = page_of_whole(bytes) {
        return Some(page);
    }
    let [ours, theirs] = both_sides(std::str::from_utf8(bytes).ok()?)?;
    Some(marked(&page_of_whole(ours.as_bytes())?, &page_of_whole(theirs.as_bytes())?))
}

fn page_of_whole(bytes: &[u8]) -> Option<String> {
    let text = match canonical::rewrite(bytes, Kind::Assessment, &[]) {
        Rewrite::AsItIs => std::str::from_utf8(bytes).ok()?.to_owned(),
        Rewrite::To(text) => text,
        Rewrite::Refused(_) => return None,
    };
    let root = json::parse(&text).ok()?.root;
    let schema = root.get("$schema").and_then(Json::as_str)?;
    (Kind::of_schema(schema) == Some(Kind::Assessment)).then(|| Page::default().of(&root))
}

/// What a text with markers of conflicts is if one side of all of them is kept; none if it has no markers.
fn both_sides(text: &str) -> Option<[String; 2]> {
    let (mut sides, mut kept, mut has_markers) = ([String::new(), String::new()], [true, true], false);
    for line in text.split_inclusive('\n') {
        match line.split([' ', '\n', '\r']).next().unwrap_or_default() {
            "<<<<<<<" => (kept, has_markers) = ([true, false], true),
            "|||||||" => kept = [false, false],
            "=======" => kept = [false, true],
            ">>>>>>>" => kept = [true, true],
            _ => {
                for (side, _) in sides.iter_mut().zip(kept).filter(|(_, is_kept)| *is_kept) {
                    side.push_str(line);
                }
            }
        }
    }
    has_markers.then_some(sides)
}

/// One page from two, with markers around what differs.
fn marked(ours: &str, theirs: &str) -> String {
    let diff = TextDiff::from_lines(ours, theirs);
    let (mut out, mut open) = (String::new(), ChangeTag::Equal);
    for change in diff.iter_all_changes() {
        out.push_str(match (open, change.tag()) {
            (ChangeTag::Equal, ChangeTag::Delete) => "<<<<<<< ours\n",
            (ChangeTag::Equal, ChangeTag::Insert) => "<<<<<<< ours\n=======\n",
            (ChangeTag::Delete, ChangeTag::Insert) => "=======\n",
            (ChangeTag::Delete, ChangeTag::Equal) => "=======\n>>>>>>> theirs\n",
            (ChangeTag::Insert, ChangeTag::Equal) => ">>>>>>> theirs\n",
            (ChangeTag::Insert, ChangeTag::Delete) => ">>>>>>> theirs\n<<<<<<< ours\n",
            (ChangeTag::Equal, ChangeTag::Equal)
            | (ChangeTag::Delete, ChangeTag::Delete)
            | (ChangeTag::Insert, ChangeTag::Insert) => "",
        });
        open = change.tag();
        out.push_str(change.value());
    }
    out.push_str(match open {
        ChangeTag::Equal => "",
        ChangeTag::Delete => "=======\n>>>>>>> theirs\n",
        ChangeTag::Insert => ">>>>>>> theirs\n",
    });
    out
}

#[derive(Default)]
struct Page {
    out: String,
}

impl Page {
    fn of(mut self, root: &Json<'_>) -> String {
        let name = |field: &str| root.get(field).and_then(Json::as_str).unwrap_or("?");
        self.line(0, &format!("Assessment {} {}", name("country"), name("edition")));
        for (field, value) in root.members() {
            match (&**field, value) {
                ("$schema", value) if value.as_str() == Some(SCHEMA) => {}
                ("country" | "edition", Json::String(_)) => {}
                (field, Json::Object(members)) if !members.is_empty() && !is_headed(field) => {
                    self.line(1, &format!("{field}:"));
                    self.facts(2, value);
                }
                ("overview", Json::Array(paragraphs)) => {
                    self.heading("Overview");
                    self.paragraphs(1, paragraphs);
                }
                ("ratings", Json::Object(members)) => self.entries("Indicator", members),
                ("remarks", Json::Object(members)) => self.entries("Remark", members),
                ("sources", Json::Object(members)) => self.entries("Source", members),
                ("errata", Json::Object(members)) => self.entries("Erratum of", members),
                ("exceptions", Json::Object(codes)) => {
                    for (code, pointers) in codes {
                        self.heading(&format!("Exceptions from {code}"));
                        self.facts(1, pointers);
                    }
                }
                (field, value) => self.fact(1, field, value),
            }
        }
        self.out
    }

    fn entries(&mut self, noun: &str, members: &[Member<'_>]) {
        for (id, entry) in members {
            self.heading(&format!("{noun} {id}"));
            self.facts(1, entry);
        }
    }

    fn heading(&mut self, text: &str) {
        self.out.push('\n');
        self.line(0, text);
    }

    /// What a value says: the members of a group one by one.
    fn facts(&mut self, depth: usize, json: &Json<'_>) {
        match json {
            Json::Object(members) if !members.is_empty() => {
                for (name, value) in members {
                    match (&**name, value) {
                        ("footnotes", Json::Object(footnotes)) if !footnotes.is_empty() => {
                            for (label, footnote) in footnotes {
                                self.line(depth, &format!("[^{label}]"));
                                self.facts(depth + 1, footnote);
                            }
                        }
                        (name, value) => self.fact(depth, name, value),
                    }
                }
            }
            Json::Null
            | Json::Bool(_)
            | Json::Number(_)
            | Json::String(_)
            | Json::Array(_)
            | Json::Object(_) => self.line(depth, &inline(json)),
        }
    }

    fn fact(&mut self, depth: usize, name: &str, value: &Json<'_>) {
        match value {
            Json::String(text) => {
                let mut sentences = sentences(text);
                self.line(depth, &format!("{name}: {}", sentences.next().unwrap_or_default()));
                for sentence in sentences {
                    self.line(depth + 1, sentence);
                }
            }
            Json::Array(items) if !items.is_empty() => {
                if name != "about" && items.iter().all(|item| item.as_str().is_some()) {
                    self.line(depth, &format!("{name}:"));
                    self.paragraphs(depth + 1, items);
                } else if name == "date-parts" {
                    self.line(depth, &format!("{name}: {}", inline(value)));
                } else {
                    for item in items {
                        self.line(depth, &format!("{name}: {}", inline(item)));
                    }
                }
            }
            Json::Object(members) if members.iter().any(|(_, value)| value.is_object()) => {
                self.line(depth, &format!("{name}:"));
                self.facts(depth + 1, value);
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => {
                self.line(depth, &format!("{name}: {}", inline(value)));
            }
        }
    }

    fn paragraphs(&mut self, depth: usize, paragraphs: &[Json<'_>]) {
        for (place, paragraph) in paragraphs.iter().enumerate() {
            if place > 0 {
                self.out.push('\n');
            }
            match paragraph.as_str() {
                Some(text) => sentences(text).for_each(|sentence| self.line(depth, sentence)),
                None => self.line(depth, &inline(paragraph)),
            }
        }
    }

    fn line(&mut self, depth: usize, text: &str) {
        self.out.push_str(&"  ".repeat(depth));
        self.out.push_str(&plain(text));
        self.out.push('\n');
    }
}

/// Whether a group of an assessment has headings of its own.
fn is_headed(field: &str) -> bool {
    matches!(field, "ratings" | "sources" | "remarks" | "errata" | "exceptions")
}

/// A value on one line: `family Roe, given Al`, `2022-3-10`.
fn inline(json: &Json<'_>) -> String {
    match json {
        Json::Null => "nothing".to_owned(),
        Json::Bool(value) => value.to_string(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => text.to_string(),
        Json::Array(items) if items.is_empty() => "none".to_owned(),
        Json::Array(items) => {
            let is_date = items.iter().all(|item| matches!(item, Json::Number(_)));
            items.iter().map(inline).collect::<Vec<_>>().join(if is_date { "-" } else { " to " })
        }
        Json::Object(members) if members.is_empty() => "none".to_owned(),
        Json::Object(members) => {
            let member = |(name, value): &Member<'_>| match &**name {
                "date-parts" => inline(value),
                name => format!("{name} {}", inline(value)),
            };
            members.iter().map(member).collect::<Vec<_>>().join(", ")
        }
    }
}
