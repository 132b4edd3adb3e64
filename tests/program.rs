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

#[test]
fn nothing_to_check_is_never_a_pass() {
    let empty = tempfile::tempdir().expect("a folder");
    let no_dataset = run(empty.path(), &["validate"]);
    assert_eq!((no_dataset.code, no_dataset.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(no_dataset.stderr, @"error: there is no dataset/ folder here or above; run this inside a clone of the dataset, or name one with --repo DIR");

    fs::create_dir(empty.path().join("dataset")).expect("a folder");
    let nothing_in_it = run(empty.path(), &["validate"]);
    assert_eq!((nothing_in_it.code, nothing_in_it.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(nothing_in_it.stderr, @"error: nothing to check: there is no assessment under dataset/assessments/");
    assert_eq!(run(empty.path(), &["score"]).code, 2);

    let base = folder(&State::base());
    for (path, more) in [
        ("Cargo.toml", ""),
        ("..", ""),
        ("/etc/passwd", ""),
        ("dataset/assesments/XAA/2022.json", "; did you mean dataset/assessments/XAA/2022.json?"),
        ("dataset/assesments/XBB/", "; did you mean dataset/assessments/XBB?"),
        ("XAA/2002", "; did you mean XAA/2022?"),
        ("dataset/edition.json", "; did you mean dataset/editions.json?"),
        ("Atlantis/2022", ", and there is no assessment of \"Atlantis\"; there are: XAA, XBB"),
        (
            "Aland/1850.json",
            ", and there is no assessment of XAA in an edition \"1850\"; there are: 2019, 2022",
        ),
    ] {
        let run = run(base.path(), &["validate", path]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{path}");
        assert_eq!(run.stderr, format!("error: nothing to check: the dataset has no file at {path}{more}\n"));
    }
}

#[test]
fn a_country_is_named_by_its_code() {
    let state = State::base().edited("dataset/assessments/XAA/2022.json", |file| {
        file["sources"]["report-2022"]["URL"] = "x".into()
    });
    let base = folder(&state);
    for (code, named) in [(1, "XAA"), (1, "xaa"), (0, "XBB")] {
        let by_code = run(base.path(), &["validate", named]);
        let by_folder =
            run(base.path(), &["validate", &format!("dataset/assessments/{}", named.to_uppercase())]);
        assert_eq!((by_code.code, &by_code.stdout), (code, &by_folder.stdout), "{named}: {}", by_code.stderr);
    }
    // By edition, by both, and as a path below the assessments.
    let both = [
        (1, &["2022"][..]),
        (0, &["2019"]),
        (1, &["XAA", "2022"]),
        (0, &["XAA", "2019"]),
        (0, &["XBB", "2022"]),
    ];
    for (code, named) in both.into_iter().chain([(1, &["XAA/2022"][..]), (0, &["XBB/2022"])]) {
        let told = run(base.path(), &[&["validate"], named].concat());
        assert_eq!(told.code, code, "{named:?}: {}{}", told.stdout, told.stderr);
    }
    // A path is meant from where one is, from the root, or below the assessments, whatever its capital letters.
    for (here, named, code) in [
        ("", "XAA/", 1),
        ("", "xbb/", 0),
        ("", "xaa/2022", 1),
        ("", "XAA/2022.json", 1),
        ("", "Aland/2022", 1),
        ("", "aland/2022.json", 1),
        ("", "dataset/assessments/xaa/2022.json", 1),
        ("", "./dataset/assessments/XBB/", 0),
        ("dataset", "assessments/XAA/", 1),
        ("dataset/assessments", "./XAA", 1),
        ("dataset/assessments", "xbb/2022", 0),
        ("dataset/assessments/XAA", "2022.json", 1),
        ("dataset/assessments/XAA", "2019.json", 0),
        ("dataset/assessments/XBB", "2022.json", 0),
        ("dataset/assessments/XBB", "../XAA/2022.json", 1),
        ("dataset/assessments/XBB", "dataset/assessments/XAA", 1),
        ("dataset/assessments/XBB", "XAA/2022", 1),
    ] {
        let told = run(&base.path().join(here), &["validate", named]);
        assert_eq!(told.code, code, "{named} in {here}: {}{}", told.stdout, told.stderr);
    }
    let unknown = run(base.path(), &["validate", "Atlantis"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert!(
        unknown.stderr.contains("no file at Atlantis, and there is no assessment of \"Atlantis\""),
        "{}",
        unknown.stderr
    );
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
    assert_eq!(told(&[]), (0, [false; 4]));
    assert_eq!(told(&["--base", "HEAD"]), (0, [false; 4]));
    // What Git has is told, whatever the list says; so is what it would take.
    repo.ok(&["add", "--force", strays[2]]);
    repo.write(".git/info/exclude", "");
    assert_eq!(told(&[]), (1, [false, false, true, true]));
    fs::rename(repo.root.join(".git"), repo.root.join("git")).expect("moved");
    assert_eq!(told(&[]), (1, [true; 4]));
}

#[test]
fn an_unknown_country_or_edition_is_told_what_there_is() {
    let base = folder(&State::base());
    let said = |arguments: &[&str]| {
        let run = run(base.path(), arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        run.stderr
    };
    insta::assert_snapshot!(said(&["score", "XAB"]), @r#"error: there is no assessment of "XAB"; did you mean XAA?"#);
    insta::assert_snapshot!(said(&["score", "Atlantis"]), @r#"error: there is no assessment of "Atlantis"; there are: XAA, XBB"#);
    insta::assert_snapshot!(said(&["score", "XAA", "2021"]), @r#"error: there is no assessment of XAA in an edition "2021"; there are: 2019, 2022"#);
    insta::assert_snapshot!(said(&["explain", "CIT02"]), @r#"error: there is no rule "CIT02"; did you mean CIT002?"#);
    assert_eq!(run(base.path(), &["score", "aland"]).code, 0, "a country goes by its name as well");
}

#[test]
fn an_argument_that_is_none_is_refused() {
    for arguments in
        [&["validate", "--frmat", "json"][..], &["validate", "--format", "xml"], &["explain"], &[]]
    {
        assert_eq!(run(&root(), arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn paths_limit_the_report_and_not_the_reading() {
    let broken = State::base()
        .edited(FILE, |file| file["stated"]["score"] = json!(45))
        .edited("dataset/assessments/XBB/2022.json", |file| file["stated"]["score"] = json!(51));
    let base = folder(&broken);
    let count = |from: &Path, path: &str| {
        let run = run(from, &["validate", path, "--format", "json"]);
        let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
        (
            run.code,
            report["summary"]["errors"].as_u64().expect("a number"),
            report["summary"]["files"].as_u64(),
        )
    };
    assert_eq!(count(base.path(), "."), (1, 2, Some(7)));
    assert_eq!(count(base.path(), "dataset/assessments/XAA"), (1, 1, Some(2)));
    assert_eq!(count(base.path(), FILE), (1, 1, Some(1)));
    assert_eq!(count(base.path(), "dataset/editions.json"), (0, 0, Some(1)));
    let below = base.path().join("dataset/assessments");
    assert_eq!(count(&below, "XBB/2022.json"), (1, 1, Some(1)), "from where one is");
    assert_eq!(count(&below, "dataset/assessments/XBB"), (1, 1, Some(2)), "or from the root");
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
