//! What `history` says of words and values that a merge kept on one of its lines.

use serde_json::json;

use super::{report, told};
use crate::support::State;
use crate::support::histories::{History, XAA};

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
