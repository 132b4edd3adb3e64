//! Neither `fmt` nor `--fix` loses anything: canonical form says the same, is its own canonical form, and two names that are
//! one once composed are refused.

use std::collections::BTreeMap;

use dataset::canonical::{Rewrite, rewrite};
use dataset::schema::Kind;
use diff::merge::{Conflicts, Sides, merge};
use proptest::prelude::*;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::support::program::folder;
use crate::support::{State, run};

const FILE: &str = "dataset/assessments/XAA/2022.json";

/// A JSON value whose members can share a name, which a map could not hold.
#[derive(Clone, Debug)]
enum Node {
    Leaf(Value),
    List(Vec<Node>),
    Group(Vec<(String, Node)>),
}

/// What a document says, whatever its order and however its letters are stored; none if a name stands twice in a group.
fn said(node: &Node) -> Option<Value> {
    Some(match node {
        Node::Leaf(Value::String(text)) => json!(text.nfc().collect::<String>()),
        Node::Leaf(value) => value.clone(),
        Node::List(items) => Value::Array(items.iter().map(said).collect::<Option<_>>()?),
        Node::Group(members) => {
            let mut all: BTreeMap<String, Value> = BTreeMap::new();
            for (name, value) in members {
                if all.insert(name.nfc().collect(), said(value)?).is_some() {
                    return None;
                }
            }
            json!(all)
        }
    })
}

fn written(node: &Node) -> String {
    let text = |value: &Value| value.to_string();
    match node {
        Node::Leaf(value) => text(value),
        Node::List(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        Node::Group(members) => {
            let members =
                members.iter().map(|(name, value)| format!("{}: {}", text(&json!(name)), written(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(" , "))
        }
    }
}

/// Names that are one or sort otherwise once composed, among those that the schemas know.
const NAMES: [&str; 16] = [
    "Caf\u{e9}",
    "Cafe\u{301}",
    "Cafz",
    "Caff",
    "\u{212b}",
    "\u{c5}",
    "A\u{30a}",
    "Az",
    "ratings",
    "sources",
    "exceptions",
    "countries",
    "names",
    "courts",
    "CIT005",
    "status",
];

fn node() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        any::<i64>().prop_map(|number| Node::Leaf(json!(number))),
        prop::sample::select(&NAMES[..]).prop_map(|text| Node::Leaf(json!(text))),
        ".{0,6}".prop_map(|text| Node::Leaf(json!(text))),
        Just(Node::Leaf(Value::Null)),
        any::<bool>().prop_map(|value| Node::Leaf(json!(value))),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let name = prop_oneof![
            4 => prop::sample::select(&NAMES[..]).prop_map(str::to_owned),
            1 => ".{0,4}".prop_map(|name| name),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Node::List),
            prop::collection::vec((name, inner), 0..6).prop_map(Node::Group),
        ]
    })
}

fn value_of(text: &str) -> Value {
    serde_json::from_str(text).expect("canonical form is JSON")
}

proptest! {
    #[test]
    fn canonical_form_says_the_same_and_is_its_own(
        node in node(),
        kind in prop::sample::select(&Kind::ALL[..]),
    ) {
        let text = written(&node);
        let indicators = ["courts", "caf\u{e9}", "Caf\u{e9}"];
        match (rewrite(text.as_bytes(), kind, &indicators), said(&node)) {
            (Rewrite::Refused(_), said) => prop_assert!(said.is_none(), "refused without need: {text}"),
            (Rewrite::AsItIs, said) => prop_assert!(said.is_some_and(|said| said == value_of(&text))),
            (Rewrite::To(canonical), said) => {
                prop_assert_eq!(said, Some(value_of(&canonical)));
                prop_assert_eq!(rewrite(canonical.as_bytes(), kind, &indicators), Rewrite::AsItIs);
            }
        }
    }
}

/// A state in which one group has a name twice, once composed and once not.
fn with_twins(path: &str, before: &str) -> State {
    let twins = "\"Caf\u{e9}\": [\"b\"], \"Cafe\u{301}\": [\"c\"], ";
    State::base().replaced(path, before, &format!("{before}{twins}"))
}

#[test]
fn two_names_that_are_one_once_composed_are_refused_everywhere() {
    let countries = "dataset/countries.json";
    let in_register = with_twins(countries, "\"name\": \"Aland\",\n      \"names\": {");
    let in_assessment = with_twins(FILE, "\"courts\": {");
    for (path, state) in [(countries, in_register), (FILE, in_assessment)] {
        let found = state.judged();
        let twins: Vec<_> = found.places().into_iter().filter(|(code, _, _)| *code == "SYN002").collect();
        assert_eq!(twins.len(), 1, "{path}: {}", found.human());
        assert!(twins[0].2.ends_with("/Cafe\u{301}"), "{twins:?}");

        let folder = folder(&state);
        let text = || std::fs::read(folder.path().join(path)).expect("is there");
        assert_eq!(run(folder.path(), &["validate", "--fix"]).code, 1, "{path}");
        assert_eq!(text(), state.files[path], "{path}: --fix leaves it");
        let formatted = run(folder.path(), &["fmt"]);
        assert_ne!(formatted.code, 0, "{path}: {formatted:?}");
        assert_eq!(text(), state.files[path], "{path}: fmt leaves it");

        let base = State::base();
        let sides =
            Sides { ancestor: &base.files[path][..], ours: &state.files[path], theirs: &base.files[path] };
        let kind = Kind::of(path).expect("a file of the dataset");
        let why = merge(&sides, kind, &[], &Conflicts::AsBefore).expect_err("refused");
        assert!(why.to_string().contains("twice"), "{why}");
    }
}

#[test]
fn what_is_removed_is_told_with_its_reason() {
    let reason = "The document prints no date, as a reader of it can see.";
    let state = State::base().edited(FILE, |file| {
        file["exceptions"] = json!({ "CIT005": { "/sources/document": reason } });
    });
    let told = |removes: &str| {
        format!(
            "  {removes} the exception from CIT005 at \"/sources/document\", with its reason: \"{reason}\"\n"
        )
    };
    let folder = folder(&state);
    let read = || std::fs::read(folder.path().join(FILE)).expect("is there");
    let preview = run(folder.path(), &["validate", "--fix", "--dry-run"]);
    assert_eq!((preview.code, preview.stdout.as_str()), (0, "There is nothing to fix.\n"));
    let kept = run(folder.path(), &["validate", "--fix"]);
    assert_eq!((kept.code, kept.stderr.as_str()), (1, ""), "{kept:?}");
    assert!(kept.stdout.contains("error[EXC002]") && !kept.stdout.contains("automatically"), "{kept:?}");
    assert_eq!(read(), state.files[FILE]);

    let preview = run(folder.path(), &["validate", "--fix", "--remove-exceptions", "--dry-run"]);
    assert!(preview.code == 1 && preview.stdout.contains(&told("would remove")), "{preview:?}");
    assert_eq!(read(), state.files[FILE]);
    let fixed = run(folder.path(), &["validate", "--fix", "--remove-exceptions"]);
    assert!(fixed.code == 0 && fixed.stderr.contains(&told("removed")), "{fixed:?}");
    assert_eq!(read(), State::base().files[FILE]);
    assert_eq!(run(folder.path(), &["validate", "--remove-exceptions"]).code, 2, "only with --fix");
}

/// More exceptions than are listed one by one are removed by one run.
#[test]
fn all_of_many_unused_exceptions_are_removed_if_asked() {
    let state = State::base().edited(FILE, |file| {
        for nth in 0..120 {
            file["sources"][format!("work-{nth:03}")] = file["sources"]["document"].clone();
            file["exceptions"]["CIT005"][format!("/sources/work-{nth:03}")] =
                json!("The work prints no date at all.");
        }
        for nth in 0..120 {
            let citation = json!({ "source": format!("work-{nth:03}") });
            file["sources"][format!("work-{nth:03}")]["title"] = json!(format!("Work number {nth}"));
            file["sources"][format!("work-{nth:03}")]["URL"] = json!(format!("https://works.example/{nth}"));
            file["ratings"]["courts"]["footnotes"]["report"]["citations"]
                .as_array_mut()
                .expect("a list")
                .push(citation);
        }
    });
    let folder = folder(&state);
    let fixed = run(folder.path(), &["validate", "--fix", "--remove-exceptions"]);
    assert_eq!(fixed.code, 0, "{fixed:?}");
    assert_eq!(fixed.stderr.matches("  removed the exception from CIT005 at").count(), 120);
}

/// A place that is gone may be a pointer that is wrong, and where something else is wrong nobody knows what is needed.
#[test]
fn prose_stays_where_a_person_has_to_look() {
    let reason = "The document prints it like this.";
    let excepted = |pointer: &str| {
        State::base().edited(FILE, |file| file["exceptions"] = json!({ "CIT005": { pointer: reason } }))
    };
    let nowhere = excepted("/sources/survey");
    let unused = excepted("/sources/document");
    let with_error = |path: &str| unused.clone().edited(path, |file| file["country"] = json!("XZZ"));
    let in_register = unused.clone().edited("dataset/editions.json", |file| {
        file["editions"]["2019"]["status"] = json!("clsed");
    });
    let in_own_file = unused.clone().edited(FILE, |file| file["ratings"]["courts"]["rating"] = json!("waek"));
    for (name, state) in [
        ("its place is gone", nowhere),
        ("an error in the file", in_own_file),
        ("an error in the edition before", with_error("dataset/assessments/XAA/2019.json")),
        ("an error in a register", in_register),
    ] {
        let folder = folder(&state);
        let fixed = run(folder.path(), &["validate", "--fix", "--remove-exceptions"]);
        assert_eq!(fixed.code, 1, "{name}: {fixed:?}");
        assert!(!fixed.stderr.contains("removed"), "{name}: {fixed:?}");
        let text = std::fs::read_to_string(folder.path().join(FILE)).expect("is there");
        assert!(text.contains(reason), "{name}");
    }
}

/// A fault that is mended by itself does not keep the next one from being mended, nor from being shown beforehand.
#[test]
fn what_is_shown_beforehand_is_what_is_done() {
    let state = State::base().edited(FILE, |file| {
        file["sources"]["document"]["title"] = json!("The published document ");
        file["exceptions"] = json!({ "CIT005": { "/sources/document": "The document prints no date." } });
    });
    let folder = folder(&state);
    let preview = run(folder.path(), &["validate", "--fix", "--remove-exceptions", "--dry-run"]);
    assert!(preview.stdout.contains("would remove the exception from CIT005"), "{preview:?}");
    assert_eq!(run(folder.path(), &["validate", "--fix", "--remove-exceptions"]).code, 0);
    let text = std::fs::read_to_string(folder.path().join(FILE)).expect("is there");
    assert_eq!(text, State::base().text(FILE));
}
