//! What is found to be wrong after an edition was closed is corrected by many, each with an erratum.

use serde_json::json;

use super::{KHM_2022, TODAY, branch, merged, value};
use crate::support::real_git::Repo;

/// What the errata say.
pub(super) const NOTE: &str = "The annex was misread.";

/// The day of the errata.
pub(super) const DAY: &str = "2026-02-11";

/// Twenty corrections of twenty indicators go together under plain Git, as GitHub merges, and each is recorded.
pub(super) fn twenty_with_their_errata(repo: &Repo) {
    let begin = repo.ok(&["rev-parse", "main"]);
    // What stands here comes before .gitattributes.
    repo.write(".git/info/attributes", "*.json merge\n");
    let published = value(repo, KHM_2022);
    let entries = published["ratings"].as_object().expect("entries");
    let mut names = Vec::new();
    for (id, entry) in entries.iter().take(20) {
        let name = format!("erratum-{id}");
        let first = entry["rationale"][0].as_str().expect("a paragraph");
        let from: Vec<&str> = first.split(' ').take(3).collect();
        let (from, to) = (from.join(" "), format!("In short, {}", from.join(" ")));
        branch(repo, &name, KHM_2022, |file| {
            let entry = &mut file["ratings"][id];
            entry["rationale"][0] = json!(first.replacen(&from, &to, 1));
            entry["errata"] = json!({ DAY: {
                "kind": "rationale", "from": from, "to": to, "reason": "transcription", "note": NOTE
            } });
        });
        names.push(name);
    }
    assert_eq!(merged(repo, &names), [""; 0]);
    repo.write(".git/info/attributes", "");
    let corrected = value(repo, KHM_2022);
    let errata = corrected["ratings"].as_object().expect("entries").values();
    assert_eq!(errata.filter(|entry| entry["errata"][DAY].is_object()).count(), 20);
    let told = repo.xtask(&["validate", "--base", begin.trim(), TODAY[0], TODAY[1]]);
    assert_eq!((told.code, told.stderr.as_str()), (0, ""), "{}", told.stdout);
}
