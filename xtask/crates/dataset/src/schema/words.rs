//! What the schema library found, in the words of a researcher, at the place to mend.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use crate::meant::{is_other_word_for, meant};
use crate::schema::misplaced::misplaced;
use crate::schema::names::{kind_word, name_of, show};
use crate::schema::violation::{Violation, ViolationKind, kind_of};
use crate::schema::{dates, exports, home};
use bibliography::address::typed::{Typed, typed};
use format::diagnostic::{Edit, Location, Report};
use format::fault::{Fault, FaultKind};
use format::json::Json;
use format::limits::MOST_FAULTS;
use format::pointer::Pointer;

/// What a schema says against a file. An unknown field counts as one, also where the library tells of many at once.
#[derive(Debug, Default)]
pub struct SchemaFaults {
    /// The first of them, one for each mistake.
    pub told: Vec<Fault>,
    /// How many more there are of each kind, and where the first is.
    pub untold: BTreeMap<FaultKind, (Location, usize)>,
    /// How many there are.
    pub count: usize,
}

/// Values that no schema can judge: ratings that the scale of the framework has not.
pub(super) struct Strays<'l> {
    /// Where they stand.
    pub(super) places: Vec<Pointer>,
    /// The levels that there are.
    pub(super) levels: &'l [&'l str],
}

impl SchemaFaults {
    /// Whether the schema has nothing to say.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// Turns errors of validation into faults, one for each mistake.
pub(super) fn faults<'e>(
    document: &Value,
    path: &Arc<str>,
    root: &Json<'_>,
    errors: impl Iterator<Item = ValidationError<'e>>,
    strays: Strays<'_>,
) -> SchemaFaults {
    let mut complaints = SchemaFaults::default();
    let mut first: Vec<Violation<'_>> = Vec::new();
    // That it is no text is no other mistake than that it is no level.
    let are_strays: HashSet<&str> = strays.places.iter().map(Pointer::as_str).collect();
    for error in errors.filter(|error| !are_strays.contains(error.instance_path().as_str())) {
        let room = MOST_FAULTS.saturating_sub(complaints.count);
        let (told, names) = match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                (room.min(unexpected.len()), unexpected.len())
            }
            _ => (room.min(1), 1),
        };
        complaints.count += names;
        if told > 0 {
            first.push(Violation::new(document, &error, told));
        }
        if names > told {
            let place = Pointer::from_escaped(error.instance_path().as_str());
            let more = complaints.untold.entry(kind_of(&error));
            more.or_insert_with(|| (Location::value(path, place), 0)).1 += names - told;
        }
    }
    for place in strays.places.iter().cloned() {
        complaints.count += 1;
        if complaints.count <= MOST_FAULTS {
            first.push(Violation::not_allowed(document, place, strays.levels));
        } else {
            let more = complaints.untold.entry(FaultKind::ValueNotAllowed);
            more.or_insert_with(|| (Location::value(path, place), 0)).1 += 1;
        }
    }
    // What a wrong status or an unknown field demands of other fields is no mistake of its own.
    let causes = || first.iter().filter(|cause| !cause.is_conditional);
    let is_status_wrong = causes().any(|cause| cause.at.as_str() == "/status");
    let wrong: HashSet<&Pointer> = causes().map(|cause| &cause.at).collect();
    let flat = flat_lists(root, &first);
    let misplaced = misplaced(document, path, root, &first);
    let is_wrong_kind = |error: &Violation<'_>| matches!(error.kind, ViolationKind::WrongType(_));
    let of_wrong_kind: HashSet<&Pointer> =
        first.iter().filter(|error| is_wrong_kind(error)).map(|error| &error.at).collect();
    for error in &first {
        // Of an entry in the wrong group nothing else is said.
        if !misplaced.is_empty() && is_within(&misplaced, &error.at) {
            continue;
        }
        // What is of another kind has no size.
        if matches!(error.kind, ViolationKind::OutOfRange(_)) && of_wrong_kind.contains(&error.at) {
            continue;
        }
        // Its elements stand where lists of elements belong, and that is said once.
        if flat.contains(&error.at) || flat.contains(&error.at.parent()) {
            continue;
        }
        let is_caused = is_status_wrong || (error.at != Pointer::root() && wrong.contains(&error.at));
        if !(error.is_conditional && is_caused) {
            error.describe(path, root, &first, &mut complaints.told);
        }
    }
    complaints.told.extend(misplaced.into_values());
    complaints.told.extend(flat.into_iter().map(|list| not_nested(path, root, list)));
    // A pattern and a format that fail on the same value say the same.
    complaints.told.dedup_by(|b, a| a.kind == b.kind && a.report.location == b.report.location);
    complaints
}

/// Whether a place is one of some, or in one of them: each is an entry of a group of the file.
fn is_within<V>(entries: &BTreeMap<Pointer, V>, at: &Pointer) -> bool {
    let mut tokens = at.tokens();
    let entry = tokens.next().zip(tokens.next());
    entry.is_some_and(|(group, id)| entries.contains_key(&Pointer::of([group, id])))
}

/// The lists of which every element stands alone where a list belongs, as in `"date-parts": [2021, 3, 10]`.
fn flat_lists(root: &Json<'_>, errors: &[Violation<'_>]) -> BTreeSet<Pointer> {
    let mut alone: BTreeMap<Pointer, usize> = BTreeMap::new();
    for error in errors {
        if matches!(&error.kind, ViolationKind::WrongType(expected) if expected == kind_word(&Json::Array(Vec::new())))
        {
            *alone.entry(error.at.parent()).or_default() += 1;
        }
    }
    let is_flat = |(list, count): (Pointer, usize)| {
        let elements = root.at(&list)?.items();
        let are_numbers = elements.iter().all(|element| figures(element).is_some());
        (are_numbers && elements.len() == count).then_some(list)
    };
    alone.into_iter().filter_map(is_flat).collect()
}

/// A number, also one in quotation marks.
fn figures(element: &Json<'_>) -> Option<String> {
    match element {
        Json::Number(number) => Some(number.to_string()),
        Json::String(text) => text.parse::<u16>().ok().map(|number| number.to_string()),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

fn not_nested(path: &Arc<str>, root: &Json<'_>, list: Pointer) -> Fault {
    let numbers: Vec<String> =
        root.at(&list).map_or(&[][..], Json::items).iter().filter_map(figures).collect();
    let name = name_of(root, &list);
    let message = format!("the numbers of {name} stand in one list, where a list of lists belongs");
    let help = format!("Write {name}: [[{}]].", numbers.join(", "));
    Fault::new(FaultKind::WrongType, Report::new(Location::value(path, list), message).help(help))
}

impl<'s> Violation<'s> {
    fn describe(&self, path: &Arc<str>, root: &Json<'_>, all: &[Violation<'_>], faults: &mut Vec<Fault>) {
        let here = Location::value(path, self.at.clone());
        let value = root.at(&self.at);
        let shown = value.map(show).unwrap_or_default();
        let name = name_of(root, &self.at);
        let what_goes = self.description.map(|text| format!("What goes there: {text}"));
        let form = self.form.map(|text| format!("What goes there: {text}"));
        // What the program computes with cannot be had otherwise by an entry in the data.
        let built_in = self.schema.and_then(|schema| schema.get("x-built-in")).and_then(Value::as_str);
        let mut push = |kind, report: Report, help: Option<String>| {
            let report = if let Some(help) = help { report.help(help) } else { report };
            faults.push(Fault::new(kind, report));
        };
        match &self.kind {
            ViolationKind::Missing(field) => {
                if self.is_misspelt(field, all) {
                    return;
                }
                let about = self.about(field);
                let reason = self.is_conditional.then_some(self.description).flatten();
                let help = match (about, reason) {
                    (_, Some(reason)) => reason.to_owned(),
                    (Some(about), None) => format!("Add \"{field}\" here. What goes there: {about}"),
                    (None, None) => format!("Add \"{field}\" here."),
                };
                let message = format!("{name} has no \"{field}\"");
                let place = Location::value(path, self.at.child(field));
                push(FaultKind::MissingField, Report::new(place, message), Some(help));
            }
            ViolationKind::Unknown(fields) => {
                let known = self.known_fields();
                let members = value.map_or(&[][..], Json::members).iter();
                let there: HashSet<&str> =
                    members.filter(|(_, value)| *value != Json::Null).map(|(name, _)| &**name).collect();
                let of_exports = |field: &&String| exports::is_of_program(field, &known);
                let (exported, fields): (Vec<&String>, Vec<&String>) = fields.iter().partition(of_exports);
                if let Some(report) = exports::removal(path, &self.at, &name, &exported) {
                    push(FaultKind::UnknownField, report, None);
                }
                // Month and day are told with the year.
                let is_date = known.contains(&"date-parts") && fields.iter().any(|field| *field == "year");
                let is_told = |field: &str| is_date && matches!(field, "month" | "day");
                for field in fields.into_iter().filter(|field| !is_told(field)) {
                    let message = format!("\"{field}\" is not a field of {name}");
                    let help = self.instead_of(field, value, &there);
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
            ViolationKind::BadName(found, limit) => {
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
            ViolationKind::WrongType(expected) => {
                let found = value.map_or("nothing", kind_word);
                let message = format!("{name} is {found} where {expected} belongs");
                let number = value.and_then(|value| exports::number(value, expected));
                let report = Report::new(here, message);
                let help = dates::for_value(self.schema, &self.at, value)
                    .or_else(|| number.map(|number| format!("Write {number}, without quotation marks.")))
                    .or_else(|| home::in_list(self.document, self.schema, value))
                    .or(what_goes);
                push(
                    FaultKind::WrongType,
                    match number {
                        Some(number) => {
                            let edit = Edit::ReplaceByNumber { pointer: self.at.clone(), number };
                            report.fix("write figures as a number", edit)
                        }
                        None => report,
                    },
                    help,
                );
            }
            ViolationKind::NotAllowed(allowed) => {
                let message = format!("{shown} is not a value that {name} can have");
                let word = value.and_then(Json::as_str).unwrap_or_default();
                let list = allowed.iter().map(Value::to_string).collect::<Vec<_>>().join(", ");
                let help = match meant(word, allowed.iter().filter_map(Value::as_str)) {
                    None if let Some(built_in) = built_in => built_in.to_owned(),
                    _ if allowed.len() == 1 => format!("It must be {list}."),
                    Some(meant) if let Some(built_in) = built_in => {
                        format!("Did you mean \"{meant}\"? {built_in}")
                    }
                    Some(meant) => format!("Did you mean \"{meant}\"? The values are: {list}."),
                    None => format!("The values are: {list}."),
                };
                push(FaultKind::ValueNotAllowed, Report::new(here, message), Some(help));
            }
            ViolationKind::Malformed => {
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
                        let is_address =
                            self.schema.and_then(|schema| schema.get("format")) == Some(&"uri".into());
                        if let Some(Typed { what, remedy, meant }) = typed(text).filter(|_| is_address) {
                            let report = Report::new(here, format!("{name} {what}"));
                            let report = match meant {
                                Some(text) => {
                                    let edit = Edit::Replace { pointer: self.at.clone(), text };
                                    report.fix("encode what no address can hold", edit)
                                }
                                None => report,
                            };
                            push(FaultKind::Malformed, report, Some(remedy));
                            return;
                        }
                        let message = format!("{shown} is not in the form that {name} needs");
                        push(FaultKind::Malformed, Report::new(here, message), form);
                    }
                }
            }
            ViolationKind::Empty => {
                let message = format!("{name} is empty");
                let help = what_goes.unwrap_or_else(|| "Fill it in, or remove it.".to_owned());
                push(FaultKind::Empty, Report::new(here, message), Some(help));
            }
            ViolationKind::OutOfRange(limit) => {
                let message = match value {
                    Some(Json::Number(number)) => format!("{name} is {number}, which {limit}"),
                    _ => format!("{name} {limit}"),
                };
                let (here, help) = match dates::for_numbers(root, &self.at) {
                    Some((list, help)) => (Location::value(path, list), Some(help)),
                    None => (here, what_goes),
                };
                push(FaultKind::OutOfRange, Report::new(here, message), help);
            }
            ViolationKind::Forbidden => {
                let message = format!("{name} does not belong here");
                let help = self.description.map(str::to_owned);
                push(
                    FaultKind::UnknownField,
                    Report::new(Location::key(path, self.at.clone()), message),
                    help,
                );
            }
            ViolationKind::Other(message) => {
                push(FaultKind::Malformed, Report::new(here, message.clone()), what_goes);
            }
        }
    }

    /// What goes into a field, with the meaning of each value where there are few.
    fn about(&self, field: &str) -> Option<String> {
        /// So many meanings can be read in a message.
        const MOST: usize = 10;
        let property = self.schema?.get("properties")?.get(field)?;
        let mut about = property.get("description")?.as_str()?.to_owned();
        let list = |keyword| home::resolved(self.document, property).get(keyword).and_then(Value::as_array);
        if let (Some(values), Some(meanings)) = (list("enum"), list("enumDescriptions"))
            && (2..=MOST).contains(&values.len())
        {
            for (value, meaning) in
                values.iter().zip(meanings).filter_map(|(a, b)| a.as_str().zip(b.as_str()))
            {
                about.push_str(&format!(" {value}: {meaning}"));
            }
        }
        Some(about)
    }

    /// Whether a missing field is there under a name that is nearly its own: that name is reported instead.
    fn is_misspelt(&self, field: &str, all: &[Violation<'_>]) -> bool {
        all.iter().filter(|other| other.at == self.at).any(|other| {
            let ViolationKind::Unknown(names) = &other.kind else { return false };
            let known = other.known_fields();
            names.iter().any(|name| meant(name, known.iter().copied()) == Some(field))
        })
    }

    /// What to write instead of a field that is none here: the part of the entry that it belongs to, or another name.
    fn instead_of(&self, field: &str, entry: Option<&Json<'_>>, there: &HashSet<&str>) -> Option<String> {
        let is_there = |name: &str| there.contains(name);
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
        if field == "season" {
            return Some(exports::season(entry));
        }
        if field == "raw" && self.known_fields().contains(&"date-parts") {
            return dates::for_raw(&self.at, entry);
        }
        if field == "year" && self.known_fields().contains(&"date-parts") {
            return dates::for_parts(entry);
        }
        let is_taken = |known: &&str| there.contains(known) && is_other_word_for(field, known);
        if let Some(taken) = self.known_fields().into_iter().find(is_taken) {
            return Some(format!("\"{taken}\" holds that here, and is there already. Remove this one."));
        }
        let meant = meant(field, self.known_fields().into_iter().filter(|known| !there.contains(known)))?;
        let about = self.about(meant).filter(|_| is_other_word_for(field, meant));
        let about = about.map_or_else(String::new, |about| format!(" What goes there: {about}"));
        Some(format!("Did you mean \"{meant}\"?{about}"))
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
