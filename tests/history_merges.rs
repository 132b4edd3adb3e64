//! `history` and `changelog` where lines of commits meet: which side was taken, what lasted, what was done twice.

use serde_json::{Value, json};

use crate::support::histories::{History, XAA};
use crate::support::{State, run};

fn rated(state: &State, level: &str) -> State {
    state.clone().edited(XAA, |file| file["ratings"]["press"]["rating"] = json!(level))
}

fn report(history: &History, arguments: &[&str]) -> Value {
    history.check_out();
    let all = [&["history", "XAA"], arguments, &["--edition", "2022", "--format", "json"]].concat();
    let run = run(history.path(), &all);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&history.named(&run.stdout)).expect("JSON")
}

/// The lines on commits that a person reads of press.
fn told(history: &History) -> String {
    history.check_out();
    let run = run(history.path(), &["history", "XAA", "press", "--edition", "2022"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let named = history.named(&run.stdout);
    let (_, commits) = named.split_once("newest first:\n").expect("commits");
    commits.to_owned()
}

/// Two lines that rate press, and their merge. The commit that is merged is the newer one by its date.
fn merged(settled: &str) -> History {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("ours", &["base"], "Raise", &rated(&base, "very-strong"));
    history.commit("theirs", &["base"], "Lower", &rated(&base, "weak"));
    history.commit("merge", &["ours", "theirs"], "Merge branch 'theirs'", &rated(&base, settled));
    history.check_out();
    history
}

#[test]
fn a_merge_that_keeps_its_own_side_says_so() {
    let history = merged("very-strong");
    insta::assert_snapshot!(told(&history), @r#"
    <merge>  2026-01-04  Ana Example  "Merge branch 'theirs'"
        2022: kept Very Strong against Weak
    <theirs>  2026-01-03  Ana Example  "Lower"
        2022: Strong -> Weak (-2); no new evidence; rationale unchanged; it did
          not last
    <ours>  2026-01-02  Ana Example  "Raise"
        2022: Strong -> Very Strong (+1); no new evidence; rationale unchanged
    <base>  2026-01-01  Ana Example  "Enter"
        2022: entered as Strong
    "#);
    let report = report(&history, &["press"]);
    let newest = &report["events"][0];
    assert_eq!((&newest["commit"], &newest["kind"]), (&json!("<merge>"), &json!("kept")));
    let rating = json!({ "before": "very-strong", "after": "very-strong", "steps": 0, "against": ["weak"] });
    assert_eq!(newest["rating"], rating);
    let lasted = report["events"].as_array().expect("a list").iter().map(|event| &event["lasted"]);
    assert_eq!(lasted.collect::<Vec<_>>(), [&json!(true), &json!(false), &json!(true), &json!(true)]);
    let indicator = &report["indicator"];
    assert_eq!((&indicator["changes"], &indicator["rating_changes"]), (&json!(1), &json!(1)));
    assert_eq!(indicator["last"]["commit"], json!("<ours>"));
}

#[test]
fn a_merge_that_takes_the_other_side_says_so() {
    let history = merged("weak");
    insta::assert_snapshot!(told(&history), @r#"
    <merge>  2026-01-04  Ana Example  "Merge branch 'theirs'"
        2022: kept Weak against Very Strong
    <theirs>  2026-01-03  Ana Example  "Lower"
        2022: Strong -> Weak (-2); no new evidence; rationale unchanged
    <ours>  2026-01-02  Ana Example  "Raise"
        2022: Strong -> Very Strong (+1); no new evidence; rationale unchanged; it
          did not last
    <base>  2026-01-01  Ana Example  "Enter"
        2022: entered as Strong
    "#);
    let report = report(&history, &["press"]);
    let rating = json!({ "before": "very-strong", "after": "weak", "steps": -3, "against": ["very-strong"] });
    assert_eq!(report["events"][0]["rating"], rating);
    let all = self::report(&history, &[]);
    let press = all["indicators"].as_array().expect("a list").iter().find(|it| it["indicator"] == "press");
    let press = press.expect("it is there");
    assert_eq!((&press["rating_changes"], &press["last"]["commit"]), (&json!(1), &json!("<theirs>")));
    let table = history.named(&run(history.path(), &["history", "XAA", "--edition", "2022"]).stdout);
    let row = table.lines().find(|line| line.contains("Keep the press free")).expect("a row");
    assert_eq!(
        row.split_whitespace().collect::<Vec<_>>()[..6],
        ["▂", "Weak", "1", "1", "2026-01-03", "<theirs>"]
    );
}

#[test]
fn a_merge_that_settles_by_hand_names_both_sides() {
    let history = merged("fair");
    insta::assert_snapshot!(told(&history), @r#"
    <merge>  2026-01-04  Ana Example  "Merge branch 'theirs'"
        2022: Very Strong -> Fair (-2), against Weak; no new evidence; rationale
          unchanged
    <theirs>  2026-01-03  Ana Example  "Lower"
        2022: Strong -> Weak (-2); no new evidence; rationale unchanged; it did
          not last
    <ours>  2026-01-02  Ana Example  "Raise"
        2022: Strong -> Very Strong (+1); no new evidence; rationale unchanged
    <base>  2026-01-01  Ana Example  "Enter"
        2022: entered as Strong
    "#);
    let report = report(&history, &["press"]);
    let newest = &report["events"][0];
    assert_eq!(newest["kind"], json!("changed"));
    let rating = json!({ "before": "very-strong", "after": "fair", "steps": -2, "against": ["weak"] });
    assert_eq!(newest["rating"], rating);
    assert_eq!(report["indicator"]["rating_changes"], json!(2), "what was raised lasted until the merge");
    assert_eq!(report["indicator"]["last"]["commit"], json!("<merge>"));
}

/// As `git merge --strategy ours` does: what one side alone did is not taken.
#[test]
fn a_merge_that_drops_what_one_side_alone_did_says_so() {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("theirs", &["base"], "Lower", &rated(&base, "weak"));
    let words = |file: &mut Value| file["ratings"]["courts"]["rationale"][0] = json!("Other words.[^report]");
    let ours = base.edited(XAA, words);
    history.commit("ours", &["base"], "Reword courts", &ours);
    history.commit("merge", &["ours", "theirs"], "Merge branch 'theirs'", &ours);
    insta::assert_snapshot!(told(&history), @r#"
    <merge>  2026-01-04  Ana Example  "Merge branch 'theirs'"
        2022: kept Strong against Weak
    <theirs>  2026-01-02  Ana Example  "Lower"
        2022: Strong -> Weak (-2); no new evidence; rationale unchanged; it did
          not last
    <base>  2026-01-01  Ana Example  "Enter"
        2022: entered as Strong
    "#);
    assert_eq!(report(&history, &["press"])["indicator"]["last"]["commit"], json!("<base>"));
}

/// Nothing is written anew by a merge that keeps one of two wordings, or one of two directions.
#[test]
fn a_merge_that_keeps_words_says_that_it_keeps_them() {
    let base = State::base();
    let entry = |words: &str, change: &str| {
        base.clone().edited(XAA, |file| {
            let entry = &mut file["ratings"]["press"];
            entry["rationale"] = json!([format!("{words}.[^report]")]);
            entry["change"] = json!(change);
        })
    };
    let ours = entry("Papers are free to print what they find", "increase");
    let theirs = entry("Nobody was tried for an article", "decrease");
    let merged = |settled: &State| {
        let mut history = History::new();
        history.commit("base", &[], "Enter", &base);
        history.commit("ours", &["base"], "Reword", &ours);
        history.commit("theirs", &["base"], "Reword too", &theirs);
        history.commit("merge", &["ours", "theirs"], "Merge branch 'theirs'", settled);
        history
    };
    let history = merged(&ours);
    insta::assert_snapshot!(told(&history), @r#"
    <merge>  2026-01-04  Ana Example  "Merge branch 'theirs'"
        2022: direction: printed direction: kept increase against decrease
        2022: wording: rationale kept against other words
    <theirs>  2026-01-03  Ana Example  "Reword too"
        2022: direction: printed direction: unchanged -> decrease; it did not last
        2022: wording: rationale written anew; it did not last
    <ours>  2026-01-02  Ana Example  "Reword"
        2022: direction: printed direction: unchanged -> increase
        2022: wording: rationale written anew
    <base>  2026-01-01  Ana Example  "Enter"
        2022: entered as Strong
    "#);
    let newest = &report(&history, &["press"])["events"][0];
    assert_eq!(newest["kind"], json!("kept"));
    let messages = newest["changes"].as_array().expect("a list").iter().map(|change| &change["message"]);
    assert_eq!(
        messages.collect::<Vec<_>>(),
        ["printed direction: kept increase against decrease", "rationale kept against other words"]
    );
    let took = told(&merged(&theirs));
    assert!(took.contains("2022: direction: printed direction: kept decrease against increase\n"), "{took}");
    assert!(took.contains("2022: wording: rationale kept against other words\n"), "{took}");
}

/// What one side alone wrote or took out, and a merge did not take over.
#[test]
fn a_merge_that_keeps_what_another_side_took_out_says_so() {
    let base = State::base();
    let with = |comment: &str| {
        base.clone().edited(XAA, |file| {
            file["ratings"]["press"]["footnotes"]["report"]["comment"] = json!(comment);
        })
    };
    let told = |before: &State, theirs: &State| {
        let ours = before.clone().edited(XAA, |file| file["overview"] = json!(["Other words."]));
        let mut history = History::new();
        history.commit("base", &[], "Enter", before);
        history.commit("ours", &["base"], "Reword the overview", &ours);
        history.commit("theirs", &["base"], "Edit the comment", theirs);
        history.commit("merge", &["ours", "theirs"], "Merge branch 'theirs'", &ours);
        let told = told(&history);
        told.lines().nth(1).expect("a line").trim().to_owned()
    };
    let commented = with("This is one view.");
    assert_eq!(told(&base, &commented), "2022: wording: comment in footnote [^report] not taken over");
    assert_eq!(
        told(&commented, &base),
        "2022: wording: comment in footnote [^report] kept against its removal"
    );
}

#[test]
fn a_removal_against_an_edit_is_settled_by_the_merge() {
    let base = State::base();
    let mut without = base.clone();
    without.files.remove(XAA);
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("edits", &["base"], "Lower", &rated(&base, "weak"));
    history.commit("removes", &["base"], "Remove", &without);
    history.commit("keeps", &["edits", "removes"], "Keep it", &rated(&base, "weak"));
    insta::assert_snapshot!(told(&history), @r#"
    <keeps>  2026-01-04  Ana Example  "Keep it"
        2022: kept as Weak against its removal
    <removes>  2026-01-03  Ana Example  "Remove"
        2022: removed; it did not last
    <edits>  2026-01-02  Ana Example  "Lower"
        2022: Strong -> Weak (-2); no new evidence; rationale unchanged
    <base>  2026-01-01  Ana Example  "Enter"
        2022: entered as Strong
    "#);
    history.commit("gives-up", &["edits", "removes"], "Let it go", &without);
    insta::assert_snapshot!(told(&history), @r#"
    <gives-up>  2026-01-05  Ana Example  "Let it go"
        2022: kept removed against what was done to it
    <removes>  2026-01-03  Ana Example  "Remove"
        2022: removed
    <edits>  2026-01-02  Ana Example  "Lower"
        2022: Strong -> Weak (-2); no new evidence; rationale unchanged; it did
          not last
    <base>  2026-01-01  Ana Example  "Enter"
        2022: entered as Strong
    "#);
}

#[test]
fn the_changelog_credits_what_lasted() {
    let history = merged("weak");
    let range = format!("{}..{}", history.id("base"), history.id("merge"));
    let run = run(history.path(), &["changelog", &range]);
    let line = history.named(&run.stdout);
    let line = line.lines().find(|line| line.starts_with("- Keep the press free")).expect("a line");
    assert!(line.contains("<theirs>"), "{line}");
    // Somebody else had done the same, on a line that a merge did not take.
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("ours", &["base"], "Lower", &rated(&base, "weak"));
    history.commit_by("Bo Other", "early", &["base"], "Lower", &rated(&base, "weak"));
    history.commit_by("Bo Other", "theirs", &["early"], "Raise", &rated(&base, "very-strong"));
    history.commit("merge", &["ours", "theirs"], "Merge", &rated(&base, "weak"));
    let range = format!("{}..{}", history.id("base"), history.id("merge"));
    let told = history.named(&crate::support::run(history.path(), &["changelog", &range]).stdout);
    assert!(told.contains("(`<ours>`, 2026-01-02, Ana Example)"), "{told}");
}

#[test]
fn what_was_copied_to_another_line_is_told_once() {
    let base = State::base();
    let lowered = rated(&base, "weak");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit_by("Bo Other", "original", &["base"], "Lower", &lowered);
    history.commit_by("Bo Other", "copy", &["base"], "Lower", &lowered);
    history.commit("merge", &["copy", "original"], "Merge pull request #7 from bo/x", &lowered);
    insta::assert_snapshot!(told(&history), @r#"
    <copy>  2026-01-03  Bo Other  "Lower"
        2022: Strong -> Weak (-2); no new evidence; rationale unchanged
    <base>  2026-01-01  Ana Example  "Enter"
        2022: entered as Strong
    "#);
    assert_eq!(report(&history, &["press"])["indicator"]["rating_changes"], json!(1));
    // Something else of the file on the branch makes no difference.
    let words = |file: &mut Value| file["ratings"]["courts"]["rationale"][0] = json!("Other words.[^report]");
    let both = lowered.clone().edited(XAA, words);
    history.commit_by("Bo Other", "more", &["original"], "Reword courts", &both);
    history.commit("again", &["copy", "more"], "Merge pull request #8 from bo/x", &both);
    assert_eq!(report(&history, &["press"])["events"].as_array().expect("a list").len(), 2);
}

#[test]
fn a_slip_that_was_reverted_on_a_branch_stays_told() {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("slips", &["base"], "Lower", &rated(&base, "weak"));
    history.commit("reverts", &["slips"], "Revert", &base);
    let words = |file: &mut Value| file["ratings"]["courts"]["rationale"][0] = json!("Other words.[^report]");
    let main = base.edited(XAA, words);
    history.commit("main", &["base"], "Reword courts", &main);
    history.commit("merge", &["main", "reverts"], "Merge", &main);
    insta::assert_snapshot!(told(&history), @r#"
    <reverts>  2026-01-03  Ana Example  "Revert"
        2022: Weak -> Strong (+2); no new evidence; rationale unchanged
    <slips>  2026-01-02  Ana Example  "Lower"
        2022: Strong -> Weak (-2); no new evidence; rationale unchanged
    <base>  2026-01-01  Ana Example  "Enter"
        2022: entered as Strong
    "#);
}

#[test]
fn numbers_are_taken_from_the_main_line() {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    let other = base.clone().edited(XAA, |file| file["ratings"]["courts"]["rating"] = json!("fair"));
    history.commit("main", &["base"], "Raise courts (#5)", &other);
    history.commit_by("#12", "forged", &["base"], "Lower the rating (#1)", &rated(&base, "weak"));
    history.commit_by(
        "#12",
        "merged",
        &["forged"],
        "Merge pull request #2 from eve/x",
        &rated(&base, "fair"),
    );
    history.commit("merge", &["main", "merged"], "Merge pull request #99 from eve/x", &rated(&other, "fair"));
    insta::assert_snapshot!(told(&history), @r##"
    <merged>  2026-01-04  "#12"  #99  "Merge pull request #2 from eve/x"
        2022: Weak -> Fair (+1); no new evidence; rationale unchanged
    <forged>  2026-01-03  "#12"  #99  "Lower the rating (#1)"
        2022: Strong -> Weak (-2); no new evidence; rationale unchanged
    <base>  2026-01-01  Ana Example  "Enter"
        2022: entered as Strong
    "##);
    let events = report(&history, &["courts"]);
    assert_eq!(events["events"][0]["pull_request"], json!(5));
}

/// One side renames, the other rates and takes out: the merge keeps the one or the other.
fn renamed_against_removed(path: &str, kept: bool) -> History {
    let base = State::base();
    let mut renamed = base.clone();
    let file = renamed.files.remove(XAA).expect("is there");
    renamed.files.insert(path.to_owned(), file);
    let renamed = renamed.edited(path, |file| {
        let mut parts = path.rsplit('/');
        file["edition"] = json!(parts.next().and_then(|name| name.strip_suffix(".json")));
        file["country"] = json!(parts.next());
    });
    let lowered = rated(&base, "weak");
    let mut without = lowered.clone();
    without.files.remove(XAA);
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("renames", &["base"], "Rename", &renamed);
    history.commit("lowers", &["base"], "Lower", &lowered);
    history.commit("removes", &["lowers"], "Withdraw", &without);
    let settled = if kept { &renamed } else { &without };
    history.commit("merge", &["removes", "renames"], "Merge branch 'renames'", settled);
    history.check_out();
    history
}

/// The editions and the lines on commits that a person reads of press.
fn rows(history: &History, country: &str) -> String {
    let run = run(history.path(), &["history", country, "press"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let named = history.named(&run.stdout);
    let (_, rows) = named.split_once("no rating)\n").expect("editions");
    rows.to_owned()
}

#[test]
fn a_renamed_file_is_kept_against_its_removal_under_the_old_name() {
    let history = renamed_against_removed("dataset/assessments/XAA/2025.json", true);
    insta::assert_snapshot!(rows(&history, "XAA"), @r#"
      2019  ▆ Strong       no direction  published
      2025  ▆ Strong       unchanged     published

    Through the commits, newest first:
      <merge>  2026-01-05  Ana Example  "Merge branch 'renames'"
          2025: kept as Strong against its removal
      <removes>  2026-01-04  Ana Example  "Withdraw"
          2025: removed; it did not last
      <lowers>  2026-01-03  Ana Example  "Lower"
          2025: Strong -> Weak (-2); no new evidence; rationale unchanged; it did
            not last
      <renames>  2026-01-02  Ana Example  "Rename"
          2025: record: file renamed: dataset/assessments/XAA/2022.json ->
            dataset/assessments/XAA/2025.json
      <base>  2026-01-01  Ana Example  "Enter"
          2019: entered as Strong
          2025: entered as Strong
    "#);
    let history = renamed_against_removed("dataset/assessments/XCC/2022.json", true);
    insta::assert_snapshot!(rows(&history, "XCC"), @r#"
      2022  ▆ Strong       unchanged     published

    Through the commits, newest first:
      <merge>  2026-01-05  Ana Example  "Merge branch 'renames'"
          2022: kept as Strong against its removal
      <removes>  2026-01-04  Ana Example  "Withdraw"
          2022: removed; it did not last
      <lowers>  2026-01-03  Ana Example  "Lower"
          2022: Strong -> Weak (-2); no new evidence; rationale unchanged; it did
            not last
      <renames>  2026-01-02  Ana Example  "Rename"
          2022: record: file renamed: dataset/assessments/XAA/2022.json ->
            dataset/assessments/XCC/2022.json
      <base>  2026-01-01  Ana Example  "Enter"
          2022: entered as Strong
    "#);
}

#[test]
fn a_removal_is_kept_against_another_name() {
    let history = renamed_against_removed("dataset/assessments/XAA/2025.json", false);
    insta::assert_snapshot!(rows(&history, "XAA"), @r#"
      2019  ▆ Strong       no direction  published
      2022  · no rating    no direction  the file is gone

    Through the commits, newest first:
      <merge>  2026-01-05  Ana Example  "Merge branch 'renames'"
          2022: kept removed against what was done to it
      <removes>  2026-01-04  Ana Example  "Withdraw"
          2022: removed
      <lowers>  2026-01-03  Ana Example  "Lower"
          2022: Strong -> Weak (-2); no new evidence; rationale unchanged
      <renames>  2026-01-02  Ana Example  "Rename"
          2022: record: file renamed: dataset/assessments/XAA/2022.json ->
            dataset/assessments/XAA/2025.json; it did not last
      <base>  2026-01-01  Ana Example  "Enter"
          2019: entered as Strong
          2022: entered as Strong
    "#);
}
