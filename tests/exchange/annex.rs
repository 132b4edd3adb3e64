//! The publisher's annex of Cambodia 2022, read as text, measured against the file that was transcribed from it by hand.
//!
//! The document is not in this repository. Where it is at hand, in `../shared/documents`, it is read; elsewhere the tests of it say
//! that nothing was read.

use std::collections::BTreeMap;

use bibliography::source::Source;
use dataset::Dataset;
use dataset::model::assessment::Assessment;
use dataset::model::rating::Scale;
use dataset::notes::notes;
use exchange::Subject;
use exchange::annex::{Annex, Counts, Known, read};
use serde_json::Value;

use crate::support::{State, root};

const CHECKED: &str = "dataset/assessments/KHM/2022.json";

/// The text of the annex, if it is at hand.
fn document() -> Option<String> {
    let text = std::fs::read_to_string(root().join("../shared/documents/khm-assessment-2022.txt")).ok();
    if text.is_none() {
        eprintln!("the document is not at hand, so nothing was read");
    }
    text
}

/// Reads a text as an annex of Cambodia, with what the dataset knows but for the checked file.
fn annex(text: &str) -> Annex {
    let mut state = State::real();
    state.files.remove(CHECKED);
    let dataset = Dataset::load(&state.tree());
    let framework = &dataset.framework_of("2022").expect("a framework").data;
    let subject = Subject { country: "KHM", country_name: "Cambodia", edition: "2022", framework };
    let sources = dataset.assessments.iter().flat_map(|file| file.data.sources.iter());
    let known: Vec<Known<'_>> = sources.map(|(id, source)| Known { id, source, is_here: false }).collect();
    read(text, &subject, "published", &known)
}

fn checked() -> (Value, Assessment) {
    let state = State::real();
    let text = state.text(CHECKED).to_owned();
    let data = Assessment::read(&format::json::parse(&text).expect("JSON").root, Scale::usual());
    (serde_json::from_str(&text).expect("JSON"), data)
}

/// The assessment that was read, as the programs would write it and read it again.
fn taken(annex: &Annex) -> (Value, Assessment) {
    let shape = dataset::schema::Kind::Assessment.schema().shape();
    let text = dataset::canonical::write(&annex.assessment, shape, &[]);
    let data = Assessment::read(&format::json::parse(&text).expect("JSON").root, Scale::usual());
    (serde_json::from_str(&text).expect("JSON"), data)
}

/// The indicator of each note, by its number.
fn places(assessment: &Assessment) -> BTreeMap<usize, String> {
    notes(assessment).into_iter().map(|note| (note.number, note.indicator.to_owned())).collect()
}

#[test]
fn ratings_directions_scores_votes_and_notes_are_those_of_the_checked_file() {
    let Some(text) = document() else { return };
    let annex = annex(&text);
    let (expected, checked) = checked();
    let (found, data) = taken(&annex);
    for (id, entry) in expected["ratings"].as_object().expect("entries") {
        for field in ["rating", "change", "votes"] {
            assert_eq!(found["ratings"][id][field], entry[field], "{id}, {field}");
        }
    }
    assert_eq!(found["stated"], expected["stated"]);
    assert_eq!(places(&data), places(&checked));
    let numbers: Vec<String> = notes(&data).iter().map(|note| format!("note-{}", note.number)).collect();
    let labels: Vec<String> = notes(&data).iter().map(|note| note.label.to_owned()).collect();
    assert_eq!(labels, numbers, "the printed numbers are the counted ones");
    assert_eq!(annex.counts, Counts { ratings: 36, notes: 60, citations: 84, votes: 10 });
}

fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two descriptions are of one work, with the same address and the same year.
fn is_same(one: &Source, other: &Source) -> bool {
    let title = |source: &Source| fold(source.title().unwrap_or_default());
    let by_title = title(one) == title(other);
    let by_address = one.url().is_some() && one.url() == other.url();
    (by_title || by_address)
        && one.url() == other.url()
        && one.years() == other.years()
        && one.text("number") == other.text("number")
}

#[test]
fn citations_are_right_or_marked_and_none_is_wrong_in_silence() {
    let Some(text) = document() else { return };
    let annex = annex(&text);
    let (_, checked) = checked();
    let (_, found) = taken(&annex);
    let (mut right, mut marked, mut silent) = (0, Vec::new(), Vec::new());
    for (note, other) in notes(&checked).iter().zip(notes(&found)) {
        let of = |data: &Assessment, indicator: &str, label: &str| {
            data.ratings.get(indicator).and_then(|entry| entry.footnotes.get(label)).cloned().expect("a note")
        };
        let (expected, read) =
            (of(&checked, note.indicator, note.label), of(&found, other.indicator, other.label));
        let is_told = |text: Option<&str>| text.is_some_and(|text| text.starts_with("TODO"));
        let is_marked = is_told(read.comment.as_deref());
        if expected.citations.len() != read.citations.len() {
            silent.push(format!(
                "note {}: {} citations, {} expected",
                note.number,
                read.citations.len(),
                expected.citations.len()
            ));
        }
        for (expected, read) in expected.citations.iter().zip(&read.citations) {
            let source = |data: &Assessment, id: &Option<Box<str>>| {
                data.sources.get(id.as_deref().expect("an id")).cloned().expect("a source")
            };
            let (one, two) = (source(&checked, &expected.source), source(&found, &read.source));
            let is_right = is_same(&one, &two)
                && expected.locator == read.locator
                && expected.label == read.label
                && expected.prefix == read.prefix;
            if is_right {
                right += 1;
            } else {
                let told = format!(
                    "note {}: {} is {:?}, read {:?} {:?} {:?}",
                    note.number,
                    expected.source.as_deref().unwrap_or_default(),
                    one.texts,
                    two.texts,
                    read.locator,
                    read.prefix
                );
                let list = if is_marked || is_told(two.text("note")) { &mut marked } else { &mut silent };
                list.push(told);
            }
        }
    }
    assert!(
        silent.is_empty(),
        "wrong in silence, {right} right, {} marked:\n{}",
        marked.len(),
        silent.join("\n")
    );
    assert_eq!((right, marked.len()), (84, 0), "{}", marked.join("\n"));
}

#[test]
fn no_sentence_of_the_annex_is_taken_over() {
    let Some(text) = document() else { return };
    let annex = annex(&text);
    let document = exchange::wording::Document::new(&text);
    for (pointer, text) in exchange::wording::texts(&annex.assessment) {
        assert_eq!(document.shared(text), [""; 0], "{pointer}");
    }
}
