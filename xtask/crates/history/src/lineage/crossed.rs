//! Under which names a file comes to a merge from its lines, where it got another name on one of them since they parted.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::alike::is_alike;
use super::renames::{Renamed, Renames};
use super::versions::Versions;
use crate::git::{BlobId, Log, Step};
use crate::index::{ParentIndex, StepIndex};
use dataset::assessment_id::ASSESSMENTS;
use format::limits::MOST_LINES;

/// A file on its way from where lines parted.
#[derive(Clone, Debug)]
struct Name {
    path: String,
    is_there: bool,
}

/// What [`Renames::at`] tells, for a file that is absent both in the commit and in the parent, or the same in both. Its name can
/// only be another where lines meet.
pub(super) fn at_meeting(
    log: &Log,
    (step, parent): (StepIndex, ParentIndex),
    renames: &mut Renames,
    versions: &mut Versions<'_>,
) -> Option<Rc<Renamed>> {
    if log.steps[step].against.len() < 2 {
        return None;
    }
    if renames.begins_to_cross() {
        cross(log, renames, versions);
    }
    renames.is_crossed(&(step, parent)).then(|| renames.at(log, (step, parent), versions))
}

/// Notes for each merge which file of it has which name in a parent, where contents do not tell: on one line the file was
/// renamed, and on another it was taken out, or is hardly the same any more. Each line is held against the main one, and, where
/// there are not very many, against every other.
fn cross(log: &Log, renames: &mut Renames, versions: &mut Versions<'_>) {
    let renaming: BTreeSet<StepIndex> =
        log.steps.iter_enumerated().filter(|(_, step)| may_rename(step)).map(|(place, _)| place).collect();
    let Some(&oldest) = renaming.last() else { return };
    let places = log.places();
    // Oldest first, since a merge can be on the line of another.
    for (merge, step) in log.steps.iter_enumerated().rev().skip_while(|(place, _)| *place >= oldest) {
        let count = step.commit.parents.len();
        let mains = if count <= MOST_LINES { count } else { 1 };
        let pairs = (0..mains).flat_map(|main| (main + 1..count).map(move |side| [main, side]));
        let pairs = pairs.map(|pair| pair.map(ParentIndex::from));
        for sides in pairs {
            let apart = apart(log, &places, merge, sides);
            let sources = sources(log, &apart, &renaming, renames, versions);
            for source in sources {
                meet(log, &places, (merge, sides), &apart, &source, renames, versions);
            }
        }
    }
}

/// Whether a commit that is no merge took one assessment out and brought another in.
fn may_rename(step: &Step) -> bool {
    let [deltas] = &*step.against.raw else { return false };
    let mut of_assessments = deltas.iter().filter(|delta| delta.path.starts_with(ASSESSMENTS));
    let mut others = of_assessments.clone();
    of_assessments.any(|delta| delta.after.is_none()) && others.any(|delta| delta.before.is_none())
}

/// The commits that only one of two parents of a merge has, newest first.
fn apart(
    log: &Log,
    places: &HashMap<&str, StepIndex>,
    merge: StepIndex,
    sides: [ParentIndex; 2],
) -> Vec<StepIndex> {
    let parents = &log.steps[merge].commit.parents;
    // Which of the two have a commit, a bit for each.
    let mut open: BTreeMap<StepIndex, u8> = BTreeMap::new();
    for (bit, side) in [0b01, 0b10].into_iter().zip(sides) {
        // Without its newest commit, nothing is known of a line.
        let Some(place) = places.get(&*parents[side]) else { return Vec::new() };
        *open.entry(*place).or_default() |= bit;
    }
    let all = 0b11;
    let mut left = open.values().filter(|sides| **sides != all).count();
    let mut found = Vec::new();
    while left > 0 {
        // A commit comes before its parents, so that all that lead to it have been met.
        let Some((place, own)) = open.pop_first() else { break };
        if own != all {
            left -= 1;
            found.push(place);
        }
        for parent in log.steps[place].commit.parents.iter().filter_map(|parent| places.get(&**parent)) {
            let known = open.entry(*parent).or_default();
            let (was_left, is_left) = (*known != 0 && *known != all, *known | own != all);
            *known |= own;
            left += usize::from(is_left && !was_left);
            left -= usize::from(was_left && !is_left);
        }
    }
    found
}

/// The names that files had before they were renamed on one of two lines.
fn sources(
    log: &Log,
    apart: &[StepIndex],
    renaming: &BTreeSet<StepIndex>,
    renames: &mut Renames,
    versions: &mut Versions<'_>,
) -> BTreeSet<String> {
    let mut sources = BTreeSet::new();
    for step in apart.iter().filter(|step| renaming.contains(step)) {
        let renamed = renames.at(log, (*step, ParentIndex::FIRST), versions);
        sources.extend(renamed.sources().map(str::to_owned));
    }
    sources
}

/// Follows the file of a name from where two lines parted to the merge, and notes the name that it has in a parent and not there.
fn meet(
    log: &Log,
    places: &HashMap<&str, StepIndex>,
    (merge, sides): (StepIndex, [ParentIndex; 2]),
    apart: &[StepIndex],
    source: &str,
    renames: &mut Renames,
    versions: &mut Versions<'_>,
) {
    let mut names: HashMap<StepIndex, Name> = HashMap::new();
    for step in apart.iter().rev() {
        let parents = log.steps[*step].commit.parents.iter_enumerated();
        let mut known = parents.filter_map(|(nth, parent)| {
            let place = places.get(&**parent)?;
            let is_apart = apart.binary_search(place).is_ok();
            let start = || Name { path: source.to_owned(), is_there: true };
            let name = if is_apart { names.get(place).cloned() } else { Some(start()) };
            Some((nth, name?))
        });
        // By a line on which it was not there when the lines parted, nothing is known of it.
        let Some((parent, mut name)) = known.find(|(parent, name): &(ParentIndex, Name)| {
            let delta = log.steps[*step].delta(*parent, &name.path);
            !(name.is_there && delta.is_some_and(|delta| delta.before.is_none() && delta.after.is_some()))
        }) else {
            continue;
        };
        let delta = log.steps[*step].delta(parent, &name.path);
        match delta.map(|delta| (delta.before, delta.after)) {
            Some((Some(_), after)) if after.is_none() || log.steps[*step].against.len() == 1 => {
                match renames.at(log, (*step, parent), versions).later(&name.path) {
                    Some(later) => name.path = later.to_owned(),
                    None => name.is_there = after.is_some(),
                }
            }
            Some((_, after)) => name.is_there = after.is_some(),
            None => {}
        }
        names.insert(*step, name);
    }
    let at_side = |side: ParentIndex| {
        let place = places.get(&*log.steps[merge].commit.parents[side])?;
        // A line on which nothing was done has the file as it was.
        let start = || Name { path: source.to_owned(), is_there: true };
        let is_apart = apart.binary_search(place).is_ok();
        if is_apart { names.get(place).cloned() } else { Some(start()) }
    };
    let [Some(main), Some(other)] = sides.map(at_side) else { return };
    if main.path == other.path {
        return;
    }
    let (of_main, of_other) =
        (Met::of(log, (merge, sides[0]), &main), Met::of(log, (merge, sides[1]), &other));
    let is_by_main = match (of_main.is_in_merge, of_other.is_in_merge) {
        (true, true) => return,
        (true, false) => true,
        (false, true) => false,
        // As it stands, it was taken out, under the name that it had then.
        (false, false) => !main.is_there || other.is_there,
    };
    let (met, parent, name) = if is_by_main {
        (&of_main, sides[1], (&*main.path, (&*other.path, of_other.blob)))
    } else {
        (&of_other, sides[0], (&*other.path, (&*main.path, of_main.blob)))
    };
    // What a parent has at the path itself is what the merge has from it, if it is the same assessment.
    let mut is_of_parent = || match log.steps[merge].delta(parent, name.0) {
        None => true,
        Some(delta) => {
            let both = delta.before.zip(delta.after);
            both.is_some_and(|(before, after)| is_alike(before, after, versions))
        }
    };
    if !met.is_in_merge || !is_of_parent() {
        renames.cross(log, (merge, parent), name, versions);
    }
}

/// A file of a parent of a merge.
struct Met {
    is_in_merge: bool,
    /// Its content in the parent, if it is there and not in the merge.
    blob: Option<BlobId>,
}

impl Met {
    fn of(log: &Log, (merge, parent): (StepIndex, ParentIndex), name: &Name) -> Self {
        let delta = log.steps[merge].delta(parent, &name.path);
        Self {
            is_in_merge: delta.map_or(name.is_there, |delta| delta.after.is_some()),
            blob: delta.and_then(|delta| delta.before),
        }
    }
}
