//! An assessment that is a reconstruction before a commit or after it: whose the ratings are is told, and nothing of reasons.

use serde_json::{Value, json};

use crate::support::histories::{History, XAA};
use crate::support::{State, run};

/// The small repository with another assessment in the place of XAA 2022: worked out, other words, other sources.
fn reconstructed() -> State {
    State::base().edited(XAA, |file| {
        file["status"] = json!("reconstructed");
        file["derivation"] = json!({
            "method": "one-level-per-direction", "edition": "2025", "source": "later", "evidence": ["It follows."],
        });
        let fields = file.as_object_mut().expect("an object");
        fields.remove("document");
        fields.remove("stated");
        fields.insert("overview".to_owned(), json!(["Worked out from what a later report prints."]));
        fields["sources"] = json!({ "later": { "type": "report", "title": "Later" } });
        for (id, entry) in fields["ratings"].as_object_mut().expect("an object") {
            entry["rationale"] = json!([format!("Derived for {id}.[^why]")]);
            entry["footnotes"] = json!({ "why": { "citations": [{ "source": "later" }] } });
        }
        file["ratings"]["press"]["rating"] = json!("weak");
    })
}

/// Words that say something of reasons.
const CLAIMS: [&str; 9] = [
    "new evidence",
    "new source",
    "rationale reworded",
    "rationale unchanged",
    "written anew",
    "footnote [^",
    "source later",
    "overview added",
    "overview removed",
];

fn both_ways() -> [(History, &'static str); 2] {
    [
        (reconstructed(), State::base(), "was reconstructed, is published now"),
        (State::base(), reconstructed(), "was published, is reconstructed now"),
    ]
    .map(|(before, after, said)| {
        let mut history = History::new();
        history.commit("before", &[], "Enter", &before);
        history.commit("after", &["before"], "Another one", &after);
        history.check_out();
        (history, said)
    })
}

#[test]
fn a_history_tells_the_new_origin_and_no_reasons() {
    for (history, said) in both_ways() {
        let of = |indicator| run(history.path(), &["history", "XAA", indicator, "--edition", "2022"]).stdout;
        // Of an entry whose rating is the same as well.
        for (indicator, moved) in [("press", true), ("courts", false)] {
            let told = of(indicator);
            assert!(
                told.replace("\n        ", " ")
                    .contains(&format!("{said}: evidence and rationale cannot be compared")),
                "{told}"
            );
            assert_eq!(told.contains(" -> "), moved, "{told}");
            for claim in CLAIMS {
                assert!(!told.contains(claim), "{claim}: {told}");
            }
        }
        let asked = ["history", "XAA", "press", "--edition", "2022", "--format", "json"];
        let report: Value = serde_json::from_str(&run(history.path(), &asked).stdout).expect("JSON");
        let event = &report["events"][0];
        for claim in ["new_sources", "has_new_evidence", "has_new_rationale"] {
            assert_eq!(event[claim], Value::Null, "{claim}");
        }
        assert_eq!(event["kind"], json!("changed"));
        assert!(said.contains(event["status"]["before"].as_str().expect("a status")));
        let changes = event["changes"].as_array().expect("a list");
        assert!(changes.iter().all(|it| it["class"] == "rating" || it["class"] == "record"), "{changes:?}");
    }
    // Where both are of one hand, reasons are told.
    let mut history = History::new();
    history.commit("before", &[], "Enter", &State::base());
    let other = State::base().edited(XAA, |file| file["ratings"]["press"]["rating"] = json!("weak"));
    history.commit("after", &["before"], "Lower", &other);
    let asked = ["history", "XAA", "press", "--edition", "2022", "--format", "json"];
    let report: Value = serde_json::from_str(&run(history.path(), &asked).stdout).expect("JSON");
    assert_eq!(
        (&report["events"][0]["has_new_evidence"], &report["events"][0]["status"]),
        (&json!(false), &Value::Null)
    );
}

#[test]
fn a_comparison_of_commits_tells_no_reasons_of_a_reconstruction() {
    for (history, _) in both_ways() {
        for verb in ["diff", "changelog"] {
            for format in ["human", "markdown", "html", "json"] {
                if verb == "changelog" && (format == "human" || format == "html") {
                    continue;
                }
                let told = run(history.path(), &[verb, "HEAD~1..HEAD", "--format", format]).stdout;
                for claim in CLAIMS.into_iter().chain(["no rating, evidence or wording"]) {
                    assert!(!told.contains(claim), "{verb} {format}, {claim}: {told}");
                }
                assert!(
                    told.replace('\n', " ").contains("Rationales, footnotes and sources cannot be compared"),
                    "{told}"
                );
                assert!(told.contains("reconstructed"), "{told}");
            }
        }
    }
}

/// What is not told of a comparison is still seen by the rule that guards published evidence.
#[test]
fn published_evidence_is_guarded_though_a_reconstruction_takes_its_place() {
    let emptied = reconstructed().edited(XAA, |file| {
        for (_, entry) in file["ratings"].as_object_mut().expect("an object") {
            entry["footnotes"] = json!({});
        }
    });
    let judged = emptied.judged_against(&State::base());
    assert!(judged.places().iter().any(|(code, _, _)| *code == "CHG007"), "{:?}", judged.places());
}
