//! No single slip that a contributor might make in the real dataset goes unseen, is misplaced, or is reported twice.

use format::tree::{Entry, EntryKind};
use serde_json::{Value, json};

use crate::support::program::folder;
use crate::support::{Judgement, State, run};

const Y2022: &str = "dataset/assessments/KHM/2022.json";
const Y2019: &str = "dataset/assessments/KHM/2019.json";

/// A slip: what it is called, the state with it, and the one thing that is reported: code, path, pointer and the
/// underlined text.
type Slip = (&'static str, State, (&'static str, &'static str, &'static str, &'static str));

fn set(path: &'static str, pointer: &'static str, value: Value) -> State {
    State::real().edited(path, |file| {
        *file.pointer_mut(pointer).unwrap_or_else(|| panic!("{path} has {pointer}")) = value;
    })
}

fn removed(path: &'static str, parent: &'static str, name: &'static str) -> State {
    State::real().edited(path, |file| {
        let parent = file.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object");
        assert!(parent.shift_remove(name).is_some());
    })
}

fn added(path: &'static str, parent: &'static str, name: &'static str, value: Value) -> State {
    State::real().edited(path, |file| {
        file.pointer_mut(parent)
            .and_then(Value::as_object_mut)
            .expect("an object")
            .insert(name.to_owned(), value);
    })
}

fn bytes(path: &str, change: impl FnOnce(&str) -> Vec<u8>) -> State {
    let mut state = State::real();
    let changed = change(state.text(path));
    state.files.insert(path.to_owned(), changed);
    state
}

fn slips_in_ratings() -> Vec<Slip> {
    let rating = "/ratings/equal-access-to-justice/rating";
    let change = "/ratings/equal-access-to-justice/change";
    vec![
        ("a misspelt rating", set(Y2022, rating, json!("waek")), ("SCH004", Y2022, rating, "\"waek\"")),
        (
            "a rating in other words",
            set(Y2022, rating, json!("Very Weak")),
            ("SCH004", Y2022, rating, "\"Very Weak\""),
        ),
        (
            "a dropped indicator",
            removed(Y2022, "/ratings", "equal-access-to-justice"),
            ("REF002", Y2022, "/ratings/equal-access-to-justice", "\"ratings\""),
        ),
        (
            "a rating moved one step, within the rounding",
            set(Y2022, "/ratings/rome-statute/rating", json!("strong")),
            ("EDN001", Y2022, "/ratings/rome-statute/rating", "\"strong\""),
        ),
        (
            "a rating moved one step up, within the rounding",
            set(Y2022, "/ratings/kigali-principles/rating", json!("weak")),
            ("EDN001", Y2022, "/ratings/kigali-principles/rating", "\"weak\""),
        ),
        (
            "a rating moved far",
            set(Y2022, rating, json!("very-strong")),
            ("EDN001", Y2022, rating, "\"very-strong\""),
        ),
        (
            "a rating lowered further than its direction",
            set(Y2022, rating, json!("very-weak")),
            ("EDN002", Y2022, rating, "\"very-weak\""),
        ),
        (
            "a wrong direction",
            set(Y2022, change, json!("increase")),
            ("EDN001", Y2022, change, "\"increase\""),
        ),
        (
            "a direction forgotten",
            removed(Y2022, "/ratings/equal-access-to-justice", "change"),
            ("EDN006", Y2022, "/ratings/equal-access-to-justice", "\"equal-access-to-justice\""),
        ),
        (
            "an edited 2019 rating",
            set(Y2019, rating, json!("strong")),
            ("EDN002", Y2019, rating, "\"strong\""),
        ),
        (
            "an edited 2019 rating that makes a decrease an increase",
            set(Y2019, rating, json!("very-weak")),
            ("EDN001", Y2019, rating, "\"very-weak\""),
        ),
        (
            "a direction in the baseline",
            added(Y2019, "/ratings/rome-statute", "change", json!("unchanged")),
            ("EDN005", Y2019, "/ratings/rome-statute/change", "\"unchanged\""),
        ),
        (
            "a rationale still to be written",
            set(Y2022, "/ratings/equal-access-to-justice/rationale", json!(["TODO"])),
            ("CIT034", Y2022, "/ratings/equal-access-to-justice/rationale/0", "\"TODO\""),
        ),
        (
            "a rationale of a reconstruction still to be written",
            added(Y2019, "/ratings/kigali-principles", "rationale", json!(["…"])),
            ("CIT034", Y2019, "/ratings/kigali-principles/rationale/0", "\"…\""),
        ),
        (
            "a year of a vote with two figures swapped",
            set(Y2022, "/ratings/leverage-existing-mechanisms/votes/A~1RES~175~1277/year", json!(2012)),
            ("CIT047", Y2022, "/ratings/leverage-existing-mechanisms/votes/A~1RES~175~1277/year", "2012"),
        ),
        (
            "a stated score off by one",
            set(Y2022, "/stated/score", json!(36)),
            ("SCO001", Y2022, "/stated/score", "36"),
        ),
        (
            "the stated score of 2019 off by one",
            set(Y2019, "/stated/score", json!(40)),
            ("SCO001", Y2019, "/stated/score", "40"),
        ),
        (
            "the previous score off by one",
            set(Y2022, "/stated/previous_score", json!(42)),
            ("SCO002", Y2022, "/stated/previous_score", "42"),
        ),
        (
            "the difference off by one",
            set(Y2022, "/stated/difference", json!(-5)),
            ("SCO003", Y2022, "/stated/difference", "-5"),
        ),
        (
            "a misspelt indicator",
            State::real().replaced(
                Y2022,
                "\"rome-statute\": {\n      \"rating\"",
                "\"rome-statut\": {\n      \"rating\"",
            ),
            ("REF001", Y2022, "/ratings/rome-statut", "\"rome-statut\""),
        ),
        (
            "an unknown field",
            added(Y2022, "/ratings/rome-statute", "confidence", json!("high")),
            ("SCH002", Y2022, "/ratings/rome-statute/confidence", "\"confidence\""),
        ),
        (
            "a misspelt field",
            State::real().edited(Y2022, |file| {
                let entry = file
                    .pointer_mut("/ratings/rome-statute")
                    .and_then(Value::as_object_mut)
                    .expect("an object");
                let rating = entry.shift_remove("rating").expect("a rating");
                entry.insert("ratng".to_owned(), rating);
            }),
            ("SCH002", Y2022, "/ratings/rome-statute/ratng", "\"ratng\""),
        ),
        ("a wrong edition", set(Y2022, "/edition", json!("2019")), ("SYN012", Y2022, "/edition", "\"2019\"")),
    ]
}

fn slips_in_citations() -> Vec<Slip> {
    let rationale = "/ratings/equal-access-to-justice/rationale/1";
    vec![
        (
            "a footnote called that is not there",
            removed(Y2022, "/ratings/equal-access-to-justice/footnotes", "judiciary"),
            ("CIT002", Y2022, rationale, "[^judiciary]"),
        ),
        (
            "a call misspelt",
            State::real().replaced(Y2022, "[^judiciary]", "[^judicary]"),
            ("CIT002", Y2022, rationale, "[^judicary]"),
        ),
        (
            "a footnote there and not called",
            State::real().replaced(Y2022, "[^judiciary]", ""),
            ("CIT003", Y2022, "/ratings/equal-access-to-justice/footnotes/judiciary", "\"judiciary\""),
        ),
        (
            "a source nobody cites",
            added(
                Y2022,
                "/sources",
                "zz-nobody",
                json!({
                    "type": "report",
                    "title": "Unread",
                    "author": [{ "literal": "Nobody" }],
                    "issued": { "date-parts": [[2020]] },
                    "URL": "https://nobody.example/unread"
                }),
            ),
            ("CIT004", Y2022, "/sources/zz-nobody", "\"zz-nobody\""),
        ),
        (
            "a source misspelt where it is cited",
            State::real().replaced(Y2022, "\"source\": \"icc-cambodia\"", "\"source\": \"icc-cambodai\""),
            (
                "REF003",
                Y2022,
                "/ratings/rome-statute/footnotes/rome-statute/citations/0/source",
                "\"icc-cambodai\"",
            ),
        ),
        (
            "a source removed",
            removed(Y2022, "/sources", "icc-cambodia"),
            (
                "REF003",
                Y2022,
                "/ratings/rome-statute/footnotes/rome-statute/citations/0/source",
                "\"icc-cambodia\"",
            ),
        ),
        (
            "a date removed",
            removed(Y2022, "/sources/niseiy-rohingya", "issued"),
            ("CIT005", Y2022, "/sources/niseiy-rohingya", "\"niseiy-rohingya\""),
        ),
    ]
}

fn slips_in_bytes() -> Vec<Slip> {
    let title = "\"title\": \"Troop and Police Contributors\"";
    let pointer = "/sources/un-peacekeeping-contributors/title";
    assert_eq!(State::real().text(Y2022).matches(title).count(), 1);
    vec![
        (
            "a duplicate key",
            State::real().replaced(Y2022, title, &format!("{title},\n      {title}")),
            ("SYN002", Y2022, pointer, "\"title\""),
        ),
        (
            "Windows line ends",
            bytes(Y2022, |text| text.replace('\n', "\r\n").into_bytes()),
            ("SYN005", Y2022, "", "\r"),
        ),
        (
            "a byte order mark",
            bytes(Y2022, |text| format!("\u{feff}{text}").into_bytes()),
            ("SYN004", Y2022, "", "\u{feff}"),
        ),
        (
            "bad UTF-8",
            bytes(Y2022, |text| {
                let at = text.find(title).expect("is there") + 11;
                let mut bytes = text.as_bytes().to_vec();
                bytes[at] = 0xff;
                bytes
            }),
            ("SYN003", Y2022, pointer, "\u{fffd}"),
        ),
        (
            "merge-conflict markers",
            State::real().replaced(
                Y2022,
                &format!("      {title},"),
                &format!("<<<<<<< HEAD\n      {title},\n=======\n      {title},\n>>>>>>> theirs"),
            ),
            ("SYN014", Y2022, "", "<<<<<<< HEAD"),
        ),
        (
            "a hidden bidirectional character",
            State::real().replaced(Y2022, title, &title.replace("Troop", "Troop\u{202e}")),
            ("SYN006", Y2022, pointer, "\u{202e}"),
        ),
        (
            "a terminal escape, written as an escape",
            State::real().replaced(Y2022, title, &title.replace("Troop", "Troop\\u001b[31m")),
            ("SYN006", Y2022, pointer, "\\u001b"),
        ),
        (
            "a terminal escape, as it is",
            State::real().replaced(Y2022, title, &title.replace("Troop", "Troop\u{1b}[31m")),
            ("SYN006", Y2022, pointer, "\u{1b}"),
        ),
        (
            "a comma forgotten",
            State::real().replaced(Y2022, &format!("{title},"), title),
            ("SYN001", Y2022, "", "\""),
        ),
        (
            "another layout",
            State::real().replaced(Y2022, &format!("      {title}"), &format!("\t{title}")),
            (
                "SYN008",
                Y2022,
                "/sources/un-peacekeeping-contributors",
                "\t\"title\": \"Troop and Police Contributors\",",
            ),
        ),
        (
            "5,000 nested brackets",
            bytes(Y2022, |_| "[".repeat(5000).into_bytes()),
            ("SYN009", Y2022, "", "["),
        ),
    ]
}

fn slips_in_files() -> Vec<Slip> {
    let copied = |to: &str| {
        let mut state = State::real();
        state.files.insert(to.to_owned(), state.files[Y2022].clone());
        state
    };
    let mut linked = State::real();
    linked.others.push(Entry { path: "dataset/countries.txt".into(), kind: EntryKind::SymbolicLink });
    vec![
        (
            "a stray file",
            copied("dataset/assessments/KHM/2022 (final).json"),
            ("SYN011", "dataset/assessments/KHM/2022 (final).json", "", ""),
        ),
        (
            "a misplaced file",
            copied("dataset/assessments/2022.json"),
            ("SYN011", "dataset/assessments/2022.json", "", ""),
        ),
        ("a symbolic link", linked, ("SYN013", "dataset/countries.txt", "", "")),
    ]
}

fn underlined(judgement: &Judgement) -> Vec<(&'static str, String, String, String)> {
    xtask::render::place::place(&judgement.tree, judgement.diagnostics())
        .iter()
        .map(|placed| {
            let spot = &placed.spot;
            let text = spot.excerpt.as_ref().map_or("", |excerpt| &excerpt.text[excerpt.range.clone()]);
            (placed.diagnostic.code, spot.path.to_string(), spot.pointer.to_string(), text.to_owned())
        })
        .collect()
}

#[test]
fn no_single_slip_goes_unseen_and_none_is_reported_twice() {
    let slips = [slips_in_ratings(), slips_in_citations(), slips_in_bytes(), slips_in_files()].concat();
    let mut wrong = Vec::new();
    for (name, state, (code, path, pointer, text)) in slips {
        let judgement = state.judged();
        let found = underlined(&judgement);
        if found != [(code, path.to_owned(), pointer.to_owned(), text.to_owned())] {
            wrong.push(format!("{name}: {found:#?}\n{}", judgement.human()));
        }
        // A link cannot be written everywhere; that one is refused by the program has a test of its own.
        if state.others.is_empty() && run(folder(&state).path(), &["validate"]).code != 1 {
            wrong.push(format!("{name}: the program does not end with 1"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn two_swapped_ratings_are_both_reported() {
    let (justice, statute) = ("/ratings/equal-access-to-justice/rating", "/ratings/rome-statute/rating");
    let judgement = State::real()
        .edited(Y2022, |file| {
            file["ratings"]["equal-access-to-justice"]["rating"] = json!("very-strong");
            file["ratings"]["rome-statute"]["rating"] = json!("weak");
        })
        .judged();
    let found: Vec<_> = judgement.places();
    let place = |pointer: &str| ("EDN001", Y2022.to_owned(), pointer.to_owned());
    assert_eq!(found, [place(statute), place(justice)], "{}", judgement.human());
}

#[test]
fn lines_and_columns_lead_to_the_slip() {
    let state = set(Y2022, "/ratings/equal-access-to-justice/rating", json!("waek"));
    let report = state.judged().json();
    let found = &report["diagnostics"][0];
    let line = state.text(Y2022).lines().position(|line| line.contains("\"waek\"")).expect("is there") + 1;
    assert_eq!(found["line"], json!(line));
    assert_eq!((&found["column"], &found["end_column"]), (&json!(17), &json!(23)));
    assert!(found["help"].as_str().expect("a text").contains("Did you mean \"weak\"?"));
}

/// The trial that the README walks through.
#[test]
fn a_rating_change_passes_once_all_that_hangs_on_it_is_changed() {
    let codes = |state: &State| -> Vec<&str> {
        state.judged().diagnostics().iter().map(|found| found.code).collect()
    };
    let lowered = set(Y2022, "/ratings/peacekeeping-contributions/rating", json!("weak"));
    assert_eq!(codes(&lowered), ["EDN001"]);
    let directed = lowered
        .edited(Y2022, |file| file["ratings"]["peacekeeping-contributions"]["change"] = json!("decrease"));
    assert_eq!(codes(&directed), ["SCO001"]);
    let restated = directed.edited(Y2022, |file| {
        file["stated"]["score"] = json!(34);
        file["stated"]["difference"] = json!(-7);
    });
    assert_eq!(codes(&restated), [] as [&str; 0]);
}

#[test]
fn one_unreadable_file_hides_nothing_of_the_others() {
    let mut state = set(Y2022, "/stated/score", json!(36));
    state.files.insert(Y2019.to_owned(), b"{".to_vec());
    let codes: Vec<&str> = state.judged().diagnostics().iter().map(|found| found.code).collect();
    assert_eq!(codes, ["SYN001", "SCO001"]);
}
