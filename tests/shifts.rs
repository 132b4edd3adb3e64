//! Ids that are swapped or shifted in one commit, and merges that move a file off a path that is taken: each file is known by
//! its content, whatever stands at its path.

use serde_json::json;

use crate::identity::{changelog, pairs, rated, validated, written};
use crate::support::histories::{History, XAA};
use crate::support::{State, run};
use crate::ways::moved;

const SECOND: &str = "dataset/assessments/XAA/2023.json";
const THIRD: &str = "dataset/assessments/XAA/2024.json";
const BELAND: &str = "dataset/assessments/XBB/2022.json";

/// A state with a second edition: the first, carried and edited, or one that shares nothing with it.
fn with_second(is_alike: bool) -> State {
    let base = State::base();
    if !is_alike {
        return written(&base, SECOND, "2023");
    }
    let mut state = base.clone();
    state.files.insert(SECOND.to_owned(), base.files[XAA].clone());
    state.edited(SECOND, |file| {
        file["edition"] = json!("2023");
        file["ratings"]["press"]["rating"] = json!("very-weak");
    })
}

/// A state in which files stand at the paths, and say so, of those that they were.
fn handed_on(state: &State, ways: &[(&str, &str)]) -> State {
    let mut after = state.clone();
    ways.iter().for_each(|(from, _)| drop(after.files.remove(*from)));
    for (from, to) in ways {
        after.files.insert((*to).to_owned(), state.files[*from].clone());
        let mut parts = to.rsplit(['/', '.']).skip(1);
        let (edition, country) = (parts.next().expect("a name"), parts.next().expect("a folder"));
        after = after.edited(to, |file| {
            file["edition"] = json!(edition);
            file["country"] = json!(country);
        });
    }
    after
}

/// Checks what all that compare commits say of one that hands files on, and what they say before it is committed.
fn check(before: &State, ways: &[(&str, &str)], expected: &[&str]) {
    let after = handed_on(before, ways);
    let mut history = History::new();
    history.commit("base", &[], "Enter", before);
    history.check_out();
    for (path, bytes) in &after.files {
        std::fs::write(history.path().join(path), bytes).expect("a file");
    }
    for path in before.files.keys().filter(|path| !after.files.contains_key(*path)) {
        std::fs::remove_file(history.path().join(path)).expect("a file");
    }
    assert_eq!(pairs(&history, "base", ""), expected, "not committed");
    let judged = validated(&history, "base");
    assert!(!judged.contains("CHG00"), "not committed: {judged}");
    history.commit("hands-on", &["base"], "Other ids", &after);
    history.check_out();
    for end in ["HEAD", ""] {
        assert_eq!(pairs(&history, "base", end), expected, "up to \"{end}\"");
    }
    let judged = validated(&history, "base");
    assert!(!judged.contains("CHG00"), "{judged}");
    let told = changelog(&history, "base", "hands-on");
    assert_eq!(told.matches("(`<hands-on>`").count(), expected.len(), "{told}");
    assert!(!told.contains("by no single commit"), "{told}");
    for (_, to) in ways {
        let parts: Vec<&str> = to.rsplit(['/', '.']).collect();
        let told = run(history.path(), &["history", parts[2], "press", "--edition", parts[1]]);
        assert!(told.stdout.contains("entered as") && !told.stdout.contains("-> "), "{to}: {}", told.stdout);
    }
}

#[test]
fn editions_are_shifted_in_one_commit() {
    for is_alike in [true, false] {
        let two = with_second(is_alike);
        check(&two, &[(XAA, SECOND), (SECOND, THIRD)], &["XAA/2022 -> XAA/2023", "XAA/2023 -> XAA/2024"]);
    }
}

#[test]
fn editions_are_swapped_in_one_commit() {
    for is_alike in [true, false] {
        let two = with_second(is_alike);
        check(&two, &[(XAA, SECOND), (SECOND, XAA)], &["XAA/2023 -> XAA/2022", "XAA/2022 -> XAA/2023"]);
    }
}

#[test]
fn countries_are_swapped_in_one_commit() {
    let base = State::base();
    check(&base, &[(XAA, BELAND), (BELAND, XAA)], &["XBB/2022 -> XAA/2022", "XAA/2022 -> XBB/2022"]);
}

/// The swap is found among whatever else the commit edits, and however many files of each country are in it.
#[test]
fn countries_are_swapped_in_a_commit_that_edits_many_others() {
    let others: Vec<String> =
        ('A'..='N').map(|letter| format!("dataset/assessments/XC{letter}/2022.json")).collect();
    let pair = ["2021", "2022", "2023", "2024", "2025"]
        .map(|edition| ["XAA", "XBB"].map(|country| format!("dataset/assessments/{country}/{edition}.json")));
    let mut before = State::base();
    for path in others.iter().chain(pair.iter().flatten()) {
        let mut parts = path.rsplit(['/', '.']).skip(1);
        let (edition, country) = (parts.next().expect("a name"), parts.next().expect("a folder"));
        before = written(&before, path, edition).edited(path, |file| {
            file["country"] = json!(country);
            for (id, entry) in file["ratings"].as_object_mut().expect("an object") {
                entry["rationale"] =
                    json!([format!("What is known of {country} in {edition} about {id}.[^report]")]);
            }
            for (id, source) in file["sources"].as_object_mut().expect("an object") {
                source["title"] = json!(format!("A source of {country} in {edition}, known there as {id}"));
                source["publisher"] = json!(format!("Publisher of {country} in the year {edition}"));
                source["URL"] =
                    json!(format!("https://{country}-{edition}.example/a-source-by-the-name/{id}"));
            }
        });
    }
    for swapped in [&pair[1..2], &pair[..]] {
        let swap: Vec<(&str, &str)> =
            swapped.iter().flat_map(|[one, other]| [(&**one, &**other), (&**other, &**one)]).collect();
        let swapped_only = handed_on(&before, &swap);
        let after = others.iter().fold(swapped_only, |state, path| rated(&state, path, "fair"));
        let mut history = History::new();
        history.commit("base", &[], "Enter", &before);
        history.commit("swaps", &["base"], "Swap two countries, and edit the others", &after);
        history.check_out();
        let found = pairs(&history, "base", "HEAD");
        let renamed: Vec<&String> = found.iter().filter(|pair| !pair.contains("XC")).collect();
        assert_eq!(renamed.len(), swap.len(), "{found:?}");
        assert!(renamed.iter().all(|pair| pair.contains("XAA") && pair.contains("XBB")), "{found:?}");
        assert!(!validated(&history, "base").contains("CHG004"));
        let told = changelog(&history, "base", "swaps");
        assert!(!told.contains("by no single commit"), "{told}");
        for country in ["XAA", "XBB"] {
            let told = run(history.path(), &["history", country, "press", "--edition", "2022"]).stdout;
            assert!(told.contains("entered as") && !told.contains("-> "), "{country}: {told}");
        }
    }
}

/// Two lines enter an edition under one id, and the merge gives one of them another.
#[test]
fn a_merge_moves_a_file_off_a_path_that_is_taken() {
    let base = State::base();
    let ours = written(&base, SECOND, "2023");
    let theirs = rated(&with_second(true), SECOND, "fair");
    let mut end = moved(&theirs, SECOND, THIRD, "2024");
    end.files.insert(SECOND.to_owned(), ours.files[SECOND].clone());
    for parents in [["ours", "theirs"], ["theirs", "ours"]] {
        let mut history = History::new();
        history.commit("base", &[], "Enter", &base);
        history.commit("ours", &["base"], "Enter 2023", &ours);
        history.commit("theirs", &["base"], "Enter 2023 as well", &theirs);
        history.commit("merges", &parents, "Merge, and one is 2024", &end);
        history.check_out();
        let expected: &[(&str, &[&str])] = &[
            ("base", &["nothing -> XAA/2023", "nothing -> XAA/2024"]),
            ("ours", &["nothing -> XAA/2024"]),
            ("theirs", &["nothing -> XAA/2023", "XAA/2023 -> XAA/2024"]),
        ];
        for (from, expected) in expected {
            assert_eq!(pairs(&history, from, "HEAD"), *expected, "{parents:?} {from}");
            assert_eq!(pairs(&history, from, ""), *expected, "{parents:?} {from}");
            let judged = validated(&history, from);
            assert!(!judged.contains("CHG00"), "{parents:?} {from}: {judged}");
            let told = changelog(&history, from, "merges");
            assert!(!told.contains("by no single commit"), "{parents:?} {from}: {told}");
        }
        let of = |edition: &str| {
            let told = run(history.path(), &["history", "XAA", "press", "--edition", edition]).stdout;
            history.named(&told)
        };
        let (second, third) = (of("2023"), of("2024"));
        assert!(second.contains("2023: entered as Very Weak") && !second.contains("-> "), "{second}");
        assert!(!second.contains("entered as Fair"), "{second}");
        assert!(third.contains("2024: entered as Fair") && !third.contains("-> "), "{third}");
        assert!(!third.contains("entered as Very Weak"), "{third}");
    }
}
