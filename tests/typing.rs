//! What keeps a file from being JSON is named where it was typed, with what to type instead; brackets are tried in `brackets`.

use format::json::{SyntaxError, parse};
use proptest::prelude::*;

use crate::support::State;

const Y2022: &str = "dataset/assessments/KHM/2022.json";

fn error(text: &str) -> SyntaxError {
    parse(text).expect_err("no JSON")
}

/// A slip: what stands in the file of 2022, what is typed in its place, where the error is shown (what stands there), and
/// words of its message and its help.
type Typed = (&'static str, &'static str, &'static str, [&'static str; 2]);

const TYPED: &[Typed] = &[
    ("\"rating\": \"weak\"", "\"rating\": “weak”", "“weak”", ["curly", "straight quotation marks"]),
    ("\"rating\": \"weak\"", "“rating”: \"weak\"", "“rating”", ["curly", "straight quotation marks"]),
    ("\"rating\": \"weak\"", "'rating': 'weak'", "'rating'", ["single", "double quotation marks"]),
    ("\"rating\": \"weak\"", "\"rating\": 'weak'", "'weak'", ["single", "double quotation marks"]),
    (
        "\"rating\": \"weak\"",
        "rating: \"weak\"",
        "rating:",
        ["a name stands in double", "marks: \"rating\"."],
    ),
    ("\"rating\": \"weak\"", "\"rating\": weak", "weak,", ["a text stands in double", "marks: \"weak\"."]),
    (
        "\"rating\": \"weak\"",
        "\"rating\": very weak",
        "very weak,",
        ["a text stands in double", "marks: \"very weak\"."],
    ),
    (
        "\"rating\": \"weak\"",
        "\"rating\": weak\"",
        "weak\"",
        ["begins this text is missing", "marks: \"weak\"."],
    ),
    ("\"rating\": \"weak\"", "\"rating\": \"weak", ",\n", ["is missing before this comma", "End the text"]),
    ("\"rating\": \"weak\"", "\"rating\" \"weak\"", "\"weak\"", ["a colon is missing", "colon (:)"]),
    ("\"rating\": \"weak\"", "\"rating\" = \"weak\"", "= \"weak\"", ["a colon belongs here", "colon (:)"]),
    ("\"rating\": \"weak\"", "\"rating\": NONE", "NONE", ["no value", "delete its line"]),
    ("\"rating\": \"weak\"", "\"rating\": True", "True", ["small letters", "Write true"]),
    ("\"rating\": \"weak\"", "\"rating\": \"\\ud800\"", "\\ud800", ["no character", "the character itself"]),
    ("\"rating\": \"weak\"", "\"rating\": \"we\\_ak\"", "\\_ak", ["a backslash", "Delete the backslash"]),
    ("\"rating\": \"weak\"", "\"rating\":\u{a0}\"weak\"", "\u{a0}\"weak\"", ["U+00A0", "plain blank"]),
    ("\"rating\": \"weak\",", "\"rating\": \"weak\"", "\"\n", ["a comma is missing after this", "comma (,)"]),
    ("\"rating\": \"weak\",", "\"rating\": \"weak\";", ";\n", ["a comma belongs here", "comma (,)"]),
    ("\"rating\": \"weak\",", "\"rating\": \"weak\",,", ",\n", ["one too many", "Delete it."]),
    (
        "\"rating\": \"weak\",",
        "\"rating\": \"weak\", // sure?",
        "// sure?",
        ["no comments", "Delete the comment."],
    ),
    (
        "\"rating\": \"weak\",",
        "\"rating\": \"weak\" # sure?",
        "# sure?",
        ["no comments", "Delete the comment."],
    ),
    ("\"difference\": -6", "\"difference\": −6", "−6", ["minus sign", "hyphen (-)"]),
    ("\"difference\": -6", "\"difference\": –6", "–6", ["minus sign", "hyphen (-)"]),
    ("\"difference\": -6", "\"difference\": +6", "+6", ["plus sign", "Delete the +."]),
    ("\"difference\": -6", "\"difference\": -06", "-06", ["begins with a 0", "Write 6"]),
    ("\"difference\": -6", "\"difference\": 1e400", "1e400", ["too large", "the number that is meant"]),
    ("\"difference\": -6", "\"difference\": .5", ".5", ["digit", "before and after"]),
    ("\"difference\": -6", "\"difference\": -6,", ",\n  }", ["one too many", "Delete it."]),
    (
        "\"difference\": -6",
        "\"difference\": -6 points",
        "points",
        ["cannot follow a number", "double quotation marks"],
    ),
    ("\"difference\": -6", "\"difference\":", "},", ["a value is missing", "Write the value"]),
    ("\"sources\": {", "\"sources\": {\n    [{ \"id\": \"x\" }],", "[{", ["has no name", "an id of its own"]),
    (
        "\"sources\": {",
        "\"sources\": {\n    { \"title\": \"x\" },",
        "{ \"title\"",
        ["has no name", "an id of its own"],
    ),
    (
        "\"country\": \"KHM\"",
        "\"country\": \"the \"KHM\" country\"",
        "\"KHM\"",
        ["ends it here", "curly marks"],
    ),
    ("\"country\": \"KHM\"", "\"country\": \"\"KHM\" country\"", "\"KHM\"", ["ends it here", "curly marks"]),
    ("\"country\": \"KHM\"", "\"country\": \"KH\nM\"", "\nM\"", ["broken here", "Join the two lines"]),
    ("\"country\": \"KHM\"", "\"country\": \"KH\tM\"", "\tM\"", ["a tab", "blank"]),
];

#[test]
fn a_slip_of_the_keyboard_is_named_with_its_remedy() {
    let state = State::real();
    let text = state.text(Y2022);
    for (before, typed, shown, [message, help]) in TYPED {
        let changed = text.replacen(before, typed, 1);
        assert_ne!(changed, text, "{before} stands in the file");
        let error = error(&changed);
        assert!(
            changed[error.offset..].starts_with(shown),
            "{typed}: shown is {:?}",
            &changed[error.offset..][..20]
        );
        assert!(error.message.contains(message), "{typed}: {}", error.message);
        let told = error.help.unwrap_or_default();
        assert!(told.contains(help), "{typed}: {told}");
    }
}

#[test]
fn files_of_another_kind_are_named() {
    for (text, message) in [
        ("", "is empty"),
        (" \n\n", "is empty"),
        ("<!DOCTYPE html>\n<p>", "web page"),
        ("<HTML>", "web page"),
    ] {
        assert!(error(text).message.contains(message), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is typed over any part of a small file, the error has a place in the file, and words.
    #[test]
    fn any_text_has_its_error(at in 0_usize..400, taken in 0_usize..30, put in "[\\PC\\n\\t\"{}\\[\\]:,\\\\u0-9]{0,12}") {
        let text = "{\n  \"a\": {\n    \"b\": [\n      \"Ω “c” \\u00e9\",\n      -1.5e3\n    ],\n    \"d\": {\n      \"e\": true\n    }\n  },\n  \"f\": \"g\"\n}\n";
        let start = text.floor_char_boundary(at.min(text.len()));
        let end = text.ceil_char_boundary((start + taken).min(text.len()));
        let changed = [&text[..start], &put, &text[end..]].concat();
        if let Err(error) = parse(&changed) {
            prop_assert!(error.offset <= changed.len() && changed.is_char_boundary(error.offset));
            prop_assert!(!error.message.is_empty());
        }
    }
}
