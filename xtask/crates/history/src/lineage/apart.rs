//! What stands before a merge on some of its sides and not on all, and what of it the merge can have decided about.

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::side::{Sides, bit};
use super::subject::{Mark, SubjectId, Subjects};
use super::{Lineage, Relation};
use crate::index::RevisionIndex;

/// Notes on revisions and subjects, taken while one merge is looked at and empty between two. Their room is used again: many
/// merges of lines that parted long ago would else each pay for the whole history.
#[derive(Debug)]
pub(super) struct Notes {
    sides: TiVec<RevisionIndex, Sides>,
    nearness: TiVec<SubjectId, Nearness>,
    noted: Vec<SubjectId>,
}

/// What a subject is to those about which a merge can have decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nearness {
    /// Nothing, save that it may be a part of one.
    None,
    /// It has one as a part.
    Holds,
    /// It is one.
    Is,
}

impl Notes {
    /// Empty notes on so many revisions.
    pub(super) fn new(revisions: usize, subjects: &Subjects) -> Self {
        let nearness = ti_vec![Nearness::None; subjects.count()];
        Self { sides: ti_vec![0; revisions], nearness, noted: Vec::new() }
    }

    /// The revisions before a merge that not all of its sides have, each with the sides that have it.
    pub(super) fn apart(&mut self, lineage: &Lineage, merge: RevisionIndex) -> Vec<(RevisionIndex, Sides)> {
        let mut all: Sides = 0;
        let mut known = Vec::new();
        for (side, parent) in lineage.revisions[merge].parents.iter_enumerated() {
            all |= if parent.relation == Relation::Elsewhere { 0 } else { bit(side) };
            if let Some(revision) = parent.revision {
                if self.sides[revision] == 0 {
                    known.push(revision);
                }
                self.sides[revision] |= bit(side);
            }
        }
        // How many that are not gone through yet are not known to all sides, and how many there are.
        let mut open = known.iter().filter(|revision| self.sides[**revision] != all).count();
        let mut left = known.len();
        let mut found = Vec::new();
        // A revision comes before those that it comes from.
        let older = usize::from(merge) + 1..self.sides.len();
        for revision in older.map(RevisionIndex::from) {
            if open == 0 || left == 0 {
                break;
            }
            let own = self.sides[revision];
            if own == 0 {
                continue;
            }
            left -= 1;
            if own != all {
                open -= 1;
                found.push((revision, own));
            }
            for parent in lineage.revisions[revision].parents.iter().filter_map(|parent| parent.revision) {
                let before = self.sides[parent];
                if before == 0 {
                    known.push(parent);
                    left += 1;
                }
                self.sides[parent] = before | own;
                let (was_open, is_open) = (before != 0 && before != all, before | own != all);
                open += usize::from(is_open && !was_open);
                open -= usize::from(was_open && !is_open);
            }
        }
        for revision in known {
            self.sides[revision] = 0;
        }
        found
    }

    /// Leaves of what was done before a merge of two sides only that about which it can have decided: what was done on the
    /// side that was merged, or is otherwise than on the main one, with its parts and what it is part of. The rest was done
    /// on the main side alone, and came that way as a matter of course.
    pub(super) fn concerned(
        &mut self,
        subjects: &Subjects,
        main: (Sides, &[SubjectId]),
        done: &mut Vec<(SubjectId, Sides, u64)>,
        differs: &mut Vec<SubjectId>,
    ) {
        let (main, otherwise) = main;
        let of_other = done.iter().filter(|(_, sides, _)| *sides != main).map(|(subject, ..)| *subject);
        for subject in of_other.chain(otherwise.iter().copied()) {
            for (nth, whole) in subjects.up(subject).enumerate() {
                let own = if nth == 0 { Nearness::Is } else { Nearness::Holds };
                match (self.nearness[whole], own) {
                    (Nearness::None, _) => {
                        self.nearness[whole] = own;
                        self.noted.push(whole);
                    }
                    (Nearness::Holds, Nearness::Is) => self.nearness[whole] = own,
                    (Nearness::Holds | Nearness::Is, Nearness::None | Nearness::Holds | Nearness::Is) => {}
                }
            }
        }
        let is_concerned = |subject: SubjectId| {
            self.nearness[subject] != Nearness::None
                || subjects.up(subject).any(|whole| self.nearness[whole] == Nearness::Is)
        };
        done.retain(|(subject, ..)| is_concerned(*subject));
        differs.retain(|subject| is_concerned(*subject));
        for subject in self.noted.drain(..) {
            self.nearness[subject] = Nearness::None;
        }
    }
}

/// What was done in some revisions, each with the sides that have it.
pub(super) fn marked(
    apart: &[(RevisionIndex, Sides)],
    marks: &TiSlice<RevisionIndex, Vec<Mark>>,
) -> Vec<(SubjectId, Sides, u64)> {
    let of = |&(revision, sides): &(RevisionIndex, Sides)| {
        marks[revision].iter().map(move |(subject, what)| (*subject, sides, *what))
    };
    apart.iter().flat_map(of).collect()
}
