//! What an import takes out of the file that was there: it is counted, and what stays is not.

use std::fs;

use serde_json::json;

use crate::support::program::folder;
use crate::support::{State, run};

const XAA: &str = "dataset/assessments/XAA/2022.json";

#[test]
fn what_a_text_no_longer_has_is_counted() {
    let state = State::base().edited(XAA, |file| {
        let vote = json!({ "title": "On schools", "year": 2022, "vote": "yes" });
        file["ratings"]["schools"]["votes"] =
            json!({ "A/RES/77/1": vote, "A/RES/77/2": vote, "A/RES/77/3": vote });
        file["exceptions"] = json!({ "EVI001": { "/ratings/press": "A reason." } });
    });
    let folder = folder(&state);
    let shown = run(folder.path(), &["show", "XAA", "2022", "--format", "markdown"]).stdout;
    let import = |text: &str| {
        fs::write(folder.path().join("a.md"), text).expect("a file");
        let done = run(folder.path(), &["import", "a.md"]);
        assert_eq!(done.code, 0, "{done:?}");
        done.stdout
    };
    assert!(!import(&shown).contains("Taken out"));
    let from = shown.find("## Keep the press free").expect("an entry");
    let to = shown.find("## Keep schools inclusive").expect("an entry");
    let without = format!("{}{}", &shown[..from], &shown[to..]);
    let is_left = |line: &&str| {
        !["A/RES/77/1", "A/RES/77/2", "exceptions:", "EVI001:", "/ratings/press", "difference:"]
            .iter()
            .any(|word| line.contains(word))
    };
    let without: Vec<&str> = without.lines().filter(is_left).collect();
    let told = import(&without.join("\n"));
    assert!(
        told.contains("\nTaken out of the file: 1 indicator, 2 votes, 1 printed score, 1 exception.\n"),
        "{told}"
    );
    // Whole lists are counted by what stood in them.
    let text = fs::read_to_string(folder.path().join("a.md")).expect("a file");
    let text: Vec<&str> =
        text.lines().filter(|line| !line.contains("A/RES/77/3") && *line != "Votes:").collect();
    let told = import(&text.join("\n"));
    assert!(told.contains("\nTaken out of the file: 1 vote.\n"), "{told}");
}
