//! The real dataset: what it must say.

use bibliography::citation::calls;
use dataset::scoring::score;
use format::diagnostic::Severity;
use serde_json::Value;

use crate::support::{State, root, run};

const Y2022: &str = "dataset/assessments/KHM/2022.json";

#[test]
fn it_is_clean_and_every_exception_is_used() {
    let judgement = State::real().judged();
    assert!(judgement.diagnostics().is_empty(), "{}", judgement.human());
    assert_eq!(judgement.validation.count(Severity::Warning), 0);
    let exceptions: usize = judgement
        .dataset
        .assessments
        .iter()
        .flat_map(|file| file.data.exceptions.values())
        .map(|pointers| pointers.len())
        .sum();
    assert_eq!(judgement.validation.excepted.len(), exceptions);
}

#[test]
fn each_exception_removed_brings_its_diagnostic_back() {
    let real = State::real();
    let exceptions: Value = serde_json::from_slice(&real.files[Y2022]).expect("JSON");
    let mut count = 0;
    for (code, pointers) in exceptions["exceptions"].as_object().expect("an object") {
        for pointer in pointers.as_object().expect("an object").keys() {
            count += 1;
            let judgement = real
                .clone()
                .edited(Y2022, |file| {
                    file["exceptions"][code].as_object_mut().expect("an object").shift_remove(pointer);
                })
                .judged();
            let found: Vec<(&str, &str)> = judgement
                .diagnostics()
                .iter()
                .map(|found| (found.code, found.location.pointer().expect("a pointer").as_str()))
                .collect();
            assert_eq!(found, [(code.as_str(), pointer.as_str())]);
        }
    }
    assert!(count > 10, "the annex of 2022 leaves much out");
}

#[test]
fn its_scores_are_the_stated_ones() {
    let judgement = State::real().judged();
    let of = |edition| {
        let file = judgement.dataset.assessment("KHM", edition).expect("is there");
        let framework = judgement.dataset.framework_of(edition).expect("is there");
        let score = score(&file.data, &framework.data).expect("all ratings are there");
        (score.points, score.most_points, score.hundredths(), score.rounded())
    };
    assert_eq!(of("2022"), (50, 144, 3472, 35));
    assert_eq!(of("2019"), (59, 144, 4097, 41));
}

#[test]
fn it_has_all_that_the_annex_prints() {
    let judgement = State::real().judged();
    let dataset = &judgement.dataset;
    let framework = &dataset.framework("apr2p-2019").expect("is there").data;
    assert_eq!((framework.areas.len(), framework.indicators.len()), (6, 36));
    let data = &dataset.assessment("KHM", "2022").expect("is there").file.data;
    let count = |rating: &str| {
        data.ratings.values().filter(|entry| entry.rating.is_some_and(|found| found.id() == rating)).count()
    };
    let counts = ["very-strong", "strong", "fair", "weak", "very-weak"].map(count);
    assert_eq!(counts, [2, 3, 12, 9, 10], "the summary list of the annex");
    let directed = |direction: &str| {
        data.ratings
            .values()
            .filter(|entry| entry.change.is_some_and(|found| found.id() == direction))
            .count()
    };
    assert_eq!(["increase", "decrease", "unchanged"].map(directed), [1, 10, 25]);
    assert_eq!(data.ratings.values().map(|entry| entry.votes.len()).sum::<usize>(), 10);
    assert!(data.ratings.values().all(|entry| !entry.rationale.is_empty()));
}

/// The annex numbers its notes through; ours are numbered by the order of their calls. What each cites first shows
/// that none has slipped.
#[test]
fn its_sixty_footnotes_stand_in_the_order_of_the_annex() {
    let judgement = State::real().judged();
    let data = &judgement.dataset.assessment("KHM", "2022").expect("is there").file.data;
    let mut firsts = Vec::new();
    for entry in data.ratings.values() {
        for (label, _) in entry.rationale.iter().flat_map(|text| calls(text)) {
            let footnote = entry.footnotes.get(label).expect("is there");
            let first = footnote.citations.first().and_then(|citation| citation.source.as_deref());
            let source = first.and_then(|id| data.sources.get(id));
            firsts.push(source.and_then(|source| source.url().or(source.title())).unwrap_or("").to_owned());
        }
    }
    assert_eq!(firsts.len(), 60);
    let printed = [
        (1, "news.mongabay.com"),
        (7, "asp.icc-cpi.int"),
        (14, "Concluding observations"),
        (16, "upr-info.org"),
        (17, "upr-info.org"),
        (20, "nyulawglobal.org"),
        (24, "state.gov"),
        (28, ""),
        (35, "state.gov"),
        (37, "spotlight_apr2021_R2P_at_15"),
        (45, "spotlight_apr2021_R2P_at_15"),
        (46, "un-general-assembly-resolutions-referencing-r2p"),
        (58, "Peacebuilding and Development Implications"),
        (60, "political-declaration-on-suspension-of-veto"),
    ];
    for (number, part) in printed {
        let first = &firsts[number - 1];
        assert!(first.contains(part) && first.is_empty() == part.is_empty(), "note {number} cites {first:?}");
    }
}

#[test]
fn its_countries_go_by_their_iso_codes() {
    let judgement = State::real().judged();
    let register = &judgement.dataset.countries.as_ref().expect("is there").data;
    for code in register.countries.ids() {
        assert!(rust_iso3166::from_alpha3(code).is_some(), "{code} is no code of ISO 3166-1");
    }
}

#[test]
fn the_program_finds_it_clean() {
    let run = run(&root(), &["validate"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(run.stdout, @"6 files checked (2 assessments of 1 country): no problems; 28 exceptions, each with its reason.");
}
