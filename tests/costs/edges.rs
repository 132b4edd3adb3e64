//! The limits that the tool keeps to, each at its edge: what is just within is done, what is just beyond is told as that.

use dataset::schema::Kind;
use diff::merge::{Conflicts, Merged, Sides, merge};
use format::limits::{MOST_ALIKE, MOST_FAULTS, MOST_PAIRS, MOST_ROUNDS};
use rules::fix::{UnusedExceptions, mended};
use serde_json::{Value, json};

use super::FILE;
use crate::merge::{INDICATORS, canonical, markers};
use crate::support::{State, today};

/// A later work is compared with so many of the same author, title and year. Of those beyond, one with the same numbers is
/// found, and not one that only has no number of its own to tell it apart.
#[test]
fn a_work_is_compared_with_so_many_of_its_key() {
    let numbered = |nth: usize| {
        json!({ "type": "report", "title": "Annual report", "author": [{ "literal": "A Centre" }],
            "issued": { "date-parts": [[2021]] }, "number": nth.to_string() })
    };
    let twin_of = |nth: usize, has_page: bool| {
        let state = State::base().edited(FILE, |file| {
            for earlier in 0..=MOST_ALIKE {
                file["sources"][format!("same-{earlier:05}")] = numbered(earlier);
            }
            let mut twin = numbered(nth);
            if has_page {
                twin["volume"] = json!("7");
            }
            file["sources"]["twin"] = twin;
        });
        let told = state.judged().places();
        told.iter().any(|(code, _, place)| *code == "CIT050" && place == "/sources/twin")
    };
    // The last that is compared, and the first that is not.
    assert!(twin_of(MOST_ALIKE - 1, true));
    assert!(!twin_of(MOST_ALIKE, true));
    assert!(twin_of(MOST_ALIKE, false));
}

/// In a round so many texts with a space at the end are mended as faults of form are told one by one in a file.
#[test]
fn fixes_are_carried_out_in_so_many_rounds_and_the_next_run_goes_on() {
    let spaced = |count: usize| {
        State::base().with_json(FILE, |file| {
            let footnotes = &mut file["ratings"]["courts"]["footnotes"];
            for nth in 0..count {
                let citation =
                    json!({ "source": "report-2022", "label": "page", "locator": format!("{nth} ") });
                footnotes[format!("note-{nth:05}")] = json!({ "citations": [citation] });
            }
        })
    };
    let left_by_a_run = |state: &mut State| {
        for file in mended(&state.tree(), today(), UnusedExceptions::Kept, |_| true) {
            state.files.insert(file.path, file.after.into_bytes());
        }
        state.text(FILE).matches(" \",\n").count() + state.text(FILE).matches(" \"\n").count()
    };
    // One fault is that the file is not laid out.
    let each = MOST_FAULTS - 1;
    assert_eq!(left_by_a_run(&mut spaced(MOST_ROUNDS * each)), 0);
    let mut beyond = spaced((MOST_ROUNDS + 1) * each);
    assert_eq!(left_by_a_run(&mut beyond), each);
    assert!(beyond.judged().validation.total() >= each);
    assert_eq!(left_by_a_run(&mut beyond), 0);
}

/// Two lists are compared element by element up to so many pairs; beyond, they are taken whole.
#[test]
fn lists_are_merged_by_elements_up_to_so_many_pairs() {
    let side = MOST_PAIRS.isqrt();
    assert_eq!(side * side, MOST_PAIRS);
    let paragraphs = |count: usize, edit: &dyn Fn(&mut Vec<String>)| {
        let mut paragraphs: Vec<String> = (0..count).map(|nth| format!("Paragraph {nth}.")).collect();
        edit(&mut paragraphs);
        let mut file: Value = serde_json::from_str(State::base().text(FILE)).expect("JSON");
        file["ratings"]["courts"]["rationale"] = paragraphs.into();
        canonical(&file)
    };
    let merged = |count: usize| {
        let ancestor = paragraphs(count, &|_| ());
        let ends = |list: &mut Vec<String>| {
            let last = list.len() - 1;
            (list[0], list[last]) = ("The first.".to_owned(), "The last.".to_owned());
        };
        let ours = paragraphs(count, &ends);
        let theirs = paragraphs(count, &|list| list[side / 2] = "The middle.".to_owned());
        let [ancestor, ours, theirs] = [&ancestor, &ours, &theirs].map(|text| text.as_bytes());
        let conflicts = Conflicts::Marked(markers(diff::merge::MarkerStyle::Merge));
        merge(&Sides { ancestor, ours, theirs }, Kind::Assessment, &INDICATORS, &conflicts).expect("JSON")
    };
    let Merged::Clean(text) = merged(side) else { panic!("a conflict") };
    assert!(["The first.", "The middle.", "The last."].iter().all(|paragraph| text.contains(paragraph)));
    assert!(matches!(merged(side + 1), Merged::Conflicts(_)));
}
