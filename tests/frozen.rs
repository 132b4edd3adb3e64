//! What readers have stays as it is, or says what was corrected: against the state before a change and against a release.

use serde_json::{Value, json};

use crate::support::State;
use crate::support::real_git::{FILE, Repo};

const EDITIONS: &str = "dataset/editions.json";
const COUNTRIES: &str = "dataset/countries.json";
const FRAMEWORK: &str = "dataset/frameworks/base-2019.json";
const TODAY: [&str; 2] = ["--today", "2026-11-27"];

/// The small dataset with an overview.
fn before() -> State {
    State::base().edited(FILE, |file| file["overview"] = json!(["A word on the whole."]))
}

/// The errors on changes that a change brings.
fn told(before: &State, after: &State) -> Vec<(&'static str, String)> {
    let judgement = after.judged_against(before);
    let found = judgement
        .diagnostics()
        .iter()
        .filter(|found| found.code.starts_with("CHG") || found.code == "REF013" || found.code == "REF014");
    let place = |found: &format::diagnostic::Diagnostic| {
        found.location.pointer().map(|pointer| pointer.as_str().to_owned()).unwrap_or_default()
    };
    found.map(|found| (found.code, place(found))).collect()
}

fn erratum(kind: &str, from: &str, to: &str) -> Value {
    json!({ "kind": kind, "from": from, "to": to, "reason": "correction", "note": "It was a mistake.",
        "citations": [{ "source": "document" }] })
}

/// An edit of the state that readers have.
type Edit = (&'static str, fn(&mut Value));

/// The state with edition 2022 under another id.
fn with_another_id(state: State) -> State {
    let mut state = state.edited(EDITIONS, |file| {
        let editions = file["editions"].as_object_mut().expect("editions");
        let renamed = editions.shift_remove("2022").expect("an edition");
        editions.insert("2022-23".to_owned(), renamed);
        editions["2025"]["previous"] = json!("2022-23");
    });
    for country in ["XAA", "XBB"] {
        let (old, new) = (
            format!("dataset/assessments/{country}/2022.json"),
            format!("dataset/assessments/{country}/2022-23.json"),
        );
        if let Some(text) = state.files.remove(&old) {
            state.files.insert(new.clone(), text);
            state = state.edited(&new, |file| file["edition"] = json!("2022-23"));
        }
    }
    state
}

#[test]
fn another_id_hides_no_change_of_a_closed_edition() {
    let renamed = with_another_id(before());
    let of_edition = |told: Vec<(&'static str, String)>| -> Vec<(&'static str, String)> {
        told.into_iter().filter(|(_, place)| place.starts_with("/editions/2022-23/")).collect()
    };
    assert_eq!(of_edition(told(&before(), &renamed)), []);
    for (code, field, value) in [("CHG013", "status", "open"), ("CHG010", "published", "2022-12")] {
        let changed =
            renamed.clone().edited(EDITIONS, |file| file["editions"]["2022-23"][field] = json!(value));
        let place = format!("/editions/2022-23/{field}");
        assert_eq!(of_edition(told(&before(), &changed)), [(code, place)], "{field}");
    }
}

#[test]
fn nothing_of_a_closed_edition_changes_in_silence() {
    let edits: [Edit; 13] = [
        (EDITIONS, |file| file["editions"]["2022"]["status"] = json!("open")),
        (FILE, |file| file["ratings"]["courts"]["rationale"] = json!(["Courts are free.[^report]"])),
        (FILE, |file| drop(file.as_object_mut().expect("a group").shift_remove("overview"))),
        (FILE, |file| drop(file.as_object_mut().expect("a group").shift_remove("stated"))),
        (FILE, |file| file["sources"]["report-2022"]["title"] = json!("Another work")),
        (FILE, |file| file["sources"]["report-2022"]["author"] = json!([{ "literal": "Somebody else" }])),
        (FILE, |file| {
            file["ratings"]["courts"]["footnotes"]["report"]["citations"][0]["source"] = json!("document");
        }),
        (FRAMEWORK, |file| file["indicators"]["courts"]["title"] = json!("Keep courts obedient")),
        (FRAMEWORK, |file| {
            let areas: Vec<String> = file["areas"].as_object().expect("areas").keys().cloned().collect();
            let own = file["indicators"]["courts"]["area"].as_str().expect("an area").to_owned();
            let other = areas.into_iter().find(|area| *area != own).expect("another area");
            file["indicators"]["courts"]["area"] = json!(other);
        }),
        (FRAMEWORK, |file| file["scale"]["weak"]["title"] = json!("Rather strong")),
        (COUNTRIES, |file| {
            file["countries"]["XAA"] =
                json!({ "name": "Elsewhere", "names": { "Elsewhere": ["these tests"] } });
        }),
        (EDITIONS, |file| file["editions"]["2022"]["title"] = json!("Another")),
        (EDITIONS, |file| file["editions"]["2022"]["published"] = json!("2022-12")),
    ];
    for (nth, (path, edit)) in edits.into_iter().enumerate() {
        let told = told(&before(), &before().edited(path, edit));
        assert!(
            told.iter().any(|(code, _)| ["CHG010", "CHG013"].contains(code)),
            "edit {nth} of {path}: {told:?}"
        );
    }
    let late = before().edited(COUNTRIES, |file| {
        file["countries"]["XCC"] = json!({ "name": "Celand", "names": { "Celand": ["these tests"] } });
    });
    let file = serde_json::from_str::<Value>(late.text("dataset/assessments/XBB/2022.json")).expect("JSON");
    let mut late = late;
    late.files.insert("dataset/assessments/XCC/2022.json".to_owned(), file.to_string().into_bytes());
    let late = late.edited("dataset/assessments/XCC/2022.json", |file| file["country"] = json!("XCC"));
    assert!(told(&before(), &late).iter().any(|(code, _)| *code == "CHG010"), "a country that is added late");
}

#[test]
fn what_says_only_where_a_work_is_found_needs_no_erratum() {
    let after = before().edited(FILE, |file| {
        file["sources"]["report-2022"]["URL"] = json!("https://reports.example/moved");
        file["sources"]["report-2022"]["note"] = json!("It is in print as well.");
    });
    assert_eq!(told(&before(), &after), []);
}

#[test]
fn errata_are_held_against_what_stood_and_stands_there() {
    let with = |errata: Value| before().edited(FILE, |file| file["ratings"]["courts"]["errata"] = errata);
    // The rating is and was weak.
    for (errata, code) in [
        (json!({ "2026-11-20": erratum("rating", "very-weak", "strong") }), "REF013"),
        (json!({ "2026-11-20": erratum("rating", "very-weak", "weak") }), "CHG012"),
    ] {
        let told: Vec<&str> = told(&before(), &with(errata)).into_iter().map(|(code, _)| code).collect();
        assert_eq!(told, [code]);
    }
    let known = with(json!({ "2026-11-19": erratum("rationale", "What was heard", "What was found") }));
    let edited = known.clone().edited(FILE, |file| {
        file["ratings"]["courts"]["errata"]["2026-11-19"]["note"] = json!("Nothing was wrong.");
    });
    assert_eq!(told(&known, &edited), [("CHG011", "/ratings/courts/errata/2026-11-19".to_owned())]);
    let deleted = known.clone().edited(FILE, |file| {
        drop(file["ratings"]["courts"].as_object_mut().expect("an entry").shift_remove("errata"));
    });
    assert_eq!(told(&known, &deleted)[0].0, "CHG011");
    // Of two corrections of one rating a merge has dropped the first.
    let dropped = with(json!({ "2026-11-20": erratum("rating", "strong", "weak") }));
    let first = before().edited(FILE, |file| {
        file["ratings"]["courts"]["errata"] = json!({ "2026-11-19": erratum("rating", "fair", "weak") });
    });
    assert!(told(&first, &dropped).iter().any(|(code, _)| *code == "CHG011"));
}

/// Three pull requests, each of which says what it does, do not get round the errata of what they change.
#[test]
fn reopening_changing_and_closing_again_is_seen_step_by_step_and_as_a_whole() {
    let repo = Repo::new();
    repo.commit("The overview", &before());
    repo.ok(&["tag", "v1.0.0"]);
    let codes = |base: &str| -> Vec<String> {
        let run = repo.xtask(&["validate", "--base", base, "--format", "json", TODAY[0], TODAY[1]]);
        let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
        let all = report["diagnostics"].as_array().expect("a list").iter();
        all.map(|found| found["code"].as_str().expect("a code").to_owned()).collect()
    };
    let status = |from: &str, to: &str| json!({ "kind": "status", "from": from, "to": to, "reason": "reopening", "note": "To be revised." });
    let opened = before()
        .edited(EDITIONS, |file| file["editions"]["2022"]["status"] = json!("open"))
        .edited(FILE, |file| file["status"] = json!("draft"));
    repo.commit("Reopened in silence", &opened);
    assert_eq!(codes("HEAD~1").iter().filter(|code| *code == "CHG013").count(), 2, "{:?}", codes("HEAD~1"));
    let named = opened
        .edited(EDITIONS, |file| {
            file["editions"]["2022"]["errata"] = json!({ "2026-11-20": status("closed", "open") })
        })
        .edited(FILE, |file| file["errata"] = json!({ "2026-11-20": status("published", "draft") }));
    repo.ok(&["reset", "--quiet", "--hard", "v1.0.0"]);
    repo.commit("Reopened by name", &named);
    assert_eq!(codes("HEAD~1"), [""; 0]);
    let changed = named.edited(FILE, |file| {
        file["ratings"]["courts"]["rationale"] = json!(["Courts are free.[^report]"]);
    });
    repo.commit("Changed", &changed);
    assert!(codes("HEAD~1").contains(&"CHG010".to_owned()), "{:?}", codes("HEAD~1"));
    let closed = changed
        .edited(EDITIONS, |file| file["editions"]["2022"]["status"] = json!("closed"))
        .edited(FILE, |file| file["status"] = json!("published"));
    repo.commit("Closed", &closed);
    assert!(codes("HEAD~1").contains(&"REF013".to_owned()), "that it is closed again is not recorded");
    assert!(codes("v1.0.0").contains(&"CHG010".to_owned()), "{:?}", codes("v1.0.0"));
}

#[test]
fn an_erratum_is_drafted_with_what_is_known_and_open_until_it_is_written() {
    let repo = Repo::new();
    let changed = State::base().edited(FILE, |file| {
        file["stated"] = json!({ "score": 38, "previous_score": 50, "difference": -12 });
        file["ratings"]["press"]["rating"] = json!("fair");
        file["ratings"]["press"]["change"] = json!("decrease");
        file["ratings"]["press"]["rationale"] = json!(["Papers were closed.[^report]"]);
    });
    changed.write_to(&repo.root);
    let fixed = repo.xtask(&["validate", "--fix", "--base", "HEAD", TODAY[0], TODAY[1]]);
    assert_eq!(fixed.code, 1, "{}{}", fixed.stdout, fixed.stderr);
    let mut file: Value = serde_json::from_str(&repo.read(FILE)).expect("JSON");
    let draft = |kind: &str, from: &str, to: &str| json!({ "kind": kind, "from": from, "to": to, "reason": "…", "note": "…" });
    let mut with_evidence = draft("rating", "strong", "fair");
    with_evidence["citations"] = json!([{ "source": "…" }]);
    assert_eq!(file["ratings"]["press"]["errata"], json!({ "2026-11-27": with_evidence }));
    let stated: Vec<&Value> = file["errata"].as_object().expect("a group").values().collect();
    assert_eq!(stated.len(), 2, "{stated:?}");
    assert!(
        stated.contains(&&draft("stated", "44", "38")) && stated.contains(&&draft("stated", "-6", "-12"))
    );
    // The source is told as open once, and nothing else is asked for in a later round.
    assert_eq!(fixed.stdout.matches("\"source\": \"…\"").count(), 1, "{}", fixed.stdout);
    assert!(!fixed.stdout.contains("[REF014]"), "{}", fixed.stdout);
    for errata in ["/errata", "/ratings/press/errata"] {
        for erratum in file.pointer_mut(errata).and_then(Value::as_object_mut).expect("errata").values_mut() {
            erratum["reason"] = json!("transcription");
            erratum["note"] = json!("The annex prints Fair.");
            erratum["citations"] = json!([{ "source": "document" }]);
        }
    }
    changed.edited(FILE, |it| *it = file).write_to(&repo.root);
    let written = repo.xtask(&["validate", "--base", "HEAD", TODAY[0], TODAY[1]]);
    assert_eq!(written.code, 0, "{}{}", written.stdout, written.stderr);
}
