//! Which of several files goes on from a revision from which all of them seem to come; the others began where they became
//! other assessments.

use std::collections::HashMap;
use std::sync::Arc;

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::alike::is_alike;
use super::versions::Versions;
use super::{FileRevision, Lineage, ParentVersion, Relation};
use crate::index::{LineageIndex, ParentIndex, RevisionIndex, StepIndex};

/// A file at a commit.
type Place = (StepIndex, Arc<str>);

/// How a lineage comes to the newest revisions that it shares with others.
struct Approach {
    /// Those revisions.
    ends: Vec<RevisionIndex>,
    /// Whether it comes to one of them without ever being another assessment on the way.
    is_same: bool,
    /// The parents in which another stands, each the newest on a way to a shared revision.
    cuts: Vec<(RevisionIndex, ParentIndex)>,
}

/// Cuts the lineages that seem to go on from a revision from which another does. What was another assessment on the way, as when
/// it was written in the place of what stood there, begins there.
pub(super) fn part(lineages: &mut TiSlice<LineageIndex, Lineage>, versions: &mut Versions<'_>) {
    let mut holders: HashMap<Place, Vec<LineageIndex>> = HashMap::new();
    for (lineage, of) in lineages.iter_enumerated() {
        for place in of.revisions.iter().filter_map(place) {
            holders.entry(place).or_default().push(lineage);
        }
    }
    holders.retain(|_, lineages| lineages.len() > 1);
    if holders.is_empty() {
        return;
    }
    let approaches: TiVec<LineageIndex, Approach> =
        lineages.iter().map(|lineage| approach(lineage, &holders, versions)).collect();
    let goes_on = |lineage: LineageIndex| {
        let Approach { ends, is_same, .. } = &approaches[lineage];
        let places = ends.iter().filter_map(|end| place(&lineages[lineage].revisions[*end]));
        *is_same
            || places.into_iter().all(|place| {
                let holders = holders.get(&place).map_or(&[][..], |holders| holders);
                let stays = holders.iter().find(|other| *lineages[**other].path() == *place.1);
                let is_chosen = stays.or(holders.first()) == Some(&lineage);
                is_chosen && !holders.iter().any(|other| approaches[*other].is_same)
            })
    };
    let ended: Vec<LineageIndex> = approaches.keys().filter(|lineage| !goes_on(*lineage)).collect();
    for lineage in ended {
        cut(&mut lineages[lineage], &approaches[lineage].cuts);
    }
}

/// A revision in which a file is, as others can have it as well.
fn place(revision: &FileRevision) -> Option<Place> {
    let here = revision.here.as_ref().filter(|here| here.blob.is_some())?;
    Some((revision.step, Arc::clone(&here.path)))
}

fn approach(
    lineage: &Lineage,
    holders: &HashMap<Place, Vec<LineageIndex>>,
    versions: &mut Versions<'_>,
) -> Approach {
    let revisions = &lineage.revisions;
    let is_end = |revision| place(revision).is_some_and(|place| holders.contains_key(&place));
    let is_end: TiVec<RevisionIndex, bool> = revisions.iter().map(is_end).collect();
    let mut leads = is_end.clone();
    for (place, revision) in revisions.iter_enumerated().rev() {
        leads[place] |= parents(revision).any(|parent| leads[parent]);
    }
    // Whether a revision was come to, and whether as the same assessment.
    let mut come_to: TiVec<RevisionIndex, Option<bool>> = ti_vec![None; revisions.len()];
    if let Some(newest) = come_to.first_mut() {
        *newest = Some(true);
    }
    let mut approach = Approach { ends: Vec::new(), is_same: false, cuts: Vec::new() };
    for (place, revision) in revisions.iter_enumerated() {
        let Some(is_same) = come_to[place] else { continue };
        if is_end[place] {
            approach.ends.push(place);
            approach.is_same |= is_same;
            continue;
        }
        for (nth, parent) in revision.parents.iter_enumerated() {
            let Some(earlier) = parent.revision.filter(|earlier| leads[*earlier]) else { continue };
            let is_cut = is_same && is_another(revision, parent, versions);
            if is_cut {
                approach.cuts.push((place, nth));
            }
            let known = come_to[earlier].unwrap_or(false);
            come_to[earlier] = Some(known || (is_same && !is_cut));
        }
    }
    approach
}

fn parents(revision: &FileRevision) -> impl Iterator<Item = RevisionIndex> {
    revision.parents.iter().filter_map(|parent| parent.revision)
}

/// Whether what stood in a parent is another than what is in a revision, as far as contents and commits tell.
fn is_another(revision: &FileRevision, parent: &ParentVersion, versions: &mut Versions<'_>) -> bool {
    let Some(here) = &revision.here else { return false };
    match (parent.relation, &parent.version, here.blob) {
        (Relation::Another | Relation::Elsewhere, _, _) => true,
        (Relation::Own, Some(version), Some(blob)) => match version.blob {
            Some(before) => version.path == here.path && !is_alike(before, blob, versions),
            None => true,
        },
        (Relation::Own, Some(_) | None, None) | (Relation::Own, None, Some(_)) => false,
    }
}

/// Takes out what comes by some parents only.
fn cut(lineage: &mut Lineage, cuts: &[(RevisionIndex, ParentIndex)]) {
    for (place, nth) in cuts {
        let nothing = ParentVersion { version: None, revision: None, relation: Relation::Elsewhere };
        lineage.revisions[*place].parents[*nth] = nothing;
    }
    let mut is_left: TiVec<RevisionIndex, bool> = ti_vec![false; lineage.revisions.len()];
    if let Some(newest) = is_left.first_mut() {
        *newest = true;
    }
    let mut places: TiVec<RevisionIndex, Option<RevisionIndex>> = ti_vec![None; lineage.revisions.len()];
    let mut left: TiVec<RevisionIndex, FileRevision> = TiVec::new();
    for (place, revision) in std::mem::take(&mut lineage.revisions).into_iter_enumerated() {
        if is_left[place] {
            parents(&revision).for_each(|parent| is_left[parent] = true);
            places[place] = Some(left.push_and_get_key(revision));
        }
    }
    for parent in left.iter_mut().flat_map(|revision| &mut revision.parents) {
        parent.revision = parent.revision.and_then(|place| places[place]);
    }
    lineage.revisions = left;
}
