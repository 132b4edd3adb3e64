//! What `diff` says: between editions and between states, in every format, and what it cannot say.

use dataset::Dataset;
use diff::{Diff, compare, compare_editions};
use serde_json::{Value, json};
use xtask::render::diff::page::page;
use xtask::render::diff::{html, human, json as as_json, markdown};

use crate::support::histories::XAA;
use crate::support::{State, root, run};

/// What a person reads, without styles.
fn told(diff: &Diff<'_>) -> String {
    anstream::adapter::strip_str(&human::render(&page(diff), Some(100))).to_string()
}

/// What differs between two states of the small repository.
fn between(before: &State, after: &State) -> String {
    let (before, after) = (Dataset::load_to_compare(&before.tree()), Dataset::load_to_compare(&after.tree()));
    told(&compare(&before, &after))
}

/// What an erratum cites is evidence of the rating that it corrects.
#[test]
fn the_evidence_of_an_erratum_is_evidence() {
    let base = State::base();
    let lowered = |citations: Value| {
        base.clone().edited(XAA, |file| {
            file["ratings"]["press"]["rating"] = json!("fair");
            file["ratings"]["press"]["errata"] = json!({ "2026-11-20": {
                "kind": "rating", "from": "strong", "to": "fair", "reason": "transcription",
                "note": "The document prints Fair.", "citations": citations
            } });
        })
    };
    for (citations, evidence) in [
        (json!([]), "no new evidence"),
        (json!([{ "source": "document" }]), "1 new source"),
        (
            json!([{ "source": "report-2022", "label": "page", "locator": "9" }]),
            "a new place in a known source",
        ),
    ] {
        let told = between(&base, &lowered(citations));
        assert!(told.contains(evidence), "{evidence}: {told}");
    }
}

#[test]
fn the_two_editions_of_cambodia() {
    let run = run(&root(), &["diff", "KHM", "2019", "2022"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let first: Vec<&str> = run.stdout.lines().take(25).collect();
    insta::assert_snapshot!(first.join("\n"));
    for fall in ["Protection of populations from atrocity crimes", "Fair        -> Strong"] {
        assert!(run.stdout.contains(fall), "{fall}");
    }
    let last_fall = run.stdout.rfind("▼").expect("falls");
    let only_rise = run.stdout.find("▲ +1  Fair        -> Strong").expect("a rise");
    assert!(only_rise < last_fall, "by area, and falls first only within an area");
}

#[test]
fn an_edition_does_not_differ_from_itself() {
    let same = run(&root(), &["diff", "KHM", "2022", "2022", "--exit-code"]);
    assert_eq!((same.code, same.stdout.as_str()), (0, ""));
    assert_eq!(same.stderr, "No difference between editions 2022 and 2022.\n");
}

#[test]
fn the_same_in_every_format() {
    let dataset = Dataset::load_to_compare(&State::real().tree());
    let diff = compare_editions(&dataset, Some("KHM"), "2019", "2022");
    let caution = "2019 is reconstructed";
    let counts = |arrow| {
        format!(
            "11 of 36 ratings changed: 1 up, 10 down; 25 unchanged; score 41 {arrow} 35 (-9 of 144 points)"
        )
    };
    let markdown = markdown::render(&page(&diff), "");
    let html = html::render(&page(&diff), "Two editions");
    for (page, arrow) in [(&markdown, "-&gt;"), (&html, "→")] {
        let caution = page.find(caution).expect("a caution");
        let counts = page.find(&counts(arrow)).expect("counts");
        let (first, last) = (page.find("Very Strong").expect("a fall"), page.rfind("Weak").expect("a fall"));
        assert!(caution < counts && counts < first && first < last);
    }
    assert!(!html.contains("-&gt;") && !html.contains(">-<"), "no sign that has to be guessed");
    assert!(html.contains("not comparable"), "the reasons of a reconstruction");
    assert!(markdown.len() <= 65_536);
    let json: Value = serde_json::from_str(&as_json::render(&diff)).expect("JSON");
    assert_eq!(json["cautions"][0]["kind"], "reconstructed");
    let assessment = &json["assessments"][0];
    assert_eq!(
        assessment["summary"],
        json!({
            "rated": 36, "not_rated": 0, "other_scale": 0, "changed": 11, "up": 1, "down": 10, "unchanged": 25, "points": -9,
            "score_before": { "points": 59, "most_points": 144, "score": 41 },
            "score_after": { "points": 50, "most_points": 144, "score": 35 }, "not_comparable": null,
        })
    );
    assert_eq!(assessment["ratings"].as_array().map(Vec::len), Some(11));
}

type Edit = fn(&mut Value);

/// Every edit, alone, is told once and in words; so is its opposite.
#[test]
fn each_edit_is_told_once() {
    let edit = |edit: Edit| {
        let base = State::base();
        let edited = base.clone().edited(XAA, edit);
        (between(&base, &edited), between(&edited, &base))
    };
    let edits: [(&str, Edit); 17] = [
        ("rating", |file| file["ratings"]["press"]["rating"] = json!("fair")),
        ("direction", |file| file["ratings"]["press"]["change"] = json!("decrease")),
        ("reason", |file| file["ratings"]["press"]["reason"] = json!("correction")),
        ("rationale", |file| {
            file["ratings"]["press"]["rationale"][0] = json!("What was seen about press in 2022.[^report]");
        }),
        ("rationale removed", |file| {
            file["ratings"]["press"].as_object_mut().expect("an entry").remove("rationale");
        }),
        ("citation", |file| {
            file["ratings"]["press"]["footnotes"]["report"]["citations"][1]["locator"] = json!("5");
        }),
        ("citation removed", |file| {
            let citations = &mut file["ratings"]["press"]["footnotes"]["report"]["citations"];
            citations.as_array_mut().expect("a list").remove(0);
        }),
        ("remark", |file| {
            file["ratings"]["press"]["footnotes"]["report"]["comment"] = json!("A remark.");
        }),
        ("label", |file| {
            let press = &mut file["ratings"]["press"];
            press["footnotes"] = json!({ "study": press["footnotes"]["report"] });
            press["rationale"][0] = json!("What was found about press in 2022.[^study]");
        }),
        ("vote", |file| {
            file["ratings"]["press"]["votes"] =
                json!({ "A/RES/75/277": { "title": "On R2P", "year": 2021, "vote": "yes" } });
        }),
        ("source", |file| file["sources"]["report-2022"]["title"] = json!("Another report")),
        ("date", |file| file["sources"]["report-2022"]["issued"] = json!({ "date-parts": [[2021, 4]] })),
        ("author", |file| file["sources"]["report-2022"]["author"][0]["given"] = json!("Joe")),
        ("source renamed", |file| {
            let text = file.to_string().replace("report-2022", "doe-2021");
            *file = serde_json::from_str(&text).expect("JSON");
        }),
        ("indicator renamed", |file| {
            let press = file["ratings"].as_object_mut().expect("a map").remove("press").expect("an entry");
            file["ratings"]["media"] = press;
        }),
        ("stated", |file| file["stated"]["score"] = json!(43)),
        ("exception", |file| {
            file["exceptions"] = json!({ "CIT005": { "/sources/news-2022": "The reason is told here." } });
        }),
    ];
    let mut told = String::new();
    for (name, change) in edits {
        let (there, back) = edit(change);
        told.push_str(&format!("== {name}\n{there}-- and back\n{back}\n"));
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_rating_that_moves_under_a_new_name_is_counted() {
    let renamed = State::base().edited(XAA, |file| {
        let press = file["ratings"].as_object_mut().expect("a map").remove("press").expect("an entry");
        file["ratings"]["media"] = press;
        file["ratings"]["media"]["rating"] = json!("fair");
    });
    insta::assert_snapshot!(between(&State::base(), &renamed));
}

#[test]
fn what_means_the_same_is_no_difference() {
    let base = State::base();
    let same = base.clone().edited(XAA, |file| {
        file["errata"] = json!({});
        file["overview"] = json!([" "]);
        file["ratings"]["press"]["rationale"][0] = json!(" What was  found about press in 2022.[^report]");
        let citations = &mut file["ratings"]["press"]["footnotes"]["report"]["citations"];
        citations.as_array_mut().expect("a list").reverse();
    });
    assert_ne!(base.text(XAA), same.text(XAA));
    assert_eq!(between(&base, &same), "");
}

#[test]
fn registers_and_frameworks_are_compared() {
    let base = State::base();
    let other = base
        .clone()
        .edited("dataset/editions.json", |file| {
            file["editions"]["2025"]["status"] = json!("closed");
            file["editions"]["2028"] =
                json!({ "title": "Fourth", "status": "open", "framework": "base-2019", "previous": "2025" });
        })
        .edited("dataset/countries.json", |file| {
            file["countries"]["XAA"]["note"] = json!("A note.");
        })
        .edited("dataset/frameworks/base-2019.json", |file| {
            file["indicators"]["press"]["title"] = json!("Free press");
            file["indicators"].as_object_mut().expect("a map").remove("schools");
            file["scale"]["weak"]["points"] = json!(2);
        });
    insta::assert_snapshot!(between(&base, &other));
}

#[test]
fn what_cannot_be_read_on_one_side_is_no_change() {
    let base = State::base();
    let dataset = |state: &State| Dataset::load_to_compare(&state.tree());
    let broken = base
        .clone()
        .replaced(XAA, "\"rating\": \"strong\"", "\"rating\": \"srtong\"")
        .edited("dataset/assessments/XBB/2019.json", |file| file["stated"]["score"] = json!(1));
    let (before, after) = (dataset(&base), dataset(&broken));
    let diff = compare(&before, &after);
    insta::assert_snapshot!(told(&diff));
    let still_broken = broken.clone().replaced(XAA, "\"score\": 44", "\"score\": 45");
    let diff_of_broken = between(&broken, &still_broken);
    assert!(!diff_of_broken.contains("Could not compare"), "the same fault on both sides is no matter");

    let mut cut = base.clone();
    cut.files.insert(XAA.to_owned(), b"{ \"ratings\": ".to_vec());
    let told = between(&base, &cut);
    let first =
        "Could not compare dataset/assessments/XAA/2022.json: on the later side, the file is not JSON";
    assert!(told.starts_with(first) && told.ends_with("\nNothing else differs.\n"), "{told}");
    assert_eq!(told.lines().count(), 4, "{told}");
    let folder = crate::support::program::folder(&base);
    git2::Repository::init(folder.path()).expect("a repository");
    crate::support::program::commit(folder.path());
    cut.write_to(folder.path());
    let run = run(folder.path(), &["diff", "HEAD.."]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.stderr, @"error: could not compare 1 file; nothing else differs");
}

/// A commit whose schema had other fields: what this tool does not know is neither compared nor passed over.
#[test]
fn a_field_of_an_older_schema_is_not_compared() {
    let new = State::base().edited(XAA, |file| file["ratings"]["press"]["rating"] = json!("fair"));
    let old = State::base().edited(XAA, |file| {
        file["ratings"]["press"]["confidence"] = json!({ "level": "high" });
        file["ratings"]["courts"]["confidence"] = json!("low");
    });
    let told_of_both = between(&old, &new);
    insta::assert_snapshot!(told_of_both);
    let kept = new.edited(XAA, |file| {
        file["ratings"]["press"]["confidence"] = json!({ "level": "high" });
        file["ratings"]["courts"]["confidence"] = json!("low");
    });
    assert!(!between(&old, &kept).contains("Could not compare"), "what is the same is no matter");
}
