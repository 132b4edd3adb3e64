//! The life of an edition on the real files: opened, drafted, corrected on branches, not closed before it is
//! finished, not rewritten once it is closed, released twice.

use serde_json::{Value, json};

use crate::support::State;
use crate::support::real_git::Repo;

const KHM_2022: &str = "dataset/assessments/KHM/2022.json";
const DRAFT: &str = "dataset/assessments/KHM/2026.json";

/// The real files in a repository, with a first release of them.
fn begun() -> Repo {
    let repo = Repo::new();
    repo.ok(&["rm", "-r", "--quiet", "dataset"]);
    let countries = [("FJI", "Fiji"), ("LAO", "Laos"), ("TON", "Tonga")];
    let state = State::real().edited("dataset/countries.json", |file| {
        for (code, name) in countries {
            file["countries"][code] = json!({ "name": name, "names": { name: ["A test"] } });
        }
    });
    repo.commit("The real files", &state);
    assert_eq!(repo.xtask(&["fmt"]).code, 0);
    release(&repo, "1.0.0", "2026-01-10");
    repo
}

fn release(repo: &Repo, version: &str, day: &str) {
    let run = repo.xtask(&["release", "--today", day]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    assert!(run.stdout.contains(&format!("The next release is {version}.\n")), "{}", run.stdout);
    keep(repo, version);
    repo.ok(&["tag", "--annotate", &format!("v{version}"), "--message", version]);
    assert_eq!(repo.xtask(&["release", "--check"]).code, 0);
}

/// Commits what is there, past the hooks.
fn keep(repo: &Repo, message: &str) {
    repo.ok(&["add", "--all"]);
    repo.ok(&["commit", "--quiet", "--no-verify", "--message", message]);
}

fn edit(repo: &Repo, path: &str, change: impl FnOnce(&mut Value)) {
    let mut file: Value = serde_json::from_str(&repo.read(path)).expect("JSON");
    change(&mut file);
    repo.write(path, &serde_json::to_string_pretty(&file).expect("JSON"));
    assert_eq!(repo.xtask(&["fmt"]).code, 0);
}

#[test]
fn an_edition_from_its_opening_to_its_second_release() {
    let repo = begun();
    opened(&repo);
    corrected_on_branches(&repo);
    merged_by_the_driver(&repo);
    right_alone_and_wrong_together(&repo);
    not_yet_closed(&repo);
    closed(&repo);
    corrected_after_it_was_closed(&repo);
    release(&repo, "1.1.0", "2026-02-11");
    let both = repo.read("CHANGELOG.md");
    assert!(both.contains("1.1.0") && both.contains("1.0.0"), "{both}");
}

/// Four countries, one of them carried over, and nothing of it is an error.
fn opened(repo: &Repo) {
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

/// Corrections of different indicators, each on a branch, go together under plain Git.
fn corrected_on_branches(repo: &Repo) {
    let draft: Value = serde_json::from_str(&repo.read(DRAFT)).expect("JSON");
    let ids: Vec<&String> = draft["ratings"].as_object().expect("entries").keys().step_by(6).collect();
    for id in &ids {
        repo.ok(&["checkout", "--quiet", "-b", id, "main"]);
        edit(repo, DRAFT, |file| {
            file["ratings"][id.as_str()].as_object_mut().expect("an entry").shift_remove("carried");
        });
        keep(repo, id);
    }
    repo.ok(&["checkout", "--quiet", "main"]);
    for id in &ids {
        repo.ok(&["merge", "--quiet", "--no-edit", id]);
    }
    let merged: Value = serde_json::from_str(&repo.read(DRAFT)).expect("JSON");
    assert!(ids.iter().all(|id| merged["ratings"][id.as_str()].get("carried").is_none()));
    assert_eq!(repo.xtask(&["validate"]).code, 0);
}

/// Corrections of neighbours go together under the driver.
fn merged_by_the_driver(repo: &Repo) {
    let run = repo.xtask(&["install-git"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let ids = ["reduction-of-atrocity-crime-risks", "dealing-with-past-atrocities"];
    for id in ids {
        repo.ok(&["checkout", "--quiet", "-b", id, "main"]);
        edit(repo, DRAFT, |file| {
            let entry = file["ratings"][id].as_object_mut().expect("an entry");
            entry.shift_remove("carried");
        });
        keep(repo, id);
    }
    repo.ok(&["checkout", "--quiet", "main"]);
    for id in ids {
        repo.ok(&["merge", "--quiet", "--no-edit", id]);
    }
}

/// One branch takes a source away with the only entry that cites it, another cites it anew: the hook stops their merge.
fn right_alone_and_wrong_together(repo: &Repo) {
    let draft: Value = serde_json::from_str(&repo.read(DRAFT)).expect("JSON");
    let cited = |entry: &Value| -> Vec<String> {
        let footnotes = entry["footnotes"].as_object().into_iter().flatten();
        let citations =
            footnotes.flat_map(|(_, footnote)| footnote["citations"].as_array().into_iter().flatten());
        citations.filter_map(|citation| citation["source"].as_str().map(str::to_owned)).collect()
    };
    let entries = draft["ratings"].as_object().expect("entries");
    let others = |id: &str| -> Vec<String> {
        entries.iter().filter(|(other, _)| *other != id).flat_map(|(_, entry)| cited(entry)).collect()
    };
    let only_here = |id: &str, entry: &Value| -> Vec<String> {
        let elsewhere = others(id);
        cited(entry).into_iter().filter(|source| !elsewhere.contains(source)).collect()
    };
    let (gone, sources) = entries
        .iter()
        .map(|(id, entry)| (id.clone(), only_here(id, entry)))
        .find(|(_, sources)| !sources.is_empty())
        .expect("a source that is cited in one entry");
    let citing = entries.iter().rev().find(|(_, entry)| !cited(entry).is_empty()).expect("a footnote").0;
    repo.ok(&["checkout", "--quiet", "-b", "without", "main"]);
    edit(repo, DRAFT, |file| {
        file["ratings"][&gone] = json!({});
        file["sources"].as_object_mut().expect("sources").retain(|id, _| !sources.contains(id));
    });
    keep(repo, "without");
    repo.ok(&["checkout", "--quiet", "-b", "with", "main"]);
    edit(repo, DRAFT, |file| {
        let footnotes = file["ratings"][citing]["footnotes"].as_object_mut().expect("footnotes");
        let footnote = footnotes.values_mut().next().expect("a footnote");
        footnote["citations"].as_array_mut().expect("citations").push(json!({ "source": sources[0] }));
    });
    keep(repo, "with");
    for alone in ["without", "with"] {
        repo.ok(&["checkout", "--quiet", alone]);
        let told = repo.xtask(&["validate"]);
        assert_eq!(told.code, 0, "{alone}: {}", told.stdout);
    }
    let refused = repo.git(&["merge", "--no-edit", "without"]);
    assert_ne!(refused.code, 0, "{}", refused.stdout);
    assert!(refused.stderr.contains("REF003"), "{}{}", refused.stdout, refused.stderr);
    repo.ok(&["merge", "--abort"]);
    repo.ok(&["checkout", "--quiet", "main"]);
}

/// Closing lists what is left and writes nothing.
fn not_yet_closed(repo: &Repo) {
    let refused = repo.xtask(&["edition", "close", "2026", "--today", "2026-02-01"]);
    assert_eq!(refused.code, 1, "{}", refused.stdout);
    assert_eq!(repo.ok(&["status", "--short"]), "");
}

/// What is rated anew on a report, without an open point, is closed, and countries are left out by name.
fn closed(repo: &Repo) {
    for country in ["FJI", "LAO", "TON"] {
        repo.ok(&["rm", "--quiet", &format!("dataset/assessments/{country}/2026.json")]);
    }
    edit(repo, DRAFT, |file| {
        for (id, entry) in file["ratings"].as_object_mut().expect("entries") {
            *entry = json!({
                "rating": entry["rating"], "change": entry["change"],
                "rationale": [format!("The report of 2025 says it of {id}.[^report]")],
                "footnotes": { "report": { "citations": [
                    { "source": "report-2025", "label": "page", "locator": "3" }
                ] } }
            });
        }
        file["sources"] = json!({ "report-2025": {
            "type": "report", "title": "A report on Cambodia", "author": [{ "literal": "A centre" }],
            "publisher": "A centre", "issued": { "date-parts": [[2025, 5]] }, "URL": "https://centre.example/report",
        } });
    });
    let close = ["edition", "close", "2026", "--today", "2026-02-10"];
    let out = ["--leave-out", "FJI", "--leave-out", "LAO", "--leave-out", "TON"];
    let run = repo.xtask(&[&close[..], &out].concat());
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    keep(repo, "Close 2026");
    let told = repo.xtask(&["validate", "--today", "2026-02-10"]);
    assert_eq!(told.code, 0, "{}", told.stdout);
}

/// A rating of a closed edition is not rewritten in silence; its erratum answers the rule.
fn corrected_after_it_was_closed(repo: &Repo) {
    let id = "equal-access-to-justice";
    edit(repo, KHM_2022, |file| file["ratings"][id]["rating"] = json!("very-weak"));
    let silent = repo.xtask(&["validate", "--base", "HEAD"]);
    assert_eq!(silent.code, 1);
    assert!(silent.stdout.contains("CHG001"), "{}", silent.stdout);
    edit(repo, KHM_2022, |file| {
        file["ratings"][id]["errata"] = json!({ "2026-02-10": {
            "kind": "rating", "from": "weak", "to": "very-weak", "reason": "transcription", "note": "A test.",
            "citations": [{ "source": "apr2p-2022-khm" }]
        } });
    });
    let told = repo.xtask(&["validate", "--base", "HEAD"]);
    assert!(!told.stdout.contains("CHG001"), "{}", told.stdout);
    repo.ok(&["checkout", "--quiet", "--", "."]);
}
