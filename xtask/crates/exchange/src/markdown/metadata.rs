//! The blocks of metadata: what an assessment is about before its text, and what is no prose behind it.

use super::Part;
use crate::instrument::Subject;
use crate::problem::Problem;
use crate::yaml::{self, Node, Value};
use dataset::meant::meant;
use format::json::{Json, Member};

/// The fields of an assessment that stand before its text.
const BEFORE: [&str; 5] = ["country", "edition", "status", "document", "stated"];

/// Those that stand behind it, but for the sources.
const BEHIND: [&str; 4] = ["derivation", "remarks", "errata", "exceptions"];

/// The sources, as pandoc calls them.
const REFERENCES: &str = "references";

/// The corrections of entries, by indicator.
const OF_ENTRIES: &str = "indicator-errata";

/// The places of groups without anything in them, which no text can show.
const EMPTY: &str = "empty";

/// The indicator of which the text is, where it is not of all.
pub(super) const INDICATOR: &str = "indicator";

/// What tells the state that was shown from later ones of the same file.
pub(super) const SHOWN_FROM: &str = "shown-from";

/// What pandoc knows and an assessment has not.
const OF_PANDOC: [&str; 16] = [
    "abstract",
    "author",
    "bibliography",
    "citation-style",
    "csl",
    "date",
    "header-includes",
    "keywords",
    "lang",
    "link-citations",
    "nocite",
    "reference-section-title",
    "subtitle",
    "suppress-bibliography",
    "title",
    "toc",
];

/// The block before the text.
pub(super) fn before(assessment: &Json<'_>, subject: &Subject<'_>, part: Part<'_>) -> String {
    let title = Json::String(format!("{} {}", subject.country_name, subject.edition).into());
    let mut members: Vec<Member<'_>> = vec![("title".into(), title)];
    members.extend(assessment.members().iter().filter(|(name, _)| BEFORE.contains(&&**name)).cloned());
    if let Part::Indicator(id) = part {
        members.push((INDICATOR.into(), Json::String(id.into())));
    }
    members.push((SHOWN_FROM.into(), Json::String(super::state(assessment, part).into())));
    format!("---\n{}---\n", yaml::write(&members))
}

/// The block behind it.
pub(super) fn behind<'a>(assessment: &Json<'a>, empty: Vec<String>) -> String {
    let mut members: Vec<Member<'a>> = Vec::new();
    members.extend(assessment.members().iter().filter(|(name, _)| BEHIND.contains(&&**name)).cloned());
    let ratings = assessment.get("ratings").map_or(&[][..], Json::members).iter();
    let corrected = ratings.filter_map(|(id, entry)| Some((id.clone(), entry.get("errata")?.clone())));
    let corrected: Vec<Member<'a>> = corrected.collect();
    if !corrected.is_empty() {
        members.push((OF_ENTRIES.into(), Json::Object(corrected)));
    }
    if !empty.is_empty() {
        let items = empty.into_iter().map(|place| Json::String(place.into()));
        members.push((EMPTY.into(), Json::Array(items.collect())));
    }
    let sources = assessment.get("sources").map_or(&[][..], Json::members).iter();
    members.push((REFERENCES.into(), Json::Array(sources.map(reference).collect())));
    format!("---\n{}---\n", yaml::write(&members))
}

/// A source with its id as its first field.
fn reference<'a>((id, source): &Member<'a>) -> Json<'a> {
    let id = ("id".into(), Json::String(id.clone()));
    Json::Object([id].into_iter().chain(source.members().iter().cloned()).collect())
}

/// What the blocks of metadata say.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// The fields of the assessment, but for ratings and overview.
    pub(super) members: Vec<Member<'static>>,
    /// The indicator of which the text is, with its line, where it is not of all.
    pub(super) indicator: Option<(String, usize)>,
    /// The corrections of entries, each with its indicator and its line.
    pub(super) of_entries: Vec<(String, usize, Json<'static>)>,
    /// The state from which the text was shown.
    pub(super) shown_from: Option<String>,
    /// The places of groups that are empty.
    pub(super) empty: Vec<String>,
}

impl Metadata {
    /// Takes a block in.
    pub(super) fn take(&mut self, body: &str, line: usize, problems: &mut Vec<Problem>) {
        let node = match yaml::read(body, line) {
            Ok(node) => node,
            Err(problem) => return problems.push(problem),
        };
        problems.extend(yaml::refuse_comments(body, line).err());
        let Value::Map(members) = node.value else {
            let help = "Write names and values here, such as country: KHM.";
            return problems.push(Problem::new(line, "this block of metadata has no names", help));
        };
        for (name, line, node) in members {
            if let Err(problem) = self.member(&name, line, &node) {
                problems.push(problem);
            }
        }
    }

    /// The text of a field.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.members.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.as_str())
    }

    fn member(&mut self, name: &str, line: usize, node: &Node) -> Result<(), Problem> {
        if OF_PANDOC.contains(&name) {
            return Ok(());
        }
        let known = || {
            BEFORE
                .iter()
                .chain(&BEHIND)
                .copied()
                .chain([REFERENCES, OF_ENTRIES, EMPTY, INDICATOR, SHOWN_FROM])
        };
        let (name, value) = match name {
            REFERENCES => ("sources", references(node)?),
            OF_ENTRIES => {
                let Value::Map(entries) = &node.value else {
                    let help = "Write the id of an indicator, and its corrections by their days below it.";
                    return Err(Problem::new(line, "indicators belong here", help));
                };
                let entries = entries.iter().map(|(id, line, node)| (id.clone(), *line, node.json(false)));
                self.of_entries.extend(entries);
                return Ok(());
            }
            EMPTY => {
                let Value::List(places) = &node.value else {
                    return Err(Problem::new(line, "a list belongs here", "Write a place after each -."));
                };
                self.empty.extend(places.iter().filter_map(Node::text).map(str::to_owned));
                return Ok(());
            }
            SHOWN_FROM => {
                self.shown_from = node.text().map(str::to_owned);
                return Ok(());
            }
            INDICATOR => {
                self.indicator = node.text().map(|id| (id.to_owned(), line));
                return Ok(());
            }
            name if known().any(|known| known == name) => (name, node.json(name == "stated")),
            name => {
                let meant = meant(name, known()).map(|meant| format!("Did you mean {meant}? If not, delete"));
                let message = format!("\"{name}\" is no field of an assessment");
                let help =
                    meant.unwrap_or_else(|| "Delete".to_owned()) + " this line and what belongs to it.";
                return Err(Problem::new(line, message, help));
            }
        };
        if self.members.iter().any(|(known, _)| known == name) {
            let message = format!("\"{name}\" stands in two blocks of metadata");
            return Err(Problem::new(line, message, "Keep it in one of them."));
        }
        self.members.push((name.to_owned().into(), value));
        Ok(())
    }
}

/// The sources by id, from a list of references.
fn references(node: &Node) -> Result<Json<'static>, Problem> {
    let mut sources: Vec<Member<'static>> = Vec::new();
    let mut ids = std::collections::HashSet::new();
    let items = match &node.value {
        Value::List(items) => &items[..],
        Value::Scalar(text, true) if text.is_empty() => &[],
        Value::Scalar(..) | Value::Map(_) => {
            let help = "Begin each source with - id: and its id.";
            return Err(Problem::new(node.line, "the references are a list", help));
        }
    };
    for item in items {
        let Some(id) = item.get("id").and_then(Node::text) else {
            let help = "Write - id: and a short name, such as freedom-house-2021.";
            return Err(Problem::new(item.line, "this source has no id", help));
        };
        if !ids.insert(id) {
            let message = format!("there are two sources with the id \"{id}\"");
            return Err(Problem::new(item.line, message, "Give one of them another id, or delete it."));
        }
        let Json::Object(members) = item.json(false) else { continue };
        let fields = members.into_iter().filter(|(name, _)| name != "id").collect();
        sources.push((id.to_owned().into(), Json::Object(fields)));
    }
    Ok(Json::Object(sources))
}
