//! Which files came to be or went at a commit, but for contents that only have another name.

use std::collections::{HashMap, HashSet};

use typed_index_collections::TiVec;

use super::FileRevision;
use super::versions::Versions;
use crate::git::{BlobId, Delta, Log};
use crate::index::{ParentIndex, StepIndex};
use dataset::assessment_id::ASSESSMENTS;

/// What appeared and vanished at the commits that were asked about, but for contents that only have another name.
#[derive(Debug, Default)]
pub(super) struct Unpaired(HashMap<StepIndex, TiVec<ParentIndex, [Leftover; 2]>>);

/// The contents that are on one side of a commit only.
#[derive(Debug, Default)]
struct Leftover {
    contents: HashSet<BlobId>,
    /// Whether one of them cannot be read, which is asked only if there is something on the other side.
    has_unread: bool,
}

impl Unpaired {
    /// Whether a file that comes to be or goes at a revision may be one of another name: one of the two cannot be read, so
    /// that nobody can tell.
    pub(super) fn may_be_renamed(
        &mut self,
        log: &Log,
        revision: &FileRevision,
        versions: &mut Versions<'_>,
    ) -> bool {
        let Some(here) = &revision.here else { return false };
        let step = &log.steps[revision.step];
        step.against.keys().any(|nth| {
            let before = revision.parents.get(nth).and_then(|parent| parent.version.as_ref());
            let (own, own_side) = match (before.map(|version| version.blob), here.blob) {
                (Some(None), Some(own)) => (own, 1),
                (Some(Some(own)), None) => (own, 0),
                (Some(None), None) | (Some(Some(_)), Some(_)) | (None, _) => return false,
            };
            let left = self
                .0
                .entry(revision.step)
                .or_insert_with(|| step.against.iter().map(|deltas| unpaired(deltas, versions)).collect());
            let [side, other] = [own_side, 1 - own_side].map(|side| &left[nth][side]);
            side.contents.contains(&own)
                && !other.contents.is_empty()
                && (other.has_unread || versions.get(own).is_err())
        })
    }
}

/// What vanished and what appeared.
fn unpaired(deltas: &[Delta], versions: &mut Versions<'_>) -> [Leftover; 2] {
    let of_assessments = || deltas.iter().filter(|delta| delta.path.starts_with(ASSESSMENTS));
    let vanished = of_assessments().filter(|delta| delta.after.is_none()).filter_map(|delta| delta.before);
    let appeared = of_assessments().filter(|delta| delta.before.is_none()).filter_map(|delta| delta.after);
    let (vanished, appeared): (HashSet<BlobId>, HashSet<BlobId>) = (vanished.collect(), appeared.collect());
    let only = |of: &HashSet<BlobId>, other: &HashSet<BlobId>| of.difference(other).copied().collect();
    let left = [only(&vanished, &appeared), only(&appeared, &vanished)];
    let is_any = left.iter().all(|contents: &HashSet<BlobId>| !contents.is_empty());
    left.map(|contents| {
        let has_unread = is_any && contents.iter().any(|content| versions.get(*content).is_err());
        Leftover { contents, has_unread }
    })
}
