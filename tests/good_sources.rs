//! Good citations raise no alarm: forty sources of all types, complete in every way, are met with silence.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Value, json};

use crate::support::{State, root};

const ASSESSMENT: &str = "dataset/assessments/XAA/2022.json";

/// The types that the issue names, each of which the file has more than once.
const TYPES: &[&str] = &[
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "broadcast",
    "chapter",
    "dataset",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "post-weblog",
    "report",
    "speech",
    "thesis",
    "treaty",
    "webpage",
];

pub(crate) fn sources() -> Value {
    let file = fs::read(root().join("tests/sources/complete.json")).expect("the sources are there");
    serde_json::from_slice(&file).expect("JSON")
}

/// The base repository with the good sources, all cited in one footnote, in an edition whose end is known.
pub(crate) fn base_with(sources: Value) -> State {
    let cited = sources.as_object().expect("an object").keys();
    // Beside works of any age the footnote cites one that is newer than the previous edition.
    let citations: Vec<Value> = cited
        .map(String::as_str)
        .chain(["report-2022"])
        .map(|id| json!({ "source": id, "label": "page", "locator": "4-5" }))
        .collect();
    State::base()
        .edited("dataset/editions.json", |file| {
            file["editions"]["2022"]["evidence_until"] = "2022-09-30".into();
        })
        .edited(ASSESSMENT, |file| {
            let note = json!({ "citations": citations });
            file["ratings"]["courts"]["footnotes"]["good"] = note;
            file["ratings"]["courts"]["rationale"] = json!(["What was found in 2022.[^report][^good]"]);
            for (id, source) in sources.as_object().expect("an object") {
                file["sources"][id] = source.clone();
            }
        })
}

#[test]
fn forty_good_sources_are_met_with_silence() {
    let judgement = base_with(sources()).judged();
    assert!(judgement.diagnostics().is_empty(), "{}", judgement.human());
    assert!(judgement.validation.excepted.is_empty());
}

/// The works of tests/oracle are real ones. Nothing is said against them but what they do lack.
#[test]
fn works_as_they_are_are_met_with_silence() {
    let file = fs::read(root().join("tests/oracle/records.json")).expect("the works are there");
    let file: Value = serde_json::from_slice(&file).expect("JSON");
    let works: Vec<_> = file["sources"].as_object().expect("works by id").iter().collect();
    assert!(works.len() >= 150, "{}", works.len());
    let is_lacking = |code: &str, message: &str| {
        let has_no_number =
            code == "CIT012" && message.ends_with("(book) should have \"ISBN\", \"DOI\" or \"URL\"");
        let has_no_date = code == "CIT005" && message.contains("unhcr-portal");
        has_no_number || has_no_date
    };
    for some in works.chunks(100) {
        let some: serde_json::Map<String, Value> =
            some.iter().map(|(id, work)| ((*id).clone(), (*work).clone())).collect();
        let judgement = base_with(some.into()).judged();
        let told = judgement.diagnostics();
        assert!(told.iter().all(|it| is_lacking(it.code, &it.message)), "{}", judgement.human());
    }
}

#[test]
fn they_are_forty_and_of_all_types() {
    let sources = sources();
    let sources = sources.as_object().expect("an object");
    assert_eq!(sources.len(), 40);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for source in sources.values() {
        *counts.entry(source["type"].as_str().expect("a text")).or_default() += 1;
    }
    let types: BTreeSet<&str> = counts.keys().copied().collect();
    assert_eq!(types, TYPES.iter().copied().collect());
    assert!(counts.values().all(|count| *count > 1), "{counts:?}");
}
