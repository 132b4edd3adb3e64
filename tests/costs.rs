//! What the tool costs: no input that people can make long costs more than in proportion, and small hostile files are cheap.
//!
//! The cheap part runs always. The table is made by the optimised program, from the instructions that valgrind counts;
//! `docs/develop.md` tells the command.

mod edges;
mod heavy;
mod histories;
mod measure;
mod squares;
mod table;
mod walked;

use std::fs;

use dataset::canonical::{Rewrite, rewrite, too_large};
use dataset::schema::Kind;
use format::limits::{self, LARGEST_FILE, LONGEST_DIFF, LONGEST_LINE, MOST_FAULTS, MOST_PRINTED, MOST_TOLD};
use serde_json::Value;

use self::heavy::HEAVY;
use crate::support::{State, root, run};

const FILE: &str = "dataset/assessments/XAA/2022.json";

#[test]
fn the_limits_stand_in_the_readme() {
    let rows = limits::ALL.iter().map(|limit| {
        let figures = limit.most.to_string();
        let groups: Vec<&str> = figures
            .as_bytes()
            .rchunks(3)
            .rev()
            .map(|group| std::str::from_utf8(group).expect("figures"))
            .collect();
        format!("| {} | {} | {} |\n", limit.what, groups.join(","), limit.beyond)
    });
    let table: String =
        ["| Limit | Most | Beyond it |\n|---|--:|---|\n".to_owned()].into_iter().chain(rows).collect();
    let readme = fs::read_to_string(root().join("docs/commands.md")).expect("README.md");
    assert!(readme.contains(&table), "docs/commands.md has under \"Limits\":\n\n{table}");
}

/// However much is wrong, so much is told of a rule in a file; the summary counts all.
#[test]
fn what_is_told_of_heavy_files_is_bounded_and_counted() {
    for heavy in HEAVY {
        let state = (heavy.make)(4 * heavy.few);
        let judged = state.judged();
        let report = judged.json();
        let found = report["diagnostics"].as_array().expect("a list");
        let mut told = std::collections::BTreeMap::new();
        let mut counted = 0;
        for diagnostic in found {
            *told.entry((diagnostic["path"].as_str(), diagnostic["code"].as_str())).or_insert(0) += 1;
            counted += diagnostic["count"].as_u64().unwrap_or(1);
            let message = diagnostic["message"].as_str().expect("a text");
            assert!(message.chars().count() <= limits::LONGEST_MESSAGE + 1, "{}: {message}", heavy.name);
        }
        let summary = |field: &str| report["summary"][field].as_u64().expect("a number");
        assert_eq!(counted, summary("errors") + summary("warnings"), "{}", heavy.name);
        assert!(told.values().all(|count| *count <= MOST_TOLD + 1), "{}: {told:?}", heavy.name);
        assert!(judged.human().len() < 8 << 20, "{}", heavy.name);
    }
}

#[test]
fn a_file_at_its_limits_is_judged_and_beyond_them_told_as_that() {
    let with = |count: usize| {
        State::base().edited(FILE, |file| {
            // In two groups, so that not each name of one may be misspelt.
            for nth in 0..count {
                let group = if nth % 2 == 0 { &mut *file } else { &mut file["sources"]["report-2022"] };
                group[format!("field-{nth}")] = Value::from("x");
            }
            file["ratings"]["courts"]["rationale"] = Value::from(vec!["No footnote [^nowhere] is there."]);
        })
    };
    let codes =
        |state: &State| state.judged().places().into_iter().map(|(code, ..)| code).collect::<Vec<_>>();
    let (at, beyond) = (codes(&with(MOST_FAULTS)), codes(&with(MOST_FAULTS + 1)));
    assert!(at.contains(&"CIT002"), "{at:?}");
    assert!(beyond.iter().all(|code| *code == "SCH002") && beyond.len() == MOST_TOLD + 1, "{beyond:?}");
    let summary = with(MOST_FAULTS + 1).judged().json()["summary"]["errors"].clone();
    assert_eq!(summary, MOST_FAULTS as u64 + 1);
}

/// A file over the size limit is told of in the same words by all that would read or write it, and not read.
#[test]
fn size_is_limited_in_the_same_words_everywhere() {
    let sized = |size: u64| {
        let mut state = State::base();
        let mut bytes = state.files[FILE].clone();
        bytes.resize(usize::try_from(size).expect("a size"), b' ');
        state.files.insert(FILE.to_owned(), bytes);
        let folder = tempfile::tempdir().expect("a folder");
        state.write_to(folder.path());
        let told = |arguments: &[&str]| run(folder.path(), arguments).stdout;
        [told(&["validate", "--today", "2026-11-21"]), told(&["fmt"])]
    };
    let why = too_large(LARGEST_FILE + 1).expect("too large");
    assert!(sized(LARGEST_FILE + 1).iter().all(|told| told.contains(&why)));
    let [validated, formatted] = sized(LARGEST_FILE);
    assert!(!validated.contains("are not read") && formatted.contains(&format!("formatted {FILE}")));
}

/// What would become too large once it is laid out is left as it is.
#[test]
fn nothing_too_large_is_laid_out() {
    let nested = format!("{}{}1{}", "[".repeat(120), "1,".repeat(200_000), "]".repeat(120));
    let Rewrite::Refused(why) = rewrite(nested.as_bytes(), Kind::Assessment, &[]) else {
        panic!("it is written")
    };
    assert!(why.starts_with("laid out, the file has"), "{why}");
}

#[test]
fn so_many_problems_are_printed_and_errors_first() {
    let state = |files: usize| {
        let mut state = State::base();
        let draft = br#"{"$schema": "../../../schema/assessment.schema.json", "field": 1}"#;
        for nth in 0..files {
            let code: String =
                [nth / 676, nth / 26 % 26, nth % 26].map(|n| char::from(b'A' + n as u8)).iter().collect();
            state.files.insert(format!("dataset/assessments/{code}/2022.json"), draft.to_vec());
        }
        let folder = tempfile::tempdir().expect("a folder");
        state.write_to(folder.path());
        let printed = run(folder.path(), &["validate", "--today", "2026-11-21"]).stdout;
        let json = run(folder.path(), &["validate", "--today", "2026-11-21", "--format", "json"]).stdout;
        let json: Value = serde_json::from_str(&json).expect("JSON");
        let all = json["diagnostics"].as_array().expect("a list").len();
        (printed.lines().filter(|line| line.starts_with("error[")).count(), all, printed)
    };
    let (printed, all, _) = state(50);
    assert_eq!(printed, all);
    let (printed, all, text) = state(400);
    assert_eq!(printed, MOST_PRINTED);
    let told = format!(
        "Not all are printed here: cargo xtask validate --format json lists {} problems more.",
        all - printed
    );
    assert!(text.contains(&told), "{told}: {}", text.lines().rev().take(4).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_long_line_is_printed_up_to_its_limit() {
    let line = |length: usize| {
        let start = "  \"$schema\": \"";
        let mut state = State::base();
        let text = state.text(FILE).replacen(start, &format!("{start}{}", " ".repeat(length)), 1);
        let own = text.lines().nth(1).expect("a line").len();
        let text =
            state.text(FILE).replacen(start, &format!("{start}{}", "x".repeat(length + length - own)), 1);
        state.files.insert(FILE.to_owned(), text.into_bytes());
        state.judged().human()
    };
    assert!(line(LONGEST_LINE).contains("2 |"), "{}", line(LONGEST_LINE));
    assert!(
        !line(LONGEST_LINE + 1).contains("2 |") && line(LONGEST_LINE + 1).contains(&format!("{FILE}:2:14"))
    );
}

/// What would be formatted is shown up to a limit, and the rest is counted, also where characters get longer by being made harmless.
#[test]
fn what_would_be_formatted_is_shown_up_to_its_limit() {
    let shown = |paragraphs: usize, text: &str| {
        let mut state = State::base().edited(FILE, |file| {
            file["overview"] = Value::from(vec![text; paragraphs]);
        });
        let text = state.text(FILE).replace("\n", "\n ");
        state.files.insert(FILE.to_owned(), text.into_bytes());
        let folder = tempfile::tempdir().expect("a folder");
        state.write_to(folder.path());
        let check = run(folder.path(), &["fmt", "--check"]).stdout;
        let preview = run(folder.path(), &["validate", "--fix", "--dry-run"]).stdout;
        for told in [&check, &preview] {
            let shown = told.find("… ").unwrap_or(told.len());
            assert!(shown <= LONGEST_DIFF + 200, "{shown}");
        }
        let counted = check.rsplit_once("… ").and_then(|(_, counted)| counted.lines().next());
        counted.map(str::to_owned)
    };
    assert_eq!(shown(10, &"Text. ".repeat(100)), None);
    for (paragraphs, text) in
        [(50, "Text. ".repeat(1_000)), (2, "\u{202e}".repeat(50_000)), (60, "\u{202e}".repeat(1_000))]
    {
        let counted = shown(paragraphs, &text).expect("too much");
        assert!(counted.ends_with(" more, not shown"), "{counted}");
    }
}
