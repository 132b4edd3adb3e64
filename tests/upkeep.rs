//! The scripts that fetch a sheet, make a release and look after the links, run with stand-ins for what they call.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use crate::support::desk::{Desk, Said, git};
use crate::support::{State, files_below, root, run};

/// A repository with the small dataset and as many commits as there are tags, each tagged.
pub(crate) fn tagged(tags: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    State::base().write_to(folder.path());
    for file in
        ["LICENSE-APACHE", "LICENSE-MIT", "LICENSE-DATA", "README.md", "docs/a.md", "schema/a.schema.json"]
    {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, file).expect("a file");
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
fn a_tag_is_checked_before_anything_is_packed() {
    let desk = Desk::new();
    let repository = tagged(&["v1.0.0", "v1.1.0", "v1.2.0-rc.1", "release-2"]);
    let check = |tag: &str, rest: &[&str]| {
        let (xtask, notes) = (desk.path("xtask"), desk.path("notes"));
        let own = [
            "--xtask",
            xtask.to_str().expect("UTF-8"),
            "--tag",
            tag,
            "--notes-to",
            notes.to_str().expect("UTF-8"),
        ];
        desk.run(repository.path(), "check-tag.sh", &[&own[..], rest].concat())
    };
    let says = |version: &str| {
        let about = format!("{{\"version\": \"{version}\"}}");
        fs::write(repository.path().join("dataset/about.json"), about).expect("a file");
    };
    says("1.2.0");
    let passed = check("v1.2.0-rc.1", &["--since", ""]);
    assert_eq!((passed.code, passed.stdout.as_str()), (2, ""), "it is not checked out: {passed:?}");
    git(repository.path(), &["checkout", "--quiet", "v1.2.0-rc.1"]);
    let passed = check("v1.2.0-rc.1", &["--since", ""]);
    assert_eq!(
        (passed.code, passed.stdout.as_str()),
        (0, "validate for the log\nrelease for the log\n"),
        "{passed:?}"
    );
    desk.program("xtask", "#!/bin/sh\necho \"$@\"\n[ \"$1\" = validate ]\n");
    let refused = check("v1.2.0-rc.1", &["--since", "v1.0.0"]);
    assert_eq!(refused.code, 1);
    let run = "validate --since-release=v1.0.0 --at HEAD\nrelease --check --since v1.0.0 --notes-to ";
    assert!(refused.stdout.starts_with(run), "{refused:?}");
    says("1.3.0");
    let refused = check("v1.2.0-rc.1", &[]);
    assert_eq!(
        (refused.code, refused.stderr.as_str()),
        (1, "The tag is of 1.2.0, and dataset/about.json says 1.3.0.\n")
    );
    for tag in ["release-2", "v1.2", "v01.2.0", "v1.2.0+build", "--help"] {
        assert_eq!(check(tag, &[]).code, 1, "{tag}");
    }
    assert_ne!(check("v9.0.0", &[]).code, 0);
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

#[test]
fn only_what_was_packed_is_signed() {
    let desk = Desk::new();
    desk.write("release/notes.md", "Notes.\n");
    desk.write("release/files/xtask.tar.gz", "a program");
    let release = desk.path("release");
    let release = release.to_str().expect("UTF-8");
    let run = |rest: &[&str]| {
        desk.run(&desk.path("."), "check-release.sh", &[&["--release", release], rest].concat())
    };
    let sums = run(&[]).stdout;
    let sums = sums.trim();
    assert_eq!(sums.len(), 64, "{sums}");
    let check = || run(&["--sums", sums]);
    assert_eq!(check().code, 0);
    for (file, text) in [
        ("notes.md", "Other notes.\n"),
        ("files/xtask.tar.gz", "another program"),
        ("files/more", "x"),
        ("more", "x"),
    ] {
        let before = fs::read(desk.path("release").join(file)).ok();
        desk.write(&format!("release/{file}"), text);
        let said = check();
        assert_eq!(
            (said.code, said.stderr.as_str()),
            (1, "These are not the files that were packed.\n"),
            "{file}"
        );
        match before {
            Some(before) => desk.write(&format!("release/{file}"), before),
            None => fs::remove_file(desk.path("release").join(file)).expect("gone"),
        }
        assert_eq!(check().code, 0, "{file}");
    }
    assert_eq!(run(&["--sums", ""]).code, 2, "no checksum is no consent");
}

/// What is kept from one run for the next is named by all that can change it; the rule on data with tool says the same.
#[test]
fn the_tool_is_everything_but_the_data_and_the_pages() {
    let base = tagged(&["v1"]);
    let folder = base.path();
    let main = git(folder, &["rev-parse", "HEAD"]);
    let desk = Desk::new();
    let key = || desk.run(folder, "tool-key.sh", &[]).stdout;
    let before = key();
    let tool = [
        "xtask/src/main.rs",
        "schema/RULES.md",
        "tests/main.rs",
        ".github/workflows/validate.yml",
        ".github/scripts/a.sh",
        ".github/CODEOWNERS",
        ".ci/run",
        "Cargo.toml",
        ".cargo/config.toml",
        "rust-toolchain.toml",
        ".gitattributes",
        "lychee.toml",
        ".pre-commit-config.yaml",
        "build.rs",
        "vendor/a/README.md",
        "anything",
    ];
    let pages = [
        "README.md",
        "CONTRIBUTING.md",
        "docs/data.md",
        "LICENSE-DATA",
        ".github/SECURITY.md",
        ".github/ISSUE_TEMPLATE/country.yml",
    ];
    for (path, is_tool) in tool.map(|path| (path, true)).into_iter().chain(pages.map(|path| (path, false))) {
        let countries = "dataset/countries.json";
        let data = fs::read_to_string(folder.join(countries)).expect("a file");
        for (file, text) in [(path, "changed".to_owned()), (countries, data.replace("Aland", "Oland"))] {
            fs::create_dir_all(folder.join(file).parent().expect("a folder")).expect("a folder");
            fs::write(folder.join(file), text).expect("a file");
        }
        git(folder, &["add", "--all"]);
        git(folder, &["commit", "--quiet", "--message", "A change"]);
        assert_eq!(key() != before, is_tool, "the key, of {path}");
        let judged = run(folder, &["validate", "--base", &main, "--today", "2026-11-21"]);
        assert_eq!(judged.stdout.contains("CHG008"), is_tool, "{path}: {}", judged.stdout);
        git(folder, &["reset", "--quiet", "--hard", &main]);
    }
    assert_eq!(key(), before);
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
    let arguments = ["--repository", "o/r", "--run", "5", "--head", HEAD, "--to", to];
    desk.run(&desk.path("."), "fetch-sheet.sh", &arguments)
}

const HEAD: &str = "0123456789abcdef0123456789abcdef01234567";

#[test]
fn a_sheet_is_fetched_without_unpacking_what_else_came_with_it() {
    let desk = Desk::new();
    let head = format!("{HEAD}\n");
    artifact(&desk, &[("head", &head), ("number", "7\n"), ("sheet.md", "A sheet."), ("comment.sh", "evil")]);
    let said = fetch(&desk);
    assert_eq!((said.code, said.stdout.as_str(), said.stderr.as_str()), (0, "", ""));
    assert_eq!((desk.read("sheet/head"), desk.read("sheet/number").as_str()), (head, "7\n"));
    assert_eq!(desk.read("sheet/sheet.md"), "A sheet.");
    assert_eq!(files_below(&desk.path("sheet")).len(), 3);
    artifact(
        &desk,
        &[("head", HEAD), ("number", "7"), ("sheet.md", "A sheet."), ("touched", "KHM/2022 overview\n")],
    );
    assert_eq!(fetch(&desk).code, 0);
    assert_eq!(desk.read("sheet/touched"), "KHM/2022 overview\n");
}

/// A stranger decides what a run leaves, and must not be able to make a run of the main branch fail.
#[test]
fn an_artifact_that_cannot_be_a_sheet_is_passed_over() {
    let long = "a".repeat(3_000_000);
    let files: [(&str, &[(&str, &str)]); 9] = [
        ("too large", &[("head", HEAD), ("number", "7"), ("sheet.md", &long)]),
        ("no whole sheet", &[("head", HEAD), ("number", "7")]),
        ("no whole sheet", &[("head", HEAD), ("number", "7"), ("sheet.md", "")]),
        ("another commit", &[("number", "7"), ("sheet.md", "A sheet.")]),
        ("another commit", &[("head", "main"), ("number", "7"), ("sheet.md", "A sheet.")]),
        ("names no pull request", &[("head", HEAD), ("sheet.md", "A sheet.")]),
        ("names no pull request", &[("head", HEAD), ("number", "../7"), ("sheet.md", "A sheet.")]),
        ("names no pull request", &[("head", HEAD), ("number", "7\n8"), ("sheet.md", "A sheet.")]),
        ("names no pull request", &[("head", HEAD), ("number", "0"), ("sheet.md", "A sheet.")]),
    ];
    for (why, files) in files {
        let desk = Desk::new();
        artifact(&desk, files);
        assert_passed_over(&desk, why);
    }

    let desk = Desk::new();
    desk.answer("repos/o/r/actions/runs/5/artifacts", &listed(2_000));
    desk.write("answers/repos_o_r_actions_artifacts_3_zip", "no archive");
    assert_passed_over(&desk, "no whole sheet");
    for (why, listed) in [("too large", listed(5_000_000)), ("no review sheet", json!({ "artifacts": [] }))] {
        let desk = Desk::new();
        desk.answer("repos/o/r/actions/runs/5/artifacts", &listed);
        assert_passed_over(&desk, why);
        assert!(!desk.read("calls").contains("zip"), "it is not even fetched");
    }
}

fn assert_passed_over(desk: &Desk, why: &str) {
    let said = fetch(desk);
    assert_eq!((said.code, said.stdout.as_str()), (0, ""), "{why}: {said:?}");
    assert!(said.stderr.starts_with("No comment: ") && said.stderr.contains(why), "{why}: {said:?}");
    assert_eq!(said.stderr.lines().count(), 1, "{said:?}");
    assert_eq!(files_below(&desk.path("sheet")).len(), 0, "{why}");
}
