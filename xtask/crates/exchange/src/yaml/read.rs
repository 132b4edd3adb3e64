//! Values read from YAML, each with its line.

use std::collections::HashSet;

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::problem::Problem;
use format::json::Json;

/// How deep values may be nested.
const DEEPEST: usize = 32;

/// A value with the line at which it begins, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) line: usize,
    pub(crate) value: Value,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A text, and whether it stands without quotation marks, so that it may be a number.
    Scalar(String, bool),
    /// A list.
    List(Vec<Node>),
    /// Values by name, each name with its line.
    Map(Vec<(String, usize, Node)>),
}

/// Reads one block of YAML, whose first line has a number in its file.
///
/// # Errors
/// The first place that is no YAML, or that has what no such block needs: references to other places, a name twice.
pub(crate) fn read(text: &str, first_line: usize) -> Result<Node, Problem> {
    let mut parser = Parser::new_from_str(text);
    let mut open: Vec<Open> = Vec::new();
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| {
            Problem::new(
                first_line + error.marker().line().saturating_sub(1),
                format!("this is not YAML: {}", error.info()),
                "Check the indentation, and put quotation marks round a text that has a colon or a # in it.",
            )
        })?;
        let line = first_line + span.start.line().saturating_sub(1);
        let finished = match event {
            Event::Scalar(text, style, _, _) => {
                let is_bare = style == ScalarStyle::Plain;
                Some(Node { line, value: Value::Scalar(text.into_owned(), is_bare) })
            }
            Event::SequenceStart(..) => {
                open.push(Open { line, names: None, met: HashSet::new(), key: None, items: Vec::new() });
                None
            }
            Event::MappingStart(..) => {
                open.push(Open {
                    line,
                    names: Some(Vec::new()),
                    met: HashSet::new(),
                    key: None,
                    items: Vec::new(),
                });
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(Open::close),
            Event::Alias(_) => {
                let help = "Write the value itself where * refers to another place.";
                return Err(Problem::new(line, "references to other places are not followed", help));
            }
            Event::DocumentEnd | Event::StreamEnd => break,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => None,
        };
        if open.len() > DEEPEST {
            return Err(Problem::new(
                line,
                "values are nested too deeply",
                "Nothing here needs so many levels.",
            ));
        }
        let Some(node) = finished else { continue };
        match open.last_mut() {
            Some(outer) => outer.take(node)?,
            None => return Ok(node),
        }
    }
    Ok(Node { line: first_line, value: Value::Map(Vec::new()) })
}

/// A list or a map that is being read.
struct Open {
    line: usize,
    /// The names that were met, where it is a map.
    names: Option<Vec<(String, usize)>>,
    met: HashSet<String>,
    /// The name whose value comes next.
    key: Option<(String, usize)>,
    items: Vec<Node>,
}

impl Open {
    fn take(&mut self, node: Node) -> Result<(), Problem> {
        let Some(names) = &mut self.names else {
            self.items.push(node);
            return Ok(());
        };
        if let Some(key) = self.key.take() {
            names.push(key);
            self.items.push(node);
            return Ok(());
        }
        let Value::Scalar(name, _) = node.value else {
            return Err(Problem::new(node.line, "a name belongs here", "Write a name and a colon."));
        };
        if !self.met.insert(name.clone()) {
            let message = format!("\"{name}\" stands twice in this group");
            return Err(Problem::new(node.line, message, "Keep one of them."));
        }
        self.key = Some((name, node.line));
        Ok(())
    }

    fn close(self) -> Node {
        let value = match self.names {
            None => Value::List(self.items),
            Some(names) => {
                let members = names.into_iter().zip(self.items);
                Value::Map(members.map(|((name, line), node)| (name, line, node)).collect())
            }
        };
        Node { line: self.line, value }
    }
}

impl Node {
    /// The value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&Node> {
        let Value::Map(members) = &self.value else { return None };
        members.iter().find(|(known, _, _)| known == name).map(|(_, _, node)| node)
    }

    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        let Value::Scalar(text, _) = &self.value else { return None };
        Some(text)
    }

    /// The value as the files have it: numbers where `has_numbers`, else the texts as they are written.
    pub(crate) fn json(&self, has_numbers: bool) -> Json<'static> {
        match &self.value {
            Value::Scalar(text, is_bare) => match (is_bare, &**text) {
                (true, "null" | "~" | "") => Json::Null,
                (true, figures) if has_numbers => match figures.parse::<i64>() {
                    Ok(number) => Json::Number(number.into()),
                    Err(_) => Json::String(figures.to_owned().into()),
                },
                (_, text) => Json::String(text.to_owned().into()),
            },
            Value::List(items) => Json::Array(items.iter().map(|item| item.json(has_numbers)).collect()),
            Value::Map(members) => {
                let member = |(name, _, node): &(String, usize, Node)| {
                    let value = match (&**name, node.text()) {
                        ("circa", Some("true")) => Json::Bool(true),
                        ("circa", Some("false")) => Json::Bool(false),
                        (name, _) => node.json(has_numbers || name == "date-parts"),
                    };
                    (name.clone().into(), value)
                };
                Json::Object(members.iter().map(member).collect())
            }
        }
    }
}
