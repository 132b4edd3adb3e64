//! What is told where a name stands twice in some state, so that nobody knows which of its values counts.

use serde_json::Value;

use crate::support::histories::{History, XAA};
use crate::support::{State, run};

const COUNTRIES: &str = "dataset/countries.json";

/// A file with a member put before the one of the same name.
fn with_before(state: &State, path: &str, passage: &str, member: &str) -> State {
    let text = state.text(path).replacen(passage, &format!("{member},\n  {passage}"), 1);
    let mut state = state.clone();
    state.files.insert(path.to_owned(), text.into_bytes());
    state
}

/// States in which something of the assessment stands twice, with the pointer to it.
fn doubled() -> Vec<(&'static str, State)> {
    let base = State::base();
    vec![
        ("/ratings", with_before(&base, XAA, "\"ratings\": {", "\"ratings\": {}")),
        ("/ratings/press", with_before(&base, XAA, "\"press\": {", "\"press\": {\"rating\": \"very-weak\"}")),
        ("/sources", with_before(&base, XAA, "\"sources\": {", "\"sources\": {}")),
    ]
}

/// The state in the middle has something twice; the first and the last are the same.
fn passing(doubled: &State) -> History {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit_by("Ben", "doubles", &["base"], "Double", doubled);
    history.commit_by("Cyd", "mends", &["doubles"], "Mend", &base);
    history.check_out();
    history
}

#[test]
fn what_stands_twice_on_a_side_could_not_be_compared() {
    for (pointer, state) in doubled() {
        let history = passing(&state);
        for range in ["HEAD~2..HEAD~1", "HEAD~1..HEAD"] {
            let told = run(history.path(), &["diff", range, "--format", "json"]);
            let report: Value = serde_json::from_str(&told.stdout).expect("JSON");
            assert_eq!(told.code, 2, "{pointer}: {}", told.stdout);
            let lost = report["not_compared"].as_array().expect("a list");
            assert_eq!((lost.len(), &lost[0]["pointer"]), (1, &Value::from(pointer)), "{lost:?}");
            assert_eq!(report["assessments"].as_array().map(Vec::len), Some(0), "{pointer}: {}", told.stdout);
            let told = run(history.path(), &["changelog", range]);
            assert_eq!(told.code, 2, "{pointer}: {}", told.stdout);
            assert!(told.stderr.contains("could not compare 1 value"), "{pointer}: {}", told.stderr);
        }
    }
}

/// What stands twice in both states, and there is not the same, could not be compared either; what is the same is no difference.
#[test]
fn what_stands_twice_on_both_sides_is_the_same_only_if_all_of_it_is() {
    let twice = |second: &str| {
        let first = "\"press\": {\"rating\": \"very-weak\"}";
        let state =
            State::base().replaced(XAA, "\"rating\": \"strong\"", &format!("\"rating\": \"{second}\""));
        with_before(&state, XAA, "\"press\": {", first)
    };
    let worded =
        |state: State| state.replaced(XAA, "What was found about courts in 2022", "What was seen of courts");
    let base = State::base();
    assert!(base.text(XAA).contains("\"press\""));
    let mut history = History::new();
    history.commit("one", &[], "Enter", &twice("strong"));
    history.commit("other", &["one"], "Other", &twice("fair"));
    history.commit("words", &["other"], "Words", &worded(twice("fair")));
    let other = run(history.path(), &["diff", "HEAD~2..HEAD~1"]);
    assert_eq!(other.code, 2, "{}{}", other.stdout, other.stderr);
    assert!(other.stderr.contains("could not compare 1 value"), "{}", other.stderr);
    let words = run(history.path(), &["diff", "HEAD~1..HEAD"]);
    assert_eq!((words.code, words.stderr.as_str()), (0, ""), "{}", words.stdout);
}

#[test]
fn a_state_in_which_something_stands_twice_credits_nobody_for_certain() {
    for (pointer, state) in doubled() {
        let history = passing(&state);
        let told = run(history.path(), &["history", "XAA", "press", "--edition", "2022", "--format", "json"]);
        let report: Value = serde_json::from_str(&told.stdout).expect("JSON");
        let events = report["events"].as_array().expect("a list").iter();
        let kinds: Vec<&str> = events.map(|event| event["kind"].as_str().expect("a word")).collect();
        assert!(kinds.contains(&"unreadable") && !kinds.contains(&"changed"), "{pointer}: {kinds:?}");
        assert!(told.stderr.contains("stands twice"), "{pointer}: {}", told.stderr);
        assert_eq!(told.code, 0);
    }
    // Who asks for an entry that stands once is told of it.
    let (_, state) = doubled().swap_remove(1);
    let history = passing(&state);
    let press = run(history.path(), &["history", "XAA", "press", "--edition", "2022"]);
    assert!(press.stdout.contains("2022: cannot be read here: \"press\" stands twice"), "{}", press.stdout);
    let courts = run(history.path(), &["history", "XAA", "courts", "--edition", "2022"]);
    assert!(!courts.stdout.contains("cannot be read"), "{}", courts.stdout);
}

#[test]
fn what_stands_twice_now_is_an_error() {
    let (_, state) = doubled().swap_remove(1);
    let mut history = History::new();
    history.commit("base", &[], "Enter", &State::base());
    history.commit("doubles", &["base"], "Double", &state);
    history.check_out();
    let told = run(history.path(), &["history", "XAA", "press"]);
    assert_eq!(told.code, 2, "{}", told.stdout);
    assert!(told.stderr.contains("1 file cannot be read as it is now"), "{}", told.stderr);
    let score = run(history.path(), &["score", "XAA", "2022"]);
    assert_eq!(score.code, 1, "{}{}", score.stdout, score.stderr);
    assert!(score.stdout.contains("not computable"), "{}", score.stdout);
}

#[test]
fn a_register_in_which_something_stands_twice_is_likewise() {
    let base = State::base();
    let doubled = with_before(&base, COUNTRIES, "\"XAA\": {", "\"XAA\": {\"name\": \"Else\"}");
    let mut noted = base.clone();
    noted = noted.edited(COUNTRIES, |file| file["countries"]["XAA"]["note"] = "Seen.".into());
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit_by("Ben", "doubles", &["base"], "Double", &doubled);
    history.commit_by("Cyd", "notes", &["doubles"], "Note", &noted);
    history.check_out();
    let told = run(history.path(), &["diff", "HEAD~2..HEAD~1"]);
    assert_eq!(told.code, 2, "{}{}", told.stdout, told.stderr);
    let page = run(history.path(), &["changelog", "HEAD~2..HEAD"]);
    let told = history.named(&page.stdout);
    assert!(told.contains("(`<notes>` or earlier, "), "{told}{}", page.stderr);
}
