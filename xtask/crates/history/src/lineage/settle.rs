//! What a merge settled: which of its sides it took for each subject that was done on one of them, and against which.

use std::collections::{BTreeSet, HashMap};

use typed_index_collections::TiSlice;

use super::Lineage;
use super::apart::{Notes, marked};
use super::side::{Sides, bit};
use super::subject::{Mark, SubjectId, Subjects};
use crate::index::{ParentIndex, RevisionIndex};

/// What a merge settled.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// What it took otherwise than a side on which something was done to it.
    pub(super) against: Vec<(ParentIndex, SubjectId)>,
    /// Through which side each subject came, of those on which something was done on some side.
    pub(super) routes: Vec<Route>,
}

/// Through which side of a merge a subject came to be what it is.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) subject: SubjectId,
    pub(super) side: ParentIndex,
    /// The sides on which the same was done once more; the rest was dropped.
    pub(super) twins: Sides,
}

/// What a merge settled, given what the commits before it did. `differs` are the subjects that are otherwise on each side; of a
/// side that cannot be compared there are none. Of a merge of two, what was done on the main side alone is left out where
/// nothing can have been decided about it.
pub(super) fn settle(
    lineage: &Lineage,
    merge: RevisionIndex,
    differs: &TiSlice<ParentIndex, Option<Vec<SubjectId>>>,
    marks: &TiSlice<RevisionIndex, Vec<Mark>>,
    subjects: &Subjects,
    notes: &mut Notes,
) -> Settled {
    let parents = &lineage.revisions[merge].parents;
    let known = parents.iter().filter(|parent| parent.revision.is_some()).count();
    let Some(main) = parents.position(|parent| parent.revision.is_some()) else {
        return Settled::default();
    };
    if known == 1 && differs[main].as_ref().is_none_or(Vec::is_empty) {
        // What was done was done on one side, and was taken.
        return Settled::default();
    }
    let mut marked = marked(&notes.apart(lineage, merge), marks);
    let mut otherwise: Vec<SubjectId> = differs.iter().flatten().flatten().copied().collect();
    if let (2, Some(of_main)) = (parents.len(), &differs[main]) {
        notes.concerned(subjects, (bit(main), of_main), &mut marked, &mut otherwise);
    }
    let mut done: HashMap<SubjectId, Vec<(Sides, u64)>> = HashMap::new();
    for (subject, sides, what) in marked {
        done.entry(subject).or_default().push((sides, what));
    }
    // Of each subject, on which sides something was done to a part of it.
    let mut within: HashMap<SubjectId, BTreeSet<Sides>> = HashMap::new();
    for (subject, found) in &done {
        let on: BTreeSet<Sides> = found.iter().map(|(sides, _)| *sides).collect();
        for whole in subjects.up(*subject) {
            within.entry(whole).or_default().extend(&on);
        }
    }
    let mut all: BTreeSet<SubjectId> = done.keys().copied().collect();
    all.extend(otherwise);
    let mut settled = Settled::default();
    let mut against = BTreeSet::new();
    for subject in all {
        let (mut taken, mut others): (Sides, Sides) = (0, 0);
        for (side, differs) in differs.iter_enumerated() {
            let Some(differs) = differs else { continue };
            *(if subjects.covering(differs, subject).is_some() { &mut others } else { &mut taken }) |=
                bit(side);
        }
        let mut on: BTreeSet<Sides> = within.get(&subject).cloned().unwrap_or_default();
        for whole in subjects.up(subject).skip(1) {
            on.extend(done.get(&whole).into_iter().flatten().map(|(sides, _)| *sides));
        }
        let touched = on.iter().fold(0, |all, sides| all | sides);
        let has =
            |side: ParentIndex| differs[side].as_ref().is_some_and(|it| it.binary_search(&subject).is_ok());
        let sides = || differs.keys();
        let side = if taken == 0 {
            sides().find(|side| has(*side))
        } else {
            let done_there = sides().find(|side| taken & touched & bit(*side) != 0);
            done_there.or_else(|| sides().find(|side| taken & bit(*side) != 0))
        };
        let Some(side) = side else { continue };
        let kept = if taken == 0 { bit(side) } else { taken };
        for other in sides().filter(|other| *other != side && others & bit(*other) != 0) {
            let is_lost = on.iter().any(|sides| sides & bit(other) != 0 && sides & kept == 0);
            let whole = differs[other].as_ref().and_then(|differs| subjects.covering(differs, subject));
            if let Some(whole) = whole.filter(|_| is_lost) {
                against.insert((other, whole));
            }
        }
        let here = done.get(&subject).map_or(&[][..], |found| found);
        let twins = sides().filter(|other| *other != side && taken & bit(*other) != 0);
        let twins = twins.filter(|other| is_done_twice(here, bit(*other), bit(side)));
        let twins = twins.fold(0, |all, side| all | bit(side));
        settled.routes.push(Route { subject, side, twins });
    }
    settled.against = against.into_iter().collect();
    settled
}

/// Whether all that was done on one side and not on another was done there as well, as when commits are copied.
fn is_done_twice(done: &[(Sides, u64)], one: Sides, other: Sides) -> bool {
    let there: BTreeSet<u64> =
        done.iter().filter(|(sides, _)| sides & other != 0).map(|(_, what)| *what).collect();
    let mut here = done.iter().filter(|(sides, _)| sides & one != 0 && sides & other == 0).peekable();
    here.peek().is_some() && here.all(|(_, what)| there.contains(what))
}
