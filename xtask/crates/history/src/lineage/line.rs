//! The commits that lead from an earlier state to a later one, each with the parent from which its files are known.

use std::ops::Range;

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use crate::git::Log;
use crate::index::{ParentIndex, StepIndex};

/// The commits of a log.
#[derive(Debug)]
pub(super) struct Line {
    steps: TiVec<StepIndex, OnLine>,
}

/// A commit.
#[derive(Debug)]
struct OnLine {
    parents: TiVec<ParentIndex, Parent>,
    /// The parent from which its files are known where they did not change.
    main: ParentIndex,
    /// Whether main parents lead to the earlier state.
    leads: bool,
    /// The commits to which main parents lead from here are those with a `begin` within `begin..end`, seen from there.
    begin: usize,
    end: usize,
}

/// A parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parent {
    /// The earlier state.
    First,
    /// This commit.
    Step(StepIndex),
    /// What is not in the log.
    Outside,
}

impl Line {
    /// The commits of a log, given the id of the commit of the earlier state.
    pub(super) fn new(log: &Log, from: &str) -> Self {
        let places = log.places();
        let mut steps: TiVec<StepIndex, OnLine> = TiVec::with_capacity(log.steps.len());
        let mut leads: TiVec<StepIndex, bool> = ti_vec![false; log.steps.len()];
        for (place, step) in log.steps.iter_enumerated().rev() {
            let parent = |id: &String| match places.get(&**id) {
                _ if *id == *from => Parent::First,
                Some(place) => Parent::Step(*place),
                None => Parent::Outside,
            };
            let parents: TiVec<ParentIndex, Parent> = step.commit.parents.iter().map(parent).collect();
            let is_on_line = |parent: &Parent| match parent {
                Parent::First => true,
                Parent::Step(place) => leads[*place],
                Parent::Outside => false,
            };
            let by_line = parents.position(is_on_line);
            let known = || parents.position(|parent| *parent != Parent::Outside);
            let main = by_line.or_else(known).unwrap_or(ParentIndex::FIRST);
            leads[place] = by_line.is_some();
            steps.push(OnLine { parents, main, leads: by_line.is_some(), begin: 0, end: 1 });
        }
        steps.reverse();
        number(&mut steps);
        Self { steps }
    }

    /// Whether commits lead from the earlier state to the newest commit.
    pub(super) fn is_whole(&self) -> bool {
        self.steps.first().is_some_and(|newest| newest.leads)
    }

    /// The main parent of a commit.
    pub(super) fn main(&self, place: StepIndex) -> ParentIndex {
        self.steps[place].main
    }

    /// A parent of a commit.
    pub(super) fn parent(&self, place: StepIndex, nth: ParentIndex) -> Parent {
        self.steps[place].parents.get(nth).copied().unwrap_or(Parent::Outside)
    }

    /// Whether main parents lead from a commit to the earlier state.
    pub(super) fn leads_to(&self, place: StepIndex) -> bool {
        self.steps[place].leads
    }

    /// The number of a commit.
    pub(super) fn number(&self, place: StepIndex) -> usize {
        self.steps[place].begin
    }

    /// The number of a commit and those of all from which main parents lead to it.
    pub(super) fn numbers(&self, place: StepIndex) -> Range<usize> {
        self.steps[place].begin..self.steps[place].end
    }
}

/// Numbers the commits so that all from which main parents lead to one come right after it.
fn number(steps: &mut TiSlice<StepIndex, OnLine>) {
    let main = |step: &OnLine| match step.parents.get(step.main) {
        Some(Parent::Step(place)) => Some(*place),
        Some(Parent::First | Parent::Outside) | None => None,
    };
    // How many there are of each, which comes after those that lead to it; for now it stands in `end`.
    for place in steps.keys() {
        if let Some(parent) = main(&steps[place]) {
            steps[parent].end += steps[place].end;
        }
    }
    let mut free: TiVec<StepIndex, usize> = ti_vec![0; steps.len()];
    let mut of_all = 0;
    for place in steps.keys().rev() {
        let next = match main(&steps[place]) {
            Some(parent) => &mut free[parent],
            None => &mut of_all,
        };
        let (begin, count) = (*next, steps[place].end);
        *next += count;
        free[place] = begin + 1;
        (steps[place].begin, steps[place].end) = (begin, begin + count);
    }
}
