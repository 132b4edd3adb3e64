//! Every property of the schemas is known to the model, to `diff` and to the merge: one that was forgotten fails by its name.

use std::sync::LazyLock;

use dataset::Dataset;
use dataset::canonical::{Rewrite, rewrite};
use dataset::schema::Kind;
use diff::compare;
use diff::merge::{Conflicts, Merged, Sides, Style, merge};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::merge::{INDICATORS, markers};
use crate::properties::{Place, complete, files, is_valid, places, set};
use crate::support::State;

static COMPLETE: LazyLock<State> = LazyLock::new(complete);

/// One place of the complete state, in its file.
struct Case {
    path: String,
    kind: Kind,
    file: Value,
    place: Place,
}

/// The first place of each name.
fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (path, kind, file) in files(&COMPLETE) {
        for place in places(kind, &file).0 {
            if !cases.iter().any(|case| case.place.name == place.name) {
                cases.push(Case { path: path.clone(), kind, file: file.clone(), place });
            }
        }
    }
    cases
}

impl Case {
    fn value(&self) -> &Value {
        self.file.pointer(&self.place.pointer).expect("it stands there")
    }

    /// The file with another valid value at the place; none if no other is valid.
    fn altered(&self) -> Option<Value> {
        let node = &self.place.node;
        let mut candidates: Vec<Value> = ["examples", "enum"]
            .iter()
            .flat_map(|keyword| node[keyword].as_array().cloned().unwrap_or_default())
            .collect();
        match self.value() {
            Value::String(text) => {
                let texts = [
                    &*format!("{text} more"),
                    &format!("{text}-more"),
                    &format!("{text}/more"),
                    "2021",
                    "XZZ",
                ];
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
        candidates.retain(|candidate| candidate != self.value());
        let altered = candidates.into_iter().map(|candidate| {
            let mut file = self.file.clone();
            set(&mut file, &self.place.pointer, candidate);
            file
        });
        altered.into_iter().find(|file| is_valid(self.kind, file))
    }

    /// The file without what stands at the place, if that is a member and the file is valid without it.
    fn without(&self) -> Option<Value> {
        let (parent, _) = self.place.pointer.rsplit_once('/')?;
        let name = self.place.pointer[parent.len() + 1..].replace("~1", "/").replace("~0", "~");
        let mut file = self.file.clone();
        file.pointer_mut(parent)?.as_object_mut()?.shift_remove(&name)?;
        is_valid(self.kind, &file).then_some(file)
    }

    fn state_with(&self, file: &Value) -> State {
        COMPLETE.clone().edited(&self.path, |it| *it = file.clone())
    }

    /// The place at which a difference here is told, and the one whose value is told. They are two in a list of things that have no
    /// names; some things are told as a whole.
    fn told(&self) -> (String, String) {
        let mut around: Vec<Place> = places(self.kind, &self.file).0;
        around.retain(|it| {
            let rest = self.place.pointer.strip_prefix(&it.pointer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        let is_whole = |it: &Place| ["remark", "area", "date"].map(Some).contains(&it.definition.as_deref());
        let is_item = |it: &Place| ["citation", "erratum"].map(Some).contains(&it.definition.as_deref());
        let is_list = |it: &Place| self.file.pointer(&it.pointer).is_some_and(Value::is_array);
        let at = around.iter().find(|it| is_whole(it) || is_list(it)).unwrap_or(&self.place);
        let of = around.iter().find(|it| is_item(it)).unwrap_or(at);
        (at.pointer.clone(), of.pointer.clone())
    }

    fn told_value(&self, file: &Value, pointer: &str) -> Value {
        let value = file.pointer(pointer).cloned().unwrap_or_default();
        // An area has a title and nothing else, and is told by it.
        if self.place.name.starts_with("Framework /areas/") { value["title"].clone() } else { value }
    }

    /// What the program understands of the file in a state.
    fn model(&self, state: &State) -> String {
        let dataset = Dataset::load(&state.tree());
        assert!(dataset.faults_of(&self.path).is_empty(), "{}: the file is read", self.place.name);
        match self.kind {
            Kind::Assessment => {
                let mut all = dataset.assessments.iter();
                format!("{:?}", all.find(|it| *it.file.path == *self.path).expect("it is there").file.data)
            }
            Kind::Framework => format!("{:?}", dataset.frameworks[0].data),
            Kind::Editions => format!("{:?}", dataset.editions.expect("it is there").data),
            Kind::Countries => format!("{:?}", dataset.countries.expect("it is there").data),
        }
    }

    /// The differences between the complete state and this one, as `diff --format json` prints them.
    fn changes(&self, after: &State) -> Vec<Value> {
        let (before, after) =
            (Dataset::load_to_compare(&COMPLETE.tree()), Dataset::load_to_compare(&after.tree()));
        let diff = compare(&before, &after);
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

/// What the schemas allow one value only, which every file has: the path of the schema, and the methods.
const OF_ONE_VALUE: [&str; 7] = [
    "Assessment /$schema",
    "Assessment /derivation/method",
    "Countries /$schema",
    "Editions /$schema",
    "Framework /$schema",
    "Framework /scoring/method",
    "Framework /scoring/rounding",
];

#[test]
fn every_property_can_be_tried() {
    let mut of_one_value: Vec<String> = cases()
        .into_par_iter()
        .filter(|case| {
            !case.value().is_object() && !(case.value().is_array() && case.place.node["items"].is_object())
        })
        .filter(|case| case.altered().is_none() && case.without().is_none())
        .map(|case| case.place.name)
        .collect();
    of_one_value.sort();
    assert_eq!(of_one_value, OF_ONE_VALUE, "they need a second example in the schema");
}

#[test]
fn the_model_reads_every_property() {
    cases().par_iter().for_each(|case| {
        let before = case.model(&COMPLETE);
        for other in [case.altered(), case.without()].into_iter().flatten() {
            assert_ne!(before, case.model(&case.state_with(&other)), "{} is not read", case.place.name);
        }
    });
}

#[test]
fn diff_tells_a_difference_in_every_property_where_it_is_and_nothing_else() {
    cases().par_iter().for_each(|case| {
        let Some(other) = case.altered() else { return };
        let changes = case.changes(&case.state_with(&other));
        let (at, of) = case.told();
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
    cases().par_iter().for_each(|case| {
        let Some(other) = case.without() else { return };
        let name = &case.place.name;
        let changes = case.changes(&case.state_with(&other));
        assert!(!changes.is_empty(), "{name}: nothing is told when it goes");
        let (at, of) = case.told();
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

#[test]
fn the_merge_carries_every_property_from_either_side() {
    let cases = cases();
    let text = |kind: Kind, file: &Value| {
        let bytes = serde_json::to_vec(file).expect("JSON");
        match rewrite(&bytes, kind, &INDICATORS) {
            Rewrite::To(text) => text,
            Rewrite::AsItIs => String::from_utf8(bytes).expect("UTF-8"),
            Rewrite::Refused(why) => panic!("{why}"),
        }
    };
    cases.par_iter().for_each(|case| {
        let name = &case.place.name;
        // Another change in the same file, to something that this place is no part of.
        let near = |it: &Case| it.place.pointer.split('/').nth(1) == case.place.pointer.split('/').nth(1);
        let far = cases.iter().filter(|it| it.path == case.path && !near(it));
        let elsewhere = far.filter_map(|it| Some((it, it.altered()?))).next();
        for own in [case.altered(), case.without()].into_iter().flatten() {
            let mut wanted = own.clone();
            let mut other = case.file.clone();
            if let Some((at, altered)) = &elsewhere {
                let value = altered.pointer(&at.place.pointer).expect("it is there");
                set(&mut wanted, &at.place.pointer, value.clone());
                other = altered.clone();
            }
            let texts = [&case.file, &own, &other].map(|file| text(case.kind, file));
            let [ancestor, ours, theirs] = [0, 1, 2].map(|i| texts[i].as_bytes());
            for sides in [Sides { ancestor, ours, theirs }, Sides { ancestor, ours: theirs, theirs: ours }] {
                let conflicts = Conflicts::Marked(markers(Style::Merge));
                let merged = merge(&sides, case.kind, &INDICATORS, &conflicts).expect("texts that are JSON");
                assert_eq!(merged, Merged::Clean(text(case.kind, &wanted)), "{name} is lost in a merge");
            }
        }
    });
}
