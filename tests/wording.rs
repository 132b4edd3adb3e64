//! The texts of the dataset are our own: none shares eight consecutive words with a document that was transcribed.
//!
//! The documents are not in this repository. Where they are at hand, in `../shared/documents`, the texts are held against
//! them; elsewhere the test says that nothing was compared.

use std::collections::HashSet;
use std::fs;

use serde_json::Value;

use crate::support::{State, root};

/// How many consecutive words are a passage, and no longer the words that any text on the matter has.
const RUN: usize = 8;

/// Names, titles and offices, which cannot be said otherwise, and why each is one.
const NAMES: &[(&str, &str)] = &[
    ("the Extraordinary Chambers in the Courts of Cambodia (ECCC)", "a court with its abbreviation"),
    ("the Cambodian Institute for Cooperation and Peace (CICP)", "an institute with its abbreviation"),
    (
        "the 3rd Cambodia National Dialogue on R2P and Atrocities Prevention, on 31 May 2019",
        "an event with its day",
    ),
    ("Him Raksmey, Assistant to Executive Director in charge of R2P", "a person with his office"),
    ("the Law on the Management of the Nation in a State of Emergency", "the title of a law"),
    ("the UN's Special Rapporteur on the situation of human rights in Cambodia", "an office"),
    ("the Rome Statute of the International Criminal Court, and", "the title of a treaty"),
    (
        "at the National Center for Peacekeeping Forces, Mine, and Explosive Remnants of War Clearance (NPMEC)",
        "a training centre with its abbreviation",
    ),
    ("The Kigali Principles on the Protection of Civilians", "the title of a document"),
    (
        "the Code of Conduct regarding UN Security Council action on atrocity crimes",
        "the title of a document",
    ),
];

/// The words of a text, without calls of footnotes, raised figures and punctuation.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[^") {
        plain.push_str(before);
        rest = after.split_once(']').map_or("", |(_, behind)| behind);
    }
    plain.push_str(rest);
    let is_raised = |c: char| matches!(c, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{2079}');
    let plain = plain.replace('’', "'");
    plain
        .split(|c: char| is_raised(c) || !(c.is_alphanumeric() || c == '\'' || c == '-'))
        .map(|word| word.trim_matches(['\'', '-']).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The texts of an assessment that are written here, by pointer: not its bibliography, locators and titles of
/// resolutions, and not what a remark quotes.
fn texts(value: &Value, pointer: &str, out: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => out.push((pointer.to_owned(), text.clone())),
        Value::Array(items) => {
            for (nth, item) in items.iter().enumerate() {
                texts(item, &format!("{pointer}/{nth}"), out);
            }
        }
        Value::Object(members) => {
            let is_source = pointer.starts_with("/sources/");
            let is_remark = pointer.starts_with("/remarks/");
            for (name, member) in members {
                let is_ours = if is_source {
                    name == "note"
                } else if is_remark {
                    name == "text"
                } else {
                    name != "votes" && name != "citations"
                };
                if is_ours {
                    texts(member, &format!("{pointer}/{name}"), out);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The longest passages of a text that are in a document as well, each as a list of words.
fn shared(text: &[String], document: &HashSet<&[String]>) -> Vec<String> {
    let mut passages: Vec<(usize, usize)> = Vec::new();
    for (start, run) in text.windows(RUN).enumerate() {
        if document.contains(run) {
            match passages.last_mut() {
                Some((_, end)) if *end >= start => *end = start + RUN,
                Some(_) | None => passages.push((start, start + RUN)),
            }
        }
    }
    passages.into_iter().map(|(start, end)| text[start..end].join(" ")).collect()
}

#[test]
fn no_text_shares_eight_words_with_a_document() {
    let folder = root().join("../shared/documents");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("the documents are not at hand, so nothing was compared with them");
        return;
    };
    let documents: Vec<Vec<String>> = entries
        .map(|entry| words(&fs::read_to_string(entry.expect("an entry").path()).expect("a text")))
        .collect();
    assert!(documents.iter().all(|words| words.len() > 1_000), "the documents have words");
    let runs: HashSet<&[String]> = documents.iter().flat_map(|words| words.windows(RUN)).collect();
    let names: Vec<String> = NAMES.iter().map(|(name, _)| words(name).join(" ")).collect();
    let state = State::real();
    let mut used = vec![false; names.len()];
    for path in state.files.keys().filter(|path| path.starts_with("dataset/assessments/")) {
        let file: Value = serde_json::from_str(state.text(path)).expect("JSON");
        let mut of_file = Vec::new();
        texts(&file, "", &mut of_file);
        for (pointer, text) in of_file {
            for passage in shared(&words(&text), &runs) {
                let name = names.iter().position(|name| name.contains(&passage));
                let name = name.unwrap_or_else(|| panic!("{path} {pointer} copies: {passage}"));
                used[name] = true;
            }
        }
    }
    for ((name, why), is_used) in NAMES.iter().zip(used) {
        assert!(is_used, "{name} ({why}) stands in no text any more");
    }
}

#[test]
fn a_copied_passage_is_seen() {
    let document =
        words("It has been seen that the government’s policies of land grabbing¹ may have led to crimes.");
    let runs = document.windows(RUN).collect();
    let copied = words("Here the government's policies of land grabbing[^a] may have led elsewhere.");
    assert_eq!(shared(&copied, &runs), ["the government's policies of land grabbing may have led"]);
    let own = words("The policies of the government on land grabbing may have led to crimes.");
    assert!(shared(&own, &runs).is_empty());
}
