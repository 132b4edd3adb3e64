//! What one slip brings about elsewhere: no exception that is needed is called unused, and `--fix` takes none away.
//!
//! Each file of the real dataset is changed in one place at a time: a value becomes one of another type or another that is as
//! good, a name loses a letter or has two swapped or is unknown, a member is gone. The exceptions of the real files are all
//! needed, as another test shows. One that is called unused all the same has been changed itself, or there is nothing wrong with
//! the data but that it is no longer needed; even then `--fix` leaves it where it is, and with it all else that people wrote.

use std::collections::BTreeSet;

use dataset::Dataset;
use dataset::stream::Stream;
use diff::compare;
use format::tree::Tree;
use rayon::prelude::*;
use rules::ChangeContext;
use rules::fix::UnusedExceptions::{Kept, Removed};
use rules::fix::mended;
use rules::validate::validate;
use serde_json::{Value, json};

use crate::support::{State, today};

const Y2022: &str = "dataset/assessments/KHM/2022.json";
const Y2019: &str = "dataset/assessments/KHM/2019.json";
const EDITIONS: &str = "dataset/editions.json";
const FILES: [&str; 5] =
    [Y2022, Y2019, EDITIONS, "dataset/countries.json", "dataset/frameworks/apr2p-2019.json"];

/// The suite tries every so many of the changes; all are tried by `cargo test -- --ignored every_mutation`.
const EVERY: usize = 89;

/// Of the slips that leave a source sound, so many are one that is tried.
const SOME: usize = 5;

/// One change to a file.
#[derive(Clone, Debug)]
struct Mutation {
    path: &'static str,
    /// The object or list that is changed, as a JSON Pointer.
    parent: String,
    member: String,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    /// It becomes a value of another type.
    Becomes(Value),
    /// It becomes another value that could stand there.
    Says(Value),
    IsCalled(String),
    IsGone,
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The other types that a value could be of.
fn other_types(value: &Value) -> Vec<Value> {
    let all = [json!(null), json!(true), json!(7), json!("seven words"), json!([]), json!({})];
    let is_same = |other: &Value| std::mem::discriminant(other) == std::mem::discriminant(value);
    all.into_iter().filter(|other| !is_same(other)).collect()
}

/// Words of which the schemas know a few.
const WORDS: [(&str, &[&str]); 6] = [
    ("type", &["book", "report", "webpage", "legislation", "article-newspaper"]),
    ("label", &["page", "section", "paragraph"]),
    ("rating", &["very-strong", "fair", "very-weak"]),
    ("change", &["increase", "decrease", "unchanged"]),
    ("vote", &["yes", "abstain"]),
    ("status", &["draft", "published", "reconstructed", "open", "closed"]),
];

/// Other values that could stand in the place of one: another year, number, word, address, or text.
fn other_values(member: &str, value: &Value) -> Vec<Value> {
    let mut others: Vec<Value> = match value {
        Value::Number(number) => {
            let number = number.as_i64().expect("whole numbers");
            vec![json!(number - 1), json!(number + 1)]
        }
        Value::String(text) => match WORDS.iter().find(|(name, _)| *name == member) {
            Some((_, words)) => words.iter().map(|word| json!(word)).collect(),
            None => other_texts(text),
        },
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => Vec::new(),
    };
    others.retain(|other| other != value);
    others
}

fn other_texts(text: &str) -> Vec<Value> {
    let mut others = vec![format!("{text} ")];
    if let Some(at) = text
        .match_indices("20")
        .map(|(at, _)| at)
        .find(|at| text.get(*at..at + 4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit())))
    {
        let year: i32 = text[at..at + 4].parse().expect("a year");
        others.extend(
            [year - 1, year + 1].map(|other| text.replacen(&year.to_string(), &other.to_string(), 1)),
        );
    }
    if text.starts_with("https://") {
        others.push(format!("{text}?utm_source=letter"));
        others.push("https://elsewhere.example/one".to_owned());
    } else if let Some((_, rest)) = text.split_once(' ') {
        others.push(rest.to_owned());
    }
    others.into_iter().map(Value::from).collect()
}

/// Other names for a member: a letter less at the beginning, in the middle and at the end, two swapped, and an unknown one.
fn other_names(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let without = |at: usize| {
        let mut fewer = letters.clone();
        fewer.remove(at);
        fewer.into_iter().collect::<String>()
    };
    let swapped = (1..letters.len()).rev().find(|at| letters[*at] != letters[at - 1]).map(|at| {
        let mut other = letters.clone();
        other.swap(at, at - 1);
        other.into_iter().collect::<String>()
    });
    let mut names: Vec<String> = match letters.len() {
        0 => Vec::new(),
        length => vec![without(0), without(length / 2), without(length - 1)],
    };
    names.extend(swapped);
    names.push("no-such-name".to_owned());
    names.retain(|other| other != name);
    names.sort();
    names.dedup();
    names
}

fn mutations(path: &'static str, value: &Value, at: &str, found: &mut Vec<Mutation>) {
    let mut add = |member: &str, what| {
        found.push(Mutation { path, parent: at.to_owned(), member: member.to_owned(), what });
    };
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                add(name, What::IsGone);
                other_types(inner).into_iter().for_each(|other| add(name, What::Becomes(other)));
                other_values(name, inner).into_iter().for_each(|other| add(name, What::Says(other)));
                let free = other_names(name).into_iter().filter(|other| !members.contains_key(other));
                free.for_each(|other| add(name, What::IsCalled(other)));
            }
            for (name, inner) in members {
                mutations(path, inner, &format!("{at}/{}", escaped(name)), found);
            }
        }
        Value::Array(items) => {
            for (i, inner) in items.iter().enumerate() {
                add(&i.to_string(), What::IsGone);
                other_types(inner).into_iter().for_each(|other| add(&i.to_string(), What::Becomes(other)));
                other_values("", inner).into_iter().for_each(|other| add(&i.to_string(), What::Says(other)));
            }
            for (i, inner) in items.iter().enumerate() {
                mutations(path, inner, &format!("{at}/{i}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

impl Mutation {
    fn apply(&self, root: &Value) -> Value {
        let mut root = root.clone();
        match root.pointer_mut(&self.parent).expect("the parent is there") {
            Value::Object(members) => {
                let changed = std::mem::take(members).into_iter().filter_map(|(name, value)| {
                    if name != self.member {
                        return Some((name, value));
                    }
                    match &self.what {
                        What::Becomes(other) | What::Says(other) => Some((name, other.clone())),
                        What::IsCalled(other) => Some((other.clone(), value)),
                        What::IsGone => None,
                    }
                });
                *members = changed.collect();
            }
            Value::Array(items) => {
                let at: usize = self.member.parse().expect("a place in a list");
                match &self.what {
                    What::Becomes(other) | What::Says(other) => items[at] = other.clone(),
                    What::IsCalled(_) | What::IsGone => drop(items.remove(at)),
                }
            }
            other => panic!("{} holds nothing: {other}", self.parent),
        }
        root
    }

    /// Whether the change leaves something there that cannot be read. What is gone is gone, what has a name that is near to
    /// none might be anything, and another status is another status.
    fn hides(&self) -> bool {
        match &self.what {
            What::Becomes(_) => self.member != "status",
            What::IsCalled(name) => name != "no-such-name",
            What::Says(_) | What::IsGone => false,
        }
    }

    /// Whether the change is to an exception itself, or to those of its rule.
    fn touches(&self, code: &str) -> bool {
        let pointer = format!("{}/{}", self.parent, escaped(&self.member));
        let renamed = match &self.what {
            What::IsCalled(name) => Some(format!("{}/{}", self.parent, escaped(name))),
            What::Becomes(_) | What::Says(_) | What::IsGone => None,
        };
        self.path.contains("/assessments/")
            && [Some(pointer), renamed].iter().flatten().any(|place| {
                let own = format!("/exceptions/{code}");
                place == &own || place.starts_with(&format!("{own}/")) || place == "/exceptions"
            })
    }
}

/// The state of the real files with the text of one replaced.
fn with(state: &State, path: &str, value: &Value) -> Tree {
    let mut files = state.files.clone();
    let text = serde_json::to_string_pretty(value).expect("JSON") + "\n";
    files.insert(path.to_owned(), text.into_bytes());
    Tree::memory(files.into_iter().filter(|(path, _)| path.starts_with("dataset/")), [])
}

/// The codes of rules that conclude something from what is not there: nothing cited, nothing newer, nothing called, nothing
/// left.
const OF_ABSENCE: [&str; 15] = [
    "CIT001", "CIT003", "CIT004", "CIT005", "CIT006", "CIT007", "CIT008", "CHG004", "CHG005", "CHG006",
    "CHG007", "EVI001", "EVI002", "EVI003", "EVI004",
];

/// What is wrong with what the program makes of the real files with one change: an exception that is called unused, whatever
/// `--fix` takes away, and what is concluded from the absence of what cannot be read.
fn wrong(before: &Dataset, tree: &Tree, mutation: &Mutation) -> Vec<String> {
    let after = Dataset::load(tree);
    let mut found = validate(&Stream::new(tree), today());
    let unused = found.diagnostics.iter().filter(|found| found.code == "EXC002").filter_map(|found| {
        let pointer = found.location.pointer()?;
        let code = pointer.tokens().nth(1)?.into_owned();
        match mutation.what {
            // The file is as sound as if the fault were gone, and who wrote it is told so.
            What::Says(_) => (!found.help.contains("If a mistake hides it")
                && !found.help.contains("Correct the pointer")
                && !found.help.contains("Did you mean"))
            .then(|| format!("told to delete: {pointer}")),
            What::Becomes(_) | What::IsCalled(_) | What::IsGone => {
                (!mutation.touches(&code)).then(|| format!("called unused: {pointer}"))
            }
        }
    });
    let mut wrong: Vec<String> = unused.collect();
    if found.diagnostics.iter().any(|found| found.fix.is_some() || !found.removable.is_empty()) {
        let mended = mended(tree, today(), Kept, |_| true);
        let removed = mended.iter().flat_map(|file| &file.removed);
        wrong.extend(removed.map(|removed| format!("removed: {} {}", removed.pointer, removed.text)));
        for file in &mended {
            let left = prose(&serde_json::from_str(&file.after).expect("JSON"));
            let all = prose(&serde_json::from_slice(&file.before).expect("JSON"));
            wrong.extend(all.difference(&left).map(|text| format!("lost: {text}")));
        }
    }
    let is_unreadable = after.faults.iter().any(|fault| !fault.kind.is_of_layout());
    if is_unreadable && mutation.hides() {
        let diff = compare(before, &after);
        let paths = FILES.iter().map(|path| (*path).to_owned()).collect();
        found.add_change(&ChangeContext::new(before, &after, &diff, &paths, today()));
        let concluded = found.diagnostics.iter().filter(|found| OF_ABSENCE.contains(&found.code));
        wrong.extend(concluded.map(|found| format!("concluded: {} {}", found.code, found.message)));
    }
    wrong
}

/// All that people wrote in a file: its texts of several words, but for spaces at their ends.
fn prose(value: &Value) -> BTreeSet<String> {
    match value {
        Value::String(text) if text.trim().contains(' ') => BTreeSet::from([text.trim().to_owned()]),
        Value::Array(items) => items.iter().flat_map(prose).collect(),
        Value::Object(members) => members.values().flat_map(prose).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => BTreeSet::new(),
    }
}

fn all() -> (State, Vec<(Value, Vec<Mutation>)>) {
    let state = State::real();
    let of_files = FILES.map(|path| {
        let root: Value = serde_json::from_slice(&state.files[path]).expect("JSON");
        let mut found = Vec::new();
        mutations(path, &root, "", &mut found);
        (root, found)
    });
    (state, of_files.into())
}

fn try_each(every: usize) {
    let (state, of_files) = all();
    let before = Dataset::load(&state.tree());
    let tried: Vec<(&Value, &Mutation)> = of_files
        .iter()
        .flat_map(|(root, found)| found.iter().map(move |mutation| (root, mutation)))
        .step_by(every)
        .collect();
    assert!(tried.len() > 200, "{} changes are tried", tried.len());
    let wrong: Vec<String> = tried
        .par_iter()
        .flat_map_iter(|(root, mutation)| {
            let tree = with(&state, mutation.path, &mutation.apply(root));
            let wrong = wrong(&before, &tree, mutation);
            wrong.into_iter().map(move |why| format!("{mutation:?}: {why}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), tried.len(), wrong.join("\n"));
}

#[test]
fn no_slip_takes_an_exception_away() {
    try_each(EVERY);
}

#[test]
#[ignore = "takes minutes; the suite tries a part"]
fn every_mutation_of_the_real_files() {
    try_each(1);
}

/// Slips that brought about the removal of reasons once.
#[test]
fn the_slips_that_took_reasons_away() {
    let state = State::real();
    let before = Dataset::load(&state.tree());
    let value = |path: &str| serde_json::from_slice::<Value>(&state.files[path]).expect("JSON");
    let renamed = |path: &'static str, parent: &str, member: &str, to: &str| {
        let what = What::IsCalled(to.to_owned());
        Mutation { path, parent: parent.to_owned(), member: member.to_owned(), what }
    };
    let becomes = |path: &'static str, parent: &str, member: &str, to: Value| {
        let what = What::Becomes(to);
        Mutation { path, parent: parent.to_owned(), member: member.to_owned(), what }
    };
    let citation = "/ratings/security-sector/footnotes";
    let label =
        value(Y2022).pointer(citation).and_then(Value::as_object).and_then(|all| all.keys().next().cloned());
    let citation = format!("{citation}/{}/citations/0", label.expect("a footnote"));
    for slip in [
        becomes(Y2022, &citation, "label", json!("heading")),
        renamed(Y2022, "/exceptions/CIT001", "/ratings/kigali-principles", "ratings/kigali-principles"),
        becomes(Y2022, "/exceptions", "CIT001", json!(7)),
        renamed(EDITIONS, "/editions/2022", "previous", "previos"),
        becomes(Y2022, "", "status", json!("publishd")),
        becomes(Y2022, "", "status", json!("reconstructed")),
        becomes(Y2022, "", "status", json!("draft")),
        becomes(Y2019, "", "status", json!("published")),
        renamed(Y2022, "", "sources", "source"),
        renamed(Y2022, "", "ratings", "rating"),
        Mutation { what: What::IsGone, ..renamed(EDITIONS, "/editions", "2019", "") },
        Mutation { what: What::IsGone, ..renamed(EDITIONS, "/editions", "2022", "") },
    ] {
        let tree = with(&state, slip.path, &slip.apply(&value(slip.path)));
        assert_eq!(wrong(&before, &tree, &slip), Vec::<String>::new(), "{slip:?}");
        let found = validate(&Stream::new(&tree), today());
        assert!(!found.diagnostics.is_empty(), "{slip:?} is seen");
    }
    for gone in [Y2019, EDITIONS, "dataset/countries.json", "dataset/frameworks/apr2p-2019.json"] {
        let mut state = state.clone();
        state.files.remove(gone);
        let found = validate(&Stream::new(&state.tree()), today());
        assert!(found.diagnostics.iter().all(|found| found.code != "EXC002"), "without {gone}");
    }
}

/// A slip that leaves the file sound hides the fault that an exception is for. Whoever asks for the removal gets it; `--fix`
/// leaves the reason where it is, and the file is as it was once the slip is corrected.
#[test]
fn slips_that_leave_the_file_sound_hide_what_exceptions_are_for() {
    let state = State::real();
    let removed = |tree: &Tree, unused| -> Vec<String> {
        let mended = mended(tree, today(), unused, |_| true);
        mended.into_iter().flat_map(|file| file.removed).map(|removed| removed.pointer.to_string()).collect()
    };
    let root: Value = serde_json::from_slice(&state.files[Y2022]).expect("JSON");
    let is_hiding = |tree: &&Tree| {
        let found = validate(&Stream::new(tree), today());
        found.diagnostics.iter().any(|found| !found.removable.is_empty())
    };
    let sound = sound(&state, &root);
    let hiding: Vec<(Vec<String>, Vec<String>)> = sound
        .par_iter()
        .step_by(SOME)
        .filter(is_hiding)
        .map(|tree| (removed(tree, Kept), removed(tree, Removed)))
        .collect();
    assert!(hiding.len() > 2, "{} of {} slips hide something", hiding.len(), sound.len());
    assert!(hiding.iter().all(|(kept, removed)| kept.is_empty() && !removed.is_empty()), "{hiding:?}");
}

/// The real files with another value that could stand there, for each value of a source that something excepted is about.
fn sound(state: &State, root: &Value) -> Vec<Tree> {
    let codes = root["exceptions"].as_object().expect("exceptions");
    let excepted: BTreeSet<&str> = codes
        .values()
        .filter_map(Value::as_object)
        .flat_map(|places| places.keys())
        .map(String::as_str)
        .collect();
    let sources = excepted.into_iter().filter(|place| place.starts_with("/sources/"));
    let mut changed = Vec::new();
    for place in sources {
        let source = place.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
        if let Some(value) = root.pointer(&source) {
            mutations(Y2022, value, &source, &mut changed);
        }
    }
    let changed = changed.iter().filter(|mutation| matches!(mutation.what, What::Says(_)));
    changed.map(|mutation| with(state, mutation.path, &mutation.apply(root))).collect()
}

/// An exception of each kind of rule that is not needed is called unused, whatever else is wrong out of its rule's sight.
#[test]
fn what_is_unused_is_still_found() {
    let unused = |state: &State| -> BTreeSet<String> {
        let found = validate(&Stream::new(&state.tree()), today());
        let unused = found.diagnostics.iter().filter(|found| found.code == "EXC002");
        unused.filter_map(|found| Some(found.location.pointer()?.tokens().nth(1)?.into_owned())).collect()
    };
    let file = "dataset/assessments/XAA/2022.json";
    let state = State::base().edited(file, |file| {
        file["exceptions"] = json!({
            "CIT005": { "/sources/report-2022": "The document prints no date." },
            "SCO001": { "/stated/score": "The document prints this score." },
            "CIT051": { "/sources/report-2022": "The document describes it like this." },
        });
    });
    let all = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(unused(&state), all(&["CIT005", "CIT051", "SCO001"]));
    let elsewhere = state.clone().edited(file, |file| file["ratings"]["courts"]["rating"] = json!("waek"));
    assert_eq!(unused(&elsewhere), all(&["CIT005"]), "in another part of the file");
    let neighbour = "dataset/assessments/XBB/2022.json";
    let other_country =
        state.clone().edited(neighbour, |file| file["ratings"]["courts"]["rating"] = json!("waek"));
    assert_eq!(unused(&other_country), all(&["CIT005", "SCO001"]), "in another country");
    let there = state.edited(file, |file| file["sources"]["report-2022"]["title"] = json!(7));
    assert_eq!(unused(&there), all(&[]), "in the source itself");
}
