//! Citations as people really have them: nothing right refused, nothing wrong printed.

mod accepted;
mod complete;
mod printed;
mod registers;
mod symbols;
mod texts;
mod told;

use std::collections::BTreeSet;

use bibliography::notes;
use bibliography::source::Source;
use bibliography::{bibtex, csl};
use format::json::parse;
use rules::fix::{UnusedExceptions, mended};
use serde_json::{Value, json};

use crate::support::{Judgement, State, today};

const ASSESSMENT: &str = "dataset/assessments/XAA/2022.json";

/// The small repository with these sources, each cited with a page.
fn state(sources: &Value) -> State {
    let ids = sources.as_object().expect("sources by id").keys();
    let citations: Vec<Value> = ids
        .map(String::as_str)
        // Works of any age are cited beside one that is newer than the previous edition.
        .chain(["report-2022"])
        .map(|id| json!({ "source": id, "label": "page", "locator": "4" }))
        .collect();
    State::base().edited(ASSESSMENT, |file| {
        file["ratings"]["courts"]["footnotes"]["more"] = json!({ "citations": citations });
        file["ratings"]["courts"]["rationale"] = json!(["What was found in 2022.[^report][^more]"]);
        for (id, source) in sources.as_object().expect("sources by id") {
            file["sources"][id] = source.clone();
        }
    })
}

fn judged(sources: &Value) -> Judgement {
    state(sources).judged()
}

/// The codes of all that is said against these sources.
fn codes(sources: &Value) -> BTreeSet<&'static str> {
    judged(sources).places().into_iter().map(|(code, _, _)| code).collect()
}

/// Demands that no rule says anything.
#[track_caller]
fn is_silent(sources: &Value) {
    let judgement = judged(sources);
    assert!(judgement.diagnostics().is_empty(), "{sources}\n{}", judgement.human());
}

/// Demands that this rule alone reports, once for each source.
#[track_caller]
fn is_told(code: &str, source: &Value) -> String {
    let judgement = judged(&json!({ "x": source }));
    let found: Vec<&str> = judgement.places().into_iter().map(|(code, _, _)| code).collect();
    assert_eq!(found, [code], "{source}\n{}", judgement.human());
    judgement.human()
}

/// The citations of a source with these locators, as (label, locator), and the codes of what is said.
fn codes_of_locators(locators: &[(&str, &str)]) -> BTreeSet<&'static str> {
    let citations: Vec<Value> = locators
        .iter()
        .map(|(label, locator)| json!({ "source": "report-2022", "label": label, "locator": locator }))
        .collect();
    let state = State::base().edited(ASSESSMENT, |file| {
        file["ratings"]["courts"]["footnotes"]["report"]["citations"] = json!(citations);
    });
    state.judged().places().into_iter().map(|(code, _, _)| code).collect()
}

/// The source `x` after `--fix`.
fn fixed(source: &Value) -> Value {
    let state = state(&json!({ "x": source }));
    let mended = mended(&state.tree(), today(), UnusedExceptions::Kept, |_| true);
    let after = mended.iter().find(|file| file.path == ASSESSMENT).map(|file| file.after.as_str());
    let file: Value = serde_json::from_str(after.unwrap_or(state.text(ASSESSMENT))).expect("JSON");
    file["sources"]["x"].clone()
}

fn read(source: &Value) -> Source {
    Source::read(&parse(&source.to_string()).expect("JSON").root)
}

/// The source as a bibliography names it.
fn entry(source: &Value) -> String {
    notes::entry(&read(source)).plain()
}

fn as_bibtex(source: &Value) -> String {
    bibtex::render([("x", &read(source))])
}

fn as_csl(source: &Value) -> Value {
    csl::item("x", &read(source))
}
