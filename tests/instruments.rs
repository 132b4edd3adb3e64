//! Instruments that change: indicators that are replaced one to one, split, merged, retired or new, and other ways of scoring.

use serde_json::{Value, json};

use crate::comparable::third_edition;
use crate::support::State;
use crate::support::program::{commit, folder};
use crate::support::{Run, run};

pub(crate) const LATER: &str = "dataset/assessments/XAA/2025.json";

/// The edition of 2025 asks about the media instead of the press, in another assessment.
pub(crate) fn replaced() -> State {
    third_edition(|file| {
        let indicators = file["indicators"].as_object_mut().expect("an object");
        indicators.remove("press");
        indicators.insert(
            "media".to_owned(),
            json!({ "area": "society", "title": "Keep the media free", "replaces": ["press"] }),
        );
    })
    .edited(LATER, |file| {
        let ratings = file["ratings"].as_object_mut().expect("an object");
        let entry = ratings.remove("press").expect("an entry");
        ratings.insert("media".to_owned(), entry);
        file["ratings"]["media"]["rating"] = json!("very-strong");
    })
}

/// The edition of 2025 asks about courts and police together, about the press twice, and no longer about schools.
pub(crate) fn regrouped() -> State {
    third_edition(|file| {
        file["indicators"] = json!({
            "justice": { "area": "law", "title": "Just courts and police", "replaces": ["courts", "police"] },
            "papers": { "area": "society", "title": "Free papers", "replaces": ["press"] },
            "radio": { "area": "society", "title": "Free radio", "replaces": ["press"] },
            "clinics": { "area": "society", "title": "Open clinics" },
        });
    })
    .edited(LATER, |file| {
        let entry = file["ratings"]["press"].clone();
        file["ratings"] = json!({ "justice": entry, "papers": entry, "radio": entry, "clinics": entry });
    })
}

fn parsed(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).expect("JSON")
}

fn kinds(report: &Value) -> Vec<&str> {
    report["cautions"].as_array().expect("a list").iter().filter_map(|it| it["kind"].as_str()).collect()
}

#[test]
fn an_indicator_that_is_replaced_one_to_one_is_compared() {
    let base = folder(&replaced());
    for (from, to) in [("2022", "2025"), ("2025", "2022")] {
        let report = parsed(&run(base.path(), &["diff", "XAA", from, to, "--format", "json"]));
        let it = &report["assessments"][0];
        let moved = &it["ratings"][0];
        let id = if to == "2025" { "media" } else { "press" };
        assert_eq!((&moved["indicator"], it["ratings"].as_array().map(Vec::len)), (&json!(id), Some(1)));
        assert_eq!(it["summary"]["points"], moved["points"], "the scores can be compared");
        assert!(moved["points"].is_i64());
        assert_eq!(it["changes"].as_array().map(Vec::len), Some(1), "{it:#}");
        assert_eq!(kinds(&report), ["draft", "framework-differs", "indicator-replaced"]);
    }
    let told = run(base.path(), &["diff", "XAA", "2022", "2025"]).stdout.replace('\n', " ");
    let line =
        "Keep the press free (press) is replaced by Keep the media free (media): the two are compared.";
    assert!(told.contains(line), "{told}");
    let changelog = run(base.path(), &["changelog", "--editions", "2022", "2025", "--country", "XAA"]).stdout;
    assert!(changelog.contains(line) && changelog.contains("Keep the media free"), "{changelog}");
    let sheet = parsed(&run(base.path(), &["score", "XAA", "2025", "--format", "json"]));
    assert_eq!(sheet[0]["previous"]["not_comparable"], Value::Null);
}

#[test]
fn what_is_split_merged_retired_or_new_is_told_as_that() {
    let base = folder(&regrouped());
    let run_diff = |format: &str| run(base.path(), &["diff", "XAA", "2022", "2025", "--format", format]);
    let report = parsed(&run_diff("json"));
    let expected = [
        "draft",
        "framework-differs",
        "scoring-differs",
        "indicators-merged",
        "indicator-split",
        "indicators-added",
        "indicators-retired",
    ];
    assert_eq!(kinds(&report), expected);
    for format in ["human", "markdown", "html"] {
        let told = run_diff(format).stdout.replace('\n', " ");
        for line in [
            "Keep courts independent (courts), Keep police accountable (police) are merged into Just courts and police (justice): their ratings are not compared.",
            "Keep the press free (press) is split into Free papers (papers), Free radio (radio): their ratings are not compared.",
            "1 indicator is not asked on the earlier side: Open clinics (clinics).",
            "1 indicator is not asked on the later side: Keep schools inclusive (schools).",
        ] {
            assert!(told.contains(line), "{format}: {told}");
        }
        assert!(!told.contains("entry added") && !told.contains("entry removed"), "{format}: {told}");
    }
    for assessment in report["assessments"].as_array().expect("a list") {
        let of_indicators = assessment["changes"].as_array().expect("a list").iter();
        let told: Vec<_> = of_indicators.filter(|change| change["indicator"].is_string()).collect();
        assert!(told.is_empty(), "{told:?}");
    }
}

#[test]
fn history_follows_and_tells_what_was_not_asked_from_what_was_not_rated() {
    let base = folder(&replaced());
    commit(base.path());
    let told = run(base.path(), &["history", "XAA", "media", "--format", "json"]);
    let history = parsed(&told);
    let ratings = history["indicator"]["ratings"].as_array().expect("a list");
    assert!(ratings.iter().all(|it| it["asked"] == json!(true) && it["rating"].is_string()), "{ratings:?}");
    let events = history["events"].as_array().expect("a list");
    assert_eq!(events.len(), 3, "each edition has one: {events:?}");

    let state = regrouped().edited(LATER, |file| file["ratings"]["clinics"] = json!({}));
    let base = folder(&state);
    commit(base.path());
    let table = run(base.path(), &["history", "XAA"]).stdout;
    assert!(table.replace("\n  ", " ").contains("- not asked"), "{table}");
    let last = table.split("No longer asked").nth(1).expect("a section");
    for title in ["Keep schools inclusive", "Keep the press free"] {
        assert!(last.contains(title), "{table}");
    }
    let history = parsed(&run(base.path(), &["history", "XAA", "--format", "json"]));
    let all = history["indicators"].as_array().expect("a list");
    let clinics = all.iter().find(|it| it["indicator"] == json!("clinics")).expect("it is asked");
    let asked: Vec<_> =
        clinics["ratings"].as_array().expect("a list").iter().map(|it| it["asked"].clone()).collect();
    assert_eq!(asked, [json!(false), json!(false), json!(true)]);
    assert_eq!(clinics["ratings"][2]["rating"], Value::Null, "asked, and not rated");
    let schools = all.iter().find(|it| it["indicator"] == json!("schools")).expect("it was asked");
    assert_eq!((&schools["title"], &schools["area"]), (&json!("Keep schools inclusive"), &json!("society")));
}

#[test]
fn a_draft_carries_what_is_replaced_one_to_one_and_leaves_the_rest_open() {
    let drafted = |state: State| {
        let mut state = state;
        state.files.remove(LATER);
        let base = folder(&state);
        let run = run(base.path(), &["new", "XAA", "2025", "--from", "2022"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let text = std::fs::read_to_string(base.path().join(LATER)).expect("the draft");
        (run, serde_json::from_str::<Value>(&text).expect("JSON"))
    };
    let (run, draft) = drafted(replaced());
    assert!(!run.stderr.contains("left out, because the framework"), "{}", run.stderr);
    let press = &parsed_text(State::base().text("dataset/assessments/XAA/2022.json"))["ratings"]["press"];
    assert_eq!(draft["ratings"]["media"]["rating"], press["rating"]);
    assert_eq!(draft["ratings"]["media"]["change"], json!("unchanged"));
    let (run, draft) = drafted(regrouped());
    let note = "split or merged and are to be rated anew: courts, police -> justice; press -> papers, radio";
    assert!(run.stderr.contains(note), "{}", run.stderr);
    assert!(run.stderr.contains("does not have them: schools"), "{}", run.stderr);
    assert_eq!(draft["ratings"], json!({ "justice": {}, "papers": {}, "radio": {}, "clinics": {} }));
}

fn parsed_text(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// Another scale or way of scoring is not to be entered as if it were the one that is built in.
#[test]
fn what_is_built_in_is_said_and_not_to_be_filled_in() {
    let refused = |edit: fn(&mut Value)| {
        let state = State::base().edited("dataset/frameworks/base-2019.json", edit);
        run(folder(&state).path(), &["validate"]).stdout
    };
    let fewer = refused(|file| {
        file["scale"].as_object_mut().expect("an object").remove("very-weak");
    });
    let more = refused(|file| file["scale"]["excellent"] = json!({ "title": "Excellent", "points": 5 }));
    for told in [fewer, more] {
        assert!(told.contains("Five levels are built into the tool"), "{told}");
        assert!(!told.contains("Add \"very-weak\"") && !told.contains("Remove it"), "{told}");
    }
    for method in ["mean-of-medians", "median", ""] {
        let state = State::base()
            .edited("dataset/frameworks/base-2019.json", |file| file["scoring"]["method"] = json!(method));
        let told = run(folder(&state).path(), &["validate"]).stdout;
        assert!(told.contains("Two ways of scoring are built into the tool"), "{told}");
        assert!(!told.contains("It must be"), "{told}");
    }
    let near = refused(|file| file["scoring"]["method"] = json!("sum-of-point"));
    assert!(near.contains("sum-of-points"), "{near}");
}
