//! What is told where a file of some commit cannot be read, since its content is lost or broken: who may have done what, and
//! that it is there.

use std::fs;

use serde_json::{Value, json};

use crate::support::histories::{History, XAA};
use crate::support::{Run, State, run};

/// How the content of a commit is made unreadable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Damage {
    Lost,
    Broken,
}

const DAMAGES: [Damage; 2] = [Damage::Lost, Damage::Broken];

fn rated(state: &State, level: &str) -> State {
    state.clone().edited(XAA, |file| file["ratings"]["press"]["rating"] = json!(level))
}

fn with_broken(state: &State, path: &str) -> State {
    let mut state = state.clone();
    let file = state.files.get_mut(path).expect("a file");
    file.truncate(file.len() - 30);
    state
}

/// Takes an object away, as damage or a clone without it does.
fn lose(history: &History, id: &str) {
    let file = history.git().path().join("objects").join(&id[..2]).join(&id[2..]);
    fs::remove_file(file).expect("an object in a file of its own");
}

fn lose_file(history: &History, commit: &str, path: &str) {
    let file = history.git().revparse_single(&format!("{}:{path}", history.id(commit)));
    lose(history, &file.expect("a file").id().to_string());
}

fn parsed(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|why| panic!("{why}: {}{}", run.stdout, run.stderr))
}

/// Ben lowers a rating, and Cyd then changes something else; what Ben left cannot be read.
fn lowered_unseen(damage: Damage) -> History {
    let base = State::base();
    let lowered = rated(&base, "fair");
    let then = lowered.clone().edited(XAA, |file| file["overview"] = json!(["Other words."]));
    let bens = if damage == Damage::Broken { with_broken(&lowered, XAA) } else { lowered };
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit_by("Ben", "lowers", &["base"], "Lower", &bens);
    history.commit_by("Cyd", "then", &["lowers"], "Words", &then);
    history.check_out();
    if damage == Damage::Lost {
        lose_file(&history, "lowers", XAA);
    }
    history
}

/// Of each event of a history what it was, and whether it may have been earlier.
fn kinds(report: &Value) -> Vec<(&str, &Value)> {
    let events = report["events"].as_array().expect("a list");
    events.iter().map(|event| (event["kind"].as_str().expect("a word"), &event["or_earlier"])).collect()
}

#[test]
fn what_was_done_unseen_is_credited_to_nobody_for_certain() {
    for damage in DAMAGES {
        let history = lowered_unseen(damage);
        let range = format!("{}..{}", history.id("base"), history.id("then"));
        let page = run(history.path(), &["changelog", &range]);
        let told = history.named(&page.stdout);
        assert_eq!(page.code, 0, "{damage:?}: {}", page.stderr);
        assert!(told.contains("**Strong -> Fair (-1)**, no new evidence (`<then>` or earlier, "), "{told}");
        assert!(told.contains("**Caution:** Some of what was committed cannot be read: "), "{told}");
        let note = history.named(&page.stderr);
        assert!(note.starts_with(&format!("note: cannot read {XAA} in commit <lowers>: ")), "{note}");
        let report = parsed(&run(history.path(), &["changelog", &range, "--format", "json"]));
        let changes = report["assessments"][0]["changes"].as_array().expect("a list");
        assert!(changes.iter().all(|change| change["origin"]["or_earlier"] == json!(true)), "{changes:?}");

        let table = history.named(&run(history.path(), &["history", "XAA"]).stdout);
        assert!(table.contains("<then>*  Cyd"), "{table}");
        assert!(table.contains("* or earlier: what is right before this cannot be read"), "{table}");
        let one = history.named(&run(history.path(), &["history", "XAA", "press"]).stdout);
        assert_eq!(one.matches("(or earlier: what is right before this cannot be read").count(), 1, "{one}");
        let report = parsed(&run(history.path(), &["history", "XAA", "press", "--format", "json"]));
        assert_eq!(report["indicator"]["last"]["or_earlier"], json!(true), "{damage:?}");
        let told = kinds(&report);
        let (no, yes) = (json!(false), json!(true));
        assert_eq!(
            told,
            [("changed", &yes), ("unreadable", &no), ("entered", &no), ("entered", &no)],
            "{damage:?}"
        );
    }
}

/// What was done before what cannot be read is still told of who did it.
#[test]
fn what_was_done_before_is_credited_for_certain() {
    let base = State::base();
    let lowered = rated(&base, "fair");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit_by("Ann", "lowers", &["base"], "Lower", &lowered);
    history.commit_by("Ben", "breaks", &["lowers"], "Break", &with_broken(&lowered, XAA));
    history.commit_by("Cyd", "mends", &["breaks"], "Mend", &lowered);
    history.check_out();
    let range = format!("{}..{}", history.id("base"), history.id("mends"));
    let told = history.named(&run(history.path(), &["changelog", &range]).stdout);
    assert!(told.contains("no new evidence (`<lowers>`, 2026-01-02, Ann)"), "{told}");
    assert!(!told.contains("or earlier"), "{told}");
}

#[test]
fn registers_are_credited_likewise() {
    const COUNTRIES: &str = "dataset/countries.json";
    let base = State::base();
    let noted =
        |text: &str| base.clone().edited(COUNTRIES, |file| file["countries"]["XAA"]["note"] = json!(text));
    let also = noted("Seen.").edited(COUNTRIES, |file| file["countries"]["XBB"]["note"] = json!("Also."));
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit_by("Ann", "notes", &["base"], "Note", &noted("Seen."));
    history.commit_by("Ben", "breaks", &["notes"], "Break", &with_broken(&also, COUNTRIES));
    history.commit_by("Cyd", "mends", &["breaks"], "Mend", &also);
    history.check_out();
    let range = format!("{}..{}", history.id("base"), history.id("mends"));
    let page = run(history.path(), &["changelog", &range]);
    let told = history.named(&page.stdout);
    assert!(told.contains("(`<notes>`, 2026-01-02, Ann)"), "{told}");
    assert!(told.contains("(`<mends>` or earlier, 2026-01-04, Cyd)"), "{told}");
    let note = history.named(&page.stderr);
    assert!(note.starts_with("note: cannot read dataset/countries.json in commit <breaks>: "), "{note}");
}

#[test]
fn what_stands_and_cannot_be_read_is_not_gone() {
    for damage in DAMAGES {
        let base = State::base();
        let newest = rated(&base, "fair");
        let newest = if damage == Damage::Broken { with_broken(&newest, XAA) } else { newest };
        let mut history = History::new();
        history.commit("base", &[], "Enter", &base);
        history.commit("newest", &["base"], "Newest", &newest);
        history.check_out();
        if damage == Damage::Lost {
            lose_file(&history, "newest", XAA);
        }
        let told = run(history.path(), &["history", "XAA", "press"]);
        assert_eq!(told.code, 2, "{damage:?}: {}", told.stderr);
        assert!(told.stdout.contains("  2022  ? cannot be read\n"), "{damage:?}: {}", told.stdout);
        assert!(
            !told.stdout.contains("gone") && told.stdout.contains("2022: entered as Strong"),
            "{}",
            told.stdout
        );
        assert!(
            told.stderr.ends_with("error: 1 file cannot be read as it is now; the rest is shown\n"),
            "{}",
            told.stderr
        );
        let table = run(history.path(), &["history", "XAA"]).stdout;
        assert!(table.contains("not known in 2022") && table.contains("? cannot be read"), "{table}");
        let report = run(history.path(), &["history", "XAA", "press", "--format", "json"]);
        let ratings = parsed(&report)["indicator"]["ratings"].clone();
        let of = |edition: &str| {
            let found = ratings.as_array().expect("a list").iter().find(|it| it["edition"] == json!(edition));
            found.expect("the edition")["status"].clone()
        };
        assert_eq!(of("2022"), json!("unreadable"), "{damage:?}");
    }
    let base = State::base();
    let mut removed = base.clone();
    removed.files.remove(XAA);
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("removes", &["base"], "Remove", &removed);
    history.check_out();
    let told = run(history.path(), &["history", "XAA", "press"]);
    assert!(told.stdout.contains("the file is gone"), "{}", told.stdout);
}

#[test]
fn a_lost_commit_is_told_as_lost() {
    let base = State::base();
    let mut history = History::new();
    history.commit("first", &[], "Enter", &base);
    history.commit("second", &["first"], "Lower", &rated(&base, "fair"));
    history.commit("third", &["second"], "Lower more", &rated(&base, "weak"));
    history.check_out();
    lose(&history, &history.id("second"));
    for arguments in [["diff", "HEAD~2..HEAD"], ["changelog", "HEAD~1..HEAD"], ["diff", "HEAD^^..HEAD"]] {
        let told = run(history.path(), &arguments);
        assert_eq!(told.code, 2, "{arguments:?}");
        assert!(told.stderr.contains("object not found"), "{arguments:?}: {}", told.stderr);
    }
    for arguments in [["diff", "HEAD~x..HEAD"], ["diff", "elsewhere..HEAD"], ["diff", "HEAD^2..HEAD"]] {
        let told = run(history.path(), &arguments);
        assert!(told.stderr.contains("there is no revision "), "{arguments:?}: {}", told.stderr);
    }
}

#[test]
fn a_country_that_is_gone_is_found_by_the_name_that_it_had() {
    let base = State::base();
    let mut gone = base.clone();
    gone.files.retain(|path, _| !path.starts_with("dataset/assessments/XAA/"));
    let gone = gone.edited("dataset/countries.json", |file| {
        file["countries"].as_object_mut().expect("an object").remove("XAA");
    });
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("removes", &["base"], "Remove", &gone);
    history.check_out();
    let (by_code, by_name) = (
        run(history.path(), &["history", "XAA", "press"]),
        run(history.path(), &["history", "aland", "press"]),
    );
    assert_eq!((by_name.code, by_name.stdout), (by_code.code, by_code.stdout), "{}", by_name.stderr);
    assert!(run(history.path(), &["history", "Elsewhere"]).stderr.contains("there is no assessment"));
}

/// Whoever mends a broken file can do so; but it is said that the change was not checked.
#[test]
fn a_change_of_what_cannot_be_read_is_no_silent_pass() {
    let base = State::base();
    let broken = with_broken(&base, XAA);
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("breaks", &["base"], "Break", &broken);
    history.commit("mends", &["breaks"], "Mend", &base);
    history.check_out();
    let since = history.id("breaks");
    for format in ["human", "json", "github", "sarif", "markdown"] {
        let told = run(history.path(), &["validate", "--base", &since, "--format", format]);
        assert_eq!(told.code, 0, "{format}: {}", told.stdout);
        let why = "what was here before the change cannot be read, so that the change is not checked";
        assert!(told.stdout.contains("CHG009") && told.stdout.contains(why), "{format}: {}", told.stdout);
    }
    let changed = run(history.path(), &["validate", "--base", &since, "--changed"]);
    assert!(changed.stdout.contains("warning[CHG009]"), "{}", changed.stdout);
    let whole = run(history.path(), &["validate", "--base", &history.id("base")]);
    assert!(!whole.stdout.contains("CHG009"), "{}", whole.stdout);
    lose_file(&history, "breaks", XAA);
    assert_eq!(run(history.path(), &["validate", "--base", &since]).code, 2, "a lost content mends nobody");
}

#[test]
fn nothing_is_counted_as_unchanged_that_cannot_be_compared() {
    let base = State::base();
    let listed = base.clone().edited(XAA, |file| file["ratings"] = json!([1]));
    let mut history = History::new();
    history.commit("lists", &[], "List", &listed);
    history.commit("mends", &["lists"], "Mend", &rated(&base, "weak"));
    history.check_out();
    let range = format!("{}..{}", history.id("lists"), history.id("mends"));
    for verb in ["diff", "changelog"] {
        let told = run(history.path(), &[verb, &range]);
        assert_eq!(told.code, 2, "{verb}: {}", told.stdout);
        for untrue in ["0 of 0", "Only the record", "no rating, evidence"] {
            assert!(!told.stdout.contains(untrue), "{verb}: {}", told.stdout);
        }
    }
}

/// A file that was renamed next to a commit at which it cannot be read: all verbs know it again.
#[test]
fn a_rename_beside_what_cannot_be_read_is_a_rename() {
    const NEW: &str = "dataset/assessments/XAA/2026.json";
    let base = State::base();
    let mut renamed = rated(&base, "fair");
    let text = renamed.text(XAA).replace("\"edition\": \"2022\"", "\"edition\": \"2026\"");
    renamed.files.remove(XAA);
    renamed.files.insert(NEW.to_owned(), text.into_bytes());
    for broken in [with_broken(&base, XAA), with_broken(&renamed, NEW)] {
        let mut history = History::new();
        history.commit("base", &[], "Enter", &base);
        history.commit_by("Ben", "breaks", &["base"], "Break", &broken);
        history.commit_by("Cyd", "mends", &["breaks"], "Mend", &renamed);
        history.check_out();
        let report = parsed(&run(
            history.path(),
            &["history", "XAA", "press", "--edition", "2026", "--format", "json"],
        ));
        let told = kinds(&report);
        let (no, yes) = (json!(false), json!(true));
        assert_eq!(told, [("changed", &yes), ("unreadable", &no), ("entered", &no)]);
        assert_eq!(report["events"][0]["rating"]["before"], json!("strong"));
        let range = format!("{}..{}", history.id("base"), history.id("mends"));
        let page = history.named(&run(history.path(), &["changelog", &range]).stdout);
        assert!(page.contains("### Edition 2026, which was 2022"), "{page}");
        assert!(page.contains("**Strong -> Fair (-1)**, no new evidence (`<mends>` or earlier, "), "{page}");
    }
}
