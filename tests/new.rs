//! The command `new`: what it writes, what the checks say of that, and when it writes nothing.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::program::folder;
use crate::support::{Judgement, Run, State, run};

const EDITIONS: &str = "dataset/editions.json";
const SOURCE: &str = "dataset/assessments/XAA/2022.json";
const DRAFT: &str = "dataset/assessments/XAA/2025.json";

/// The real dataset with an edition that is open; it is the test's own.
fn real_with_an_open_edition() -> State {
    State::real().edited(EDITIONS, |file| {
        file["editions"]["2030"] =
            json!({ "title": "A test", "status": "open", "framework": "apr2p-2019", "previous": "2022" });
    })
}

fn written(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("the draft is there")
}

/// The state with the file that a command wrote.
fn with_file(mut state: State, path: &str, text: &str) -> State {
    state.files.insert(path.to_owned(), text.as_bytes().to_vec());
    state
}

/// What was found, as codes and places.
fn found(judgement: &Judgement) -> Vec<(&'static str, String)> {
    judgement.all_places().into_iter().map(|(code, _, pointer)| (code, pointer)).collect()
}

fn confirm(file: &mut Value, indicator: &str) {
    file["ratings"][indicator].as_object_mut().expect("an entry").shift_remove("carried");
}

#[test]
fn a_carried_draft_says_what_is_left_to_confirm_and_no_more() {
    let state = State::base();
    let folder = folder(&state);
    let made = run(folder.path(), &["new", "XAA", "2025", "--from", "2022"]);
    assert_eq!(made.code, 0, "{made:?}");
    insta::assert_snapshot!(made.stdout, @r"
wrote dataset/assessments/XAA/2025.json: 4 indicators carried over from 2022, to be confirmed.
Next: cargo xtask validate dataset/assessments/XAA/2025.json
");
    insta::assert_snapshot!(made.stderr, @r"
sources left out, because no entry that was carried over cites them: document
fields left out, because they are about the earlier edition as a whole: document, stated
");
    let draft = written(folder.path(), DRAFT);
    insta::assert_snapshot!(draft);
    let checked = run(folder.path(), &["validate", DRAFT]);
    assert_eq!(checked.code, 0, "what is left to confirm is no problem");
    insta::assert_snapshot!(checked.stdout, @r"
1 file checked (1 assessment of 1 country): no problems; 4 open points in drafts.
XAA 2025: 4 of 4 rated, 0 confirmed; to do:
  not confirmed (4): courts, police, press, schools
To list each open point with its place: cargo xtask validate --open-points
");
    let mut state = with_file(state, DRAFT, &draft);
    for left in
        [&["courts", "police", "press", "schools"][..], &["police", "press", "schools"], &["press"], &[]]
    {
        state = state.edited(DRAFT, |file| {
            for indicator in ["courts", "police", "press", "schools"] {
                if !left.contains(&indicator) {
                    confirm(file, indicator);
                }
            }
        });
        let expected: Vec<_> =
            left.iter().map(|indicator| ("EDN008", format!("/ratings/{indicator}/carried"))).collect();
        assert_eq!(found(&state.judged()), expected);
    }
}

#[test]
fn everything_of_an_entry_is_carried_but_for_what_is_of_its_edition() {
    let folder = folder(&real_with_an_open_edition());
    let made = run(folder.path(), &["new", "cambodia", "2030", "--from", "2022"]);
    assert_eq!(made.code, 0, "{made:?}");
    let path = "dataset/assessments/KHM/2030.json";
    let draft: Value = serde_json::from_str(&written(folder.path(), path)).expect("JSON");
    let source: Value =
        serde_json::from_str(&written(folder.path(), "dataset/assessments/KHM/2022.json")).expect("JSON");
    let mut expected = source.clone();
    for entry in expected["ratings"].as_object_mut().expect("entries").values_mut() {
        entry["carried"] = json!("2022");
        entry["change"] = json!("unchanged");
    }
    expected["edition"] = json!("2030");
    expected["status"] = json!("draft");
    for field in ["document", "stated", "overview", "remarks", "exceptions"] {
        expected.as_object_mut().expect("an object").shift_remove(field).expect("was there");
    }
    expected["sources"].as_object_mut().expect("sources").shift_remove("apr2p-2022-khm").expect("was there");
    assert_eq!(draft, expected);
}

/// Thirty-one exceptions of the annex are not carried over; each comes back once the entry that it is about is confirmed.
#[test]
fn what_the_earlier_edition_excused_is_said_when_an_entry_is_confirmed() {
    let state = real_with_an_open_edition();
    let folder = folder(&state);
    assert_eq!(run(folder.path(), &["new", "KHM", "2030", "--from", "2022"]).code, 0);
    let path = "dataset/assessments/KHM/2030.json";
    let carried = with_file(state, path, &written(folder.path(), path));
    let codes = |state: &State| -> Vec<&'static str> {
        state.judged().all_places().iter().map(|(code, ..)| *code).collect()
    };
    assert_eq!(codes(&carried), vec!["EDN008"; 36]);

    let one = carried.clone().edited(path, |file| confirm(file, "kigali-principles"));
    let mut expected = vec!["EDN008"; 35];
    expected.push("CIT001");
    let mut said = codes(&one);
    said.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(said, expected, "its rationale calls no footnote, and now that counts");

    let all = carried.clone().edited(path, |file| {
        let entries = file["ratings"].as_object_mut().expect("entries");
        for entry in entries.values_mut() {
            entry.as_object_mut().expect("an entry").shift_remove("carried");
        }
    });
    let judgement = all.judged();
    let carried = carried.judged();
    let excused = carried.validation.excepted.iter().filter_map(|excepted| excepted.diagnostic());
    let sources_and_entries = excused.filter(|found| !found.code.starts_with("EVI"));
    for before in sources_and_entries.filter(|found| found.code != "CIT011") {
        let is_said = judgement.all_places().iter().any(|(code, file, pointer)| {
            (*code, file.as_str(), Some(pointer.as_str()))
                == (before.code, path, before.location.pointer().map(|pointer| pointer.as_str()))
        });
        assert!(is_said, "{} {:?}", before.code, before.location.pointer());
    }
}

#[test]
fn a_source_that_a_confirmed_entry_cites_as_well_is_judged() {
    let folder = folder(&State::base());
    assert_eq!(run(folder.path(), &["new", "XAA", "2025", "--from", "2022"]).code, 0);
    let undated = with_file(State::base(), DRAFT, &written(folder.path(), DRAFT)).edited(DRAFT, |file| {
        file["sources"]["report-2022"].as_object_mut().expect("a source").shift_remove("issued");
    });
    let of_source =
        |state: &State| found(&state.judged()).into_iter().filter(|(code, _)| *code == "CIT005").count();
    assert_eq!(of_source(&undated), 0, "every entry that cites it is still to be confirmed");
    assert_eq!(of_source(&undated.edited(DRAFT, |file| confirm(file, "courts"))), 1);
}

#[test]
fn an_empty_draft_asks_for_everything() {
    let folder = folder(&State::base());
    let made = run(folder.path(), &["new", "aland", "2025"]);
    assert_eq!(made.code, 0, "{made:?}");
    insta::assert_snapshot!(made.stdout, @r"
wrote dataset/assessments/XAA/2025.json: 4 indicators, none of them filled in yet.
Next: cargo xtask validate dataset/assessments/XAA/2025.json
");
    insta::assert_snapshot!(made.stderr, @"XAA was assessed in 2022. To begin from that instead, delete dataset/assessments/XAA/2025.json and run: cargo xtask new XAA 2025 --from 2022");
    let draft = written(folder.path(), DRAFT);
    insta::assert_snapshot!(draft, @r#"
{
  "$schema": "../../../schema/assessment.schema.json",
  "country": "XAA",
  "edition": "2025",
  "status": "draft",
  "ratings": {
    "courts": {},
    "police": {},
    "press": {},
    "schools": {}
  },
  "sources": {}
}
"#);
    let found = found(&with_file(State::base(), DRAFT, &draft).judged());
    let expected: Vec<_> = ["courts", "police", "press", "schools"]
        .iter()
        .flat_map(|id| {
            [("CIT007", ""), ("EDN006", ""), ("SCH001", "/rating")]
                .map(|(code, field)| (code, format!("/ratings/{id}{field}")))
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_country_without_an_assessment_gets_its_folder() {
    let mut state = State::base();
    state.files.retain(|path, _| !path.contains("/XBB/"));
    let folder = folder(&state);
    let made = run(folder.path(), &["new", "XBB", "2025"]);
    assert_eq!(
        (made.code, made.stderr.as_str()),
        (0, ""),
        "nothing can be carried, and nothing is said of it"
    );
    assert!(folder.path().join("dataset/assessments/XBB/2025.json").is_file());
}

/// Two editions back, the direction is the one that the two ratings make, and the instrument may have changed.
#[test]
fn what_is_carried_fits_the_new_edition() {
    let state = State::base().edited("dataset/frameworks/base-2019.json", |file| {
        file["id"] = json!("base-2025");
        file["indicators"].as_object_mut().expect("indicators").shift_remove("schools");
        file["indicators"]["libraries"] =
            json!({ "area": file["indicators"]["courts"]["area"], "title": "Keep libraries" });
    });
    let framework = state.files["dataset/frameworks/base-2019.json"].clone();
    let mut state = State::base();
    state.files.insert("dataset/frameworks/base-2025.json".to_owned(), framework);
    let state = state.edited(EDITIONS, |file| file["editions"]["2025"]["framework"] = json!("base-2025"));
    let folder = folder(&state);
    let made = run(folder.path(), &["new", "XAA", "2025", "--from", "2019"]);
    assert_eq!(made.code, 0, "{made:?}");
    insta::assert_snapshot!(made.stdout, @r"
wrote dataset/assessments/XAA/2025.json: 3 indicators carried over from 2019, to be confirmed, and 1 new one to fill in.
Next: cargo xtask validate dataset/assessments/XAA/2025.json
");
    insta::assert_snapshot!(made.stderr, @r"
indicators left out, because the framework of the new edition does not have them: schools
sources left out, because no entry that was carried over cites them: document-2019
fields left out, because they are about the earlier edition as a whole: document, stated
");
    let draft = written(folder.path(), DRAFT);
    let entries: Value = serde_json::from_str(&draft).expect("JSON");
    let told: Vec<(&str, &Value, &Value)> = entries["ratings"]
        .as_object()
        .expect("entries")
        .iter()
        .map(|(id, entry)| (id.as_str(), &entry["carried"], &entry["change"]))
        .collect();
    let (from, none) = (json!("2019"), Value::Null);
    let (up, same) = (json!("increase"), json!("unchanged"));
    assert_eq!(
        told,
        [
            ("courts", &from, &up),
            ("police", &from, &same),
            ("press", &from, &same),
            ("libraries", &none, &none)
        ]
    );
    let judgement = with_file(state, DRAFT, &draft).judged();
    let of_draft = |(_, file, _): &&(&str, String, String)| file == DRAFT;
    let codes: Vec<&str> = judgement.all_places().iter().filter(of_draft).map(|(code, _, _)| *code).collect();
    assert_eq!(codes, ["EDN008", "EDN008", "EDN008", "CIT007", "SCH001"]);
}

/// A refusal: exit code 2, nothing on standard output, and every file as it was.
fn refused(state: &State, arguments: &[&str]) -> String {
    let folder = folder(state);
    let Run { code, stdout, stderr } = run(folder.path(), arguments);
    assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}: {stderr}");
    let after = format::tree::Tree::folder(folder.path()).expect("a folder");
    let paths: Vec<&str> = after.entries().iter().map(|entry| &*entry.path).collect();
    assert_eq!(paths, state.files.keys().collect::<Vec<_>>(), "{arguments:?}");
    for (path, bytes) in &state.files {
        assert_eq!(&*after.read(path).expect("a file"), bytes.as_slice(), "{arguments:?}: {path}");
    }
    stderr
}

#[test]
fn what_cannot_be_begun_is_refused_with_what_to_do() {
    let base = State::base();
    insta::assert_snapshot!(refused(&base, &["new", "XAA", "2026"]), @r#"error: there is no edition "2026" in dataset/editions.json; did you mean 2022? If it is a new edition, begin it with: cargo xtask edition open 2026 --from 2025"#);
    insta::assert_snapshot!(refused(&base, &["new", "XAA", "next"]), @r#"error: there is no edition "next" in dataset/editions.json; begin it with: cargo xtask edition open ID --from 2025"#);
    insta::assert_snapshot!(refused(&base, &["new", "XAA", "../../2025"]), @r#"error: there is no edition "../../2025" in dataset/editions.json; did you mean 2025? If it is a new edition, begin it with: cargo xtask edition open ID --from 2025"#);
    insta::assert_snapshot!(refused(&base, &["new", "XAA", "2022"]), @"error: the edition 2022 is closed, so no draft can be begun in it; open: 2025");
    insta::assert_snapshot!(refused(&State::real(), &["new", "KHM", "2022"]), @r#"error: the edition 2022 is closed, so no draft can be begun in it; no edition is open; begin one with: cargo xtask edition open ID --from 2022"#);
    insta::assert_snapshot!(refused(&base, &["new", "XAB", "2025"]), @r#"error: "XAB" is not in dataset/countries.json; did you mean XAA? If it is another country, add it there under its ISO 3166-1 alpha-3 code, with its names and who uses each"#);
    insta::assert_snapshot!(refused(&base, &["new", "Atlantis", "2025"]), @r#"error: "Atlantis" is not in dataset/countries.json; add it there under its ISO 3166-1 alpha-3 code, with its names and who uses each"#);
}

#[test]
fn what_cannot_be_carried_is_refused_with_what_to_do() {
    let base = State::base();
    insta::assert_snapshot!(refused(&base, &["new", "XAA", "2025", "--from", "2021"]), @r#"error: there is no assessment of XAA in an edition "2021"; there are: 2019, 2022"#);
    let mut no_beland = base.clone();
    no_beland.files.retain(|path, _| !path.contains("/XBB/"));
    insta::assert_snapshot!(refused(&no_beland, &["new", "XBB", "2025", "--from", "2022"]), @"error: XBB has not been assessed yet, so there is nothing to carry over; leave out --from");
    let later = base
        .clone()
        .edited(EDITIONS, |file| {
            file["editions"]["2030"] =
                json!({ "title": "Fourth", "status": "open", "framework": "base-2019", "previous": "2025" });
        })
        .edited(SOURCE, |file| file["edition"] = json!("2030"));
    let later = with_file(base.clone(), EDITIONS, later.text(EDITIONS))
        .files
        .into_iter()
        .chain([("dataset/assessments/XAA/2030.json".to_owned(), later.files[SOURCE].clone())]);
    let later = State { files: later.collect(), others: Vec::new() };
    insta::assert_snapshot!(refused(&later, &["new", "XAA", "2025", "--from", "2030"]), @"error: 2030 does not come before 2025 in dataset/editions.json; only an earlier edition can be carried over");
}

#[test]
fn nothing_is_made_from_a_file_that_has_lost_something() {
    let base = State::base();
    let misspelt = |path: &str, field: &str| base.clone().edited(path, |file| file[field] = json!("odd"));
    let from = ["new", "XAA", "2025", "--from", "2022"];
    insta::assert_snapshot!(refused(&misspelt(SOURCE, "contry"), &from), @"error: dataset/assessments/XAA/2022.json has errors and cannot be read completely; fix them first: cargo xtask validate dataset/assessments/XAA/2022.json");
    insta::assert_snapshot!(refused(&with_file(base.clone(), SOURCE, "{"), &from), @"error: dataset/assessments/XAA/2022.json has errors and cannot be read completely; fix them first: cargo xtask validate dataset/assessments/XAA/2022.json");
    insta::assert_snapshot!(refused(&misspelt(EDITIONS, "edition"), &from), @"error: dataset/editions.json has errors and cannot be read completely; fix them first: cargo xtask validate dataset/editions.json");
    insta::assert_snapshot!(refused(&misspelt("dataset/countries.json", "country"), &from), @"error: dataset/countries.json has errors and cannot be read completely; fix them first: cargo xtask validate dataset/countries.json");
    insta::assert_snapshot!(refused(&misspelt("dataset/frameworks/base-2019.json", "name"), &from), @"error: dataset/frameworks/base-2019.json has errors and cannot be read completely; fix them first: cargo xtask validate dataset/frameworks/base-2019.json");
    let mut without = base.clone();
    without.files.remove("dataset/frameworks/base-2019.json");
    insta::assert_snapshot!(refused(&without, &["new", "XAA", "2025"]), @"error: dataset/frameworks/base-2019.json is missing, and a draft cannot be made without it");
}

#[test]
fn what_is_there_is_never_overwritten() {
    let state = with_file(State::base(), DRAFT, "whatever somebody has begun to write");
    insta::assert_snapshot!(refused(&state, &["new", "XAA", "2025", "--from", "2022"]), @"error: dataset/assessments/XAA/2025.json is there already, and is never overwritten; go on with it, or delete it first");
    insta::assert_snapshot!(refused(&state, &["new", "XAA", "2025"]), @"error: dataset/assessments/XAA/2025.json is there already, and is never overwritten; go on with it, or delete it first");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_way_is_not_followed() {
    let mut state = State::base();
    state.files.retain(|path, _| !path.contains("/XBB/"));
    let (folder, elsewhere) = (folder(&state), tempfile::tempdir().expect("a folder"));
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("dataset/assessments/XBB"))
        .expect("a link");
    let run = run(folder.path(), &["new", "XBB", "2025"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(run.stderr, @"error: dataset/assessments/XBB is in the way: a folder belongs there, and it is none");
    assert_eq!(fs::read_dir(elsewhere.path()).expect("a folder").count(), 0);
}
