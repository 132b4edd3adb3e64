//! What the schema library found, in the words of a researcher, at the place to mend.

use std::sync::Arc;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use crate::diagnostic::{Edit, Location, Report};
use crate::fault::{Fault, FaultKind};
use crate::json::Json;
use crate::near::nearest;
use crate::pointer::Pointer;

/// Turns errors of validation into faults, one for each mistake.
pub(super) fn faults<'e>(
    document: &Value,
    path: &Arc<str>,
    root: &Json<'_>,
    errors: impl Iterator<Item = ValidationError<'e>>,
) -> Vec<Fault> {
    let errors: Vec<Finding<'_>> = errors.map(|error| Finding::new(document, &error)).collect();
    let mut faults: Vec<Fault> = Vec::new();
    for error in &errors {
        // What a wrong status or an unknown field demands of other fields is no mistake of its own.
        let is_cause = |other: &Finding<'_>| {
            !other.is_conditional
                && (other.at.as_str() == "/status" || (other.at == error.at && other.at != Pointer::root()))
        };
        if error.is_conditional && errors.iter().any(is_cause) {
            continue;
        }
        error.describe(path, root, &errors, &mut faults);
    }
    // A pattern and a format that fail on the same value say the same.
    faults.dedup_by(|b, a| a.kind == b.kind && a.report.location == b.report.location);
    faults
}

/// An error of the library with what its schema says about the place.
struct Finding<'s> {
    at: Pointer,
    kind: What,
    /// The object that holds the failing keyword.
    schema: Option<&'s Value>,
    /// What a researcher is told to put there.
    description: Option<&'s str>,
    is_conditional: bool,
}

/// The kinds of error that our schemas can give.
enum What {
    Missing(String),
    Unknown(Vec<String>),
    BadName(String, Option<String>),
    WrongType(String),
    NotAllowed(Vec<String>),
    Malformed,
    Empty(&'static str),
    OutOfRange(String),
    Forbidden,
    Other(String),
}

impl<'s> Finding<'s> {
    fn new(document: &'s Value, error: &ValidationError<'_>) -> Self {
        let evaluation = Pointer::from_escaped(error.evaluation_path().as_str());
        let (schema, description) = follow(document, &evaluation.parent());
        Self {
            at: Pointer::from_escaped(error.instance_path().as_str()),
            kind: What::of(error),
            schema,
            description,
            is_conditional: evaluation.tokens().any(|token| token == "then" || token == "else"),
        }
    }

    fn describe(&self, path: &Arc<str>, root: &Json<'_>, all: &[Finding<'_>], faults: &mut Vec<Fault>) {
        let here = Location::value(path, self.at.clone());
        let value = lookup(root, &self.at);
        let shown = value.map(show).unwrap_or_default();
        let what_goes = self.description.map(|text| format!("What goes there: {text}"));
        let mut push = |kind, report: Report, help: Option<String>| {
            let report = if let Some(help) = help { report.help(help) } else { report };
            faults.push(Fault::new(kind, report));
        };
        match &self.kind {
            What::Missing(field) => {
                if self.is_misspelt(field, all) {
                    return;
                }
                let about = self
                    .schema
                    .and_then(|schema| schema.pointer(&format!("/properties/{field}/description")))
                    .and_then(Value::as_str);
                let help = match (about, self.is_conditional.then_some(self.description).flatten()) {
                    (_, Some(reason)) => reason.to_owned(),
                    (Some(about), None) => format!("Add \"{field}\" here. What goes there: {about}"),
                    (None, None) => format!("Add \"{field}\" here."),
                };
                let message = format!("{} has no \"{field}\"", name_of(&self.at));
                push(FaultKind::MissingField, Report::new(here, message), Some(help));
            }
            What::Unknown(fields) => {
                let known = self.known_fields();
                for field in fields.iter().take(super::MOST_ERRORS) {
                    let message = format!("\"{field}\" is no field of {}", name_of(&self.at));
                    let help = match nearest(field, known.iter().copied()) {
                        Some(meant) => format!("Did you mean \"{meant}\"?"),
                        None => format!("Remove it. The fields here are: {}.", known.join(", ")),
                    };
                    let place = Location::key(path, self.at.child(field));
                    push(FaultKind::UnknownField, Report::new(place, message), Some(help));
                }
            }
            What::BadName(name, about) => {
                // Which indicators there are is judged against the framework, with near misses.
                if self.at.as_str() == "/ratings" {
                    return;
                }
                let message = format!("\"{name}\" cannot be a name in {}", name_of(&self.at));
                let place = Location::key(path, self.at.child(name));
                let help = about.clone().or(what_goes);
                push(FaultKind::Malformed, Report::new(place, message), help);
            }
            What::WrongType(expected) => {
                let found = value.map_or("nothing", kind_word);
                let message = format!("{} is {found} where {expected} belongs", name_of(&self.at));
                push(FaultKind::WrongType, Report::new(here, message), what_goes);
            }
            What::NotAllowed(allowed) => {
                let message = format!("{shown} is not a value that {} can have", name_of(&self.at));
                let word = value.and_then(Json::as_str).unwrap_or_default();
                let list = allowed.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
                let help = match nearest(word, allowed.iter().map(String::as_str)) {
                    Some(meant) if allowed.len() == 1 => format!("It must be \"{meant}\"."),
                    Some(meant) => format!("Did you mean \"{meant}\"? The values are: {list}."),
                    None if allowed.len() == 1 => format!("It must be {list}."),
                    None => format!("The values are: {list}."),
                };
                push(FaultKind::ValueNotAllowed, Report::new(here, message), Some(help));
            }
            What::Malformed => {
                let message = format!("{shown} has not the form that {} must have", name_of(&self.at));
                let report = without_stray_spaces(value, &self.at, Report::new(here, message));
                push(FaultKind::Malformed, report, what_goes);
            }
            What::Empty(what) => {
                let message = format!("{} has no {what}", name_of(&self.at));
                let help = what_goes.unwrap_or_else(|| "Fill it in, or remove it.".to_owned());
                push(FaultKind::Empty, Report::new(here, message), Some(help));
            }
            What::OutOfRange(limit) => {
                let message = format!("{} {limit}", name_of(&self.at));
                push(FaultKind::OutOfRange, Report::new(here, message), what_goes);
            }
            What::Forbidden => {
                let message = format!("{} does not belong here", name_of(&self.at));
                let help = self.description.map(str::to_owned);
                push(
                    FaultKind::UnknownField,
                    Report::new(Location::key(path, self.at.clone()), message),
                    help,
                );
            }
            What::Other(message) => {
                push(FaultKind::Malformed, Report::new(here, message.clone()), what_goes);
            }
        }
    }

    /// Whether a missing field is there under a name that is nearly its own: that name is reported instead.
    fn is_misspelt(&self, field: &str, all: &[Finding<'_>]) -> bool {
        all.iter().filter(|other| other.at == self.at).any(|other| {
            let What::Unknown(names) = &other.kind else { return false };
            let known = other.known_fields();
            names.iter().any(|name| nearest(name, known.iter().copied()) == Some(field))
        })
    }

    fn known_fields(&self) -> Vec<&'s str> {
        let properties = self.schema.and_then(|schema| schema.get("properties")).and_then(Value::as_object);
        properties.into_iter().flatten().map(|(name, _)| name.as_str()).collect()
    }
}

impl What {
    fn of(error: &ValidationError<'_>) -> Self {
        match error.kind() {
            ValidationErrorKind::Required { property } => {
                What::Missing(property.as_str().unwrap_or_default().to_owned())
            }
            ValidationErrorKind::AdditionalProperties { unexpected } => What::Unknown(unexpected.clone()),
            ValidationErrorKind::PropertyNames { error } => {
                What::BadName(error.instance().as_str().unwrap_or_default().to_owned(), None)
            }
            ValidationErrorKind::Type { kind } => What::WrongType(expected_type(kind)),
            ValidationErrorKind::Enum { options } => {
                What::NotAllowed(options.as_array().into_iter().flatten().map(bare).collect())
            }
            ValidationErrorKind::Constant { expected_value } => What::NotAllowed(vec![bare(expected_value)]),
            ValidationErrorKind::Pattern { .. } | ValidationErrorKind::Format { .. } => What::Malformed,
            ValidationErrorKind::MinLength { .. } => What::Empty("text"),
            ValidationErrorKind::MinItems { .. } => What::Empty("entries, or not enough of them"),
            ValidationErrorKind::MinProperties { .. } => What::Empty("fields, or not enough of them"),
            ValidationErrorKind::MaxLength { limit } => {
                What::OutOfRange(format!("is longer than {limit} characters"))
            }
            ValidationErrorKind::MaxItems { limit } | ValidationErrorKind::MaxProperties { limit } => {
                What::OutOfRange(format!("has more than {limit} entries"))
            }
            ValidationErrorKind::Minimum { limit } => What::OutOfRange(format!("is less than {limit}")),
            ValidationErrorKind::Maximum { limit } => What::OutOfRange(format!("is more than {limit}")),
            ValidationErrorKind::FalseSchema => What::Forbidden,
            _ => What::Other(error.to_string()),
        }
    }
}

/// Spaces at the ends of a text mean nothing, so taking them away is safe.
fn without_stray_spaces(value: Option<&Json<'_>>, pointer: &Pointer, report: Report) -> Report {
    match value.and_then(Json::as_str) {
        Some(text) if text.trim() != text && !text.trim().is_empty() => {
            let edit = Edit::Replace { pointer: pointer.clone(), text: text.trim().to_owned() };
            report.fix("take the spaces at the ends away", edit)
        }
        Some(_) | None => report,
    }
}

/// Follows a path of evaluation through the schema, references included: the schema at its end, and the
/// description nearest to that end.
fn follow<'s>(document: &'s Value, path: &Pointer) -> (Option<&'s Value>, Option<&'s str>) {
    let (mut schema, mut description) = (document, None);
    let mut is_name = false;
    for token in path.tokens() {
        let next = match (token.as_ref(), schema.get("$ref").and_then(Value::as_str)) {
            ("$ref", Some(target)) if !is_name => document.pointer(target.trim_start_matches('#')),
            (token, _) => match schema {
                Value::Array(items) => token.parse().ok().and_then(|i: usize| items.get(i)),
                schema => schema.get(token),
            },
        };
        let Some(next) = next else { return (None, description) };
        // Below `properties` a token is a member's name, which may well be "description".
        is_name = !is_name && token == "properties";
        schema = next;
        if !is_name && let Some(text) = schema.get("description").and_then(Value::as_str) {
            description = Some(text);
        }
    }
    (Some(schema), description)
}

fn lookup<'j, 'a>(root: &'j Json<'a>, pointer: &Pointer) -> Option<&'j Json<'a>> {
    pointer.tokens().try_fold(root, |json, token| match json {
        Json::Object(members) => members.iter().find(|(name, _)| *name == token).map(|(_, value)| value),
        Json::Array(items) => token.parse().ok().and_then(|i: usize| items.get(i)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => None,
    })
}

/// How a message calls the value at a pointer: by its name, and of an element also by its number from 1.
fn name_of(pointer: &Pointer) -> String {
    let tokens: Vec<_> = pointer.tokens().collect();
    match tokens.as_slice() {
        [] => "the file".to_owned(),
        [.., list, last] if last.parse::<usize>().is_ok() && !list.contains('/') => {
            format!("number {} of \"{list}\"", last.parse::<usize>().unwrap_or(0) + 1)
        }
        [.., last] => format!("\"{last}\""),
    }
}

fn show(json: &Json<'_>) -> String {
    const LONGEST: usize = 60;
    match json {
        Json::String(text) if text.chars().count() > LONGEST => {
            format!("\"{}…\"", text.chars().take(LONGEST).collect::<String>())
        }
        Json::String(text) => format!("\"{text}\""),
        Json::Number(number) => number.to_string(),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => kind_word(json).to_owned(),
    }
}

fn kind_word(json: &Json<'_>) -> &'static str {
    match json {
        Json::Null => "null (nothing)",
        Json::Bool(_) => "true or false",
        Json::Number(number) if number.is_f64() => "a number with a fraction",
        Json::Number(_) => "a number",
        Json::String(_) => "a text in quotes",
        Json::Array(_) => "a list in [ ]",
        Json::Object(_) => "a group of fields in { }",
    }
}

fn expected_type(kind: &TypeKind) -> String {
    let word = |kind: JsonType| match kind {
        JsonType::Null => "null",
        JsonType::Boolean => "true or false",
        JsonType::Integer => "a whole number",
        JsonType::Number => "a number",
        JsonType::String => "a text in quotes",
        JsonType::Array => "a list in [ ]",
        JsonType::Object => "a group of fields in { }",
    };
    match kind {
        TypeKind::Single(kind) => word(*kind).to_owned(),
        TypeKind::Multiple(kinds) => kinds.iter().map(word).collect::<Vec<_>>().join(" or "),
    }
}

fn bare(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
