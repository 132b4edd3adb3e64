//! A round begins with drafts, and ends when nothing is left to do.

use serde_json::{Value, json};

use super::{DRAFT, NEW_DRAFT, edit, keep};
use crate::support::real_git::Repo;

/// Four countries, one of them carried over, and nothing of it is an error.
pub(super) fn opened(repo: &Repo) {
    let open = ["edition", "open", "2026", "--from", "2022", "--drafts", "carried"];
    let more = ["--country", "FJI", "--country", "LAO", "--country", "TON"];
    let run = repo.xtask(&[&open[..], &more].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    keep(repo, "Open 2026");
    let told = repo.xtask(&["validate"]);
    assert_eq!(told.code, 0, "{}", told.stdout);
    let status = repo.xtask(&["status", "2026"]).stdout;
    assert!(status.contains("4 countries: 4 drafts"), "{status}");
}

/// Closing lists what is left and writes nothing.
pub(super) fn not_yet_closed(repo: &Repo) {
    let refused = repo.xtask(&["edition", "close", "2026", "--today", "2026-02-01"]);
    assert_eq!(refused.code, 1, "{}", refused.stdout);
    assert_eq!(repo.ok(&["status", "--short"]), "");
}

/// What is rated anew on a report, without an open point, is closed, and countries are left out by name.
pub(super) fn closed(repo: &Repo) {
    for country in ["LAO", "TON"] {
        repo.ok(&["rm", "--quiet", &format!("dataset/assessments/{country}/2026.json")]);
    }
    for (draft, country) in [(DRAFT, "cambodia"), (NEW_DRAFT, "fiji")] {
        edit(repo, draft, |file| {
            for (id, entry) in file["ratings"].as_object_mut().expect("entries") {
                *entry = rated_anew(country, id, entry);
            }
            file["sources"] = json!({ format!("report-{country}"): {
                "type": "report", "title": format!("A report on {country}"),
                "author": [{ "literal": "A centre" }], "publisher": "A centre",
                "issued": { "date-parts": [[2025, 5]] }, "URL": format!("https://centre.example/{country}"),
            } });
        });
    }
    let close = ["edition", "close", "2026", "--today", "2026-02-10"];
    let out = ["--leave-out", "LAO", "--leave-out", "TON"];
    let run = repo.xtask(&[&close[..], &out].concat());
    assert_eq!(run.code, 0, "{}{}{}", run.stdout, run.stderr, repo.xtask(&["validate"]).stdout);
    keep(repo, "Close 2026");
    let told = repo.xtask(&["validate", "--today", "2026-02-10"]);
    assert_eq!(told.code, 0, "{}", told.stdout);
}

/// An entry as it is when somebody has looked at it: rated as it was, or else fair, on what a report says.
fn rated_anew(country: &str, indicator: &str, carried: &Value) -> Value {
    let mut entry = json!({
        "rating": "fair",
        "rationale": [format!("The report of 2025 says it of {indicator} in {country}.[^report]")],
        "footnotes": { "report": { "citations": [
            { "source": format!("report-{country}"), "label": "page", "locator": "3" }
        ] } }
    });
    for field in ["rating", "change"] {
        if let Some(value) = carried.get(field) {
            entry[field] = value.clone();
        }
    }
    entry
}
