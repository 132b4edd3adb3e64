//! The history of ratings over random histories: whatever was branched, merged, renamed, reverted or copied, it ends in what
//! stands.

use dataset::Dataset;
use dataset::model::rating::{Rating, Scale};
use git2::{Oid, Signature, Time};
use history::git::{self, Repository};
use history::lineage::{Arrival, Cause, Outcome, Versions};
use history::{EntryEdit, History, RatingEvent, RatingEventKind};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

use crate::support::State;
use crate::support::histories::XAA;

/// The indicators whose ratings change.
/// A level by its height.
fn rating(height: usize) -> Rating {
    Scale::usual().ratings().rev().nth(height).expect("five levels")
}

const INDICATORS: [&str; 3] = ["courts", "police", "press"];

/// The editions between which the file is renamed.
const EDITIONS: [&str; 2] = ["2022", "2025"];

/// What is done next, on one of three branches.
#[derive(Clone, Debug)]
enum Step {
    Rate { branch: usize, indicator: usize, level: usize },
    Merge { into: usize, from: usize, settle: [Settle; 3], file: Settle },
    Rename { branch: usize },
    Revert { branch: usize, to: usize },
    CherryPick { branch: usize, commit: usize },
    Remove { branch: usize },
    Branch { from: usize, branch: usize },
}

/// How a merge settles a thing.
#[derive(Clone, Copy, Debug)]
enum Settle {
    /// As Git does: what one side alone changed is taken, else this one's.
    Cleanly,
    Ours,
    Theirs,
    Hand(usize),
}

/// The file as far as it changes.
#[derive(Clone, Debug, PartialEq)]
struct Model {
    edition: usize,
    levels: [usize; 3],
}

/// A commit as it was made.
struct Made {
    id: Oid,
    parents: Vec<usize>,
    file: Option<Model>,
}

fn settle() -> impl Strategy<Value = Settle> {
    prop_oneof![
        3 => Just(Settle::Cleanly),
        1 => Just(Settle::Ours),
        1 => Just(Settle::Theirs),
        1 => (0..5_usize).prop_map(Settle::Hand)
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let (branch, level) = (0..3_usize, 0..5_usize);
    prop_oneof![
        6 => (branch.clone(), 0..3_usize, level)
            .prop_map(|(branch, indicator, level)| Step::Rate { branch, indicator, level }),
        4 => (branch.clone(), branch.clone(), [settle(), settle(), settle()], settle())
            .prop_map(|(into, from, settle, file)| Step::Merge { into, from, settle, file }),
        1 => branch.clone().prop_map(|branch| Step::Rename { branch }),
        1 => (branch.clone(), 0..20_usize).prop_map(|(branch, to)| Step::Revert { branch, to }),
        2 => (branch.clone(), 0..20_usize)
            .prop_map(|(branch, commit)| Step::CherryPick { branch, commit }),
        1 => branch.clone().prop_map(|branch| Step::Remove { branch }),
        2 => (branch.clone(), branch).prop_map(|(from, branch)| Step::Branch { from, branch }),
    ]
}

/// A repository in which the steps are done.
struct Life {
    folder: tempfile::TempDir,
    git: git2::Repository,
    base: State,
    file: Value,
    commits: Vec<Made>,
    branches: [usize; 3],
    times: Vec<i64>,
}

impl Life {
    fn new(times: Vec<i64>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let git = git2::Repository::init(folder.path()).expect("a repository");
        let base = State::base();
        let mut file: Value = serde_json::from_slice(&base.files[XAA]).expect("JSON");
        // Entries that never change, so that the file is known again wherever it goes.
        for nth in 0..8 {
            let mut entry = file["ratings"]["schools"].clone();
            entry["rationale"] = json!([format!("What stands, {nth}.[^report]")]);
            file["ratings"][format!("steady-{nth}")] = entry;
        }
        let mut life = Self { folder, git, base, file, commits: Vec::new(), branches: [0; 3], times };
        life.commit(Vec::new(), Some(Model { edition: 0, levels: [1, 1, 3] }));
        life
    }

    fn commit(&mut self, parents: Vec<usize>, file: Option<Model>) -> usize {
        let mut files = self.base.files.clone();
        files.remove(XAA);
        if let Some(model) = &file {
            let edition = EDITIONS[model.edition];
            let mut text = self.file.clone();
            text["edition"] = json!(edition);
            for (indicator, level) in INDICATORS.iter().zip(model.levels) {
                text["ratings"][indicator]["rating"] = json!(rating(level).id());
            }
            let bytes = serde_json::to_vec_pretty(&text).expect("JSON");
            files.insert(format!("dataset/assessments/XAA/{edition}.json"), bytes);
        }
        let mut index = git2::Index::new().expect("an index");
        for (path, bytes) in &files {
            let id = self.git.blob(bytes).expect("a blob");
            index.add(&crate::support::histories::entry(path, id)).expect("an entry");
        }
        let tree = index.write_tree_to(&self.git).expect("a tree");
        let tree = self.git.find_tree(tree).expect("a tree");
        let number = self.commits.len();
        // Dates are not always in order.
        let day = i64::try_from(number).expect("few") + self.times[number % self.times.len()];
        let who = Signature::new("Ana", "a@b", &Time::new(1_767_225_600 + day * 86_400, 0)).expect("a name");
        let found: Vec<git2::Commit<'_>> =
            parents.iter().map(|at| self.git.find_commit(self.commits[*at].id).expect("a commit")).collect();
        let found: Vec<&git2::Commit<'_>> = found.iter().collect();
        let message = format!("commit {number}");
        let id = self.git.commit(None, &who, &who, &message, &tree, &found).expect("a commit");
        self.commits.push(Made { id, parents, file });
        number
    }

    fn file(&self, commit: usize) -> Option<Model> {
        self.commits[commit].file.clone()
    }

    fn ancestors(&self, commit: usize) -> Vec<bool> {
        let mut has = vec![false; self.commits.len()];
        let mut left = vec![commit];
        while let Some(at) = left.pop() {
            if !std::mem::replace(&mut has[at], true) {
                left.extend(&self.commits[at].parents);
            }
        }
        has
    }

    fn run(&mut self, step: &Step) {
        let add = |life: &mut Self, branch: usize, file: Option<Model>| {
            life.branches[branch] = life.commit(vec![life.branches[branch]], file);
        };
        match step {
            Step::Branch { from, branch } => self.branches[*branch] = self.branches[*from],
            Step::Rate { branch, indicator, level } => {
                let Some(mut file) = self.file(self.branches[*branch]) else { return };
                file.levels[*indicator] = *level;
                add(self, *branch, Some(file));
            }
            Step::Rename { branch } => {
                let Some(mut file) = self.file(self.branches[*branch]) else { return };
                file.edition = 1 - file.edition;
                add(self, *branch, Some(file));
            }
            Step::Remove { branch } => {
                let back = Model { edition: 0, levels: [1, 1, 3] };
                let file = if self.file(self.branches[*branch]).is_some() { None } else { Some(back) };
                add(self, *branch, file);
            }
            Step::Revert { branch, to } => {
                let has = self.ancestors(self.branches[*branch]);
                let to = *to % self.commits.len();
                if has[to] {
                    let file = self.file(to);
                    add(self, *branch, file);
                }
            }
            Step::CherryPick { branch, commit } => {
                let commit = *commit % self.commits.len();
                let [parent] = self.commits[commit].parents[..] else { return };
                let (Some(before), Some(after)) = (self.file(parent), self.file(commit)) else { return };
                let Some(mut file) = self.file(self.branches[*branch]) else { return };
                for nth in 0..3 {
                    if before.levels[nth] != after.levels[nth] {
                        file.levels[nth] = after.levels[nth];
                    }
                }
                add(self, *branch, Some(file));
            }
            Step::Merge { into, from, settle, file } => self.merge(*into, *from, settle, *file),
        }
    }

    fn merge(&mut self, into: usize, from: usize, settle: &[Settle; 3], of_file: Settle) {
        let (ours, theirs) = (self.branches[into], self.branches[from]);
        if self.ancestors(ours)[theirs] || self.ancestors(theirs)[ours] {
            return;
        }
        let (here, there) = (self.ancestors(ours), self.ancestors(theirs));
        let base = (0..self.commits.len()).rev().find(|at| here[*at] && there[*at]);
        let base = base.and_then(|at| self.file(at));
        let file = match (self.file(ours), self.file(theirs)) {
            (Some(ours), Some(theirs)) => {
                let pick = |settle: Settle, of: &dyn Fn(&Model) -> usize, most: usize| match settle {
                    Settle::Cleanly if base.as_ref().is_some_and(|base| of(base) == of(&ours)) => of(&theirs),
                    Settle::Cleanly | Settle::Ours => of(&ours),
                    Settle::Theirs => of(&theirs),
                    Settle::Hand(level) => level % most,
                };
                let level = |nth: usize| pick(settle[nth], &|model| model.levels[nth], 5);
                let edition = pick(of_file, &|model| model.edition, 2);
                Some(Model { edition, levels: [level(0), level(1), level(2)] })
            }
            (ours, theirs) => match of_file {
                Settle::Cleanly | Settle::Ours => ours,
                Settle::Theirs | Settle::Hand(_) => theirs,
            },
        };
        self.branches[into] = self.commit(vec![ours, theirs], file);
    }
}

/// What an event leaves as the rating; nothing if it is not about that.
fn outcome(event: &RatingEvent<'_>) -> Option<Option<Rating>> {
    match &event.act {
        RatingEventKind::Entered(_, rating) => Some(*rating),
        RatingEventKind::Removed(_) => Some(None),
        RatingEventKind::Edited(EntryEdit { rating: Some(moved), .. }) => Some(moved.after),
        RatingEventKind::Edited(_) | RatingEventKind::Unreadable(_) => None,
    }
}

fn check(life: &Life) {
    let head = life.commits[life.branches[0]].id;
    life.git.reference("refs/heads/checked", head, true, "").expect("a branch");
    life.git.set_head("refs/heads/checked").expect("a head");
    let repository = Repository::open(life.folder.path()).expect("a repository");
    let log = git::log(&repository, None, "HEAD").expect("a log");
    let dataset = Dataset::load(&repository.tree_at("HEAD").expect("a state"));
    let fetch = |id| repository.blob(id);
    let whole = History::new(&log, &dataset, "XAA", None, &mut Versions::new(&fetch, None, &dataset));
    let standing = life.file(life.branches[0]);
    for (nth, indicator) in INDICATORS.iter().enumerate() {
        let one = History::new(
            &log,
            &dataset,
            "XAA",
            Some(indicator),
            &mut Versions::new(&fetch, Some(indicator), &dataset),
        );
        for edition in one.editions.iter().filter(|round| round.file.is_some()).map(|round| &*round.edition) {
            let versions = &mut Versions::new(&fetch, Some(indicator), &dataset);
            let alone = History::of_edition(&log, (&dataset, "XAA", edition), Some(indicator), versions);
            let alone = alone.expect("a file of the edition");
            assert_eq!(lines(&alone, edition, indicator), lines(&one, edition, indicator));
        }
        for history in [&whole, &one] {
            for (place, round) in history.editions.iter().enumerate().filter(|(_, it)| it.edition != "2019") {
                let stands = standing.as_ref().filter(|file| EDITIONS[file.edition] == round.edition);
                let stands = stands.map(|file| rating(file.levels[nth]));
                let events: Vec<_> =
                    history.of(indicator).into_iter().filter(|(at, _)| at.round == place).collect();
                let told = || {
                    let told = events.iter().map(|(at, event)| format!("{} {event:?}", at.commit.summary));
                    format!("{indicator} {}\n{}", round.edition, told.collect::<Vec<_>>().join("\n"))
                };
                let newest = events.iter().find_map(|(_, event)| outcome(event));
                assert_eq!(newest.flatten(), stands, "the newest event: {}", told());
                replay(events.iter().rev().map(|(_, event)| event), stands, &told);
            }
        }
    }
}

/// What is told of an indicator in one edition.
fn lines(history: &History<'_>, edition: &str, indicator: &str) -> Vec<String> {
    let place = history.place(edition);
    let of_edition = history.of(indicator).into_iter().filter(|(at, _)| Some(at.round) == place);
    of_edition.map(|(at, event)| format!("{} {event:?}", at.commit.summary)).collect()
}

/// What lasted, one after the other, goes from value to value and ends in what stands.
pub(crate) fn replay<'d>(
    events: impl Iterator<Item = &'d RatingEvent<'d>>,
    stands: Option<Rating>,
    told: &dyn Fn() -> String,
) {
    let mut value = None;
    for event in events.filter(|event| event.lasting == Outcome::Lasted) {
        match &event.act {
            RatingEventKind::Entered(Arrival::Caused(Cause::Made), rating) => {
                assert_eq!(value, None, "it comes where it was not: {}", told());
                value = *rating;
            }
            // A merge that drops two files of one id says so of each.
            RatingEventKind::Removed(Cause::Made | Cause::Kept) => value = None,
            RatingEventKind::Edited(EntryEdit { rating: Some(moved), .. }) if moved.how == Cause::Made => {
                assert_eq!(moved.before, value, "each value once: {}", told());
                assert_ne!(moved.before, moved.after, "{}", told());
                value = moved.after;
            }
            RatingEventKind::Entered(..)
            | RatingEventKind::Removed(_)
            | RatingEventKind::Edited(_)
            | RatingEventKind::Unreadable(_) => {
                if let Some(kept) = outcome(event) {
                    assert_eq!(kept, value, "what is kept is there: {}", told());
                }
            }
        }
    }
    assert_eq!(value, stands, "what lasted: {}", told());
}

/// A file that one line removed and took back, and another line lowered, where the last merge takes what was taken back.
#[test]
fn what_was_removed_and_taken_back_is_kept_in_the_end() {
    let cleanly = [Settle::Cleanly; 3];
    let police = [Settle::Cleanly, Settle::Theirs, Settle::Cleanly];
    let mut life = Life::new(vec![0]);
    for step in [
        Step::Rate { branch: 0, indicator: 0, level: 0 },
        Step::Rate { branch: 0, indicator: 0, level: 1 },
        Step::Rate { branch: 2, indicator: 1, level: 0 },
        Step::Remove { branch: 1 },
        Step::Merge { into: 1, from: 0, settle: cleanly, file: Settle::Theirs },
        Step::Merge { into: 0, from: 2, settle: cleanly, file: Settle::Cleanly },
        Step::Merge { into: 0, from: 1, settle: police, file: Settle::Cleanly },
    ] {
        life.run(&step);
    }
    check(&life);
}

/// A file that one line renamed, removed and put back under its first name, and another line removed.
#[test]
fn what_was_put_back_under_its_first_name_came_once() {
    let mut life = Life::new(vec![0]);
    for step in [
        Step::Rename { branch: 0 },
        Step::Remove { branch: 0 },
        Step::Remove { branch: 2 },
        Step::Remove { branch: 0 },
        Step::Merge { into: 0, from: 2, settle: [Settle::Cleanly; 3], file: Settle::Cleanly },
    ] {
        life.run(&step);
    }
    check(&life);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn every_history_ends_in_what_stands(
        steps in prop::collection::vec(step(), 1..20),
        times in prop::collection::vec(-4..4_i64, 1..6),
    ) {
        let mut life = Life::new(times);
        steps.iter().for_each(|step| life.run(step));
        check(&life);
    }
}
