//! What a list becomes of which two versions changed something: runs of elements, each taken from one side or in conflict.

use super::Sides;
use super::members::{Slot, Value};
use format::json::Json;
use format::limits::MOST_PAIRS;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Merges by runs: between elements that all three versions share, a run that one side left as it was is taken from the
/// other.
pub(super) fn merge<'a>(sides: &Sides<&'a [Json<'a>]>) -> Vec<Slot<'a>> {
    let Sides { ancestor, ours, theirs } = *sides;
    let in_ours = shared(ancestor, ours);
    let in_theirs = shared(ancestor, theirs);
    let mut slots = Vec::new();
    let mut from = Sides { ancestor: 0, ours: 0, theirs: 0 };
    let in_all = (0..ancestor.len()).filter_map(|at| Some((at, in_ours[at]?, in_theirs[at]?)));
    for (at, ours_at, theirs_at) in in_all {
        let run = Sides {
            ancestor: &ancestor[from.ancestor..at],
            ours: &ours[from.ours..ours_at],
            theirs: &theirs[from.theirs..theirs_at],
        };
        slots.extend(settle(&run));
        slots.push(Slot::Agreed(Value::Taken(&ours[ours_at])));
        from = Sides { ancestor: at + 1, ours: ours_at + 1, theirs: theirs_at + 1 };
    }
    let last = Sides {
        ancestor: &ancestor[from.ancestor..],
        ours: &ours[from.ours..],
        theirs: &theirs[from.theirs..],
    };
    slots.extend(settle(&last));
    slots
}

/// What a run becomes that lies between shared elements.
fn settle<'a>(run: &Sides<&'a [Json<'a>]>) -> Vec<Slot<'a>> {
    let taken = |side: &'a [Json<'a>]| side.iter().map(|json| Slot::Agreed(Value::Taken(json))).collect();
    if run.ours == run.theirs || run.ancestor == run.theirs {
        taken(run.ours)
    } else if run.ancestor == run.ours {
        taken(run.theirs)
    } else {
        vec![Slot::Disputed(run.map(|side| side.iter().collect()))]
    }
}

/// For each element of a list the place of the same one in another, along a longest common subsequence. Of lists that are
/// too long for that only what they begin and end with is told.
fn shared(list: &[Json<'_>], other: &[Json<'_>]) -> Vec<Option<usize>> {
    let mut places = vec![None; list.len()];
    let before = list.iter().zip(other).take_while(|(one, two)| one == two).count();
    let behind = list[before..].iter().rev().zip(other[before..].iter().rev());
    let behind = behind.take_while(|(one, two)| one == two).count();
    let (end, other_end) = (list.len() - behind, other.len() - behind);
    let mut same = vec![(0..before, 0), (end..list.len(), other_end)];
    if (end - before).saturating_mul(other_end - before) <= MOST_PAIRS {
        let changes = capture_diff_slices(Algorithm::Lcs, &list[before..end], &other[before..other_end]);
        same.extend(changes.iter().filter_map(|change| match *change {
            DiffOp::Equal { old_index, new_index, len } => {
                Some((before + old_index..before + old_index + len, before + new_index))
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => None,
        }));
    }
    for (run, to) in same {
        for (at, place) in run.zip(to..) {
            places[at] = Some(place);
        }
    }
    places
}
