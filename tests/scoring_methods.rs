//! The ways of scoring: a mean of the areas' means beside the sum of points, by its laws and as every verb shows it.

use dataset::model::assessment::Assessment;
use dataset::model::framework::Framework;
use dataset::model::rating::Scale;
use dataset::scoring::score;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

use crate::comparable::third_edition;
use crate::support::program::{commit, folder};
use crate::support::{Run, State, run};

const FRAMEWORK: &str = "dataset/frameworks/base-2019.json";
const XAA: &str = "dataset/assessments/XAA/2022.json";
const LEVELS: [&str; 5] = ["very-strong", "strong", "fair", "weak", "very-weak"];

fn parsed(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).expect("JSON")
}

/// The small repository whose score is the mean of two areas, the one with three indicators and the other with one.
fn means() -> State {
    State::base().edited(FRAMEWORK, |file| {
        file["scoring"]["method"] = json!("mean-of-area-means");
        file["indicators"]["press"]["area"] = json!("law");
    })
}

/// A score in hundredths from the levels of each area, as the program reckons it.
fn reckoned(method: &str, areas: &[Vec<usize>], out_of: u32) -> Option<u32> {
    let mut indicators = serde_json::Map::new();
    let mut ratings = serde_json::Map::new();
    for (area, levels) in areas.iter().enumerate() {
        for (nth, level) in levels.iter().enumerate() {
            let id = format!("i{area}-{nth}");
            indicators.insert(id.clone(), json!({ "area": format!("a{area}") }));
            ratings.insert(id, json!({ "rating": LEVELS[*level] }));
        }
    }
    let areas: serde_json::Map<String, Value> =
        (0..areas.len()).map(|area| (format!("a{area}"), json!({}))).collect();
    let scale: serde_json::Map<String, Value> = LEVELS
        .iter()
        .zip([4, 3, 2, 1, 0])
        .map(|(id, points)| ((*id).to_owned(), json!({ "points": points })))
        .collect();
    let framework = json!({
        "areas": areas, "indicators": indicators, "scale": scale,
        "scoring": { "method": method, "out_of": out_of, "rounding": "half-up" },
    })
    .to_string();
    let assessment = json!({ "ratings": ratings }).to_string();
    let framework = Framework::read(&format::json::parse(&framework).expect("JSON").root);
    let assessment = Assessment::read(&format::json::parse(&assessment).expect("JSON").root, Scale::usual());
    score(&assessment, &framework).map(dataset::scoring::Score::hundredths)
}

/// The same by another way: all shares over the product of the sizes of the areas.
fn expected(areas: &[Vec<usize>], out_of: u32) -> u32 {
    let product: u128 = areas.iter().map(|area| area.len() as u128).product();
    let points = |area: &Vec<usize>| area.iter().map(|level| 4 - *level as u128).sum::<u128>();
    let part: u128 = areas.iter().map(|area| points(area) * (product / area.len() as u128)).sum();
    let whole = 4 * product * areas.len() as u128;
    let twice = 2 * part * u128::from(out_of) * 100 + whole;
    u32::try_from(twice / (2 * whole)).expect("a score")
}

const MEAN: &str = "mean-of-area-means";

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn laws_of_the_mean_of_area_means(
        areas in prop::collection::vec(prop::collection::vec(0..5_usize, 1..9), 1..7),
        out_of in 1..10_001_u32,
        area in any::<prop::sample::Index>(),
        nth in any::<prop::sample::Index>(),
    ) {
        let found = reckoned(MEAN, &areas, out_of).expect("a score");
        prop_assert_eq!(found, expected(&areas, out_of));
        prop_assert!(found <= out_of * 100);

        let mut turned = areas.clone();
        turned.reverse();
        turned.iter_mut().for_each(|area| area.rotate_left(1));
        prop_assert_eq!(Some(found), reckoned(MEAN, &turned, out_of));

        let mut better = areas.clone();
        let area = area.index(better.len());
        let nth = nth.index(better[area].len());
        better[area][nth] = better[area][nth].saturating_sub(1);
        prop_assert!(found <= reckoned(MEAN, &better, out_of).expect("a score"));

        let size = areas.iter().map(Vec::len).min().unwrap_or(1);
        let even: Vec<Vec<usize>> = areas.iter().map(|area| area[..size].to_vec()).collect();
        prop_assert_eq!(reckoned(MEAN, &even, out_of), reckoned("sum-of-points", &even, out_of));
        for (level, bound) in [(0, out_of * 100), (4, 0)] {
            let all: Vec<Vec<usize>> = areas.iter().map(|area| vec![level; area.len()]).collect();
            prop_assert_eq!(reckoned(MEAN, &all, out_of), Some(bound));
        }
    }
}

/// courts, police and press of one area, schools of the other: (3 of 4, 1, 2 -> 6 of 12; schools 1 of 4) is 37.5 of 100.
#[test]
fn every_format_of_score_tells_the_means() {
    let state = means().edited(XAA, |file| {
        for (id, rating) in [("courts", "strong"), ("police", "weak"), ("press", "fair"), ("schools", "weak")]
        {
            file["ratings"][id]["rating"] = json!(rating);
        }
    });
    let base = folder(&state);
    let said = |arguments: &[&str]| run(base.path(), &[&["score", "XAA", "2022"], arguments].concat());
    let explained = said(&["--explain"]).stdout;
    for line in [
        "Law      6 of 12  50.00",
        "Society  1 of 4   25.00",
        "Score: mean of the areas = 37.50 -> 38",
        "Method: mean-of-area-means, scaled to 100, rounded half-up; inferred",
    ] {
        let spaces = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(spaces(&explained).contains(&spaces(line)), "{line}: {explained}");
    }
    assert!(!explained.contains("points)"), "{explained}");
    let sheet = &parsed(&said(&["--explain", "--format", "json"]))[0];
    let computed = json!({ "method": MEAN, "points": 7, "most_points": 16, "hundredths": 3750, "score": 38 });
    assert_eq!(sheet["computed"], computed);
    let areas = json!([
        { "area": "law", "title": "Law", "points": 6, "most_points": 12, "hundredths": 5000 },
        { "area": "society", "title": "Society", "points": 1, "most_points": 4, "hundredths": 2500 },
    ]);
    assert_eq!(sheet["areas"], areas);
    let csv = said(&["--format", "csv"]).stdout;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let place = reader.headers().expect("a header").iter().position(|name| name == "method").expect("there");
    assert_eq!(&reader.records().next().expect("a row").expect("a row")[place], MEAN);
    let shown = run(base.path(), &["show", "XAA", "2022"]).stdout;
    assert!(shown.contains("Score: 38 of 100, computed from the means of the areas."), "{shown}");
    let table = said(&[]).stdout;
    assert!(table.contains("7 of 16") && table.contains("38"), "{table}");
}

#[test]
fn an_area_with_an_indicator_that_is_not_rated_has_no_mean_and_the_country_no_score() {
    let state = means().edited(XAA, |file| {
        file["status"] = json!("draft");
        file["ratings"]["schools"] = json!({});
    });
    let base = folder(&state);
    let sheet = &parsed(&run(base.path(), &["score", "XAA", "2022", "--explain", "--format", "json"]))[0];
    assert_eq!(sheet["computed"], Value::Null);
    assert!(sheet["areas"][0]["hundredths"].is_u64());
    assert_eq!(sheet["areas"][1]["hundredths"], Value::Null);
}

/// An area of which nothing is asked is no area of nought.
#[test]
fn an_area_without_indicators_does_not_count() {
    let state = means().edited(FRAMEWORK, |file| file["areas"]["trade"] = json!({ "title": "Trade" }));
    let of = |state: &State| {
        let sheets =
            parsed(&run(folder(state).path(), &["score", "XAA", "2022", "--explain", "--format", "json"]));
        (sheets[0]["computed"].clone(), sheets[0]["areas"].clone())
    };
    assert_eq!(of(&state), of(&means()));
}

#[test]
fn a_stated_score_is_judged_by_the_method_of_its_edition() {
    let ratings = |file: &mut Value| {
        for (id, rating) in [("courts", "strong"), ("police", "weak"), ("press", "fair"), ("schools", "weak")]
        {
            file["ratings"][id]["rating"] = json!(rating);
            file["ratings"][id]["change"] = Value::Null;
        }
        file["stated"] = json!({ "score": 44 });
    };
    let of_score = |state: &State| {
        let told = run(folder(state).path(), &["validate", "--format", "json"]);
        let found: Vec<String> = parsed(&told)["diagnostics"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|found| found["path"] == json!(XAA) && found["code"] == json!("SCO001"))
            .map(|found| found["message"].as_str().expect("text").to_owned())
            .collect();
        found
    };
    assert_eq!(of_score(&State::base().edited(XAA, ratings)), [""; 0], "7 of 16 points are 43.75");
    let message = "the stated score is 44, and the mean of the areas is 37.50, which is 38";
    assert_eq!(of_score(&means().edited(XAA, ratings)), [message]);
    let right = means().edited(XAA, ratings).edited(XAA, |file| file["stated"]["score"] = json!(38));
    assert_eq!(of_score(&right), [""; 0]);
}

/// Under a sum of points it does not matter in which area an indicator is.
#[test]
fn scores_of_other_areas_are_comparable_only_where_areas_do_not_count() {
    for (method, why) in [("sum-of-points", Value::Null), (MEAN, json!("areas"))] {
        let state = third_edition(|file| {
            file["scoring"]["method"] = json!(method);
            file["indicators"]["press"]["area"] = json!("law");
        })
        .edited(FRAMEWORK, |file| file["scoring"]["method"] = json!(method));
        let base = folder(&state);
        let sheets = parsed(&run(base.path(), &["score", "XAA", "2025", "--format", "json"]));
        assert_eq!(sheets[0]["previous"]["not_comparable"], why, "{method}");
        let report = parsed(&run(base.path(), &["diff", "XAA", "2022", "2025", "--format", "json"]));
        assert_eq!(report["assessments"][0]["summary"]["not_comparable"], why, "{method}");
        if method == MEAN {
            let note = "The scores of 2022 and 2025 cannot be compared: the two do not have the same indicators in each area.";
            let table = run(base.path(), &["score", "XAA"]).stdout;
            assert!(table.contains(note), "{table}");
            commit(base.path());
            let history = run(base.path(), &["history", "XAA"]).stdout.replace("\n  ", " ");
            assert!(history.contains(note), "{history}");
        }
    }
    let state = third_edition(|file| file["scoring"]["method"] = json!(MEAN));
    let sheets = parsed(&run(folder(&state).path(), &["score", "XAA", "2025", "--format", "json"]));
    assert_eq!(sheets[0]["previous"]["not_comparable"], json!("method"));
}

/// A move between areas of different sizes changes a mean and no sum.
#[test]
fn a_diff_tells_a_mean_without_points() {
    let state = third_edition(|file| {
        file["scoring"]["method"] = json!(MEAN);
        file["indicators"]["press"]["area"] = json!("law");
    })
    .edited(FRAMEWORK, |file| {
        file["scoring"]["method"] = json!(MEAN);
        file["indicators"]["press"]["area"] = json!("law");
    });
    let set = |path: &str, state: State, all: [&str; 4]| {
        state.edited(path, |file| {
            for (id, rating) in ["courts", "police", "press", "schools"].into_iter().zip(all) {
                file["ratings"][id]["rating"] = json!(rating);
            }
        })
    };
    let state = set(XAA, state, ["strong", "strong", "fair", "weak"]);
    let state = set("dataset/assessments/XAA/2025.json", state, ["strong", "strong", "weak", "fair"]);
    let told = run(folder(&state).path(), &["diff", "XAA", "2022", "2025"]).stdout.replace('\n', " ");
    // Out of 10, (9/12 + 1/4) / 2 = 5.00 and (8/12 + 1/4) / 2 = 4.58 are both 5.
    let out_of_ten = ["dataset/frameworks/base-2019.json", "dataset/frameworks/base-2025.json"]
        .into_iter()
        .fold(state.clone(), |state, path| state.edited(path, |file| file["scoring"]["out_of"] = json!(10)));
    let state = set(XAA, out_of_ten, ["strong", "strong", "strong", "weak"]);
    let near = set("dataset/assessments/XAA/2025.json", state, ["strong", "strong", "fair", "weak"]);
    let rounded = run(folder(&near).path(), &["diff", "XAA", "2022", "2025"]).stdout;
    let rounded = rounded.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(rounded.contains("score 5 on both sides (5.00 -> 4.58 before rounding)"), "{rounded}");
    // (8/12 + 1/4) / 2 = 45.83, then (7/12 + 2/4) / 2 = 54.17, with as many points.
    assert!(told.contains("score 46 -> 54"), "{told}");
    assert!(!told.contains("of 16 points"), "{told}");
}
