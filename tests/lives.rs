//! Whatever is renamed, withdrawn, written anew, put back and merged: all that compare commits agree on which file is which.

use std::collections::{BTreeMap, BTreeSet};

use dataset::Dataset;
use git2::{Oid, Signature, Time};
use history::History;
use history::git::{self, Repository};
use history::lineage::{Arrival, Cause, EventKind, Versions};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::histories::entry;
use crate::support::{State, run};

const EDITIONS: [&str; 4] = ["2025", "2026", "2027", "2028"];

/// What is done next, on one of three branches.
#[derive(Clone, Debug)]
enum Step {
    Edit {
        branch: usize,
        file: usize,
        entry: usize,
    },
    Rename {
        branch: usize,
        file: usize,
        to: usize,
    },
    /// A file gets another name, and another is written in its place.
    HandOn {
        branch: usize,
        file: usize,
        to: usize,
    },
    Withdraw {
        branch: usize,
        file: usize,
    },
    Write {
        branch: usize,
        at: usize,
    },
    PutBack {
        branch: usize,
        at: usize,
    },
    Branch {
        from: usize,
        branch: usize,
    },
    Merge {
        into: usize,
        from: usize,
        takes: Vec<usize>,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let (branch, some) = (0..3_usize, 0..4_usize);
    prop_oneof![
        3 => (branch.clone(), some.clone(), 0..3_usize)
            .prop_map(|(branch, file, entry)| Step::Edit { branch, file, entry }),
        3 => (branch.clone(), some.clone(), some.clone())
            .prop_map(|(branch, file, to)| Step::Rename { branch, file, to }),
        2 => (branch.clone(), some.clone(), some.clone())
            .prop_map(|(branch, file, to)| Step::HandOn { branch, file, to }),
        2 => (branch.clone(), some.clone()).prop_map(|(branch, file)| Step::Withdraw { branch, file }),
        3 => (branch.clone(), some.clone()).prop_map(|(branch, at)| Step::Write { branch, at }),
        1 => (branch.clone(), some).prop_map(|(branch, at)| Step::PutBack { branch, at }),
        1 => (branch.clone(), branch.clone()).prop_map(|(from, branch)| Step::Branch { from, branch }),
        4 => (branch.clone(), branch, prop::collection::vec(0..4_usize, 8))
            .prop_map(|(into, from, takes)| Step::Merge { into, from, takes }),
    ]
}

/// An assessment: which it is, under which edition it stands, and the words of its entries.
#[derive(Clone, Debug, PartialEq)]
struct Written {
    who: usize,
    at: usize,
    words: [usize; 8],
}

/// A commit: the assessments in it, and those that were taken out last, by the editions under which they stood.
#[derive(Clone, Debug)]
struct Made {
    id: Oid,
    parents: Vec<usize>,
    files: Vec<Written>,
    gone: BTreeMap<usize, Written>,
}

impl Made {
    fn who(&self, who: usize) -> Option<&Written> {
        self.files.iter().find(|file| file.who == who)
    }

    fn is_free(&self, at: usize) -> bool {
        self.files.iter().all(|file| file.at != at)
    }
}

struct Life {
    folder: tempfile::TempDir,
    git: git2::Repository,
    commits: Vec<Made>,
    branches: [usize; 3],
    /// Of each assessment, the commits that entered it or put it back.
    entered: Vec<BTreeSet<usize>>,
    words: usize,
}

impl Life {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let git = git2::Repository::init(folder.path()).expect("a repository");
        let mut life =
            Self { folder, git, commits: Vec::new(), branches: [0; 3], entered: Vec::new(), words: 0 };
        let files = (0..2).map(|at| life.written(at, 0)).collect();
        life.commit(Vec::new(), files, BTreeMap::new());
        life
    }

    fn written(&mut self, at: usize, commit: usize) -> Written {
        self.entered.push(BTreeSet::from([commit]));
        self.words += 8;
        let first = self.words;
        Written { who: self.entered.len() - 1, at, words: std::array::from_fn(|nth| first + nth) }
    }

    fn commit(&mut self, parents: Vec<usize>, files: Vec<Written>, gone: BTreeMap<usize, Written>) -> usize {
        let mut state = State::base();
        state.files.retain(|path, _| !path.contains("/XAA/"));
        for file in &files {
            let edition = EDITIONS[file.at];
            state.files.insert(format!("dataset/assessments/XAA/{edition}.json"), bytes(file, edition));
        }
        let mut index = git2::Index::new().expect("an index");
        for (path, bytes) in &state.files {
            index.add(&entry(path, self.git.blob(bytes).expect("a blob"))).expect("an entry");
        }
        let tree = index.write_tree_to(&self.git).expect("a tree");
        let tree = self.git.find_tree(tree).expect("a tree");
        let number = self.commits.len();
        let day = i64::try_from(number).expect("few");
        let who = Signature::new("Ana", "a@b", &Time::new(1_767_225_600 + day * 86_400, 0)).expect("a name");
        let found: Vec<git2::Commit<'_>> =
            parents.iter().map(|at| self.git.find_commit(self.commits[*at].id).expect("a commit")).collect();
        let found: Vec<&git2::Commit<'_>> = found.iter().collect();
        let id =
            self.git.commit(None, &who, &who, &format!("commit {number}"), &tree, &found).expect("a commit");
        self.commits.push(Made { id, parents, files, gone });
        number
    }

    fn ancestors(&self, commit: usize) -> BTreeSet<usize> {
        let mut has = BTreeSet::new();
        let mut left = vec![commit];
        while let Some(at) = left.pop() {
            if has.insert(at) {
                left.extend(&self.commits[at].parents);
            }
        }
        has
    }

    fn run(&mut self, step: &Step) {
        let (next, words) = (self.commits.len(), self.words + 8);
        let mut on = |branch: usize, change: &mut dyn FnMut(&mut Self, &mut Made) -> bool| {
            let parent = self.branches[branch];
            let mut made = self.commits[parent].clone();
            if change(self, &mut made) {
                self.branches[branch] = self.commit(vec![parent], made.files, made.gone);
            }
        };
        match *step {
            Step::Branch { from, branch } => self.branches[branch] = self.branches[from],
            Step::Edit { branch, file, entry } => on(branch, &mut |life, made| {
                let count = made.files.len().max(1);
                let Some(file) = made.files.get_mut(file % count) else { return false };
                life.words = words;
                file.words[entry] = words;
                true
            }),
            Step::Rename { branch, file, to } => on(branch, &mut |_, made| {
                let (count, is_free) = (made.files.len().max(1), made.is_free(to));
                let file = made.files.get_mut(file % count).filter(|_| is_free);
                file.map(|file| file.at = to).is_some()
            }),
            Step::HandOn { branch, file, to } => on(branch, &mut |life, made| {
                let (place, is_free) = (file % made.files.len().max(1), made.is_free(to));
                let Some(file) = made.files.get_mut(place).filter(|_| is_free) else { return false };
                let at = std::mem::replace(&mut file.at, to);
                made.files.push(life.written(at, next));
                true
            }),
            Step::Withdraw { branch, file } => on(branch, &mut |_, made| {
                let place = file % made.files.len().max(1);
                if place >= made.files.len() {
                    return false;
                }
                let file = made.files.remove(place);
                made.gone.insert(file.at, file);
                true
            }),
            Step::Write { branch, at } => on(branch, &mut |life, made| {
                let is_free = made.is_free(at);
                if is_free {
                    made.files.push(life.written(at, next));
                    made.gone.remove(&at);
                }
                is_free
            }),
            Step::PutBack { branch, at } => on(branch, &mut |life, made| {
                let back = made.gone.get(&at).cloned();
                let back = back.filter(|file| made.is_free(at) && made.who(file.who).is_none());
                back.map(|file| {
                    life.entered[file.who].insert(next);
                    made.files.push(file);
                })
                .is_some()
            }),
            Step::Merge { into, from, ref takes } => self.merge(into, from, takes),
        }
    }

    fn merge(&mut self, into: usize, from: usize, takes: &[usize]) {
        let (ours, theirs) = (self.branches[into], self.branches[from]);
        if self.ancestors(ours).contains(&theirs) || self.ancestors(theirs).contains(&ours) {
            return;
        }
        let [one, other] = [ours, theirs].map(|side| self.commits[side].clone());
        let mut made = Made { files: Vec::new(), gone: BTreeMap::new(), ..one.clone() };
        for who in 0..self.entered.len() {
            let take = takes[who % takes.len()];
            let file = match (one.who(who), other.who(who), take) {
                (Some(ours), Some(_), 0) => Some(ours.clone()),
                (Some(_), Some(theirs), 1) => Some(theirs.clone()),
                (Some(ours), Some(theirs), 2) => Some(Written { at: ours.at, ..theirs.clone() }),
                (Some(ours), Some(theirs), _) => Some(Written { at: theirs.at, ..ours.clone() }),
                (file, None, 0..3) | (None, file, 0..3) => file.cloned(),
                (_, _, _) => None,
            };
            made.files.extend(file.filter(|file| made.is_free(file.at)));
        }
        self.branches[into] = self.commit(vec![ours, theirs], made.files, made.gone);
    }

    /// What became of each assessment from one commit to another: where it was and where it is.
    fn expected(&self, from: usize, to: usize) -> BTreeSet<String> {
        let (before, after) = (&self.commits[from], &self.commits[to]);
        let name = |file: Option<&Written>| file.map_or("nothing", |file| EDITIONS[file.at]).to_owned();
        let pairs = (0..self.entered.len()).map(|who| (before.who(who), after.who(who)));
        let pairs = pairs.filter(|(before, after)| before != after);
        pairs.map(|(before, after)| format!("{} -> {}", name(before), name(after))).collect()
    }

    fn told(&self) -> String {
        let commit = |(number, made): (usize, &Made)| {
            let files =
                made.files.iter().map(|file| format!("{}={:?}{:?}", EDITIONS[file.at], file.who, file.words));
            format!("{number} {:?}: {}", made.parents, files.collect::<Vec<_>>().join(" "))
        };
        self.commits.iter().enumerate().map(commit).collect::<Vec<_>>().join("\n")
    }
}

fn bytes(file: &Written, edition: &str) -> Vec<u8> {
    let entry = |seed: &usize| json!({ "rating": "fair", "rationale": [format!("What was found, {seed}.")] });
    let entries = file.words.iter().enumerate().map(|(nth, seed)| (format!("indicator-{nth}"), entry(seed)));
    let ratings: serde_json::Map<String, Value> = entries.collect();
    let file = json!({ "country": "XAA", "edition": edition, "status": "published", "ratings": ratings });
    serde_json::to_vec_pretty(&file).expect("JSON")
}

/// What a report of a comparison tells of files.
fn pairs(report: &str) -> BTreeSet<String> {
    let report: Value = serde_json::from_str(report).expect("JSON");
    let name = |of: &Value, side: &str| {
        let edition = of[format!("edition_{side}")].as_str().or_else(|| of[side]["edition"].as_str());
        edition.unwrap_or("nothing").to_owned()
    };
    let all = report["assessments"].as_array().expect("a list").iter();
    all.map(|of| format!("{} -> {}", name(of, "before"), name(of, "after"))).collect()
}

fn check(life: &Life, from: usize, to: usize) {
    let head = life.commits[to].id;
    life.git.reference("refs/heads/checked", head, true, "").expect("a branch");
    life.git.set_head("refs/heads/checked").expect("a head");
    let folder = life.folder.path();
    let base = life.commits[from].id.to_string();
    let range = format!("{base}..{head}");
    let expected = life.expected(from, to);
    let why = || format!("{from}..{to}\n{}", life.told());
    let diff = run(folder, &["diff", &range, "--format", "json"]).stdout;
    assert_eq!(pairs(&diff), expected, "diff {}", why());
    if !life.ancestors(to).contains(&from) {
        return;
    }
    let told = run(folder, &["changelog", &range, "--format", "json"]).stdout;
    assert_eq!(pairs(&told), expected, "changelog {}", why());
    let judged = run(folder, &["validate", "--at", "HEAD", "--base", &base, "--today", "2026-11-21"]).stdout;
    let removed = expected.iter().filter(|pair| pair.ends_with("nothing")).count();
    assert_eq!(judged.matches("error[CHG004").count(), removed, "{}\n{judged}", why());
}

/// The history of each edition tells where the assessment was entered that stands under it. Where a merge took one of two in
/// one place, it tells of both.
fn check_history(life: &Life, to: usize) {
    let repository = Repository::open(life.folder.path()).expect("a repository");
    let head = life.commits[to].id.to_string();
    let log = git::log(&repository, None, &head).expect("a log");
    let dataset = Dataset::load(&repository.tree_at(&head).expect("a state"));
    let fetch = |id| repository.blob(id);
    let history = History::new(&log, &dataset, "XAA", None, &mut Versions::new(&fetch, None));
    for file in &life.commits[to].files {
        let place = history.place(EDITIONS[file.at]).expect("it is there");
        let is_entry = |what: &EventKind| matches!(what, EventKind::Entered(Arrival::Caused(Cause::Made), _));
        let events = history.edition_events.iter();
        let mut came = events.filter(|event| event.round == place && is_entry(&event.what));
        let entered = life.entered[file.who].iter().map(|at| life.commits[*at].id.to_string());
        let entered: BTreeSet<String> = entered.collect();
        assert!(came.any(|event| entered.contains(&event.commit.id)), "{}\n{}", file.at, life.told());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_agree_on_which_file_is_which(
        steps in prop::collection::vec(step(), 1..16),
        asked in prop::collection::vec(0..40_usize, 3),
    ) {
        let mut life = Life::new();
        steps.iter().for_each(|step| life.run(step));
        for branch in life.branches {
            check(&life, 0, branch);
            for from in &asked {
                check(&life, from % life.commits.len(), branch);
            }
            check_history(&life, branch);
        }
    }
}

/// Two lines write under one edition, and the merge takes what the other line wrote.
#[test]
fn a_merge_takes_what_the_other_line_wrote_in_the_same_place() {
    for takes in [[0; 4], [3, 3, 0, 0], [0, 0, 3, 0], [0, 0, 0, 3]] {
        let mut life = Life::new();
        for step in [
            Step::Write { branch: 1, at: 2 },
            Step::Write { branch: 0, at: 2 },
            Step::Merge { into: 0, from: 1, takes: takes.to_vec() },
        ] {
            life.run(&step);
        }
        for from in 0..3 {
            check(&life, from, 3);
        }
        check_history(&life, 3);
    }
}

/// A merge keeps the name that an assessment has on the main line; the line on which it was renamed is compared with it.
#[test]
fn a_merge_keeps_a_name_against_a_rename() {
    let mut life = Life::new();
    for step in [
        Step::Withdraw { branch: 2, file: 2 },
        Step::Edit { branch: 0, file: 0, entry: 0 },
        Step::Edit { branch: 0, file: 0, entry: 0 },
        Step::Rename { branch: 2, file: 0, to: 0 },
        Step::Merge { into: 0, from: 2, takes: vec![0; 8] },
        Step::Edit { branch: 0, file: 0, entry: 0 },
    ] {
        life.run(&step);
    }
    (0..6).for_each(|from| check(&life, from, 6));
}
