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
