//! Merging by meaning: what is taken, what is a conflict, and that either side of a conflict can be kept.

use dataset::canonical::{Rewrite, rewrite};
use dataset::schema::Kind;
use diff::merge::{Conflicts, MarkerStyle, Markers, Merged, Sides, merge};
use serde_json::{Value, json};

use crate::support::State;

pub(crate) const INDICATORS: [&str; 4] = ["courts", "police", "press", "schools"];

pub(crate) fn markers(style: MarkerStyle) -> Markers {
    let labels = Sides { ancestor: "base".into(), ours: "ours".into(), theirs: "theirs".into() };
    Markers { length: 7, labels, style }
}

pub(crate) fn canonical(value: &Value) -> String {
    let bytes = serde_json::to_vec(value).expect("JSON");
    match rewrite(&bytes, Kind::Assessment, &INDICATORS) {
        Rewrite::To(text) => text,
        Rewrite::AsItIs => String::from_utf8(bytes).expect("UTF-8"),
        Rewrite::Refused(why) => panic!("{why}"),
    }
}

pub(crate) fn base() -> Value {
    serde_json::from_str(State::base().text("dataset/assessments/XAA/2022.json")).expect("JSON")
}

fn edited(edit: impl FnOnce(&mut Value)) -> Value {
    let mut value = base();
    edit(&mut value);
    value
}

fn merged_as(ancestor: &Value, ours: &Value, theirs: &Value, conflicts: &Conflicts) -> Merged {
    let texts = [ancestor, ours, theirs].map(canonical);
    let [ancestor, ours, theirs] = [0, 1, 2].map(|i| texts[i].as_bytes());
    merge(&Sides { ancestor, ours, theirs }, Kind::Assessment, &INDICATORS, conflicts)
        .expect("texts that are JSON")
}

pub(crate) fn merged(ancestor: &Value, ours: &Value, theirs: &Value) -> Merged {
    merged_as(ancestor, ours, theirs, &Conflicts::Marked(markers(MarkerStyle::Merge)))
}

fn clean(ours: &Value, theirs: &Value) -> Value {
    match merged(&base(), ours, theirs) {
        Merged::Clean(text) => {
            let as_it_is = rewrite(text.as_bytes(), Kind::Assessment, &INDICATORS);
            assert_eq!(as_it_is, Rewrite::AsItIs, "a merged file is in canonical form");
            serde_json::from_str(&text).expect("JSON")
        }
        Merged::Conflicts(text) => panic!("a conflict:\n{text}"),
    }
}

/// The text with markers, which has conflicts.
fn conflicting(ours: &Value, theirs: &Value) -> String {
    match merged(&base(), ours, theirs) {
        Merged::Conflicts(text) => text,
        Merged::Clean(text) => panic!("no conflict:\n{text}"),
    }
}

/// Only the conflicts of a text, each with the line before and the line behind it.
fn hunks(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let (mut out, mut is_within) = (String::new(), false);
    for (at, line) in lines.iter().enumerate() {
        let begins_next = lines.get(at + 1).is_some_and(|next| next.starts_with("<<<<<<< "));
        let ends_before = at > 0 && lines[at - 1].starts_with(">>>>>>> ");
        is_within |= line.starts_with("<<<<<<< ");
        if is_within || begins_next || ends_before {
            out.push_str(&format!("{line}\n"));
        }
        is_within &= !line.starts_with(">>>>>>> ");
    }
    out
}

/// Keeps of the nth conflict what `side` says, verbatim, as a person does who deletes the other lines.
pub(crate) fn kept(text: &str, side: impl Fn(usize) -> &'static str) -> String {
    let (mut out, mut part, mut nth) = (String::new(), "both", 0);
    for line in text.lines() {
        match line.split(' ').next().expect("a word") {
            "<<<<<<<" => part = "ours",
            "|||||||" => part = "base",
            "=======" => part = "theirs",
            ">>>>>>>" => (part, nth) = ("both", nth + 1),
            _ if part == "both" || part == side(nth) => out.push_str(&format!("{line}\n")),
            _ => {}
        }
    }
    out
}

pub(crate) fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

fn source(title: &str) -> Value {
    json!({ "type": "report", "title": title, "URL": "https://example.org/" })
}

#[test]
fn a_confirmation_conflicts_with_whatever_the_other_side_changes_in_the_entry() {
    let mut ancestor = base();
    ancestor["ratings"]["press"]["carried"] = json!("2019");
    let confirmed = base();
    type Edit = fn(&mut Value);
    let edits: [Edit; 5] = [
        |entry| entry["rating"] = json!("very-weak"),
        |entry| entry["change"] = json!("decrease"),
        |entry| entry["rationale"] = json!(["Other words.[^report]"]),
        |entry| entry["footnotes"]["news"] = json!({ "comment": "A note." }),
        |entry| entry["votes"] = json!({ "A/RES/75/277": { "vote": "yes" } }),
    ];
    for edit in edits {
        let mut changed = ancestor.clone();
        edit(&mut changed["ratings"]["press"]);
        let changed = parsed(&canonical(&changed));
        let Merged::Conflicts(text) = merged(&ancestor, &confirmed, &changed) else {
            panic!("nobody has confirmed {changed}")
        };
        assert_eq!(text.matches("<<<<<<< ").count(), 1, "{text}");
        assert_eq!(parsed(&kept(&text, |_| "ours")), parsed(&canonical(&confirmed)));
        assert_eq!(parsed(&kept(&text, |_| "theirs")), changed);
        assert!(matches!(merged(&ancestor, &changed, &confirmed), Merged::Conflicts(_)), "either way");
        // Who confirms what they themselves have changed, has confirmed it; and other entries are no concern.
        let mut both = changed.clone();
        both["ratings"]["press"].as_object_mut().expect("an entry").shift_remove("carried");
        assert_eq!(merged(&ancestor, &both, &ancestor), Merged::Clean(canonical(&both)));
        let mut elsewhere = ancestor.clone();
        elsewhere["ratings"]["courts"]["rating"] = json!("fair");
        assert!(matches!(merged(&ancestor, &both, &elsewhere), Merged::Clean(_)));
    }
    assert_eq!(merged(&ancestor, &confirmed, &confirmed), Merged::Clean(canonical(&confirmed)));
}

#[test]
fn different_members_never_meet() {
    let ours = edited(|file| {
        file["ratings"]["courts"]["rating"] = json!("fair");
        file["ratings"]["police"]["footnotes"]["ours"] = json!({ "comment": "Ours." });
        file["sources"]["a-new-one"] = source("Ours");
        file["stated"]["score"] = json!(50);
    });
    let theirs = edited(|file| {
        file["ratings"]["courts"]["change"] = json!("unchanged");
        file["ratings"]["police"]["footnotes"]["theirs"] = json!({ "comment": "Theirs." });
        file["ratings"]["press"]["rating"] = json!("weak");
        file["sources"]["a-second-one"] = source("Theirs");
        file["stated"]["difference"] = json!(0);
    });
    let wanted = edited(|file| {
        file["ratings"]["courts"]["rating"] = json!("fair");
        file["ratings"]["courts"]["change"] = json!("unchanged");
        file["ratings"]["police"]["footnotes"]["ours"] = json!({ "comment": "Ours." });
        file["ratings"]["police"]["footnotes"]["theirs"] = json!({ "comment": "Theirs." });
        file["ratings"]["press"]["rating"] = json!("weak");
        file["sources"]["a-new-one"] = source("Ours");
        file["sources"]["a-second-one"] = source("Theirs");
        file["stated"] = json!({ "score": 50, "previous_score": 50, "difference": 0 });
    });
    assert_eq!(clean(&ours, &theirs), wanted);
    assert_eq!(clean(&theirs, &ours), wanted);
}

#[test]
fn the_same_rating_in_two_ways_is_a_conflict() {
    let ours = edited(|file| file["ratings"]["courts"]["rating"] = json!("fair"));
    let theirs = edited(|file| {
        file["ratings"]["courts"]["rating"] = json!("very-weak");
        file["ratings"]["press"]["rating"] = json!("weak");
    });
    let text = conflicting(&ours, &theirs);
    insta::assert_snapshot!(hunks(&text), @r#"
        "courts": {
    <<<<<<< ours
          "rating": "fair",
    =======
          "rating": "very-weak",
    >>>>>>> theirs
          "change": "decrease",
    "#);
    let both = parsed(&kept(&text, |_| "ours"));
    assert_eq!(both["ratings"]["courts"]["rating"], "fair");
    assert_eq!(both["ratings"]["press"]["rating"], "weak", "what is not in conflict is merged");
    assert_eq!(parsed(&kept(&text, |_| "theirs")), theirs);
}

#[test]
fn a_deletion_against_an_edit_is_a_conflict_that_keeps_its_commas() {
    let ours = edited(|file| {
        file["sources"].as_object_mut().expect("an object").shift_remove("report-2022");
        file["ratings"]["courts"].as_object_mut().expect("an object").shift_remove("footnotes");
    });
    let theirs = edited(|file| {
        file["sources"]["report-2022"]["title"] = json!("Another report");
        file["ratings"]["courts"]["footnotes"]["report"]["citations"][0]["locator"] = json!("7");
    });
    let text = conflicting(&ours, &theirs);
    insta::assert_snapshot!(hunks(&text), @r#"
            "What was found about courts in 2022.[^report]"
    <<<<<<< ours
          ]
    =======
          ],
          "footnotes": {
            "report": {
              "citations": [
                {
                  "source": "news-2022",
                  "locator": "7"
                },
                {
                  "source": "report-2022",
                  "label": "page",
                  "locator": "4"
                }
              ]
            }
          }
    >>>>>>> theirs
        },
          "URL": "https://news.example/article"
    <<<<<<< ours
        }
    =======
        },
        "report-2022": {
          "type": "report",
          "title": "Another report",
          "author": [
            {
              "family": "Doe",
              "given": "Jo"
            }
          ],
          "issued": {
            "date-parts": [
              [
                2021
              ]
            ]
          },
          "URL": "https://reports.example/report"
        }
    >>>>>>> theirs
      }
    "#);
    assert_eq!(parsed(&kept(&text, |_| "ours")), ours);
    assert_eq!(parsed(&kept(&text, |_| "theirs")), theirs);
}

#[test]
fn paragraphs_are_merged_where_one_between_them_was_left_alone() {
    let with = |texts: [&str; 3]| edited(|file| file["overview"] = json!(texts));
    let ancestor = with(["One.", "Two.", "Three."]);
    let far =
        merged(&ancestor, &with(["One, ours.", "Two.", "Three."]), &with(["One.", "Two.", "Three, theirs."]));
    let Merged::Clean(text) = far else { panic!("a conflict") };
    assert_eq!(parsed(&text)["overview"], json!(["One, ours.", "Two.", "Three, theirs."]));

    let near =
        merged(&ancestor, &with(["One, ours.", "Two.", "Three."]), &with(["One.", "Two, theirs.", "Three."]));
    let Merged::Conflicts(text) = near else { panic!("no conflict") };
    insta::assert_snapshot!(hunks(&text), @r#"
      "overview": [
    <<<<<<< ours
        "One, ours.",
        "Two.",
    =======
        "One.",
        "Two, theirs.",
    >>>>>>> theirs
        "Three."
    "#);
}

#[test]
fn citations_added_at_one_place_are_for_a_person_to_put_in_order() {
    let adding = |id: &str| {
        edited(|file| {
            let citations = &mut file["ratings"]["courts"]["footnotes"]["report"]["citations"];
            citations.as_array_mut().expect("a list").push(json!({ "source": id }));
        })
    };
    let (ours, theirs) = (adding("document"), adding("another"));
    let text = conflicting(&ours, &theirs);
    insta::assert_snapshot!(hunks(&text), @r#"
                },
    <<<<<<< ours
                {
                  "source": "document"
                }
    =======
                {
                  "source": "another"
                }
    >>>>>>> theirs
              ]
    "#);
    assert_eq!(parsed(&kept(&text, |_| "ours")), ours);
    assert_eq!(parsed(&kept(&text, |_| "theirs")), theirs);
    assert_eq!(clean(&ours, &ours), ours, "the same addition is made once");
}

#[test]
fn a_list_that_grows_on_both_sides_keeps_a_comma_on_either() {
    let citing = |ids: &[&str]| {
        edited(|file| {
            let citations: Vec<Value> = ids.iter().map(|id| json!({ "source": id })).collect();
            file["ratings"]["courts"]["footnotes"]["report"]["citations"] = json!(citations);
        })
    };
    let (ancestor, ours, theirs) = (citing(&["a", "b"]), citing(&["a"]), citing(&["a", "c", "d"]));
    let Merged::Conflicts(text) = merged(&ancestor, &ours, &theirs) else { panic!("no conflict") };
    assert_eq!(parsed(&kept(&text, |_| "ours")), ours);
    assert_eq!(parsed(&kept(&text, |_| "theirs")), theirs);
}

#[test]
fn errata_of_both_sides_are_all_taken_by_day() {
    let with = |days: &[&str]| {
        edited(|file| {
            let errata: serde_json::Map<String, Value> =
                days.iter().map(|day| ((*day).to_owned(), json!({ "note": "Why." }))).collect();
            file["ratings"]["courts"]["errata"] = json!(errata);
        })
    };
    let (first, ours, theirs) = ("2026-03-01", "2026-05-02", "2026-04-01");
    let ancestor = with(&[first]);
    for (one, two) in [(ours, theirs), (theirs, ours)] {
        let found = merged(&ancestor, &with(&[first, one, "2026-06-01"]), &with(&[first, two, "2026-06-01"]));
        let Merged::Clean(text) = found else { panic!("a conflict") };
        assert_eq!(parsed(&text), with(&[first, theirs, ours, "2026-06-01"]));
    }
    let none = merged(&base(), &with(&[ours]), &with(&[theirs]));
    let Merged::Clean(text) = none else { panic!("a conflict") };
    assert_eq!(parsed(&text), with(&[theirs, ours]));
    let saying = |note: &str| {
        edited(|file| {
            let erratum = json!({ ours: { "kind": "rating", "note": note } });
            file["ratings"]["courts"]["errata"] = erratum;
        })
    };
    let changed = merged(&base(), &saying("One."), &saying("Another."));
    assert!(matches!(changed, Merged::Conflicts(_)), "two of one day are for a person to number");
}

#[test]
fn a_new_entry_of_both_is_joined_only_where_they_agree() {
    let with = |entry: Value| edited(|file| file["sources"]["a-new-one"] = entry);
    let described = |more: &str| {
        let mut source = source("One work");
        source[more] = json!("1");
        with(source)
    };
    let joined = clean(&described("ISBN"), &described("number"));
    assert_eq!(joined["sources"]["a-new-one"]["ISBN"], "1");
    assert_eq!(joined["sources"]["a-new-one"]["number"], "1");
    let (ours, theirs) =
        (with(source("A work")), with(json!({ "type": "book", "title": "Another", "ISBN": "1" })));
    let text = conflicting(&ours, &theirs);
    insta::assert_snapshot!(hunks(&text), @r#"
      "sources": {
    <<<<<<< ours
        "a-new-one": {
          "type": "report",
          "title": "A work",
          "URL": "https://example.org/"
        },
    =======
        "a-new-one": {
          "type": "book",
          "title": "Another",
          "ISBN": "1"
        },
    >>>>>>> theirs
        "document": {
    "#);
    assert_eq!(parsed(&kept(&text, |_| "ours")), ours);
    assert_eq!(parsed(&kept(&text, |_| "theirs")), theirs);
}

#[test]
fn a_date_is_one_thing() {
    let with = |issued: Value| edited(|file| file["sources"]["document"]["issued"] = issued);
    let text = conflicting(&with(json!({ "literal": "n.d." })), &with(json!({ "date-parts": [[2022, 5]] })));
    assert_eq!(text.matches("<<<<<<<").count(), 1);
    assert!(hunks(&text).contains("\"issued\""), "{text}");
}

#[test]
fn files_that_both_made_and_files_of_every_kind() {
    let (ours, theirs) = (base(), edited(|file| file["ratings"]["courts"]["rating"] = json!("fair")));
    let texts = [canonical(&ours), canonical(&theirs)];
    let sides = Sides { ancestor: &b""[..], ours: texts[0].as_bytes(), theirs: texts[1].as_bytes() };
    let conflicts = Conflicts::Marked(markers(MarkerStyle::Merge));
    let Ok(Merged::Conflicts(text)) = merge(&sides, Kind::Assessment, &INDICATORS, &conflicts) else {
        panic!("no conflict")
    };
    assert_eq!(text.matches("<<<<<<<").count(), 1, "one indicator, and not the whole file:\n{text}");
    assert_eq!(parsed(&kept(&text, |_| "theirs")), theirs);

    for (path, list) in [
        ("dataset/editions.json", "editions"),
        ("dataset/countries.json", "countries"),
        ("dataset/frameworks/base-2019.json", "indicators"),
    ] {
        let ancestor = State::base().text(path).to_owned();
        let adding = |id: &str| {
            let mut file = parsed(&ancestor);
            let first = file[list].as_object().expect("an object").values().next().expect("one").clone();
            file[list][id] = first;
            serde_json::to_string(&file).expect("JSON")
        };
        let [ours, theirs] = ["zz1", "zz2"].map(adding);
        let sides = Sides { ancestor: ancestor.as_bytes(), ours: ours.as_bytes(), theirs: theirs.as_bytes() };
        let kind = Kind::of(path).expect("a kind");
        let Ok(Merged::Clean(text)) = merge(&sides, kind, &[], &conflicts) else { panic!("{path}") };
        let merged = parsed(&text);
        assert!(merged[list]["zz1"].is_object() && merged[list]["zz2"].is_object(), "{path}");
    }
}

#[test]
fn the_order_of_indicators_is_kept_and_two_orders_are_a_conflict() {
    let path = "dataset/frameworks/base-2019.json";
    let text = State::base().text(path).to_owned();
    let framework = |ids: [&str; 4], title: &str| {
        let mut file = parsed(&text);
        let mut indicators = serde_json::Map::new();
        for id in ids {
            indicators.insert(id.to_owned(), file["indicators"][id].clone());
        }
        indicators["press"]["title"] = json!(title);
        file["indicators"] = indicators.into();
        serde_json::to_string(&file).expect("JSON")
    };
    let ancestor = framework(INDICATORS, "Press");
    let turned = framework(["schools", "press", "police", "courts"], "Press");
    let titled = framework(INDICATORS, "The press");
    let conflicts = Conflicts::Marked(markers(MarkerStyle::Merge));
    let merged = |ours: &str, theirs: &str| {
        let sides = Sides { ancestor: ancestor.as_bytes(), ours: ours.as_bytes(), theirs: theirs.as_bytes() };
        merge(&sides, Kind::Framework, &[], &conflicts).expect("JSON")
    };
    for (ours, theirs) in [(&turned, &titled), (&titled, &turned)] {
        let Merged::Clean(text) = merged(ours, theirs) else { panic!("a conflict") };
        let wanted = framework(["schools", "press", "police", "courts"], "The press");
        assert_eq!(parsed(&text).to_string(), parsed(&wanted).to_string());
    }
    let other = framework(["police", "courts", "press", "schools"], "Press");
    assert!(matches!(merged(&turned, &other), Merged::Conflicts(_)));
}

#[test]
fn ancestors_in_conflict_stay_as_they_were_before() {
    let ours = edited(|file| {
        file["ratings"]["courts"]["rating"] = json!("fair");
        file["ratings"]["press"]["rating"] = json!("weak");
        file["sources"]["zz"] = source("Ours");
    });
    let theirs = edited(|file| {
        file["ratings"]["courts"]["rating"] = json!("very-weak");
        file["sources"]["zz"] = source("Theirs");
    });
    let Merged::Conflicts(text) = merged_as(&base(), &ours, &theirs, &Conflicts::AsBefore) else {
        panic!("no conflict")
    };
    assert_eq!(parsed(&text), edited(|file| file["ratings"]["press"]["rating"] = json!("weak")));
}

#[test]
fn the_common_ancestor_is_shown_where_it_is_asked_for() {
    let ours = edited(|file| file["ratings"]["courts"]["rating"] = json!("fair"));
    let theirs = edited(|file| file["ratings"]["courts"]["rating"] = json!("strong"));
    let Merged::Conflicts(text) =
        merged_as(&base(), &ours, &theirs, &Conflicts::Marked(markers(MarkerStyle::Diff3)))
    else {
        panic!("no conflict")
    };
    insta::assert_snapshot!(hunks(&text), @r#"
        "courts": {
    <<<<<<< ours
          "rating": "fair",
    ||||||| base
          "rating": "weak",
    =======
          "rating": "strong",
    >>>>>>> theirs
          "change": "decrease",
    "#);
    assert_eq!(parsed(&kept(&text, |_| "base")), base());
}
