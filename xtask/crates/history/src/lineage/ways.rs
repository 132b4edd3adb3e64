//! How files went from one state to another: which of the later is which of the earlier, and which commits took out and
//! entered the others.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::alike::is_alike;
use super::identity::{Gone, Identities, Presence, Who};
use super::line::Line;
use super::versions::Versions;
use crate::git::{BlobId, Log};
use crate::index::StepIndex;
use dataset::{AssessmentFile, Dataset};
use diff::pairing::{Origin, UnpairedFile, Ways, is_edited, pairs};

/// How files went, with the commits that took out and entered some.
#[derive(Debug, Default)]
pub struct Followed {
    /// How files went.
    pub ways: Ways,
    /// The ids of the commits that entered files of the later state, by their paths.
    pub entered: BTreeMap<String, String>,
    /// The ids of the newest commits that brought renamed files of the later state to their paths, by these.
    pub moved: BTreeMap<String, String>,
    /// The ids of the commits that took out files of the earlier state, by their paths there.
    pub withdrawn: BTreeMap<String, String>,
}

/// The commits between two states.
#[derive(Clone, Copy, Debug)]
pub struct Between<'l> {
    /// The id of the commit by which all lines to the two go: that of the earlier state, if none of those to the later one began
    /// before it.
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

/// Follows files through the commits between two states. Where nothing came to be or went, a file is what was at its path.
pub fn ways(
    between: Between<'_>,
    (earlier, later): (&Dataset, &Dataset),
    versions: &mut Versions<'_>,
) -> Followed {
    let Between { base, earlier: to_earlier, later: to_later } = between;
    let line = Line::new(to_later, base);
    if !line.is_whole() && !to_later.steps.is_empty() {
        return Followed::default();
    }
    let before = match to_earlier {
        Some(log) => {
            let line = Line::new(log, base);
            Side::new(earlier, &Identities::new(log, &line, versions), versions)
        }
        None => Side::unmoved(earlier),
    };
    let after = Side::new(later, &Identities::new(to_later, &line, versions), versions);
    let before_both = to_earlier.iter().flat_map(|log| &log.steps).map(|step| &*step.commit.id);
    followed(&before, &after, (to_later, &before_both.collect()), versions)
}

/// A state: its files, each with which assessment it is, or none if nobody has committed it yet; and what commits took out.
struct Side<'d> {
    files: Vec<(&'d AssessmentFile, Option<Who>)>,
    gone: Vec<Gone>,
    /// The paths of files of which some commit tells which they are.
    known: HashSet<&'d str>,
    /// The commits that put back what was taken out before.
    put_back: HashMap<Who, StepIndex>,
}

impl<'d> Side<'d> {
    /// The state where the lines part itself.
    fn unmoved(state: &'d Dataset) -> Self {
        let own = |file: &'d AssessmentFile| (file, Some(Who::Earlier(Arc::from(&*file.path))));
        Self {
            files: state.assessments.iter().map(own).collect(),
            gone: Vec::new(),
            known: HashSet::new(),
            put_back: HashMap::new(),
        }
    }

    /// The state to which commits lead, or one that has more than they tell of.
    fn new(state: &'d Dataset, identities: &Identities<'_>, versions: &mut Versions<'_>) -> Self {
        let mut side = Self::unmoved(state);
        for (file, who) in &mut side.files {
            let presence = identities.newest(&file.path);
            side.known.extend(presence.map(|_| &*file.path));
            match presence {
                None => {}
                Some(Presence::There(known)) => *who = Some(known.clone()),
                Some(Presence::Absent(gone)) => {
                    let mut is_back = |gone: &&Gone| gone.is_back(file, versions);
                    *who = gone.as_ref().filter(&mut is_back).map(|gone| gone.who.clone());
                }
            }
        }
        side.gone = identities.gone().cloned().collect();
        let all = side.files.iter().filter_map(|(_, who)| who.as_ref());
        side.put_back = all.filter_map(|who| Some((who.clone(), identities.put_back(who)?))).collect();
        side
    }
}

/// Which files of the later state are which of the earlier one, given the log of the later one and the commits of the other.
fn followed(
    before: &Side<'_>,
    after: &Side<'_>,
    (log, known): (&Log, &HashSet<&str>),
    versions: &mut Versions<'_>,
) -> Followed {
    let mut groups: BTreeMap<&Who, [Files<'_>; 2]> = BTreeMap::new();
    for (nth, side) in [before, after].into_iter().enumerate() {
        for (file, who) in &side.files {
            if let Some(who) = who.as_ref().filter(|who| **who != Who::Unknown) {
                groups.entry(who).or_default()[nth].push(file);
            }
        }
    }
    let mut gone: HashMap<&Who, (bool, StepIndex)> = HashMap::new();
    let is_new = |step: StepIndex| !known.contains(&*log.steps[step].commit.id);
    for Gone { who, step, is_replaced, .. } in after.gone.iter().filter(|gone| is_new(gone.step)) {
        let newest = gone.entry(who).or_insert((*is_replaced, *step));
        *newest = (*is_replaced, *step).min(*newest);
    }
    let gone_before: HashSet<&Who> = before.gone.iter().map(|gone| &gone.who).collect();
    let id = |step: StepIndex| log.steps[step].commit.id.clone();
    let came = Came::new(log, is_new);
    let mut found = Followed::default();
    // What only lines to the earlier state entered, by its path; and what has no other half in it, with how it came.
    let mut entered_before: HashMap<&str, &AssessmentFile> = HashMap::new();
    let mut come: Vec<(&AssessmentFile, Option<String>)> = Vec::new();
    let mut own: Files<'_> = Vec::new();
    for (who, [old, new]) in groups {
        let was_there = !old.is_empty();
        let (paired, old, new) = best(old, new);
        for (old, new) in paired {
            if old.path != new.path {
                let moved = came.to(&new.path).map(|step| (new.path.to_string(), id(step)));
                found.moved.extend(moved);
            }
            // Of what no commit took out or brought in, the contents can tell that it was moved since.
            let is_known = before.known.contains(&*old.path) || after.known.contains(&*new.path);
            if is_known || old.path != new.path {
                found.ways.origins.insert(new.path.to_string(), Origin::Path(old.path.to_string()));
            }
        }
        for old in old {
            if let Some((_, step)) = gone.get(who) {
                found.ways.withdrawn.insert(old.path.to_string());
                found.withdrawn.insert(old.path.to_string(), id(*step));
            }
            if matches!(who, Who::New(..)) {
                entered_before.insert(&old.path, old);
            }
        }
        for new in new {
            match who {
                Who::New(commit, _) if !known.contains(&**commit) => {
                    let put_back = after.put_back.get(who).filter(|step| is_new(**step));
                    come.push((new, Some(put_back.map_or_else(|| commit.to_string(), |step| id(*step)))));
                }
                Who::New(..) => come.push((new, came.by(&new.path, versions).map(id))),
                // Another file is what was there, and this one stands in its place or beside it.
                Who::Earlier(path) if was_there || *new.path != **path || gone_before.contains(who) => {
                    come.push((new, came.by(&new.path, versions).map(id)));
                }
                Who::Earlier(_) => own.push(new),
                Who::Unknown => {}
            }
        }
    }
    let old_before: HashSet<&str> = before.files.iter().map(|(file, _)| &*file.path).collect();
    come.extend(own.into_iter().filter(|file| old_before.contains(&*file.path)).map(|file| (file, None)));
    let uncommitted = after.files.iter().filter(|(_, who)| who.is_none()).map(|(file, _)| (*file, None));
    for (file, commit) in come.into_iter().chain(uncommitted) {
        // What lines that parted entered each for itself under one name is the same if it is alike; and under another name,
        // its content alone can tell.
        let origin = match entered_before.get(&*file.path) {
            Some(twin) if is_edited(&twin.data, &file.data) => Origin::Path(twin.path.to_string()),
            None if !entered_before.is_empty() && !old_before.contains(&*file.path) => continue,
            Some(_) | None => Origin::New,
        };
        found.ways.origins.insert(file.path.to_string(), origin);
        found.entered.extend(commit.map(|commit| (file.path.to_string(), commit)));
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

/// Where the files of a log came to be or were changed.
struct Came<'l> {
    /// By path, the newest first.
    files: HashMap<&'l str, Vec<Coming>>,
}

/// That a file came to be, or was changed.
struct Coming {
    place: StepIndex,
    is_by_merge: bool,
    before: Option<BlobId>,
    after: BlobId,
}

impl<'l> Came<'l> {
    /// Looks at those commits that are wanted.
    fn new(log: &'l Log, is_wanted: impl Fn(StepIndex) -> bool) -> Self {
        let mut files: HashMap<&str, Vec<_>> = HashMap::new();
        for (place, step) in log.steps.iter_enumerated().filter(|(place, _)| is_wanted(*place)) {
            let is_by_merge = step.against.len() > 1;
            for delta in step.against.iter().flatten() {
                let coming = |after| Coming { place, is_by_merge, before: delta.before, after };
                files.entry(&delta.path).or_default().extend(delta.after.map(coming));
            }
        }
        Self { files }
    }

    /// The commit that made a file another one, or else that brought it to its path, or else of the merge that took
    /// it there from another line.
    fn by(&self, path: &str, versions: &mut Versions<'_>) -> Option<StepIndex> {
        let mut another = |is_by_merge: bool| {
            let mut all = self.files.get(path)?.iter().filter(|coming| coming.is_by_merge == is_by_merge);
            let found = all.find(|Coming { before, after, .. }| {
                before.is_some_and(|before| !is_alike(before, *after, versions))
            });
            found.map(|coming| coming.place)
        };
        another(false).or_else(|| self.to(path)).or_else(|| another(true))
    }

    /// The newest commit that brought a file to a path.
    fn to(&self, path: &str) -> Option<StepIndex> {
        let mut all = self.files.get(path)?.iter();
        all.find(|coming| coming.before.is_none()).map(|coming| coming.place)
    }
}
