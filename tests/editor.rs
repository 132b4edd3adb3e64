//! What an editor takes from the schemas: the names that it offers, what it types by itself, and its messages.

use std::collections::BTreeSet;
use std::fs;

use dataset::Dataset;
use dataset::schema::Kind;
use regex::Regex;
use serde_json::{Map, Value, json};

use crate::rule_cases::is_to_be_renewed;
use crate::support::{State, root};

fn path(kind: Kind) -> std::path::PathBuf {
    root().join("schema").join(kind.schema_file())
}

fn document(kind: Kind) -> Value {
    serde_json::from_str(&fs::read_to_string(path(kind)).expect("a schema")).expect("JSON")
}

/// The indicators of all instruments, each with its title and that of its area.
fn indicators() -> Value {
    let dataset = Dataset::load(&State::real().tree());
    let mut known = Map::new();
    for framework in &dataset.frameworks {
        for (id, indicator) in framework.data.indicators.iter() {
            let title = indicator.title.as_deref().expect("a title");
            let area = indicator.area.as_deref().and_then(|area| framework.data.areas.get(area));
            let area = area.and_then(|area| area.title.as_deref()).expect("an area");
            let words = json!({ "description": format!("{title} ({area})"), "$ref": "#/$defs/newEntry" });
            known.entry(id).or_insert(words);
        }
    }
    known.into()
}

/// The checks that an exception can silence, each with what it finds.
fn checks() -> Value {
    let can_be_excepted =
        |descriptor: &&rules::Descriptor| descriptor.exceptions == rules::Exceptions::Allowed;
    let known = rules::all().map(|rule| &rule.descriptor).filter(can_be_excepted);
    let words = |descriptor: &rules::Descriptor| {
        let words = json!({ "description": descriptor.what, "$ref": "#/$defs/newException" });
        (descriptor.code.to_owned(), words)
    };
    known.map(words).collect::<Map<_, _>>().into()
}

/// With `INSTA_UPDATE=always` the lists are written anew, as snapshots are.
#[test]
fn an_editor_offers_the_indicators_and_checks_that_there_are() {
    let mut schema = document(Kind::Assessment);
    for (field, known) in [("ratings", indicators()), ("exceptions", checks())] {
        let listed = schema
            .pointer_mut(&format!("/properties/{field}/allOf/0/properties"))
            .expect("a list for editors");
        if is_to_be_renewed() {
            *listed = known;
            continue;
        }
        let [listed, known] = [&*listed, &known].map(|list| format!("{list:#}"));
        assert!(
            listed == known,
            "the schema lists other {field}; write the list anew: INSTA_UPDATE=always cargo test -- editor"
        );
    }
    let text = format!("{schema:#}\n");
    if fs::read_to_string(path(Kind::Assessment)).expect("a schema") != text {
        fs::write(path(Kind::Assessment), text).expect("the schema is written");
    }
}

/// Visits every object of a schema that is one itself, with its pointer.
fn visit<'s>(schema: &'s Value, at: &str, see: &mut impl FnMut(&str, &'s Map<String, Value>)) {
    let Some(keywords) = schema.as_object() else { return };
    see(at, keywords);
    for (keyword, value) in keywords {
        let at = format!("{at}/{keyword}");
        match (keyword.as_str(), value) {
            ("properties" | "$defs", Value::Object(named)) => {
                named.iter().for_each(|(name, child)| visit(child, &format!("{at}/{name}"), see));
            }
            ("allOf" | "prefixItems", Value::Array(children)) => {
                children.iter().for_each(|child| visit(child, &at, see));
            }
            ("items" | "additionalProperties" | "propertyNames" | "if" | "then" | "else", child) => {
                visit(child, &at, see);
            }
            _ => {}
        }
    }
}

/// The names of the fields of a value, and its texts, each with the name of the field in which it stands.
fn texts<'v>(value: &'v Value, field: Option<&'v str>, into: &mut Vec<(Option<&'v str>, &'v str)>) {
    match value {
        Value::String(text) => into.push((field, text)),
        Value::Array(items) => items.iter().for_each(|item| texts(item, field, into)),
        Value::Object(members) => {
            for (name, value) in members {
                into.push((None, name));
                texts(value, Some(name), into);
            }
        }
        other => panic!("a snippet types {other}"),
    }
}

/// A person types every word, name and figure: what an editor puts in by itself would be taken for what somebody found.
#[test]
fn an_editor_types_no_word_by_itself() {
    let is_typed = Regex::new(r"^(\^?\$[0-9]+|\$[0-9]+\[\^\$[0-9]+\])$").expect("a pattern");
    for kind in Kind::ALL {
        let schema = document(kind);
        // The day is the editor's own, and all symbols of resolutions begin alike.
        let mut fields = BTreeSet::from(["$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "A/RES/$1"]);
        visit(&schema, "", &mut |_, keywords| {
            let properties = keywords.get("properties").and_then(Value::as_object);
            fields.extend(properties.into_iter().flatten().map(|(name, _)| name.as_str()));
        });
        let mut snippets = 0;
        visit(&schema, "", &mut |at, keywords| {
            for keyword in ["examples", "default"] {
                assert!(!keywords.contains_key(keyword), "{kind:?} {at}: an editor would type its {keyword}");
            }
            for snippet in keywords.get("defaultSnippets").and_then(Value::as_array).into_iter().flatten() {
                snippets += 1;
                let mut all = Vec::new();
                texts(&snippet["body"], None, &mut all);
                for (field, text) in all {
                    // Of a work one chooses the type with the snippet, and of a scale the level.
                    let is_level = at.ends_with("/rating") && snippet["label"] == text;
                    let is_chosen =
                        is_level || field == Some("type") || (field.is_none() && fields.contains(text));
                    assert!(
                        is_typed.is_match(text) || is_chosen,
                        "{kind:?} {at}, {}: {text}",
                        snippet["label"]
                    );
                }
            }
        });
        assert!(snippets > 0 || kind == Kind::About, "{kind:?}");
    }
}

#[test]
fn an_editor_shows_no_pattern_and_explains_each_word() {
    for kind in Kind::ALL {
        visit(&document(kind), "", &mut |at, keywords| {
            let text = |keyword: &str| keywords.get(keyword).and_then(Value::as_str);
            if keywords.contains_key("pattern") {
                assert!(text("patternErrorMessage").is_some_and(|it| it.ends_with('.')), "{kind:?} {at}");
            }
            if ["string", "integer", "array"].iter().any(|it| text("type") == Some(it)) {
                assert!(text("errorMessage").is_some_and(|it| it.ends_with('.')), "{kind:?} {at}");
            }
            if let Some(words) = keywords.get("enum").and_then(Value::as_array)
                && !at.contains("/if/")
            {
                let explained = keywords.get("enumDescriptions").and_then(Value::as_array);
                assert_eq!(explained.map(Vec::len), Some(words.len()), "{kind:?} {at}");
            }
            // An editor shows it of a value that meets the condition, in place of what the field is.
            if at.ends_with("/then") || at.ends_with("/else") {
                assert!(!keywords.contains_key("description"), "{kind:?} {at}");
                assert!(keywords.contains_key("errorMessage"), "{kind:?} {at}");
            }
        });
    }
}
