//! An edition or a country under another id: one thing with another name, not one that went and one that came.

use dataset::Dataset;
use diff::compare;
use serde_json::{Value, json};

use crate::support::histories::{History, XAA};
use crate::support::{State, run};

const EDITIONS: &str = "dataset/editions.json";
const COUNTRIES: &str = "dataset/countries.json";

/// A register with one id in the place of another, also where an edition names the one before it.
fn under(state: &State, register: &str, old: &str, new: &str) -> State {
    let root = if register == EDITIONS { "editions" } else { "countries" };
    state.clone().edited(register, |file| {
        let rename = |id: &str| if id == old { new.to_owned() } else { id.to_owned() };
        let entries = file[root].as_object().expect("an object").clone();
        let entries = entries.into_iter().map(|(id, mut entry)| {
            if let Some(previous) = entry["previous"].as_str() {
                entry["previous"] = json!(rename(previous));
            }
            (rename(&id), entry)
        });
        file[root] = entries.collect::<serde_json::Map<String, Value>>().into();
    })
}

/// The files of an edition and of a country under other paths.
fn files(state: &State, editions: (&str, &str), countries: (&str, &str)) -> State {
    let mut out = state.clone();
    for path in state.files.keys().filter(|path| path.starts_with("dataset/assessments/")) {
        let parts: Vec<&str> = path.trim_end_matches(".json").rsplit('/').collect();
        let rename =
            |id: &str, (old, new): (&str, &str)| if id == old { new.to_owned() } else { id.to_owned() };
        let (edition, country) = (rename(parts[0], editions), rename(parts[1], countries));
        let to = format!("dataset/assessments/{country}/{edition}.json");
        if to != *path {
            let file = out.files.remove(path).expect("is there");
            out.files.insert(to.clone(), file);
            out = out.edited(&to, |file| {
                file["country"] = json!(country);
                file["edition"] = json!(edition);
            });
        }
    }
    out
}

/// What is told of the registers between two states.
fn registers(before: &State, after: &State) -> Vec<String> {
    let (before, after) = (Dataset::load_to_compare(&before.tree()), Dataset::load_to_compare(&after.tree()));
    let diff = compare(&before, &after);
    let page = xtask::render::diff::page::page(&diff);
    page.registers.into_iter().map(|sentence| sentence.text).collect()
}

const EDITION: &str = "edition renamed: 2022 -> 2022-23";
const COUNTRY: &str = "country renamed: XBB -> XCC";

#[test]
fn an_edition_and_a_country_with_other_ids_are_renamed() {
    let base = State::base();
    let renamed = files(&base, ("2022", "2022-23"), ("XBB", "XCC"));
    let renamed = under(&under(&renamed, EDITIONS, "2022", "2022-23"), COUNTRIES, "XBB", "XCC");
    assert_eq!(registers(&base, &renamed), [EDITION, COUNTRY]);
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("renames", &["base"], "Rename", &renamed);
    history.check_out();
    for format in ["human", "markdown", "html"] {
        let told = run(history.path(), &["diff", "HEAD~1..HEAD", "--format", format]).stdout;
        let arrows = ["→", "-&gt;", "\\->", "-\\>"];
        let told = arrows.iter().fold(told, |told, arrow| told.replace(arrow, "->"));
        assert!(told.contains(EDITION) && told.contains(COUNTRY), "{format}: {told}");
        for claim in ["edition 2022", "country X", "previous"] {
            assert!(!told.contains(claim), "{format}, {claim}: {told}");
        }
    }
    let report: Value =
        serde_json::from_str(&run(history.path(), &["diff", "HEAD~1..HEAD", "--format", "json"]).stdout)
            .expect("JSON");
    let told = report["registers"].as_array().expect("a list").iter();
    let told: Vec<[&Value; 4]> =
        told.map(|it| [&it["manner"], &it["pointer"], &it["before"], &it["after"]]).collect();
    assert_eq!(
        told,
        [
            [&json!("renamed"), &json!("/editions/2022-23"), &json!("2022"), &json!("2022-23")],
            [&json!("renamed"), &json!("/countries/XCC"), &json!("XBB"), &json!("XCC")],
        ]
    );
    // Asked for by either code, it is told.
    for code in ["XBB", "XCC"] {
        let told = run(history.path(), &["diff", "HEAD~1..HEAD", "--country", code]).stdout;
        assert!(told.contains(COUNTRY) && told.contains("Beland (XCC), 2022 -> 2022-23"), "{code}: {told}");
        assert!(!told.contains("Aland"), "{told}");
    }
}

/// The files tell it where the entry was edited as well; an entry that is the same tells it where there is no file.
#[test]
fn an_id_is_known_by_its_files_or_by_its_entry() {
    let base = State::base();
    let titled =
        |state: State| state.edited(EDITIONS, |file| file["editions"]["2022-23"]["title"] = json!("Years"));
    let with_files = files(&base, ("2022", "2022-23"), ("", ""));
    let edited = titled(under(&with_files, EDITIONS, "2022", "2022-23"));
    assert_eq!(registers(&base, &edited), [EDITION, "edition 2022-23, title: Second -> Years"]);
    let third = under(&base, EDITIONS, "2025", "2026");
    assert_eq!(registers(&base, &third), ["edition renamed: 2025 -> 2026"]);
    assert_eq!(registers(&third, &base), ["edition renamed: 2026 -> 2025"]);
    // Neither: one went, and one came.
    let other = under(&base, EDITIONS, "2025", "2026")
        .edited(EDITIONS, |file| file["editions"]["2026"]["title"] = json!("Another"));
    let told = registers(&base, &other);
    assert_eq!(told, ["edition 2026 added: Another", "edition 2025 removed: Third"]);
    // Of two that are the same, neither.
    let twice = |state: State, one: &str, other: &str| {
        state.edited(EDITIONS, |file| {
            for id in [one, other] {
                file["editions"][id] = json!({ "title": "Same", "status": "open", "framework": "base-2019" });
            }
        })
    };
    let told = registers(&twice(base.clone(), "2030", "2031"), &twice(base.clone(), "2040", "2041"));
    assert!(told.len() == 4 && told.iter().all(|line| !line.contains("renamed")), "{told:?}");
    // An edition that follows another one now has changed.
    let other = base.clone().edited(EDITIONS, |file| {
        file["editions"].as_object_mut().expect("an object")["2019"]["previous"] = json!("2025");
    });
    assert_eq!(registers(&base, &other), ["edition 2019, previous added: 2025"]);
}

#[test]
fn a_changelog_credits_the_commit_that_renamed_and_the_one_that_edited() {
    let base = State::base();
    let titled =
        base.clone().edited(EDITIONS, |file| file["editions"]["2022"]["title"] = json!("The second"));
    let renamed = under(&files(&titled, ("2022", "2022-23"), ("", "")), EDITIONS, "2022", "2022-23");
    let noted = renamed.clone().edited(EDITIONS, |file| file["editions"]["2022-23"]["note"] = json!("Late."));
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("titles", &["base"], "Title", &titled);
    history.commit("renames", &["titles"], "Rename", &renamed);
    history.commit("notes", &["renames"], "Note", &noted);
    history.check_out();
    assert!(history.path().join(XAA.replace("2022", "2022-23")).is_file());
    let range = format!("{}..{}", history.id("base"), history.id("notes"));
    let told = history.named(&run(history.path(), &["changelog", &range]).stdout);
    for (line, commit) in [
        (EDITION, "renames"),
        ("edition 2022-23, title: Second -> The second", "titles"),
        ("edition 2022-23, note added: Late.", "notes"),
    ] {
        assert!(told.contains(&format!("- {line} (`<{commit}>`")), "{told}");
    }
}
