//! What two pull requests do together: the check of the merge, the names of others that change the same entries, and a branch that is
//! brought up to date.

use std::fs;

use serde_json::json;

use crate::support::State;
use crate::support::desk::{Desk, git};
use crate::workflows::{MARKER, comment, desk_with_sheet, run_comment};

const FILE: &str = "dataset/assessments/XAA/2022.json";

/// Two changes that are right alone: each lowers another rating, and the stated score for it.
fn lowered_with_score(indicator: &str, rating: &str) -> State {
    State::base().edited(FILE, |file| {
        file["ratings"][indicator]["rating"] = json!(rating);
        file["ratings"][indicator]["change"] = json!("decrease");
        file["stated"] = json!({ "score": 38, "previous_score": 50, "difference": -12 });
    })
}

#[test]
fn a_sheet_is_of_what_main_becomes_and_names_the_entries() {
    let folder = tempfile::tempdir().expect("a folder");
    let git = |arguments: &[&str]| git(folder.path(), arguments);
    let commit = |state: &State| {
        state.write_to(folder.path());
        git(&["add", "--all"]);
        git(&["commit", "--quiet", "--message", "A change"]);
    };
    git(&["init", "--quiet", "--initial-branch", "main"]);
    commit(&State::base());
    git(&["checkout", "--quiet", "-b", "theirs"]);
    commit(&lowered_with_score("schools", "weak"));
    let head = git(&["rev-parse", "HEAD"]);
    git(&["checkout", "--quiet", "main"]);
    commit(&lowered_with_score("press", "fair"));
    git(&["checkout", "--quiet", "--detach"]);
    git(&["merge", "--quiet", "--no-edit", "theirs"]);
    let desk = Desk::new();
    let to = desk.path("sheet");
    let arguments =
        ["--xtask", env!("CARGO_BIN_EXE_xtask"), "--base", "HEAD^1", "--merged", "HEAD", "--head", &head];
    let said = desk.run(
        folder.path(),
        "review-sheet.sh",
        &[&arguments[..], &["--to", to.to_str().expect("UTF-8")]].concat(),
    );
    assert_eq!(said.code, 1, "{said:?}");
    let sheet = desk.read("sheet/sheet.md");
    assert!(sheet.starts_with("**The check found problems.**") && sheet.contains("SCO001"), "{sheet}");
    assert!(!sheet.to_lowercase().contains("keep the press free"), "what main did is not theirs: {sheet}");
    assert_eq!(desk.read("sheet/head"), format!("{head}\n"), "the comment is of the commit that was pushed");
    assert_eq!(desk.read("sheet/touched"), "XAA/2022 ratings/schools\n");
    // Alone it is right, so that only the merge shows it.
    git(&["checkout", "--quiet", "theirs"]);
    let alone = ["--xtask", env!("CARGO_BIN_EXE_xtask"), "--base", "main~1"];
    let said = desk.run(
        folder.path(),
        "review-sheet.sh",
        &[&alone[..], &["--to", to.to_str().expect("UTF-8")]].concat(),
    );
    assert!(!said.stdout.contains("SCO001"), "{said:?}");
    assert_eq!(
        desk.read("sheet/touched"),
        "XAA/2022 ratings/schools\nXAA/2022 stated/difference\nXAA/2022 stated/score\n"
    );
}

#[test]
fn other_pull_requests_that_change_the_same_entries_are_named() {
    let desk = desk_with_sheet("A sheet.\n");
    desk.write(
        "comment/touched",
        "KHM/2022 ratings/press\nKHM/2022 stated/score\nnot an entry --> <b>@all</b>\nKHM/2022 ratings/a`b\n",
    );
    assert_eq!(run_comment(&desk).code, 0, "where the others cannot be asked for, the sheet is posted");
    let alone = desk.sent();
    assert!(
        alone.starts_with(&format!(
            "{MARKER}<!-- touched: KHM/2022 ratings/press; KHM/2022 stated/score -->\n**Review sheet**"
        )),
        "{alone}"
    );
    assert!(!alone.contains("Other open pull requests") && !alone.contains("@all"), "{alone}");

    desk.answer(
        "repos/o/r/pulls",
        &json!([{ "number": 7 }, { "number": 8 }, { "number": 9 }, { "number": 10 }, { "number": 11 }]),
    );
    let others = |touched: &str| {
        json!([
            comment(1, "somebody", "User", &format!("{MARKER}<!-- touched: KHM/2022 ratings/press -->\n")),
            comment(2, "github-actions[bot]", "Bot", &format!("{MARKER}{touched}\n**Review sheet** of 1.")),
        ])
    };
    desk.answer(
        "repos/o/r/issues/8/comments",
        &others("<!-- touched: FJI/2022 ratings/press; KHM/2022 ratings/press; KHM/2022 stated/score -->"),
    );
    desk.answer("repos/o/r/issues/9/comments", &others("<!-- touched: FJI/2022 ratings/press -->"));
    desk.answer(
        "repos/o/r/issues/10/comments",
        &others("<!-- touched: KHM/2022 stated/score; <b>@all</b> -->"),
    );
    assert_eq!(run_comment(&desk).code, 0);
    let sent = desk.sent();
    let told = "Other open pull requests change the same entries:\n\n- #8: `KHM/2022 ratings/press`, `KHM/2022 stated/score`\n- #10: `KHM/2022 stated/score`\n\nWhat follows";
    assert!(sent.contains(told) && !sent.contains("@all"), "{sent}");
    assert_eq!(desk.changes().len(), 2, "nothing else is written: {:?}", desk.changes());

    // A sheet that leaves no room.
    desk.write("comment/body.md", "a".repeat(63_990));
    assert_eq!(run_comment(&desk).code, 0);
    assert!(!desk.sent().contains("touched") && desk.sent().len() < 65_536);
}

#[test]
fn a_branch_is_brought_up_to_date_by_what_the_files_say() {
    let folder = tempfile::tempdir().expect("a folder");
    let git = |arguments: &[&str]| git(folder.path(), arguments);
    let attributes = fs::read(crate::support::root().join(".gitattributes")).expect("it is there");
    let commit = |state: &State| {
        state.write_to(folder.path());
        fs::write(folder.path().join(".gitattributes"), &attributes).expect("a file");
        git(&["add", "--all"]);
        git(&["commit", "--quiet", "--message", "A change"]);
    };
    let moved = || {
        State::base().edited(FILE, |file| {
            file["sources"]["report-2022"]["URL"] = json!("https://reports.example/moved")
        })
    };
    git(&["init", "--quiet", "--initial-branch", "main"]);
    git(&["config", "user.name", "A"]);
    git(&["config", "user.email", "a@example.org"]);
    commit(&State::base());
    git(&["checkout", "--quiet", "-b", "mine"]);
    commit(&lowered_with_score("schools", "weak"));
    git(&["checkout", "--quiet", "-b", "words", "main"]);
    commit(&moved());
    git(&["checkout", "--quiet", "main"]);
    commit(&lowered_with_score("press", "fair"));
    let desk = Desk::new();
    let update = |base: &str| {
        desk.run(folder.path(), "update-branch.sh", &["--xtask", env!("CARGO_BIN_EXE_xtask"), "--base", base])
    };
    git(&["checkout", "--quiet", "mine"]);
    let wrong = update("main");
    assert_eq!(wrong.code, 1, "{wrong:?}");
    assert!(
        wrong.stderr.contains("SCO001") && wrong.stderr.contains("The merge is not finished"),
        "{wrong:?}"
    );
    git(&["merge", "--abort"]);
    git(&["checkout", "--quiet", "words"]);
    let fine = update("mine~1");
    assert_eq!(
        (fine.code, git(&["log", "-1", "--format=%s"]).as_str()),
        (0, "A change"),
        "it is up to date: {fine:?}"
    );
    fs::write(folder.path().join(FILE), "{").expect("a file");
    assert_eq!(update("main").code, 2, "there are changes");
    assert_eq!(desk.run(folder.path(), "update-branch.sh", &[]).code, 2);
}
