//! Comparisons with a reconstruction: its reasons are not taken for the publisher's.

use dataset::Dataset;
use diff::compare;
use serde_json::{Value, json};
use xtask::render::diff::human;
use xtask::render::diff::page::page;

use crate::comparable::{FORMATS, parsed};
use crate::support::histories::XAA;
use crate::support::program::folder;
use crate::support::{State, root, run};

#[test]
fn a_reconstruction_is_not_compared_as_if_its_reasons_were_the_publishers() {
    let claims = [
        "new evidence",
        "new rationale",
        "rationale reworded",
        "written anew",
        "footnote [",
        "source ",
        "overview",
        "a known source",
        "vote on",
    ];
    for format in FORMATS {
        let told = run(&root(), &["diff", "KHM", "2019", "2022", "--format", format]);
        assert_eq!(told.code, 0);
        if format != "json" {
            assert!(
                told.stdout
                    .replace('\n', " ")
                    .contains("Rationales, footnotes and sources cannot be compared")
            );
            for claim in claims {
                assert!(!told.stdout.contains(claim), "{format}: {claim}");
            }
        }
    }
    for format in ["markdown", "html"] {
        let told = run(&root(), &["diff", "KHM", "2019", "2022", "--format", format]).stdout;
        let count = told.matches("not comparable").count();
        assert_eq!(count, 11, "{format} has a word for it in each row: {told}");
        assert!(!told.contains("2019 -> 2022") || format == "markdown", "{told}");
    }
    let report = parsed(&run(&root(), &["diff", "KHM", "2019", "2022", "--format", "json"]));
    let khm = &report["assessments"][0];
    let changes = khm["changes"].as_array().expect("a list");
    assert_eq!(changes.len(), 11);
    assert!(changes.iter().all(|change| change["class"] == json!("rating")));
    for moved in khm["ratings"].as_array().expect("a list") {
        let claims = [&moved["new_sources"], &moved["has_new_evidence"], &moved["has_new_rationale"]];
        assert_eq!(claims, [&Value::Null; 3]);
        assert!(moved["points"].is_i64());
    }
    assert_eq!((&khm["summary"]["points"], &khm["summary"]["not_comparable"]), (&json!(-9), &Value::Null));
    let changelog = run(&root(), &["changelog", "--editions", "2019", "2022"]).stdout;
    let body = &changelog[changelog.find("#### Ratings").expect("ratings")..];
    assert_eq!(body.lines().filter(|line| line.starts_with("- ")).count(), 11);
    for claim in claims {
        assert!(!body.contains(claim), "{claim}");
    }
    let report = parsed(&run(&root(), &["changelog", "--editions", "2019", "2022", "--format", "json"]));
    assert_eq!(report["assessments"][0]["changes"].as_array().map(Vec::len), Some(11));
}

/// The same from the other side, and where no rating differs.
#[test]
fn a_reconstruction_on_the_later_side_and_with_the_same_ratings() {
    let reconstructed = |path: &str| {
        State::base().edited(path, |file| {
            file["status"] = json!("reconstructed");
            file.as_object_mut().expect("an object").remove("document");
            file["derivation"] = json!({ "method": "one-level-per-direction", "edition": "2022", "source": "document", "evidence": ["It follows."] });
        })
    };
    for path in ["dataset/assessments/XAA/2019.json", XAA] {
        let base = folder(&reconstructed(path));
        let told = run(base.path(), &["diff", "XAA", "2019", "2022"]).stdout;
        assert!(told.contains("is reconstructed") && !told.contains("evidence"), "{told}");
    }
    let mut same = reconstructed(XAA);
    let ratings: Value =
        serde_json::from_slice(&same.files["dataset/assessments/XAA/2019.json"]).expect("JSON");
    same = same.edited(XAA, |file| {
        for (id, entry) in ratings["ratings"].as_object().expect("an object") {
            file["ratings"][id]["rating"] = entry["rating"].clone();
        }
    });
    let told = run(folder(&same).path(), &["diff", "XAA", "2019", "2022"]);
    assert_eq!(told.code, 0);
    assert!(told.stdout.contains("cannot be compared"), "{}", told.stdout);
}

/// Between two commits the record of a reconstruction is compared with itself; not with what a document prints.
#[test]
fn revisions_of_a_reconstruction() {
    let published = |rating: &str| {
        State::base().edited(XAA, |file| {
            file["ratings"]["press"]["rating"] = json!(rating);
            file["ratings"]["press"]["rationale"] = json!([format!("The press is {rating}.[^report]")]);
        })
    };
    let reconstructed = published("fair").edited(XAA, |file| {
        file["status"] = json!("reconstructed");
        file.as_object_mut().expect("an object").remove("document");
        file["derivation"] = json!({ "method": "one-level-per-direction", "edition": "2025", "source": "document", "evidence": ["It follows."] });
    });
    let told = |before: &State, after: &State| {
        let (before, after) =
            (Dataset::load_to_compare(&before.tree()), Dataset::load_to_compare(&after.tree()));
        anstream::adapter::strip_str(&human::render(&page(&compare(&before, &after)), None)).to_string()
    };
    let found = told(&reconstructed, &published("weak"));
    assert!(found.contains("its ratings have another") && !found.contains("new rationale"), "{found}");
    assert!(
        !found.contains("rationale"),
        "the one was this dataset's, the other is the publisher's: {found}"
    );
    let other = reconstructed.clone().edited(XAA, |file| {
        file["ratings"]["press"]["rating"] = json!("weak");
    });
    let found = told(&reconstructed, &other);
    assert!(found.contains("0 of 1 changed rating with a new rationale"), "{found}");
}
