//! The register of sources: what it lists, and that other people's programs read what it emits.

use std::collections::BTreeSet;
use std::fs;

use biblatex::{Bibliography, ChunksExt as _, EntryType};
use serde_json::{Value, json};

use crate::support::{Run, State, root, run};

const XAA: &str = "dataset/assessments/XAA/2022.json";
const XBB: &str = "dataset/assessments/XBB/2022.json";

fn sources(arguments: &[&str]) -> String {
    let run = run(&root(), &[&["sources"], arguments].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

fn of(state: &State, arguments: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    state.write_to(folder.path());
    run(folder.path(), &[&["sources"], arguments].concat())
}

fn csl(text: &str) -> Vec<Value> {
    serde_json::from_str(text).expect("an array")
}

/// A repository whose register has a source of every type of the oracle, under cover of one assessment.
fn all_types() -> State {
    let oracle = fs::read_to_string(root().join("tests/oracle/assessment.json")).expect("the oracle");
    let oracle: Value = serde_json::from_str(&oracle).expect("JSON");
    State::base().edited(XAA, |file| {
        for (id, source) in oracle["sources"].as_object().expect("an object") {
            file["sources"][id] = source.clone();
        }
    })
}

#[test]
fn it_lists_every_work_with_what_rests_on_it() {
    let report: Value =
        serde_json::from_str(&sources(&["--country", "KHM", "--format", "json"])).expect("JSON");
    assert_eq!(
        report["summary"],
        json!({"works": 67, "assessments": 2, "countries": 1, "citations": 104, "cited_more_than_once": 11})
    );
    let works = report["works"].as_array().expect("a list");
    let work = works.iter().find(|work| work["id"] == "us-state-department-2020-report").expect("is there");
    assert_eq!((&work["cited"], &work["uses"][0]["label"]), (&json!(9), &json!("section")));
    let annex = works.iter().find(|work| work["id"] == "apr2p-2022-khm").expect("is there");
    let by: BTreeSet<&str> =
        annex["uses"].as_array().expect("a list").iter().filter_map(|usage| usage["by"].as_str()).collect();
    assert_eq!(by, BTreeSet::from(["derivation", "document"]), "one work in both editions");
    assert_eq!(report["duplicates"], json!([]));
    let by_name = sources(&["--country", "Cambodia"]);
    assert_eq!(by_name, sources(&["--country", "khm"]));
    assert!(by_name.contains("\n* amnesty-cambodia-2020, cited 4 times\n"), "{by_name}");
}

#[test]
fn an_unknown_country_or_edition_is_an_error() {
    for (arguments, word) in [
        (&["--country", "Atlantis"][..], "Atlantis"),
        (&["--edition", "1999"], "1999"),
        (&["--country", "KHM", "--edition", "1999", "--format", "notes"], "1999"),
    ] {
        let run = run(&root(), &[&["sources"], arguments].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains(word), "{}", run.stderr);
    }
}

#[test]
fn duplicates_stand_at_the_end() {
    let state = State::base().edited(XBB, |file| {
        file["sources"]["doe"] = json!({"type": "report", "title": "A report", "issued": {"date-parts": [[2021]]},
            "author": [{"family": "Doe", "given": "Jo"}], "URL": "http://reports.example/report/"});
        file["sources"]["report-2022"] = json!({"type": "report", "title": "Other", "URL": "https://other.example/"});
    });
    let run = of(&state, &[]);
    assert_eq!(run.code, 0);
    let (_, tail) = run.stdout.split_once("\n\n2 pairs").expect("the duplicates");
    insta::assert_snapshot!(tail, @r"
     of works that may be the same, or share an id:
      doe and report-2022: the same address
      report-2022 and report-2022-xbb-2022: the same id
    What to do about them: cargo xtask validate
    ");
    let items = csl(&of(&state, &["--format", "csl"]).stdout);
    let ids: BTreeSet<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
    assert_eq!(ids.len(), items.len(), "each id once");
    assert!(ids.contains("report-2022") && ids.contains("report-2022-xbb-2022"), "{ids:?}");
}

#[test]
fn csl_is_what_the_file_has_with_its_id() {
    for edition in ["2019", "2022"] {
        let text = sources(&["--country", "KHM", "--edition", edition, "--format", "csl"]);
        let file = fs::read_to_string(root().join(format!("dataset/assessments/KHM/{edition}.json")))
            .expect("a file");
        let file: Value = serde_json::from_str(&file).expect("JSON");
        let mut kept = csl(&text);
        let ids: Vec<String> = kept
            .iter_mut()
            .map(|item| item.as_object_mut().and_then(|item| item.remove("id")).expect("an id"))
            .map(|id| id.as_str().expect("a text").to_owned())
            .collect();
        assert_eq!(ids.len(), file["sources"].as_object().expect("an object").len());
        for (id, item) in ids.iter().zip(&kept) {
            assert_eq!(*item, file["sources"][id], "{id}");
        }
    }
}

#[test]
fn csl_meets_the_schema_of_csl_and_is_parsed() {
    let schema =
        fs::read_to_string(root().join("tests/oracle/csl-schema/csl-data.json")).expect("the schema");
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).expect("JSON")).expect("a schema");
    let archived = State::base().edited(XAA, |file| {
        file["sources"]["report-2022"]["custom"] = json!({"archive_date": "2022-05-04",
            "archive_url": "https://web.archive.org/web/20220504120000/https://reports.example/report"});
    });
    let kept = of(&archived, &["--format", "csl"]).stdout;
    assert!(kept.contains("web.archive.org"), "custom is kept");
    for text in [sources(&["--format", "csl"]), of(&all_types(), &["--format", "csl"]).stdout, kept] {
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let faults: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
        // citationberg knows neither `custom`, which CSL has had since 1.0.2, nor dates that are words alone.
        let mut items = csl(&text);
        for item in &mut items {
            let item = item.as_object_mut().expect("an object");
            item.retain(|name, value| name != "custom" && value.get("literal").is_none());
        }
        let parsed: Vec<citationberg::json::Item> =
            serde_json::from_value(items.clone().into()).expect("citationberg parses it");
        for (item, parsed) in items.iter().zip(&parsed) {
            assert_eq!(parsed.id().as_deref(), item["id"].as_str());
            assert_eq!(parsed.type_().as_deref(), item["type"].as_str());
        }
    }
}

#[test]
fn bibtex_is_parsed_and_says_the_same() {
    for (text, items) in [
        (sources(&["--format", "bibtex"]), csl(&sources(&["--format", "csl"]))),
        (
            of(&all_types(), &["--format", "bibtex"]).stdout,
            csl(&of(&all_types(), &["--format", "csl"]).stdout),
        ),
    ] {
        let bibliography = Bibliography::parse(&text).expect("biblatex parses it");
        assert_eq!(bibliography.len(), items.len());
        for item in &items {
            let id = item["id"].as_str().expect("an id");
            let entry = bibliography.get(id).unwrap_or_else(|| panic!("{id} is there"));
            assert!(!matches!(entry.entry_type, EntryType::Unknown(_)) || text.contains("@legal{"), "{id}");
            let title = entry.title().expect("a title").format_verbatim();
            assert_eq!(title, item["title"].as_str().expect("a title"), "{id}");
            if let Some(url) = item["URL"].as_str() {
                assert_eq!(entry.url().expect("an address"), url, "{id}");
            }
            let authors = item["author"].as_array().map_or(0, Vec::len);
            assert_eq!(entry.author().map_or(0, |authors| authors.len()), authors, "{id}");
            if item["issued"]["date-parts"].is_array() {
                assert!(entry.date().is_ok(), "{id}: {:?}", entry.date());
            }
        }
    }
}

#[test]
fn bibtex_is_as_biblatex_has_it() {
    let text = sources(&["--country", "KHM", "--format", "bibtex"]);
    let entry = |key: &str| {
        let start = text.find(&format!("{{{key},")).expect("is there");
        let start = text[..start].rfind('@').expect("a type");
        text[start..].split("\n}\n").next().expect("an entry").to_owned()
    };
    let four =
        ["hing-peacekeeping", "dara-chrc-meetings", "un-women-cambodia", "cerd-concluding-observations"];
    insta::assert_snapshot!("bibtex-entries", four.map(entry).join("\n}\n"));
}

#[test]
fn text_from_the_data_does_no_harm() {
    let state = State::base().edited(XAA, |file| {
        file["sources"]["report-2022"]["title"] = json!(r"\input{/etc/passwd} 50% & $x$ {# @misc{b, ~^_");
        file["sources"]["report-2022"]["URL"] = json!("https://reports.example/a%7Db?c_d=1&e=$x");
        file["sources"]["report-2022"]["author"] = json!([{"family": "Doe and Roe, Jr", "given": "A"}]);
    });
    let text = of(&state, &["--format", "bibtex"]).stdout;
    let bibliography = Bibliography::parse(&text).expect("biblatex parses it");
    let entry = bibliography.get("report-2022").expect("is there");
    assert_eq!(entry.author().expect("names").len(), 1);
    assert_eq!(entry.url().expect("an address"), "https://reports.example/a%7Db?c_d=1&e=$x");
    assert!(!text.contains("\\input"), "{text}");
    assert_eq!(bibliography.len(), csl(&of(&state, &["--format", "csl"]).stdout).len());
}

#[test]
fn the_commands_page_shows_what_is_printed() {
    let readme = fs::read_to_string(root().join("docs/commands.md")).expect("is there").replace('\r', "");
    for (command, printed) in [
        ("sources --country KHM\n", sources(&["--country", "KHM"])),
        (
            "sources --country KHM --edition 2022 --format notes\n",
            sources(&["--country", "KHM", "--edition", "2022", "--format", "notes"]),
        ),
    ] {
        let (_, shown) = readme.split_once(&format!("$ cargo xtask {command}")).expect("is shown");
        let shown = shown.split("\n```").next().expect("an excerpt");
        for passage in shown.split("...\n").filter(|passage| !passage.trim_matches(['.', '\n']).is_empty()) {
            assert!(printed.contains(passage.trim_end_matches("\n...")), "not printed:\n{passage}");
        }
    }
}
