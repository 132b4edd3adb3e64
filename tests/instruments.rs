//! Instruments that change: indicators that are replaced one to one, split, merged, retired or new, and other ways of scoring.

use serde_json::{Value, json};

use crate::comparable::third_edition;
use crate::support::State;
use crate::support::program::folder;
use crate::support::{Run, run};

const LATER: &str = "dataset/assessments/XAA/2025.json";

/// The edition of 2025 asks about the media instead of the press, in another assessment.
fn replaced() -> State {
    third_edition(|file| {
        let indicators = file["indicators"].as_object_mut().expect("an object");
        indicators.remove("press");
        indicators.insert(
            "media".to_owned(),
            json!({ "area": "society", "title": "Keep the media free", "replaces": ["press"] }),
        );
    })
    .edited(LATER, |file| {
        let ratings = file["ratings"].as_object_mut().expect("an object");
        let entry = ratings.remove("press").expect("an entry");
        ratings.insert("media".to_owned(), entry);
        file["ratings"]["media"]["rating"] = json!("very-strong");
    })
}

/// The edition of 2025 asks about courts and police together, about the press twice, and no longer about schools.
pub(crate) fn regrouped() -> State {
    third_edition(|file| {
        file["indicators"] = json!({
            "justice": { "area": "law", "title": "Just courts and police", "replaces": ["courts", "police"] },
            "papers": { "area": "society", "title": "Free papers", "replaces": ["press"] },
            "radio": { "area": "society", "title": "Free radio", "replaces": ["press"] },
            "clinics": { "area": "society", "title": "Open clinics" },
        });
    })
    .edited(LATER, |file| {
        let entry = file["ratings"]["press"].clone();
        file["ratings"] = json!({ "justice": entry, "papers": entry, "radio": entry, "clinics": entry });
    })
}

fn parsed(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).expect("JSON")
}

fn kinds(report: &Value) -> Vec<&str> {
    report["cautions"].as_array().expect("a list").iter().filter_map(|it| it["kind"].as_str()).collect()
}

#[test]
fn an_indicator_that_is_replaced_one_to_one_is_compared() {
    let base = folder(&replaced());
    for (from, to) in [("2022", "2025"), ("2025", "2022")] {
        let report = parsed(&run(base.path(), &["diff", "XAA", from, to, "--format", "json"]));
        let it = &report["assessments"][0];
        let moved = &it["ratings"][0];
        let id = if to == "2025" { "media" } else { "press" };
        assert_eq!((&moved["indicator"], it["ratings"].as_array().map(Vec::len)), (&json!(id), Some(1)));
        assert_eq!(it["summary"]["points"], moved["points"], "the scores can be compared");
        assert!(moved["points"].is_i64());
        assert_eq!(it["changes"].as_array().map(Vec::len), Some(1), "{it:#}");
        assert_eq!(kinds(&report), ["draft", "framework-differs", "indicator-replaced"]);
    }
    let told = run(base.path(), &["diff", "XAA", "2022", "2025"]).stdout.replace('\n', " ");
    let line =
        "Keep the press free (press) is replaced by Keep the media free (media): the two are compared.";
    assert!(told.contains(line), "{told}");
    let changelog = run(base.path(), &["changelog", "--editions", "2022", "2025", "--country", "XAA"]).stdout;
    assert!(changelog.contains(line) && changelog.contains("Keep the media free"), "{changelog}");
    let sheet = parsed(&run(base.path(), &["score", "XAA", "2025", "--format", "json"]));
    assert_eq!(sheet[0]["previous"]["not_comparable"], Value::Null);
}

#[test]
fn what_is_split_merged_retired_or_new_is_told_as_that() {
    let base = folder(&regrouped());
    let run_diff = |format: &str| run(base.path(), &["diff", "XAA", "2022", "2025", "--format", format]);
    let report = parsed(&run_diff("json"));
    let expected = [
        "draft",
        "framework-differs",
        "scoring-differs",
        "indicators-merged",
        "indicator-split",
        "indicators-added",
        "indicators-retired",
    ];
    assert_eq!(kinds(&report), expected);
    for format in ["human", "markdown", "html"] {
        let told = run_diff(format).stdout.replace('\n', " ");
        for line in [
            "Keep courts independent (courts), Keep police accountable (police) are merged into Just courts and police (justice): their ratings are not compared.",
            "Keep the press free (press) is split into Free papers (papers), Free radio (radio): their ratings are not compared.",
            "Only the later side has 1 indicator: Open clinics (clinics).",
            "Only the earlier side has 1 indicator: Keep schools inclusive (schools).",
        ] {
            assert!(told.contains(line), "{format}: {told}");
        }
        assert!(!told.contains("entry added") && !told.contains("entry removed"), "{format}: {told}");
    }
    for assessment in report["assessments"].as_array().expect("a list") {
        let of_indicators = assessment["changes"].as_array().expect("a list").iter();
        let told: Vec<_> = of_indicators.filter(|change| change["indicator"].is_string()).collect();
        assert!(told.is_empty(), "{told:?}");
    }
}
