//! Of two files that contradict each other the one is blamed that is new, touched or asked for; a narrowed run that has either
//! of the two places fails as the plain run does.

use serde_json::{Value, json};

use crate::support::cases::find;
use crate::support::histories::History;
use crate::support::real_git::Repo;
use crate::support::{Run, State, run};

const XAA: &str = "dataset/assessments/XAA/2022.json";
const XBB: &str = "dataset/assessments/XBB/2022.json";
const EARLIER: &str = "dataset/assessments/XAA/2019.json";
const DRAFT: &str = "dataset/assessments/XAA/2025.json";
const FRAMEWORK: &str = "dataset/frameworks/base-2019.json";

/// A work that a file describes under the id `shared` and cites.
fn citing(state: State, path: &str, title: &str, address: &str) -> State {
    state.edited(path, |file| {
        let work = json!({
            "type": "report",
            "title": title,
            "author": [{ "literal": "An Institute" }],
            "issued": { "date-parts": [[2022]] },
            "URL": address
        });
        file["sources"]["shared"] = work;
        let entry = &mut file["ratings"]["courts"];
        if entry.get("footnotes").is_none() {
            entry["rationale"] = json!(["What was known of courts.[^report]"]);
            entry["footnotes"] = json!({ "report": { "citations": [] } });
        }
        let citations = &mut entry["footnotes"]["report"]["citations"];
        citations.as_array_mut().expect("a list").push(json!({ "source": "shared" }));
    })
}

/// The second description, which the first contradicts: another work of the same id, and the same work otherwise.
const CONTRADICTIONS: [(&str, &str, &str); 2] = [
    ("CIT052", "Quite another work", "https://another.example/work"),
    ("CIT051", "The work's title, otherwise", "https://institute.example/work"),
];

fn first(state: State, path: &str) -> State {
    citing(state, path, "The work", "https://institute.example/work")
}

fn report(run: &Run) -> Vec<Value> {
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    report["diagnostics"].as_array().expect("a list").clone()
}

/// Code and path of each thing that a run reports, and its exit code. The editions are closed; that an erratum is needed as
/// well is left out.
fn told(run: &Run) -> (i32, Vec<(String, String)>) {
    let text = |found: &Value, field: &str| found[field].as_str().expect("a text").to_owned();
    let all: Vec<_> = report(run).iter().map(|found| (text(found, "code"), text(found, "path"))).collect();
    assert_eq!(run.code, i32::from(!all.is_empty()), "{run:?}");
    let told: Vec<_> = all.into_iter().filter(|(code, _)| code != "CHG010").collect();
    (i32::from(!told.is_empty()), told)
}

fn validated(history: &History, arguments: &[&str]) -> Run {
    let always = ["validate", "--today", "2026-11-21", "--format", "json"];
    run(history.path(), &[&always, arguments].concat())
}

#[test]
fn the_touched_file_is_blamed_whatever_its_name() {
    for (touched, other) in [(XAA, XBB), (XBB, XAA)] {
        for (code, title, address) in CONTRADICTIONS {
            let start = first(State::base(), other);
            let mut history = History::new();
            history.commit("start", &[], "Describe a work", &start);
            let changed = citing(start, touched, title, address);
            history.commit("change", &["start"], "Describe it again", &changed);
            history.check_out();
            let expected = (1, vec![(code.to_owned(), touched.to_owned())]);
            let base = history.id("start");
            assert_eq!(told(&validated(&history, &["--base", &base])), expected);
            assert_eq!(told(&validated(&history, &["--base", &base, "--changed"])), expected);
            assert_eq!(told(&validated(&history, &["--base", &base, "--changed", touched])), expected);
            assert_eq!(told(&validated(&history, &["--at", "HEAD", "--base", &base])), expected);
            // What is asked for is told of its own lines, whichever of the two it is.
            assert_eq!(told(&validated(&history, &[touched])), expected);
            let asked_other = (1, vec![(code.to_owned(), other.to_owned())]);
            assert_eq!(told(&validated(&history, &[other])), asked_other);
            let folder = other.rsplit_once('/').expect("a folder").0;
            assert_eq!(told(&validated(&history, &[folder])), asked_other);
            // Where a change is known, what is asked for blames nobody else.
            assert_eq!(told(&validated(&history, &["--base", &base, other])), expected);
            assert_eq!(told(&validated(&history, &[EARLIER])), (0, vec![]));
        }
    }
}

#[test]
fn what_is_staged_is_blamed() {
    for (staged, other) in [(XAA, XBB), (XBB, XAA)] {
        for (code, title, address) in CONTRADICTIONS {
            let repo = Repo::new();
            let start = first(State::base(), other);
            repo.commit("Describe a work", &start);
            repo.write(staged, citing(start, staged, title, address).text(staged));
            repo.ok(&["add", staged]);
            let run = repo.xtask(&["validate", "--staged", "--format", "json"]);
            let expected = (1, vec![(code.to_owned(), staged.to_owned())]);
            assert_eq!(told(&run), expected);
            let always = ["validate", "--today", "2026-11-21", "--format", "json"];
            assert_eq!(told(&repo.xtask(&always)), expected, "what is not committed is blamed");
            repo.ok(&["reset", "--quiet"]);
            assert_eq!(told(&repo.xtask(&always)), expected, "nor staged");
        }
    }
}

/// What is committed is blamed by the last commit that touched it, on whichever line that was.
#[test]
fn what_was_committed_last_is_blamed() {
    for (newer, older) in [(XAA, XBB), (XBB, XAA)] {
        for (code, title, address) in CONTRADICTIONS {
            let blames = |history: &History, arguments: &[&str], file: &str| {
                let expected = (1, vec![(code.to_owned(), file.to_owned())]);
                assert_eq!(told(&validated(history, arguments)), expected, "{arguments:?}");
            };
            let start = first(State::base(), older);
            let mut history = History::new();
            history.commit("start", &[], "Describe a work", &start);
            let both = citing(start.clone(), newer, title, address);
            history.commit("change", &["start"], "Describe it again", &both);
            let elsewhere = |state: &State| {
                state.clone().edited(EARLIER, |file| file["overview"] = json!(["What was known in 2019."]))
            };
            history.commit("later", &["change"], "Leave both alone", &elsewhere(&both));
            history.check_out();
            blames(&history, &[], newer);
            blames(&history, &["--at", "HEAD"], newer);
            blames(&history, &["--at", &history.id("change")], newer);
            blames(&history, &[older], older);

            // On a side, and merged after another commit.
            history.commit("main", &["start"], "Leave both alone", &elsewhere(&start));
            history.commit("merge", &["main", "change"], "Merge", &elsewhere(&both));
            history.check_out();
            blames(&history, &[], newer);

            let touched = elsewhere(&both).edited(older, |file| {
                file["sources"]["shared"]["note"] = json!("Read.");
            });
            history.commit("touch", &["merge"], "Touch the other", &touched);
            history.check_out();
            blames(&history, &[], older);
            blames(&history, &["--at", &history.id("merge")], newer);
        }
    }
}

/// Of files that came together no commit tells which is newer: editions do, and else nothing.
#[test]
fn what_was_committed_together_is_told_apart_by_edition() {
    for (_, title, address) in CONTRADICTIONS {
        let both = citing(first(State::base(), "dataset/assessments/XBB/2019.json"), XAA, title, address);
        let mut history = History::new();
        history.commit("start", &[], "Enter the data", &State::base());
        history.commit("both", &["start"], "Describe a work twice", &both);
        history.check_out();
        assert_eq!(told(&validated(&history, &[])).1[0].1, XAA);
    }
}

#[test]
fn without_a_change_drafts_and_later_editions_give_way() {
    let case = find("CIT051", "Valid: mended in a later edition");
    let (_, draft) = case.states().unwrap_or_else(|why| panic!("{why}"));
    for (code, title, address) in CONTRADICTIONS {
        // The draft of Aland gives way to Beland, which comes after it in the alphabet.
        let state = citing(first(draft.clone(), XBB), DRAFT, title, address);
        let found = state.judged();
        let places = found.all_places();
        assert_eq!(places, [(code, DRAFT.to_owned(), "/sources/shared".to_owned())], "{}", found.human());

        let state = citing(first(State::base(), "dataset/assessments/XBB/2019.json"), XAA, title, address);
        assert_eq!(state.judged().places(), [(code, XAA.to_owned(), "/sources/shared".to_owned())]);
    }
}

#[test]
fn where_nothing_tells_two_files_apart_neither_is_called_the_later() {
    for (_, title, address) in CONTRADICTIONS {
        let state = citing(first(State::base(), XAA), XBB, title, address);
        let found = state.judged();
        let [only] = found.diagnostics() else { panic!("{}", found.human()) };
        assert!([only.message.as_str(), &*only.help].iter().all(|text| !text.contains("later")), "{only:?}");
        assert!(only.help.contains("both"), "{only:?}");
        let mut paths = vec![&*only.location.path, &*only.related[0].location.path];
        paths.sort_unstable();
        assert_eq!(paths, [XAA, XBB]);
    }
}

#[test]
fn an_exception_holds_in_every_run_in_whichever_file_it_stands() {
    for (recorded, other) in [(XAA, XBB), (XBB, XAA)] {
        for (code, title, address) in CONTRADICTIONS {
            let start = first(State::base(), other);
            let mut history = History::new();
            let changed = citing(start.clone(), recorded, title, address).edited(recorded, |file| {
                file["exceptions"][code]["/sources/shared"] = json!("The document prints it like this.");
            });
            history.commit("start", &[], "Describe a work", &start);
            history.commit("change", &["start"], "Describe it again", &changed);
            let touched = changed.edited(other, |file| file["sources"]["shared"]["note"] = json!("Read."));
            history.commit("touch", &["change"], "Touch the other", &touched);
            history.check_out();
            for arguments in [
                &[][..],
                &["--base", &history.id("start")],
                &["--base", &history.id("change"), "--changed"],
                &[recorded],
                &[other],
            ] {
                assert_eq!(told(&validated(&history, arguments)), (0, vec![]), "{arguments:?}");
            }
        }
    }
}

#[test]
fn what_a_change_breaks_in_files_that_it_does_not_touch_is_told() {
    let mut history = History::new();
    let start = State::base().edited(XBB, |file| file["stated"]["difference"] = json!(1));
    history.commit("start", &[], "Enter the data, with a slip in Beland", &start);
    let points = start.clone().edited(FRAMEWORK, |file| file["scale"]["weak"]["points"] = json!(0));
    history.commit("points", &["start"], "Change what a level is worth", &points);
    history.check_out();
    let changed = validated(&history, &["--base", &history.id("start"), "--changed"]);
    let (code, found) = told(&changed);
    assert!(code == 1 && found.iter().any(|(code, path)| code == "SCO001" && path == XAA), "{found:?}");
    assert!(found.iter().all(|(code, _)| code != "SCO003"), "what was wrong before is not told: {found:?}");
    for found in report(&changed).iter().filter(|found| found["code"] == "SCO001") {
        let related = &found["related"][0];
        assert_eq!(related["path"], FRAMEWORK, "{found}");
        assert_eq!(
            (&related["pointer"], &related["message"]),
            (&json!("/scale"), &json!("the points come from here"))
        );
    }
    let asked = validated(&history, &[FRAMEWORK]);
    assert_eq!(asked.code, 1, "the instrument is one of the two places");

    let mut history = History::new();
    history.commit("start", &[], "Enter the data", &start);
    let removed = start.edited("dataset/countries.json", |file| {
        file["countries"].as_object_mut().expect("an object").remove("XAA");
    });
    history.commit("removed", &["start"], "Take a country out", &removed);
    history.check_out();
    let (code, found) = told(&validated(&history, &["--base", &history.id("start"), "--changed"]));
    assert_eq!(code, 1);
    assert!(found.iter().any(|(code, path)| code == "REF006" && path == XAA), "{found:?}");
    assert!(found.iter().all(|(_, path)| path != XBB), "{found:?}");
}

/// Contradictions between two editions of a country, brought by an edit of the earlier one.
fn earlier_edits() -> Vec<(&'static str, &'static str, State)> {
    let base = State::base;
    vec![
        (
            "SCO002",
            "/stated/score",
            base()
                .edited(EARLIER, |file| {
                    file["stated"]["score"] = json!(56);
                    file["ratings"]["courts"]["rating"] = json!("strong");
                })
                .edited(XAA, |file| file["ratings"]["courts"]["change"] = json!("decrease")),
        ),
        (
            "EDN001",
            "/ratings/police/rating",
            base().edited(EARLIER, |file| {
                file["ratings"]["police"]["rating"] = json!("fair");
                file["ratings"]["schools"]["rating"] = json!("weak");
            }),
        ),
        (
            "EDN004",
            "/ratings/courts/rationale",
            base().edited(EARLIER, |file| {
                file["ratings"]["courts"]["rationale"] =
                    json!(["What was found about courts in 2022.[^report]"]);
            }),
        ),
    ]
}

#[test]
fn an_edit_of_the_earlier_edition_is_told_at_its_line() {
    for (code, pointer, state) in earlier_edits() {
        let mut history = History::new();
        let mut before = State::base();
        before.files.insert(XAA.to_owned(), state.files[XAA].clone());
        history.commit("start", &[], "Enter the data", &before);
        history.commit("change", &["start"], "Edit the earlier edition", &state);
        history.check_out();
        let run = validated(&history, &["--base", &history.id("start"), "--changed"]);
        let all = report(&run);
        let found = all.iter().find(|found| found["code"] == code && found["pointer"] == pointer);
        let found = found.unwrap_or_else(|| panic!("{code}: {all:#?}"));
        assert_eq!(found["path"], EARLIER, "{found}");
        assert!(found["related"].as_array().expect("a list").iter().any(|place| place["path"] == XAA));
        // Without a base it is the last commit that tells, and a run narrowed to the earlier edition has it as well.
        for arguments in [&[][..], &[EARLIER]] {
            let run = validated(&history, arguments);
            assert_eq!(run.code, 1, "{code}");
            assert!(
                report(&run).iter().any(|found| found["code"] == code && found["path"] == EARLIER),
                "{code} {arguments:?}"
            );
        }
    }
}
