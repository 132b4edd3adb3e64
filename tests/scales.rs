//! Other scales than the five levels of 2019, as data: four levels, seven levels, other words for the same.

use serde_json::{Value, json};

use crate::comparable::third_edition;
use crate::instruments::LATER;
use crate::support::program::{commit, folder};
use crate::support::{Run, State, run};

const FRAMEWORK: &str = "dataset/frameworks/base-2019.json";
const EARLIER: &str = "dataset/assessments/XAA/2022.json";

const FOUR: [(&str, &str, u32); 4] = [
    ("full", "In full", 3),
    ("partial", "In part", 2),
    ("begun", "Begun only", 1),
    ("none", "Not at all", 0),
];
const SEVEN: [(&str, &str, u32); 7] = [
    ("seven", "Level 7", 60),
    ("six", "Level 6", 50),
    ("five", "Level 5", 40),
    ("four", "Level 4", 30),
    ("three", "Level 3", 20),
    ("two", "Level 2", 10),
    ("one", "Level 1", 0),
];

fn parsed(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|why| panic!("{why}: {}{}", run.stdout, run.stderr))
}

fn scale(levels: &[(&str, &str, u32)]) -> Value {
    let level = |(id, title, points): &(&str, &str, u32)| {
        ((*id).to_owned(), json!({ "title": title, "points": points }))
    };
    Value::Object(levels.iter().map(level).collect())
}

/// Rates courts, police, press and schools.
fn rated(file: &mut Value, ratings: [&str; 4]) {
    for (id, rating) in ["courts", "police", "press", "schools"].into_iter().zip(ratings) {
        file["ratings"][id]["rating"] = json!(rating);
    }
}

/// The small repository with four levels throughout.
fn of_four() -> State {
    let paths: Vec<String> =
        State::base().files.keys().filter(|path| path.contains("/assessments/")).cloned().collect();
    let mut state = State::base().edited(FRAMEWORK, |file| file["scale"] = scale(&FOUR));
    for path in paths {
        state = state.edited(&path, |file| {
            file.as_object_mut().expect("an object").remove("stated");
            rated(file, ["full", "partial", "begun", "none"]);
            for entry in file["ratings"].as_object_mut().expect("an object").values_mut() {
                if !entry["change"].is_null() {
                    entry["change"] = json!("unchanged");
                }
            }
        });
    }
    state
}

/// The small repository where the edition of 2025 rates on seven levels, and the others on five.
fn then_seven() -> State {
    third_edition(|file| file["scale"] = scale(&SEVEN)).edited(LATER, |file| {
        file["status"] = json!("original");
        rated(file, ["seven", "five", "two", "one"]);
    })
}

#[test]
fn four_levels_are_judged_scored_and_told() {
    let state = of_four();
    let base = folder(&state);
    let judged = run(base.path(), &["validate", "--today", "2025-12-31"]);
    assert_eq!(judged.code, 0, "{}", judged.stdout);
    let sheet = &parsed(&run(base.path(), &["score", "XAA", "2022", "--explain", "--format", "json"]))[0];
    let computed =
        json!({ "method": "sum-of-points", "points": 6, "most_points": 12, "hundredths": 5000, "score": 50 });
    assert_eq!(sheet["computed"], computed);
    assert_eq!(sheet["indicators"][1]["rating"], json!("partial"));
    let explained = run(base.path(), &["score", "XAA", "2022", "--explain"]).stdout;
    for title in ["In full", "In part", "Begun only", "Not at all", "6 of 12 = 50.00 -> 50"] {
        assert!(explained.contains(title), "{title}: {explained}");
    }
    for format in ["human", "html", "markdown"] {
        let shown = run(base.path(), &["show", "XAA", "2022", "--format", format]).stdout;
        assert!(
            shown.contains("In full") && shown.contains("Not at all") && !shown.contains("Very"),
            "{shown}"
        );
    }

    let fallen = state.edited(EARLIER, |file| rated(file, ["begun", "partial", "begun", "none"]));
    let base = folder(&fallen);
    let diff = run(base.path(), &["diff", "XAA", "2019", "2022"]).stdout;
    assert!(diff.contains("1 up, ") || diff.contains("0 up, 1 down"), "{diff}");
    assert!(diff.contains("-2") && diff.contains("In full") && diff.contains("Begun only"), "{diff}");
    let changelog = run(base.path(), &["changelog", "--editions", "2019", "2022"]).stdout;
    assert!(changelog.contains("**In full -> Begun only (-2)**"), "{changelog}");
    let report = parsed(&run(base.path(), &["validate", "--format", "json", "--today", "2025-12-31"]));
    let codes: Vec<&str> = report["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|found| found["pointer"].as_str().is_some_and(|it| it.contains("courts")))
        .filter_map(|found| found["code"].as_str())
        .filter(|code| code.starts_with("EDN"))
        .collect();
    assert_eq!(codes, ["EDN001"], "the direction says unchanged");
    commit(base.path());
    let history = run(base.path(), &["history", "XAA"]).stdout.replace("\n  ", " ");
    assert!(history.contains("▁ Not at all, ▃ Begun only, ▆ In part, █ In full, · no rating"), "{history}");
}

/// The ratings before the commit that renames the edition are told as well, for all indicators and for one.
#[test]
fn an_edition_renamed_with_its_own_scale_keeps_its_ratings_in_history() {
    let before = then_seven();
    let base = folder(&before);
    commit(base.path());
    let moved = before.edited(LATER, |file| rated(file, ["six", "five", "two", "one"]));
    moved.write_to(base.path());
    commit(base.path());
    let renamed = moved.edited("dataset/editions.json", |file| {
        let editions = file["editions"].as_object_mut().expect("an object");
        let edition = editions.remove("2025").expect("an edition");
        editions.insert("2025-26".to_owned(), edition);
    });
    let mut renamed = renamed.edited(LATER, |file| file["edition"] = json!("2025-26"));
    let file = renamed.files.remove(LATER).expect("the file");
    renamed.files.insert(LATER.replace("2025", "2025-26"), file);
    std::fs::remove_file(base.path().join(LATER)).expect("the file is there");
    renamed.write_to(base.path());
    commit(base.path());
    let one = run(base.path(), &["history", "XAA", "courts", "--format", "json"]).stdout;
    assert!(one.matches("\"seven\"").count() >= 2 && one.contains("\"six\""), "{one}");
    let all = parsed(&run(base.path(), &["history", "XAA", "--format", "json"]));
    let moved: Vec<(&Value, &Value)> = all["indicators"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|line| (&line["indicator"], &line["rating_changes"]))
        .filter(|(_, count)| **count != json!(0))
        .collect();
    assert_eq!(moved, [(&json!("courts"), &json!(1))]);
    let told = run(base.path(), &["history", "XAA", "courts"]).stdout;
    assert!(told.contains("Level 7 -> Level 6 (-1)"), "{told}");
}

#[test]
fn a_word_that_the_scale_has_not_is_told_with_what_it_has() {
    let told = |state: &State| run(folder(state).path(), &["validate", EARLIER]).stdout;
    let slip = of_four().edited(EARLIER, |file| file["ratings"]["press"]["rating"] = json!("patrial"));
    let found = told(&slip);
    let place =
        State::base().text(EARLIER).lines().position(|line| line.contains("\"press\"")).expect("a line");
    for part in [
        "error[SCH004]: \"patrial\" is not a value that \"rating\" can have".to_owned(),
        "Did you mean \"partial\"? The values are: \"full\", \"partial\", \"begun\", \"none\".".to_owned(),
    ] {
        assert!(found.contains(&part), "{part}: {found}");
    }
    assert!(place > 0 && found.contains(&format!("--> {EARLIER}:")) && found.contains(":17\n"), "{found}");
    // A word of the five is none of the four.
    let foreign = of_four().edited(EARLIER, |file| file["ratings"]["press"]["rating"] = json!("very-weak"));
    assert!(told(&foreign).contains("\"very-weak\" is not a value that \"rating\" can have"));
    // Of a scale that cannot be read nobody knows what it has, and that is told once, where it is.
    let damaged = of_four().edited(FRAMEWORK, |file| file["scale"]["begun"] = json!("Begun"));
    let report =
        parsed(&run(folder(&damaged).path(), &["validate", "--format", "json", "--today", "2025-12-31"]));
    let all = report["diagnostics"].as_array().expect("a list");
    let of_values = all.iter().filter(|found| found["code"] == json!("SCH004"));
    assert_eq!(of_values.map(|found| found["path"].clone()).collect::<Vec<_>>(), [FRAMEWORK; 0]);
}

/// The order of levels is that of their points, wherever they stand in the file.
#[test]
fn points_say_which_level_is_higher() {
    let turned = of_four().edited(FRAMEWORK, |file| {
        let mut levels = FOUR;
        levels.reverse();
        file["scale"] = scale(&levels);
    });
    let fallen = |state: State| {
        let state = state.edited(EARLIER, |file| rated(file, ["begun", "partial", "begun", "full"]));
        run(folder(&state).path(), &["diff", "XAA", "2019", "2022", "--format", "json"])
    };
    assert_eq!(parsed(&fallen(turned)), parsed(&fallen(of_four())));
}

#[test]
fn nothing_is_compared_between_two_scales() {
    let base = folder(&then_seven());
    let judged = parsed(&run(base.path(), &["validate", "--format", "json", "--today", "2025-12-31"]));
    let all = judged["diagnostics"].as_array().expect("a list");
    let of_moves: Vec<&Value> = all
        .iter()
        .filter(|found| {
            found["path"] == json!(LATER) && found["code"].as_str().is_some_and(|it| it.starts_with("EDN"))
        })
        .collect();
    assert!(of_moves.is_empty(), "{of_moves:#?}");
    for (from, to) in [("2022", "2025"), ("2025", "2022")] {
        for format in ["human", "markdown", "html"] {
            let told =
                run(base.path(), &["diff", "XAA", from, to, "--format", format]).stdout.replace("\n  ", " ");
            let told = told.replace('\n', " ");
            assert!(
                told.contains("neither their ratings nor their scores can be compared"),
                "{format}: {told}"
            );
            assert!(
                told.contains("no rating can be compared: the two do not have the same rating scale"),
                "{told}"
            );
            for claim in ["▲", "▼", " up, ", "rating: ", "ratings changed"] {
                assert!(!told.contains(claim), "{format}, {claim}: {told}");
            }
        }
        let report = parsed(&run(base.path(), &["diff", "XAA", from, to, "--format", "json"]));
        let of_aland = &report["assessments"][0];
        assert_eq!(of_aland["ratings"], json!([]));
        let summary = &of_aland["summary"];
        assert_eq!((&summary["rated"], &summary["other_scale"]), (&json!(0), &json!(4)));
        assert_eq!((&summary["points"], &summary["not_comparable"]), (&Value::Null, &json!("scale")));
        let changes = of_aland["changes"].as_array().expect("a list");
        assert!(changes.iter().all(|change| change["what"] != json!("rating")), "{changes:#?}");
    }
    let changelog = run(base.path(), &["changelog", "--editions", "2022", "2025", "--country", "XAA"]).stdout;
    assert!(
        changelog.contains("neither their ratings nor their scores") && !changelog.contains("(+"),
        "{changelog}"
    );
    let table = run(base.path(), &["score", "XAA"]).stdout;
    assert!(table.contains(
        "The scores of 2022 and 2025 cannot be compared: the two do not have the same rating scale."
    ));
    commit(base.path());
    let history = run(base.path(), &["history", "XAA"]).stdout;
    assert!(history.contains("Level 7") && history.contains("Very Strong"), "{history}");
    let one = run(base.path(), &["history", "XAA", "courts"]).stdout;
    assert!(one.contains("Level 7"), "{one}");
}

#[test]
fn a_commit_that_moves_an_edition_to_another_scale_tells_no_rise_and_no_fall() {
    use crate::support::histories::History;
    let mut history = History::new();
    history.commit("first", &[], "Enter", &State::base());
    history.commit("second", &["first"], "Rate on four levels", &of_four());
    let told = run(history.path(), &["diff", "HEAD~1..HEAD", "--country", "XAA", "--format", "json"]);
    for of in parsed(&told)["assessments"].as_array().expect("a list") {
        assert_eq!((&of["ratings"], &of["summary"]["other_scale"]), (&json!([]), &json!(4)));
        let moves = of["changes"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|change| change["what"] == json!("rating"));
        assert!(moves.clone().all(|change| change["steps"].is_null()), "{of:#}");
    }
}

#[test]
fn a_draft_carries_reasons_and_no_level_of_another_scale() {
    let mut state = then_seven();
    state.files.remove(LATER);
    let base = folder(&state);
    let made = run(base.path(), &["new", "XAA", "2025", "--from", "2022"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    assert!(made.stderr.contains("the scale of the new edition is another"), "{}", made.stderr);
    let text = std::fs::read_to_string(base.path().join(LATER)).expect("the draft");
    let draft: Value = serde_json::from_str(&text).expect("JSON");
    for entry in draft["ratings"].as_object().expect("an object").values() {
        assert!(
            entry["rating"].is_null() && entry["change"].is_null() && entry["rationale"].is_array(),
            "{entry:#}"
        );
    }
}

/// A table and the Markdown of `show` have the titles of the scale, and come back as what they were.
#[test]
fn tables_and_markdown_go_out_and_come_in_on_another_scale() {
    let state = then_seven().edited(LATER, |file| file["status"] = json!("draft"));
    let base = folder(&state);
    let before = std::fs::read_to_string(base.path().join(LATER)).expect("the file");
    let shown = run(base.path(), &["show", "XAA", "2025", "--format", "markdown"]).stdout;
    assert!(shown.contains("Rating: Level 7"), "{shown}");
    let path = base.path().join("back.md");
    std::fs::write(&path, shown.replace("Rating: Level 5", "Rating: Level 4")).expect("a file");
    let named = path.to_str().expect("a path");
    let import = |file: &str| run(base.path(), &["import", file, "--country", "XAA", "--edition", "2025"]);
    let taken = import(named);
    assert_eq!(taken.code, 0, "{}{}", taken.stdout, taken.stderr);
    let after = std::fs::read_to_string(base.path().join(LATER)).expect("the file");
    assert_eq!(after, before.replace("\"five\"", "\"four\""));

    let csv = base.path().join("back.csv");
    std::fs::write(&csv, "Indicator,Rating,Change\nKeep police accountable,Level 3,\nschools,level 2 ▲,\n")
        .expect("a file");
    let taken = import(csv.to_str().expect("a path"));
    assert_eq!(taken.code, 0, "{}{}", taken.stdout, taken.stderr);
    let file: Value =
        serde_json::from_str(&std::fs::read_to_string(base.path().join(LATER)).expect("the file"))
            .expect("JSON");
    let of = |id: &str| file["ratings"][id]["rating"].clone();
    assert_eq!((of("police"), of("schools"), of("courts")), (json!("three"), json!("two"), json!("seven")));
    std::fs::write(&csv, "Indicator,Rating\nschools,Very Weak\n").expect("a file");
    let refused = import(csv.to_str().expect("a path"));
    assert_eq!(refused.code, 2, "{}", refused.stdout);
    let told = format!("{}{}", refused.stdout, refused.stderr);
    assert!(told.contains("Level 7, Level 6") && !told.contains("Fair"), "{told}");
}
