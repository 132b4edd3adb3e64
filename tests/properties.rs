//! The properties that the schemas define, where they stand in files, and a state of the data in which every one stands.
//!
//! The state is filled from the schemas' own examples, so that a property that is new in a schema is in it without more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use dataset::schema::Kind;
use format::json::parse;
use serde_json::{Map, Value, json};

use crate::support::{State, root};

/// A place in a file where a value stands that a schema describes.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The kind of the file and the way to the place in it, with `*` for each id and index: `Assessment /ratings/*/rating`.
    pub(crate) name: String,
    /// Where it stands in this file, as a JSON Pointer.
    pub(crate) pointer: String,
    /// What the schema says of it, the definition that it refers to included.
    pub(crate) node: Value,
    /// The name of that definition, if it refers to one.
    pub(crate) definition: Option<String>,
}

impl Place {
    /// Whether people write what they like there: a text, and no id, date or word of a list.
    pub(crate) fn is_free_text(&self) -> bool {
        let is_id = ["id", "editionId", "countryCode", "pointer", "partialDate"];
        self.node["type"] == "string" && !self.definition.as_deref().is_some_and(|it| is_id.contains(&it))
    }
}

/// A schema as JSON.
pub(crate) fn schema(kind: Kind) -> Value {
    let path = root().join("schema").join(kind.schema_file());
    let text = std::fs::read_to_string(path).expect("a schema");
    serde_json::from_str(&text).expect("JSON")
}

/// What a schema says at a node, the definition that it refers to included, and the name of that.
fn resolved(schema: &Value, node: &Value) -> (Value, Option<String>) {
    let Some(definition) = node["$ref"].as_str().and_then(|to| to.strip_prefix("#/$defs/")) else {
        return (node.clone(), None);
    };
    let mut all = schema["$defs"][definition].clone();
    let own = node.as_object().cloned().unwrap_or_default();
    all.as_object_mut().expect("a definition is an object").extend(own);
    (all, Some(definition.to_owned()))
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// What a schema describes below a place, each with its own node: what stands in the file, and the properties that do not.
fn below(schema: &Value, place: &Place, value: &Value) -> Vec<(Place, Option<Value>)> {
    let step = |node: &Value, told: &str, token: &str| {
        let (node, definition) = resolved(schema, node);
        let name = format!("{}/{told}", place.name);
        Place { name, pointer: format!("{}/{}", place.pointer, escaped(token)), node, definition }
    };
    let mut found = Vec::new();
    if let Value::Object(members) = value {
        for (name, node) in place.node["properties"].as_object().into_iter().flatten() {
            found.push((step(node, name, name), members.get(name).cloned()));
        }
        let is_property = |name: &str| place.node["properties"].get(name).is_some();
        if place.node["additionalProperties"].is_object() {
            let others = members.iter().filter(|(name, _)| !is_property(name));
            found.extend(others.map(|(name, value)| {
                (step(&place.node["additionalProperties"], "*", name), Some(value.clone()))
            }));
        }
    }
    if let Value::Array(items) = value
        && place.node["items"].is_object()
    {
        let items = items.iter().enumerate();
        found
            .extend(items.map(|(nth, value)| {
                (step(&place.node["items"], "*", &nth.to_string()), Some(value.clone()))
            }));
    }
    found
}

fn whole(kind: Kind) -> (Value, Place) {
    let schema = schema(kind);
    let node = schema.clone();
    (schema, Place { name: format!("{kind:?} "), pointer: String::new(), node, definition: None })
}

/// All places of a file that its schema describes, outermost first; and those of properties that do not stand there.
pub(crate) fn places(kind: Kind, file: &Value) -> (Vec<Place>, Vec<Place>) {
    let (schema, root) = whole(kind);
    let (mut there, mut absent, mut left) = (Vec::new(), Vec::new(), vec![(root, file.clone())]);
    while let Some((place, value)) = left.pop() {
        for (place, value) in below(&schema, &place, &value).into_iter().rev() {
            match value {
                Some(value) => left.push((place, value)),
                None => absent.push(place),
            }
        }
        there.push(place);
    }
    (there, absent)
}

/// Whether a schema has nothing to say against a file.
pub(crate) fn is_valid(kind: Kind, file: &Value) -> bool {
    let text = serde_json::to_string(file).expect("JSON");
    let document = parse(&text).expect("JSON");
    kind.schema()
        .faults(&Arc::from("a file"), &document.root, &["very-strong", "strong", "fair", "weak", "very-weak"])
        .is_empty()
}

/// A value for a place, from its examples or what they are made of.
fn sample(schema: &Value, place: &Place) -> Value {
    let node = &place.node;
    let of = |node: &Value| {
        let (node, definition) = resolved(schema, node);
        sample(schema, &Place { node, definition, ..place.clone() })
    };
    if let Some(example) = node["x-examples"].get(0).or(node.get("const")).or(node["enum"].get(0)) {
        return example.clone();
    }
    if let Some(properties) = node["properties"].as_object() {
        let required =
            |name: &String| node["required"].as_array().is_some_and(|all| all.contains(&json!(name)));
        let all = properties.iter().filter(|(name, _)| required(name));
        return all.map(|(name, node)| (name.clone(), of(node))).collect::<Map<_, _>>().into();
    }
    json!([of(&node["items"])])
}

/// Sets what stands at a pointer, whose parent stands.
pub(crate) fn set(file: &mut Value, pointer: &str, value: Value) {
    let (parent, token) = pointer.rsplit_once('/').expect("below the root");
    match file.pointer_mut(parent).expect("the parent stands") {
        Value::Array(items) => items[token.parse::<usize>().expect("an index")] = value,
        Value::Object(members) => {
            members.insert(token.replace("~1", "/").replace("~0", "~"), value);
        }
        other => panic!("{pointer}: {other} has no members"),
    }
}

/// Files of a state by path, as JSON.
pub(crate) fn files(state: &State) -> Vec<(String, Kind, Value)> {
    let file = |(path, bytes): (&String, &Vec<u8>)| {
        let kind = Kind::of(path).expect("a file of the dataset");
        (path.clone(), kind, serde_json::from_slice(bytes).expect("JSON"))
    };
    state.files.iter().map(file).collect()
}

/// The small repository of the tests with every property of every schema in it, each file as its schema wants it.
///
/// What cannot stand beside something else, or has no example, is put in by hand; the rest comes from the schemas.
pub(crate) fn complete() -> State {
    static COMPLETE: LazyLock<State> = LazyLock::new(|| {
        let mut state = by_hand();
        let mut files = files(&state);
        // What is put in may have properties of its own.
        while fill(&mut files) {}
        for (path, _, file) in files {
            state = state.edited(&path, |it| *it = file);
        }
        state
    });
    COMPLETE.clone()
}

fn by_hand() -> State {
    let mut base = State::base();
    let about = json!({
        "$schema": "../schema/about.schema.json", "title": "The title", "licence": "CC-BY-4.0",
        "creators": [{ "family": "Family", "given": "Given" }, { "literal": "A group" }]
    });
    base.files.insert("dataset/about.json".to_owned(), about.to_string().into_bytes());
    base
        .with_json("dataset/assessments/XAA/2022.json", |file| {
            file["overview"] = json!(["An overview."]);
            let footnote = &mut file["ratings"]["courts"]["footnotes"]["report"];
            footnote["comment"] = json!("A comment.");
            footnote["citations"][0]["prefix"] = json!("See");
            footnote["citations"][0]["suffix"] = json!("at the end");
            file["ratings"]["courts"]["votes"] =
                json!({ "A/RES/75/277": { "title": "A resolution", "year": 2021, "vote": "yes" } });
            let both = json!([{ "family": "Family", "given": "Given" }, { "literal": "A group" }]);
            for variable in ["author", "editor", "translator", "interviewer", "director"] {
                file["sources"]["report-2022"][variable] = both.clone();
            }
            file["sources"]["report-2022"]["publisher-place"] = json!("A place");
            for variable in ["issued", "original-date", "event-date", "accessed"] {
                file["sources"]["report-2022"][variable] = json!({ "literal": "n.d." });
                file["sources"]["news-2022"][variable] = json!({ "date-parts": [[2021, 3, 10]] });
            }
            let errata = |kind: &str| json!({ "2023-01-01": {
                "kind": kind, "from": "strong", "to": "weak", "reason": "transcription", "note": "A slip.",
                "citations": [{ "source": "report-2022" }]
            } });
            file["errata"] = errata("other");
            file["ratings"]["courts"]["errata"] = errata("rating");
            file["sources"]["report-2022"]["custom"]["errata"] = errata("citation");
            file["remarks"] =
                json!({ "a-remark": { "about": ["/overview/0"], "printed": "A print", "text": "A remark." } });
            file["exceptions"] =
                json!({ "CIT005": { "/sources/report-2022": "It has no date." }, "EVI001": { "": "Only one." } });
        })
        .with_json("dataset/assessments/XBB/2019.json", |file| {
            file["status"] = json!("reconstructed");
            file["derivation"] = json!({
                "method": "one-level-per-direction", "edition": "2022", "source": "document", "evidence": ["It adds up."]
            });
            file.as_object_mut().expect("an object").shift_remove("document");
        })
}

/// Puts in properties that stand in no file; whether one was put in.
fn fill(files: &mut [(String, Kind, Value)]) -> bool {
    let mut absent: BTreeMap<String, Vec<(usize, Place)>> = BTreeMap::new();
    let mut there = BTreeSet::new();
    for (nth, (_, kind, file)) in files.iter().enumerate() {
        let (here, not_here) = places(*kind, file);
        there.extend(here.into_iter().map(|place| place.name));
        for place in not_here {
            absent.entry(place.name.clone()).or_default().push((nth, place));
        }
    }
    absent.retain(|name, _| !there.contains(name));
    let mut is_changed = false;
    for tries in absent.values() {
        for (nth, place) in tries {
            let (_, kind, file) = &mut files[*nth];
            let mut filled = file.clone();
            set(&mut filled, &place.pointer, sample(&schema(*kind), place));
            if is_valid(*kind, &filled) {
                *file = filled;
                is_changed = true;
                break;
            }
        }
    }
    let names: Vec<&String> = absent.keys().collect();
    let told = "no example of the schema fits into a file: put one there, or into by_hand()";
    assert!(is_changed || names.is_empty(), "{names:?}: {told}");
    is_changed
}
