//! Over several commits files are paired as they went from commit to commit, and not by the two ends alone.

use serde_json::json;

use crate::support::histories::{History, XAA};
use crate::support::{State, run};

const COPY: &str = "dataset/assessments/XAA/2023.json";
const LAST: &str = "dataset/assessments/XAA/2023-24.json";

/// A state whose file has another path, and says so.
pub(crate) fn moved(state: &State, from: &str, to: &str, edition: &str) -> State {
    let mut state = state.clone();
    let file = state.files.remove(from).expect("is there");
    state.files.insert(to.to_owned(), file);
    state.edited(to, |file| file["edition"] = json!(edition))
}

/// The pairs of a comparison.
pub(crate) fn paths(history: &History, range: &str) -> Vec<String> {
    let run = run(history.path(), &["diff", range, "--format", "json"]);
    assert_eq!(run.code, 0, "{range}: {}", run.stderr);
    let told: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let path = |side: &serde_json::Value| {
        let path = side["path"].as_str().map(|path| path.replace("dataset/assessments/", ""));
        path.map_or("nothing".to_owned(), |path| path.replace(".json", ""))
    };
    let all = told["assessments"].as_array().expect("a list").iter();
    all.map(|of| format!("{} -> {}", path(&of["before"]), path(&of["after"]))).collect()
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

/// What a commit took out and a later one brought in under another name are two acts, for all that tell of them.
#[test]
fn what_was_taken_out_and_brought_in_under_another_name_is_told_as_that() {
    let base = State::base();
    let mut without = base.clone();
    without.files.remove(XAA);
    let back = moved(&base, XAA, LAST, "2023-24");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("goes", &["base"], "Take out", &without);
    history.commit("comes", &["goes"], "Bring in", &back);
    history.check_out();
    for range in ["HEAD~2..HEAD", "HEAD~2.."] {
        assert_eq!(paths(&history, range), ["XAA/2022 -> nothing", "nothing -> XAA/2023-24"], "{range}");
    }
    let told = history.named(&run(history.path(), &["changelog", "HEAD~2..HEAD"]).stdout);
    for line in [
        "removed: published, 4 ratings, 3 sources (`<goes>`",
        "added: published, 4 ratings, 3 sources (`<comes>`",
    ] {
        assert!(told.contains(line), "{told}");
    }
    let judged = run(history.path(), &["validate", "--base", "HEAD~2", "--today", "2026-11-21"]).stdout;
    assert!(judged.contains("CHG004"), "{judged}");
    let told = history.named(&run(history.path(), &["history", "XAA", "press"]).stdout);
    for line in ["2022: removed", "2023-24: entered as Strong"] {
        assert!(told.contains(line), "{told}");
    }
}

/// What was moved and not committed is paired by the two ends.
#[test]
fn what_no_commit_tells_of_is_paired_by_its_content() {
    let base = State::base();
    let back = moved(&base, XAA, LAST, "2023-24");
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
    assert!(told.contains("Aland (XAA), 2022 -> 2023-24"), "{told}");
}

/// A path that is there on both ends and was another file's in between.
#[test]
fn a_path_that_was_taken_over_is_not_paired_with_itself() {
    let base = State::base();
    let away = moved(&base, XAA, LAST, "2023-24");
    let mut other = away.clone();
    other.files.insert(XAA.to_owned(), base.files[XAA].clone());
    let other = other.edited(XAA, |file| {
        for indicator in ["press", "courts", "police", "schools"] {
            file["ratings"][indicator]["rating"] = json!("very-weak");
        }
    });
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("away", &["base"], "2022 is 2023-24", &away);
    history.commit("new", &["away"], "A new 2022", &other);
    history.check_out();
    for range in ["HEAD~2..HEAD", "HEAD~2.."] {
        assert_eq!(paths(&history, range), ["nothing -> XAA/2022", "XAA/2022 -> XAA/2023-24"], "{range}");
    }
    let judged = run(history.path(), &["validate", "--base", "HEAD~2", "--today", "2026-11-21"]).stdout;
    assert!(!judged.contains("CHG00"), "{judged}");
    let told = history.named(&run(history.path(), &["changelog", "HEAD~2..HEAD"]).stdout);
    assert!(told.contains("### Edition 2022, which is new"), "{told}");
    assert!(told.contains("### Edition 2023-24, which was 2022"), "{told}");

    // The old one goes under its new name: then one of that path went, and another came.
    let mut gone = other.clone();
    gone.files.remove(LAST);
    history.commit("gone", &["new"], "Withdraw 2023-24", &gone);
    history.check_out();
    assert_eq!(paths(&history, "HEAD~3..HEAD"), ["XAA/2022 -> nothing", "nothing -> XAA/2022"]);
    let told = run(history.path(), &["diff", "HEAD~3..HEAD"]).stdout;
    assert!(told.contains("2022: removed") && told.contains("2022: added"), "{told}");
    let judged = run(history.path(), &["validate", "--base", "HEAD~3", "--today", "2026-11-21"]).stdout;
    assert!(judged.contains("CHG004"), "{judged}");
}

/// Names that are handed on, over as many commits as it takes.
#[test]
fn names_that_are_handed_on_are_followed() {
    const FIRST: &str = "dataset/assessments/XAA/2019.json";
    let base = State::base();
    let away = moved(&base, XAA, LAST, "2023-24");
    let next = moved(&away, FIRST, XAA, "2022");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("away", &["base"], "2022 is 2023-24", &away);
    history.commit("next", &["away"], "2019 is 2022", &next);
    history.check_out();
    for range in ["HEAD~2..HEAD", "HEAD~2.."] {
        let on = ["XAA/2019 -> XAA/2022", "XAA/2022 -> XAA/2023-24"];
        assert_eq!(paths(&history, range), on, "{range}");
    }
    history.commit("round", &["next"], "2023-24 is 2019", &moved(&next, LAST, FIRST, "2019"));
    history.check_out();
    for range in ["HEAD~3..HEAD", "HEAD~3.."] {
        assert_eq!(paths(&history, range), ["XAA/2022 -> XAA/2019", "XAA/2019 -> XAA/2022"], "{range}");
    }
    let judged = run(history.path(), &["validate", "--base", "HEAD~3", "--today", "2026-11-21"]).stdout;
    assert!(!judged.contains("CHG001"), "{judged}");
}

/// A branch older than the earlier state, which took the main line in before and after an edition was renamed there.
#[test]
fn what_a_branch_took_in_earlier_does_not_hide_what_stood_at_the_beginning() {
    let rated = |state: &State, indicator: &str| {
        let indicator = indicator.to_owned();
        state.clone().edited("dataset/assessments/XBB/2022.json", |file| {
            file["ratings"][&indicator]["rating"] = json!("very-weak");
        })
    };
    let base = State::base();
    let with_copy = {
        let mut state = base.clone();
        state.files.insert(COPY.to_owned(), base.files[XAA].clone());
        state.edited(COPY, |file| file["edition"] = json!("2023"))
    };
    let renamed = moved(&with_copy, COPY, LAST, "2023-24");
    let last = moved(&rated(&renamed, "press"), LAST, "dataset/assessments/XAA/2025.json", "2025");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("branch", &["base"], "On a branch", &rated(&base, "press"));
    history.commit("enters", &["base"], "Enter 2023", &with_copy);
    history.commit("takes", &["branch", "enters"], "Take main in", &rated(&with_copy, "press"));
    history.commit("renames", &["enters"], "2023 is 2023-24", &renamed);
    history.commit("again", &["takes", "renames"], "Take main in again", &rated(&renamed, "press"));
    history.commit("merges", &["renames", "again"], "Merge", &rated(&renamed, "press"));
    history.commit("last", &["merges"], "2023-24 is 2025", &last);
    history.check_out();
    let range = format!("{}..HEAD", history.id("renames"));
    assert_eq!(paths(&history, &range), ["XAA/2023-24 -> XAA/2025", "XBB/2022 -> XBB/2022"]);
    let base = history.id("renames");
    let judged = run(history.path(), &["validate", "--base", &base, "--today", "2026-11-21"]).stdout;
    assert!(!judged.contains("CHG004"), "{judged}");
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

/// A branch that parted before the earlier state, and renamed; meanwhile the main line renamed otherwise and took out.
#[test]
fn what_an_older_branch_kept_is_what_was_taken_out_since() {
    let base = State::base();
    let on_main = moved(&base, XAA, COPY, "2023");
    let mut without = on_main.clone();
    without.files.remove(COPY);
    let on_branch = moved(&base, XAA, LAST, "2023-24");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("branch", &["base"], "2022 is 2023-24", &on_branch);
    history.commit("main", &["base"], "2022 is 2023", &on_main);
    history.commit("removes", &["main"], "Withdraw 2023", &without);
    history.commit("merges", &["removes", "branch"], "Merge", &on_branch);
    history.check_out();
    let range = format!("{}..HEAD", history.id("main"));
    assert_eq!(paths(&history, &range), ["XAA/2023 -> XAA/2023-24"]);
    let told = history.named(&run(history.path(), &["changelog", &range]).stdout);
    assert!(told.contains("### Edition 2023-24, which was 2023"), "{told}");
}
