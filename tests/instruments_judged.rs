//! What checks and counts say of an edition whose instrument is not that of the edition before: only what can be compared is.

use serde_json::{Value, json};

use crate::instruments::{LATER, regrouped, replaced};
use crate::support::program::folder;
use crate::support::{State, run};

/// A diagnostic: its code, and the places that it names, the first its own.
type Found = (String, Vec<(String, String)>);

const EARLIER: &str = "dataset/assessments/XAA/2022.json";

fn judged(state: &State) -> Vec<Found> {
    let told = run(folder(state).path(), &["validate", "--format", "json", "--today", "2025-12-31"]);
    let report: Value = serde_json::from_str(&told.stdout).expect("JSON");
    let place = |of: &Value| {
        let text = |field: &str| of[field].as_str().unwrap_or_default().to_owned();
        (text("path"), text("pointer"))
    };
    let found = |of: &Value| {
        let related = of["related"].as_array().expect("a list").iter().map(place);
        (of["code"].as_str().expect("a code").to_owned(), [place(of)].into_iter().chain(related).collect())
    };
    let all = report["diagnostics"].as_array().expect("a list").iter().map(found);
    all.filter(|(code, _): &Found| code.starts_with("EDN") || code.starts_with("EVI")).collect()
}

fn at(path: &str, pointer: &str) -> (String, String) {
    (path.to_owned(), pointer.to_owned())
}

/// The small repository where the media are asked about instead of the press, with an entry of their own.
fn media(entry: impl FnOnce(&mut Value)) -> State {
    replaced().edited(LATER, |file| {
        file["status"] = json!("original");
        file["ratings"]["media"]["rating"] = json!("strong");
        entry(&mut file["ratings"]["media"]);
    })
}

fn codes_of(found: &[Found], part: &str) -> Vec<String> {
    let is_there = |found: &&Found| found.1.iter().any(|(_, pointer)| pointer.contains(part));
    found.iter().filter(is_there).map(|(code, _)| code.clone()).collect()
}

/// In 2022 the press is rated strong.
#[test]
fn a_direction_is_checked_against_what_was_replaced_one_to_one() {
    assert_eq!(codes_of(&judged(&media(|_| {})), "media"), [""; 0]);
    let found = judged(&media(|entry| entry["change"] = json!("increase")));
    let of_direction: Vec<_> = found
        .iter()
        .filter(|(code, places)| code == "EDN001" && places.contains(&at(LATER, "/ratings/media/change")))
        .collect();
    let places = &of_direction.first().expect("the direction is wrong").1;
    for place in [
        at(LATER, "/ratings/media/change"),
        at(LATER, "/ratings/media/rating"),
        at(EARLIER, "/ratings/press/rating"),
    ] {
        assert!(places.contains(&place), "{places:?}");
    }
    assert_eq!(of_direction.len(), 1);
}

#[test]
fn a_missing_direction_and_a_large_move_are_told_across_a_replacement() {
    let without = media(|entry| {
        entry.as_object_mut().expect("an object").remove("change");
    });
    assert!(codes_of(&judged(&without), "media").contains(&"EDN006".to_owned()));
    let far = media(|entry| {
        entry["rating"] = json!("weak");
        entry["change"] = json!("decrease");
        entry["rationale"] = json!(["The media are weak now.[^report]"]);
    });
    let found = judged(&far);
    let large = found.iter().find(|(code, _)| code == "EDN003").expect("two levels");
    assert_eq!(large.1, [at(LATER, "/ratings/media/rating"), at(EARLIER, "/ratings/press/rating")]);
}

/// The reasons for another rating are those of the indicator that it replaces, word for word; so is the evidence.
#[test]
fn a_copied_rationale_is_recognised_under_another_id() {
    let copied = media(|entry| {
        entry["rating"] = json!("very-strong");
        entry["change"] = json!("increase");
    });
    let found = judged(&copied);
    let copy = found.iter().find(|(code, _)| code == "EDN004").expect("the old reasons");
    assert_eq!(copy.1, [at(LATER, "/ratings/media/rationale"), at(EARLIER, "/ratings/press/rationale")]);
    let old = copied.edited(LATER, |file| {
        file["ratings"]["media"]["rationale"] = json!(["The media are very strong.[^report]"]);
        for source in file["sources"].as_object_mut().expect("an object").values_mut() {
            source["issued"] = json!({ "date-parts": [[2018]] });
        }
    });
    assert!(codes_of(&judged(&old), "media").contains(&"EVI001".to_owned()), "{:?}", judged(&old));
    let contradicted = old.edited(LATER, |file| file["ratings"]["media"]["rating"] = json!("strong"));
    let codes = codes_of(&judged(&contradicted), "media");
    assert!(
        !codes.contains(&"EVI001".to_owned()),
        "it did not change, whatever the direction says: {codes:?}"
    );
}

/// A document may print a direction for what it merged or split; against what, nobody can say.
#[test]
fn what_was_split_merged_or_added_has_nothing_to_be_checked_against() {
    for change in ["increase", "decrease", "unchanged", ""] {
        let state = regrouped().edited(LATER, |file| {
            file["status"] = json!("original");
            for entry in file["ratings"].as_object_mut().expect("an object").values_mut() {
                entry["rating"] = json!("very-weak");
                match change {
                    "" => entry.as_object_mut().expect("an object").remove("change"),
                    change => {
                        entry.as_object_mut().expect("an object").insert("change".into(), change.into())
                    }
                };
            }
        });
        let found = judged(&state);
        assert!(found.iter().all(|(code, _)| !code.starts_with("EDN")), "{change}: {found:?}");
    }
}

/// Police are asked about under the old id, and courts with them: that is no longer the same question.
#[test]
fn an_indicator_into_which_another_is_merged_is_not_compared_with_itself() {
    let state = crate::comparable::third_edition(|file| {
        let indicators = file["indicators"].as_object_mut().expect("an object");
        indicators.remove("courts");
        indicators["police"]["replaces"] = json!(["courts"]);
    })
    .edited(LATER, |file| {
        file["status"] = json!("original");
        let ratings = file["ratings"].as_object_mut().expect("an object");
        ratings.remove("courts");
        ratings["police"]["rating"] = json!("very-strong");
        ratings["police"]["change"] = json!("decrease");
    });
    let codes = codes_of(&judged(&state), "police");
    assert!(codes.iter().all(|code| !code.starts_with("EDN")), "{codes:?}");
    let base = folder(&state);
    crate::support::program::commit(base.path());
    let history = run(base.path(), &["history", "XAA", "police", "--format", "json"]);
    let history: Value = serde_json::from_str(&history.stdout).expect("JSON");
    let ratings = history["indicator"]["ratings"].as_array().expect("a list");
    assert_eq!(ratings.last().map(|it| &it["rating"]), Some(&json!("very-strong")), "{ratings:?}");
    let diff = run(base.path(), &["diff", "XAA", "2022", "2025"]).stdout.replace('\n', " ");
    assert!(diff.contains("are merged into Keep police accountable (police)"), "{diff}");
}

#[test]
fn a_carried_entry_is_set_beside_what_it_was_carried_from() {
    let state = replaced().edited(LATER, |file| {
        file["ratings"]["media"]["carried"] = json!("2022");
        file["ratings"]["media"]["rating"] = json!("fair");
    });
    let base = folder(&state);
    let told = run(base.path(), &["validate", "--open-points", LATER, "--today", "2025-12-31"]);
    let told = format!("{}{}", told.stdout, told.stderr).replace('\n', " ");
    assert!(told.contains("is Strong in 2022 and Fair here"), "{told}");
}

#[test]
fn status_counts_by_the_instrument_of_each_edition() {
    let state = regrouped().edited(LATER, |file| {
        file["ratings"]["clinics"] = json!({});
        file["ratings"]["radio"] = json!({});
    });
    let state = state.edited("dataset/frameworks/base-2025.json", |file| {
        file["indicators"]["courage"] = json!({ "area": "law", "title": "Courage" });
    });
    let base = folder(&state);
    let told = run(base.path(), &["status", "2025", "--today", "2025-12-31"]).stdout.replace('\n', " ");
    assert!(told.contains("2 of 5 rated"), "{told}");
    let earlier = run(base.path(), &["status", "2022", "--today", "2025-12-31", "--format", "json"]);
    let earlier: Value = serde_json::from_str(&earlier.stdout).expect("JSON");
    let text = earlier.to_string();
    assert!(text.contains("\"indicators\":4"), "{earlier:#}");
}

/// Schools are no longer asked about, and clinics are asked about and not rated: nobody may take the one for the other.
#[test]
fn what_was_not_asked_is_told_apart_from_what_was_not_rated() {
    let state = regrouped().edited(LATER, |file| file["ratings"]["clinics"] = json!({}));
    let base = folder(&state);
    let said = |arguments: &[&str]| run(base.path(), arguments).stdout;
    let parsed = |arguments: &[&str]| -> Value { serde_json::from_str(&said(arguments)).expect("JSON") };
    let retired = json!([{ "indicator": "schools", "title": "Keep schools inclusive" }]);

    let score = said(&["score", "XAA", "2025", "--explain"]);
    for line in [
        "not rated",
        "No longer asked: Keep schools inclusive (schools).",
        "Not computable: not rated: clinics.",
    ] {
        assert!(score.contains(line), "{line}: {score}");
    }
    assert!(!score.contains("cannot"), "{score}");
    let sheet = &parsed(&["score", "XAA", "2025", "--explain", "--format", "json"])[0];
    assert_eq!(sheet["no_longer_asked"], retired);
    let answers: Vec<&Value> =
        sheet["indicators"].as_array().expect("a list").iter().map(|it| &it["answer"]).collect();
    assert_eq!(answers, ["rated", "rated", "rated", "not-rated"]);
    let csv = said(&["score", "XAA", "2025", "--explain", "--format", "csv"]);
    assert!(csv.contains(",clinics,Open clinics,,,") && !csv.contains("schools"), "{csv}");

    for format in ["human", "html"] {
        let shown = said(&["show", "XAA", "2025", "--format", format]);
        let (before, after) = shown.split_once("No longer asked").expect("a section");
        assert!(after.contains("Keep schools inclusive"), "{format}: {shown}");
        let unrated = before.rsplit_once("Not rated").expect("a section").1;
        assert!(unrated.contains("Open clinics") && !before.contains("Keep schools inclusive"), "{format}");
    }
    let shown = parsed(&["show", "XAA", "2025", "--format", "json"]);
    assert_eq!(shown["not_rated"], json!([{ "id": "clinics", "title": "Open clinics" }]));
    assert_eq!(shown["no_longer_asked"], json!([{ "id": "schools", "title": "Keep schools inclusive" }]));

    for verb in [&["diff"][..], &["changelog", "--editions"]] {
        let told = said(&[verb, &["2022", "2025"]].concat()).replace('\n', " ");
        assert!(
            told.contains("1 indicator is not asked on the later side: Keep schools inclusive"),
            "{told}"
        );
    }
    // With nothing but one indicator left open, both editions ask of it.
    let open = replaced().edited(LATER, |file| file["ratings"]["media"] = json!({}));
    let base = folder(&open);
    let told = run(base.path(), &["diff", "XAA", "2022", "2025"]).stdout.replace('\n', " ");
    assert!(told.contains("1 indicator is not rated on one side or both"), "{told}");
    let told = run(base.path(), &["diff", "XAA", "2022", "2025", "--format", "json"]).stdout;
    let report: Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(report["assessments"][0]["summary"]["not_rated"], json!(1));
}

/// What cannot be read may be rated.
#[test]
fn a_rating_with_a_fault_is_not_said_to_be_missing() {
    let state = replaced().edited(LATER, |file| file["ratings"]["media"]["rating"] = json!("good"));
    let base = folder(&state);
    let said = |arguments: &[&str]| run(base.path(), arguments).stdout;
    let score = said(&["score", "XAA", "2025", "--explain"]);
    assert!(score.contains("cannot read media") && !score.contains("not rated"), "{score}");
    let shown = said(&["show", "XAA", "2025"]);
    assert!(shown.contains("cannot be read") && !shown.to_lowercase().contains("not rated"), "{shown}");
    let diff = said(&["diff", "XAA", "2022", "2025"]);
    assert!(!diff.contains("not rated"), "{diff}");
}
