//! A change of a closed edition that came to main without its erratum is found against the last release.

use serde_json::{Value, json};

use crate::support::desk::{Desk, Said};
use crate::support::real_git::{FILE, Repo};
use crate::support::{Run, State};

const SINCE: [&str; 4] = ["validate", "--since-release", "--today", "2026-11-27"];

/// A file of the tool, with which no data is to change in one pull request.
const TOOL: &str = "schema/assessment.schema.json";

/// A repository with a change of the words of press, and another of something else after it.
fn repository(tag: Option<&str>, slip: impl FnOnce(&mut Value)) -> Repo {
    let repo = Repo::new();
    if let Some(tag) = tag {
        repo.ok(&["tag", tag]);
    }
    repo.commit("Slip", &State::base().edited(FILE, slip));
    std::fs::create_dir_all(repo.root.join("schema")).expect("a folder");
    repo.write(TOOL, "{}\n");
    repo.ok(&["add", "--all"]);
    repo.ok(&["commit", "--quiet", "--no-verify", "--message", "Something else"]);
    repo
}

fn reworded(file: &mut Value) {
    file["ratings"]["press"]["rationale"] = json!(["Papers print what they find.[^report]"]);
}

fn recorded(file: &mut Value) {
    reworded(file);
    file["ratings"]["press"]["errata"] = json!({ "2026-11-20": {
        "kind": "rationale", "to": "Papers print what they find.", "reason": "correction",
        "note": "It was another paper."
    } });
}

fn codes(run: &Run) -> Vec<String> {
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let all = report["diagnostics"].as_array().expect("a list").iter();
    all.map(|found| found["code"].as_str().expect("a code").to_owned()).collect()
}

fn since(repo: &Repo, more: &[&str]) -> (i32, Vec<String>, String) {
    let run = repo.xtask(&[&SINCE[..], &["--format", "json"], more].concat());
    (run.code, codes(&run), run.stderr)
}

#[test]
fn a_slip_is_found_against_the_last_release() {
    let repo = repository(Some("v1.0.0"), reworded);
    let unseen = repo.xtask(&["validate", "--base", "HEAD~1", SINCE[2], SINCE[3]]);
    assert_eq!(unseen.code, 0, "{}", unseen.stdout);
    let found = (1, vec!["CHG010".to_owned()], String::new());
    assert_eq!(since(&repo, &[]), found);
    assert_eq!(since(&repo, &["--at", "HEAD"]), found);
    assert_eq!(since(&repo, &["--changed"]), found);
    // One that is tried out is no release that readers have.
    repo.ok(&["tag", "v1.1.0-rc.1", "HEAD~1"]);
    assert_eq!(since(&repo, &[]), found);
    // Once it is released, that is what readers have; the release itself is checked against the one before.
    repo.ok(&["tag", "v1.1.0"]);
    let nothing = (0, Vec::new(), String::new());
    assert_eq!(since(&repo, &[]), nothing);
    assert_eq!(since(&repo, &["--at", "HEAD"]), found);
    assert_eq!(since(&repo, &["--at", "v1.1.0"]), found);
    repo.ok(&["commit", "--quiet", "--no-verify", "--allow-empty", "--message", "Later"]);
    for at in [&[][..], &["--at", "HEAD"]] {
        assert_eq!(since(&repo, at), nothing);
        let named = [&["validate", "--since-release=v1.0.0", "--format", "json"], at].concat();
        assert_eq!(codes(&repo.xtask(&named)), ["CHG010"]);
    }
    // A branch, a commit and one that is tried out are no releases.
    for other in ["v9.0.0", "main", "HEAD~1", "v1.1.0-rc.1"] {
        let refused = repo.xtask(&["validate", &format!("--since-release={other}")]);
        assert!(
            refused.code == 2 && refused.stderr.contains(&format!("{other} is no release")),
            "{refused:?}"
        );
    }
}

#[test]
fn a_change_that_is_recorded_passes() {
    let repo = repository(Some("v1.0.0"), recorded);
    assert_eq!(since(&repo, &[]), (0, Vec::new(), String::new()));
    // Of a pull request it is told that data and tool change together; between releases they do.
    assert_eq!(codes(&repo.xtask(&["validate", "--base", "v1.0.0", "--format", "json"])), ["CHG008"]);
}

#[test]
fn the_erratum_is_drafted_since_the_release_too() {
    let repo = repository(Some("v1.0.0"), reworded);
    let fixed = repo.xtask(&[&SINCE[..], &["--fix"]].concat());
    assert_eq!(fixed.code, 1, "{}{}", fixed.stdout, fixed.stderr);
    let file: Value = serde_json::from_str(&repo.read(FILE)).expect("JSON");
    assert_eq!(file["ratings"]["press"]["errata"]["2026-11-27"]["kind"], "rationale");
}

#[test]
fn where_nothing_was_released_the_files_alone_are_checked() {
    for tag in [None, Some("v1.0.0-rc.1"), Some("latest")] {
        let repo = repository(tag, reworded);
        let (code, found, said) = since(&repo, &[]);
        assert_eq!((code, found), (0, Vec::new()), "{tag:?}");
        assert_eq!(
            said,
            "note: nothing was released so far: no tag vX.Y.Z is in the history, so the files alone are checked\n"
        );
    }
    let repo = repository(Some("v1.0.0"), reworded);
    let clone = repo.root.parent().expect("a folder").join("shallow");
    let address = format!("file://{}", repo.root.display());
    repo.ok(&["clone", "--quiet", "--depth", "1", &address, clone.to_str().expect("UTF-8")]);
    let refused = crate::support::run(&clone, &SINCE);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("git fetch --unshallow --tags"), "{}", refused.stderr);
    for other in [&["--base", "HEAD"][..], &["--staged"]] {
        assert_eq!(repo.xtask(&[&SINCE[..], other].concat()).code, 2, "{other:?}");
    }
}

/// What the release workflow runs before it packs, on a repository that is released as RELEASING.md says.
#[test]
fn a_release_with_a_slip_is_refused_before_it_is_packed() {
    let about = json!({
        "$schema": "../schema/about.schema.json", "title": "The title", "licence": "CC-BY-4.0",
        "creators": [{ "literal": "A group" }]
    });
    let mut state = State::base();
    state.files.insert("dataset/about.json".to_owned(), about.to_string().into_bytes());
    let state = state.edited("dataset/about.json", |_| {});
    for (slip, code) in [(reworded as fn(&mut Value), 1), (recorded, 0)] {
        let (repo, desk) = (Repo::new(), Desk::new());
        let check = |tag: &str, more: &[&str]| -> Said {
            let notes = desk.path("notes");
            let own = [
                "--xtask",
                env!("CARGO_BIN_EXE_xtask"),
                "--tag",
                tag,
                "--notes-to",
                notes.to_str().expect("UTF-8"),
            ];
            desk.run(&repo.root, "check-tag.sh", &[&own[..], more].concat())
        };
        let release = |state: &State, tag: &str| {
            repo.commit("The data", state);
            let prepared = repo.xtask(&["release", "--today", "2026-11-27"]);
            assert_eq!((prepared.code, prepared.stderr.as_str()), (0, ""), "{}", prepared.stdout);
            repo.ok(&["add", "--all"]);
            repo.ok(&["commit", "--quiet", "--no-verify", "--message", tag]);
            repo.ok(&["tag", tag]);
        };
        release(&state, "v1.0.0");
        let first = check("v1.0.0", &[]);
        assert_eq!(first.code, 0, "{first:?}");
        assert!(first.stderr.contains("nothing was released so far"), "{first:?}");
        std::fs::create_dir_all(repo.root.join("schema")).expect("a folder");
        repo.write(TOOL, "{}\n");
        release(&state.clone().edited(FILE, slip), "v1.0.1");
        for more in [&[][..], &["--since", "v1.0.0"]] {
            let second = check("v1.0.1", more);
            assert_eq!(second.code, code, "{second:?}");
            assert_eq!(second.stdout.contains("CHG010"), code == 1, "{second:?}");
            assert!(
                !second.stdout.contains("CHG008"),
                "data and tool change apart from each other: {second:?}"
            );
            assert_eq!(second.stdout.contains("suit."), code == 0, "{second:?}");
        }
    }
}
