//! Whom a changelog names where files went and came more than once, got other names on both sides of a merge, or cannot be read.

use serde_json::json;

use crate::identity::{changelog, rated, written};
use crate::support::histories::{History, XAA};
use crate::support::{State, run};
use crate::ways::moved;

const NEXT: &str = "dataset/assessments/XAA/2023.json";
const OTHER: &str = "dataset/assessments/XAA/2024.json";

/// A state whose file is cut off before its end, so that it is no JSON.
fn broken(state: &State, path: &str) -> State {
    let mut state = state.clone();
    let text = state.files.get_mut(path).expect("it is there");
    text.truncate(text.len() - 10);
    state
}

/// A state with a file that shares no words with any other, and cannot be read.
fn broken_other(state: &State, path: &str, edition: &str) -> State {
    let words = |of: &str| (0..60).map(|nth| format!("{of}{nth}")).collect::<Vec<_>>().join(" ");
    let state = written(state, path, edition).edited(path, |file| {
        for (id, entry) in file["ratings"].as_object_mut().expect("an object") {
            entry["rationale"] = json!([words(id), words(&id.to_uppercase())]);
        }
        file["overview"] = json!([words("overview"), words("view"), words("over")]);
    });
    broken(&state, path)
}

/// The changelog, of which some could not be compared.
fn partly(history: &History, from: &str, to: &str) -> String {
    let range = format!("{}..{}", history.id(from), history.id(to));
    let run = run(history.path(), &["changelog", &range]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    history.named(&format!("{}{}", run.stdout, run.stderr))
}

#[test]
fn what_was_withdrawn_and_entered_again_is_of_the_commit_that_entered_it_last() {
    let base = State::base();
    let two = written(&base, NEXT, "2023");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("enters", &["base"], "Enter 2023", &two);
    history.commit("withdraws", &["enters"], "Withdraw 2023", &base);
    history.commit("again", &["withdraws"], "Enter 2023 again", &rated(&two, NEXT, "weak"));
    history.commit("edits", &["again"], "Edit", &rated(&two, NEXT, "fair"));
    for from in ["base", "withdraws"] {
        let told = changelog(&history, from, "edits");
        assert!(told.contains("added: published, 4 ratings, 3 sources (`<again>`"), "{from}: {told}");
    }
    assert!(
        changelog(&history, "enters", "edits")
            .contains("Very Weak -> Fair (+2)**, no new evidence (`<edits>`")
    );
}

/// Both lines give an edition another name, and the merge keeps one of the two, or gives it a third.
#[test]
fn the_line_that_gave_the_name_that_stands_is_named() {
    let base = State::base();
    let (ours, theirs) = (moved(&base, XAA, NEXT, "2023"), moved(&base, XAA, OTHER, "2024"));
    let third = moved(&base, XAA, "dataset/assessments/XAA/2025.json", "2025");
    for parents in [["ours", "theirs"], ["theirs", "ours"]] {
        for (end, by) in [(&ours, "ours"), (&theirs, "theirs"), (&third, "merges")] {
            let mut history = History::new();
            history.commit("base", &[], "Enter", &base);
            history.commit("ours", &["base"], "2022 is 2023", &ours);
            history.commit("theirs", &["base"], "2022 is 2024", &theirs);
            history.commit("merges", &parents, "Merge", end);
            for from in ["base", "ours", "theirs"].into_iter().filter(|from| *from != by) {
                let told = changelog(&history, from, "merges");
                let line = told.lines().find(|line| line.contains("renamed")).expect("it is told");
                assert!(line.contains(&format!("(`<{by}>`")), "{parents:?} {from}: {told}");
            }
        }
    }
}

/// What is edited and withdrawn, and what a merge brings back as it was edited.
#[test]
fn a_merge_that_brings_back_what_was_edited_and_withdrawn_is_named() {
    let base = State::base();
    let edited = rated(&base, XAA, "weak");
    let mut gone = base.clone();
    gone.files.remove(XAA);
    let noted = base.clone().edited("dataset/assessments/XBB/2022.json", |file| {
        file["overview"] = json!(["Some words."]);
    });
    for parents in [["withdraws", "notes"], ["notes", "withdraws"]] {
        let mut history = History::new();
        history.commit("base", &[], "Enter", &base);
        history.commit("edits", &["base"], "Lower", &edited);
        history.commit("withdraws", &["edits"], "Withdraw 2022", &gone);
        history.commit("notes", &["base"], "Note", &noted);
        history.commit("merges", &parents, "Merge", &edited);
        for from in ["base", "notes", "withdraws"] {
            let told = changelog(&history, from, "merges");
            assert!(!told.contains("by no single commit"), "{parents:?} {from}: {told}");
            let line = told.lines().find(|line| line.contains("Strong -> Weak") || line.contains("added"));
            assert!(line.expect("it is told").contains("(`<merges>`"), "{parents:?} {from}: {told}");
        }
    }
}

/// An edition that gets a name that is none, as one in which only the case of letters is other.
#[test]
fn what_went_to_a_path_that_is_none_was_removed_by_the_commit_that_did_it() {
    let base = State::base();
    let mut aside = base.clone();
    let bytes = aside.files.remove(XAA).expect("it is there");
    aside.files.insert("dataset/assessments/XAA/2022-A.json".to_owned(), bytes);
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("moves", &["base"], "2022 is 2022-A", &aside);
    history.commit("edits", &["moves"], "Edit", &rated(&aside, "dataset/assessments/XBB/2022.json", "weak"));
    let told = changelog(&history, "base", "edits");
    assert!(told.contains("removed: published, 4 ratings, 3 sources (`<moves>`"), "{told}");
    history.commit("back", &["edits"], "Back", &base);
    let told = changelog(&history, "base", "back");
    assert!(told.contains("Nothing in the dataset differs."), "{told}");
}

#[test]
fn what_cannot_be_read_is_renamed_by_the_commit_that_did_it() {
    let base = State::base();
    let broken = broken(&base, XAA);
    let mut away = broken.clone();
    let bytes = away.files.remove(XAA).expect("it is there");
    away.files.insert(NEXT.to_owned(), bytes);
    let mended = moved(&base, XAA, NEXT, "2023");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("breaks", &["base"], "Break", &broken);
    history.commit("moves", &["breaks"], "2022 is 2023", &away);
    history.commit("mends", &["moves"], "Mend", &mended);
    let is_by_moves = |told: &str| {
        let line = told.lines().find(|line| line.contains("file renamed")).unwrap_or_default();
        line.contains("(`<moves>`, ")
    };
    let told = changelog(&history, "breaks", "moves");
    assert!(is_by_moves(&told), "{told}");
    for (from, to) in [("base", "moves"), ("breaks", "mends")] {
        let told = partly(&history, from, to);
        assert!(is_by_moves(&told) && !told.contains("othing else differs"), "{from} {to}: {told}");
    }
    let range = format!("{}..{}", history.id("base"), history.id("mends"));
    let told = history.named(&run(history.path(), &["changelog", &range]).stdout);
    assert!(is_by_moves(&told), "{told}");
}

/// A value that cannot be taken does not hide that the file has another name.
#[test]
fn a_damaged_file_that_was_renamed_is_told() {
    let base = State::base();
    let damaged = moved(&base, XAA, NEXT, "2023").edited(NEXT, |file| {
        file["ratings"]["press"]["rating"] = json!("stronger");
    });
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("damages", &["base"], "2022 is 2023", &damaged);
    let told = partly(&history, "base", "damages");
    assert!(told.contains("2023.json (`<damages>`"), "{told}");
    assert!(!told.contains("othing else differs"), "{told}");
}

/// A file that cannot be read and has nothing of what stood at its path is another.
#[test]
fn a_broken_file_that_is_not_alike_is_another() {
    let base = State::base();
    let handed_on = broken_other(&moved(&base, XAA, NEXT, "2023"), XAA, "2022");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("hands-on", &["base"], "2022 is 2023, another is 2022", &handed_on);
    let told = partly(&history, "base", "hands-on");
    assert!(told.contains("### Edition 2023, which was 2022"), "{told}");

    let mut gone = base.clone();
    gone.files.remove(XAA);
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("withdraws", &["base"], "Withdraw 2022", &gone);
    history.commit("writes", &["withdraws"], "Another 2022", &broken_other(&base, XAA, "2022"));
    let told = partly(&history, "base", "writes");
    assert!(told.contains("removed: published, 4 ratings, 3 sources (`<withdraws>`"), "{told}");
    // One that is only cut off is the same.
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("withdraws", &["base"], "Withdraw 2022", &gone);
    history.commit("puts-back", &["withdraws"], "Put it back", &broken(&base, XAA));
    let told = partly(&history, "base", "puts-back");
    assert!(!told.contains("removed: published"), "{told}");
}
