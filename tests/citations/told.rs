//! What is wrong is told, by the rule whose business it is.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::codes;

/// A complete page with something else in one field.
fn page(field: &str, value: Value) -> Value {
    let mut source = json!({
        "type": "webpage", "title": "On courts", "author": [{ "literal": "A Watch Group" }], "publisher": "Press",
        "issued": { "date-parts": [[2021]] }, "URL": "https://a.example/x", "container-title": "The Site"
    });
    source[field] = value;
    source
}

fn of(field: &str, value: Value) -> BTreeSet<&'static str> {
    codes(&json!({ "x": page(field, value) }))
}

#[test]
fn dates_in_words_that_numbers_can_say() {
    for words in ["2019-2020", "10 mars 2021", "10th March 2021", "2021-03-10T12:00:00Z", "March 10, 2021"] {
        assert!(of("issued", json!({ "literal": words })).contains("CIT033"), "{words}");
    }
    for words in ["Spring 2021", "n.d.", "forthcoming", "Rainy season 2019"] {
        assert!(!of("issued", json!({ "literal": words })).contains("CIT033"), "{words}");
    }
}

#[test]
fn names_that_are_several_or_say_what_somebody_did() {
    for name in ["Doe, Jane; Roe, John", "Jane Doe (ed.)", "Lim et al."] {
        assert!(of("author", json!([{ "literal": name }])).contains("CIT029"), "{name}");
    }
    for name in ["Ministry of Justice (Cambodia)", "Doe; Roe and Partners Ltd", "Committee (2021)"] {
        assert!(!of("author", json!([{ "literal": name }])).contains("CIT029"), "{name}");
    }
}

#[test]
fn titles_that_programs_made_up() {
    for title in ["404 Not Found", "403 Forbidden", "Access Denied", "Microsoft Word - x.docx", "x.pdf"] {
        assert!(of("title", json!(title)).contains("CIT030"), "{title}");
    }
    for title in ["404: the missing of Kampot", "Access denied: courts and the press", "Page not found"] {
        let is_told = of("title", json!(title)).contains("CIT030");
        assert_eq!(is_told, title == "Page not found", "{title}");
    }
}

#[test]
fn publishers_that_are_none() {
    for publisher in ["Unknown", "n.a.", "A Press,", "https://a.example"] {
        assert!(of("publisher", json!(publisher)).contains("CIT029"), "{publisher}");
    }
    assert!(of("authority", json!("unknown")).contains("CIT029"));
}
