//! What registers, errata and other countries' assessments say against an assessment is told once, where it is wrong.

use serde_json::{Value, json};

use super::ASSESSMENT;
use crate::support::State;

const EDITIONS: &str = "dataset/editions.json";
const COUNTRIES: &str = "dataset/countries.json";

fn told(state: &State) -> Vec<(&'static str, String)> {
    let judgement = state.judged();
    judgement.places().into_iter().map(|(code, _, place)| (code, place.to_string())).collect()
}

#[test]
fn editions_whose_dates_clash_are_told_once() {
    let with = |edition: &str, dates: Value| {
        State::base().edited(EDITIONS, |file| {
            for (field, date) in dates.as_object().expect("dates") {
                file["editions"][edition][field] = date.clone();
            }
        })
    };
    for (edition, dates, field) in [
        ("2022", json!({ "published": "2022-03", "evidence_until": "2022-06-30" }), "published"),
        ("2022", json!({ "as_of": "2199" }), "as_of"),
        ("2022", json!({ "as_of": "2012" }), "as_of"),
        ("2022", json!({ "published": "2021-05", "as_of": "2022" }), "published"),
    ] {
        let told = told(&with(edition, dates));
        assert_eq!(told, [("REF012", format!("/editions/{edition}/{field}"))]);
    }
    let both = with("2022", json!({ "as_of": "2020" }));
    let both = both.edited(EDITIONS, |file| file["editions"]["2019"]["as_of"] = json!("2021"));
    assert_eq!(told(&both), [("REF012", "/editions/2022/as_of".to_owned())]);
    let right =
        with("2022", json!({ "as_of": "2022", "evidence_until": "2022-08-31", "published": "2022-11" }));
    assert_eq!(told(&right), []);
}

#[test]
fn errata_against_the_data_are_told() {
    let with = |errata: Value| {
        State::base().edited(ASSESSMENT, |file| {
            let is_whole = |kind: &Value| ["stated", "other"].iter().any(|known| kind == known);
            let of_whole = errata.as_object().expect("an object").values().all(|it| is_whole(&it["kind"]));
            if of_whole {
                file["errata"] = errata;
            } else {
                file["ratings"]["courts"]["errata"] = errata;
            }
        })
    };
    let rating = |from: &str, to: &str| {
        json!({ "kind": "rating", "from": from, "to": to, "reason": "transcription", "note": "It was misread.",
            "citations": [{ "source": "document" }] })
    };
    for (errata, place) in [
        (json!({ "2023-05-04": rating("weak", "fair") }), "/ratings/courts/errata/2023-05-04/to"),
        (json!({ "2023-05-04": rating("weak", "weak") }), "/ratings/courts/errata/2023-05-04/to"),
        (
            json!({ "2023-05-04": rating("fair", "weak"), "2023-05-04-2": rating("fair", "weak") }),
            "/ratings/courts/errata/2023-05-04-2/from",
        ),
        (
            json!({ "2023-05-04": { "kind": "change", "to": "increase", "reason": "transcription", "note": "It was misread." } }),
            "/ratings/courts/errata/2023-05-04/to",
        ),
        (
            json!({ "2021-05-04": { "kind": "other", "reason": "transcription", "note": "It was misread." } }),
            "/errata/2021-05-04",
        ),
        (
            json!({ "2023-05-04": { "kind": "stated", "to": "99", "reason": "transcription", "note": "It was misread." } }),
            "/errata/2023-05-04/to",
        ),
    ] {
        assert_eq!(told(&with(errata.clone())), [("REF013", place.to_owned())], "{errata}");
    }
    let todo = json!({ "2023-05-04": { "kind": "other", "reason": "transcription", "note": "TODO" } });
    assert_eq!(told(&with(todo)), [("CIT034", "/errata/2023-05-04/note".to_owned())]);
    for errata in [
        json!({ "2023-05-04": rating("fair", "weak") }),
        json!({ "2023-05-04": rating("fair", "strong"), "2023-05-05": rating("strong", "weak") }),
        json!({ "2023-05-04": { "kind": "stated", "from": "43", "to": "44", "reason": "transcription",
            "note": "It was misread." } }),
        json!({ "2023-05-04": { "kind": "rationale", "reason": "wording", "note": "A word was put right." } }),
    ] {
        assert_eq!(told(&with(errata.clone())), [], "{errata}");
    }
}

#[test]
fn a_code_that_no_country_has_is_told() {
    let with = |code: &str, name: &str| {
        State::base().edited(COUNTRIES, |file| {
            file["countries"][code] = json!({ "name": name, "names": { name: ["these tests"] } });
        })
    };
    for (code, name, help) in
        [("ZZQ", "Nowhere", "begins with X"), ("FIJ", "Fiji", "FJI"), ("CAM", "Cambodia", "KHM")]
    {
        let human = with(code, name).judged().human();
        assert_eq!(told(&with(code, name)), [("REF011", format!("/countries/{code}"))], "{human}");
        assert!(human.contains(help), "{human}");
    }
    for (code, name) in [("LAO", "Laos"), ("XKX", "Kosovo"), ("TLS", "Timor-Leste")] {
        assert_eq!(told(&with(code, name)), [], "{code}");
    }
}

#[test]
fn an_assessment_copied_to_another_country_is_told() {
    let real = State::real();
    for name in ["Cambodia", "Laos"] {
        let mut copied = State::real().edited(COUNTRIES, |file| {
            file["countries"]["LAO"] = json!({ "name": "Laos", "names": { "Laos": ["these tests"] } });
        });
        for edition in ["2019", "2022"] {
            let text = real.text(&format!("dataset/assessments/KHM/{edition}.json"));
            let text = text
                .replace("\"country\": \"KHM\"", "\"country\": \"LAO\"")
                .replace("Cambodia ", &format!("{name} "));
            copied.files.insert(format!("dataset/assessments/LAO/{edition}.json"), text.into_bytes());
        }
        let human = copied.judged().human();
        assert!(told(&copied).iter().any(|(code, _)| *code == "EVI005"), "{human}");
        // Of the paragraphs with a reason of its own each is among those that are counted.
        assert!(human.contains("more stand"), "{human}");
    }
}

#[test]
fn a_flat_date_is_one_mistake() {
    for date in [
        json!({ "date-parts": [2021, 3, 10] }),
        json!({ "date-parts": 2021 }),
        json!("2021-03-10"),
        json!(2021),
    ] {
        let source = json!({
            "type": "webpage", "title": "On courts", "author": [{ "literal": "A Watch Group" }], "issued": date,
            "URL": "https://a.example/x"
        });
        assert_eq!(super::judged(&json!({ "x": source })).places().len(), 1, "{source}");
    }
}

#[test]
fn votes_that_cannot_be_are_told() {
    for (symbol, year, code) in
        [("A/RES/75/278", 2050, "CIT042"), ("A/RES/75/L.9", 2021, "CIT026"), ("A/RES/75/278", 2018, "CIT047")]
    {
        let state = State::base().edited(ASSESSMENT, |file| {
            file["ratings"]["courts"]["votes"] =
                json!({ symbol: { "title": "T", "year": year, "vote": "yes" } });
        });
        let codes: Vec<_> = told(&state).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, [code], "{symbol} {year}");
    }
}

#[test]
fn one_reason_for_exceptions_to_several_rules_is_none() {
    let reason = "The annex prints nothing more than is given here.";
    let state = State::base().edited(ASSESSMENT, |file| {
        file["exceptions"] = json!({ "CIT005": { "/sources/report-2022": reason, "/sources/news-2022": reason },
            "SCO001": { "/stated/score": reason } });
    });
    assert!(told(&state).iter().any(|(code, _)| *code == "EXC001"));
}
