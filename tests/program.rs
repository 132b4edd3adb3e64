//! The program as its users meet it: words, exit codes, files.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::program::{commit, folder};
use crate::support::real_git::Repo;
use crate::support::{State, root, run};

const FILE: &str = "dataset/assessments/XAA/2022.json";

/// A Git repository with one commit of a state, by a fixed author at a fixed time.
fn repository(state: &State) -> tempfile::TempDir {
    let folder = folder(state);
    commit(folder.path());
    folder
}

/// What desktops and editors leave beside the files, Git does not take.
#[test]
fn what_desktops_leave_is_ignored() {
    let ignored = std::fs::read_to_string(root().join(".gitignore")).expect("is there");
    for line in [".DS_Store", "Thumbs.db", "desktop.ini", "~$*", ".~lock.*#", "* ([0-9]).*"] {
        assert!(ignored.lines().any(|ignored| ignored == line), "{line}");
    }
    let repo = Repo::new();
    repo.write(".gitignore", &ignored);
    repo.write(".git/info/exclude", "/dataset/scratch/\n");
    let strays = [
        "dataset/.DS_Store",
        "dataset/assessments/XAA/~$2022.json",
        "dataset/assessments/XAA/2022 (1).json",
        "dataset/scratch/notes.txt",
    ];
    fs::create_dir(repo.root.join("dataset/scratch")).expect("a folder");
    for stray in strays {
        repo.write(stray, "{}");
    }
    let told = |arguments: &[&str]| {
        let run = repo.xtask(&[&["validate"], arguments].concat());
        (run.code, strays.map(|stray| run.stdout.contains(&format!("--> {stray}"))))
    };
    // A copy of a file of data is told of all the same: somebody may go on working in it.
    assert_eq!(told(&[]), (1, [false, false, true, false]));
    assert_eq!(told(&["--base", "HEAD"]).1, [false, false, true, false]);
    // What Git has is told, whatever the list says; so is what it would take.
    repo.ok(&["add", "--force", strays[2]]);
    repo.write(".git/info/exclude", "");
    assert_eq!(told(&[]), (1, [false, false, true, true]));
    fs::rename(repo.root.join(".git"), repo.root.join("git")).expect("moved");
    assert_eq!(told(&[]), (1, [true; 4]));
}

#[test]
fn a_commit_is_validated_without_a_checkout() {
    let state = State::base();
    let base = repository(&state);
    state.edited(FILE, |file| file["stated"]["score"] = json!(45)).write_to(base.path());
    assert_eq!(run(base.path(), &["validate"]).code, 1, "the folder is broken");
    assert_eq!(run(base.path(), &["validate", "--at", "HEAD"]).code, 0, "the commit is not");
    commit(base.path());
    assert_eq!(run(base.path(), &["validate", "--at", "HEAD"]).code, 1);
    assert_eq!(run(base.path(), &["validate", "--at", "HEAD~1", FILE]).code, 0);
    let unknown = run(base.path(), &["validate", "--at", "nowhere"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(unknown.stderr, @r#"error: there is no revision "nowhere" in this repository"#);
    let none = tempfile::tempdir().expect("a folder");
    assert_eq!(run(none.path(), &["validate", "--at", "HEAD"]).code, 2, "no repository");
}

#[test]
fn the_report_for_programs_has_its_form() {
    let base = folder(&State::base().edited(FILE, |file| {
        file["ratings"]["courts"]["rating"] = json!("fair");
    }));
    let run = run(base.path(), &["validate", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    insta::assert_snapshot!(run.stdout);
}

#[cfg(unix)]
#[test]
fn links_are_refused_and_not_followed() {
    let base = folder(&State::base());
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("secret"), "secret words").expect("a file");
    let link = |to: &str| base.path().join(to);
    std::os::unix::fs::symlink(outside.path(), link("dataset/assessments/XCC")).expect("a link");
    fs::remove_file(base.path().join("dataset/countries.json")).expect("is there");
    std::os::unix::fs::symlink(outside.path().join("secret"), link("dataset/countries.json"))
        .expect("a link");
    let run = run(base.path(), &["validate", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let found: Vec<(&str, &str)> = report["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|found| (found["code"].as_str().expect("text"), found["path"].as_str().expect("text")))
        .collect();
    assert_eq!(run.code, 1);
    assert_eq!(
        found,
        [("SYN013", "dataset/assessments/XCC"), ("SYN013", "dataset/countries.json")],
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("secret words"));
}

#[test]
fn formatting_mends_and_checking_only_tells() {
    let canonical = State::base();
    let shuffled = {
        let mut state = canonical.clone();
        let text = format!("\u{feff}{}", state.text(FILE).replace('\n', "\r\n").replace("  ", "\t"));
        state.files.insert(FILE.to_owned(), text.into_bytes());
        state
    };
    let base = folder(&shuffled);
    let check = run(base.path(), &["fmt", "--check"]);
    assert_eq!(check.code, 1);
    assert!(check.stdout.ends_with("1 file to format: run cargo xtask fmt\n"), "{}", check.stdout);
    assert_eq!(
        fs::read(base.path().join(FILE)).expect("is there"),
        shuffled.files[FILE],
        "nothing is written"
    );

    let done = run(base.path(), &["fmt"]);
    assert_eq!(done.code, 0);
    insta::assert_snapshot!(done.stdout, @r"
    formatted dataset/assessments/XAA/2022.json
    1 file formatted.
    ");
    assert_eq!(fs::read(base.path().join(FILE)).expect("is there"), canonical.files[FILE]);
    let again = run(base.path(), &["fmt"]);
    insta::assert_snapshot!(again.stdout, @"All files are in the standard layout.");
    let left: Vec<_> = fs::read_dir(base.path().join("dataset/assessments/XAA")).expect("a folder").collect();
    assert_eq!(left.len(), 2, "no file is left over");
}

#[test]
fn formatting_leaves_alone_what_it_cannot_keep() {
    let state = State::base().replaced(FILE, "\"score\": 44,", "\"score\": 44, \"score\": 45,");
    let base = folder(&state);
    let run = run(base.path(), &["fmt"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.stdout, @r"
    left alone dataset/assessments/XAA/2022.json: /stated/score stands in it twice
    1 file left alone, which cargo xtask validate tells more about.
    ");
    assert_eq!(fs::read(base.path().join(FILE)).expect("is there"), state.files[FILE]);
}

#[test]
fn scores_of_the_real_dataset() {
    let all = run(&root(), &["score"]);
    assert_eq!((all.code, all.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(all.stdout, @r"
    Country         Edition  Status            Points  Score  Stated  Since previous
    Cambodia (KHM)  2019     reconstructed  59 of 144     41      41               -
    Cambodia (KHM)  2022     published      50 of 144     35      35              -6
    ");
    let explained = run(&root(), &["score", "KHM", "2022", "--explain"]);
    assert_eq!(explained.code, 0);
    insta::assert_snapshot!("score-explained", explained.stdout);
    let table = run(&root(), &["score", "--explain", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(table.stdout.as_bytes());
    let points: u32 = reader
        .records()
        .map(|row| row.expect("a row"))
        .filter(|row| &row[1] == "2022")
        .map(|row| row[7].parse::<u32>().expect("points"))
        .sum();
    assert_eq!(points, 50);
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let pages = ["README.md", "docs/commands.md"]
        .map(|page| fs::read_to_string(root().join(page)).expect("is there"));
    let readme = pages.concat().replace('\r', "");
    let explained = run(&root(), &["score", "KHM", "2022", "--explain"]).stdout;
    let (explained, _) = explained.split_once("\nRemarks on the document").expect("are there");
    let reckoning = &explained[explained.find("Score: ").expect("is there")..];
    for shown in [&run(&root(), &["validate"]).stdout, &run(&root(), &["score"]).stdout, reckoning] {
        assert!(readme.contains(shown.trim_end()), "the README does not show:\n{shown}");
    }
    let misspelt = State::real().edited("dataset/assessments/KHM/2022.json", |file| {
        file["ratings"]["reduction-of-atrocity-crime-risks"]["rating"] = json!("waek");
    });
    let shown = run(folder(&misspelt).path(), &["validate"]).stdout;
    assert!(readme.contains(shown.trim_end()), "the README does not show:\n{shown}");
}

#[test]
fn a_score_that_does_not_hold_is_a_problem() {
    let base = folder(&State::base().edited(FILE, |file| file["stated"]["score"] = json!(45)));
    let run_on = |arguments: &[&str]| run(base.path(), arguments);
    let wrong = run_on(&["score", "XAA", "2022", "--format", "json"]);
    assert_eq!(wrong.code, 1);
    let sheets: Value = serde_json::from_str(&wrong.stdout).expect("JSON");
    assert_eq!((&sheets[0]["agrees"], &sheets[0]["computed"]["score"]), (&json!(false), &json!(44)));
    assert_eq!(run_on(&["score", "XAA", "2019"]).code, 0);
}

#[test]
fn a_score_with_a_rating_missing_is_not_made_up() {
    let base =
        folder(&State::base().edited(FILE, |file| file["ratings"]["courts"]["rating"] = json!("good")));
    let run = run(base.path(), &["score", "XAA", "2022", "--explain"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("Not computable: cannot read courts."), "{}", run.stdout);
}

#[test]
fn a_cell_is_no_formula() {
    let base = folder(&State::base().edited("dataset/frameworks/base-2019.json", |file| {
        file["indicators"]["courts"]["title"] = json!("=HYPERLINK(1)");
    }));
    let table = run(base.path(), &["score", "XAA", "--explain", "--format", "csv"]).stdout;
    assert!(table.contains(",'=HYPERLINK(1),"), "{table}");
}

#[test]
fn a_rule_explains_itself() {
    let run = run(&root(), &["explain", "call-without-footnote"]);
    assert_eq!(run.code, 0);
    insta::assert_snapshot!("explain-CIT002", run.stdout);
}

#[test]
fn who_stops_reading_gets_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["explain", "--all"])
        .current_dir(root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

/// Runs the program and stops reading at once.
fn code_for_who_stops_reading(folder: &Path, arguments: &[&str]) -> Option<i32> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    child.wait().expect("it ends").code()
}

/// What came of a command does not depend on whether anybody reads on: each has the exit code that it has with a reader.
#[test]
fn who_stops_reading_gets_the_outcome_all_the_same() {
    let mut crowded = State::base().edited(FILE, |file| {
        file["stated"]["score"] = json!(45);
        for nth in 0..1200 {
            let source = file["sources"]["report-2022"].clone();
            file["sources"][format!("unused-{nth}")] = source;
        }
    });
    let clean = repository(&State::base());
    let base = repository(&State::base());
    let broken = String::from_utf8(crowded.files[FILE].clone()).expect("text").replace("  ", "    ");
    crowded.files.insert(FILE.to_owned(), broken.into_bytes());
    crowded.write_to(base.path());
    let mut codes = Vec::new();
    for arguments in [
        &["validate"][..],
        &["validate", "--format", "json"],
        &["validate", "--format", "sarif"],
        &["validate", "--format", "github"],
        &["validate", "--format", "markdown"],
        &["validate", "--base", "HEAD"],
        &["validate", "--at", "HEAD"],
        &["validate", "--fix", "--dry-run"],
        &["fmt", "--check"],
        &["score"],
        &["diff", "HEAD..", "--exit-code"],
        &["diff", "2019", "2022", "--exit-code"],
        &["changelog", "HEAD..HEAD", "--check"],
        &["changelog", "--editions", "2019", "2022"],
        &["history", "XAA"],
        &["sources"],
        &["explain", "--all"],
        &["--help"],
        &["--version"],
    ] {
        for folder in [base.path(), clean.path()] {
            let with_reader = run(folder, arguments).code;
            assert_eq!(code_for_who_stops_reading(folder, arguments), Some(with_reader), "{arguments:?}");
            codes.push(with_reader);
        }
    }
    assert!(codes.contains(&0) && codes.contains(&1), "{codes:?}");
    assert_eq!(run(base.path(), &["validate"]).code, 1);
}

/// A result that could not be written was not given.
#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_told() {
    for arguments in
        [&["--help"][..], &["validate", "--help"], &["--version"], &["validate"], &["explain", "CIT002"]]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("the device");
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .current_dir(root())
            .stdout(full)
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(told.starts_with("error: the result cannot be printed: "), "{told}");
    }
}
