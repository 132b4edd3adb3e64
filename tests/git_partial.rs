//! Clones that lack a part of the repository: what `validate --base` says where the earlier state is not there.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::program::git;
use crate::support::real_git::Repo;
use crate::support::{State, run};

const FILE: &str = "dataset/assessments/XAA/2022.json";
const OTHER: &str = "dataset/assessments/XBB/2022.json";

/// The rules on files need nothing of the earlier state.
#[test]
fn files_are_judged_where_the_base_is_not_there() {
    let repo = Repo::new();
    let lowered = State::base().text(OTHER).replacen("\"fair\"", "\"weak\"", 1);
    fs::write(repo.root.join(OTHER), lowered).expect("a file");
    repo.ok(&["commit", "--quiet", "--all", "--message", "Lower it"]);
    repo.ok(&["config", "uploadpack.allowFilter", "true"]);
    let address = format!("file://{}", repo.root.display());
    for (name, filter) in [("blobless", "--filter=blob:none"), ("treeless", "--filter=tree:0")] {
        let folder = repo.root.parent().expect("a folder").join(name);
        repo.ok(&["clone", "--quiet", "--no-local", filter, &address, folder.to_str().expect("UTF-8")]);
        let alone = run(&folder, &["validate", "--format", "json"]);
        assert!(alone.code == 1 && alone.stdout.contains("EDN001"), "{}", alone.stdout);
        for more in [&[][..], &["--changed"], &["--at", "HEAD"]] {
            let told = run(&folder, &[&["validate", "--base", "HEAD~1", "--format", "json"], more].concat());
            assert_eq!((told.code, told.stdout.as_str()), (2, alone.stdout.as_str()), "{name} {more:?}");
            let start = "error: could not compare with HEAD~1: Git: object not found";
            let help = "this clone lacks a part of the repository, so fetch it with: git fetch --refetch --no-filter. The files themselves were checked, as without --base";
            assert!(told.stderr.starts_with(start) && told.stderr.contains(help), "{name}: {}", told.stderr);
        }
        // Who names what is not there is told that, and nothing else.
        let told = run(&folder, &["validate", "--base", "nowhere"]);
        assert_eq!((told.code, told.stdout.as_str()), (2, ""), "{name}");
        // Where nothing that differs is missing, the change is judged.
        let told = run(&folder, &["validate", "--base", "HEAD", "--changed"]);
        assert_eq!((told.code, told.stderr.as_str()), (0, ""), "{name}: {}", told.stdout);
    }
}

/// A clone of the newest commit alone, in which another commit was fetched alone as well.
pub(crate) fn shallow_clone(into: &Path, from: &Path, other: &str) -> PathBuf {
    let done = |folder: &Path, arguments: &[&str]| {
        let done = git(folder, arguments);
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    done(from, &["config", "uploadpack.allowAnySHA1InWant", "true"]);
    done(into, &["clone", "--quiet", "--depth", "1", &format!("file://{}", from.display()), "shallow"]);
    let clone = into.join("shallow");
    done(&clone, &["fetch", "--quiet", "--depth", "1", "origin", other]);
    clone
}

/// A history in which an entry goes, a file gets another name and other words, and a file goes.
fn eventful() -> Repo {
    let repo = Repo::new();
    let without = State::base().edited(FILE, |file| {
        file["ratings"].as_object_mut().expect("ratings").remove("schools");
    });
    repo.commit("Drop schools", &without);
    let mut renamed = without.clone();
    let text = without.text(FILE).replacen("\"weak\"", "\"very-weak\"", 1);
    renamed.files.remove(FILE);
    renamed.files.insert("dataset/assessments/XAA/2025.json".to_owned(), text.into_bytes());
    fs::remove_file(repo.root.join(FILE)).expect("is there");
    repo.commit("Rename", &renamed);
    renamed.files.remove(OTHER);
    fs::remove_file(repo.root.join(OTHER)).expect("is there");
    repo.commit("Withdraw", &renamed);
    repo
}

/// What came or went where the content before is not in the clone may have done so earlier, or may only have another name.
#[test]
fn what_contents_would_have_told_is_not_told_for_certain() {
    let repo = eventful();
    repo.ok(&["config", "uploadpack.allowFilter", "true"]);
    let address = format!("file://{}", repo.root.display());
    let clone = repo.root.parent().expect("a folder").join("blobless");
    repo.ok(&[
        "clone",
        "--quiet",
        "--no-local",
        "--filter=blob:none",
        &address,
        clone.to_str().expect("UTF-8"),
    ]);
    let events = |folder: &Path, country: &str, indicator: &str| -> Vec<(String, String, bool)> {
        let told = run(folder, &["history", country, indicator, "--format", "json"]);
        let report: Value = serde_json::from_str(&told.stdout).unwrap_or_else(|_| panic!("{}", told.stderr));
        let word = |value: &Value| value.as_str().expect("a text").to_owned();
        let event = |event: &Value| {
            (word(&event["edition"]), word(&event["kind"]), event["or_earlier"] == json!(true))
        };
        report["events"].as_array().expect("a list").iter().map(event).collect()
    };
    let uncertain = |edition: &str, kind: &str| (edition.to_owned(), kind.to_owned(), true);
    for (country, indicator, wanted) in [
        ("XAA", "schools", vec![uncertain("2022", "removed")]),
        ("XAA", "courts", vec![uncertain("2022", "removed"), uncertain("2025", "found")]),
        ("XBB", "courts", vec![uncertain("2022", "removed")]),
    ] {
        let mut told = events(&clone, country, indicator);
        told.retain(|(edition, kind, _)| edition != "2019" && kind != "unreadable");
        assert_eq!(told, wanted, "{country} {indicator}");
        let whole = events(&repo.root, country, indicator);
        assert!(whole.iter().all(|(_, _, or_earlier)| !or_earlier), "{country} {indicator}: {whole:?}");
        let human = run(&clone, &["history", country, indicator]).stdout;
        assert!(human.contains("(or earlier: what is right before this cannot be read"), "{human}");
    }
    let table = run(&clone, &["history", "XAA"]).stdout;
    assert!(table.contains("* or earlier: what is right before this cannot be read"), "{table}");
}

/// Where the clone has nothing that joins two commits, each form of their comparison says so.
#[test]
fn a_comparison_across_what_a_shallow_clone_lacks_says_so() {
    let repo = eventful();
    let base = repo.ok(&["rev-parse", "HEAD~3"]).trim().to_owned();
    let folder = tempfile::tempdir().expect("a folder");
    let clone = shallow_clone(folder.path(), &repo.root, &base);
    let range = format!("{base}..HEAD");
    for range in [range.clone(), format!("{base}..")] {
        for format in ["human", "markdown", "html", "json"] {
            let told = run(&clone, &["diff", &range, "--format", format]);
            let told = told.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                told.contains("it cannot be told here whether the first commit led to"),
                "{format}: {told}"
            );
        }
    }
    for format in ["markdown", "json"] {
        let told = run(&clone, &["changelog", &range, "--format", format]).stdout;
        assert!(told.contains("it cannot be told here whether the first commit led to"), "{told}");
        assert!(!told.contains("by no single commit"), "{told}");
    }
    let page = run(&clone, &["changelog", &range]).stdout;
    assert!(
        page.contains(
            "assessment removed: published, 4 ratings, 3 sources (by which commit cannot be told here)"
        ),
        "{page}"
    );
    for verb in ["diff", "changelog"] {
        let whole = run(&repo.root, &[verb, &range]);
        assert!(whole.code == 0 && !whole.stdout.contains("shallow"), "{whole:?}");
    }
}

/// Nothing is concluded from assessments that are only not checked out: neither that there are none, nor that a round is finished.
#[test]
fn an_assessment_that_is_not_checked_out_is_told_as_that() {
    let repo = Repo::new();
    repo.ok(&[
        "sparse-checkout",
        "set",
        "--no-cone",
        "/*",
        "!/dataset/assessments/XBB/",
        "!/dataset/assessments/XAA/2019.json",
    ]);
    let how = "this checkout is partial: the file is in the repository, but not checked out";
    let remedy = "check it out with: git sparse-checkout add dataset";
    let (own, whole) = ("dataset/assessments/XAA/2019.json", "dataset/assessments/XBB/2019.json");
    for (arguments, path) in [
        (&["show", "XBB", "2022"][..], "dataset/assessments/XBB/2022.json"),
        (&["show", "Beland", "2022"], "dataset/assessments/XBB/2022.json"),
        (&["show", "XAA", "2019"], own),
        (&["score", "XBB"], whole),
        (&["score", "XAA", "2019"], own),
        (&["sources", "--country", "XBB"], whole),
        (&["diff", "XBB", "2019", "2022"], whole),
        (&["changelog", "--editions", "2019", "2022", "--country", "XBB"], whole),
        (&["new", "XBB", "2025", "--from", "2022"], "dataset/assessments/XBB/2022.json"),
        (&["new", "XBB", "2025"], "dataset/assessments/XBB/2022.json"),
        (&["edition", "open", "2026", "--from", "2022"], "dataset/assessments/XBB/2022.json"),
    ] {
        let told = repo.xtask(arguments);
        assert_eq!((told.code, told.stdout.as_str()), (2, ""), "{arguments:?}: {}", told.stderr);
        let error = format!("error: {path} cannot be looked at: {how}; {remedy}");
        assert!(told.stderr.contains(&error), "{arguments:?}: {}", told.stderr);
    }
    assert_eq!(repo.ok(&["status", "--short"]), "", "nothing is written");
    // One side of two is there.
    for arguments in [&["diff", "XAA", "2019", "2022"][..], &["diff", "2019", "2022"]] {
        let told = repo.xtask(arguments);
        assert_eq!(told.code, 2, "{arguments:?}: {}", told.stdout);
        assert!(!told.stdout.contains("not assessed"), "{arguments:?}: {}", told.stdout);
        let words = told.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(how), "{arguments:?}: {words}");
        assert!(told.stderr.contains("could not compare 1 file"), "{arguments:?}: {}", told.stderr);
    }
    let status = repo.xtask(&["status", "2022"]);
    assert_eq!(status.code, 0, "{}", status.stderr);
    assert!(status.stdout.contains("2 countries: 1 not checked out, 1 published"), "{}", status.stdout);
    let json = repo.xtask(&["status", "--format", "json"]);
    let report: Value = serde_json::from_str(&json.stdout).expect("JSON");
    let states = |nth: usize| -> Vec<&str> {
        let countries = report["editions"][nth]["countries"].as_array().expect("a list").iter();
        countries.map(|country| country["state"].as_str().expect("a word")).collect()
    };
    assert_eq!(states(0), ["not-checked-out", "not-checked-out"]);
    assert_eq!(states(1), ["published", "not-checked-out"]);
    assert_eq!(report["editions"][1]["totals"]["not_checked_out"], 1);
    // And what is there is shown as ever.
    for arguments in [&["show", "XAA", "2022"][..], &["score", "XAA", "2022"], &["validate"]] {
        assert_eq!(repo.xtask(arguments).code, 0, "{arguments:?}");
    }
}

/// A round is not closed over the head of a draft that is only not checked out.
#[test]
fn a_round_is_not_closed_where_a_draft_is_not_checked_out() {
    let draft = "dataset/assessments/XBB/2025.json";
    let mut state = State::base();
    state.files.insert(draft.to_owned(), state.files[OTHER].clone());
    let state = state.edited(draft, |file| {
        file["edition"] = json!("2025");
        file["status"] = json!("draft");
    });
    let repo = Repo::new();
    repo.commit("A draft", &state);
    repo.ok(&["sparse-checkout", "set", "--no-cone", "/*", &format!("!/{draft}")]);
    let told = repo.xtask(&["edition", "close", "2025"]);
    assert_eq!(told.code, 1, "{}", told.stderr);
    let way = "- Beland (XBB) is not checked out; check it out with: git sparse-checkout add dataset\n";
    assert!(told.stdout.contains(way), "{}", told.stdout);
    let left_out = repo.xtask(&["edition", "close", "2025", "--leave-out", "XBB"]);
    assert_eq!((left_out.code, left_out.stdout.as_str()), (2, ""));
    let again = repo.xtask(&["new", "XBB", "2025"]);
    assert!(
        again.code == 2 && again.stderr.contains(&format!("{draft} cannot be looked at")),
        "{}",
        again.stderr
    );
    assert_eq!(repo.ok(&["status", "--short"]), "", "nothing is written");
}
