//! `history` and `changelog` of repositories in which something is odd: damaged, renamed, forged, too large.

use std::fs;

use serde_json::{Value, json};

use crate::support::histories::{History, XAA, entry};
use crate::support::{Run, State, run};

const OLD: &str = "dataset/assessments/XBB/2022.json";

fn rated(state: &State, path: &str, level: &str) -> State {
    state.clone().edited(path, |file| file["ratings"]["press"]["rating"] = json!(level))
}

fn history_of(history: &History, arguments: &[&str]) -> Run {
    run(history.path(), &[&["history"], arguments].concat())
}

/// The commits, kinds and ratings of the events, newest first.
fn events(history: &History, arguments: &[&str]) -> Vec<String> {
    let run = history_of(history, &[arguments, &["--format", "json"]].concat());
    let report: Value = serde_json::from_str(&history.named(&run.stdout)).expect("JSON");
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let event = |event: &Value| {
        let words = [&event["commit"], &event["edition"], &event["kind"], &event["rating"]["after"]];
        words.map(word).join(" ")
    };
    report["events"].as_array().expect("a list").iter().map(event).collect()
}

/// Takes an object away, as damage or a clone without it does.
fn lose(history: &History, id: &str) {
    let file = history.git().path().join("objects").join(&id[..2]).join(&id[2..]);
    fs::remove_file(file).expect("an object in a file of its own");
}

/// A country under another code, in the register too.
fn recoded(state: &State, from: &str, to: &str) -> State {
    let mut state = state.clone();
    let own = format!("dataset/assessments/{from}/");
    let files: Vec<String> = state.files.keys().filter(|path| path.starts_with(&own)).cloned().collect();
    for path in files {
        let text = state.text(&path).replace(&format!("\"{from}\""), &format!("\"{to}\""));
        state.files.remove(&path);
        state.files.insert(path.replace(from, to), text.into_bytes());
    }
    state.edited("dataset/countries.json", |file| {
        let countries = file["countries"].as_object_mut().expect("an object");
        let country = countries.shift_remove(from).expect("is there");
        countries.insert(to.to_owned(), country);
    })
}

/// Two editions that are mostly alike, of which the second has another rating, and then another code for the country.
fn renamed_country() -> History {
    let base = State::base();
    let mut copied = base.clone();
    let second = "dataset/assessments/XBB/2025.json";
    copied.files.insert(second.to_owned(), base.files[OLD].clone());
    let copied = copied.edited(second, |file| {
        file["edition"] = json!("2025");
        file["ratings"]["courts"]["rating"] = json!("very-strong");
    });
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("copies", &["base"], "Enter 2025", &copied);
    history.commit("renames", &["copies"], "Beland is Celand", &recoded(&copied, "XBB", "XCC"));
    history.check_out();
    history
}

#[test]
fn a_country_with_two_editions_that_is_renamed_keeps_each_history() {
    let history = renamed_country();
    let of = |edition| events(&history, &["XCC", "courts", "--edition", edition]);
    assert_eq!(of("2022"), ["<renames> 2022 changed -", "<base> 2022 entered strong"]);
    assert_eq!(of("2025"), ["<renames> 2025 changed -", "<copies> 2025 entered very-strong"]);
    let range = format!("{}..{}", history.id("base"), history.id("renames"));
    let told = history.named(&run(history.path(), &["changelog", &range]).stdout);
    assert!(!told.contains("by no single commit"), "{told}");
}

#[test]
fn an_old_code_is_answered_under_the_new_one() {
    let history = renamed_country();
    let asked = history_of(&history, &["XBB", "courts"]);
    assert_eq!((asked.code, asked.stderr.as_str()), (0, ""));
    let mut lines = asked.stdout.lines();
    assert!(lines.next().expect("a heading").contains("(XCC): Keep courts independent"), "{}", asked.stdout);
    assert_eq!(lines.next(), Some("XBB is called XCC now."));
    let now = history_of(&history, &["XCC", "courts"]).stdout;
    assert_eq!(asked.stdout.replace("XBB is called XCC now.\n", ""), now);
    let json = history_of(&history, &["XBB", "--format", "json"]).stdout;
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["renamed"], json!([{ "asked": "XBB", "now": "XCC" }]));
    assert!(history_of(&history, &["XBB"]).stdout.contains("XBB is called XCC now."));
}

#[test]
fn an_old_indicator_is_answered_under_the_new_one() {
    let base = State::base();
    let mut renamed = base.clone();
    for (path, bytes) in &base.files {
        let text = String::from_utf8(bytes.clone()).expect("UTF-8").replace("\"press\"", "\"media\"");
        renamed.files.insert(path.clone(), text.into_bytes());
    }
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("lowers", &["base"], "Lower", &rated(&base, XAA, "weak"));
    let lowered = renamed.clone().edited(XAA, |file| file["ratings"]["media"]["rating"] = json!("weak"));
    history.commit("renames", &["lowers"], "Rename", &lowered);
    history.check_out();
    let now = events(&history, &["XAA", "media", "--edition", "2022"]);
    assert_eq!(now, ["<renames> 2022 changed -", "<lowers> 2022 changed weak", "<base> 2022 entered strong"]);
    assert_eq!(events(&history, &["XAA", "press", "--edition", "2022"]), now);
    let asked = history_of(&history, &["XAA", "press"]);
    assert_eq!((asked.code, asked.stderr.as_str()), (0, ""));
    assert!(asked.stdout.contains("press is called media now.\n"), "{}", asked.stdout);
    assert_eq!(history_of(&history, &["XAA", "prss"]).code, 2);
}

#[test]
fn one_old_version_that_cannot_be_read_hides_no_other() {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("lowers", &["base"], "Lower", &rated(&base, XAA, "weak"));
    history.commit("raises", &["lowers"], "Raise", &rated(&base, XAA, "fair"));
    history.check_out();
    let blob = history.git().revparse_single(&format!("{}:{XAA}", history.id("base"))).expect("a file");
    lose(&history, &blob.id().to_string());
    let run = history_of(&history, &["XAA", "press", "--edition", "2022"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.starts_with("note: cannot read XAA 2022 in commit "), "{}", run.stderr);
    for told in [
        "2022: Weak -> Fair (+1)",
        "2022: found as Weak; earlier history is not available",
        "2022: cannot be read here: Git: object not found",
    ] {
        assert!(run.stdout.contains(told), "{}", run.stdout);
    }
}

/// Of a version that cannot be read nobody knows which indicators it had; that is no reason to take any word for one.
#[test]
fn an_indicator_that_never_was_is_refused_though_an_old_version_cannot_be_read() {
    let base = State::base();
    let mut broken = base.clone();
    broken.files.insert(XAA.to_owned(), b"{".to_vec());
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("breaks", &["base"], "Break", &broken);
    history.commit("mends", &["breaks"], "Mend", &rated(&base, XAA, "weak"));
    history.check_out();
    let told = history_of(&history, &["XAA", "prss"]);
    assert_eq!((told.code, told.stdout.as_str()), (2, ""));
    assert_eq!(told.stderr, "error: there is no indicator \"prss\"; did you mean press?\n");
    assert_eq!(history_of(&history, &["XAA", "press"]).code, 0);
}

#[test]
fn of_many_versions_that_cannot_be_read_some_are_named() {
    let base = State::base();
    let mut history = History::new();
    history.commit("v0", &[], "Enter", &base);
    for number in 1..=30 {
        let mut broken = base.clone();
        broken.files.insert(XAA.to_owned(), format!("{{ {number}").into_bytes());
        let parent = format!("v{}", number - 1);
        history.commit(format!("v{number}").leak(), &[&parent], "Break", &broken);
    }
    history.commit("mends", &["v30"], "Mend", &rated(&base, XAA, "weak"));
    history.check_out();
    let told = history_of(&history, &["XAA", "press"]);
    assert_eq!((told.code, told.stderr.lines().count()), (0, 21), "{}", told.stderr);
    assert!(told.stderr.ends_with("note: and 10 more\n"), "{}", told.stderr);
}

#[test]
fn one_old_commit_that_cannot_be_read_hides_no_other() {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("lowers", &["base"], "Lower", &rated(&base, XAA, "weak"));
    history.commit("raises", &["lowers"], "Raise", &rated(&base, XAA, "fair"));
    history.commit("again", &["raises"], "Again", &rated(&base, XAA, "strong"));
    history.check_out();
    lose(&history, &history.id("lowers"));
    let run = history_of(&history, &["XAA", "press", "--edition", "2022"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(history.named(&run.stderr).starts_with("note: cannot read commit <lowers>: "), "{}", run.stderr);
    insta::assert_snapshot!(history.named(&run.stdout), @r#"
    Aland (XAA): Keep the press free

    Through the editions: ▆  Strong
    (▁ Very Weak, ▂ Weak, ▄ Fair, ▆ Strong, █ Very Strong, · no rating)
      2022  ▆ Strong       unchanged     published

    Through the commits, newest first:
      <again>  2026-01-04  Ana Example  "Again"
          2022: Fair -> Strong (+1); no new evidence; rationale unchanged
      <raises>  2026-01-03  Ana Example  "Raise"
          2022: found as Fair; earlier history is not available
          (or earlier: what is right before this cannot be read, and what was done
            there is told here)
    "#);
    let range = format!("{}..{}", history.id("raises"), history.id("again"));
    let changelog = crate::support::run(history.path(), &["changelog", &range]);
    assert_eq!(changelog.code, 0, "{}", changelog.stderr);
}

/// The files of a commit, not the commit itself: what it did is told with the next.
#[test]
fn a_commit_whose_files_cannot_be_listed_is_passed_over() {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("lowers", &["base"], "Lower", &rated(&base, XAA, "weak"));
    history.commit("raises", &["lowers"], "Raise", &rated(&base, XAA, "fair"));
    history.check_out();
    let folder = history.git().revparse_single(&format!("{}:dataset/assessments/XAA", history.id("lowers")));
    lose(&history, &folder.expect("a folder").id().to_string());
    assert_eq!(
        events(&history, &["XAA", "press", "--edition", "2022"]),
        ["<raises> 2022 changed fair", "<base> 2022 entered strong"]
    );
    let run = history_of(&history, &["XAA", "press", "--edition", "2022"]);
    assert_eq!(run.code, 0);
    assert!(history.named(&run.stderr).starts_with("note: cannot read commit <lowers>: "), "{}", run.stderr);
    assert!(run.stdout.contains("what is right before this cannot be read"), "{}", run.stdout);
}

#[test]
fn author_lines_that_are_not_right_end_nothing() {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("lowers", &["base"], "Lower", &rated(&base, XAA, "weak"));
    let git = history.git();
    let tree = git.revparse_single(&format!("{}^{{tree}}", history.id("base"))).expect("a tree").id();
    for (author, shown) in [
        ("Ana <a@b> 99999999999999999999 +0000", "date unknown  Ana  \"Odd\""),
        ("Ana <a@b> 999999999999 +0000", "date unknown  Ana  \"Odd\""),
        ("Ana a@b 5 +0000", "date unknown"),
        ("Ana", "date unknown  Ana  \"Odd\""),
        ("<a@b> 1767225600 +0000", "2026-01-01  (no name)  \"Odd\""),
        ("#12 <a@b> 1767225600 +0000", "2026-01-01  \"#12\"  \"Odd\""),
    ] {
        let parent = history.id("lowers");
        let text = format!("tree {tree}\nparent {parent}\nauthor {author}\ncommitter {author}\n\nOdd\n");
        let odd =
            git.odb().expect("objects").write(git2::ObjectType::Commit, text.as_bytes()).expect("an object");
        git.reference("refs/heads/main", odd, true, "odd").expect("a branch");
        let run = history_of(&history, &["XAA", "press", "--edition", "2022"]);
        assert_eq!(run.code, 0, "{author}: {}", run.stderr);
        assert!(run.stdout.contains(shown), "{author}: {}", run.stdout);
        assert!(!run.stdout.contains("1970"), "{author}: {}", run.stdout);
        assert!(
            run.stdout.contains("Weak -> Strong") && run.stdout.contains("Strong -> Weak"),
            "{}",
            run.stdout
        );
        let changelog = crate::support::run(history.path(), &["changelog", &format!("{parent}..main")]);
        assert_eq!(changelog.code, 0, "{author}: {}", changelog.stderr);
        assert!(changelog.stdout.contains("Weak -> Strong"), "{author}: {}", changelog.stdout);
    }
}

#[test]
fn a_link_is_no_assessment() {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    let git = history.git();
    let head = git.head().expect("a head").peel_to_commit().expect("a commit");
    let mut index = git2::Index::new().expect("an index");
    index.read_tree(&head.tree().expect("a tree")).expect("entries");
    let text = "{\"ratings\": {\"press\": {\"rating\": \"very-weak\"}}}";
    for path in ["dataset/assessments/XAA/2025.json", "dataset/assessments/XCC/2022.json"] {
        let blob = git.blob(text.as_bytes()).expect("a blob");
        index.add(&git2::IndexEntry { mode: 0o120_000, ..entry(path, blob) }).expect("an entry");
    }
    let tree = git.find_tree(index.write_tree_to(git).expect("a tree")).expect("a tree");
    let who = head.author().to_owned();
    git.commit(Some("refs/heads/main"), &who, &who, "Link", &tree, &[&head]).expect("a commit");
    let told = history_of(&history, &["XAA", "press"]);
    assert!(!told.stdout.contains("Very Weak ") && !told.stdout.contains("2025"), "{}", told.stdout);
    let other = history_of(&history, &["XCC"]);
    assert_eq!(other.code, 2);
    assert!(other.stderr.starts_with("error: there is no assessment of \"XCC\""), "{}", other.stderr);
}

#[test]
fn a_version_that_is_too_large_is_not_loaded() {
    let base = State::base();
    let mut large = base.clone();
    large.files.insert(XAA.to_owned(), vec![b' '; 3 * 1024 * 1024]);
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("grows", &["base"], "Grow", &large);
    history.commit("mends", &["grows"], "Mend", &rated(&base, XAA, "weak"));
    history.check_out();
    let run = history_of(&history, &["XAA", "press", "--edition", "2022"]);
    assert_eq!(run.code, 0);
    insta::assert_snapshot!(history.named(&run.stderr), @"note: cannot read XAA 2022 in commit <grows>: the file has 3145728 bytes; files of more than 2097152 are not read");
    assert!(run.stdout.contains("Strong -> Weak"), "{}", run.stdout);
}

#[test]
fn what_stands_and_cannot_be_read_is_an_error() {
    let base = State::base();
    let mut broken = base.clone();
    broken.files.insert(XAA.to_owned(), b"{".to_vec());
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("breaks", &["base"], "Break", &broken);
    history.check_out();
    let run = history_of(&history, &["XAA", "press"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.ends_with("error: 1 file cannot be read as it is now; the rest is shown\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_comparison_of_a_country_that_is_not_there_is_refused() {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("lowers", &["base"], "Lower", &rated(&base, XAA, "weak"));
    history.check_out();
    for (verb, range) in [
        ("changelog", "HEAD~1..HEAD"),
        ("changelog", "HEAD..HEAD"),
        ("diff", "HEAD~1..HEAD"),
        ("diff", "HEAD..HEAD"),
        ("diff", "HEAD...HEAD"),
        ("diff", "HEAD~1.."),
        ("diff", "HEAD.."),
    ] {
        let told = run(history.path(), &[verb, range, "--country", "XAX"]);
        assert_eq!((told.code, told.stdout.as_str()), (2, ""), "{verb} {range}");
        assert!(
            told.stderr.contains("\"XAX\" is not in dataset/countries.json; did you mean XAA?"),
            "{verb} {range}: {}",
            told.stderr
        );
        assert_eq!(run(history.path(), &[verb, range, "--country", "XAA"]).code, 0, "{verb} {range}");
    }
    let told = run(history.path(), &["diff", "HEAD..", "--indicator", "pres"]);
    assert_eq!(
        (told.code, told.stderr.as_str()),
        (2, "error: there is no indicator \"pres\"; did you mean press?\n")
    );
}

/// A country that only one side has is one of which something is told.
#[test]
fn a_country_of_either_side_can_be_asked_for() {
    let base = State::base();
    let recoded = recoded(&base, "XBB", "XCC");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("renames", &["base"], "Beland is Celand", &recoded);
    history.check_out();
    for code in ["XBB", "XCC"] {
        for verb in ["diff", "changelog"] {
            let told = run(history.path(), &[verb, "HEAD~1..HEAD", "--country", code]);
            assert_eq!((told.code, told.stderr.as_str()), (0, ""), "{verb} {code}");
        }
    }
    // A register that cannot be read on one side is read on the other, and is not told as one without the country.
    fs::write(history.path().join("dataset/countries.json"), "{").expect("a file");
    let told = run(history.path(), &["diff", "HEAD..", "--country", "XCC"]);
    assert!(!told.stderr.contains("is not in"), "{}", told.stderr);
    let told = run(history.path(), &["diff", "HEAD..", "--country", "XCD"]);
    assert!(
        told.stderr.contains("\"XCD\" is not in dataset/countries.json; did you mean XCC?"),
        "{}",
        told.stderr
    );
}

#[test]
fn of_several_merge_bases_the_one_is_named_that_is_taken() {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("one", &["base"], "One", &rated(&base, XAA, "weak"));
    history.commit("other", &["base"], "Other", &rated(&base, OLD, "fair"));
    let both = rated(&rated(&base, XAA, "weak"), OLD, "fair");
    history.commit("left", &["one", "other"], "Left", &both);
    history.commit("right", &["other", "one"], "Right", &both);
    history.check_out();
    let range = format!("{}...{}", history.id("left"), history.id("right"));
    let run = run(history.path(), &["diff", &range]);
    assert_eq!(run.code, 0);
    let told = history.named(&run.stderr);
    let words = "note: <left> and <right> have 2 newest commits in common, since they have merged each other; the comparison starts at <";
    assert!(told.starts_with(words), "{told}");
    let single = crate::support::run(history.path(), &["diff", &format!("{}...HEAD", history.id("one"))]);
    assert!(!single.stderr.contains("note"), "{}", single.stderr);
}
