//! A bracket too few or too many in a real file is found within one line of where it was, and named.

use format::json::{SyntaxError, parse};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::support::State;

const FILES: [&str; 2] = ["dataset/assessments/KHM/2022.json", "dataset/assessments/KHM/2019.json"];

/// One place in so many is tried; with 1 it is all of them.
const EVERY: usize = 11;

fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset].iter().filter(|byte| **byte == b'\n').count()
}

/// The error of a text with a slip in a line, counted from 0; it stands within one line of it.
fn error_near(changed: &str, line: usize) -> SyntaxError {
    let error = parse(changed).expect_err("no JSON");
    let distance = line_of(changed, error.offset).abs_diff(line);
    assert!(distance <= 1, "line {}: {distance} lines away: {}", line + 1, error.message);
    error
}

/// The closing brackets within a file, each with the beginning and the end of its line, which has no other.
fn closers(text: &str) -> Vec<(usize, char)> {
    let inner = text.match_indices(['}', ']']).filter(|(at, closer)| {
        let line = text[..*at].rfind('\n').map_or(0, |end| end + 1);
        let is_alone = text[line..*at].trim().is_empty();
        is_alone && at + closer.len() < text.trim_end().len()
    });
    inner.filter_map(|(at, closer)| Some((at, closer.chars().next()?))).collect()
}

/// Leaves a closing bracket out, alone and with its line.
fn without(text: &str, at: usize) -> [String; 2] {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = at + text[at..].find('\n').unwrap_or(0) + 1;
    [[&text[..at], &text[at + 1..]].concat(), [&text[..start], &text[end..]].concat()]
}

fn try_without(text: &str, at: usize, closer: char) {
    for changed in without(text, at) {
        let error = error_near(&changed, line_of(text, at));
        assert!(error.message.contains(&format!("a closing {closer} is missing")), "{}", error.message);
        let names = ["the group", "the list"].iter().any(|what| error.message.contains(what));
        assert!(names && error.message.contains("that begins in line"), "{}", error.message);
    }
}

#[test]
fn a_missing_bracket_is_found_where_it_belongs() {
    let state = State::real();
    for path in FILES {
        let text = state.text(path);
        for (at, closer) in closers(text).into_iter().step_by(EVERY) {
            try_without(text, at, closer);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    /// Sixty of the inner brackets of the newer file.
    #[test]
    fn sixty_missing_brackets_are_found(nth in any::<prop::sample::Index>()) {
        let state = State::real();
        let text = state.text(FILES[0]);
        let all = closers(text);
        let (at, closer) = all[nth.index(all.len())];
        try_without(text, at, closer);
    }
}

/// One bracket more behind each that closes, and at the end of lines between.
#[test]
fn a_bracket_too_many_is_found_where_it_stands() {
    let state = State::real();
    let mut tried = 0;
    for path in FILES {
        let text = state.text(path);
        for (end, _) in text.match_indices('\n').step_by(EVERY) {
            let line = &text[text[..end].rfind('\n').map_or(0, |at| at + 1)..end];
            let indent = &line[..line.len() - line.trim_start().len()];
            for closer in ["}", "]"] {
                for put in [closer.to_owned(), format!("\n{indent}{closer}"), format!("\n{indent}{closer},")]
                {
                    let changed = [&text[..end], &put, &text[end..]].concat();
                    let error = error_near(&changed, line_of(text, end));
                    let is_named =
                        ["one too many", "belongs here"].iter().any(|words| error.message.contains(words));
                    assert!(is_named, "{path}:{}: {put:?}: {}", line_of(text, end) + 1, error.message);
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 416, "{tried}");
}

/// Where an opening bracket is left out, behind a name or in a list, the error stands at its line.
#[test]
fn a_missing_opening_bracket_is_found_where_it_belongs() {
    let state = State::real();
    for path in FILES {
        let text = state.text(path);
        let openers =
            text.match_indices(['{', '[']).filter(|(at, _)| *at > 0 && text[at + 1..].starts_with('\n'));
        for (at, opener) in openers.step_by(EVERY) {
            let changed = [text[..at].trim_end_matches(' '), &text[at + 1..]].concat();
            let error = error_near(&changed, line_of(text, at));
            assert!(error.message.contains(&format!("an opening {opener} is missing")), "{}", error.message);
        }
    }
}

/// Where the whole line is lost that opens a group or a list, the error stands at the line behind it.
#[test]
fn a_lost_line_that_opens_something_is_found_where_it_was() {
    let state = State::real();
    let mut tried = 0;
    for path in FILES {
        let text = state.text(path);
        let openers = text.match_indices(['{', '[']).filter(|(at, _)| text[at + 1..].starts_with('\n'));
        for (at, _) in openers.filter(|(at, _)| *at > 0).step_by(EVERY) {
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let changed = [&text[..start], &text[at + 2..]].concat();
            let error = error_near(&changed, line_of(text, at));
            let is_named = ["a line is missing before this one", "an opening"];
            assert!(is_named.iter().any(|words| error.message.contains(words)), "{}", error.message);
            tried += 1;
        }
    }
    assert!(tried > 75, "{tried}");
}
