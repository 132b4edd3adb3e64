//! The scripts that fetch a sheet, make a release and look after the links, run with stand-ins for what they call.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::{Value, json};

use crate::desk::{Desk, Said, git};
use crate::support::{State, files_below, root};

/// A repository with the small dataset and as many commits as there are tags, each tagged.
fn tagged(tags: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    State::base().write_to(folder.path());
    for file in ["LICENSE-APACHE", "LICENSE-MIT", "LICENSE-DATA", "README.md", "schema/a.schema.json"] {
        fs::create_dir_all(folder.path().join("schema")).expect("a folder");
        fs::write(folder.path().join(file), file).expect("a file");
    }
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    git(folder.path(), &["add", "--all"]);
    for tag in tags {
        git(folder.path(), &["commit", "--quiet", "--allow-empty", "--message", tag]);
        git(folder.path(), &["tag", tag]);
    }
    folder
}

#[test]
fn what_a_workflow_calls_is_there_and_can_be_run() {
    let mut count = 0;
    for workflow in files_below(&root().join(".github/workflows")) {
        let text = fs::read_to_string(&workflow).expect("a workflow");
        for word in
            text.split_whitespace().filter(|word| word.starts_with(".github/") && word.ends_with(".sh"))
        {
            let script = fs::metadata(root().join(word)).unwrap_or_else(|_| panic!("{word} is there"));
            assert!(script.permissions().mode() & 0o111 != 0, "{word} can be run");
            count += 1;
        }
    }
    assert!(count >= 5, "the workflows call scripts: {count}");
}

#[test]
fn the_notes_of_a_release_name_what_they_compare_with() {
    let desk = Desk::new();
    let xtask = desk.path("xtask");
    let notes = |folder: &Path, arguments: &[&str]| {
        let program = ["--xtask", xtask.to_str().expect("UTF-8")];
        desk.run(folder, "release-notes.sh", &[&program[..], arguments].concat())
    };
    let repository = tagged(&["v1.0.0", "latest", "v1.1.0"]);
    let said = |arguments: &[&str]| notes(repository.path(), arguments).stdout;

    insta::assert_snapshot!(said(&["--tag", "v1.1.0"]), @"
    Changes since `v1.0.0` (the nearest earlier tag v*).

    | changelog | asked with `--format markdown -- v1.0.0..v1.1.0` |
    ");
    insta::assert_snapshot!(said(&["--tag", "v1.1.0", "--since", "latest"]), @"
    Changes since `latest` (named by the person who made the release).

    | changelog | asked with `--format markdown -- latest..v1.1.0` |
    ");
    insta::assert_snapshot!(
        said(&["--tag", "v1.0.0"]),
        @"This is the first release: there is no earlier tag v* to compare with."
    );
    assert_ne!(notes(repository.path(), &["--tag", "v1.1.0", "--since", "v0.0.1"]).code, 0);
    assert_ne!(notes(repository.path(), &["--tag", "v9.0.0"]).code, 0);
}

#[test]
#[cfg(target_os = "linux")]
fn what_a_release_attaches_is_the_same_bytes_each_time() {
    let desk = Desk::new();
    let repository = tagged(&["v1.0.0"]);
    for file in ["x86_64-unknown-linux-gnu/xtask", "x86_64-pc-windows-msvc/xtask.exe"] {
        desk.write(&format!("binaries/{file}"), file);
    }
    let assemble = |to: &str| {
        let (binaries, to) = (desk.path("binaries"), desk.path(to));
        let folders = ["--binaries", binaries.to_str().expect("UTF-8"), "--to", to.to_str().expect("UTF-8")];
        desk.run(repository.path(), "assemble-release.sh", &[&["--tag", "v1.0.0"], &folders[..]].concat())
    };
    for to in ["first", "second"] {
        let said = assemble(to);
        assert_eq!((said.code, said.stdout.as_str()), (0, ""), "{said:?}");
    }
    let sums = desk.read("first/SHA256SUMS");
    assert_eq!(sums, desk.read("second/SHA256SUMS"));
    let names: Vec<&str> =
        sums.lines().filter_map(|line| line.split_once("  ")).map(|(_, name)| name).collect();
    assert_eq!(
        names,
        [
            "r2p-assessments-v1.0.0.tar.gz",
            "xtask-v1.0.0-x86_64-pc-windows-msvc.zip",
            "xtask-v1.0.0-x86_64-unknown-linux-gnu.tar.gz"
        ]
    );
}

/// A run's artifact with these files, as `gh` hands it over.
fn artifact(desk: &Desk, files: &[(&str, &str)]) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "The artifact"]);
    let zip = desk.path("answers/repos_o_r_actions_artifacts_3_zip");
    let zip = zip.to_str().expect("UTF-8");
    desk.answer("repos/o/r/actions/runs/5/artifacts", &listed(2_000));
    git(folder.path(), &["archive", "--format", "zip", "--output", zip, "HEAD"]);
}

fn listed(size: u64) -> Value {
    json!({ "artifacts": [
        { "name": "another", "id": 1, "size_in_bytes": 1, "expired": false },
        { "name": "review-sheet", "id": 2, "size_in_bytes": 1, "expired": true },
        { "name": "review-sheet", "id": 3, "size_in_bytes": size, "expired": false },
    ] })
}

fn fetch(desk: &Desk) -> Said {
    let to = desk.path("sheet");
    let to = to.to_str().expect("UTF-8");
    desk.run(&desk.path("."), "fetch-sheet.sh", &["--repository", "o/r", "--run", "5", "--to", to])
}

#[test]
fn a_sheet_is_fetched_without_unpacking_what_else_came_with_it() {
    let desk = Desk::new();
    let long = "a".repeat(3_000_000);
    artifact(&desk, &[("head", "abc\n"), ("number", "7\n"), ("sheet.md", &long), ("comment.sh", "evil")]);
    let said = fetch(&desk);
    assert_eq!((said.code, said.stdout.as_str(), said.stderr.as_str()), (0, "", ""));
    assert_eq!((desk.read("sheet/head").as_str(), desk.read("sheet/number").as_str()), ("abc\n", "7\n"));
    assert_eq!(desk.read("sheet/sheet.md").len(), 1_000_001, "the rest is never read");
    assert_eq!(files_below(&desk.path("sheet")).len(), 3);
}

#[test]
fn an_artifact_that_cannot_be_a_sheet_is_refused_before_it_is_fetched() {
    let desk = Desk::new();
    desk.answer("repos/o/r/actions/runs/5/artifacts", &listed(5_000_000));
    assert_eq!(fetch(&desk).code, 2);
    desk.answer("repos/o/r/actions/runs/5/artifacts", &json!({ "artifacts": [] }));
    let none = fetch(&desk);
    assert_eq!((none.code, none.stderr.as_str()), (0, "The run left no review sheet.\n"));
    assert!(!desk.read("calls").contains("zip"));
}

/// Answers as lychee does for the first address, which is gone, and the second, which is silent.
const LYCHEE: &str = r##"#!/usr/bin/env bash
while (($#)); do
  if [[ $1 == --output ]]; then answers=$2; fi
  shift
done
echo '{"error_map": {"list": [{"url": "http://x", "status": {"text": "404 Not Found"}, "span": {"line": 1}}]},
  "timeout_map": {"list": [{"url": "http://y", "status": {"text": "Timeout (@everyone)"}, "span": {"line": 2}}]}}' >"$answers"
exit 2
"##;

#[test]
fn links_that_do_not_answer_stand_in_one_issue_with_what_rests_on_them() {
    let desk = Desk::new();
    desk.write("lychee", LYCHEE);
    fs::set_permissions(desk.path("lychee"), fs::Permissions::from_mode(0o755)).expect("a program");
    let (lychee, to) = (desk.path("lychee"), desk.path("links"));
    let tools = ["--xtask", env!("CARGO_BIN_EXE_xtask"), "--lychee", lychee.to_str().expect("UTF-8")];
    let base = tagged(&["v1"]);
    let asked =
        desk.run(base.path(), "links.sh", &[&tools[..], &["--to", to.to_str().expect("UTF-8")]].concat());
    assert_eq!((asked.code, asked.stderr.as_str()), (0, ""));

    let report = desk.path("links/report.md");
    let send = || {
        let arguments = ["--repository", "o/r", "--report", report.to_str().expect("UTF-8")];
        let said = desk.run(&desk.path("."), "report-links.sh", &arguments);
        assert_eq!((said.code, said.stdout.as_str(), said.stderr.as_str()), (0, "", ""));
    };
    desk.answer("repos/o/r/issues", &json!([]));
    send();
    insta::assert_snapshot!(desk.sent().replace('\u{2060}', "·"), @r#"
    <!-- links: this issue is renewed each week -->
    The weekly check got no good answer from the addresses below. For each:

    - look whether the page has moved, and correct its address; or
    - find it in a web archive, and give that under "custom" as "archive_url" and "archive_date".

    ---

    - https://news.example/article
      404 Not Found; `news-2022` in XAA 2022
    - https://news.example/article-xbb
      Timeout (@·everyone); `news-xbb-2022` in XBB 2022
    "#);

    let issue = json!({ "number": 8, "user": { "type": "Bot" }, "body": desk.sent() });
    let pull = json!({ "number": 6, "user": { "type": "Bot" }, "body": desk.sent(), "pull_request": {} });
    let forged = json!({ "number": 7, "user": { "type": "User" }, "body": desk.sent() });
    desk.answer("repos/o/r/issues", &json!([pull, forged, issue]));
    send();
    desk.write("links/report.md", "");
    send();
    assert_eq!(
        desk.changes(),
        [
            "api --method POST repos/o/r/issues --input -",
            "api --method PATCH repos/o/r/issues/8 --input -",
            "api --method PATCH repos/o/r/issues/8 --input -"
        ]
    );
    assert!(desk.read("sent").contains(r#""state": "closed""#), "{}", desk.read("sent"));
}
