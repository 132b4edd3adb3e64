//! The reports for programs are as `schema/output/` says, and the schemas name nothing that no report has.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::comparable::{other_points, third_edition};
use crate::git_partial::shallow_clone;
use crate::instruments::{LATER, regrouped};
use crate::properties::complete;
use crate::support::histories::{self, History, XAA, lower_press};
use crate::support::program::{commit, folder};
use crate::support::{State, files_below, root, run};

/// The commands that print JSON in a form of their own, each with its schema.
const COMMANDS: [&str; 8] =
    ["validate", "score", "show", "sources", "diff", "history", "changelog", "status"];

/// A report is judged by the schema of its command, and what it has is remembered.
struct Judge {
    schemas: BTreeMap<&'static str, (Value, jsonschema::Validator)>,
    /// The properties that had a value, by their places in the schema.
    seen: RefCell<BTreeMap<&'static str, BTreeSet<String>>>,
}

fn schema(command: &str) -> Value {
    let path = root().join(format!("schema/output/{command}.schema.json"));
    serde_json::from_str(&fs::read_to_string(path).expect("a schema")).expect("JSON")
}

impl Judge {
    fn new() -> Self {
        let built = COMMANDS.map(|command| {
            let schema = schema(command);
            let options = jsonschema::draft202012::options().should_validate_formats(true);
            let validator = options.build(&schema).expect("the schema is one");
            (command, (schema, validator))
        });
        Self { schemas: BTreeMap::from(built), seen: RefCell::default() }
    }

    /// Runs a command and judges what it prints.
    fn asks(&self, folder: &Path, arguments: &[&str]) {
        let printed = run(folder, &[arguments, &["--format", "json"]].concat());
        // What cannot be read is in the report; the exit code is another matter.
        let report: Value = serde_json::from_str(&printed.stdout)
            .unwrap_or_else(|why| panic!("{arguments:?}: {why}: {}", printed.stderr));
        let (command, (schema, validator)) =
            self.schemas.get_key_value(arguments[0]).expect("a command with a schema");
        let faults =
            validator.iter_errors(&report).map(|error| format!("{}: {error}", error.instance_path()));
        assert_eq!(faults.collect::<Vec<_>>(), [""; 0], "{arguments:?}");
        let mut seen = self.seen.borrow_mut();
        see(schema, schema, &report, "", seen.entry(command).or_default());
    }
}

/// The subschemas that stand for a schema: what it refers to, and each of its alternatives, with their places.
fn alternatives<'s>(whole: &'s Value, schema: &'s Value, at: &str) -> Vec<(String, &'s Value)> {
    let mut found = Vec::new();
    if let Some(place) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) {
        found.push((place.to_owned(), whole.pointer(place).expect("what is referred to")));
    }
    for keyword in ["anyOf", "oneOf"] {
        for (place, one) in schema[keyword].as_array().into_iter().flatten().enumerate() {
            found.push((format!("{at}/{keyword}/{place}"), one));
        }
    }
    found
}

/// Whether a value has the constants that a schema asks for; alternatives that are objects differ in one.
fn has_constants(schema: &Value, value: &Value) -> bool {
    let mut properties = schema["properties"].as_object().into_iter().flatten();
    properties.all(|(name, property)| property.get("const").is_none_or(|constant| value[name] == *constant))
}

/// Remembers which of the properties that a schema names a value has.
fn see(whole: &Value, schema: &Value, value: &Value, at: &str, seen: &mut BTreeSet<String>) {
    for (place, one) in alternatives(whole, schema, at) {
        if has_constants(one, value) {
            see(whole, one, value, &place, seen);
        }
    }
    for item in value.as_array().into_iter().flatten() {
        see(whole, &schema["items"], item, &format!("{at}/items"), seen);
    }
    for (name, child) in value.as_object().into_iter().flatten().filter(|(_, child)| !child.is_null()) {
        match schema["properties"].get(name) {
            Some(property) => {
                let place = format!("{at}/properties/{name}");
                see(whole, property, child, &place, seen);
                seen.insert(place);
            }
            None => {
                let place = format!("{at}/additionalProperties");
                see(whole, &schema["additionalProperties"], child, &place, seen);
            }
        }
    }
}

/// Visits every subschema, with its place.
fn visit(schema: &Value, at: &str, look: &mut impl FnMut(&str, &Value)) {
    look(at, schema);
    for keyword in ["properties", "$defs"] {
        for (name, child) in schema[keyword].as_object().into_iter().flatten() {
            visit(child, &format!("{at}/{keyword}/{name}"), look);
        }
    }
    for keyword in ["anyOf", "oneOf"] {
        for (place, child) in schema[keyword].as_array().into_iter().flatten().enumerate() {
            visit(child, &format!("{at}/{keyword}/{place}"), look);
        }
    }
    for keyword in ["items", "additionalProperties"] {
        if schema[keyword].is_object() {
            visit(&schema[keyword], &format!("{at}/{keyword}"), look);
        }
    }
}

/// Every property that a schema names, by its place.
fn properties(schema: &Value) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    visit(schema, "", &mut |at, schema| {
        let names = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name);
        all.extend(names.map(|name| format!("{at}/properties/{name}")));
    });
    all
}

/// A state with problems that have fixes, one that the data excepts, one with other places, and more of one rule than are listed.
fn faulty() -> State {
    let calls: String = (0..60).map(|number| format!(" A claim.[^gone-{number}]")).collect();
    let state = State::base().edited(XAA, |file| {
        file["ratings"]["courts"]["change"] = json!("increase");
        file["sources"]["report-2022"]["URL"] = json!("https://reports.example/2022?utm_source=letter");
        file["sources"]["news-2022"]["URL"] = json!("https://news.example/2022?utm_source=letter");
        file["exceptions"] = json!({ "CIT022": { "/sources/news-2022/URL": "It is printed like this." } });
    });
    let state = state.edited("dataset/assessments/XBB/2022.json", |file| {
        file["ratings"]["courts"]["rationale"][0] = json!(format!("What was found.{calls}"));
    });
    state.with_json("dataset/assessments/XBB/2019.json", |_| {})
}

/// Sources by addresses that are not their own, which belong elsewhere: a DOI and an archived copy.
fn indirect() -> State {
    State::base().edited(XAA, |file| {
        file["sources"]["report-2022"]["URL"] = json!("https://doi.org/10.5555/182");
        file["sources"]["news-2022"]["URL"] =
            json!("https://web.archive.org/web/20220504120000/https://news.example/article");
    })
}

/// A state whose only problem is what a program for references wrote for itself.
fn exported() -> State {
    State::base().edited(XAA, |file| file["sources"]["document"]["id"] = json!("document"))
}

/// A draft that lacks much: the reason of a large move, which is told of with another place, and more dates than are listed.
fn unfinished() -> State {
    let draft = "dataset/assessments/XAA/2025.json";
    let mut state = State::base();
    state.files.insert(draft.to_owned(), state.files[XAA].clone());
    state.with_json(draft, |file| {
        file["edition"] = json!("2025");
        file["status"] = json!("draft");
        for field in ["document", "stated"] {
            file.as_object_mut().expect("an object").shift_remove(field);
        }
        file["ratings"]["courts"]["rating"] = json!("very-strong");
        file["ratings"]["courts"]["change"] = json!("increase");
        for number in 0..60 {
            file["sources"][format!("s-{number}")] =
                json!({ "type": "report", "title": format!("Report {number}") });
        }
    })
}

/// A correction with a source, and a work that another assessment describes under another id.
fn corrected() -> State {
    let state = State::base().edited(XAA, lower_press);
    let monitor: Value = serde_json::from_str(state.text(XAA)).expect("JSON");
    let monitor = monitor["sources"]["monitor-2022"].clone();
    state.edited("dataset/assessments/XBB/2022.json", |file| {
        file["sources"]["what-a-monitor-saw"] = monitor;
        file["ratings"]["courts"]["footnotes"]["report"]["citations"] =
            json!([{ "source": "what-a-monitor-saw" }]);
    })
}

/// A history in which an assessment becomes a reconstruction, cannot be read for a while, and is merged.
fn eventful() -> History {
    let base = State::base();
    let rated = |level: &str| {
        base.clone().edited(XAA, |file| {
            file["ratings"]["press"]["rating"] = json!(level);
        })
    };
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("raises", &["base"], "Raise", &rated("very-strong"));
    history.commit("lowers", &["base"], "Lower", &rated("weak"));
    history.commit("merges", &["raises", "lowers"], "Merge", &rated("very-strong"));
    let broken = base.clone().replaced(XAA, "\"country\": \"XAA\"", "\"country\": XAA");
    history.commit("breaks", &["merges"], "Break", &broken);
    let worked_out = base.clone().edited(XAA, |file| file["status"] = json!("reconstructed"));
    history.commit("mends", &["breaks"], "Mend", &base);
    history.commit("works-out", &["mends"], "Work it out", &worked_out);
    let renamed = renamed_indicator(&worked_out);
    history.commit("renames", &["works-out"], "Rename", &renamed);
    history.check_out();
    history
}

/// The same with another id for the indicator `press`.
fn renamed_indicator(state: &State) -> State {
    let mut state = state.clone();
    for bytes in state.files.values_mut() {
        let text = std::str::from_utf8(bytes).expect("a text");
        *bytes = text.replace("\"press\"", "\"free-press\"").into_bytes();
    }
    state
}

#[test]
fn every_report_is_as_its_schema_says_and_has_what_it_names() {
    let judge = Judge::new();

    let real = folder(&State::real());
    commit(real.path());
    judge.asks(real.path(), &["validate"]);
    judge.asks(real.path(), &["validate", "--with-excepted"]);
    judge.asks(real.path(), &["score"]);
    judge.asks(real.path(), &["score", "KHM", "--explain"]);
    judge.asks(real.path(), &["sources"]);
    judge.asks(real.path(), &["show", "KHM", "2022"]);
    judge.asks(real.path(), &["show", "KHM", "2019"]);
    judge.asks(real.path(), &["diff", "2019", "2022"]);
    judge.asks(real.path(), &["history", "KHM"]);
    judge.asks(real.path(), &["history", "KHM", "equal-access-to-justice"]);
    judge.asks(real.path(), &["changelog", "--editions", "2019", "2022"]);

    let prepared = histories::history();
    let range = |from: &str, to: &str| format!("{}..{}", prepared.id(from), prepared.id(to));
    judge.asks(prepared.path(), &["diff", &range("enters", "before")]);
    for (from, to) in [("before", "enters"), ("enters", "reverts")] {
        judge.asks(prepared.path(), &["diff", &range(from, to)]);
        judge.asks(prepared.path(), &["changelog", &range(from, to)]);
    }
    judge.asks(prepared.path(), &["history", "XAA"]);
    judge.asks(prepared.path(), &["history", "XAA", "press"]);
    judge.asks(prepared.path(), &["history", "XBB", "courts"]);

    let mut shared = History::new();
    shared.commit("enters", &[], "Enter", &State::base());
    let message = "Rate\n\nCo-authored-by: Ben Example <ben@example.org>";
    shared.commit("rates", &["enters"], message, &State::base().edited(XAA, lower_press));
    shared.check_out();
    judge.asks(shared.path(), &["history", "XAA"]);
    judge.asks(shared.path(), &["history", "XAA", "press"]);
    let rates = format!("{}..{}", shared.id("enters"), shared.id("rates"));
    judge.asks(shared.path(), &["changelog", &rates]);

    let eventful = eventful();
    let broken = format!("{}..{}", eventful.id("base"), eventful.id("breaks"));
    judge.asks(eventful.path(), &["diff", &broken]);
    judge.asks(eventful.path(), &["changelog", &broken]);
    judge.asks(eventful.path(), &["history", "XAA", "press", "--edition", "2022"]);

    let clones = tempfile::tempdir().expect("a folder");
    let shallow = shallow_clone(clones.path(), prepared.path(), &prepared.id("enters"));
    let range = format!("{}..HEAD", prepared.id("enters"));
    judge.asks(&shallow, &["diff", &range]);
    judge.asks(&shallow, &["changelog", &range]);

    let complete = folder(&complete());
    for edition in ["2019", "2022"] {
        judge.asks(complete.path(), &["show", "XAA", edition]);
    }
    let base = folder(&State::base());
    judge.asks(base.path(), &["diff", "2022", "2025"]);
    judge.asks(base.path(), &["changelog", "--editions", "2022", "2025"]);

    let other_scale = folder(&third_edition(other_points));
    commit(other_scale.path());
    judge.asks(other_scale.path(), &["score", "--explain"]);
    let unrated = |file: &mut Value| file["ratings"]["clinics"] = json!({});
    let regrouped = folder(&regrouped().edited(LATER, unrated));
    judge.asks(regrouped.path(), &["score", "XAA", "2025", "--explain"]);
    judge.asks(regrouped.path(), &["show", "XAA", "2025"]);
    judge.asks(other_scale.path(), &["diff", "2022", "2025"]);
    judge.asks(other_scale.path(), &["history", "XAA"]);
    judge.asks(other_scale.path(), &["changelog", "--editions", "2022", "2025"]);

    judge.asks(folder(&faulty()).path(), &["validate", "--with-excepted"]);
    judge.asks(folder(&exported()).path(), &["validate"]);
    judge.asks(folder(&indirect()).path(), &["validate"]);
    judge.asks(folder(&unfinished()).path(), &["validate"]);

    let closed = State::base().edited("dataset/editions.json", |file| {
        file["editions"]["2022"]["published"] = json!("2022-05");
    });
    let closed = folder(&closed);
    commit(closed.path());
    judge.asks(closed.path(), &["status"]);
    judge.asks(folder(&unfinished()).path(), &["status", "2025"]);
    judge.asks(folder(&corrected()).path(), &["sources"]);

    let seen = judge.seen.borrow();
    for (command, (schema, _)) in &judge.schemas {
        let named = properties(schema);
        assert!(named.len() > 10, "{command}");
        let unseen: Vec<&String> = named.difference(&seen[command]).collect();
        assert!(unseen.is_empty(), "no report of `{command}` has a value for {unseen:#?}");
    }
}

#[test]
fn each_schema_of_a_report_is_strict_and_explains_every_field() {
    let files = files_below(&root().join("schema/output"));
    assert_eq!(files.len(), COMMANDS.len(), "one file for each command: {files:?}");
    for command in COMMANDS {
        let schema = schema(command);
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{command}");
        assert!(schema["title"].is_string() && schema["description"].is_string(), "{command}");
        visit(&schema, "", &mut |at, schema| {
            let names = || schema["properties"].as_object().into_iter().flatten();
            if schema["type"] == "object" {
                assert!(schema.get("additionalProperties").is_some(), "{command} {at} is closed");
            }
            for (name, property) in names() {
                assert!(property["description"].is_string(), "{command} {at}: {name} is explained");
            }
            for name in schema["required"].as_array().into_iter().flatten() {
                assert!(names().any(|(known, _)| name == known), "{command} {at}: {name} is a property");
            }
        });
    }
}

/// Each schema stands alone, so that any program can use it; what several tell of, they tell in the same words.
#[test]
fn what_reports_have_in_common_is_described_alike() {
    let mut known: BTreeMap<String, Value> = BTreeMap::new();
    for command in COMMANDS {
        let schema = schema(command);
        for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
            let first = known.entry(name.clone()).or_insert_with(|| definition.clone());
            assert_eq!(first, definition, "{command}: {name}");
        }
    }
    let validate = schema("validate");
    known.insert("excepted".to_owned(), validate["properties"]["excepted"]["items"].clone());
    for (longer, part) in [("excepted", "diagnostic"), ("entry", "change"), ("event", "origin")] {
        let properties = known[part]["properties"].as_object().expect("properties");
        // What is excepted is listed one by one.
        for (name, property) in properties.iter().filter(|(name, _)| *name != "count") {
            assert_eq!(&known[longer]["properties"][name], property, "{longer}: {name}");
        }
    }
}
