//! The formats for checks on GitHub and for code scanning, judged by what reads them: the runner, a schema, a parser.

use std::fs;

use serde_json::{Value, json};

use crate::support::judges::{Command, Markdown, runner};
use crate::support::program::folder;
use crate::support::{Run, State, root, run};

const FILE: &str = "dataset/assessments/XAA/2022.json";

/// A state with errors, warnings, and an exception with its reason.
fn troubled() -> State {
    State::base().edited(FILE, |file| {
        file["ratings"]["courts"]["rating"] = json!("fair");
        file["sources"]["report-2022"]["URL"] = json!("https://example.org/report?utm_source=x");
        file["sources"]["news-2022"].as_object_mut().expect("an object").shift_remove("issued");
        file["exceptions"] = json!({ "CIT005": { "/sources/news-2022": "The page has no date, at all." } });
    })
}

/// A state with many errors and warnings, in an order that is not that of their weight.
fn crowded(errors: usize, warnings: usize) -> State {
    State::base().edited(FILE, |file| {
        for nth in 0..errors {
            file[format!("unknown-{nth}")] = json!("x");
        }
        for nth in 0..warnings {
            let mut source = file["sources"]["report-2022"].clone();
            source["title"] = json!(format!("Report number {nth}"));
            source["URL"] = json!(format!("https://example.org/{nth}?utm_source=x"));
            file["sources"][format!("report-{nth}")] = source;
            let citations = &mut file["ratings"]["courts"]["footnotes"]["report"]["citations"];
            citations
                .as_array_mut()
                .expect("a list")
                .push(json!({ "source": format!("report-{nth}"), "label": "page", "locator": "4" }));
        }
    })
}

fn validated(state: &State, format: &str) -> Run {
    let folder = folder(state);
    let run = run(folder.path(), &["validate", "--today", "2026-11-21", "--format", format]);
    assert_eq!(run.stderr, "");
    run
}

fn sarif(state: &State) -> Value {
    judged(&validated(state, "sarif").stdout)
}

/// The run of a SARIF log that meets its schema.
fn judged(log: &str) -> Value {
    let log: Value = serde_json::from_str(log).expect("JSON");
    let schema = fs::read_to_string(root().join("tests/oracle/sarif-schema/sarif-schema-2.1.0.json"));
    let schema: Value = serde_json::from_str(&schema.expect("the schema")).expect("JSON");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
    let faults: Vec<String> =
        validator.iter_errors(&log).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert_eq!(log["$schema"], schema["$id"]);
    log["runs"][0].clone()
}

#[test]
fn annotations_come_before_the_list() {
    let run = validated(&troubled(), "github");
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.stdout);
    assert_eq!(validated(&State::base(), "github").code, 0);
}

#[test]
fn at_most_ten_of_a_kind_are_annotated_and_the_rest_is_counted() {
    for (errors, warnings, told) in [
        (10, 10, None),
        (13, 11, Some("3 errors and 1 warning more")),
        (13, 0, Some("3 errors more")),
        (0, 12, Some("2 warnings more")),
    ] {
        let json: Value =
            serde_json::from_str(&validated(&crowded(errors, warnings), "json").stdout).expect("JSON");
        let extra_errors = json["summary"]["errors"].as_u64().expect("a number") - errors as u64;
        let extra_warnings = json["summary"]["warnings"].as_u64().expect("a number") - warnings as u64;
        assert_eq!((extra_errors, extra_warnings), (0, 0), "only what the test makes: {json:#}");
        let text = validated(&crowded(errors, warnings), "github").stdout;
        let commands: Vec<Command> = text.lines().filter_map(runner).collect();
        let count = |name: &str| commands.iter().filter(|command| command.name == name).count();
        assert_eq!((count("error"), count("warning")), (errors.min(10), warnings.min(10)));
        let names: Vec<&str> = commands.iter().map(|command| command.name.as_str()).collect();
        assert!(
            names.is_sorted_by_key(|name| ["error", "warning", "notice"].iter().position(|of| of == name)),
            "{names:?}"
        );
        match told {
            Some(told) => {
                assert!(commands.last().is_some_and(|last| last.data.starts_with(told)), "{commands:?}")
            }
            None => assert_eq!(count("notice"), 0),
        }
        assert_eq!(text.lines().filter(|line| line.starts_with("error[")).count(), errors, "the log has all");
        assert_eq!(
            text.lines().filter(|line| line.starts_with("warning[")).count(),
            warnings,
            "the log has all"
        );
    }
}

#[test]
fn an_annotation_says_what_the_report_says() {
    let json: Value = serde_json::from_str(&validated(&troubled(), "json").stdout).expect("JSON");
    let text = validated(&troubled(), "github").stdout;
    let commands: Vec<Command> = text.lines().filter_map(runner).collect();
    let reported = json["diagnostics"].as_array().expect("a list");
    assert_eq!(commands.len(), reported.len());
    for found in reported {
        let source = found["source"].as_str().map(|source| format!("The source is: {source}\n"));
        let message = format!(
            "{}\n{}{}",
            found["message"].as_str().expect("text"),
            source.unwrap_or_default(),
            found["help"].as_str().expect("text")
        );
        let command = commands.iter().find(|command| command.data == message).expect("is annotated");
        assert_eq!(command.name, found["severity"].as_str().expect("text"));
        let number = |name: &str| command.property(name).parse::<u64>().expect("a number");
        assert_eq!(command.property("file"), found["path"].as_str().expect("text"));
        assert_eq!(
            (number("line"), number("endLine")),
            (found["line"].as_u64().expect("1"), found["end_line"].as_u64().expect("1"))
        );
        assert_eq!(
            (number("col"), number("endColumn")),
            (found["column"].as_u64().expect("1"), found["end_column"].as_u64().expect("1"))
        );
    }
}

#[test]
fn sarif_meets_its_schema_and_says_what_the_report_says() {
    let state = troubled();
    let in_folder = folder(&state);
    let with_excepted = |format: &str| {
        let arguments = ["validate", "--today", "2026-11-21", "--with-excepted", "--format", format];
        crate::support::run(in_folder.path(), &arguments)
    };
    let run = judged(&with_excepted("sarif").stdout);
    let json: Value = serde_json::from_str(&validated(&state, "json").stdout).expect("JSON");
    let (standing, excepted): (Vec<&Value>, Vec<&Value>) = run["results"]
        .as_array()
        .expect("a list")
        .iter()
        .partition(|result| result["suppressions"] == json!([]));
    let reported = json["diagnostics"].as_array().expect("a list");
    assert_eq!(standing.len(), reported.len());
    for (result, found) in standing.iter().zip(reported) {
        let location = &result["locations"][0];
        let region = &location["physicalLocation"]["region"];
        for (ours, theirs) in [
            ("line", "startLine"),
            ("column", "startColumn"),
            ("end_line", "endLine"),
            ("end_column", "endColumn"),
        ] {
            assert_eq!(region[theirs], found[ours], "{theirs}");
            assert!(region[theirs].as_u64().is_some_and(|number| number >= 1));
        }
        assert_eq!(location["physicalLocation"]["artifactLocation"]["uri"], found["path"]);
        assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], found["pointer"]);
        assert_eq!((&result["ruleId"], &result["level"]), (&found["code"], &found["severity"]));
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        assert_eq!(
            result["relatedLocations"].as_array().map(Vec::len),
            found["related"].as_array().map(Vec::len)
        );
    }
    assert_eq!(excepted.len(), 1);
    assert_eq!(
        excepted[0]["suppressions"],
        json!([{ "kind": "inSource", "status": "accepted", "justification": "The page has no date, at all." }])
    );
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    // Unless it is asked for, what the data excepts is left out: code scanning would open an alert for it.
    let without = sarif(&state);
    assert_eq!(without["results"].as_array().map(Vec::len), Some(standing.len()));
    assert!(!without.to_string().contains("The page has no date"));
    let report: Value = serde_json::from_str(&with_excepted("json").stdout).expect("JSON");
    let found = report["excepted"].as_array().expect("a list");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (&found[0]["code"], &found[0]["reason"]),
        (&excepted[0]["ruleId"], &json!("The page has no date, at all."))
    );
    assert_eq!(report["summary"], json["summary"]);
    assert!(json.get("excepted").is_none());
    for format in ["human", "github", "markdown"] {
        let refused = with_excepted(format);
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{format}");
        assert!(refused.stderr.contains("--format sarif or --format json"), "{}", refused.stderr);
    }
    sarif(&State::base());
}

#[test]
fn fingerprints_survive_moved_lines_and_tell_apart() {
    let fingerprints = |state: &State| -> Vec<Value> {
        let run = sarif(state);
        let results = run["results"].as_array().expect("a list");
        results.iter().map(|result| result["partialFingerprints"].clone()).collect()
    };
    let state = troubled();
    let before = fingerprints(&state);
    let mut moved = state.clone();
    let text = format!("\n\n\n{}", moved.text(FILE).replace(",\n", ",\n\n"));
    moved.files.insert(FILE.to_owned(), text.into_bytes());
    let after = fingerprints(&moved);
    assert!(before.iter().all(|fingerprint| after.contains(fingerprint)), "{before:#?} {after:#?}");
    let twice = State::base().edited(FILE, |file| {
        file["ratings"]["courts"]["rationale"][0] = json!("One\u{200b}word and an\u{200b}other.[^report]");
    });
    let two = fingerprints(&twice);
    assert_eq!(two.iter().collect::<std::collections::HashSet<_>>().len(), two.len(), "{two:#?}");
    assert!(two.len() > 1);
}

#[test]
fn the_page_of_a_check_is_a_table() {
    let run = validated(&troubled(), "markdown");
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.stdout);
    Markdown::read(&run.stdout).assert_inert("the page of a check");
    let clean = validated(&State::base(), "markdown");
    assert_eq!(clean.code, 0);
    insta::assert_snapshot!(clean.stdout, @r"
    ## Validation: no problems

    7 files checked (4 assessments of 2 countries): no problems.
    ");
}

#[test]
fn a_long_page_is_cut_and_says_so() {
    // In five files alike; one more error in each says that the list of citations is too long.
    let mut state = crowded(40, 400);
    let copied = state.files[FILE].clone();
    for country in ["XAB", "XAC", "XAD", "XAE"] {
        state.files.insert(FILE.replace("XAA", country), copied.clone());
    }
    let json = state.judged().json();
    let of = |severity: &str| {
        let all = json["diagnostics"].as_array().expect("a list").iter();
        all.filter(|found| found["severity"] == severity).count()
    };
    let page = validated(&state, "markdown").stdout;
    assert!(page.len() <= xtask::render::markdown::LIMIT);
    let summary = format!("{} errors, {} warnings", json["summary"]["errors"], json["summary"]["warnings"]);
    assert!(page.starts_with(&format!("## Validation: {summary}\n")), "{page}");
    let count = |start: &str| page.lines().filter(|line| line.starts_with(start)).count();
    let (errors, warnings) = (count("| **error** |"), count("| warning |"));
    assert_eq!(errors, of("error"), "the worst come first");
    let told = page.lines().last().expect("a line");
    assert!(
        told.starts_with(&format!("**Cut here:** {} rows of tables", of("warning") - warnings)),
        "{warnings} rows; {told}"
    );
}
