//! Every property of the schemas is known to the model, `diff`, the merge, `new` and Git's page: one that was forgotten fails by its
//! name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dataset::Dataset;
use dataset::canonical::{Rewrite, rewrite};
use dataset::draft::{DraftSubject, Earlier, carry};
use dataset::schema::Kind;
use diff::compare;
use diff::merge::{Conflicts, MarkerStyle, Merged, Sides, merge};
use format::fault::{Fault, FaultKind};
use format::json::parse;
use serde_json::{Value, json};
use xtask::render::page::page;

use crate::merge::{INDICATORS, markers};
use crate::properties::{Place, complete, files, is_valid, places, schema, set};
use crate::support::{State, merge as merge_patch};

/// The complete state as a comparison reads it.
static BEFORE: LazyLock<Dataset> = LazyLock::new(|| Dataset::load_to_compare(&complete().tree()));

/// One place of the complete state, in its file.
struct Case {
    path: String,
    kind: Kind,
    file: Value,
    place: Place,
    /// The file with another valid value at the place; none if no other is valid.
    altered: Option<Value>,
    /// The file without what stands at the place, if that is a member and the file is valid without it.
    without: Option<Value>,
    /// The place at which a difference here is told, and the one whose value is told.
    told: (String, String),
}

/// The first place of each name.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let mut cases: Vec<Case> = Vec::new();
    for (path, kind, file) in files(&complete()) {
        let all = places(kind, &file).0;
        for place in &all {
            if !cases.iter().any(|case| case.place.name == place.name) {
                cases.push(Case {
                    path: path.clone(),
                    kind,
                    place: place.clone(),
                    altered: altered(kind, &file, place),
                    without: without(kind, &file, place),
                    told: told(&file, &all, place),
                    file: file.clone(),
                });
            }
        }
    }
    cases
});

impl Case {
    fn value(&self) -> &Value {
        self.file.pointer(&self.place.pointer).expect("it stands there")
    }

    fn state_with(&self, file: &Value) -> State {
        complete().with_json(&self.path, |it| *it = file.clone())
    }

    fn told_value(&self, file: &Value, pointer: &str) -> Value {
        let value = file.pointer(pointer).cloned().unwrap_or_default();
        // An area has a title and nothing else, and is told by it.
        let is_area = pointer.strip_prefix("/areas/").is_some_and(|rest| !rest.contains('/'));
        if is_area { value["title"].clone() } else { value }
    }

    /// What the program understands of the file in a state.
    fn model(&self, state: &State) -> String {
        let dataset = Dataset::load(&state.tree());
        let faults = dataset.faults_of(&self.path);
        let is_layout = |fault: &Fault| fault.kind == FaultKind::NotCanonical;
        assert!(faults.iter().all(is_layout), "{}: {faults:?}", self.place.name);
        match self.kind {
            Kind::Assessment => {
                let mut all = dataset.assessments.iter();
                format!("{:?}", all.find(|it| *it.file.path == *self.path).expect("it is there").file.data)
            }
            Kind::Framework => format!("{:?}", dataset.frameworks[0].data),
            Kind::Editions => format!("{:?}", dataset.editions.as_ref().expect("it is there").data),
            Kind::Countries => format!("{:?}", dataset.countries.as_ref().expect("it is there").data),
            Kind::About => format!("{:?}", dataset.about.as_ref().expect("it is there").data),
        }
    }

    /// The differences between the complete state and this one, as `diff --format json` prints them.
    fn changes(&self, after: &State) -> Vec<Value> {
        let after = Dataset::load_to_compare(&after.tree());
        let diff = compare(&BEFORE, &after);
        assert_eq!(diff.not_compared, [], "{}", self.place.name);
        let report: Value = serde_json::from_str(&xtask::render::diff::json::render(&diff)).expect("JSON");
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let mut all: Vec<Value> =
            list(&report["assessments"]).iter().flat_map(|it| list(&it["changes"])).collect();
        all.extend(list(&report["registers"]));
        assert!(all.iter().all(|change| change["path"] == *self.path), "{}: {all:?}", self.place.name);
        all
    }
}

/// The file with another valid value at the place; none if no other is valid.
fn altered(kind: Kind, file: &Value, place: &Place) -> Option<Value> {
    let node = &place.node;
    let value = file.pointer(&place.pointer).expect("it stands there");
    let mut candidates: Vec<Value> = ["x-examples", "enum"]
        .iter()
        .flat_map(|keyword| node[keyword].as_array().cloned().unwrap_or_default())
        .collect();
    match value {
        Value::String(text) => {
            let texts =
                [&*format!("{text} more"), &format!("{text}-more"), &format!("{text}/more"), "2021", "XZZ"];
            candidates.extend(texts.map(Value::from));
            candidates.push(json!("2021-05-04"));
        }
        Value::Number(number) => {
            let number = number.as_i64().expect("a whole number");
            candidates.extend([json!(number + 1), json!(number - 1)]);
        }
        Value::Array(parts) if parts.iter().all(Value::is_number) => candidates.push(json!([1999])),
        Value::Array(_) | Value::Object(_) => return None,
        Value::Null | Value::Bool(_) => {}
    }
    candidates.retain(|candidate| candidate != value);
    let altered = candidates.into_iter().map(|candidate| {
        let mut file = file.clone();
        set(&mut file, &place.pointer, candidate);
        file
    });
    altered.into_iter().find(|file| is_valid(kind, file))
}

/// The file without what stands at the place, if that is a member and the file is valid without it.
fn without(kind: Kind, file: &Value, place: &Place) -> Option<Value> {
    let (parent, _) = place.pointer.rsplit_once('/')?;
    let name = place.pointer[parent.len() + 1..].replace("~1", "/").replace("~0", "~");
    let mut file = file.clone();
    file.pointer_mut(parent)?.as_object_mut()?.shift_remove(&name)?;
    is_valid(kind, &file).then_some(file)
}

/// The place at which a difference here is told, and the one whose value is told. They are two in a list of things that have no
/// names; some things are told as a whole.
fn told(file: &Value, all: &[Place], place: &Place) -> (String, String) {
    let mut around: Vec<Place> = all.to_vec();
    around.retain(|it| {
        let rest = place.pointer.strip_prefix(&it.pointer);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    let is_whole = |it: &Place| ["remark", "area", "date"].map(Some).contains(&it.definition.as_deref());
    let is_item = |it: &Place| it.definition.as_deref() == Some("citation");
    let defined = |name| around.iter().find(move |it| it.definition.as_deref() == Some(name));
    if let Some(of_errata) = defined("erratum").or(defined("errata")) {
        return (of_errata.pointer.clone(), of_errata.pointer.clone());
    }
    let is_list = |it: &Place| file.pointer(&it.pointer).is_some_and(Value::is_array);
    let at = around.iter().find(|it| is_whole(it) || is_list(it)).unwrap_or(place);
    let of = around.iter().find(|it| is_item(it)).unwrap_or(at);
    (at.pointer.clone(), of.pointer.clone())
}

/// What goes and what comes of a list, as one: an item that is about something else now is told as these two.
fn in_one(mut changes: Vec<Value>, is_item: bool) -> Vec<Value> {
    if let [one, other] = changes.as_mut_slice()
        && is_item
        && one["pointer"] == other["pointer"]
        && one["before"].is_null()
        && other["after"].is_null()
    {
        one["before"] = other["before"].take();
        changes.pop();
    }
    changes
}

/// What the schemas allow one value only: the path of the schema, the methods, and what can be corrected in a country.
const OF_ONE_VALUE: [&str; 8] = [
    "About /$schema",
    "Assessment /$schema",
    "Assessment /derivation/method",
    "Countries /$schema",
    "Countries /countries/*/errata/*/kind",
    "Editions /$schema",
    "Framework /$schema",
    "Framework /scoring/rounding",
];

#[test]
fn every_property_can_be_tried() {
    let mut of_one_value: Vec<String> = CASES
        .iter()
        .filter(|case| {
            let holds_others =
                case.value().is_object() || case.value().is_array() && case.place.node["items"].is_object();
            !holds_others
        })
        .filter(|case| case.altered.is_none() && case.without.is_none())
        .map(|case| case.place.name.clone())
        .collect();
    of_one_value.sort();
    assert_eq!(of_one_value, OF_ONE_VALUE, "they need a second example in the schema");
}

#[test]
fn the_model_reads_every_property() {
    CASES.iter().for_each(|case| {
        let before = case.model(&complete());
        for other in [case.altered.clone(), case.without.clone()].into_iter().flatten() {
            assert_ne!(before, case.model(&case.state_with(&other)), "{} is not read", case.place.name);
        }
    });
}

#[test]
fn diff_tells_a_difference_in_every_property_where_it_is_and_nothing_else() {
    CASES.iter().for_each(|case| {
        let Some(other) = case.altered.clone() else { return };
        let changes = case.changes(&case.state_with(&other));
        let (at, of) = case.told.clone();
        let name = &case.place.name;
        let changes = in_one(changes, at != of);
        let [change] = changes.as_slice() else {
            panic!("{name}: one difference and no other: {changes:#?}")
        };
        assert_eq!(change["pointer"], at, "{name}");
        assert_eq!(change["before"], case.told_value(&case.file, &of), "{name}: what stood there");
        assert_eq!(change["after"], case.told_value(&other, &of), "{name}: what stands there");
        assert!(change["message"].as_str().is_some_and(|said| !said.is_empty()), "{name}");
    });
}

#[test]
fn diff_tells_what_goes_with_all_its_properties() {
    CASES.iter().for_each(|case| {
        let Some(other) = case.without.clone() else { return };
        let name = &case.place.name;
        let changes = case.changes(&case.state_with(&other));
        assert!(!changes.is_empty(), "{name}: nothing is told when it goes");
        let (at, of) = case.told.clone();
        for change in &in_one(changes, at != of) {
            let pointer = change["pointer"].as_str().expect("a pointer");
            assert!(pointer.starts_with(&at), "{name}: {pointer}");
            assert_eq!(change["after"], case.told_value(&other, &of), "{name}: {change}");
            let before = if pointer == at { of.as_str() } else { pointer };
            let before = case.told_value(&case.file, before);
            // Items of a list go one by one.
            let is_told = change["before"] == before
                || before.as_array().is_some_and(|all| all.contains(&change["before"]));
            assert!(is_told, "{name}: {} is told as {}", before, change["before"]);
        }
    });
}

/// Whether two sides can change these two places and merge without a conflict.
fn are_apart(one: &Case, other: &Case) -> bool {
    let (one_told, other_told) = (&one.told.0, &other.told.0);
    let depth = common(one_told, other_told);
    let is_within = |told: &str| told.split('/').count() == depth;
    // Who confirms an entry that was carried over confirms all of it.
    let of_entry = one.place.pointer.strip_suffix("/carried");
    !is_within(one_told)
        && !is_within(other_told)
        && of_entry.is_none_or(|entry| !other.place.pointer.starts_with(entry))
}

/// How many steps two pointers have in common from the root.
fn common(one: &str, other: &str) -> usize {
    one.split('/').zip(other.split('/')).take_while(|(one, other)| one == other).count()
}

#[test]
fn the_merge_carries_every_property_from_either_side() {
    let text = |kind: Kind, file: &Value| {
        let bytes = serde_json::to_vec(file).expect("JSON");
        match rewrite(&bytes, kind, &INDICATORS) {
            Rewrite::To(text) => text,
            Rewrite::AsItIs => String::from_utf8(bytes).expect("UTF-8"),
            Rewrite::Refused(why) => panic!("{why}"),
        }
    };
    CASES.iter().for_each(|case| {
        let name = &case.place.name;
        // Another change in the same file, as near as can be: of another member, where they are told apart.
        let elsewhere = CASES
            .iter()
            .filter(|it| it.path == case.path && are_apart(case, it))
            .filter_map(|it| Some((it, it.altered.as_ref()?)))
            .max_by_key(|(it, _)| common(&it.place.pointer, &case.place.pointer));
        for own in [case.altered.clone(), case.without.clone()].into_iter().flatten() {
            let mut wanted = own.clone();
            let mut other = case.file.clone();
            if let Some((at, altered)) = &elsewhere {
                let value = altered.pointer(&at.place.pointer).expect("it is there");
                set(&mut wanted, &at.place.pointer, value.clone());
                other = (*altered).clone();
            }
            let texts = [&case.file, &own, &other].map(|file| text(case.kind, file));
            let [ancestor, ours, theirs] = [0, 1, 2].map(|i| texts[i].as_bytes());
            for sides in [Sides { ancestor, ours, theirs }, Sides { ancestor, ours: theirs, theirs: ours }] {
                let conflicts = Conflicts::Marked(markers(MarkerStyle::Merge));
                let merged = merge(&sides, case.kind, &INDICATORS, &conflicts).expect("texts that are JSON");
                assert_eq!(merged, Merged::Clean(text(case.kind, &wanted)), "{name} is lost in a merge");
            }
        }
    });
}

#[test]
fn the_page_for_git_shows_every_property_of_an_assessment() {
    CASES.iter().filter(|case| case.kind == Kind::Assessment).for_each(|case| {
        let shown = |file: &Value| page(&serde_json::to_vec(file).expect("JSON")).expect("an assessment");
        for other in [case.altered.clone(), case.without.clone()].into_iter().flatten() {
            assert_ne!(shown(&case.file), shown(&other), "{} is not on the page", case.place.name);
        }
    });
}

#[test]
fn a_draft_has_every_property_of_an_assessment_or_says_that_it_is_left_out() {
    let mut all = json!({});
    for (_, kind, file) in files(&complete()) {
        if kind == Kind::Assessment {
            merge_patch(&mut all, file);
        }
    }
    let text = all.to_string();
    let earlier = parse(&text).expect("JSON").root;
    let dataset = Dataset::load(&complete().tree());
    let framework = &dataset.frameworks[0].data;
    let replacements = dataset::succession::Replacements::default();
    let (previous, replacements) = (None, &replacements);
    let subject = DraftSubject { country: "XAA", edition: "2025", framework, previous, replacements };
    let carried = carry(&Earlier { json: &earlier, edition: "2022", framework: None }, &subject);
    for name in schema(Kind::Assessment)["properties"].as_object().expect("properties").keys() {
        let is_known = carried.draft.get(name).is_some() || carried.not_carried.contains(&name.as_str());
        assert!(is_known, "`new` is silent on /{name}");
    }
}

#[test]
fn diff_prints_every_text_in_every_format() {
    let mut marks: BTreeMap<String, String> = BTreeMap::new();
    let mut marked = complete();
    for (path, kind, mut file) in files(&complete()) {
        for place in places(kind, &file).0.into_iter().filter(Place::is_free_text) {
            if !marks.values().any(|name| *name == place.name) {
                let mark = format!("Mark{}x", marks.len());
                set(&mut file, &place.pointer, json!(mark));
                marks.insert(mark, place.name);
            }
        }
        marked = marked.with_json(&path, |it| *it = file);
    }
    assert!(marks.len() > 90, "{}", marks.len());
    let after = Dataset::load_to_compare(&marked.tree());
    let diff = compare(&BEFORE, &after);
    let told = xtask::render::diff::page::page(&diff);
    let printed = [
        xtask::render::diff::json::render(&diff),
        xtask::render::diff::human::render(&told, None),
        xtask::render::diff::markdown::render(&told, ""),
        xtask::render::diff::html::render(&told, "Marks"),
    ];
    for (format, text) in ["json", "human", "markdown", "html"].iter().zip(printed) {
        for (mark, name) in &marks {
            assert!(text.contains(mark), "{name} is not in {format}:\n{text}");
        }
    }
}
