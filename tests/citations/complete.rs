//! Nothing is lost: every value of a source of any type stands in its note, or in a field that notes leave out on purpose; and
//! in BibTeX and CSL every one stands.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::subsequence;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

use super::{as_bibtex, as_csl, entry};
use crate::support::root;

/// The fields that a note leaves out, and why.
const LEFT_OUT: &[(&str, &str)] = &[
    ("type", "it decides what stands where"),
    ("title-short", "it stands in place of the title where the work is named again"),
    ("language", "it is for programs"),
    ("ISBN", "who wrote what and when finds a book as well"),
    ("ISSN", "the name of the periodical says the same"),
    ("DOI", "it is printed as an address where there is no other"),
    ("accessed", "the style of the annexes has no place for it"),
    ("note", "it is for whoever works on the data"),
    ("custom", "the copy is for the time when the address is dead"),
];

/// The types whose day of an event is not told: what is written about an event has a day of its own, which finds it.
const ABOUT_EVENTS: [&str; 4] = ["article-journal", "article-magazine", "article-newspaper", "webpage"];

/// The fields of a source, and the types, as the schema has them.
static SCHEMA: LazyLock<(Vec<String>, Vec<String>)> = LazyLock::new(schema);

fn schema() -> (Vec<String>, Vec<String>) {
    let text = std::fs::read_to_string(root().join("schema/assessment.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let fields = &schema["$defs"]["source"]["properties"];
    let texts = |value: &Value| value.as_str().expect("a text").to_owned();
    let types = fields["type"]["enum"].as_array().expect("a list").iter().map(texts).collect();
    (fields.as_object().expect("an object").keys().cloned().collect(), types)
}

fn is_left_out(field: &str) -> bool {
    LEFT_OUT.iter().any(|(known, _)| *known == field)
}

/// A value for a field, and what of it has to be seen in an output.
fn value(field: &str, nth: usize, choice: usize) -> (Value, Vec<String>) {
    let token = format!("Value{nth:02}");
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let year = 1900 + nth;
    match field {
        "author" | "editor" | "translator" | "interviewer" | "director" => {
            let family = format!("{token}family");
            let second = json!({ "literal": format!("{token}literal") });
            let particles = json!({ "family": family, "given": format!("{token}given"), "suffix": format!("{token}suffix"),
                "dropping-particle": "von", "non-dropping-particle": "al-" });
            let names = [
                json!([particles]),
                json!([{ "family": family }, second]),
                json!([second, { "family": family, "given": format!("{token}given") }]),
            ];
            let seen = [
                texts(&[&format!("al-{family}"), &format!("{token}given"), &format!("{token}suffix"), "von"]),
                texts(&[&family, &format!("{token}literal")]),
                texts(&[&family, &format!("{token}given"), &format!("{token}literal")]),
            ];
            (names[choice % 3].clone(), seen[choice % 3].clone())
        }
        "issued" | "original-date" | "event-date" | "accessed" => {
            let year_text = year.to_string();
            let dates = [
                json!({ "date-parts": [[year]] }),
                json!({ "date-parts": [[year, 5]] }),
                json!({ "date-parts": [[year, 5, 17]], "circa": true }),
                json!({ "date-parts": [[year, 12, 17], [year + 1, 1, 3]] }),
                json!({ "literal": format!("Rainy season {year}") }),
            ];
            let seen = [
                texts(&[&year_text]),
                texts(&[&year_text, "May"]),
                texts(&[&year_text, "17 May", "c. "]),
                texts(&[&year_text, "17 December", "3 January", &(year + 1).to_string()]),
                texts(&[&format!("Rainy season {year}")]),
            ];
            (dates[choice % 5].clone(), seen[choice % 5].clone())
        }
        "number" if choice.is_multiple_of(2) => {
            (json!("A/HRC/48/79 and Corr.1"), texts(&["A/HRC/48/79 and Corr.1"]))
        }
        "DOI" => (json!("10.1000/182"), texts(&["10.1000/182"])),
        "URL" => (json!("https://a.example/x"), texts(&["https://a.example/x"])),
        "custom" => {
            let copy = json!({ "archive_url": "https://archive.example/x", "archive_date": "2021-03-04" });
            (copy, texts(&["https://archive.example/x", "2021-03-04"]))
        }
        _ => (json!(token), vec![token]),
    }
}

#[test]
fn the_list_of_what_is_left_out_is_of_the_schema() {
    let (fields, _) = &*SCHEMA;
    for (field, reason) in LEFT_OUT {
        assert!(fields.iter().any(|known| known == field) && !reason.is_empty(), "{field}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]
    #[test]
    fn every_value_of_a_source_is_told(
        kind in prop::sample::select(&SCHEMA.1[..]),
        fields in subsequence(&SCHEMA.0[..], 0..40),
        choice in 0..30_usize,
    ) {
        let mut source = json!({ "type": kind, "title": "Title of it" });
        let mut in_note = vec!["Title of it".to_owned()];
        let mut in_data = in_note.clone();
        for (nth, field) in fields.iter().enumerate().filter(|(_, field)| !["type", "title"].contains(&&***field)) {
            let (value, seen) = value(field, nth, choice + nth);
            source[field] = value;
            let is_about = field == "event-date" && ABOUT_EVENTS.contains(&kind.as_str());
            if !(is_left_out(field) || is_about) {
                in_note.extend(seen.clone());
            }
            in_data.extend(seen);
        }
        let note = entry(&source);
        for value in &in_note {
            prop_assert!(note.contains(value.as_str()), "{} is not in {}\n{}", value, note, source);
        }
        if let (None, Some(doi)) = (source.get("URL"), source.get("DOI").and_then(Value::as_str)) {
            prop_assert!(note.contains(doi), "{}", note);
        }
        let mut item = as_csl(&source);
        item.as_object_mut().expect("an object").remove("id");
        prop_assert_eq!(&item, &source);
        // What BibTeX says in its own way: dates in figures, the type, pages of a note.
        let bibtex = as_bibtex(&source);
        for value in in_data.iter().filter(|value| value.starts_with("Value") || value.starts_with("Rainy")) {
            prop_assert!(bibtex.contains(value.as_str()), "{} is not in {}\n{}", value, bibtex, source);
        }
    }
}
