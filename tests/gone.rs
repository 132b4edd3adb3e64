//! What is gone or is called otherwise now: `history` and `diff` still name it, and put it in its place.

use serde_json::{Value, json};

use crate::support::histories::{History, XAA};
use crate::support::{State, run};

const EDITIONS: &str = "dataset/editions.json";
const COUNTRIES: &str = "dataset/countries.json";
const OLD: &str = "dataset/assessments/XBB/2022.json";

/// A state whose file has another path, and says so.
fn moved(state: &State, from: &str, country: &str, edition: &str) -> State {
    let mut state = state.clone();
    let file = state.files.remove(from).expect("is there");
    let to = format!("dataset/assessments/{country}/{edition}.json");
    state.files.insert(to.clone(), file);
    state.edited(&to, |file| {
        file["country"] = json!(country);
        file["edition"] = json!(edition);
    })
}

/// The register of editions with one taken out, or with another id in its place.
fn registered(state: &State, edition: &str, as_now: Option<&str>) -> State {
    state.clone().edited(EDITIONS, |file| {
        let old = file["editions"].as_object().expect("an object").clone();
        let rename = |id: &str| if id == edition { as_now.map(str::to_owned) } else { Some(id.to_owned()) };
        let new = old.into_iter().filter_map(|(id, mut entry)| {
            if let Some(previous) = entry["previous"].as_str() {
                entry["previous"] = json!(rename(previous));
            }
            Some((rename(&id)?, entry))
        });
        file["editions"] = new.collect::<serde_json::Map<String, Value>>().into();
    })
}

/// A country under another code, in the register too.
fn recoded(state: &State) -> State {
    let state = moved(state, "dataset/assessments/XBB/2019.json", "XCC", "2019");
    state.edited(COUNTRIES, |file| {
        let countries = file["countries"].as_object_mut().expect("an object");
        let country = countries.shift_remove("XBB").expect("is there");
        countries.insert("XCC".to_owned(), country);
    })
}

#[test]
fn an_edition_that_is_gone_stands_in_its_place() {
    let base = State::base();
    let mut with = base.clone();
    let third = "dataset/assessments/XAA/2025.json";
    with.files.insert(third.to_owned(), base.files[XAA].clone());
    let with = with.edited(third, |file| {
        file["edition"] = json!("2025");
        file["ratings"]["press"]["rating"] = json!("very-strong");
    });
    let mut without = registered(&with, "2022", None);
    without.files.remove(XAA);
    let mut kept = with.clone();
    kept.files.remove(XAA);
    // Whether the register still has it or not.
    for state in [without, kept] {
        let mut history = History::new();
        history.commit("base", &[], "Enter", &with);
        history.commit("after", &["base"], "Withdraw 2022", &state);
        history.check_out();
        let told = run(history.path(), &["history", "XAA", "press"]).stdout;
        assert!(
            told.contains("Through the editions: ▆·█  Strong, then no rating, then Very Strong\n"),
            "{told}"
        );
        let report: Value =
            serde_json::from_str(&run(history.path(), &["history", "XAA", "--format", "json"]).stdout)
                .expect("JSON");
        let editions = report["editions"].as_array().expect("a list").iter();
        let editions: Vec<&str> = editions.map(|it| it["edition"].as_str().expect("an id")).collect();
        assert_eq!(editions, ["2019", "2022", "2025"]);
    }
}

#[test]
fn an_old_edition_is_answered_under_the_new_one() {
    let base = State::base();
    let renamed = registered(&moved(&base, OLD, "XCC", "2022-23"), "2022", Some("2022-23"));
    let renamed = recoded(&moved(&renamed, XAA, "XAA", "2022-23"));
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("renames", &["base"], "Rename", &renamed);
    history.check_out();
    for (asked, now, line) in [
        ("XAA", "XAA", "2022 is called 2022-23 now."),
        ("XBB", "XCC", "XBB is called XCC now. 2022 is called 2022-23 now."),
    ] {
        let old = run(history.path(), &["history", asked, "press", "--edition", "2022"]);
        assert_eq!((old.code, old.stderr.as_str()), (0, ""));
        assert_eq!(old.stdout.lines().nth(1), Some(line));
        let new = run(history.path(), &["history", now, "press", "--edition", "2022-23"]).stdout;
        assert_eq!(old.stdout.replace(&format!("{line}\n"), ""), new);
        let json = run(history.path(), &["history", asked, "--edition", "2022", "--format", "json"]).stdout;
        let report: Value = serde_json::from_str(&json).expect("JSON");
        let renamed = report["renamed"].as_array().expect("a list");
        assert_eq!(renamed.last(), Some(&json!({ "asked": "2022", "now": "2022-23" })));
    }
    let never = run(history.path(), &["history", "XAA", "press", "--edition", "2021"]);
    assert_eq!(never.code, 2);
    assert!(never.stderr.contains("in an edition \"2021\"; there are: 2019, 2022-23"), "{}", never.stderr);
}

#[test]
fn a_country_that_is_gone_keeps_its_names() {
    let base = State::base();
    let mut without = base.clone();
    without.files.retain(|path, _| !path.contains("/XBB/"));
    let without = without.edited(COUNTRIES, |file| {
        file["countries"].as_object_mut().expect("an object").remove("XBB");
    });
    // The register of editions may still lead to the instrument, or not.
    let mut bare = without.clone();
    for edition in ["2019", "2022"] {
        bare = registered(&bare, edition, None);
    }
    for state in [without, bare] {
        let mut history = History::new();
        history.commit("base", &[], "Enter", &base);
        history.commit("goes", &["base"], "Take Beland out", &state);
        history.commit("later", &["goes"], "Something else", &state);
        history.check_out();
        let told = run(history.path(), &["history", "XBB", "press"]).stdout;
        assert!(told.starts_with("Beland (XBB): Keep the press free\n"), "{told}");
        let table = run(history.path(), &["history", "XBB"]).stdout;
        assert!(table.starts_with("Beland (XBB)\n") && table.contains("Keep the press free"), "{table}");
        let diff = run(history.path(), &["diff", "HEAD~2..HEAD"]).stdout;
        assert!(diff.contains("Beland (XBB) 2022: removed"), "{diff}");
        let changelog = run(history.path(), &["changelog", "HEAD~2..HEAD"]).stdout;
        assert!(changelog.contains("## Beland (XBB)"), "{changelog}");
    }
}
