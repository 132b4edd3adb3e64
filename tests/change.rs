//! What `validate --base` says of a change: that, and only that, which was changed since the branch left its base.

use serde_json::{Value, json};

use crate::support::histories::{History, XAA, lower_press};
use crate::support::{Run, State, run};

/// Lowers press in Aland, so that everything that the file says of itself agrees.
fn lowered(file: &mut Value) {
    file["ratings"]["press"]["rating"] = json!("fair");
    file["ratings"]["press"]["change"] = json!("decrease");
    file["stated"] = json!({ "score": 38, "previous_score": 50, "difference": -12 });
}

/// A history in which `main` goes on after a branch has left it. On `main` a rating is changed in silence; that is the doing of
/// whoever did it, not of the branch, which is checked out with a state in its folder.
fn branched(edit: impl FnOnce(&mut Value)) -> History {
    let mut history = History::new();
    let start = State::base();
    history.commit("start", &[], "Enter the data", &start);
    let silent = start.clone().edited("dataset/assessments/XBB/2022.json", |file| {
        file["ratings"]["press"]["rating"] = json!("very-weak");
    });
    history.commit("main", &["start"], "Change Beland in silence", &silent);
    let main = git2::Oid::from_str(&history.id("main")).expect("an id");
    history.git().reference("refs/heads/upstream", main, true, "a branch").expect("a branch");
    history.commit("branch", &["start"], "Lower press", &start.edited(XAA, edit));
    history.check_out();
    history
}

fn validated(history: &History, arguments: &[&str]) -> Run {
    run(history.path(), &[&["validate", "--today", "2026-11-21"], arguments].concat())
}

#[test]
fn a_published_rating_that_is_lowered_and_nothing_else_is_refused() {
    let history = branched(lowered);
    assert_eq!(validated(&history, &[]).code, 0, "in itself it is right");
    let judged = validated(&history, &["--base", "upstream"]);
    assert_eq!((judged.code, judged.stderr.as_str()), (1, ""));
    insta::assert_snapshot!(judged.stdout);
    assert!(!judged.stdout.contains("XBB"), "what main did meanwhile is not told");
}

/// The same, with the scores that follow from it recorded.
fn lower_press_and_scores(file: &mut Value) {
    lower_press(file);
    let stated = |from: &str, to: &str| json!({ "kind": "stated", "from": from, "to": to, "reason": "transcription", "note": "It follows from the rating." });
    file["errata"] = json!({ "2026-01-03": stated("44", "38"), "2026-01-03-2": stated("-6", "-12") });
}

#[test]
fn with_an_erratum_evidence_and_other_words_it_passes() {
    let history = branched(lower_press_and_scores);
    let judged = validated(&history, &["--base", "upstream"]);
    assert_eq!((judged.code, judged.stderr.as_str()), (0, ""), "{}", judged.stdout);
    let diff = run(history.path(), &["diff", "upstream...HEAD", "--format", "markdown"]);
    let first: Vec<&str> = diff.stdout.lines().take(11).collect();
    insta::assert_snapshot!(first.join("\n"));
}

#[test]
fn a_commit_is_judged_against_its_base_without_a_checkout() {
    let history = branched(lowered);
    let elsewhere = tempfile::tempdir().expect("a folder");
    git2::build::RepoBuilder::new()
        .bare(true)
        .clone(history.path().to_str().expect("UTF-8"), elsewhere.path())
        .expect("a clone");
    let branch = history.id("branch");
    let arguments = ["validate", "--at", &branch, "--base", &history.id("main"), "--today", "2026-11-21"];
    let judged = run(elsewhere.path(), &arguments);
    assert_eq!(judged.code, 1);
    let by_name = validated(&history, &["--base", "upstream"]).stdout;
    assert!(by_name.contains("cargo xtask validate --fix --base upstream\n"), "{by_name}");
    assert_eq!(judged.stdout, by_name.replace("--base upstream", &format!("--base {}", history.id("main"))));
    let own = run(elsewhere.path(), &["validate", "--at", &branch, "--base", &branch]);
    assert_eq!(own.code, 0, "nothing has changed since itself");
}

#[test]
fn what_the_change_does_not_touch_can_be_left_out() {
    let history = branched(lowered);
    let mut state = State::base().edited(XAA, lowered);
    state = state.edited("dataset/assessments/XBB/2022.json", |file| file["stated"]["score"] = json!(1));
    state.write_to(history.path());
    let all = validated(&history, &["--base", "upstream"]);
    assert!(all.stdout.contains("SCO001"), "{}", all.stdout);
    let mut broken_before = branched(|_| {});
    let broken =
        State::base().edited("dataset/assessments/XBB/2022.json", |file| file["stated"]["score"] = json!(1));
    broken_before.commit("broken", &["start"], "Break Beland", &broken);
    broken_before.commit("lowers", &["broken"], "Lower press", &broken.edited(XAA, lowered));
    broken_before.check_out();
    let base = broken_before.id("broken");
    let changed = validated(&broken_before, &["--base", &base, "--changed"]);
    assert_eq!(changed.code, 1);
    assert!(!changed.stdout.contains("SCO001"));
    insta::assert_snapshot!(changed.stdout.lines().rev().nth(2).expect("a line"), @"1 file checked (1 assessment of 1 country): 4 errors. Only problems in files that the change touches, or that it causes in others, are reported; not reported: 1 problem.");
    assert_eq!(validated(&broken_before, &["--changed"]).code, 2, "without --base there is no change");
}

#[test]
fn data_with_the_tool_is_warned_of() {
    let mut history = branched(|_| {});
    let mut state = State::base();
    state.files.insert("schema/RULES.md".to_owned(), b"# Rules\n".to_vec());
    let state = state.edited("dataset/countries.json", |file| {
        file["countries"]["XAA"]["note"] = json!("An island.");
    });
    history.commit("both", &["start"], "Do both", &state);
    history.check_out();
    let judged = validated(&history, &["--base", "upstream"]);
    assert_eq!(judged.code, 0, "a warning");
    assert!(judged.stdout.contains("warning[CHG008]"), "{}", judged.stdout);
}

#[test]
fn a_base_that_is_none_is_an_error() {
    let history = branched(|_| {});
    let judged = validated(&history, &["--base", "nowhere"]);
    assert_eq!((judged.code, judged.stdout.as_str()), (2, ""));
    assert_eq!(judged.stderr, "error: there is no revision \"nowhere\" in this repository\n");
}

/// In a clone `main` is often missing, or as old as the clone is.
#[test]
fn a_base_that_only_the_remote_has_or_has_newer_is_named() {
    let history = branched(lowered);
    let git = history.git();
    git.remote("origin", "https://example.org/data").expect("a remote");
    let id = |name: &str| git2::Oid::from_str(&history.id(name)).expect("an id");
    let point = |name: &str, to| {
        git.reference(name, id(to), true, "a branch").expect("a branch");
    };
    point("refs/remotes/origin/trunk", "main");
    let missing = validated(&history, &["--base", "trunk"]);
    let told = "error: there is no revision \"trunk\" in this repository; did you mean origin/trunk?\n";
    assert_eq!((missing.code, missing.stderr.as_str()), (2, told));

    // The newest of both is no part of the branch, so that both begin alike.
    point("refs/heads/trunk", "start");
    assert_eq!(validated(&history, &["--base", "trunk"]).stderr, "");
    point("refs/remotes/origin/trunk", "branch");
    let old = validated(&history, &["--base", "trunk"]);
    let told = "note: origin/trunk is newer than trunk; to compare with it: --base origin/trunk\n";
    assert_eq!(old.stderr, told);
}
