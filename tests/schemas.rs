//! The schemas as such: they are schemas, they explain themselves, and they refuse what they should.

use std::fs;
use std::sync::Arc;

use dataset::schema::{Kind, is_edition_id};
use format::json::parse;
use regex::Regex;
use serde_json::{Value, json};

use crate::support::{State, root};

fn document(kind: Kind) -> Value {
    let text = fs::read_to_string(root().join("schema").join(kind.schema_file())).expect("a schema");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn each_is_a_schema_of_2020_12_with_a_title() {
    for kind in Kind::ALL {
        let schema = document(kind);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{kind:?}");
        assert!(schema["title"].is_string() && schema["description"].is_string(), "{kind:?}");
    }
}

/// Visits every subschema, with its pointer.
fn visit(schema: &Value, at: &str, see: &mut impl FnMut(&str, &Value)) {
    see(at, schema);
    for keyword in ["properties", "$defs"] {
        for (name, child) in schema[keyword].as_object().into_iter().flatten() {
            visit(child, &format!("{at}/{keyword}/{name}"), see);
        }
    }
    for keyword in ["items", "additionalProperties"] {
        if schema[keyword].is_object() {
            visit(&schema[keyword], &format!("{at}/{keyword}"), see);
        }
    }
}

#[test]
fn each_is_strict_and_explains_every_field() {
    for kind in Kind::ALL {
        visit(&document(kind), "", &mut |at, schema| {
            if schema["type"] == "object" {
                assert!(schema.get("additionalProperties").is_some(), "{kind:?} {at} is closed");
            }
            for (name, property) in schema["properties"].as_object().into_iter().flatten() {
                assert!(property["description"].is_string(), "{kind:?} {at}: {name} is explained");
            }
            if let Some(pattern) = schema["pattern"].as_str() {
                assert!(pattern.starts_with('^') && pattern.ends_with('$'), "{kind:?} {at} is anchored");
            }
            if schema["type"] == "string" {
                let is_bounded =
                    schema.get("maxLength").is_some() || schema["pattern"].as_str().is_some_and(is_finite);
                assert!(is_bounded, "{kind:?} {at} is bounded");
            }
            if schema["type"] == "array" {
                let is_bounded = schema.get("maxItems").is_some() || schema["items"] == false;
                assert!(is_bounded, "{kind:?} {at} is bounded");
            }
        });
    }
}

fn is_finite(pattern: &str) -> bool {
    !pattern.contains(['*', '+']) && !pattern.contains(",}")
}

#[test]
fn each_file_names_its_schema_by_a_path_that_leads_there() {
    let state = State::real();
    for (path, bytes) in &state.files {
        let value: Value = serde_json::from_slice(bytes).expect("JSON");
        let named = value["$schema"].as_str().expect("a path");
        let folder = root().join(path);
        let schema = folder.parent().expect("a folder").join(named);
        let kind = Kind::of(path).expect("a kind");
        assert_eq!(
            schema.canonicalize().expect("is there"),
            root().join("schema").join(kind.schema_file()).canonicalize().expect("is there"),
            "{path}"
        );
    }
}

const ASSESSMENT: &str = "dataset/assessments/XAA/2022.json";
const FRAMEWORK: &str = "dataset/frameworks/base-2019.json";
const EDITIONS: &str = "dataset/editions.json";
const COUNTRIES: &str = "dataset/countries.json";

fn is_refused(path: &str, value: &Value) -> bool {
    let text = serde_json::to_string(value).expect("JSON");
    let document = parse(&text).expect("JSON");
    let kind = Kind::of(path).expect("a kind");
    !kind
        .schema()
        .faults(&Arc::from(path), &document.root, &["very-strong", "strong", "fair", "weak", "very-weak"])
        .is_empty()
}

/// The form of the id of an edition is in the schemas a pattern, and elsewhere counted.
#[test]
fn the_form_of_an_edition_is_the_same_everywhere() {
    for path in [ASSESSMENT, EDITIONS] {
        let kind = Kind::of(path).expect("a kind");
        let schema = document(kind);
        let pattern = schema["$defs"]["editionId"]["pattern"].as_str().expect("a pattern");
        let pattern = Regex::new(pattern).expect("a pattern");
        let both = (1990..2110).flat_map(|from| (0..100).map(move |to| format!("{from}-{to:02}")));
        let others = ["2022", "202", "20222", "2022-2", "2022-023", "2022-", "-23", "2022-23-24", "next"];
        for id in both.chain(others.map(str::to_owned)) {
            assert_eq!(pattern.is_match(&id), is_edition_id(&id), "{id}");
        }
        assert!(pattern.is_match("2022-23") && !pattern.is_match("2022-2"));
    }
}

#[test]
fn each_refuses_what_it_should() {
    let refused: Vec<(&str, &str, Value)> = vec![
        (ASSESSMENT, "/$schema", json!("../assessment.schema.json")),
        (ASSESSMENT, "/country", json!("Xaa")),
        (ASSESSMENT, "/country", json!("XA")),
        (ASSESSMENT, "/edition", json!("22")),
        (ASSESSMENT, "/edition", json!(2022)),
        (ASSESSMENT, "/status", json!("final")),
        (ASSESSMENT, "/document", json!("The document")),
        (ASSESSMENT, "/document", Value::Null),
        (ASSESSMENT, "/stated", json!({})),
        (ASSESSMENT, "/stated/score", json!(101)),
        (ASSESSMENT, "/stated/score", json!(34.7)),
        (ASSESSMENT, "/stated/difference", json!("-6")),
        (ASSESSMENT, "/overview", json!([])),
        (ASSESSMENT, "/overview", json!([" A space first."])),
        (ASSESSMENT, "/overview", json!(["Two\nlines."])),
        (ASSESSMENT, "/ratings/courts", json!("weak")),
        (ASSESSMENT, "/ratings/courts/carried", json!("last time")),
        (ASSESSMENT, "/ratings/courts/rating", json!("Weak")),
        (ASSESSMENT, "/ratings/courts/change", json!("down")),
        (ASSESSMENT, "/ratings/courts/reason", json!("whim")),
        (ASSESSMENT, "/ratings/courts/rationale", json!("One text.")),
        (ASSESSMENT, "/ratings/courts/footnotes/report", json!({})),
        (ASSESSMENT, "/ratings/courts/footnotes/report/citations", json!([])),
        (ASSESSMENT, "/ratings/courts/footnotes/report/citations/0/source", json!("Report 2022")),
        (ASSESSMENT, "/ratings/courts/footnotes/report/citations/0/label", json!("pages")),
        (ASSESSMENT, "/ratings/courts/footnotes/report/citations/0", json!({"source": "a", "label": "page"})),
        (
            ASSESSMENT,
            "/ratings/courts/votes",
            json!({"A/HRC/48/79": {"title": "T", "year": 2021, "vote": "yes"}}),
        ),
        (
            ASSESSMENT,
            "/ratings/courts/votes",
            json!({"A/RES/75/277": {"title": "T", "year": 1900, "vote": "yes"}}),
        ),
        (
            ASSESSMENT,
            "/ratings/courts/votes",
            json!({"A/RES/75/277": {"title": "T", "year": 2021, "vote": "no vote"}}),
        ),
        (ASSESSMENT, "/sources", json!({"Report": {"type": "report", "title": "T"}})),
        (ASSESSMENT, "/sources/report-2022/type", json!("web page")),
        (ASSESSMENT, "/sources/report-2022/title", json!("")),
        (ASSESSMENT, "/sources/report-2022/author", json!([])),
        (ASSESSMENT, "/sources/report-2022/author", json!(["Jo Doe"])),
        (ASSESSMENT, "/sources/report-2022/author/0", json!({"given": "Jo"})),
        (ASSESSMENT, "/sources/report-2022/author/0", json!({"literal": "Jo", "family": "Doe"})),
        (ASSESSMENT, "/sources/report-2022/issued", json!("2021")),
        (ASSESSMENT, "/sources/report-2022/issued", json!({})),
        (ASSESSMENT, "/sources/report-2022/issued/date-parts", json!([[2021, 13]])),
        (ASSESSMENT, "/sources/report-2022/issued/date-parts", json!([["2021"]])),
        (ASSESSMENT, "/sources/report-2022/issued", json!({"literal": "n.d.", "date-parts": [[2021]]})),
        (ASSESSMENT, "/sources/report-2022/URL", json!("www.reports.example")),
        (ASSESSMENT, "/sources/report-2022/URL", json!("https://reports.example/a b")),
        (ASSESSMENT, "/errata", json!({"2023-1-2": {"kind": "stated", "reason": "correction", "note": "N"}})),
        (ASSESSMENT, "/errata", json!({"2023-01-02": {"kind": "stated", "reason": "correction"}})),
        (ASSESSMENT, "/remarks", json!({"a": {"about": [], "text": "A remark."}})),
        (ASSESSMENT, "/remarks", json!({"a": {"about": ["overview/0"], "text": "A remark."}})),
        (
            ASSESSMENT,
            "/remarks",
            json!({"a": {"about": ["/overview/0", "/overview/0"], "text": "A remark."}}),
        ),
        (ASSESSMENT, "/remarks", json!({"a": {"about": ["/overview/0"]}})),
        (ASSESSMENT, "/remarks", json!({"A remark": {"about": ["/overview/0"], "text": "A remark."}})),
        (ASSESSMENT, "/exceptions", json!({"CIT5": {"/sources/a": "A reason."}})),
        (ASSESSMENT, "/exceptions", json!({"CIT005": {"sources/a": "A reason."}})),
        (ASSESSMENT, "/exceptions", json!({"CIT005": {"/sources/a": ""}})),
        (ASSESSMENT, "/derivation", json!({"method": "guess"})),
        (FRAMEWORK, "/id", json!("Base 2019")),
        (FRAMEWORK, "/areas", json!({})),
        (FRAMEWORK, "/indicators/courts", json!({"title": "T"})),
        (FRAMEWORK, "/indicators/courts/also_printed", json!([])),
        (FRAMEWORK, "/scale", json!({"strong": {"title": "Strong", "points": 1}})),
        (FRAMEWORK, "/scale/strong/points", json!(-1)),
        (FRAMEWORK, "/scoring/method", json!("mean")),
        (FRAMEWORK, "/scoring/basis", json!("guessed")),
        (FRAMEWORK, "/scoring/evidence", json!([])),
        (EDITIONS, "/editions", json!({})),
        (EDITIONS, "/editions/2022/status", json!("done")),
        (EDITIONS, "/editions/2022/as_of", json!("August 2022")),
        (EDITIONS, "/editions/2022/published", json!("2022-13")),
        (EDITIONS, "/editions/2022/previous", json!(2019)),
        (ASSESSMENT, "/edition", json!("2022-2")),
        (COUNTRIES, "/countries", json!({"xaa": {"name": "A", "names": {"A": ["us"]}}})),
        (COUNTRIES, "/countries/XAA/names", json!({})),
        (COUNTRIES, "/countries/XAA/names", json!({"Aland": []})),
        (COUNTRIES, "/countries/XAA/name", json!(["Aland"])),
    ];
    let base = State::base();
    for path in [ASSESSMENT, FRAMEWORK, EDITIONS, COUNTRIES] {
        let value: Value = serde_json::from_slice(&base.files[path]).expect("JSON");
        assert!(!is_refused(path, &value), "{path} itself is good");
    }
    for (path, pointer, bad) in refused {
        let mut value: Value = serde_json::from_slice(&base.files[path]).expect("JSON");
        let (parent, name) = pointer.rsplit_once('/').expect("below the root");
        let parent = value.pointer_mut(parent).unwrap_or_else(|| panic!("{path} has {parent}"));
        match parent {
            Value::Array(items) => items[name.parse::<usize>().expect("a number")] = bad.clone(),
            parent => parent[name] = bad.clone(),
        }
        assert!(is_refused(path, &value), "{path}{pointer} refuses {bad}");
    }
}
