//! Whoever does what a message says is not refused by the next run: each help of each invalid case is carried out to the letter.

use std::collections::BTreeSet;

use format::diagnostic::{Diagnostic, Part, Place};
use format::pointer::Pointer;
use rules::{self, can_be_excepted};
use serde_json::{Map, Value, json};

use crate::support::cases::{Expected, Judged, all_judged};
use crate::support::real_git::Repo;
use crate::support::{Judgement, State, merge};

/// A fault by code, file and pointer.
type Fault = (&'static str, String, String);

fn judged(before: Option<&State>, state: &State) -> Judgement {
    before.map_or_else(|| state.judged(), |before| state.judged_against(before))
}

fn faults(judgement: &Judgement) -> BTreeSet<Fault> {
    let address = |found: &Diagnostic| {
        let pointer = found.location.pointer().map(ToString::to_string).unwrap_or_default();
        (found.code, found.location.path.to_string(), pointer)
    };
    judgement.diagnostics().iter().map(address).collect()
}

/// All invalid cases, and what the rules say of them.
fn invalid() -> impl Iterator<Item = &'static Judged> {
    all_judged().iter().filter(|judged| judged.case.expected == Expected::Report)
}

/// What is gone since a commit comes back by what the messages offer, also after another commit.
#[test]
fn what_is_gone_is_restored_as_the_messages_say() {
    let repo = Repo::new();
    repo.commit("Whole", &State::base());
    let published = "dataset/assessments/XAA/2022.json";
    repo.ok(&["rm", "--quiet", published, "dataset/countries.json"]);
    repo.ok(&["commit", "--quiet", "--message", "Gone"]);
    let told = repo.xtask(&["validate", "--base", "HEAD~1"]).stdout;
    assert!(told.contains("`git restore --source=REV FILE`"), "{told}");
    for file in [published, "dataset/countries.json"] {
        let log = repo.ok(&["log", "--diff-filter=AM", "--format=%H", "--", file]);
        assert_eq!(log.lines().count(), 1, "the commits that have it: {log}");
        repo.ok(&["restore", &format!("--source={}", log.trim()), file]);
    }
    assert_eq!(repo.xtask(&["validate"]).code, 0);
}

#[test]
fn the_line_to_paste_silences_just_what_it_is_offered_for() {
    let mut count = 0;
    for Judged { case, state, judgement, .. } in invalid().filter(|one| one.before.is_none()) {
        let all = faults(judgement);
        for found in judgement.diagnostics() {
            let Some(suppression) = found.suppression() else {
                let is_draft = || state.text(&found.location.path).contains("\"status\": \"draft\"");
                let is_assessment = found.location.path.starts_with("dataset/assessments/");
                assert!(!can_be_excepted(found.code) || !is_assessment || is_draft(), "{case}");
                continue;
            };
            let line: Value = serde_json::from_str(&format!("{{{}}}", suppression.line)).expect("JSON");
            let place = found.location.pointer().expect("a pointer").to_string();
            let paste = |reason: &str| {
                let mut line = line.clone();
                assert_eq!(line[found.code][&place], "…", "{case}");
                line[found.code][&place] = json!(reason);
                state.clone().edited(&found.location.path, |file| merge(&mut file["exceptions"], line))
            };
            let mut left = all.clone();
            left.remove(&(found.code, found.location.path.to_string(), place.clone()));
            let accepted = faults(&paste("The published document prints it like this.").judged());
            // One message tells of all paragraphs that two files share; what is left of them is told at the next.
            let told_with_it: BTreeSet<Fault> = found
                .related
                .iter()
                .filter_map(|other| Some((other, other.location.pointer()?)))
                .map(|(other, place)| (found.code, other.location.path.to_string(), place.to_string()))
                .filter(|fault| found.code == "EVI005" && accepted.contains(fault))
                .collect();
            left.extend(told_with_it);
            assert_eq!(accepted, left, "{case}: {}", suppression.line);
            let unread = faults(&paste("…").judged());
            let about = format!("/exceptions/{}/{}", found.code, place.replace('~', "~0").replace('/', "~1"));
            left.insert(("EXC001", found.location.path.to_string(), about));
            assert_eq!(unread, left, "{case}");
            count += 1;
        }
    }
    assert!(count > 200, "{count} lines were pasted");
}

#[test]
fn no_help_speaks_of_exceptions_where_there_can_be_none() {
    for rule in rules::all().filter(|rule| !rule.descriptor.code.starts_with("EXC")) {
        assert!(!rule.descriptor.fix.contains("exceptions"), "{}", rule.descriptor.code);
    }
    for Judged { case, judgement, .. } in invalid() {
        for found in judgement.diagnostics() {
            let is_name = found.code == "SCH002" && found.help.starts_with("Did you mean");
            assert!(
                is_name || found.code.starts_with("EXC") || !found.help.contains("\"exceptions\""),
                "{case}: {}",
                found.help
            );
        }
    }
}

#[test]
fn what_each_help_says_is_accepted() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for Judged { case, before, state, judgement } in invalid() {
        let all = faults(judgement);
        for found in judgement.diagnostics() {
            for advice in advices(found) {
                count += 1;
                let outcomes: Vec<Judgement> = carried_out(state, found, &advice)
                    .into_iter()
                    .map(|done| judged(before.as_ref(), &done))
                    .collect();
                let refusals: Vec<Vec<Fault>> = outcomes
                    .iter()
                    .map(|after| {
                        faults(after).into_iter().filter(|fault| is_refusal(fault, found, &all)).collect()
                    })
                    .collect();
                // Of the groups around the place, the innermost that takes the advice is meant.
                let taken = refusals.iter().position(Vec::is_empty);
                let has_effect = |after: &Judgement| {
                    let count = |judgement: &Judgement| {
                        judgement.diagnostics().iter().filter(|other| other.code == found.code).count()
                    };
                    !advice.is_remedy() || count(after) < count(judgement)
                };
                if !taken.is_some_and(|taken| has_effect(&outcomes[taken])) {
                    wrong.push(format!("{case}: {} {}\n  {advice:?}: {refusals:?}", found.code, found.help));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 150, "{count} pieces of advice were carried out");
}

/// Whether what is found after a help was followed says that what was written is wrong. What a mended fault had hidden is no
/// refusal, such as a score that does not fit the rating that can be read now.
fn is_refusal(fault: &Fault, found: &Diagnostic, before: &BTreeSet<Fault>) -> bool {
    let is_of = |family: &str| fault.0.starts_with(family);
    let is_there = found.location.pointer().is_some_and(|place| fault.2 == place.as_str());
    // A path that has to be renamed as well is the other half of what this help says.
    let is_of_path = found.code == "REF006" && fault.0 == "SYN012";
    let is_wrong = is_of("SYN") || is_of("SCH") || (is_of("REF") && is_there && found.code == fault.0);
    is_wrong && !is_of_path && !before.contains(fault) && !is_left_open(fault)
}

/// Whether a fault is only that the day has still to be written in what was pasted.
fn is_left_open((code, _, pointer): &Fault) -> bool {
    ["SCH004", "SCH005"].contains(code) && pointer.contains("/errata/")
}

/// What a help tells somebody to do.
#[derive(Debug)]
enum Advice {
    /// Write this in the place of what is there, value, name or part of a text.
    Write(String),
    /// Put these fields there.
    Put(Map<String, Value>),
    /// Add this to a list or under a name.
    Add(String, Value),
    /// Add a field of this name.
    Name(String),
    /// Move the field into a group beside it.
    Move(String),
}

impl Advice {
    /// Whether the fault is gone once it is followed; where several fields are named one alone may not be enough.
    fn is_remedy(&self) -> bool {
        match self {
            Advice::Write(_) | Advice::Move(_) => true,
            Advice::Put(_) | Advice::Add(..) | Advice::Name(_) => false,
        }
    }
}

/// What a diagnostic tells somebody to do: the values and fields that stand in its help, and those that its message misses.
fn advices(found: &Diagnostic) -> Vec<Advice> {
    let help = &*found.help;
    let mut advices = Vec::new();
    for lead in ["Did you mean ", "Write "] {
        let Some((_, rest)) = help.split_once(lead) else { continue };
        let (value, after) = match json_at(rest) {
            Some((Value::String(text), after)) => (text, after),
            _ if lead == "Did you mean " => {
                let (word, after) = rest.split_once('?').expect("a question");
                (word.trim_matches(['[', '^', ']']).to_owned(), after)
            }
            _ => continue,
        };
        if !after.starts_with(':') && !value.contains("dataset/") {
            advices.push(Advice::Write(value));
        }
    }
    if let Some((_, rest)) = help.split_once("It belongs under ") {
        let (group, _) = json_at(rest).expect("a name");
        advices.push(Advice::Move(group.as_str().expect("a text").to_owned()));
    }
    let mut names: Vec<String> = Vec::new();
    let mut rest = help;
    let mut is_next = false;
    while let Some(at) = rest.find(['"', '{']) {
        rest = &rest[at..];
        let Some((value, after)) = json_at(rest) else {
            rest = &rest[1..];
            continue;
        };
        rest = after;
        match value {
            Value::String(key) if after.starts_with(": ") => {
                let Some((value, after)) = json_at(&after[2..]) else { continue };
                rest = after;
                // Fields with a comma between them belong together.
                match advices.last_mut() {
                    Some(Advice::Put(fields)) if is_next => drop(fields.insert(key, value)),
                    Some(_) | None => advices.push(Advice::Put(Map::from_iter([(key, value)]))),
                }
                is_next = after.starts_with(", \"");
                continue;
            }
            Value::String(word) => names.push(word),
            object => advices.extend(names.last().map(|name| Advice::Add(name.clone(), object))),
        }
        is_next = false;
    }
    if help.starts_with("Add ")
        && let Some((Value::String(field), _)) = json_at(&help[4..])
        && help[4..].contains("\" here.")
    {
        advices.push(Advice::Name(field));
    }
    if ["CIT010", "CIT011", "CIT012"].contains(&found.code) {
        let (_, asked) = found.message.split_once(')').expect("a type in brackets");
        let quoted = asked.split('"').skip(1).step_by(2);
        advices.extend(quoted.filter(|word| *word != "custom").map(|word| Advice::Name(word.to_owned())));
    }
    advices
}

/// The JSON value that a text begins with, and what follows.
fn json_at(text: &str) -> Option<(Value, &str)> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let value = values.next()?.ok()?;
    (value.is_string() || value.is_object() || value.is_array() || value.is_number())
        .then(|| (value, &text[values.byte_offset()..]))
}

/// The states in which advice is followed: at the place itself, or in a group around it, innermost first.
fn carried_out(state: &State, found: &Diagnostic, advice: &Advice) -> Vec<State> {
    let Place::At(pointer, part) = &found.location.place else { return vec![state.clone()] };
    let path = &*found.location.path;
    let edited = |edit: &dyn Fn(&mut Value)| state.clone().edited(path, edit);
    let related = found.related.iter().filter(|related| &*related.location.path == path);
    let places = related.filter_map(|related| related.location.pointer()).chain([pointer]);
    let mut groups: Vec<Pointer> = places.flat_map(|place| around(place.clone())).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.tokens().count()));
    groups.dedup();
    let in_each = |edit: &dyn Fn(&mut Map<String, Value>)| -> Vec<State> {
        let apply = |group: &Pointer| {
            let mut file: Value = serde_json::from_slice(&state.files[path]).expect("JSON");
            file.pointer_mut(group.as_str()).and_then(Value::as_object_mut)?;
            Some(edited(&|file| {
                edit(file.pointer_mut(group.as_str()).and_then(Value::as_object_mut).expect("a group"))
            }))
        };
        groups.iter().filter_map(apply).collect()
    };
    match advice {
        Advice::Write(text) => vec![edited(&|file| write(file, pointer, part, text))],
        Advice::Put(fields) => in_each(&|group| group.extend(fields.clone())),
        Advice::Add(name, value) => in_each(&|group| match group.get_mut(name) {
            Some(Value::Array(list)) => list.push(value.clone()),
            Some(_) | None => drop(group.insert(name.clone(), value.clone())),
        }),
        Advice::Name(field) => {
            in_each(&|group| drop(group.insert(home(field).to_owned(), sample(field, path, pointer))))
        }
        Advice::Move(into) => vec![edited(&|file| {
            let group =
                file.pointer_mut(pointer.parent().as_str()).and_then(Value::as_object_mut).expect("a group");
            let name = pointer.tokens().last().expect("a name").into_owned();
            let value = group.shift_remove(&name).expect("it is there");
            merge(group.entry(into).or_insert(json!({})), json!({ name: value }));
        })],
    }
}

fn write(file: &mut Value, pointer: &Pointer, part: &Part, text: &str) {
    match part {
        Part::Value => {
            *file.pointer_mut(pointer.as_str()).expect("a value") = json!(text);
        }
        Part::Text(range) => {
            let value = file.pointer_mut(pointer.as_str()).expect("a text");
            let mut old = value.as_str().expect("a text").to_owned();
            if old[range.clone()].starts_with("[^") {
                old.replace_range(range.clone(), &format!("[^{text}]"));
                *value = json!(old);
            } else {
                *value = json!(text);
            }
        }
        Part::Key(_) => {
            let group =
                file.pointer_mut(pointer.parent().as_str()).and_then(Value::as_object_mut).expect("a group");
            let name = pointer.tokens().last().expect("a name").into_owned();
            let renamed = std::mem::take(group);
            group.extend(
                renamed.into_iter().map(
                    |(key, value)| {
                        if key == name { (text.to_owned(), value) } else { (key, value) }
                    },
                ),
            );
        }
    }
}

/// Under which field of a source a detail stands.
fn home(detail: &str) -> &str {
    if detail == "archive_url" || detail == "archive_date" { "custom" } else { detail }
}

/// A place with all the groups that it is in, innermost first.
fn around(place: Pointer) -> Vec<Pointer> {
    let mut groups = vec![place];
    while let Some(last) = groups.last().filter(|group| **group != Pointer::root()) {
        groups.push(last.parent());
    }
    groups
}

/// A good value for a field: what the base repository has there, or else one for its name.
fn sample(field: &str, path: &str, place: &Pointer) -> Value {
    let base: Value = serde_json::from_str(State::base().text(path)).expect("JSON");
    let is_field = place.tokens().last().is_some_and(|last| last == field);
    if let Some(value) = base.pointer(place.as_str()).filter(|_| is_field) {
        return value.clone();
    }
    match field {
        "archive_url" | "archive_date" => {
            json!({ "archive_url": "https://archive.example/1", "archive_date": "2022-05-04" })
        }
        "author" | "editor" | "interviewer" => json!([{ "literal": "A Body" }]),
        "accessed" | "issued" => json!({ "date-parts": [[2022, 5, 4]] }),
        "date-parts" => json!([[2021]]),
        "URL" => json!("https://works.example/one"),
        "DOI" => json!("10.1000/182"),
        "ISBN" => json!("978-0-306-40615-7"),
        "year" => json!(2021),
        "vote" => json!("yes"),
        "rating" => json!("weak"),
        _ => json!("4"),
    }
}
