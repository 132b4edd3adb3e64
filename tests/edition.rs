//! The commands `edition open` and `edition close`: what is written, and what keeps an edition from being closed.

use serde_json::{Value, json};

use crate::support::program::folder;
use crate::support::{Run, State, run};

const EDITIONS: &str = "dataset/editions.json";

fn json_of(folder: &tempfile::TempDir, path: &str) -> Value {
    let text = std::fs::read_to_string(folder.path().join(path)).expect("the file is there");
    serde_json::from_str(&text).expect("JSON")
}

/// All files of a folder, by path.
fn all(folder: &tempfile::TempDir) -> Vec<(String, Vec<u8>)> {
    let tree = format::tree::Tree::folder(folder.path()).expect("a folder");
    let read = |path: &str| tree.read(path).expect("a file").into_owned();
    tree.entries().iter().map(|entry| (entry.path.to_string(), read(&entry.path))).collect()
}

fn refused(folder: &tempfile::TempDir, arguments: &[&str]) -> Run {
    let before = all(folder);
    let refused = run(folder.path(), arguments);
    assert_ne!(refused.code, 0, "{arguments:?}: {}", refused.stdout);
    assert!(all(folder) == before, "{arguments:?}: nothing is written");
    refused
}

#[test]
fn an_edition_is_opened_with_countries_and_drafts() {
    let state = State::real().edited("dataset/countries.json", |file| {
        file["countries"]["FJI"] = json!({ "name": "Fiji", "names": { "Fiji": ["A test"] } });
    });
    let folder = folder(&state);
    assert_eq!(run(folder.path(), &["fmt"]).code, 0, "the citation file is made");
    let arguments = ["edition", "open", "2026", "--from", "2022", "--country", "fiji", "--drafts", "carried"];
    let opened = run(folder.path(), &arguments);
    assert_eq!((opened.code, opened.stderr.as_str()), (0, ""), "{}", opened.stdout);
    insta::assert_snapshot!(opened.stdout);
    let register = json_of(&folder, EDITIONS);
    let expected = json!({
        "title": "2026 assessment", "status": "open", "framework": "apr2p-2019", "previous": "2022",
        "countries": ["FJI", "KHM"],
    });
    assert_eq!(register["editions"]["2026"], expected);
    let ids: Vec<&String> = register["editions"].as_object().expect("editions").keys().collect();
    assert_eq!(ids, ["2019", "2022", "2026"]);
    let carried = json_of(&folder, "dataset/assessments/KHM/2026.json");
    assert_eq!(carried["ratings"]["equal-access-to-justice"]["carried"], "2022");
    assert_eq!(
        json_of(&folder, "dataset/assessments/FJI/2026.json")["ratings"]["kigali-principles"],
        json!({})
    );

    let checked = run(folder.path(), &["validate"]);
    assert_eq!(checked.code, 0, "{}", checked.stdout);
    assert_eq!(run(folder.path(), &["fmt", "--check"]).code, 0, "all is in the standard layout");
    let shown = run(folder.path(), &["status", "2026"]);
    assert!(shown.stdout.contains("2 countries: 2 drafts; 36 of 72 rated, 0 confirmed"), "{}", shown.stdout);
}

#[test]
fn an_edition_that_cannot_be_opened_is_refused_with_what_to_do() {
    let base = folder(&State::base());
    let told = |arguments: &[&str]| {
        let run = refused(&base, &[&["edition", "open"], arguments].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        run.stderr
    };
    for (arguments, words) in [
        (&["2025", "--from", "2022"][..], "there is an edition 2025 already"),
        (&["2026-99", "--from", "2022"], "\"2026-99\" is no id of an edition; write a year"),
        (&["2026-26", "--from", "2022"], "\"2026-26\" is no id of an edition; write a year"),
        (&["next", "--from", "2022"], "\"next\" is no id of an edition; write a year"),
        (
            &["2030", "--from", "2023"],
            "there is no edition \"2023\" in dataset/editions.json; did you mean 2022?",
        ),
        (&["2020", "--from", "2022"], "the edition 2020 would follow 2022, which is later"),
        (&["2030", "--from", "2025", "--framework", "other"], "there is no framework \"other\""),
        (
            &["2030", "--from", "2025", "--country", "Atlantis"],
            "\"Atlantis\" is not in dataset/countries.json",
        ),
        (&["2030", "--from", "2025", "--title", ""], "the edition cannot be entered: "),
    ] {
        let told = told(arguments);
        assert!(told.contains(words), "{arguments:?}: {told}");
    }
}

/// The small repository with drafts of both countries in its open edition, carried over and confirmed.
fn confirmed() -> State {
    let mut state = State::base();
    for country in ["XAA", "XBB"] {
        let from = state.files[&format!("dataset/assessments/{country}/2022.json")].clone();
        let path = format!("dataset/assessments/{country}/2025.json");
        state.files.insert(path.clone(), from);
        state = state.edited(&path, |file| {
            file["edition"] = json!("2025");
            file["status"] = json!("draft");
            let members = file.as_object_mut().expect("an object");
            for field in ["document", "stated"] {
                members.shift_remove(field);
            }
            let sources = file["sources"].as_object_mut().expect("sources");
            sources.retain(|id, _| !id.starts_with("document"));
            for entry in file["ratings"].as_object_mut().expect("entries").values_mut() {
                entry["change"] = json!("unchanged");
            }
        });
    }
    state
}

#[test]
fn an_edition_is_closed_once_nothing_is_left_to_do() {
    let unfinished = confirmed().edited("dataset/assessments/XAA/2025.json", |file| {
        file["ratings"]["press"]["carried"] = json!("2022");
        file["ratings"]["courts"].as_object_mut().expect("an entry").shift_remove("rationale");
    });
    let begun = folder(&unfinished);
    let close = ["edition", "close", "2025", "--today", "2026-11-21"];
    let told = refused(&begun, &close);
    assert_eq!((told.code, told.stderr.as_str()), (1, ""));
    insta::assert_snapshot!(told.stdout);

    let finished = folder(&confirmed());
    let closed = run(finished.path(), &close);
    assert_eq!((closed.code, closed.stderr.as_str()), (0, ""), "{}", closed.stdout);
    insta::assert_snapshot!(closed.stdout);
    let edition = json_of(&finished, EDITIONS)["editions"]["2025"].clone();
    assert_eq!(edition["status"], "closed");
    assert_eq!(edition["published"], "2026-11-21");
    assert_eq!(edition["countries"], json!(["XAA", "XBB"]));
    for country in ["XAA", "XBB"] {
        let status = &json_of(&finished, &format!("dataset/assessments/{country}/2025.json"))["status"];
        assert_eq!(status, "original", "no document elsewhere prints it");
    }
    let checked = run(finished.path(), &["validate", "--today", "2026-11-21"]);
    assert_eq!(checked.code, 0, "{}", checked.stdout);
    assert_eq!(run(finished.path(), &["fmt", "--check"]).code, 0, "all is in the standard layout");
    assert_eq!(run(finished.path(), &["score", "XAA", "2025"]).code, 0);
    let again = refused(&finished, &close);
    assert_eq!(again.code, 2);
}

#[test]
fn a_country_is_left_out_by_name_alone() {
    let mut state = confirmed();
    state.files.remove("dataset/assessments/XBB/2025.json");
    let folder = folder(&state);
    let close = ["edition", "close", "2025", "--today", "2026-11-21"];
    let told = refused(&folder, &close);
    assert_eq!(told.code, 1);
    assert!(told.stdout.contains("- Beland (XBB) is missing"), "{}", told.stdout);
    assert!(told.stdout.contains("cargo xtask edition close 2025 --leave-out XBB"), "{}", told.stdout);
    let there = refused(&folder, &[&close[..], &["--leave-out", "XAA"]].concat());
    assert_eq!(there.code, 2, "its draft is there");
    for (named, said) in [
        (
            "aland",
            "XAA has an assessment in 2025, so it cannot be left out; finish it, or delete dataset/assessments/XAA/2025.json first",
        ),
        ("XBC", "XBC is not expected in 2025; did you mean XBB?"),
        (
            "Atlantis",
            "Atlantis is not expected in 2025, so there is nothing to leave out; expected are: XAA, XBB",
        ),
    ] {
        let told = refused(&folder, &[&close[..], &["--leave-out", named]].concat());
        assert_eq!((told.code, &*told.stderr), (2, &*format!("error: {said}\n")));
    }
    let closed = run(
        folder.path(),
        &[&close[..], &["--leave-out", "xbb", "--leave-out", "Beland", "--published", "2026-10-01"]].concat(),
    );
    assert_eq!(closed.code, 0, "{}{}", closed.stdout, closed.stderr);
    assert!(closed.stdout.contains("Left out: XBB."), "{}", closed.stdout);
    let edition = json_of(&folder, EDITIONS)["editions"]["2025"].clone();
    assert_eq!((&edition["countries"], &edition["published"]), (&json!(["XAA"]), &json!("2026-10-01")));
}

#[test]
fn a_draft_of_a_document_becomes_published() {
    let mut state = confirmed();
    state.files.remove("dataset/assessments/XBB/2025.json");
    let state = state.edited("dataset/assessments/XAA/2025.json", |file| {
        file["document"] = json!("document-2025");
        file["sources"]["document-2025"] = json!({
            "type": "report", "title": "Aland in 2025", "author": [{ "literal": "A centre" }],
            "publisher": "A centre", "issued": { "date-parts": [[2025, 5]] }, "URL": "https://centre.example/2025",
        });
    });
    let folder = folder(&state);
    let close = ["edition", "close", "2025", "--leave-out", "XBB", "--today", "2026-11-21"];
    let closed = run(folder.path(), &close);
    assert_eq!(closed.code, 0, "{}{}", closed.stdout, closed.stderr);
    assert_eq!(json_of(&folder, "dataset/assessments/XAA/2025.json")["status"], "published");
    let edition = json_of(&folder, EDITIONS)["editions"]["2025"].clone();
    assert_eq!(edition.get("published"), None, "the day of closing is not the day of that document");
}

/// A rating of an edition that was made here changes by an erratum, as one that was published elsewhere.
#[test]
fn what_was_made_here_and_closed_asks_for_errata() {
    let state = confirmed()
        .edited(EDITIONS, |file| file["editions"]["2025"]["status"] = json!("closed"))
        .edited("dataset/assessments/XAA/2025.json", |file| file["status"] = json!("original"))
        .edited("dataset/assessments/XBB/2025.json", |file| file["status"] = json!("original"));
    assert_eq!(state.judged().diagnostics(), [], "{}", state.judged().human());
    let changed = state.clone().edited("dataset/assessments/XAA/2025.json", |file| {
        file["ratings"]["courts"]["rating"] = json!("fair");
        file["ratings"]["courts"]["change"] = json!("increase");
    });
    let codes: Vec<&str> =
        changed.judged_against(&state).diagnostics().iter().map(|found| found.code).collect();
    assert!(codes.contains(&"CHG001"), "{codes:?}");
    let documented =
        state.edited("dataset/assessments/XAA/2025.json", |file| file["document"] = json!("news-2022"));
    assert!(!documented.judged().diagnostics().is_empty(), "what was made here has no document");
}

/// What was written is told where the rest cannot be, with what begins it.
#[test]
fn an_edition_that_is_opened_halfway_tells_how_to_go_on() {
    let base = folder(&State::base());
    // Nothing of the dataset stands in an empty folder, so that only writing comes upon it.
    let in_the_way = base.path().join("dataset/assessments/XBB/2030.json");
    std::fs::create_dir(&in_the_way).expect("a folder");
    let open = ["edition", "open", "2030", "--from", "2022", "--drafts", "carried"];
    let halfway = run(base.path(), &open);
    assert_eq!(halfway.code, 2, "{}", halfway.stdout);
    assert!(
        halfway.stderr.contains("dataset/assessments/XBB/2030.json cannot be written"),
        "{}",
        halfway.stderr
    );
    assert!(halfway.stdout.starts_with("opened 2030, after 2022"), "{}", halfway.stdout);
    assert!(halfway.stdout.contains("wrote dataset/assessments/XAA/2030.json: "), "{}", halfway.stdout);
    let rest = "run:\n  cargo xtask new XBB 2030 --from 2022\n";
    assert!(halfway.stdout.ends_with(rest), "{}", halfway.stdout);
    std::fs::remove_dir(&in_the_way).expect("it is empty");
    let rest = run(base.path(), &["new", "XBB", "2030", "--from", "2022"]);
    assert_eq!(rest.code, 0, "{}", rest.stderr);
    assert_eq!(run(base.path(), &["validate"]).code, 0);
}
