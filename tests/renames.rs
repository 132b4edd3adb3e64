//! Which file, source or label is which under its new name: the best match, one to one, as Git pairs files.

use std::collections::{BTreeMap, BTreeSet};

use dataset::Dataset;
use diff::change::Value as RepositoryLocation;
use diff::compare;
use diff::subject::{Field, Subject};
use format::tree::Tree;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::histories::{History, XAA};
use crate::support::real_git::git_in;
use crate::support::{State, run};

const CODES: [&str; 4] = ["XAA", "XBB", "XCC", "XDD"];
const EDITIONS: [&str; 3] = ["2019", "2022", "2025"];

/// What becomes of a file.
#[derive(Clone, Debug)]
enum Fate {
    Stays,
    Goes,
    /// It gets another name, among those that are free, and some of its entries other words.
    Moves {
        to: usize,
        edited: Option<usize>,
    },
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        2 => Just(Fate::Stays),
        1 => Just(Fate::Goes),
        4 => (0..40_usize, prop::option::of(0..8_usize)).prop_map(|(to, edited)| Fate::Moves { to, edited }),
    ]
}

/// Words by a seed, so that each text is unlike all others.
fn words(seed: usize) -> String {
    let mut state = seed as u64 * 2_654_435_761 + 12_345;
    let word = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:x}", state >> 40)
    };
    (0..40).map(word).collect::<Vec<_>>().join(" ")
}

/// A file of eight entries, each by the seed of its words.
fn file(code: &str, edition: &str, entries: &[usize]) -> Vec<u8> {
    let entry = |seed: &usize| json!({ "rating": "fair", "rationale": [words(*seed)] });
    let ratings: serde_json::Map<String, Value> =
        entries.iter().enumerate().map(|(nth, seed)| (format!("indicator-{nth}"), entry(seed))).collect();
    let file = json!({ "country": code, "edition": edition, "status": "draft", "ratings": ratings });
    let mut bytes = serde_json::to_vec_pretty(&file).expect("JSON");
    bytes.push(b'\n');
    bytes
}

fn path(code: &str, edition: &str) -> String {
    format!("dataset/assessments/{code}/{edition}.json")
}

/// The files before and after.
fn both_sides(fates: &[Fate], come: usize) -> [BTreeMap<String, Vec<u8>>; 2] {
    let names: Vec<(&str, &str)> =
        CODES.iter().flat_map(|code| EDITIONS.iter().map(move |edition| (*code, *edition))).collect();
    let free: Vec<(String, String)> = (0..40)
        .map(|nth| {
            let letter = char::from(b'A' + u8::try_from(nth / 4).expect("few"));
            (format!("YY{letter}"), ["2019", "2022", "2025", "2026"][nth % 4].to_owned())
        })
        .collect();
    let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
    let mut taken = BTreeSet::new();
    for (nth, ((code, edition), fate)) in names.iter().zip(fates).enumerate() {
        // An edition carries half of the entries of the one before it.
        let own = |entry: usize| 100 * nth + entry;
        let first = 100 * (nth / 3 * 3);
        let mut entries: Vec<usize> =
            (0..8).map(|entry| if entry < 4 { first + entry } else { own(entry) }).collect();
        before.insert(path(code, edition), file(code, edition, &entries));
        match fate {
            Fate::Stays => drop(after.insert(path(code, edition), file(code, edition, &entries))),
            Fate::Goes => {}
            Fate::Moves { to, edited } => {
                let Some((code, edition)) = free.get(*to).filter(|_| taken.insert(*to)) else { continue };
                if let Some(entry) = edited {
                    entries[*entry] = 10_000 + own(*entry);
                }
                after.insert(path(code, edition), file(code, edition, &entries));
            }
        }
    }
    #[expect(clippy::needless_range_loop, reason = "the number also makes the content")]
    for nth in 0..come {
        let entries: Vec<usize> = (0..8).map(|entry| 50_000 + 100 * nth + entry).collect();
        after.insert(path("ZZZ", EDITIONS[nth]), file("ZZZ", EDITIONS[nth], &entries));
    }
    [before, after]
}

/// The renames that the program finds: the old path and the new one.
fn found(
    before: &BTreeMap<String, Vec<u8>>,
    after: &BTreeMap<String, Vec<u8>>,
) -> BTreeSet<(String, String)> {
    let load = |files: &BTreeMap<String, Vec<u8>>| Dataset::load(&Tree::memory(files.clone(), []));
    let (before, after) = (load(before), load(after));
    let diff = compare(&before, &after);
    let of_path = |change: &&diff::change::Change| {
        matches!(&change.subject, Subject::Assessment { field: Field::Path, .. })
    };
    let name = |value: &Option<RepositoryLocation>| match value {
        Some(RepositoryLocation::Name(name)) => name.to_string(),
        _ => String::new(),
    };
    diff.changes().filter(of_path).map(|change| (name(&change.before), name(&change.after))).collect()
}

/// The renames that Git finds.
fn found_by_git(
    before: &BTreeMap<String, Vec<u8>>,
    after: &BTreeMap<String, Vec<u8>>,
) -> BTreeSet<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let ok = |arguments: &[&str]| {
        let run = git_in(folder.path(), arguments);
        assert_eq!(run.code, 0, "{arguments:?} {}", run.stderr);
        run.stdout
    };
    ok(&["init", "--quiet"]);
    for files in [before, after] {
        let _ = std::fs::remove_dir_all(folder.path().join("dataset"));
        State { files: files.clone(), others: Vec::new() }.write_to(folder.path());
        ok(&["add", "--all"]);
        ok(&["commit", "--quiet", "--allow-empty", "--message", "A side"]);
    }
    let told = ok(&["diff", "--find-renames", "--name-status", "--diff-filter=R", "HEAD~1", "HEAD"]);
    let pair = |line: &str| {
        let mut parts = line.split('\t').skip(1).map(str::to_owned);
        (parts.next().expect("the old path"), parts.next().expect("the new path"))
    };
    told.lines().map(pair).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 25, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn files_are_paired_as_git_pairs_them(
        fates in prop::collection::vec(fate(), 12),
        come in 0..3_usize,
    ) {
        let [before, after] = both_sides(&fates, come);
        prop_assert_eq!(found(&before, &after), found_by_git(&before, &after));
    }
}

/// An edition that is withdrawn and another that is renamed in one commit, of which the second is nearer to the new name.
#[test]
fn the_edition_that_was_withdrawn_is_not_the_one_that_was_renamed() {
    let base = State::base();
    let (old, second, third) = (XAA, path("XAA", "2023"), path("XAA", "2025"));
    let mut start = base.clone();
    start.files.insert(second.clone(), base.files[old].clone());
    let start = start.edited(&second, |file| {
        file["edition"] = json!("2023");
        file["ratings"]["press"]["rating"] = json!("very-weak");
    });
    let mut end = start.clone();
    end.files.remove(old);
    let moved = end.files.remove(&second).expect("is there");
    end.files.insert(third.clone(), moved);
    let end = end.edited(&third, |file| file["edition"] = json!("2025"));
    let mut history = History::new();
    history.commit("start", &[], "Enter", &start);
    history.commit("end", &["start"], "Withdraw 2022, rename 2023", &end);
    history.check_out();
    let diff = run(history.path(), &["diff", "HEAD~1..HEAD"]);
    insta::assert_snapshot!(diff.stdout, @r"
    Aland (XAA) 2022: removed

    The assessment
      assessment removed: published, 4 ratings, 3 sources

    Aland (XAA), 2023 -> 2025
    0 of 4 ratings changed; no score can be computed before; score 25 after
    Only the record changed: no rating, evidence or wording.

    The assessment
      file renamed: dataset/assessments/XAA/2023.json ->
        dataset/assessments/XAA/2025.json
    ");
    let validated = run(history.path(), &["validate", "--base", "HEAD~1", "--today", "2026-11-21"]);
    for code in ["CHG001", "CHG002", "CHG003"] {
        assert!(!validated.stdout.contains(code), "{}", validated.stdout);
    }
}

fn with_exception(state: State) -> State {
    state.edited(XAA, |file| {
        file["exceptions"] = json!({ "CIT005": {
            "/ratings/press/footnotes/report": "A reason.",
            "/sources/news-2022": "Another.",
            "/ratings/press": "A third.",
        } });
    })
}

/// What differs in the exceptions, and all that differs.
fn differing(before: &State, after: &State) -> (usize, Vec<String>) {
    let (before, after) = (Dataset::load(&before.tree()), Dataset::load(&after.tree()));
    let diff = compare(&before, &after);
    let is_exception = |change: &diff::change::Change| {
        matches!(&change.subject, Subject::Assessment { field: Field::Exception { .. }, .. })
    };
    let exceptions = diff.changes().filter(|change| is_exception(change)).count();
    (exceptions, diff.changes().map(|change| format!("{:?}", change.subject.place().1)).collect())
}

#[test]
fn an_exception_that_did_not_change_is_not_told_though_what_it_names_was_renamed() {
    let base = with_exception(State::base());
    for (from, to) in [("report", "paper"), ("news-2022", "daily-2022"), ("press", "media")] {
        let mut renamed = base.clone();
        let text = base.text(XAA);
        // Everything but the exceptions goes by the new name.
        let (data, exceptions) = text.split_once("\"exceptions\"").expect("has some");
        let data = data.replace(&format!("\"{from}\""), &format!("\"{to}\""));
        let data = if from == "report" { data.replace("[^report]", "[^paper]") } else { data };
        renamed.files.insert(XAA.to_owned(), format!("{data}\"exceptions\"{exceptions}").into_bytes());
        let (count, all) = differing(&base, &renamed);
        assert_eq!(count, 0, "{from}: {all:?}");
        // Where the exception goes along, nothing is told of it either.
        let along = exceptions
            .replace(&format!("/{from}\""), &format!("/{to}\""))
            .replace(&format!("/{from}/"), &format!("/{to}/"));
        renamed.files.insert(XAA.to_owned(), format!("{data}\"exceptions\"{along}").into_bytes());
        assert_eq!(differing(&base, &renamed).0, 0, "{from}");
    }
}

#[test]
fn a_mention_that_keeps_the_old_name_is_not_told_as_changed() {
    let base = State::base();
    let text = base.text(XAA);
    let (ratings, sources) = text.split_once("\"sources\"").expect("has some");
    let mut renamed = base.clone();
    let sources = sources.replace("\"news-2022\"", "\"daily-2022\"");
    renamed.files.insert(XAA.to_owned(), format!("{ratings}\"sources\"{sources}").into_bytes());
    let (_, all) = differing(&base, &renamed);
    assert_eq!(all.len(), 1, "the source has another name, and nothing else changed: {all:?}");
}

#[test]
fn thousands_of_renamed_sources_are_no_trouble() {
    let sources = |prefix: &str, words: &str| -> Value {
        let source = |nth: usize| {
            let url = format!("https://example.org/{nth}");
            json!({ "type": "webpage", "title": format!("Page {nth}{words}"), "URL": url })
        };
        let all: serde_json::Map<String, Value> =
            (0..5_000).map(|nth| (format!("{prefix}-{nth}"), source(nth))).collect();
        all.into()
    };
    let state = |prefix: &str, words: &str| {
        let mut state = State::base();
        let mut file: Value = serde_json::from_slice(&state.files[XAA]).expect("JSON");
        file["sources"] = sources(prefix, words);
        state.files.insert(XAA.to_owned(), serde_json::to_vec(&file).expect("JSON"));
        state
    };
    let before = state("old", "");
    for words in ["", ", reworded"] {
        let begun = std::time::Instant::now();
        let (_, all) = differing(&before, &state("new", words));
        assert_eq!(all.len(), if words.is_empty() { 5_000 } else { 10_000 });
        assert!(begun.elapsed().as_secs() < 20, "it took {:?}", begun.elapsed());
    }
}
