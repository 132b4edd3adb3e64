//! `history`: which commits changed a rating, its evidence or its words, through renames, merges, reverts and damage.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use dataset::Dataset;
use history::git::{self, BlobId, Repository};
use history::lineage::Versions;
use history::{self, RatingEventKind};
use serde_json::{Value, json};

use crate::support::histories::{self, History, XAA};
use crate::support::{Run, State, root, run};

/// What the program tells of a rating, with the names of the commits.
fn told(history: &History, arguments: &[&str]) -> String {
    let run = run(history.path(), &[&["history"], arguments].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}");
    history.named(&run.stdout)
}

/// The events of a rating, newest first: the commit, what happened, the pull request.
fn events(history: &History, arguments: &[&str]) -> Vec<String> {
    events_of(history, &run(history.path(), &[&["history"], arguments, &["--format", "json"]].concat()))
}

fn events_of(history: &History, run: &Run) -> Vec<String> {
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let events = report["events"].as_array().expect("a list");
    events
        .iter()
        .map(|event| {
            let commit = history.named(event["commit"].as_str().expect("an id"));
            let rating = &event["rating"];
            let moved = if rating.is_null() {
                let changes = event["changes"].as_array().expect("a list").iter();
                changes.map(|change| change["class"].as_str().expect("a word")).collect::<Vec<_>>().join(" ")
            } else {
                let level = |side: &str| rating[side].as_str().unwrap_or("none").to_owned();
                let against = rating["against"].as_array().expect("a list").iter();
                let against: Vec<&str> = against.map(|level| level.as_str().unwrap_or("none")).collect();
                let against = if against.is_empty() {
                    String::new()
                } else {
                    format!(" against {}", against.join(" "))
                };
                format!("{} to {}{against}", level("before"), level("after"))
            };
            let lasted = if event["lasted"] == json!(true) { "" } else { " (did not last)" };
            let number =
                event["pull_request"].as_u64().map(|number| format!(" #{number}")).unwrap_or_default();
            let edition = event["edition"].as_str().expect("an edition");
            let kind = event["kind"].as_str().expect("a word");
            format!("{commit} {edition} {kind} {moved}{number}{lasted}")
                .replace("  ", " ")
                .trim_end()
                .to_owned()
        })
        .collect()
}

#[test]
fn a_rating_through_editions_and_commits() {
    let history = histories::history();
    insta::assert_snapshot!("history-rating", told(&history, &["XAA", "press"]));
    insta::assert_snapshot!("history-country", told(&history, &["Aland"]));
    assert_eq!(told(&history, &["xaa", "Keep the press free"]), told(&history, &["XAA", "press"]));
    insta::assert_snapshot!(
        "history-json",
        told(&history, &["XAA", "press", "--edition", "2022", "--format", "json"])
    );
}

#[test]
fn each_commit_that_changed_a_rating_its_evidence_or_its_words_is_told_once() {
    let history = histories::history();
    let of = |indicator| events(&history, &["XAA", indicator, "--edition", "2022"]);
    insta::assert_debug_snapshot!(of("courts"), @r#"
    [
        "<reverts> 2022 changed very-weak to weak",
        "<slips> 2022 changed weak to very-weak",
        "<mends> 2022 changed evidence",
        "<rewords> 2022 changed wording",
        "<enters> 2022 entered none to weak",
    ]
    "#);
    insta::assert_debug_snapshot!(of("schools"), @r#"
    [
        "<schools> 2022 changed fair to strong #7",
        "<mends> 2022 changed evidence",
        "<enters> 2022 entered none to fair",
    ]
    "#);
    insta::assert_debug_snapshot!(of("police"), @r#"
    [
        "<police> 2022 changed weak to fair",
        "<mends> 2022 changed evidence",
        "<enters> 2022 entered none to weak",
    ]
    "#);
    insta::assert_debug_snapshot!(events(&history, &["XBB", "courts"]), @r#"
    [
        "<renames> 2025 changed record",
        "<enters> 2019 entered none to strong",
        "<enters> 2025 entered none to strong",
    ]
    "#);
}

#[test]
fn a_merge_is_told_where_it_chose_or_took_neither_side() {
    let rate = |state: &State, level: &str| {
        state.clone().edited(XAA, |file| file["ratings"]["press"]["rating"] = json!(level))
    };
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("left", &["base"], "Lower", &rate(&base, "fair"));
    history.commit("right", &["base"], "Raise", &rate(&base, "very-strong"));
    // Criss-cross: each side merges the other, and each keeps its own.
    history.commit("left-merges", &["left", "right"], "Merge, keep ours", &rate(&base, "fair"));
    history.commit("right-merges", &["right", "left"], "Merge, keep ours", &rate(&base, "very-strong"));
    history.commit("third", &["left-merges", "right-merges"], "Agree", &rate(&base, "weak"));
    insta::assert_debug_snapshot!(events(&history, &["XAA", "press", "--edition", "2022"]), @r#"
    [
        "<third> 2022 changed fair to weak against very-strong",
        "<right-merges> 2022 kept very-strong to very-strong against fair (did not last)",
        "<left-merges> 2022 kept fair to fair against very-strong",
        "<right> 2022 changed strong to very-strong (did not last)",
        "<left> 2022 changed strong to fair",
        "<base> 2022 entered none to strong",
    ]
    "#);
}

#[test]
fn citations_that_two_branches_added_are_not_added_by_their_merge() {
    let cite = |state: State, source: &str| {
        state.edited(XAA, |file| {
            let citations = &mut file["ratings"]["press"]["footnotes"]["report"]["citations"];
            citations.as_array_mut().expect("a list").push(json!({ "source": source, "locator": source }));
        })
    };
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("one", &["base"], "One", &cite(base.clone(), "document"));
    history.commit("other", &["base"], "Other", &cite(base.clone(), "news-2022"));
    let both = cite(cite(base, "document"), "news-2022");
    history.commit("merge", &["one", "other"], "Merge", &both);
    insta::assert_debug_snapshot!(events(&history, &["XAA", "press", "--edition", "2022"]), @r#"
    [
        "<other> 2022 changed evidence",
        "<one> 2022 changed evidence",
        "<base> 2022 entered none to strong",
    ]
    "#);
}

#[test]
fn an_indicator_that_was_renamed_keeps_its_history() {
    let base = State::base();
    let lowered = base.clone().edited(XAA, |file| file["ratings"]["press"]["rating"] = json!("fair"));
    let rename = |state: &State, path: &str| {
        let text = state.text(path).replace("\"press\"", "\"media\"");
        (path.to_owned(), text.into_bytes())
    };
    let mut renamed = lowered.clone();
    for path in lowered.files.keys() {
        renamed.files.extend([rename(&lowered, path)]);
    }
    let raised = renamed.clone().edited(XAA, |file| file["ratings"]["media"]["rating"] = json!("strong"));
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("lowers", &["base"], "Lower", &lowered);
    history.commit("renames", &["lowers"], "Rename", &renamed);
    history.commit("raises", &["renames"], "Raise", &raised);
    insta::assert_debug_snapshot!(events(&history, &["XAA", "media", "--edition", "2022"]), @r#"
    [
        "<raises> 2022 changed fair to strong",
        "<renames> 2022 changed record",
        "<lowers> 2022 changed strong to fair",
        "<base> 2022 entered none to strong",
    ]
    "#);
}

#[test]
fn a_file_that_was_renamed_on_one_branch_and_edited_on_another_is_one_history() {
    const OLD: &str = "dataset/assessments/XBB/2022.json";
    let rate = |state: State, path: &str| {
        state.edited(path, |file| file["ratings"]["press"]["rating"] = json!("fair"))
    };
    let rename = |state: State| {
        let mut state = state.edited(OLD, |file| file["edition"] = json!("2025"));
        let moved = state.files.remove(OLD).expect("is there");
        state.files.insert("dataset/assessments/XBB/2025.json".to_owned(), moved);
        state
    };
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("renames", &["base"], "Rename", &rename(base.clone()));
    history.commit("raises", &["base"], "Raise", &rate(base.clone(), OLD));
    history.commit("merges", &["renames", "raises"], "Merge", &rename(rate(base, OLD)));
    insta::assert_debug_snapshot!(events(&history, &["XBB", "press", "--edition", "2025"]), @r#"
    [
        "<raises> 2025 changed weak to fair",
        "<renames> 2025 changed record",
        "<base> 2025 entered none to weak",
    ]
    "#);
}

#[test]
fn a_file_that_went_and_came_back_is_one_history() {
    let base = State::base();
    let mut without = base.clone();
    without.files.remove(XAA);
    let back = base.clone().edited(XAA, |file| file["ratings"]["press"]["rating"] = json!("fair"));
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("goes", &["base"], "Remove", &without);
    let gone = events(&history, &["XAA", "press"]);
    insta::assert_debug_snapshot!(gone, @r#"
    [
        "<goes> 2022 removed",
        "<base> 2019 entered none to strong",
        "<base> 2022 entered none to strong",
    ]
    "#);
    history.commit("comes", &["goes"], "Bring back", &back);
    insta::assert_debug_snapshot!(events(&history, &["XAA", "press", "--edition", "2022"]), @r#"
    [
        "<comes> 2022 entered none to fair",
        "<goes> 2022 removed",
        "<base> 2022 entered none to strong",
    ]
    "#);
}

#[test]
fn what_cannot_be_read_is_told_and_is_no_removal() {
    let base = State::base();
    let mut broken = base.clone();
    broken.files.insert(XAA.to_owned(), b"{ \"ratings\": ".to_vec());
    let mended = base.clone().edited(XAA, |file| file["ratings"]["press"]["rating"] = json!("fair"));
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("breaks", &["base"], "Break", &broken);
    history.commit("unrelated", &["breaks"], "Elsewhere", &{
        let mut state = broken.clone();
        state.files.insert("README.md".to_owned(), b"Words.\n".to_vec());
        state
    });
    history.commit("mends", &["unrelated"], "Mend", &mended);
    history.check_out();
    let run = run(history.path(), &["history", "XAA", "press", "--edition", "2022"]);
    assert_eq!(run.code, 0, "what could be told was told");
    insta::assert_snapshot!(history.named(&run.stderr), @"note: cannot read XAA 2022 in commit <breaks>: the file is not JSON: the file stops too early");
    insta::assert_snapshot!(history.named(&run.stdout), @r#"
    Aland (XAA): Keep the press free

    Through the editions: ▄  Fair
    (▁ Very Weak, ▂ Weak, ▄ Fair, ▆ Strong, █ Very Strong, · no rating)
      2022  ▄ Fair         unchanged     published

    Through the commits, newest first:
      <mends>  2026-01-04  Ana Example  "Mend"
          2022: Strong -> Fair (-1); no new evidence; rationale unchanged
          (or earlier: what is right before this cannot be read, and what was done
            there is told here)
      <breaks>  2026-01-02  Ana Example  "Break"
          2022: cannot be read here: the file is not JSON: the file stops too early
      <base>  2026-01-01  Ana Example  "Enter"
          2022: entered as Strong
    "#);
}

#[test]
fn each_content_is_read_once_and_no_other_file_is() {
    let mut history = History::new();
    let mut state = State::base();
    history.commit("0", &[], "Enter", &state);
    // More commits than are read ahead, with a content that comes back at the end.
    const NAMES: [&str; 2] = ["even", "odd"];
    let mut last = "0";
    for nth in 0..150 {
        let words = format!("words {}", if nth == 149 { 1 } else { nth });
        let path = if nth % 3 == 0 { "dataset/assessments/XBB/2022.json" } else { XAA };
        state = state.edited(path, |file| file["ratings"]["press"]["rationale"][0] = json!(words));
        let name = NAMES[nth % 2];
        history.commit(name, &[last], "Edit", &state);
        last = name;
    }
    let repository = Repository::open(history.path()).expect("a repository");
    let log = git::log(&repository, None, "HEAD").expect("a log");
    let tree = repository.part_at("HEAD", |path| path.contains("/XAA/") || !path.contains("/assessments/"));
    let dataset = Dataset::load(&tree.expect("a state"));
    let reads: RefCell<HashMap<BlobId, usize>> = RefCell::default();
    let fetch = |id| {
        *reads.borrow_mut().entry(id).or_default() += 1;
        repository.blob(id)
    };
    let found = history::History::new(
        &log,
        &dataset,
        "XAA",
        Some("press"),
        &mut Versions::new(&fetch, Some("press"), &dataset),
    );
    assert_eq!(found.of("press").len(), 102, "100 edits and two entries");
    let reads = reads.into_inner();
    assert_eq!(reads.values().max(), Some(&1), "no content is read twice");
    assert_eq!(reads.len(), 101, "those of XAA and no other");
}

#[test]
fn hostile_texts_are_inert() {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    let lowered = base.edited(XAA, |file| file["ratings"]["press"]["rating"] = json!("fair"));
    let author = "Eve \u{1b}[31m\u{202e}`x`";
    let summary = "::error::x \u{1b}]0;title\u{7} <b>@all</b>";
    history.commit_by(author, "lowers", &["base"], summary, &lowered);
    history.check_out();
    let told = told(&history, &["XAA", "press", "--edition", "2022"]);
    assert!(!told.contains('\u{1b}') && !told.contains('\u{202e}') && !told.contains('\u{7}'), "{told}");
    assert!(!told.lines().any(|line| line.trim_start().starts_with("::")), "{told}");
    insta::assert_snapshot!(told.lines().find(|line| line.contains("<lowers>")).expect("a line"), @r#"  <lowers>  2026-01-02  Eve <U+001B>[31m<U+202E>`x`  "::error::x"#);
}

#[test]
fn what_is_not_there_is_told_with_what_may_be_meant() {
    let history = histories::history();
    let said = |arguments: &[&str]| {
        let run = run(history.path(), &[&["history"], arguments].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        run.stderr
    };
    insta::assert_snapshot!(said(&["XAB"]), @r#"error: there is no assessment of "XAB"; did you mean XAA?"#);
    insta::assert_snapshot!(said(&["Atlantis"]), @r#"error: there is no assessment of "Atlantis"; there are: XAA, XBB"#);
    insta::assert_snapshot!(said(&["XAA", "pres"]), @r#"error: there is no indicator "pres"; did you mean press?"#);
    insta::assert_snapshot!(said(&["XAA", "press", "--edition", "2021"]), @r#"error: there is no assessment of XAA in an edition "2021"; there are: 2019, 2022"#);
}

#[test]
fn any_repository_will_do() {
    let history = histories::history();
    let wanted = run(history.path(), &["history", "XAA", "press"]).stdout;
    let below = history.path().join("dataset/assessments");
    assert_eq!(run(&below, &["history", "XAA", "press"]).stdout, wanted, "from a folder below");
    let outside = tempfile::tempdir().expect("a folder");
    let bare = outside.path().join("bare");
    git2::build::RepoBuilder::new()
        .bare(true)
        .clone(history.path().to_str().expect("UTF-8"), &bare)
        .expect("a clone");
    let of = |folder: &Path| {
        let run =
            run(outside.path(), &["history", "XAA", "press", "--repo", folder.to_str().expect("UTF-8")]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        run.stdout
    };
    assert_eq!(of(&bare), wanted, "a bare repository");
    let worktree = outside.path().join("worktree");
    history.git().worktree("other", &worktree, None).expect("a worktree");
    assert_eq!(of(&worktree), wanted, "a worktree");
    let head = git2::Oid::from_str(&history.id("lowers")).expect("an id");
    history.git().set_head_detached(head).expect("a head");
    history.check_out();
    assert!(!told(&history, &["XAA", "press"]).contains("<mends>"), "a detached head");

    let nothing = run(outside.path(), &["history", "XAA"]);
    assert_eq!(nothing.code, 2);
    assert!(nothing.stderr.starts_with("error: no Git repository at "), "{}", nothing.stderr);
    let unborn = History::new();
    let run_on = |history: &History| run(history.path(), &["history", "XAA"]);
    assert_eq!(run_on(&unborn).code, 2);
    insta::assert_snapshot!(run_on(&unborn).stderr, @r#"error: there is no revision "HEAD" in this repository, which has no commit yet"#);
    let mut empty = History::new();
    empty.commit("empty", &[], "Nothing", &State { files: [].into(), others: Vec::new() });
    insta::assert_snapshot!(run_on(&empty).stderr, @"error: no commit has an assessment under dataset/assessments/");
}

#[test]
fn a_shallow_clone_says_what_it_lacks() {
    let history = histories::history();
    let outside = tempfile::tempdir().expect("a folder");
    let clone = Command::new("git")
        .args(["clone", "--quiet", "--depth", "3"])
        .arg(format!("file://{}", history.path().display()))
        .arg(outside.path().join("clone"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .status()
        .expect("git runs");
    assert!(clone.success());
    let run = run(&outside.path().join("clone"), &["history", "XAA", "courts", "--edition", "2022"]);
    assert_eq!(run.code, 0);
    insta::assert_snapshot!(run.stderr, @"note: this clone is shallow, so that the oldest commits are missing; fetch them with: git fetch --unshallow");
    insta::assert_snapshot!(history.named(&run.stdout), @r#"
    Aland (XAA): Keep courts independent

    Through the editions: ▂  Weak
    (▁ Very Weak, ▂ Weak, ▄ Fair, ▆ Strong, █ Very Strong, · no rating)
      2022  ▂ Weak         decrease      published

    Through the commits, newest first:
      <reverts>  2026-01-11  Ana Example  "Revert "Lower courts""
          2022: Very Weak -> Weak (+1); no new evidence; rationale unchanged
      <slips>  2026-01-10  Ana Example  "Lower courts"
          2022: Weak -> Very Weak (-1); no new evidence; rationale unchanged
      <renames>  2026-01-09  Ana Example  "Beland was of another edition"
          2022: entered as Weak
          (or earlier: this clone is shallow; fetch the rest with: git fetch
            --unshallow)
    "#);
}

#[test]
fn what_is_not_committed_is_named_and_not_told() {
    let history = histories::history();
    let wanted = run(history.path(), &["history", "XAA", "press"]).stdout;
    let text = fs::read_to_string(history.path().join(XAA)).expect("is there");
    fs::write(history.path().join(XAA), text.replace("\"fair\"", "\"weak\"")).expect("a file");
    let run = run(history.path(), &["history", "XAA", "press"]);
    assert_eq!((run.code, run.stdout), (0, wanted));
    insta::assert_snapshot!(run.stderr, @"note: dataset/assessments/XAA/2022.json has changes that are not committed; they are not in the history");
}

#[test]
fn what_is_asked_about_one_indicator_is_what_is_told_of_all() {
    let history = histories::history();
    let repository = Repository::open(history.path()).expect("a repository");
    let log = git::log(&repository, None, "HEAD").expect("a log");
    let dataset = Dataset::load(&repository.tree_at("HEAD").expect("a state"));
    let fetch = |id| repository.blob(id);
    let all = history::History::new(&log, &dataset, "XAA", None, &mut Versions::new(&fetch, None, &dataset));
    for indicator in ["courts", "police", "press", "schools"] {
        let mut versions = Versions::new(&fetch, Some(indicator), &dataset);
        let one = history::History::new(&log, &dataset, "XAA", Some(indicator), &mut versions);
        let of_entry = |found: &history::History<'_>| -> Vec<String> {
            let mut events = found.of(indicator);
            // What was done to a source or to the file is kept only where one indicator is asked about.
            for (_, event) in &mut events {
                if let RatingEventKind::Edited(edit) = &mut event.act {
                    edit.done.retain(|done| done.change.indicator().is_some());
                    edit.has_erratum = false;
                }
            }
            events.retain(
                |(_, event)| !matches!(&event.act, RatingEventKind::Edited(edit) if edit.done.is_empty()),
            );
            events.iter().map(|(at, event)| format!("{} {event:?}", at.commit.id)).collect()
        };
        assert_eq!(of_entry(&one), of_entry(&all), "{indicator}");
        assert!(of_entry(&one).len() > 1, "{indicator} has a history");
    }
}

#[test]
fn the_commands_page_shows_histories_as_they_are_printed() {
    let readme = fs::read_to_string(root().join("docs/commands.md")).expect("is there").replace('\r', "");
    let mut history = History::new();
    history.commit("enters", &[], "Enter", &State::real());
    for command in ["history KHM equal-access-to-justice", "changelog --editions 2019 2022"] {
        history.check_out();
        let printed = run(history.path(), &command.split(' ').collect::<Vec<_>>()).stdout;
        let (_, shown) = readme.split_once(&format!("$ cargo xtask {command}\n")).expect("a command");
        let (shown, _) = shown.split_once("```").expect("an end");
        let mut rest = printed.as_str();
        for part in shown.split("...\n") {
            let place = rest.find(part).unwrap_or_else(|| panic!("the page shows {part:?}, not\n{printed}"));
            rest = &rest[place + part.len()..];
        }
    }
}
