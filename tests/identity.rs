//! Which file goes on as which: where a path is another assessment's now, all that compare commits say the same.

use serde_json::json;

use crate::support::histories::{History, XAA};
use crate::support::{State, run};
use crate::ways::{moved, paths};

const NEXT: &str = "dataset/assessments/XAA/2023.json";

/// A state with a file that shares nothing with any other.
pub(crate) fn written(state: &State, path: &str, edition: &str) -> State {
    let mut state = state.clone();
    state.files.insert(path.to_owned(), State::base().files[XAA].clone());
    state.edited(path, |file| {
        file["edition"] = json!(edition);
        for (id, entry) in file["ratings"].as_object_mut().expect("an object") {
            entry["rating"] = json!("very-weak");
            entry["rationale"] = json!([format!("Something else about {id}.[^report]")]);
        }
        for (id, source) in file["sources"].as_object_mut().expect("an object") {
            source["title"] = json!(format!("Another source, {id}"));
        }
    })
}

fn without(state: &State, path: &str) -> State {
    let mut state = state.clone();
    state.files.remove(path);
    state
}

pub(crate) fn rated(state: &State, path: &str, level: &str) -> State {
    state.clone().edited(path, |file| file["ratings"]["press"]["rating"] = json!(level))
}

/// The changelog between two commits, with their names.
pub(crate) fn changelog(history: &History, from: &str, to: &str) -> String {
    let range = format!("{}..{}", history.id(from), history.id(to));
    let run = run(history.path(), &["changelog", &range]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    history.named(&run.stdout)
}

pub(crate) fn validated(history: &History, base: &str) -> String {
    let base = history.id(base);
    let run = run(history.path(), &["validate", "--base", &base, "--today", "2026-11-21"]);
    assert!(run.code < 2, "{}", run.stderr);
    run.stdout
}

pub(crate) fn pairs(history: &History, from: &str, to: &str) -> Vec<String> {
    paths(history, &format!("{}..{to}", history.id(from)))
}

/// One line renames an edition, and the other edits it, may withdraw it, and writes another in its place; both are kept.
#[test]
fn a_merge_keeps_the_renamed_edition_and_another_in_its_place() {
    for is_withdrawn in [true, false] {
        let base = State::base();
        let renamed = moved(&base, XAA, NEXT, "2023");
        let edited = rated(&base, XAA, "weak");
        let other = written(&base, XAA, "2022");
        let both = written(&renamed, XAA, "2022");
        for main in ["renames", "writes"] {
            let mut history = History::new();
            history.commit("base", &[], "Enter", &base);
            history.commit("renames", &["base"], "2022 is 2023", &renamed);
            history.commit("edits", &["base"], "Lower", &edited);
            let before = if is_withdrawn {
                history.commit("withdraws", &["edits"], "Withdraw 2022", &without(&edited, XAA));
                "withdraws"
            } else {
                "edits"
            };
            history.commit("writes", &[before], "Another 2022", &other);
            let side = if main == "renames" { "writes" } else { "renames" };
            history.commit("merges", &[main, side], "Merge", &both);
            history.check_out();
            let found = pairs(&history, "base", "HEAD");
            assert_eq!(found, ["nothing -> XAA/2022", "XAA/2022 -> XAA/2023"], "{main}, {is_withdrawn}");
            assert_eq!(pairs(&history, "base", ""), found, "{main}, {is_withdrawn}");
            let told = changelog(&history, "base", "merges");
            assert!(told.contains("### Edition 2022, which is new"), "{told}");
            assert!(told.contains("### Edition 2023, which was 2022"), "{told}");
            assert!(told.contains("(`<writes>`") && told.contains("(`<renames>`"), "{told}");
            let judged = validated(&history, "base");
            assert!(!judged.contains("CHG00"), "{judged}");
            let told = history.named(&run(history.path(), &["history", "XAA", "press"]).stdout);
            let of_next = run(history.path(), &["history", "XAA", "press", "--edition", "2023"]).stdout;
            assert!(of_next.contains("entered as Strong") && !of_next.contains("-> "), "{of_next}");
            assert!(!is_withdrawn || told.contains("2022: entered as Very Weak"), "{told}");
        }
    }
}

/// An edition is withdrawn, and a later commit enters another of that id.
#[test]
fn another_edition_of_the_same_id_is_another() {
    let base = State::base();
    let gone = without(&base, XAA);
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("withdraws", &["base"], "Withdraw 2022", &gone);
    history.commit("writes", &["withdraws"], "Another 2022", &written(&gone, XAA, "2022"));
    history.check_out();
    let two = ["XAA/2022 -> nothing", "nothing -> XAA/2022"];
    assert_eq!(pairs(&history, "base", "HEAD"), two);
    assert_eq!(pairs(&history, "base", ""), two);
    let told = changelog(&history, "base", "writes");
    for line in [
        "removed: published, 4 ratings, 3 sources (`<withdraws>`",
        "added: published, 4 ratings, 3 sources (`<writes>`",
    ] {
        assert!(told.contains(line), "{told}");
    }
    let judged = validated(&history, "base");
    assert!(judged.contains("CHG004") && !judged.contains("CHG001"), "{judged}");
    let told = history.named(&run(history.path(), &["history", "XAA", "press"]).stdout);
    assert!(told.contains("2022: removed") && told.contains("2022: entered as Very Weak"), "{told}");

    // What is put back and not committed is judged by what it says.
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("withdraws", &["base"], "Withdraw 2022", &gone);
    history.check_out();
    std::fs::write(history.path().join(XAA), &written(&gone, XAA, "2022").files[XAA]).expect("a file");
    assert_eq!(pairs(&history, "base", ""), two);
    std::fs::write(history.path().join(XAA), &rated(&base, XAA, "weak").files[XAA]).expect("a file");
    assert_eq!(pairs(&history, "base", ""), ["XAA/2022 -> XAA/2022"]);
}

#[test]
fn an_edition_that_is_put_back_is_the_same() {
    let base = State::base();
    for (level, found) in [("strong", &[][..]), ("weak", &["XAA/2022 -> XAA/2022"])] {
        let mut history = History::new();
        history.commit("base", &[], "Enter", &base);
        history.commit("withdraws", &["base"], "Withdraw 2022", &without(&base, XAA));
        history.commit("back", &["withdraws"], "Put it back", &rated(&base, XAA, level));
        history.check_out();
        assert_eq!(pairs(&history, "base", "HEAD"), found);
        assert!(!validated(&history, "base").contains("CHG004"));
        let told = changelog(&history, "base", "back");
        assert!(!told.contains("which is new") && !told.contains("single commit"), "{told}");
    }
}

/// A merge that takes the line on which another edition stands in the place of one that was edited on the main line.
#[test]
fn a_merge_can_take_another_edition_in_the_place_of_one() {
    let base = State::base();
    let edited = rated(&base, XAA, "weak");
    let other = written(&base, XAA, "2022");
    for (from, first) in [("base", "XAA/2022 -> nothing"), ("edits", "XAA/2022 -> nothing")] {
        let mut history = History::new();
        history.commit("base", &[], "Enter", &base);
        history.commit("withdraws", &["base"], "Withdraw 2022", &without(&base, XAA));
        history.commit("writes", &["withdraws"], "Another 2022", &other);
        history.commit("edits", &["base"], "Lower", &edited);
        history.commit("merges", &["edits", "writes"], "Merge", &other);
        history.check_out();
        assert_eq!(pairs(&history, from, "HEAD"), [first, "nothing -> XAA/2022"], "{from}");
        let told = changelog(&history, from, "merges");
        assert!(told.contains("removed: published, 4 ratings, 3 sources (`<withdraws>`"), "{told}");
        assert!(told.contains("added: published, 4 ratings, 3 sources (`<writes>`"), "{told}");
    }
}

/// A removal and a rename meet, and a merge decides.
#[test]
fn who_removed_or_kept_an_edition_is_named() {
    let base = State::base();
    let (renamed, gone) = (moved(&base, XAA, NEXT, "2023"), without(&base, XAA));
    let by_none = "by no single commit";
    for parents in [["renames", "withdraws"], ["withdraws", "renames"]] {
        for is_kept in [true, false] {
            let mut history = History::new();
            history.commit("base", &[], "Enter", &base);
            history.commit("renames", &["base"], "2022 is 2023", &renamed);
            history.commit("withdraws", &["base"], "Withdraw 2022", &gone);
            history.commit("merges", &parents, "Merge", if is_kept { &renamed } else { &gone });
            for from in ["base", parents[0], parents[1]] {
                let told = changelog(&history, from, "merges");
                assert!(!told.contains(by_none), "{parents:?} {is_kept} {from}: {told}");
                let names = ["(`<renames>`", "(`<withdraws>`", "(`<merges>`"];
                let is_same = from == if is_kept { "renames" } else { "withdraws" };
                let is_named = names.iter().any(|name| told.contains(name));
                assert_eq!(is_named, !is_same, "{parents:?} {is_kept} {from}: {told}");
            }
        }
    }
    // A merge that decides against a withdrawal.
    let edited = rated(&base, XAA, "weak");
    for parents in [["withdraws", "edits"], ["edits", "withdraws"]] {
        for end in [&edited, &gone] {
            let mut history = History::new();
            history.commit("base", &[], "Enter", &base);
            history.commit("withdraws", &["base"], "Withdraw 2022", &gone);
            history.commit("edits", &["base"], "Lower", &edited);
            history.commit("merges", &parents, "Merge", end);
            for from in ["base", "withdraws", "edits"] {
                let told = changelog(&history, from, "merges");
                assert!(!told.contains(by_none), "{parents:?} {from}: {told}");
            }
        }
    }
}

#[test]
fn who_withdrew_what_was_renamed_before_is_named() {
    let base = State::base();
    let renamed = moved(&base, XAA, NEXT, "2023");
    let gone = without(&base, XAA);
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("renames", &["base"], "2022 is 2023", &renamed);
    history.commit("withdraws", &["renames"], "Withdraw 2023", &gone);
    history.commit("writes", &["withdraws"], "Another 2022", &written(&gone, XAA, "2022"));
    let told = changelog(&history, "base", "withdraws");
    assert!(told.contains("removed: published, 4 ratings, 3 sources (`<withdraws>`"), "{told}");
    let told = changelog(&history, "base", "writes");
    assert!(told.contains("removed: published, 4 ratings, 3 sources (`<withdraws>`"), "{told}");
    assert!(told.contains("added: published, 4 ratings, 3 sources (`<writes>`"), "{told}");
}

#[test]
fn what_a_merge_renames_itself_is_its_own() {
    let base = State::base();
    let noted = base.clone().edited("dataset/assessments/XBB/2022.json", |file| {
        file["overview"] = json!(["Some words."]);
    });
    for edited in [base.clone(), rated(&base, XAA, "weak")] {
        let mut end = moved(&edited, XAA, NEXT, "2023");
        end.files.insert(
            "dataset/assessments/XBB/2022.json".to_owned(),
            noted.files["dataset/assessments/XBB/2022.json"].clone(),
        );
        for parents in [["edits", "notes"], ["notes", "edits"]] {
            let mut history = History::new();
            history.commit("base", &[], "Enter", &base);
            history.commit("edits", &["base"], "Lower", &edited);
            history.commit("notes", &["base"], "Note", &noted);
            history.commit("merges", &parents, "Merge, and 2022 is 2023", &end);
            for from in ["base", "edits", "notes"] {
                let told = changelog(&history, from, "merges");
                let line = told.lines().find(|line| line.contains("renamed")).expect("it is told");
                assert!(line.contains("(`<merges>`"), "{parents:?} {from}: {told}");
                assert!(!told.contains("by no single commit"), "{parents:?} {from}: {told}");
            }
        }
    }
}

/// Two tips of which neither comes before the other.
#[test]
fn tips_are_paired_through_where_they_parted() {
    let base = State::base();
    let renamed = moved(&base, XAA, NEXT, "2023");
    let handed_on = written(&renamed, XAA, "2022");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("edits", &["base"], "Lower", &rated(&base, XAA, "weak"));
    history.commit("renames", &["base"], "2022 is 2023", &renamed);
    history.commit("writes", &["renames"], "Another 2022", &handed_on);
    history.commit("withdraws", &["writes"], "Withdraw 2023", &without(&handed_on, NEXT));
    let range = |from: &str, to: &str| paths(&history, &format!("{}..{}", history.id(from), history.id(to)));
    assert_eq!(range("edits", "writes"), ["nothing -> XAA/2022", "XAA/2022 -> XAA/2023"]);
    assert_eq!(range("writes", "edits"), ["XAA/2022 -> nothing", "XAA/2023 -> XAA/2022"]);
    assert_eq!(range("edits", "withdraws"), ["XAA/2022 -> nothing", "nothing -> XAA/2022"]);
    assert_eq!(range("withdraws", "edits"), ["XAA/2022 -> nothing", "nothing -> XAA/2022"]);
    // Backwards it is the same the other way round.
    assert_eq!(range("writes", "base"), ["XAA/2022 -> nothing", "XAA/2023 -> XAA/2022"]);
    assert_eq!(range("withdraws", "base"), ["XAA/2022 -> nothing", "nothing -> XAA/2022"]);
}

/// The same edition that two lines entered each for itself is one.
#[test]
fn what_two_lines_entered_alike_is_paired() {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("one", &["base"], "Enter 2023", &written(&base, NEXT, "2023"));
    history.commit("other", &["base"], "Enter 2023", &rated(&written(&base, NEXT, "2023"), NEXT, "weak"));
    let range = format!("{}..{}", history.id("one"), history.id("other"));
    assert_eq!(paths(&history, &range), ["XAA/2023 -> XAA/2023"]);
}

/// A line older than the earlier commit renames an edition onto the id of another, which its merge takes out.
#[test]
fn an_older_line_is_followed_from_where_it_began() {
    let base = State::base();
    let renamed = moved(&base, XAA, NEXT, "2023");
    let two = written(&base, NEXT, "2023");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("renames", &["base"], "2022 is 2023", &renamed);
    history.commit("writes", &["base"], "Another 2023", &two);
    history.commit("merges", &["writes", "renames"], "Merge", &renamed);
    history.check_out();
    let found = pairs(&history, "writes", "HEAD");
    assert_eq!(found, ["XAA/2023 -> nothing", "XAA/2022 -> XAA/2023"]);
    assert_eq!(pairs(&history, "writes", ""), found);
    let told = changelog(&history, "writes", "merges");
    assert!(told.contains("### Edition 2023, which was 2022"), "{told}");
    assert!(told.contains("removed: published, 4 ratings, 3 sources (`<merges>`"), "{told}");
    assert!(!told.contains("by no single commit"), "{told}");
    let judged = validated(&history, "writes");
    assert!(judged.matches("error[CHG004").count() == 1 && !judged.contains("CHG001"), "{judged}");
}

/// One commit renames an edition and writes another in its place, or renames one onto another.
#[test]
fn one_commit_renames_an_edition_and_writes_another_in_its_place() {
    let base = State::base();
    let renamed = moved(&base, XAA, NEXT, "2023");
    let both = written(&renamed, XAA, "2022");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("renames", &["base"], "2022 is 2023, another is 2022", &both);
    history.commit("edits", &["renames"], "Lower", &rated(&both, NEXT, "weak"));
    history.check_out();
    let found = pairs(&history, "base", "HEAD");
    assert_eq!(found, ["nothing -> XAA/2022", "XAA/2022 -> XAA/2023"]);
    assert_eq!(pairs(&history, "base", ""), found);
    let told = changelog(&history, "base", "edits");
    assert!(told.contains("### Edition 2022, which is new"), "{told}");
    assert!(told.contains("added: published, 4 ratings, 3 sources (`<renames>`"), "{told}");
    assert!(told.contains("### Edition 2023, which was 2022"), "{told}");
    assert!(!validated(&history, "base").contains("CHG004"));
    let of = |edition: &str| {
        let told = run(history.path(), &["history", "XAA", "press", "--edition", edition]).stdout;
        history.named(&told)
    };
    let (own, next) = (of("2022"), of("2023"));
    assert!(own.contains("entered as Very Weak") && !own.contains("-> "), "{own}");
    assert!(!own.contains("entered as Strong"), "{own}");
    assert!(next.contains("entered as Strong") && next.contains("Strong -> Weak"), "{next}");

    let two = written(&base, NEXT, "2023");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &two);
    history.commit("renames", &["base"], "2022 is 2023", &renamed);
    history.check_out();
    assert_eq!(pairs(&history, "base", "HEAD"), ["XAA/2023 -> nothing", "XAA/2022 -> XAA/2023"]);
    let told = changelog(&history, "base", "renames");
    assert!(told.contains("removed: published, 4 ratings, 3 sources (`<renames>`"), "{told}");
    assert_eq!(validated(&history, "base").matches("error[CHG004").count(), 1);
}
