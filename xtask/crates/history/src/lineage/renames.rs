//! Which file went on under which name at a commit, asked once for each commit and parent.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::alike::is_alike;
use super::bytes::{self, Raw};
use super::stand_in::{StandIn, content};
use super::versions::Versions;
use crate::git::{BlobId, Delta, Log};
use crate::index::{ParentIndex, StepIndex};
use dataset::assessment_id::ASSESSMENTS;
use dataset::model::assessment::Assessment;
use diff::in_place::all_pairs;
use diff::pairing::UnpairedFile;

/// How many assessments a commit may change for it to be looked of all of them whether they have swapped their names.
const MOST_SWAPPED: usize = 8;

/// How many it may change for that to be looked of those of which much is otherwise.
const MOST_REWRITTEN: usize = 500;

/// How much of a file is the same, in thousandths, that has certainly not swapped its name with another.
const HARDLY_EDITED: usize = 995;

/// The same where the commit changes many.
const LITTLE_EDITED: usize = 900;

/// The files that have another name than in a parent: the old name by the new one, and the other way round.
#[derive(Clone, Debug, Default)]
pub(super) struct Renamed {
    earlier: HashMap<String, (String, Option<BlobId>)>,
    later: HashMap<String, String>,
}

/// What is known of the commits that were asked about.
#[derive(Debug, Default)]
pub struct Renames {
    known: HashMap<(StepIndex, ParentIndex), Rc<Renamed>>,
    bring_in: HashMap<StepIndex, bool>,
    /// Where swaps were looked for.
    searched: HashSet<StepIndex>,
    crossed: Option<HashSet<(StepIndex, ParentIndex)>>,
}

impl Renamed {
    /// The name and content that a file had before it got its name; it has no content where it was taken out under that name.
    pub(super) fn earlier(&self, path: &str) -> Option<(&str, Option<BlobId>)> {
        self.earlier.get(path).map(|(path, blob)| (path.as_str(), *blob))
    }

    /// The name that a file got.
    pub(super) fn later(&self, path: &str) -> Option<&str> {
        self.later.get(path).map(String::as_str)
    }

    /// The names that files got.
    pub(super) fn newest(&self) -> impl Iterator<Item = &str> {
        self.earlier.keys().map(String::as_str)
    }

    /// The names that files had which got others.
    pub(super) fn sources(&self) -> impl Iterator<Item = &str> {
        self.later.keys().map(String::as_str)
    }

    fn pair(&mut self, old: (&str, Option<BlobId>), new: &str) {
        self.earlier.insert(new.to_owned(), (old.0.to_owned(), old.1));
        self.later.insert(old.0.to_owned(), new.to_owned());
    }
}

impl Renames {
    /// The renames between a commit and a parent. Content is read only if some file vanished and some
    /// other appeared, and the contents are not the same.
    pub(super) fn at(
        &mut self,
        log: &Log,
        (step, parent): (StepIndex, ParentIndex),
        versions: &mut Versions<'_>,
    ) -> Rc<Renamed> {
        // What a merge has in the place of another it took over, unless it has itself moved something.
        let can_move = log.steps[step].against.len() == 1 || self.brings_in(log, step);
        let found = self.known.entry((step, parent)).or_insert_with(|| {
            let deltas = log.steps[step].against.get(parent).map_or(&[][..], |deltas| deltas);
            let rewritten = deltas.iter().filter(|delta| can_move && is_rewritten(delta));
            let mut renamed = renamed(deltas, rewritten, &mut Contents { log, step, versions });
            add_unreadable(&mut renamed, log, step, deltas, versions);
            Rc::new(renamed)
        });
        Rc::clone(found)
    }

    /// Looks whether files of one commit have swapped their names, of which each is there before and after, if much of one of
    /// them is otherwise.
    pub(super) fn look_for_swap(
        &mut self,
        log: &Log,
        (step, parent): (StepIndex, ParentIndex),
        path: &str,
        versions: &mut Versions<'_>,
    ) {
        let deltas = log.steps[step].against.get(parent).map_or(&[][..], |deltas| deltas);
        let of_assessments = deltas.iter().filter(|delta| delta.path.starts_with(ASSESSMENTS));
        let rewritten: Vec<&Delta> = of_assessments.clone().filter(|delta| is_rewritten(delta)).collect();
        let is_swap =
            (2..=MOST_REWRITTEN).contains(&rewritten.len()) && of_assessments.count() == rewritten.len();
        if !is_swap || self.searched.contains(&step) {
            return;
        }
        let least = if rewritten.len() <= MOST_SWAPPED { HARDLY_EDITED } else { LITTLE_EDITED };
        let is_other = |delta: &Delta| {
            let sides = [delta.before, delta.after].map(|blob| blob.and_then(|blob| versions.raw(blob)));
            matches!(sides, [Some(before), Some(after)] if bytes::likeness(&before, &after) < least)
        };
        if !rewritten.iter().any(|delta| *delta.path == *path && is_other(delta)) {
            return;
        }
        let rewritten: Vec<&Delta> = if rewritten.len() <= MOST_SWAPPED {
            rewritten
        } else {
            rewritten.into_iter().filter(|delta| is_other(delta)).collect()
        };
        self.searched.insert(step);
        let mut renamed = Renamed::default();
        add_alike(&mut renamed, &[], &[], rewritten.into_iter(), &mut Contents { log, step, versions });
        self.known.insert((step, parent), Rc::new(renamed));
    }

    /// Whether a merge has an assessment at a path at which no parent has one.
    pub(super) fn brings_in(&mut self, log: &Log, step: StepIndex) -> bool {
        *self.bring_in.entry(step).or_insert_with(|| brings_in(log, step))
    }

    /// Whether the names where lines meet are still to be noted; from now on they are not.
    pub(super) fn begins_to_cross(&mut self) -> bool {
        let is_first = self.crossed.is_none();
        self.crossed.get_or_insert_default();
        is_first
    }

    /// Whether the name of a file was noted at a merge and a parent.
    pub(super) fn is_crossed(&self, at: &(StepIndex, ParentIndex)) -> bool {
        self.crossed.as_ref().is_some_and(|crossed| crossed.contains(at))
    }

    /// Notes the name that a file of a merge has in a parent, unless its content has told where it went.
    pub(super) fn cross(
        &mut self,
        log: &Log,
        (step, parent): (StepIndex, ParentIndex),
        (here, there): (&str, (&str, Option<BlobId>)),
        versions: &mut Versions<'_>,
    ) {
        let mut renamed = (*self.at(log, (step, parent), versions)).clone();
        if renamed.earlier.contains_key(here) || renamed.later.contains_key(there.0) {
            return;
        }
        renamed.pair(there, here);
        self.known.insert((step, parent), Rc::new(renamed));
        self.crossed.get_or_insert_default().insert((step, parent));
    }
}

/// Whether a file is at its path on both sides, and is not the same.
fn is_rewritten(delta: &Delta) -> bool {
    delta.path.starts_with(ASSESSMENTS) && delta.before.is_some() && delta.after.is_some()
}

/// Whether a merge has an assessment at a path at which no parent has one.
fn brings_in(log: &Log, step: StepIndex) -> bool {
    let against = &log.steps[step].against;
    let is_new = |path: &str| {
        against
            .keys()
            .all(|parent| log.steps[step].delta(parent, path).is_some_and(|delta| delta.before.is_none()))
    };
    let mut of_first = against.first().into_iter().flatten();
    of_first.any(|delta| delta.path.starts_with(ASSESSMENTS) && delta.after.is_some() && is_new(&delta.path))
}

/// Adds what can be told of files that cannot be read where they appeared or vanished, nor next to that.
fn add_unreadable(
    renamed: &mut Renamed,
    log: &Log,
    step: StepIndex,
    deltas: &[Delta],
    versions: &mut Versions<'_>,
) {
    let of_assessments = || deltas.iter().filter(|delta| delta.path.starts_with(ASSESSMENTS));
    let gone = of_assessments().filter(|delta| delta.after.is_none() && renamed.later(&delta.path).is_none());
    let gone: Vec<(&str, BlobId)> = gone.filter_map(|delta| Some((&*delta.path, delta.before?))).collect();
    let come =
        of_assessments().filter(|delta| delta.before.is_none() && renamed.earlier(&delta.path).is_none());
    let come: Vec<(&str, BlobId)> = come.filter_map(|delta| Some((&*delta.path, delta.after?))).collect();
    if gone.is_empty() || come.is_empty() {
        return;
    }
    let mut is_readable = |files: &[(&str, BlobId)], side: StandIn| -> Vec<bool> {
        files.iter().map(|file| content(log, step, *file, side, versions).is_some()).collect()
    };
    let readable = [is_readable(&gone, StandIn::Before), is_readable(&come, StandIn::After)];
    if readable.iter().flatten().all(|is_readable| *is_readable) {
        return;
    }
    let mut bytes = |files: &[(&str, BlobId)]| -> Vec<Option<Vec<u8>>> {
        files.iter().map(|(_, blob)| versions.bytes(*blob).map(<[u8]>::to_vec)).collect()
    };
    let contents = [bytes(&gone), bytes(&come)];
    let [old, new] =
        [(&gone, 0), (&come, 1)].map(|(files, side)| raw(files, &contents[side], &readable[side]));
    for (old, new) in bytes::pairs(&old, &new) {
        renamed.pair((gone[old].0, Some(gone[old].1)), come[new].0);
    }
}

fn raw<'f>(files: &[(&'f str, BlobId)], contents: &'f [Option<Vec<u8>>], readable: &[bool]) -> Vec<Raw<'f>> {
    let files = files.iter().zip(contents).zip(readable);
    let raw = files.map(|(((path, _), bytes), is_readable)| (path, bytes.as_deref(), *is_readable));
    raw.map(|(path, bytes, is_readable)| Raw { path, bytes, is_readable }).collect()
}

/// The contents of files at a commit.
struct Contents<'c, 'r> {
    log: &'c Log,
    step: StepIndex,
    versions: &'c mut Versions<'r>,
}

impl Contents<'_, '_> {
    /// What a file says, or said next to the commit on some side.
    fn get(&mut self, file: (&str, BlobId), side: StandIn) -> Option<Arc<Assessment>> {
        content(self.log, self.step, file, side, self.versions)
    }

    /// Those of some files that can be read.
    fn all(&mut self, files: &[(&str, BlobId)], side: StandIn) -> Vec<(String, BlobId, Arc<Assessment>)> {
        let files = files.iter();
        files.filter_map(|file| Some((file.0.to_owned(), file.1, self.get(*file, side)?))).collect()
    }
}

/// Pairs what went with what came. Where any is left, what is at one path on both sides can be another, that went or came as well.
fn renamed<'d>(
    deltas: &'d [Delta],
    rewritten: impl Iterator<Item = &'d Delta>,
    contents: &mut Contents<'_, '_>,
) -> Renamed {
    let of_assessments = || deltas.iter().filter(|delta| delta.path.starts_with(ASSESSMENTS));
    let gone = of_assessments().filter(|delta| delta.after.is_none());
    let mut gone: Vec<(&str, BlobId)> =
        gone.filter_map(|delta| Some((&*delta.path, delta.before?))).collect();
    let come = of_assessments().filter(|delta| delta.before.is_none());
    let mut come: Vec<(&str, BlobId)> = come.filter_map(|delta| Some((&*delta.path, delta.after?))).collect();
    let mut renamed = Renamed::default();
    // A content that is once on each side needs not be read.
    let mut by_content: HashMap<BlobId, [Vec<&str>; 2]> = HashMap::new();
    gone.iter().for_each(|(path, blob)| by_content.entry(*blob).or_default()[0].push(path));
    come.iter().for_each(|(path, blob)| by_content.entry(*blob).or_default()[1].push(path));
    let moved = by_content.iter().filter_map(|(blob, [old, new])| match (&**old, &**new) {
        ([old], [new]) => Some((*blob, *old, *new)),
        _ => None,
    });
    moved.for_each(|(blob, old, new)| renamed.pair((old, Some(blob)), new));
    gone.retain(|(path, _)| renamed.later(path).is_none());
    come.retain(|(path, _)| renamed.earlier(path).is_none());
    if !gone.is_empty() || !come.is_empty() {
        add_alike(&mut renamed, &gone, &come, rewritten, contents);
    }
    renamed
}

/// Adds the names by which files went and came whose contents are alike.
fn add_alike<'d>(
    renamed: &mut Renamed,
    gone: &[(&str, BlobId)],
    come: &[(&str, BlobId)],
    rewritten: impl Iterator<Item = &'d Delta>,
    contents: &mut Contents<'_, '_>,
) {
    let mut rewritten = rewritten.peekable();
    if rewritten.peek().is_none() && (gone.is_empty() || come.is_empty()) {
        return;
    }
    let (mut old, mut new) = (contents.all(gone, StandIn::Before), contents.all(come, StandIn::After));
    for Delta { path, before, after } in rewritten {
        let (Some(before), Some(after)) = (*before, *after) else { continue };
        let one = contents.get((path, before), StandIn::Before);
        let other = contents.get((path, after), StandIn::After);
        // Where one of the two cannot be read, their bytes tell whether it is the other.
        if (one.is_none() || other.is_none()) && is_alike(before, after, contents.versions) {
            continue;
        }
        old.extend(one.map(|one| (path.to_string(), before, one)));
        new.extend(other.map(|other| (path.to_string(), after, other)));
    }
    let pairs = all_pairs(&files_of(&old), &files_of(&new)).into_iter();
    for (one, other) in pairs.filter(|(one, other)| old[*one].0 != new[*other].0) {
        renamed.pair((&old[one].0, Some(old[one].1)), &new[other].0);
    }
}

fn files_of(files: &[(String, BlobId, Arc<Assessment>)]) -> Vec<UnpairedFile<'_>> {
    files.iter().map(|(path, _, data)| UnpairedFile { path, data }).collect()
}
