//! Merges of more than two lines: each line is held against every other, as in merges of two.

use format::limits::MOST_LINES;
use serde_json::{Value, json};

use crate::support::histories::{History, XAA};
use crate::support::{State, run};

const OLD: &str = "dataset/assessments/XBB/2022.json";
const NEW: &str = "dataset/assessments/XBB/2025.json";

fn renamed(state: &State) -> State {
    let mut state = state.clone();
    let file = state.files.remove(OLD).expect("is there");
    state.files.insert(NEW.to_owned(), file);
    state.edited(NEW, |file| file["edition"] = json!("2025"))
}

/// The same file with hardly an entry as it was.
fn rewritten(state: &State) -> State {
    state.clone().edited(OLD, |file| {
        for (_, entry) in file["ratings"].as_object_mut().expect("an object") {
            entry["rating"] = json!("very-weak");
            entry["rationale"] = json!(["Said in other words.[^report]"]);
        }
    })
}

fn elsewhere(state: &State) -> State {
    state.clone().edited(XAA, |file| file["overview"] = json!(["Other words."]))
}

fn without(state: &State) -> State {
    let mut state = state.clone();
    state.files.remove(OLD);
    state
}

/// What was done to Beland, by the merge and before, where these lines are merged in this order.
fn told(lines: &[&'static str], other: &State) -> Vec<String> {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("elsewhere", &["base"], "Elsewhere", &elsewhere(&base));
    for line in lines.iter().filter(|line| line.starts_with("more")) {
        history.commit(line, &["base"], line, &elsewhere(&base));
    }
    history.commit("renames", &["base"], "Rename", &renamed(&base));
    history.commit("other", &["base"], "Other", other);
    history.commit("merge", lines, "Merge", &elsewhere(&renamed(&base)));
    history.check_out();
    let told = run(history.path(), &["history", "XBB", "press", "--format", "json"]);
    let report: Value = serde_json::from_str(&history.named(&told.stdout)).expect("JSON");
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let event = |event: &Value| {
        let words = [&event["commit"], &event["edition"], &event["kind"]].map(word).join(" ");
        format!("{words} {} {}", event["rating"], event["lasted"])
    };
    report["events"].as_array().expect("a list").iter().map(event).collect()
}

#[test]
fn a_file_that_was_renamed_on_one_line_is_known_on_every_other() {
    let base = State::base();
    for other in [rewritten(&base), without(&base)] {
        let right = told(&["renames", "other"], &other);
        assert!(right.iter().any(|event| event.starts_with("<merge>")), "{right:#?}");
        for lines in [
            &["renames", "elsewhere", "other"][..],
            &["elsewhere", "renames", "other"],
            &["elsewhere", "other", "renames"],
            &["renames", "other", "elsewhere"],
        ] {
            assert_eq!(told(lines, &other), right, "{lines:?}");
        }
    }
}

#[test]
fn so_many_lines_are_held_against_each_other() {
    let other = rewritten(&State::base());
    let of = |count: usize| {
        let more: Vec<&'static str> = (2..count).map(|nth| &*format!("more{nth}").leak()).collect();
        told(&[&more, &["renames", "other"][..]].concat(), &other)
    };
    let right = told(&["renames", "other"], &other);
    assert_eq!(of(MOST_LINES), right);
    assert!(of(MOST_LINES + 1).iter().any(|event| event.starts_with("<merge> 2022 removed")));
}
