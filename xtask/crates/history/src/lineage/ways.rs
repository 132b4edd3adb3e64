//! How files went from one state to another: which of the later is which of the earlier, and which commits took out and
//! entered the others.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::identity::{Gone, Identities, ParentState, Who, is_alike};
use super::line::Line;
use super::versions::Versions;
use crate::git::{Error, Log};
use dataset::{AssessmentFile, Dataset};
use diff::pairing::{Origin, UnpairedFile, Ways, pairs};

/// How files went, with the commits that took out and entered some.
#[derive(Debug, Default)]
pub struct Followed {
    /// How files went.
    pub ways: Ways,
    /// The ids of the commits that entered files of the later state, by their paths.
    pub entered: BTreeMap<String, String>,
    /// The ids of the commits that took out files of the earlier state, by their paths there.
    pub withdrawn: BTreeMap<String, String>,
}

/// The commits between two states.
#[derive(Clone, Copy, Debug)]
pub struct Between<'l> {
    /// The id of the commit at which the lines to the two part: that of the earlier state, if it leads to the later one.
    pub base: &'l str,
    /// The commits from there to the earlier state, if any.
    pub earlier: Option<&'l Log>,
    /// The commits from there to the later state.
    pub later: &'l Log,
}

/// Whether the commits of a log lead from a commit to the newest of them.
pub fn is_whole(log: &Log, from: &str) -> bool {
    Line::new(log, from).is_whole()
}

/// Follows files through the commits between two states. Where nothing came to be or went, a file is what was at its path. All
/// that the later state has is asked for only where lines older than the earlier one were merged, which can have a file that
/// was taken out since.
pub fn ways(
    between: Between<'_>,
    (earlier, later): (&Dataset, &Dataset),
    versions: &mut Versions<'_>,
    all: &dyn Fn() -> Result<Log, Error>,
) -> Followed {
    let Between { base, earlier: to_earlier, later: to_later } = between;
    let before = match to_earlier {
        Some(log) => {
            let line = Line::new(log, base);
            Side::new(earlier, &Identities::new(log, &line, versions), versions)
        }
        None => Side::unmoved(earlier),
    };
    let line = Line::new(to_later, base);
    if !line.is_whole() && !to_later.steps.is_empty() {
        return Followed::default();
    }
    let mut after = |log: &Log, line: &Line| {
        let side = Side::new(later, &Identities::new(log, line, versions), versions);
        followed(&before, &side, log, versions)
    };
    let found = after(to_later, &line);
    // What came from nowhere may be what went nowhere.
    if !line.meets_older_ones() || found.withdrawn.is_empty() || found.entered.is_empty() {
        return found;
    }
    match all() {
        Ok(all) => after(&all, &Line::new(&all, base)),
        Err(_) => found,
    }
}

/// Where a file of a state comes from, seen from where the lines part.
#[derive(Debug)]
enum Came {
    /// From the file that had this path there.
    From(Arc<str>),
    /// It was not there; a commit at this place entered it, or nobody has committed it yet.
    New(Option<usize>),
    /// Nobody knows.
    Unknown,
}

/// A state.
struct Side<'d> {
    files: Vec<(&'d AssessmentFile, Came)>,
    gone: Vec<Gone>,
}

impl<'d> Side<'d> {
    /// The state where the lines part itself.
    fn unmoved(state: &'d Dataset) -> Self {
        let came = |file: &'d AssessmentFile| (file, Came::From(Arc::from(&*file.path)));
        Self { files: state.assessments.iter().map(came).collect(), gone: Vec::new() }
    }

    /// The state to which commits lead, or one that has more than they tell of.
    fn new(state: &'d Dataset, identities: &Identities<'_>, versions: &mut Versions<'_>) -> Self {
        let mut side = Self::unmoved(state);
        for (file, came) in &mut side.files {
            *came = match identities.newest(&file.path) {
                None => continue,
                Some(ParentState::There(Who::Earlier(path))) => Came::From(Arc::clone(path)),
                Some(ParentState::There(Who::New(step, _))) => Came::New(Some(*step)),
                Some(ParentState::There(Who::Unknown)) => Came::Unknown,
                Some(ParentState::Absent(gone)) => match gone {
                    Some(Gone { who: Who::Earlier(path), .. })
                        if file.is_unreadable()
                            || gone.as_ref().is_some_and(|gone| gone.is_like(&file.data, versions)) =>
                    {
                        Came::From(Arc::clone(path))
                    }
                    Some(_) | None => Came::New(None),
                },
            };
        }
        side.gone = identities.gone().cloned().collect();
        side
    }
}

/// Which files of the later state are which of the earlier one.
fn followed<'d>(before: &Side<'d>, after: &Side<'_>, log: &Log, versions: &mut Versions<'_>) -> Followed {
    let mut groups: BTreeMap<&str, [Vec<&AssessmentFile>; 2]> = BTreeMap::new();
    for (nth, side) in [before, after].into_iter().enumerate() {
        for (file, came) in &side.files {
            if let Came::From(path) = came {
                groups.entry(path).or_default()[nth].push(file);
            }
        }
    }
    let id = |step: usize| log.steps[step].commit.id.clone();
    let mut found = Followed::default();
    let mut withdrawn: BTreeMap<&str, usize> = BTreeMap::new();
    for gone in &after.gone {
        if let Who::Earlier(path) = &gone.who {
            let step = withdrawn.entry(path).or_insert(gone.step);
            *step = gone.step.min(*step);
        }
    }
    // What lines that parted entered each for itself may be the same.
    let (new_before, old_before): (Vec<_>, Vec<_>) =
        before.files.iter().partition(|(_, came)| matches!(came, Came::New(_)));
    let paths = |files: Vec<&(&'d AssessmentFile, Came)>| -> HashSet<&'d str> {
        files.into_iter().map(|(file, _)| &*file.path).collect()
    };
    let (new_before, old_before) = (paths(new_before), paths(old_before));
    for (path, [old, new]) in groups {
        let is_other_before = !old.is_empty() || new_before.contains(path);
        let (paired, old, new) = best(old, new);
        for (old, new) in paired {
            found.ways.origins.insert(new.path.to_string(), Origin::Path(old.path.to_string()));
        }
        for old in old {
            if let Some(step) = withdrawn.get(path) {
                found.ways.withdrawn.insert(old.path.to_string());
                found.withdrawn.insert(old.path.to_string(), id(*step));
            }
        }
        // Another file is what was there, and this one stands in its place or beside it.
        for new in new.into_iter().filter(|new| is_other_before || *new.path != *path) {
            found.ways.origins.insert(new.path.to_string(), Origin::New);
            found
                .entered
                .extend(became(log, &new.path, versions).map(|step| (new.path.to_string(), id(step))));
        }
    }
    for (file, came) in &after.files {
        if let Came::New(step) = came
            && (new_before.is_empty() || old_before.contains(&*file.path))
        {
            found.ways.origins.insert(file.path.to_string(), Origin::New);
            found.entered.extend(step.map(|step| (file.path.to_string(), id(step))));
        }
    }
    found
}

type Files<'d> = Vec<&'d AssessmentFile>;

/// Pairs files of which all come from one, best first; with those that are left.
fn best<'d>(
    mut old: Files<'d>,
    mut new: Files<'d>,
) -> (Vec<(&'d AssessmentFile, &'d AssessmentFile)>, Files<'d>, Files<'d>) {
    let loose = |files: &Files<'d>| -> Vec<UnpairedFile<'d>> {
        files.iter().map(|file| UnpairedFile { path: &file.path, data: &file.data }).collect()
    };
    let mut places = match (&*old, &*new) {
        ([], _) | (_, []) => return (Vec::new(), old, new),
        ([_], [_]) => vec![(0, 0)],
        (_, _) => pairs(&loose(&old), &loose(&new)),
    };
    if places.is_empty() {
        let stays = |one: &&AssessmentFile| new.iter().position(|other| one.path == other.path);
        let same = old.iter().enumerate().find_map(|(place, one)| Some((place, stays(one)?)));
        places.push(same.unwrap_or((0, 0)));
    }
    let paired = places.iter().map(|(one, other)| (old[*one], new[*other])).collect();
    let (mut nth_old, mut nth_new) = (0.., 0..);
    old.retain(|_| nth_old.next().is_none_or(|nth| places.iter().all(|(one, _)| *one != nth)));
    new.retain(|_| nth_new.next().is_none_or(|nth| places.iter().all(|(_, other)| *other != nth)));
    (paired, old, new)
}

/// The place of the commit that made a file another one, or else that brought it to its path.
fn became(log: &Log, path: &str, versions: &mut Versions<'_>) -> Option<usize> {
    let mut came = None;
    for (place, step) in log.steps.iter().enumerate() {
        for delta in (0..step.against.len()).filter_map(|parent| step.delta(parent, path)) {
            match (delta.before, delta.after) {
                (Some(before), Some(after)) if step.against.len() == 1 => {
                    if !is_alike(before, after, versions) {
                        return Some(place);
                    }
                }
                (None, Some(_)) => came = came.or(Some(place)),
                (_, _) => {}
            }
        }
    }
    came
}
