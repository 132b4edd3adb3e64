//! The examples that `explain` shows are real: put into the base repository, the incorrect one gives its rule's diagnostic alone,
//! and the correct one silence.

use std::collections::BTreeSet;

use format::tree::{Entry, EntryKind};
use rules::example::{Part, Put, State as When, parts};
use serde_json::Value;

use crate::support::{Judgement, State, merge};

/// What a text in an example replaces where the correct text does not stand in the base repository.
const PASSAGE: &str = "\"title\": \"A news article\"";

/// What the rules say of an example.
fn judged(code: &str, example: &str, correct: &str) -> Judgement {
    let put_all = |state: State, when| {
        let parts = parts(example);
        parts.iter().filter(|part| part.state == when).fold(state, |state, part| put(state, part, correct))
    };
    let before = put_all(State::base(), When::Before);
    let after = put_all(before.clone(), When::After);
    if code.starts_with("CHG") { after.judged_against(&before) } else { after.judged() }
}

fn put(mut state: State, part: &Part<'_>, correct: &str) -> State {
    if let Some(other) = part.copy_of {
        state.files.insert(part.path.to_owned(), state.files[other].clone());
    }
    match part.put {
        Put::Fields(fields) => {
            let fields: Value = serde_json::from_str(fields).unwrap_or_else(|why| panic!("{fields}: {why}"));
            return state.edited(part.path, |file| merge(file, fields));
        }
        Put::Text(text) if state.files.contains_key(part.path) => {
            let known = state.text(part.path);
            let passage = if known.contains(correct) { correct } else { PASSAGE };
            assert_eq!(known.matches(passage).count(), 1, "{} has {passage:?} once", part.path);
            let (start, end) = known.split_once(passage).expect("it is there");
            let bytes = [start.as_bytes(), &meant(text), end.as_bytes()].concat();
            state.files.insert(part.path.to_owned(), bytes);
        }
        Put::Text(text) => {
            state.files.insert(part.path.to_owned(), meant(text));
        }
        Put::Entry(line) => {
            let other = |kind| Entry { path: part.path.into(), kind };
            match line.strip_prefix(part.path).expect("a line begins with its path") {
                "" if state.files.contains_key(part.path) => {}
                "" => {
                    state.files.insert(part.path.to_owned(), b"{}\n".to_vec());
                }
                " (missing)" => assert!(state.files.remove(part.path).is_some()),
                " (no permission to read)" => {
                    state.files.remove(part.path);
                    state.others.push(other(EntryKind::File { size: 1 }));
                }
                target if target.starts_with(" -> ") => {
                    state.files.remove(part.path);
                    state.others.push(other(EntryKind::SymbolicLink));
                }
                unknown => panic!("{unknown} is no sign of a listing"),
            }
        }
    }
    state
}

/// The bytes that a text stands for, with the signs for what cannot be shown: `<U+FEFF>`, `<byte E9>`, `<U+0020 x 200>`.
fn meant(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("<U+").or_else(|| rest.find("<byte ")) {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let (sign, after) = rest[at + 1..].split_once('>').expect("a sign ends");
        let (code, count) = sign.split_once(" x ").unwrap_or((sign, "1"));
        let one = match (code.strip_prefix("U+"), code.strip_prefix("byte ")) {
            (Some(code), _) => {
                let code = u32::from_str_radix(code, 16).expect("a code");
                char::from_u32(code).expect("a character").to_string().into_bytes()
            }
            (None, byte) => vec![u8::from_str_radix(byte.expect("a byte"), 16).expect("figures")],
        };
        bytes.extend(one.repeat(count.parse().expect("a number")));
        rest = after;
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

#[test]
fn the_incorrect_example_of_each_rule_gives_its_diagnostic_alone() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let descriptor = &rule.descriptor;
        let judgement = judged(descriptor.code, descriptor.bad, descriptor.good);
        let codes: BTreeSet<&str> = judgement.diagnostics().iter().map(|found| found.code).collect();
        if codes != BTreeSet::from([descriptor.code]) {
            wrong.push(format!("{}: {codes:?}\n{}\n{}", descriptor.code, descriptor.bad, judgement.human()));
        }
    }
    assert!(wrong.is_empty(), "{} examples: {}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn the_correct_example_of_each_rule_is_accepted() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let descriptor = &rule.descriptor;
        let judgement = judged(descriptor.code, descriptor.good, descriptor.good);
        if !judgement.diagnostics().is_empty() {
            wrong.push(format!("{}: {}\n{}", descriptor.code, descriptor.good, judgement.human()));
        }
    }
    assert!(wrong.is_empty(), "{} examples: {}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn an_example_is_json_but_for_bytes_and_paths() {
    for rule in rules::all().filter(|rule| !rule.descriptor.code.starts_with("SYN")) {
        for example in [rule.descriptor.bad, rule.descriptor.good] {
            for part in parts(example).iter().filter(|part| part.path.starts_with("dataset/")) {
                let is_json = matches!(part.put, Put::Fields(_) | Put::Entry(_));
                assert!(is_json, "{}: {example}", rule.descriptor.code);
            }
        }
    }
}

#[test]
fn an_example_is_short_enough_to_read() {
    for rule in rules::all() {
        for example in [rule.descriptor.bad, rule.descriptor.good] {
            let longest = example.lines().map(|line| line.chars().count()).max().unwrap_or_default();
            assert!(
                example.lines().count() <= 25 && longest <= 115,
                "{}: {longest} characters in a line of\n{example}",
                rule.descriptor.code
            );
        }
    }
}
