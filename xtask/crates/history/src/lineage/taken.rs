//! What merges took over from one of their lines, whatever was done on the others and wherever that was done.

use std::collections::HashMap;

use super::judge::changed;
use super::versions::Versions;
use super::{Lineage, Relation, Version, is_same};
use crate::index::StepIndex;
use diff::change::Change;
use diff::subject::Subject;

/// What the merges of a lineage made otherwise than it is on some of their lines, oldest first. It tells by which merge something
/// came to be what it is, where what was decided against was done before all that is looked at.
#[derive(Debug, Default)]
pub struct Taken {
    changes: HashMap<Subject, Vec<(StepIndex, Change)>>,
}

impl Taken {
    /// Goes through the merges.
    pub fn of(lineage: &Lineage, versions: &mut Versions<'_>) -> Self {
        let mut taken = Self::default();
        for revision in lineage.revisions.iter().rev().filter(|revision| revision.parents.len() > 1) {
            let Some(here) = &revision.here else { continue };
            for parent in revision.parents.iter().filter(|parent| parent.relation == Relation::Own) {
                if let Some(before) = &parent.version {
                    taken.add(lineage, revision.step, before, here, versions);
                }
            }
        }
        taken
    }

    fn add(
        &mut self,
        lineage: &Lineage,
        step: StepIndex,
        before: &Version,
        here: &Version,
        versions: &mut Versions<'_>,
    ) {
        for change in changed(lineage, before, here, versions) {
            self.changes.entry(change.subject.clone()).or_default().push((step, change));
        }
    }

    /// The merge that led to a change: the first that took just this over, or else that had the same outcome.
    pub fn by(&self, change: &Change) -> Option<StepIndex> {
        let about = self.changes.get(&change.subject).map_or(&[][..], |found| found);
        let find = |is_it: &dyn Fn(&Change) -> bool| {
            about.iter().find(|(_, taken)| is_it(taken)).map(|(step, _)| *step)
        };
        find(&|taken| is_same(taken, change) && taken.before == change.before)
            .or_else(|| find(&|taken| is_same(taken, change)))
    }
}
