//! Whatever is renamed, withdrawn, written anew, put back and merged: all that compare commits agree on which file is which.

mod cases;

use std::collections::{BTreeMap, BTreeSet};

use dataset::Dataset;
use dataset::model::rating::{Rating, Scale};
use git2::{Oid, Signature, Time};
use history::git::{self, Repository};
use history::lineage::{Arrival, Cause, Outcome, Versions};
use history::{History, RatingEventKind};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

use crate::history_laws::replay;
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
    /// Another is written over a file.
    WriteOver {
        branch: usize,
        file: usize,
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
        1 => (branch.clone(), some.clone()).prop_map(|(branch, file)| Step::WriteOver { branch, file }),
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
    /// Of each assessment, the one over which it was written.
    over: Vec<Option<usize>>,
    words: usize,
}

impl Life {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let git = git2::Repository::init(folder.path()).expect("a repository");
        let mut life = Self {
            folder,
            git,
            commits: Vec::new(),
            branches: [0; 3],
            entered: Vec::new(),
            over: Vec::new(),
            words: 0,
        };
        let files = (0..2).map(|at| life.written(at, 0)).collect();
        life.commit(Vec::new(), files, BTreeMap::new());
        life
    }

    fn written(&mut self, at: usize, commit: usize) -> Written {
        self.entered.push(BTreeSet::from([commit]));
        self.over.push(None);
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
            Step::WriteOver { branch, file } => on(branch, &mut |life, made| {
                let place = file % made.files.len().max(1);
                let Some(file) = made.files.get_mut(place) else { return false };
                let over = file.who;
                *file = life.written(file.at, next);
                life.over[file.who] = Some(over);
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

    /// The assessments over which one was written, from itself on.
    fn chain(&self, who: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(who), |who| self.over[*who])
    }

    /// What became of each assessment from one commit to another: where it was and where it is. What was written over one is
    /// that one, edited, unless that is there as well.
    fn expected(&self, from: usize, to: usize) -> BTreeSet<String> {
        let mut groups: BTreeMap<usize, [Vec<&Written>; 2]> = BTreeMap::new();
        for (side, commit) in [from, to].into_iter().enumerate() {
            let mut files: Vec<&Written> = self.commits[commit].files.iter().collect();
            files.sort_by_key(|file| file.at);
            for file in files {
                groups.entry(self.chain(file.who).last().unwrap_or(file.who)).or_default()[side].push(file);
            }
        }
        let name = |file: Option<&Written>| file.map_or("nothing", |file| EDITIONS[file.at]).to_owned();
        let mut expected = BTreeSet::new();
        for [mut old, mut new] in groups.into_values() {
            let of =
                |files: &[&Written], is_it: &dyn Fn(&Written) -> bool| files.iter().position(|it| is_it(it));
            let same =
                old.iter().enumerate().filter_map(|(at, one)| Some((at, of(&new, &|it| it.who == one.who)?)));
            let mut pairs: Vec<(usize, usize)> = same.collect();
            if pairs.is_empty() && !old.is_empty() && !new.is_empty() {
                let stays =
                    old.iter().enumerate().find_map(|(at, one)| Some((at, of(&new, &|it| it.at == one.at)?)));
                pairs.push(stays.unwrap_or((0, 0)));
            }
            for (one, other) in &pairs {
                if old[*one] != new[*other] {
                    expected.insert(format!("{} -> {}", name(Some(old[*one])), name(Some(new[*other]))));
                }
            }
            let (mut nth_old, mut nth_new) = (0.., 0..);
            // Of what is left, that is an edited file which was written over it in its place.
            for (one, file) in old.iter().enumerate() {
                let is_free = |nth: usize| pairs.iter().all(|(_, other)| *other != nth);
                let is_over = |it: &Written| self.chain(it.who).any(|who| who == file.who);
                let over =
                    new.iter().position(|it| it.at == file.at && is_over(it)).filter(|nth| is_free(*nth));
                if let Some(over) = over.filter(|_| pairs.iter().all(|(old, _)| *old != one)) {
                    pairs.push((one, over));
                    expected.insert(format!("{} -> {}", name(Some(file)), name(Some(new[over]))));
                }
            }
            old.retain(|_| nth_old.next().is_some_and(|nth| pairs.iter().all(|(one, _)| *one != nth)));
            new.retain(|_| nth_new.next().is_some_and(|nth| pairs.iter().all(|(_, other)| *other != nth)));
            expected.extend(old.into_iter().map(|file| format!("{} -> {}", name(Some(file)), name(None))));
            expected.extend(new.into_iter().map(|file| format!("{} -> {}", name(None), name(Some(file)))));
        }
        expected
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

fn rating(seed: usize) -> Rating {
    Scale::usual().ratings().rev().nth(seed % 5).expect("five levels")
}

fn bytes(file: &Written, edition: &str) -> Vec<u8> {
    let entry = |seed: &usize| json!({ "rating": rating(*seed).id(), "rationale": [format!("What was found, {seed}.")] });
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

/// The history of each edition goes from value to value and ends in what stands, and what stands was entered where it tells.
fn check_history(life: &Life, to: usize) {
    let repository = Repository::open(life.folder.path()).expect("a repository");
    let head = life.commits[to].id.to_string();
    let log = git::log(&repository, None, &head).expect("a log");
    let dataset = Dataset::load(&repository.tree_at(&head).expect("a state"));
    let fetch = |id| repository.blob(id);
    let history = History::new(&log, &dataset, "XAA", None, &mut Versions::new(&fetch, None, &dataset));
    let files = &life.commits[to].files;
    for (place, round) in
        history.editions.iter().enumerate().filter(|(_, it)| EDITIONS.contains(&&*it.edition))
    {
        let file = files.iter().find(|file| EDITIONS[file.at] == round.edition);
        for nth in 0..8 {
            let indicator = format!("indicator-{nth}");
            let events: Vec<_> =
                history.of(&indicator).into_iter().filter(|(event, _)| event.round == place).collect();
            let told = || {
                let told = events.iter().map(|(at, event)| format!("{} {event:?}", at.commit.summary));
                format!(
                    "{indicator} {}\n{}\n{}",
                    round.edition,
                    told.collect::<Vec<_>>().join("\n"),
                    life.told()
                )
            };
            let stands = file.map(|file| rating(file.words[nth]));
            replay(events.iter().rev().map(|(_, event)| event), stands, &told);
            let Some(file) = file else { continue };
            let is_entry = |act: &RatingEventKind<'_>| {
                matches!(act, RatingEventKind::Entered(Arrival::Caused(Cause::Made), _))
            };
            let mut lasted = events.iter().filter(|(_, event)| event.lasting == Outcome::Lasted);
            let came = lasted.find(|(_, event)| is_entry(&event.act));
            let came = came.map(|(event, _)| event.commit.id.clone());
            // What was written over another is that one, unless that stands as well.
            let is_parted = |who: usize| files.iter().any(|it| it != file && it.who == who);
            let entered = life.chain(file.who).take_while(|who| !is_parted(*who));
            let mut entered = entered.flat_map(|who| life.entered[who].iter());
            assert!(entered.any(|at| came == Some(life.commits[*at].id.to_string())), "{came:?} {}", told());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

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
