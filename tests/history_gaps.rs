//! What `history` tells where a file is renamed and broken at once, where the dataset is gone, and of times long ago.

use std::fs;

use serde_json::{Value, json};

use crate::support::histories::{History, XAA};
use crate::support::{State, run};

const NEW: &str = "dataset/assessments/XAA/2025.json";

/// Of each event of an edition the commit and what it was, newest first.
fn events(history: &History, edition: &str) -> Vec<String> {
    let told = run(history.path(), &["history", "XAA", "press", "--edition", edition, "--format", "json"]);
    let report: Value = serde_json::from_str(&told.stdout).unwrap_or_else(|_| panic!("{}", told.stderr));
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let event =
        |event: &Value| format!("{} {}", history.named(&word(&event["commit"])), word(&event["kind"]));
    report["events"].as_array().expect("a list").iter().map(event).collect()
}

/// A file that gets another name and other bytes in one commit.
fn renamed_to(bytes: &[u8]) -> History {
    let base = State::base();
    let lowered = base.clone().edited(XAA, |file| file["ratings"]["press"]["rating"] = json!("fair"));
    let mut renamed = lowered.clone();
    renamed.files.remove(XAA);
    renamed.files.insert(NEW.to_owned(), bytes.to_vec());
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("lowers", &["base"], "Lower", &lowered);
    history.commit("renames", &["lowers"], "Rename", &renamed);
    history.check_out();
    history
}

#[test]
fn a_file_that_is_broken_under_its_new_name_is_not_gone() {
    let text = State::base().text(XAA).to_owned();
    let broken = text[..text.len() - 30].to_owned();
    let listed = text.replace("\"ratings\": {", "\"ratings\": [], \"other\": {");
    for (what, bytes) in [
        ("not JSON", broken),
        ("wrong shape", listed),
        ("a list", "[]".to_owned()),
        ("empty", String::new()),
        ("no text", "\u{0}\u{1}".to_owned()),
    ] {
        let history = renamed_to(bytes.as_bytes());
        let told = run(history.path(), &["history", "XAA", "press"]);
        assert!(told.stdout.contains("2025: cannot be read here"), "{what}: {}", told.stdout);
        assert!(!told.stdout.contains("2022: removed"), "{what}: {}", told.stdout);
        assert_eq!(
            events(&history, "2025"),
            ["<renames> unreadable", "<lowers> changed", "<base> entered"],
            "{what}"
        );
        let range = format!("{}..{}", history.id("base"), history.id("renames"));
        for verb in ["diff", "changelog"] {
            let told = run(history.path(), &[verb, &range]);
            assert_eq!(told.code, 2, "{what} {verb}: {}", told.stdout);
            assert!(told.stderr.contains("could not compare "), "{what} {verb}: {}", told.stderr);
            assert!(!told.stdout.contains("emoved"), "{what} {verb}: {}", told.stdout);
        }
    }
}

/// Where two files went and nothing but their bytes tells which of them the broken one is, the bytes tell; where they do not,
/// nothing is claimed.
#[test]
fn of_two_files_that_went_the_bytes_tell_which_is_broken_under_another_name() {
    let base = State::base();
    let other = "dataset/assessments/XAA/2019.json";
    let text = base.text(XAA).to_owned();
    let told = |bytes: &[u8]| {
        let mut after = base.clone();
        after.files.remove(XAA);
        after.files.remove(other);
        after.files.insert(NEW.to_owned(), bytes.to_vec());
        let mut history = History::new();
        history.commit("base", &[], "Enter", &base);
        history.commit("after", &["base"], "After", &after);
        history.check_out();
        [events(&history, "2025"), events(&history, "2019")]
    };
    let [new, old] = told(&text.as_bytes()[..text.len() - 30]);
    assert_eq!(new, ["<after> unreadable", "<base> entered"]);
    assert_eq!(old, ["<after> removed", "<base> entered"]);
    let [new, old] = told(b"[]");
    assert_eq!(new, ["<after> unreadable"]);
    assert_eq!(old, ["<after> removed", "<base> entered"]);
}

#[test]
fn a_dataset_that_is_gone_has_its_history() {
    for keep in ["README.md", "dataset/countries.json"] {
        let base = State::base();
        let mut gone = base.clone();
        gone.files.insert("README.md".to_owned(), b"Moved.\n".to_vec());
        gone.files.retain(|path, _| path == keep);
        let mut history = History::new();
        history.commit("base", &[], "Enter", &base);
        history.commit("goes", &["base"], "Withdraw", &gone);
        history.check_out();
        let told = run(history.path(), &["history", "XAA", "press"]);
        assert_eq!(told.code, 0, "{keep}: {}", told.stderr);
        let told = history.named(&told.stdout);
        assert!(told.contains("<goes>") && told.contains("2022: removed"), "{keep}: {told}");
        assert!(told.contains("Keep the press free"), "{keep}: {told}");
        let all = run(history.path(), &["history", "Aland"]);
        assert_eq!(all.code, 0, "{keep}: {}", all.stderr);
    }
    // Something else in its place.
    let mut history = History::new();
    history.commit("base", &[], "Enter", &State::base());
    let mut file = State::base();
    file.files.retain(|_, _| false);
    file.files.insert("dataset".to_owned(), b"elsewhere\n".to_vec());
    history.commit("file", &["base"], "A file", &file);
    fs::write(history.path().join("dataset"), "elsewhere\n").expect("a file");
    let told = run(history.path(), &["history", "XAA", "press"]);
    assert_eq!((told.code, told.stderr.as_str()), (0, "note: dataset is no folder in this commit\n"));
    assert!(told.stdout.contains("2022: removed"), "{}", told.stdout);
}

#[test]
fn times_before_1970_are_right_or_unknown() {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    let lowered = base.clone().edited(XAA, |file| file["ratings"]["press"]["rating"] = json!("fair"));
    history.commit("lowers", &["base"], "Lower", &lowered);
    history.check_out();
    let git = history.git();
    let (tree, parent) = (
        git.revparse_single("HEAD^{tree}").expect("a tree").id(),
        git.revparse_single("HEAD~1").expect("a commit").id(),
    );
    for (when, shown) in [
        ("-1 +0000", "1969-12-31"),
        ("-1 +0100", "1970-01-01"),
        ("-86400 -0100", "1969-12-30"),
        ("-43200 -0230", "1969-12-31"),
        ("-2208988800 +0000", "1900-01-01"),
        ("-62135596800 +0000", "0001-01-01"),
        ("-62135596800 -0100", "date unknown"),
        ("-99999999999 +0000", "date unknown"),
        ("253402207200 +0000", "9999-12-30"),
    ] {
        let who = format!("Ana <a@b> {when}");
        let text = format!("tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nOld\n");
        let id =
            git.odb().expect("objects").write(git2::ObjectType::Commit, text.as_bytes()).expect("a commit");
        git.reference("refs/heads/main", id, true, "old").expect("a branch");
        let told = run(history.path(), &["history", "XAA", "press"]);
        assert_eq!(told.code, 0, "{when}: {}", told.stderr);
        assert!(told.stdout.contains(&format!("{shown}  Ana  \"Old\"")), "{when}: {}", told.stdout);
        let json = run(history.path(), &["history", "XAA", "press", "--format", "json"]);
        let json: Value = serde_json::from_str(&json.stdout).expect("JSON");
        let date = &json["events"][0]["date"];
        assert!(date.as_str().is_none_or(|date| date.starts_with(shown)), "{when}: {date}");
        let page = run(history.path(), &["changelog", &format!("{parent}..main")]);
        assert_eq!(page.code, 0, "{when}: {}", page.stderr);
        assert!(page.stdout.contains(shown), "{when}: {}", page.stdout);
    }
}
