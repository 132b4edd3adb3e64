//! Merging by meaning over random edits: laws that hold whatever was changed.

use std::collections::BTreeMap;

use dataset::canonical::{Rewrite, rewrite};
use dataset::schema::Kind;
use diff::merge::Merged;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::merge::{INDICATORS, base, canonical, kept, merged, parsed};

/// A change of one thing.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Rating(usize, &'static str),
    Direction(usize),
    Paragraphs(usize, Vec<u8>),
    Footnote(usize, u8, u8),
    FootnoteGone(usize),
    Citations(usize, Vec<u8>),
    Source(u8, u8),
    SourceGone(u8),
    Erratum(u8),
    Overview(Vec<u8>),
    IndicatorGone(usize),
    /// What was carried over is confirmed.
    Confirmed(usize),
}

pub(crate) fn change() -> impl Strategy<Value = Change> {
    let ids = || prop::collection::vec(0..4_u8, 0..4);
    prop_oneof![
        (0..4_usize, prop::sample::select(vec!["fair", "weak", "strong"]))
            .prop_map(|(i, rating)| Change::Rating(i, rating)),
        (0..4_usize).prop_map(Change::Direction),
        (0..4_usize, ids()).prop_map(|(i, texts)| Change::Paragraphs(i, texts)),
        (0..4_usize, 0..3_u8, 0..3_u8).prop_map(|(i, label, text)| Change::Footnote(i, label, text)),
        (0..4_usize).prop_map(Change::FootnoteGone),
        (0..4_usize, ids()).prop_map(|(i, sources)| Change::Citations(i, sources)),
        (0..4_u8, 0..3_u8).prop_map(|(id, title)| Change::Source(id, title)),
        (0..4_u8).prop_map(Change::SourceGone),
        (0..4_u8).prop_map(Change::Erratum),
        ids().prop_map(Change::Overview),
        (0..4_usize).prop_map(Change::IndicatorGone),
        (0..4_usize).prop_map(Change::Confirmed),
    ]
}

fn apply(file: &mut Value, change: &Change) {
    const SOURCES: [&str; 4] = ["document", "news-2022", "report-2022", "zz-new"];
    fn texts(ids: &[u8]) -> Vec<String> {
        ids.iter().map(|id| format!("Paragraph {id}.")).collect()
    }
    fn remove(value: &mut Value, name: &str) {
        value.as_object_mut().map(|members| members.shift_remove(name));
    }
    let ratings = &mut file["ratings"];
    match change {
        Change::Rating(i, rating) => ratings[INDICATORS[*i]]["rating"] = json!(rating),
        Change::Direction(i) => ratings[INDICATORS[*i]]["change"] = json!("increase"),
        Change::Paragraphs(i, ids) => ratings[INDICATORS[*i]]["rationale"] = json!(texts(ids)),
        Change::Footnote(i, label, text) => {
            ratings[INDICATORS[*i]]["footnotes"][format!("n{label}")] =
                json!({ "comment": format!("{text}") });
        }
        Change::FootnoteGone(i) => remove(&mut ratings[INDICATORS[*i]], "footnotes"),
        Change::Citations(i, ids) => {
            let cited: Vec<Value> = ids.iter().map(|id| json!({ "source": SOURCES[*id as usize] })).collect();
            ratings[INDICATORS[*i]]["footnotes"]["report"] = json!({ "citations": cited });
        }
        Change::Source(id, title) => {
            file["sources"][SOURCES[*id as usize]]["title"] = json!(format!("{title}"))
        }
        Change::SourceGone(id) => remove(&mut file["sources"], SOURCES[*id as usize]),
        Change::Erratum(day) => {
            file["errata"][format!("2026-01-0{}", day + 1)] = json!({ "note": "Why." });
        }
        Change::Overview(ids) => file["overview"] = json!(texts(ids)),
        Change::IndicatorGone(i) => remove(ratings, INDICATORS[*i]),
        Change::Confirmed(i) if ratings[INDICATORS[*i]].is_object() => {
            remove(&mut ratings[INDICATORS[*i]], "carried");
        }
        Change::Confirmed(_) => {}
    }
}

/// A draft whose entries were all carried over.
fn carried_over() -> Value {
    let mut file = base();
    for indicator in INDICATORS {
        file["ratings"][indicator]["carried"] = json!("2019");
    }
    file
}

pub(crate) fn changed(changes: &[Change]) -> Value {
    changed_from(base(), changes)
}

fn changed_from(mut file: Value, changes: &[Change]) -> Value {
    for change in changes {
        apply(&mut file, change);
    }
    // In canonical order, so that texts can be compared.
    parsed(&canonical(&file))
}

/// Every value that is no object, by the names that lead to it.
fn leaves(value: &Value) -> BTreeMap<Vec<String>, Value> {
    fn visit(value: &Value, at: &mut Vec<String>, out: &mut BTreeMap<Vec<String>, Value>) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    at.push(name.clone());
                    visit(value, at, out);
                    at.pop();
                }
            }
            value => {
                out.insert(at.clone(), value.clone());
            }
        }
    }
    let mut out = BTreeMap::new();
    visit(value, &mut Vec::new(), &mut out);
    out
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_side_alone_is_taken_as_it_is(changes in prop::collection::vec(change(), 0..6)) {
        let (a, b) = (base(), changed(&changes));
        let wanted = Merged::Clean(canonical(&b));
        prop_assert_eq!(&merged(&a, &a, &b), &wanted);
        prop_assert_eq!(&merged(&a, &b, &a), &wanted);
        prop_assert_eq!(&merged(&a, &b, &b), &wanted);
        prop_assert_eq!(&merged(&b, &b, &b), &wanted);
    }

    #[test]
    fn both_sides_survive(
        one in prop::collection::vec(change(), 0..6),
        two in prop::collection::vec(change(), 0..6),
    ) {
        let (ancestor, ours, theirs) = (base(), changed(&one), changed(&two));
        let (before, our, their) = (leaves(&ancestor), leaves(&ours), leaves(&theirs));
        let other_way = merged(&ancestor, &theirs, &ours);
        match merged(&ancestor, &ours, &theirs) {
            Merged::Clean(text) => {
                let Merged::Clean(mirrored) = other_way else { panic!("a conflict one way only") };
                prop_assert_eq!(&parsed(&text), &parsed(&mirrored));
                prop_assert_eq!(rewrite(text.as_bytes(), Kind::Assessment, &INDICATORS), Rewrite::AsItIs);
                let found = leaves(&parsed(&text));
                for (mine, others) in [(&our, &their), (&their, &our)] {
                    for (place, value) in mine.iter().filter(|(place, value)| before.get(*place) != Some(value)) {
                        let untouched = others.get(place) == before.get(place);
                        if untouched && !value.is_array() {
                            prop_assert_eq!(found.get(place), Some(value), "{:?}", place);
                        }
                    }
                }
            }
            Merged::Conflicts(text) => {
                let Merged::Conflicts(mirrored) = other_way else { panic!("a conflict one way only") };
                prop_assert_eq!(text.matches("<<<<<<< ").count(), mirrored.matches("<<<<<<< ").count());
                let of_ours = parsed(&kept(&text, |_| "ours"));
                let of_theirs = parsed(&kept(&text, |_| "theirs"));
                prop_assert_eq!(&of_ours, &parsed(&kept(&mirrored, |_| "theirs")));
                // Whichever sides are kept, it is JSON.
                parsed(&kept(&text, |nth| ["ours", "theirs"][nth % 2]));
                parsed(&kept(&text, |nth| ["theirs", "ours"][nth % 2]));
                // What only one side changed is there whichever is kept, but for what stands in a conflict.
                let (kept_ours, kept_theirs) = (leaves(&of_ours), leaves(&of_theirs));
                for (place, value) in our.iter().filter(|(place, value)| before.get(*place) != Some(value)) {
                    prop_assert!(value.is_array() || kept_ours.get(place) == Some(value), "{:?}", place);
                }
                for (place, value) in their.iter().filter(|(place, value)| before.get(*place) != Some(value)) {
                    prop_assert!(value.is_array() || kept_theirs.get(place) == Some(value), "{:?}", place);
                }
            }
        }
    }

    #[test]
    fn what_is_confirmed_was_confirmed_as_it_stands(
        one in prop::collection::vec(change(), 0..6),
        two in prop::collection::vec(change(), 0..6),
    ) {
        let ancestor = carried_over();
        let (ours, theirs) = (changed_from(ancestor.clone(), &one), changed_from(ancestor.clone(), &two));
        let Merged::Clean(text) = merged(&ancestor, &ours, &theirs) else { return Ok(()) };
        let found = parsed(&text);
        let entries = |file: &Value| file["ratings"].as_object().cloned().unwrap_or_default();
        for (indicator, entry) in entries(&found).iter().filter(|(_, entry)| entry.get("carried").is_none()) {
            let confirmed: Vec<&Value> = [&ours, &theirs]
                .into_iter()
                .filter_map(|side| side["ratings"].get(indicator))
                .filter(|entry| entry.get("carried").is_none())
                .collect();
            prop_assert!(!confirmed.is_empty());
            for side in confirmed {
                prop_assert_eq!(side, entry, "whoever confirmed {}, confirmed this", indicator);
            }
        }
    }

    #[test]
    fn different_indicators_never_conflict(
        one in prop::collection::vec(change(), 1..6),
        two in prop::collection::vec(change(), 1..6),
    ) {
        let only = |changes: &[Change], indicators: std::ops::Range<usize>| -> Vec<Change> {
            let is_within = |change: &&Change| match change {
                Change::Rating(i, _) | Change::Direction(i) | Change::Paragraphs(i, _) => indicators.contains(i),
                Change::Footnote(i, _, _) | Change::Citations(i, _) => indicators.contains(i),
                Change::FootnoteGone(i) | Change::IndicatorGone(i) | Change::Confirmed(i) => indicators.contains(i),
                Change::Source(..) | Change::SourceGone(_) | Change::Erratum(_) | Change::Overview(_) => false,
            };
            changes.iter().filter(is_within).cloned().collect()
        };
        let (one, two) = (only(&one, 0..2), only(&two, 2..4));
        let both: Vec<Change> = one.iter().chain(&two).cloned().collect();
        let found = merged(&base(), &changed(&one), &changed(&two));
        prop_assert_eq!(found, Merged::Clean(canonical(&changed(&both))));
    }
}
