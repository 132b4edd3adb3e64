//! What the schema library found, in the words of a researcher, at the place to mend.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use crate::diagnostic::{Edit, Location, Report};
use crate::fault::{Fault, FaultKind};
use crate::json::Json;
use crate::meant::{is_other_word_for, meant};
use crate::pointer::Pointer;
use crate::schema::home;

/// Turns errors of validation into faults, one for each mistake.
pub(super) fn faults<'e>(
    document: &Value,
    path: &Arc<str>,
    root: &Json<'_>,
    errors: impl Iterator<Item = ValidationError<'e>>,
) -> Vec<Fault> {
    let errors: Vec<Finding<'_>> = errors.map(|error| Finding::new(document, &error)).collect();
    let mut faults: Vec<Fault> = Vec::new();
    let flat = flat_lists(root, &errors);
    for error in &errors {
        // Its elements stand where lists of elements belong, and that is said once.
        if flat.contains(&error.at) || flat.contains(&error.at.parent()) {
            continue;
        }
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
    faults.extend(flat.into_iter().map(|list| not_nested(path, root, list)));
    // A pattern and a format that fail on the same value say the same.
    faults.dedup_by(|b, a| a.kind == b.kind && a.report.location == b.report.location);
    faults
}

/// The lists of which every element stands alone where a list belongs, as in `"date-parts": [2021, 3, 10]`.
fn flat_lists(root: &Json<'_>, errors: &[Finding<'_>]) -> BTreeSet<Pointer> {
    let mut alone: BTreeMap<Pointer, usize> = BTreeMap::new();
    for error in errors {
        if matches!(&error.kind, What::WrongType(expected) if expected == kind_word(&Json::Array(Vec::new())))
        {
            *alone.entry(error.at.parent()).or_default() += 1;
        }
    }
    let is_flat = |(list, count): (Pointer, usize)| {
        let elements = lookup(root, &list)?.items();
        let are_numbers = elements.iter().all(|element| matches!(element, Json::Number(_)));
        (are_numbers && elements.len() == count).then_some(list)
    };
    alone.into_iter().filter_map(is_flat).collect()
}

fn not_nested(path: &Arc<str>, root: &Json<'_>, list: Pointer) -> Fault {
    let numbers: Vec<String> = lookup(root, &list).map_or(&[][..], Json::items).iter().map(show).collect();
    let name = name_of(root, &list);
    let message = format!("the numbers of {name} stand in one list, and belong into a list within it");
    let help = format!("Write {name}: [[{}]].", numbers.join(", "));
    Fault::new(FaultKind::WrongType, Report::new(Location::value(path, list), message).help(help))
}

/// An error of the library with what its schema says about the place.
struct Finding<'s> {
    document: &'s Value,
    at: Pointer,
    kind: What,
    /// The object that holds the failing keyword.
    schema: Option<&'s Value>,
    /// What a researcher is told to put there.
    description: Option<&'s str>,
    /// How a text there is written: in the schemas a comment of the shared shape.
    form: Option<&'s str>,
    is_conditional: bool,
}

/// The kinds of error that our schemas can give.
enum What {
    Missing(String),
    Unknown(Vec<String>),
    BadName(String, Option<String>),
    WrongType(String),
    NotAllowed(Vec<Value>),
    Malformed,
    Empty,
    OutOfRange(String),
    Forbidden,
    Other(String),
}

impl<'s> Finding<'s> {
    fn new(document: &'s Value, error: &ValidationError<'_>) -> Self {
        let evaluation = Pointer::from_escaped(error.evaluation_path().as_str());
        // Of a name in a map only the place in the shared shape is known.
        let is_name = matches!(error.kind(), ValidationErrorKind::PropertyNames { .. });
        let keyword = if is_name { error.schema_path() } else { error.evaluation_path() };
        let (schema, description) = follow(document, &Pointer::from_escaped(keyword.as_str()).parent());
        let comment = schema.and_then(|schema| schema.get("$comment")).and_then(Value::as_str);
        Self {
            document,
            at: Pointer::from_escaped(error.instance_path().as_str()),
            kind: What::of(error),
            schema,
            description,
            form: comment.or(description),
            is_conditional: evaluation.tokens().any(|token| token == "then" || token == "else"),
        }
    }

    fn describe(&self, path: &Arc<str>, root: &Json<'_>, all: &[Finding<'_>], faults: &mut Vec<Fault>) {
        let here = Location::value(path, self.at.clone());
        let value = lookup(root, &self.at);
        let shown = value.map(show).unwrap_or_default();
        let name = name_of(root, &self.at);
        let what_goes = self.description.map(|text| format!("What goes there: {text}"));
        let form = self.form.map(|text| format!("What goes there: {text}"));
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
                let message = format!("{name} has no \"{field}\"");
                let place = Location::value(path, self.at.child(field));
                push(FaultKind::MissingField, Report::new(place, message), Some(help));
            }
            What::Unknown(fields) => {
                let known = self.known_fields();
                let is_there = |field: &str| value.is_some_and(|value| value.get(field).is_some());
                for field in fields.iter().take(super::MOST_ERRORS) {
                    let message = format!("\"{field}\" is no field of {name}");
                    let free: Vec<&str> = known.iter().copied().filter(|field| !is_there(field)).collect();
                    let help = self.instead_of(field, value, &free);
                    let help = help.unwrap_or_else(|| {
                        let homes = home::homes(self.document, field);
                        let here = format!("The fields here are: {}.", known.join(", "));
                        if homes.is_empty() {
                            format!("Remove it. {here}")
                        } else {
                            format!(
                                "It is a field of {}: move it there, or remove it. {here}",
                                homes.join(" or of ")
                            )
                        }
                    });
                    let place = Location::key(path, self.at.child(field));
                    push(FaultKind::UnknownField, Report::new(place, message), Some(help));
                }
            }
            What::BadName(found, limit) => {
                // Which indicators there are is judged against the framework, with near misses.
                if self.at.as_str() == "/ratings" {
                    return;
                }
                let place = Location::key(path, self.at.child(found));
                let quoted = show(&Json::String(found.into()));
                let (kind, message, help) = match (limit, slip(found)) {
                    (Some(limit), _) => (FaultKind::OutOfRange, format!("the name {quoted} {limit}"), form),
                    (None, Slip::Space(end)) => {
                        let message = format!("the name {quoted} {end} with a space");
                        (FaultKind::Malformed, message, Some("Delete the space.".to_owned()))
                    }
                    (None, Slip::Empty | Slip::Other) => {
                        (FaultKind::Malformed, format!("{quoted} cannot be a name in {name}"), form)
                    }
                };
                push(kind, Report::new(place, message), help);
            }
            What::WrongType(expected) => {
                let found = value.map_or("nothing", kind_word);
                let message = format!("{name} is {found} where {expected} belongs");
                push(FaultKind::WrongType, Report::new(here, message), what_goes);
            }
            What::NotAllowed(allowed) => {
                let message = format!("{shown} is not a value that {name} can have");
                let word = value.and_then(Json::as_str).unwrap_or_default();
                let list = allowed.iter().map(Value::to_string).collect::<Vec<_>>().join(", ");
                let help = match meant(word, allowed.iter().filter_map(Value::as_str)) {
                    _ if allowed.len() == 1 => format!("It must be {list}."),
                    Some(meant) => format!("Did you mean \"{meant}\"? The values are: {list}."),
                    None => format!("The values are: {list}."),
                };
                push(FaultKind::ValueNotAllowed, Report::new(here, message), Some(help));
            }
            What::Malformed => {
                let text = value.and_then(Json::as_str).unwrap_or_default();
                match slip(text) {
                    Slip::Empty => {
                        push(FaultKind::Empty, Report::new(here, format!("{name} is empty")), what_goes);
                    }
                    Slip::Space(end) => {
                        let message = format!("{name} {end} with a space");
                        let help = "Delete the space.".to_owned();
                        let edit = Edit::Replace { pointer: self.at.clone(), text: text.trim().to_owned() };
                        let report = Report::new(here, message).fix("delete spaces at the ends", edit);
                        push(FaultKind::Malformed, report, Some(help));
                    }
                    Slip::Other => {
                        let message = format!("{shown} is not in the form that {name} needs");
                        push(FaultKind::Malformed, Report::new(here, message), form);
                    }
                }
            }
            What::Empty => {
                let message = format!("{name} is empty");
                let help = what_goes.unwrap_or_else(|| "Fill it in, or remove it.".to_owned());
                push(FaultKind::Empty, Report::new(here, message), Some(help));
            }
            What::OutOfRange(limit) => {
                let message = match value {
                    Some(Json::Number(number)) => format!("{name} is {number}, which {limit}"),
                    _ => format!("{name} {limit}"),
                };
                push(FaultKind::OutOfRange, Report::new(here, message), what_goes);
            }
            What::Forbidden => {
                let message = format!("{name} does not belong here");
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
            names.iter().any(|name| meant(name, known.iter().copied()) == Some(field))
        })
    }

    /// What to write instead of a field that is none here: the part of the entry that it belongs to, or another name.
    fn instead_of(&self, field: &str, entry: Option<&Json<'_>>, free: &[&str]) -> Option<String> {
        let is_there = |name: &str| entry.is_some_and(|entry| entry.get(name).is_some());
        let child = self.schema.and_then(|schema| home::child_with(self.document, schema, field, is_there));
        if let Some((child, siblings)) = child {
            let beside = siblings.iter().map(|other| format!("\"{other}\"")).collect::<Vec<_>>().join(", ");
            let beside = if beside.is_empty() { String::new() } else { format!(", beside {beside}") };
            return Some(format!("It belongs under \"{child}\"{beside}: move it there."));
        }
        let label = self.schema.and_then(|schema| schema.pointer("/properties/label/enum"));
        let labels = label.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        if let Some(label) = labels.clone().find(|label| *label == field) {
            let place = entry
                .and_then(|entry| entry.get(field))
                .map(|value| value.as_str().map_or_else(|| show(value), str::to_owned))
                .unwrap_or_default();
            return Some(format!("Write \"label\": \"{label}\", \"locator\": {}.", Value::from(place)));
        }
        let is_taken = |known: &&str| !free.contains(known) && is_other_word_for(field, known);
        if let Some(taken) = self.known_fields().into_iter().find(is_taken) {
            return Some(format!("\"{taken}\" holds that here, and is there already. Remove this one."));
        }
        let meant = meant(field, free.iter().copied())?;
        let about = self
            .schema
            .and_then(|schema| schema.pointer(&format!("/properties/{meant}/description")))
            .and_then(Value::as_str)
            .filter(|_| is_other_word_for(field, meant));
        let about = about.map_or_else(String::new, |about| format!(" What goes there: {about}"));
        Some(format!("Did you mean \"{meant}\"?{about}"))
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
                let limit = if let What::OutOfRange(limit) = What::of(error) { Some(limit) } else { None };
                What::BadName(error.instance().as_str().unwrap_or_default().to_owned(), limit)
            }
            ValidationErrorKind::Type { kind } => What::WrongType(expected_type(kind)),
            ValidationErrorKind::Enum { options } => {
                What::NotAllowed(options.as_array().into_iter().flatten().cloned().collect())
            }
            ValidationErrorKind::Constant { expected_value } => {
                What::NotAllowed(vec![Value::clone(expected_value)])
            }
            ValidationErrorKind::Pattern { .. } | ValidationErrorKind::Format { .. } => What::Malformed,
            // The schemas have no other minimum than one.
            ValidationErrorKind::MinLength { .. }
            | ValidationErrorKind::MinItems { .. }
            | ValidationErrorKind::MinProperties { .. } => What::Empty,
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

/// Why a text has not the form that it needs.
enum Slip {
    Empty,
    Space(&'static str),
    Other,
}

fn slip(text: &str) -> Slip {
    match text.trim() {
        "" => Slip::Empty,
        trimmed if trimmed == text => Slip::Other,
        trimmed if text.starts_with(trimmed) => Slip::Space("ends"),
        _ => Slip::Space("begins"),
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
fn name_of(root: &Json<'_>, pointer: &Pointer) -> String {
    let number = |pointer: &Pointer| {
        let is_in_list = lookup(root, &pointer.parent()).is_some_and(Json::is_array);
        let last = pointer.tokens().last()?.parse::<usize>().ok()?;
        is_in_list.then_some(last + 1)
    };
    let name = |pointer: &Pointer| pointer.tokens().last().unwrap_or_default().into_owned();
    let list = pointer.parent();
    if let Some(part) = part_of_date(pointer) {
        return part;
    }
    match (number(pointer), number(&list)) {
        (Some(nth), Some(outer)) => format!("number {nth} in list {outer} of \"{}\"", name(&list.parent())),
        (Some(nth), None) => format!("number {nth} of \"{}\"", name(&list)),
        (None, _) if *pointer == Pointer::root() => "the file".to_owned(),
        (None, _) => format!("\"{}\"", name(pointer)),
    }
}

/// How a message calls a number of a date: by what it counts.
fn part_of_date(pointer: &Pointer) -> Option<String> {
    let tokens: Vec<_> = pointer.tokens().collect();
    let [.., date, parts, _, place] = tokens.as_slice() else { return None };
    let part = match (&**parts, &**place) {
        ("date-parts", "0") => "year",
        ("date-parts", "1") => "month",
        ("date-parts", "2") => "day",
        (_, _) => return None,
    };
    Some(format!("the {part} of \"{date}\""))
}

fn show(json: &Json<'_>) -> String {
    const LONGEST: usize = 60;
    match json {
        Json::String(text) if text.chars().count() > LONGEST => {
            format!("\"{}…\"", text.chars().take(LONGEST).collect::<String>())
        }
        Json::String(text) => format!("\"{text}\""),
        Json::Number(number) => number.to_string(),
        Json::Bool(value) => value.to_string(),
        Json::Null | Json::Array(_) | Json::Object(_) => kind_word(json).to_owned(),
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
