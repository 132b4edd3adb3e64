//! Whatever the bytes: no panic, the same answer twice, and nothing that passes unread.

use dataset::Dataset;
use dataset::canonical::{Rewrite, rewrite};
use dataset::schema::Kind;
use proptest::prelude::*;

use crate::properties::{complete, places, set};
use crate::support::State;

const PATHS: [&str; 4] = [
    "dataset/assessments/XAA/2022.json",
    "dataset/frameworks/base-2019.json",
    "dataset/editions.json",
    "dataset/countries.json",
];

/// Judges a state and prints it in every format; a panic anywhere fails the test.
fn survives(state: &State) {
    let judgement = state.judged();
    let (human, json) = (judgement.human(), judgement.json());
    let again = state.judged();
    assert_eq!(human, again.human());
    assert_eq!(json, again.json());
    assert!(!human.contains('\u{1b}') && !human.contains('\u{202e}'), "{human}");
    for found in json["diagnostics"].as_array().expect("a list") {
        for field in ["line", "column", "end_line", "end_column"] {
            assert!(found[field].as_u64().is_some_and(|number| number >= 1), "{found}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(path in 0..PATHS.len(), bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut state = State::base();
        state.files.insert(PATHS[path].to_owned(), bytes);
        survives(&state);
    }

    #[test]
    fn a_passage_overwritten(
        path in 0..PATHS.len(),
        place in 0.0..1.0f64,
        length in 0..40usize,
        by in r#"[\[\]{}":,\\\u001b\u202e\u{feff}a-z0-9 \n\réu]{0,12}"#,
    ) {
        let mut state = State::base();
        let text = state.text(PATHS[path]).to_owned();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a text")]
        let start = (text.len() as f64 * place) as usize;
        let start = text.floor_char_boundary(start);
        let end = text.ceil_char_boundary((start + length).min(text.len()));
        let changed = format!("{}{by}{}", &text[..start], &text[end..]);
        state.files.insert(PATHS[path].to_owned(), changed.into_bytes());
        survives(&state);
    }

    /// Formatting settles at once, and changes nothing that a file says.
    #[test]
    fn formatting_is_idempotent(path in 0..PATHS.len(), seed in any::<u64>()) {
        let state = State::base();
        let value: serde_json::Value = serde_json::from_slice(&state.files[PATHS[path]]).expect("JSON");
        let shuffled = shuffled(&value, &mut seed.clone());
        let bytes = serde_json::to_vec(&shuffled).expect("JSON");
        let dataset = Dataset::load(&state.tree());
        let kind = Kind::of(PATHS[path]).expect("a path of the dataset");
        let indicators = dataset.indicators_of(PATHS[path]);
        let Rewrite::To(text) = rewrite(&bytes, kind, &indicators) else { panic!("it was not canonical") };
        prop_assert_eq!(rewrite(text.as_bytes(), kind, &indicators), Rewrite::AsItIs);
        let after: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        prop_assert_eq!(sorted(&after), sorted(&value));
    }
}

/// What means something to some rule, and letters that have another length as small letters, as capitals or composed.
const PIECES: [&str; 84] = [
    "report",
    "[report]",
    "report]",
    "[^report]",
    "[^",
    "^",
    "[",
    "]",
    "[1]",
    "[^1,2]",
    "(",
    ")",
    "{",
    "}",
    "<b>",
    "<!--",
    "&amp;",
    "&#",
    "“",
    "”",
    "„",
    "‘",
    "’",
    "\"",
    "'",
    "«",
    "»",
    ".",
    ",",
    ";",
    ":",
    "!",
    "?",
    "…",
    " ",
    "  ",
    "-",
    "–",
    "/",
    "\\",
    "*",
    "_",
    "#",
    "@",
    "|",
    "¹",
    "²",
    "2",
    "22",
    "2022",
    "2565",
    "1/2",
    "35,5",
    "n. 4",
    "XII",
    "p. ",
    "pp. ",
    "no. ",
    "para. ",
    "ibid. ",
    "TODO",
    "[TK]",
    "XX",
    "the ",
    "Jane ",
    "Doe, ",
    "and ",
    "et al.",
    "https://",
    "www.",
    "doi:10.",
    "A/RES/",
    "May ",
    "İ",
    "ß",
    "ﬁ",
    "é",
    "e\u{301}",
    "Ａ２",
    "ច",
    "ក្រ",
    "â€™",
    "Ã©",
    "😀",
];

/// A text of such pieces, and of any others.
fn odd_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => "\\PC{1,3}",
        1 => "[a-zA-Z]{1,9}",
    ];
    proptest::collection::vec(piece, 1..9).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in all texts of an assessment at once, with whatever label of a footnote.
    #[test]
    fn any_texts(texts in proptest::collection::vec(odd_text(), 20..60), label in "[a-z0-9][a-z0-9-]{0,12}") {
        let mut state = complete();
        let mut texts = texts.iter().cycle();
        state = state.with_json(PATHS[0], |file| {
            for place in places(Kind::Assessment, file).0.iter().filter(|place| place.is_free_text()) {
                set(file, &place.pointer, texts.next().expect("a text").replace("report", &label).into());
            }
            let footnotes = file["ratings"]["courts"]["footnotes"].as_object_mut().expect("an object");
            let footnote = footnotes.remove("report").expect("it is there");
            footnotes.insert(label.clone(), footnote);
        });
        let judgement = state.judged();
        judgement.human();
        judgement.json();
    }
}

/// The same value with the members of its objects in another order.
fn shuffled(value: &serde_json::Value, seed: &mut u64) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> =
                members.iter().map(|(name, value)| (name.clone(), shuffled(value, seed))).collect();
            for i in (1..members.len()).rev() {
                *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                members.swap(i, usize::try_from(*seed >> 33).expect("31 bits") % (i + 1));
            }
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| shuffled(item, seed)).collect()),
        other => other.clone(),
    }
}

/// The same value with the members of its objects sorted, to compare what two files say.
fn sorted(value: &serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> =
                members.iter().map(|(name, value)| (name.clone(), sorted(value))).collect();
            members.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

#[test]
fn every_cut_of_a_file_is_refused() {
    let state = State::base();
    let whole = state.files[PATHS[0]].clone();
    for length in (0..whole.len() - 1).step_by(37) {
        let mut state = state.clone();
        state.files.insert(PATHS[0].to_owned(), whole[..length].to_vec());
        let judgement = state.judged();
        let codes: Vec<&str> = judgement.diagnostics().iter().map(|found| found.code).collect();
        assert_eq!(codes, ["SYN001"], "cut at {length}: {}", judgement.human());
    }
}

#[test]
fn formatting_refuses_what_it_could_not_keep() {
    let refused = |text: &str| matches!(rewrite(text.as_bytes(), Kind::Editions, &[]), Rewrite::Refused(_));
    assert!(refused(r#"{"a": 1, "a": 2}"#), "a duplicate would be lost");
    assert!(refused(r#"{"a": 0.10000000000000000001}"#), "digits would be lost");
    assert!(refused(r#"{"a": 123456789012345678901234567890}"#), "digits would be lost");
    assert!(refused("{"));
    assert!(!refused("\u{feff}{\"editions\": {}\r\n}"));
}
