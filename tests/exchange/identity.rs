//! Showing as Markdown and importing are inverse: the same file, byte for byte.

use std::sync::LazyLock;

use dataset::Dataset;
use dataset::canonical;
use dataset::schema::Kind;
use exchange::Subject;
use exchange::markdown::{Part, read, write};
use format::fault::FaultKind;
use format::json::parse;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

use crate::properties::{complete, files, is_valid};
use crate::support::cases::{self, Expected};
use crate::support::program::folder;
use crate::support::{State, run};

const KHM: [&str; 2] = ["dataset/assessments/KHM/2019.json", "dataset/assessments/KHM/2022.json"];
const XAA: &str = "dataset/assessments/XAA/2022.json";

/// The state that has every property, and one of its assessments.
static COMPLETE: LazyLock<(State, (String, Kind, Value))> = LazyLock::new(|| {
    let complete = complete();
    let file = files(&complete).into_iter().find(|(_, kind, _)| *kind == Kind::Assessment);
    (complete, file.expect("an assessment"))
});

/// What comes back of each assessment of a state that its schema has nothing against: path, text before, text after.
fn round_trips(state: &State) -> Vec<(String, String, Result<String, String>)> {
    let dataset = Dataset::load(&state.tree());
    let mut found = Vec::new();
    for file in &dataset.assessments {
        let faults = dataset.faults_of(&file.path);
        let framework = dataset.framework_of(&file.edition).filter(|framework| framework.damaged.is_empty());
        let Some(framework) =
            framework.filter(|_| faults.iter().all(|it| it.kind == FaultKind::NotCanonical))
        else {
            continue;
        };
        let subject = Subject {
            country: &file.country,
            country_name: "Åland",
            edition: &file.edition,
            framework: &framework.data,
        };
        let indicators: Vec<&str> = framework.data.indicators.ids().collect();
        let laid_out = |json: &_| canonical::write(json, Kind::Assessment.schema().shape(), &indicators);
        let root = parse(state.text(&file.path)).expect("JSON").root;
        let markdown = write(&root, &subject, Part::Whole);
        let back = read(&markdown, &subject).map(|back| laid_out(&back));
        let back = back.map_err(|problems| format!("{problems:?}\n{markdown}"));
        found.push((file.path.to_string(), laid_out(&root), back));
    }
    found
}

fn assert_same(state: &State) -> usize {
    let all = round_trips(state);
    for (path, before, after) in &all {
        let after = after.as_ref().unwrap_or_else(|why| panic!("{path}: {why}"));
        assert!(
            before == after,
            "{path} came back as another:\n{}",
            similar::TextDiff::from_lines(before, after).unified_diff()
        );
    }
    all.len()
}

/// The programs themselves, on the files of Cambodia.
#[test]
fn what_is_shown_is_imported_as_the_same_file() {
    let state = State::real();
    let folder = folder(&state);
    for path in KHM {
        let edition =
            path.rsplit('/').next().and_then(|name| name.strip_suffix(".json")).expect("an edition");
        let shown = run(folder.path(), &["show", "KHM", edition, "--format", "markdown"]);
        assert_eq!((shown.code, &*shown.stderr), (0, ""));
        let text = folder.path().join("shown.md");
        std::fs::write(&text, &shown.stdout).expect("a new file");
        std::fs::remove_file(folder.path().join(path)).expect("it is there");
        let imported = run(folder.path(), &["import", "shown.md"]);
        assert_eq!((imported.code, &*imported.stderr), (0, ""), "{}", imported.stdout);
        let back = std::fs::read_to_string(folder.path().join(path)).expect("it is there again");
        assert!(back == state.text(path), "{path} came back as another");
        let again =
            run(folder.path(), &["import", "shown.md", "--country", "Cambodia", "--edition", edition]);
        assert!(again.stdout.contains("says the same already"), "{again:?}");
    }
}

#[test]
fn all_valid_cases_of_the_rules_come_back() {
    let states = cases::all_judged().iter().filter(|judged| judged.case.expected == Expected::Silence);
    let counts: Vec<usize> = states.map(|judged| assert_same(&judged.state)).collect();
    assert!(counts.iter().sum::<usize>() > 500, "{counts:?}");
}

#[test]
fn every_property_of_the_schema_comes_back() {
    assert!(assert_same(&COMPLETE.0) > 0);
}

/// An entry that was shown alone is put back among the others.
#[test]
fn one_indicator_goes_out_and_comes_back() {
    let state = State::real();
    let folder = folder(&state);
    let asked = ["show", "KHM", "2022", "--indicator", "rome-statute", "--format", "markdown"];
    let shown = run(folder.path(), &asked);
    assert_eq!(shown.code, 0, "{shown:?}");
    assert!(!shown.stdout.contains("equal access"), "{}", shown.stdout);
    let edited =
        shown.stdout.replace("Rating: Very Strong", "Rating: strong").replace("in 2002", "in April 2002");
    std::fs::write(folder.path().join("part.md"), edited).expect("a new file");
    let imported = run(folder.path(), &["import", "part.md"]);
    assert_eq!(imported.code, 0, "{imported:?}");
    let expected = state.edited(KHM[1], |file| {
        let entry = &mut file["ratings"]["rome-statute"];
        entry["rating"] = json!("strong");
        let text = entry["rationale"][0].as_str().expect("a text").replace("in 2002", "in April 2002");
        entry["rationale"][0] = json!(text);
    });
    let back = std::fs::read_to_string(folder.path().join(KHM[1])).expect("it is there");
    assert!(back == expected.text(KHM[1]));
}

/// All strings of a file, by their places.
fn strings(value: &Value, pointer: &str, out: &mut Vec<String>) {
    match value {
        Value::String(_) => out.push(pointer.to_owned()),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(nth, item)| strings(item, &format!("{pointer}/{nth}"), out));
        }
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            strings(value, &format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1")), out);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Signs that have a meaning in Markdown, YAML or the form itself, and letters.
const SIGNS: &[&str] = &[
    "a",
    "B",
    "é",
    "7",
    " ",
    " ",
    "  ",
    ".",
    ".",
    "-",
    "-",
    "*",
    "_",
    "`",
    "[",
    "]",
    "^",
    "[^",
    "@",
    "<",
    ">",
    "&",
    "&amp;",
    "\\",
    "|",
    "#",
    "~",
    "$",
    "{",
    "}",
    "(",
    ")",
    ":",
    ": ",
    ";",
    ",",
    "!",
    "'",
    "\"",
    "“",
    "”",
    "’",
    "%",
    "+",
    "=",
    "?",
    "Rating: ",
    "Votes:",
    "1. ",
    "---",
    "...",
    "true",
    "null",
    "https://example.org/a_b",
    "p. 12",
    "\u{a0}",
    "ក",
    "[^report]",
    "<!--",
    "-->",
    "see @x",
    "\t",
];

fn text() -> impl Strategy<Value = String> {
    let sign = (0..SIGNS.len()).prop_map(|at| SIGNS[at]);
    prop::collection::vec(sign, 1..9).prop_map(|signs| signs.concat())
}

/// One edit: another text at one of the strings, or a member taken away.
fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, String, bool)>> {
    prop::collection::vec((any::<prop::sample::Index>(), text(), prop::bool::weighted(0.1)), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    /// Whatever edits leave a file that its schema has nothing against, it comes back.
    #[test]
    fn random_edits_come_back(edits in edits()) {
        let (path, kind, mut file) = COMPLETE.1.clone();
        for (place, text, is_removal) in edits {
            let mut all = Vec::new();
            strings(&file, "", &mut all);
            let place = place.get(&all);
            let before = file.clone();
            if is_removal {
                let (parent, name) = place.rsplit_once('/').expect("a member");
                match file.pointer_mut(parent) {
                    Some(Value::Object(members)) => {
                        members.shift_remove(&name.replace("~1", "/").replace("~0", "~"));
                    }
                    Some(Value::Array(items)) => {
                        items.remove(name.parse().expect("a place"));
                    }
                    _ => {}
                }
            } else {
                *file.pointer_mut(place).expect("it stands there") = json!(text);
            }
            if !is_valid(kind, &file) {
                file = before;
            }
        }
        let state = COMPLETE.0.clone().with_json(&path, |it| *it = file);
        assert_same(&state);
    }

    /// Texts of every kind in one paragraph, one comment and one title.
    #[test]
    fn odd_texts_come_back(texts in prop::collection::vec(text(), 4)) {
        let is_text = |text: &str| text == text.trim() && !text.trim().is_empty();
        prop_assume!(texts.iter().all(|text| is_text(text)));
        assert_same(&with_texts(&[&texts[0], &texts[1], &texts[2], &texts[3]]));
    }
}

/// A state with texts in paragraphs, comments and titles.
fn with_texts(texts: &[&str; 4]) -> State {
    State::base().with_json(XAA, |file| {
        file["ratings"]["courts"]["rationale"] = json!([texts[0], texts[1]]);
        file["ratings"]["courts"]["footnotes"]["report"]["comment"] = json!(texts[2]);
        file["overview"] = json!([texts[3], texts[0]]);
        file["remarks"] = json!({ "one": { "about": ["/overview/0"], "text": texts[1] } });
        file["sources"]["report-2022"]["title"] = json!(texts[2]);
    })
}

/// Texts that were once lost: a paragraph that begins as a note does, brackets before a colon, a comment that ends as a group of
/// citations does.
#[test]
fn texts_that_look_like_marks_come_back() {
    for text in ["[^report]: so", "[^report] [b]: c", "~%---null].", "See [x].", ".", "]."] {
        assert_same(&with_texts(&[text, "[^report]", text, text]));
        let alone = with_texts(&[text, text, text, text]).with_json(XAA, |file| {
            let note = &mut file["ratings"]["courts"]["footnotes"]["report"];
            note.as_object_mut().expect("a note").shift_remove("citations");
        });
        assert_same(&alone);
    }
}

/// What was changed after a text had been shown is not overwritten by it unseen; the same text can be edited and taken over again
/// and again.
#[test]
fn a_text_that_was_shown_earlier_overwrites_nothing() {
    let state = State::real();
    let folder = folder(&state);
    let shown = run(folder.path(), &["show", "KHM", "2022", "--format", "markdown"]).stdout;
    let part = ["show", "KHM", "2022", "--indicator", "rome-statute", "--format", "markdown"];
    let part = run(folder.path(), &part).stdout;
    let import = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("a file");
        run(folder.path(), &["import", name])
    };
    let rating = |id: &str, rating: &str| {
        let edited = state.clone().edited(KHM[1], |file| file["ratings"][id]["rating"] = json!(rating));
        edited.write_to(folder.path());
    };
    let file = || std::fs::read_to_string(folder.path().join(KHM[1])).expect("a file");
    rating("kigali-principles", "weak");
    let others = file();
    let refused = import("a.md", &shown.replace("in 2002", "in April 2002"));
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(
        refused.stderr.contains("has changed since") && refused.stderr.contains("shown-from"),
        "{refused:?}"
    );
    assert_eq!(file(), others);
    // The entry that is in the text is as it was.
    let done = import("part.md", &part.replace("in 2002", "in April 2002"));
    assert_eq!(done.code, 0, "{done:?}");
    let both = file();
    assert!(both.contains("in April 2002") && both != others);
    // It goes on from there, and not where somebody else has changed this entry too.
    let again = std::fs::read_to_string(folder.path().join("part.md")).expect("a file");
    let done = import("part.md", &again.replace("in April 2002", "in May 2002"));
    assert!(done.code == 0 && file().contains("in May 2002"), "{done:?}");
    rating("rome-statute", "fair");
    let refused = import("part.md", &again);
    assert!(refused.code == 2 && refused.stderr.contains("has changed since"), "{refused:?}");
    // Whoever wants to overwrite says so.
    let line = again.lines().find(|line| line.starts_with("shown-from: ")).expect("the line");
    assert_eq!(import("part.md", &again.replace(&format!("{line}\n"), "")).code, 0);
}
