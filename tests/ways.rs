//! Over several commits files are paired as they went from commit to commit, and not by the two ends alone.

use serde_json::json;

use crate::support::histories::{History, XAA};
use crate::support::{State, run};

const COPY: &str = "dataset/assessments/XAA/2023.json";
const LAST: &str = "dataset/assessments/XAA/2023-24.json";

/// A state whose file has another path, and says so.
fn moved(state: &State, from: &str, to: &str, edition: &str) -> State {
    let mut state = state.clone();
    let file = state.files.remove(from).expect("is there");
    state.files.insert(to.to_owned(), file);
    state.edited(to, |file| file["edition"] = json!(edition))
}

/// An edition is copied and edited; then the first is withdrawn and the copy renamed, in one commit. By the two ends alone the
/// copy is the first one, with another rating.
fn copied() -> History {
    let base = State::base();
    let mut copied = base.clone();
    copied.files.insert(COPY.to_owned(), base.files[XAA].clone());
    let copied = copied.edited(COPY, |file| {
        file["edition"] = json!("2023");
        file["ratings"]["press"]["rating"] = json!("very-weak");
    });
    let mut after = moved(&copied, COPY, LAST, "2023-24");
    after.files.remove(XAA);
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("copies", &["base"], "Enter 2023", &copied);
    history.commit("renames", &["copies"], "Withdraw 2022, rename 2023", &after);
    history.check_out();
    history
}

#[test]
fn a_copy_is_not_what_it_was_copied_from() {
    let history = copied();
    for range in ["HEAD~2..HEAD", "HEAD~2.."] {
        let told = run(history.path(), &["diff", range]).stdout;
        assert!(told.contains("Aland (XAA) 2022: removed"), "{range}: {told}");
        assert!(told.contains("Aland (XAA) 2023-24: added"), "{range}: {told}");
        assert!(!told.contains("Very Weak"), "{range}: {told}");
    }
    let told = history.named(&run(history.path(), &["changelog", "HEAD~2..HEAD"]).stdout);
    for line in [
        "### Edition 2022, which is gone\n\n#### Ratings\n\n- assessment removed: published, 4 ratings, 3 sources (`<renames>`",
        "### Edition 2023-24, which is new\n\n#### Ratings\n\n- assessment added: published, 4 ratings, 3 sources (`<copies>`",
    ] {
        assert!(told.contains(line), "{told}");
    }
    let judged = run(history.path(), &["validate", "--base", "HEAD~2", "--today", "2026-11-21"]).stdout;
    for code in ["CHG001", "CHG002", "CHG003"] {
        assert!(!judged.contains(code), "{judged}");
    }
    assert!(judged.contains("CHG004"), "{judged}");
}

/// What was renamed twice, with more than half of it edited on the way, is still the same.
#[test]
fn a_file_is_followed_through_each_name() {
    let base = State::base();
    let reworded = |state: State, path: &str, indicators: &[&str]| {
        state.edited(path, |file| {
            for indicator in indicators {
                file["ratings"][indicator]["rationale"] = json!(["Other words altogether.[^report]"]);
            }
        })
    };
    let once = moved(&reworded(base.clone(), XAA, &["press", "courts"]), XAA, COPY, "2023");
    let twice = moved(&reworded(once.clone(), COPY, &["police", "schools"]), COPY, LAST, "2023-24");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("once", &["base"], "Once", &once);
    history.commit("twice", &["once"], "Twice", &twice);
    history.check_out();
    for range in ["HEAD~2..HEAD", "HEAD~2.."] {
        let told = run(history.path(), &["diff", range]).stdout;
        assert!(told.contains("Aland (XAA), 2022 -> 2023-24"), "{range}: {told}");
    }
    let judged = run(history.path(), &["validate", "--base", "HEAD~2", "--today", "2026-11-21"]).stdout;
    assert!(!judged.contains("CHG004"), "{judged}");
}

/// Taken out in one commit and brought back under another name in a later one, or moved and not committed: as by the ends.
#[test]
fn what_went_before_the_other_came_can_be_the_same() {
    let base = State::base();
    let mut without = base.clone();
    without.files.remove(XAA);
    let back = moved(&base, XAA, LAST, "2023-24");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("goes", &["base"], "Take out", &without);
    history.commit("comes", &["goes"], "Bring in", &back);
    history.check_out();
    let line = "Aland (XAA), 2022 -> 2023-24";
    let told = run(history.path(), &["diff", "HEAD~2..HEAD"]).stdout;
    assert!(told.contains(line), "{told}");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    let noted = base.clone().edited("dataset/assessments/XBB/2022.json", |file| {
        file["overview"] = json!(["Some words."]);
    });
    history.commit("other", &["base"], "Something else", &noted);
    history.check_out();
    std::fs::remove_file(history.path().join(XAA)).expect("a file");
    std::fs::write(history.path().join(LAST), &back.files[LAST]).expect("a file");
    let told = run(history.path(), &["diff", "HEAD~1.."]).stdout;
    assert!(told.contains(line), "{told}");
}

/// A branch that renames, merged with what was done meanwhile.
#[test]
fn a_rename_on_a_branch_is_followed_through_the_merge() {
    let base = State::base();
    let reworded = base.clone().edited(XAA, |file| {
        for indicator in ["press", "courts", "police"] {
            file["ratings"][indicator]["rationale"] = json!(["Other words altogether.[^report]"]);
        }
    });
    let renamed = moved(&base, XAA, LAST, "2023-24");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("rewords", &["base"], "Reword", &reworded);
    history.commit("renames", &["base"], "Rename", &renamed);
    history.commit("merges", &["rewords", "renames"], "Merge", &moved(&reworded, XAA, LAST, "2023-24"));
    history.check_out();
    let told = run(history.path(), &["diff", &format!("{}..HEAD", history.id("base"))]).stdout;
    assert!(told.contains("Aland (XAA), 2022 -> 2023-24"), "{told}");
}
