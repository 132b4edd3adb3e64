//! Where a merge has another assessment than one of its parents has at the same path.

use typed_index_collections::{TiSlice, TiVec};

use super::alike::is_alike;
use super::versions::Versions;
use super::{FileRevision, Relation, Version};
use crate::git::BlobId;
use crate::index::{ParentIndex, RevisionIndex};

/// What is at the path of a file at a revision, or was there last.
#[derive(Clone, Copy)]
struct Known {
    /// The revision that entered the assessment; none if the log has not its beginning.
    entry: Option<RevisionIndex>,
    blob: Option<BlobId>,
    is_there: bool,
}

/// What a file can be that is in a parent.
struct Candidate {
    parent: ParentIndex,
    entry: Option<RevisionIndex>,
    /// Its content there, if that is another.
    other: Option<BlobId>,
}

/// Marks the parents of merges in which another assessment stands at the path than in the merge: one that was entered for
/// itself, and is not alike.
pub(super) fn mark_others(revisions: &mut TiSlice<RevisionIndex, FileRevision>, versions: &mut Versions<'_>) {
    // One assessment is no other; most files are one throughout.
    if revisions.iter().filter(|revision| is_entry(revision)).count() < 2 {
        return;
    }
    let mut known: TiVec<RevisionIndex, Option<Known>> = revisions.iter().map(|_| None).collect();
    for place in revisions.keys().rev() {
        let (own, others) = at_revision(revisions, place, &known, versions);
        known[place] = Some(own);
        for other in others {
            revisions[place].parents[other].relation = Relation::Another;
        }
    }
}

fn is_entry(revision: &FileRevision) -> bool {
    let is_there = |version: &Version| version.blob.is_some();
    let is_in = |parent: &super::ParentVersion| {
        parent.relation != Relation::Elsewhere && parent.version.as_ref().is_none_or(is_there)
    };
    revision.here.as_ref().is_some_and(is_there) && !revision.parents.iter().any(is_in)
}

/// What is at a revision, given what was at those before it, and the parents that have another.
fn at_revision(
    revisions: &TiSlice<RevisionIndex, FileRevision>,
    place: RevisionIndex,
    known: &TiSlice<RevisionIndex, Option<Known>>,
    versions: &mut Versions<'_>,
) -> (Known, Vec<ParentIndex>) {
    let revision = &revisions[place];
    let before = |parent: &super::ParentVersion| parent.revision.and_then(|earlier| known[earlier]);
    let own = || revision.parents.iter_enumerated().filter(|(_, it)| it.relation != Relation::Elsewhere);
    let first = own().find_map(|(_, parent)| before(parent));
    let nothing = Known { entry: None, blob: None, is_there: false };
    let Some(here) = &revision.here else { return (first.unwrap_or(nothing), Vec::new()) };
    let Some(blob) = here.blob else {
        return (Known { is_there: false, ..first.unwrap_or(nothing) }, Vec::new());
    };
    let of = |entry| Known { entry, blob: Some(blob), is_there: true };
    let is_there =
        |parent: &super::ParentVersion| parent.version.as_ref().is_none_or(|version| version.blob.is_some());
    let there = own().filter(|(_, parent)| is_there(parent));
    let candidates: Vec<Candidate> = there
        .map(|(nth, parent)| Candidate {
            parent: nth,
            entry: before(parent).filter(|known| known.is_there).and_then(|known| known.entry),
            other: parent.version.as_ref().and_then(|version| version.blob).filter(|other| *other != blob),
        })
        .collect();
    if candidates.is_empty() {
        // What was taken out and is put back is the same if it is like what it was.
        let gone = own().find_map(|(_, parent)| before(parent)?.blob.zip(before(parent)?.entry));
        let back = gone.filter(|(gone, _)| is_alike(*gone, blob, versions));
        return (of(Some(back.map_or(place, |(_, entry)| entry))), Vec::new());
    }
    let mut entries = candidates.iter().filter_map(|candidate| candidate.entry);
    let Some(entry) = entries.next() else { return (of(None), Vec::new()) };
    if entries.all(|other| other == entry) {
        return (of(Some(entry)), Vec::new());
    }
    let mut ranked: Vec<((bool, bool), Candidate)> = candidates
        .into_iter()
        .filter(|candidate| candidate.entry.is_some())
        .map(|candidate| {
            let is_like = candidate.other.is_none_or(|other| is_alike(other, blob, versions));
            ((!is_like, candidate.other.is_some()), candidate)
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let entry = ranked.first().and_then(|(_, best)| best.entry);
    let others = ranked.iter().filter(|((is_unlike, _), it)| *is_unlike && it.entry != entry);
    (of(entry), others.map(|(_, it)| it.parent).collect())
}
