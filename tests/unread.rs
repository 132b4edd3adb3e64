//! What cannot be read is named, and the command fails; the rest is told all the same.

use std::fs;

use serde_json::{Value, json};

use crate::support::histories::{History, XAA};
use crate::support::program::{commit, folder, git};
use crate::support::real_git::Repo;
use crate::support::{Run, State, run};

const XBB: &str = "dataset/assessments/XBB/2022.json";

/// A state one of whose files cannot be read, with the words for why.
fn broken() -> Vec<(&'static str, State, &'static str)> {
    let with = |bytes: Vec<u8>| {
        let mut state = State::base();
        state.files.insert(XBB.to_owned(), bytes);
        state
    };
    let text = State::base().text(XBB).to_owned();
    let conflict = format!("<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n");
    vec![
        ("cut", with(text.as_bytes()[..200].to_vec()), "the file is not JSON"),
        ("large", with(vec![b' '; 3_000_000]), "files of more than"),
        ("conflict", with(conflict.into_bytes()), "a merge was not finished here"),
        ("bytes", with(b"{\"a\": \"\xff\"}".to_vec()), "is not UTF-8 text"),
    ]
}

fn assert_named(run: &Run, path: &str, why: &str, what: &str) {
    assert_eq!(run.code, 2, "{what}: {}", run.stderr);
    let note = format!("note: {path} is left out: ");
    let line = run.stderr.lines().find(|line| line.starts_with(&note));
    assert!(line.is_some_and(|line| line.contains(why)), "{what}: {}", run.stderr);
    assert!(
        run.stderr.ends_with(
            "error: 1 file could not be read; the rest is shown. To see what is wrong: cargo xtask validate\n"
        ),
        "{what}: {}",
        run.stderr
    );
}

#[test]
fn a_file_that_cannot_be_read_is_named_by_every_verb() {
    for (name, state, why) in broken() {
        let base = folder(&state);
        for format in ["human", "json", "csl", "bibtex", "notes"] {
            let told = run(base.path(), &["sources", "--format", format]);
            assert_named(&told, XBB, why, &format!("{name}, sources, {format}"));
            assert!(
                told.stdout.contains("A report") && told.stdout.contains("2022"),
                "{name}: {}",
                told.stdout
            );
        }
        for format in ["human", "json", "csv"] {
            assert_named(
                &run(base.path(), &["score", "--format", format]),
                XBB,
                why,
                &format!("{name}, score"),
            );
        }
        for arguments in
            [&["sources", "--country", "XAA"][..], &["score", "XAA"], &["sources", "--edition", "2019"]]
        {
            let other = run(base.path(), arguments);
            assert_eq!((other.code, other.stderr.as_str()), (0, ""), "what is not asked for is not missing");
        }
        for arguments in [
            &["diff", "2019", "2022"][..],
            &["diff", "XBB", "2019", "2022", "--format", "json"],
            &["changelog", "--editions", "2019", "2022"],
        ] {
            let told = run(base.path(), arguments);
            assert_eq!(told.code, 2, "{name}: {}", told.stderr);
            assert!(told.stdout.contains("Could not compare dataset"), "{}", told.stdout);
            assert!(!told.stdout.contains("Not assessed"), "{name}: {}", told.stdout);
        }
    }
}

#[test]
fn registers_that_cannot_be_read_are_named() {
    for path in ["dataset/countries.json", "dataset/editions.json", "dataset/frameworks/base-2019.json"] {
        let mut state = State::base();
        state.files.insert(path.to_owned(), b"{".to_vec());
        let base = folder(&state);
        commit(base.path());
        for arguments in [
            &["sources"][..],
            &["score"],
            &["diff", "2019", "2022"],
            &["changelog", "--editions", "2019", "2022"],
            &["history", "XAA"],
        ] {
            let told = run(base.path(), arguments);
            assert_named(&told, path, "the file is not JSON", &format!("{arguments:?}"));
        }
    }
}

/// A part of a file is as much missing as the whole.
#[test]
fn a_value_that_cannot_be_read_is_named() {
    let state = State::base()
        .replaced(XAA, "\"score\": 44", "\"score\": \"44\"")
        .edited(XBB, |file| file["ratings"]["press"]["reason"] = json!("moon"));
    let mut state = state;
    let text = state.text(XAA).replacen("\"title\": \"A report\"", "\"title\": 7", 1);
    state.files.insert(XAA.to_owned(), text.into_bytes());
    let base = folder(&state);
    let sources = run(base.path(), &["sources", "--format", "json"]);
    assert_eq!(sources.code, 2);
    let first = sources.stderr.lines().next().expect("a line");
    assert!(first.starts_with(&format!("note: {XAA}, /sources/report-2022/title is left out: ")), "{first}");
    assert!(sources.stderr.contains("error: 1 value could not be read"), "{}", sources.stderr);
    let score = run(base.path(), &["score"]);
    assert_eq!(score.code, 2);
    assert!(
        score.stderr.starts_with(&format!("note: {XAA}, /stated/score is left out: ")),
        "{}",
        score.stderr
    );
    assert_eq!(run(base.path(), &["score", "XBB"]).code, 0, "a reason is in no score");
}

#[cfg(unix)]
#[test]
fn links_and_misplaced_files_are_named() {
    let state = State::base();
    let base = folder(&state);
    let link = base.path().join(XBB);
    fs::rename(&link, base.path().join("elsewhere.json")).expect("moved");
    std::os::unix::fs::symlink("../../../elsewhere.json", &link).expect("a link");
    for arguments in [&["sources"][..], &["score"]] {
        assert_named(&run(base.path(), arguments), XBB, "links are not followed", "a link");
    }
    let diff = run(base.path(), &["diff", "2019", "2022", "--format", "json"]);
    let report: Value = serde_json::from_str(&diff.stdout).expect("JSON");
    assert_eq!((diff.code, &report["not_assessed"]), (2, &json!([])), "nobody knows whether it was assessed");
    assert_eq!(report["not_compared"][0]["path"], json!(XBB));

    let misplaced = folder(&state);
    let lower = misplaced.path().join("dataset/assessments/xbb");
    fs::rename(misplaced.path().join("dataset/assessments/XBB"), lower).expect("moved");
    let told = run(misplaced.path(), &["score"]);
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("note: dataset/assessments/xbb/2022.json is left out: "), "{}", told.stderr);
}

/// The directions of a draft follow from the edition before, so that without it none can be made.
#[test]
fn a_draft_is_not_begun_beside_what_cannot_be_read() {
    let mut state = State::base();
    state.files.insert(XBB.to_owned(), b"{".to_vec());
    let base = folder(&state);
    let refused = run(base.path(), &["new", "XBB", "2025", "--from", "2019"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(
        refused.stderr.starts_with(&format!("error: {XBB} has errors, so its ratings")),
        "{}",
        refused.stderr
    );
    assert!(!base.path().join("dataset/assessments/XBB/2025.json").exists());
    assert_eq!(run(base.path(), &["new", "XAA", "2025", "--from", "2019"]).code, 0);
}

/// Two files of the same size that are too large to be read are not thereby the same.
#[test]
fn two_large_files_are_not_the_same() {
    let with = |byte: u8| {
        let mut state = State::base();
        state.files.insert(XBB.to_owned(), vec![byte; 3_000_000]);
        state
    };
    let mut history = History::new();
    history.commit("first", &[], "Enter", &with(b' '));
    history.commit("second", &["first"], "Edit", &with(b'x'));
    let told = run(history.path(), &["diff", "HEAD~1..HEAD"]);
    assert_eq!(told.code, 2, "{}", told.stderr);
    assert!(told.stdout.contains("Could not compare dataset"), "{}", told.stdout);
    let clean = run(history.path(), &["diff", "HEAD..HEAD"]);
    assert_eq!(clean.code, 0);
}

#[test]
fn what_cannot_be_compared_is_not_the_same() {
    for (name, state, _) in broken() {
        let mut history = History::new();
        history.commit("first", &[], "Enter", &State::base());
        history.commit("second", &["first"], "Break", &state);
        for format in ["human", "markdown", "html", "json"] {
            let told = run(history.path(), &["diff", "HEAD~1..HEAD", "--format", format]);
            assert_eq!(
                (told.code, told.stderr.as_str()),
                (2, "error: could not compare 1 file; nothing else differs\n"),
                "{name}"
            );
            let flat = told.stdout.replace('\n', " ");
            assert!(flat.contains("Could not compare"), "{flat}");
            assert!(
                !flat.contains("Nothing in the dataset differs") && !flat.contains("Nothing differs"),
                "{flat}"
            );
            assert_eq!(flat.contains("Nothing else differs."), format != "json", "{flat}");
        }
        for format in ["markdown", "json"] {
            let told = run(history.path(), &["changelog", "HEAD~1..HEAD", "--format", format]);
            assert_eq!(
                (told.code, told.stderr.as_str()),
                (2, "error: could not compare 1 file; nothing else differs\n"),
                "{name}"
            );
            assert_eq!(told.stdout.contains("Nothing else differs."), format == "markdown");
            assert!(!told.stdout.contains("Nothing in the dataset differs"), "{}", told.stdout);
        }
    }
}

/// What is lost is counted as what it is: a file that cannot be read on both sides is one.
#[test]
fn what_is_lost_is_counted_as_files_and_values() {
    let base = State::base();
    let mut broken = base.clone().edited(XBB, |file| file["overview"] = json!(7));
    broken.files.insert(XAA.to_owned(), b"{".to_vec());
    let mut worse = broken.clone();
    worse.files.insert(XAA.to_owned(), b"[".to_vec());
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("broken", &["base"], "Break", &broken);
    history.commit("worse", &["broken"], "Break more", &worse);
    for (range, lost) in [("HEAD~2..HEAD", "1 file and 1 value"), ("HEAD~1..HEAD", "1 file")] {
        for verb in ["diff", "changelog"] {
            let told = run(history.path(), &[verb, range]);
            let said = format!("error: could not compare {lost}; nothing else differs\n");
            assert_eq!((told.code, told.stderr), (2, said), "{verb} {range}");
        }
    }
}

/// A stranger's path is named by its beginning, and of many files only some are named.
#[test]
fn what_notes_name_is_short_and_not_too_much() {
    let long = ["a".repeat(4_000), "a ".repeat(2_000), vec!["b".repeat(200); 20].join("/")];
    for (what, name) in ["a word", "words", "folders"].into_iter().zip(long) {
        let repo = Repo::new();
        let blob = repo.ok(&["rev-parse", "HEAD:dataset/editions.json"]);
        let entry = format!("100644,{},dataset/assessments/XAA/{name}.json", blob.trim());
        repo.ok(&["update-index", "--add", "--cacheinfo", &entry]);
        repo.ok(&["commit", "--quiet", "--message", "Enter it"]);
        let told = repo.xtask(&["history", "XAA", "courts"]);
        let notes: Vec<&str> = told.stderr.lines().filter(|line| line.contains("characters more)")).collect();
        assert_eq!(notes.len(), 2, "{what}: {}", told.stderr);
        assert!(notes[0].contains("changes that are not committed"), "{what}: {}", notes[0]);
        assert!(notes[1].contains("is left out: "), "{what}: {}", notes[1]);
        assert!(notes.iter().all(|note| note.chars().count() < 400), "{what}: {}", told.stderr);
    }
    let repo = Repo::new();
    let folder = repo.root.join("dataset/assessments/XAA");
    (0..23).for_each(|nth| fs::write(folder.join(format!("{nth}.json")), "{}").expect("a file"));
    let told = repo.xtask(&["history", "XAA", "courts"]);
    assert_eq!(told.stderr.matches("changes that are not committed").count(), 20, "{}", told.stderr);
    assert!(told.stderr.contains("note: and 3 more\n"), "{}", told.stderr);
}

/// A dataset that is a link, or is not there, is no dataset in which all is well.
#[cfg(unix)]
#[test]
fn a_dataset_that_is_a_link_or_empty_is_no_pass() {
    let outside = folder(&State::base());
    let base = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(outside.path().join("dataset"), base.path().join("dataset")).expect("a link");
    let format = run(base.path(), &["fmt", "--check"]);
    assert_eq!(
        (format.code, format.stdout.as_str()),
        (2, "left alone dataset: a symbolic link; links are not followed\n")
    );
    assert_eq!(format.stderr, "error: nothing to format: there is no file of the dataset under dataset/\n");
    for arguments in [
        &["score"][..],
        &["sources"],
        &["diff", "2019", "2022"],
        &["changelog", "--editions", "2019", "2022"],
    ] {
        let told = run(base.path(), arguments);
        assert_eq!((told.code, told.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(
            told.stderr.contains("(dataset: a symbolic link stands here; links are not followed)"),
            "{}",
            told.stderr
        );
    }
    assert_ne!(run(base.path(), &["validate"]).code, 0);

    git(base.path(), &["init", "--quiet"]);
    commit(base.path());
    fs::remove_file(base.path().join("dataset")).expect("is there");
    State::base().write_to(base.path());
    commit(base.path());
    for arguments in [
        &["validate", "--at", "HEAD~1"][..],
        &["diff", "HEAD~1..HEAD"],
        &["diff", "HEAD~1.."],
        &["changelog", "HEAD~1..HEAD"],
    ] {
        let told = run(base.path(), arguments);
        assert_eq!((told.code, told.stdout.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(told.stderr, "error: dataset is a symbolic link in this commit; links are not followed\n");
    }
    // The files are judged all the same, and what cannot be compared is an error.
    let told = run(base.path(), &["validate", "--base", "HEAD~1"]);
    assert_eq!(told.code, 2);
    assert!(told.stdout.ends_with(": no problems.\n"), "{}", told.stdout);
    assert!(
        told.stderr.contains("dataset is a symbolic link in this commit; links are not followed"),
        "{}",
        told.stderr
    );

    let empty = tempfile::tempdir().expect("a folder");
    fs::create_dir(empty.path().join("dataset")).expect("a folder");
    for arguments in [&["fmt", "--check"][..], &["fmt"]] {
        let told = run(empty.path(), arguments);
        assert_eq!((told.code, told.stdout.as_str()), (2, ""), "{arguments:?}");
    }

    // A part that is a link is left alone, and said to be.
    let part = folder(&State::base());
    std::os::unix::fs::symlink(outside.path(), part.path().join("dataset/assessments/XCC")).expect("a link");
    let told = run(part.path(), &["fmt", "--check"]);
    assert_eq!(told.code, 1);
    assert!(
        told.stdout.starts_with("left alone dataset/assessments/XCC: a symbolic link"),
        "{}",
        told.stdout
    );
}

/// What became a link between two commits was not removed.
#[test]
fn a_file_that_became_a_link_was_not_removed() {
    for path in ["dataset/countries.json", XBB] {
        let base = folder(&State::base());
        commit(base.path());
        let repository = git2::Repository::open(base.path()).expect("a repository");
        let target = repository.blob(b"elsewhere.json").expect("a blob");
        let mut index = repository.index().expect("an index");
        let mut entry = index.get_path(std::path::Path::new(path), 0).expect("an entry");
        entry.mode = 0o120_000;
        entry.id = target;
        index.add(&entry).expect("an entry");
        let tree = repository.find_tree(index.write_tree().expect("a tree")).expect("a tree");
        let author =
            git2::Signature::new("A", "a@example.org", &git2::Time::new(1_600_000_100, 0)).expect("a name");
        let parent = repository.head().expect("a head").peel_to_commit().expect("a commit");
        repository.commit(Some("HEAD"), &author, &author, "A link", &tree, &[&parent]).expect("a commit");
        let told = run(base.path(), &["diff", "HEAD~1..HEAD", "--format", "json"]);
        let report: Value = serde_json::from_str(&told.stdout).expect("JSON");
        assert_eq!(told.code, 2, "{path}: {}", told.stdout);
        assert_eq!((&report["assessments"], &report["registers"]), (&json!([]), &json!([])), "{path}");
        assert_eq!(
            (&report["not_compared"][0]["path"], &report["not_compared"][0]["side"]),
            (&json!(path), &json!("after"))
        );
    }
}

/// A path in other letters is none of the dataset; what it was is not told as removed.
#[test]
fn a_file_whose_path_is_in_other_letters_was_not_removed() {
    for misspelt in ["dataset/assessments/Xbb/2022.json", "dataset/assessments/XBB/2022.JSON"] {
        let base = folder(&State::base());
        commit(base.path());
        let bytes = fs::read(base.path().join(XBB)).expect("a file");
        fs::remove_file(base.path().join(XBB)).expect("a file");
        fs::create_dir_all(base.path().join(misspelt).parent().expect("a folder")).expect("a folder");
        fs::write(base.path().join(misspelt), bytes).expect("a file");
        commit(base.path());
        for range in ["HEAD~1..HEAD", "HEAD~1.."] {
            let told = run(base.path(), &["diff", range, "--format", "json"]);
            let report: Value = serde_json::from_str(&told.stdout).expect("JSON");
            assert_eq!(told.code, 2, "{misspelt}: {}", told.stdout);
            assert_eq!(report["assessments"], json!([]), "{misspelt}");
            let why = report["not_compared"][0]["message"].as_str().unwrap_or_else(|| panic!("{report}"));
            assert!(why.contains(misspelt), "{why}");
        }
        let told = run(base.path(), &["validate", "--base", "HEAD~1"]).stdout;
        assert!(told.contains("error[SYN011]") && !told.contains("error[CHG004]"), "{told}");
    }
}
