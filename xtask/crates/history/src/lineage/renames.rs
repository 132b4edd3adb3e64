//! Which file went on under which name at a commit, asked once for each commit and parent.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::FileRevision;
use super::alike::is_edited;
use super::bytes::{self, Raw};
use super::stand_in::{StandIn, content};
use super::versions::Versions;
use crate::git::{BlobId, Delta, Log};
use crate::index::{ParentIndex, StepIndex};
use dataset::assessment_id::ASSESSMENTS;
use dataset::model::assessment::Assessment;
use diff::pairing::{UnpairedFile, pairs};
use typed_index_collections::TiVec;

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
        let found = self.known.entry((step, parent)).or_insert_with(|| {
            let deltas = log.steps[step].against.get(parent).map_or(&[][..], |deltas| deltas);
            // What a merge has in the place of another it took over.
            let is_merge = log.steps[step].against.len() > 1;
            let rewritten = deltas.iter().filter(|delta| {
                !is_merge
                    && delta.path.starts_with(ASSESSMENTS)
                    && delta.before.is_some()
                    && delta.after.is_some()
            });
            let content = &mut |file: (&str, BlobId), side| content(log, step, file, side, versions);
            let mut renamed = renamed(deltas, rewritten, content);
            add_unreadable(&mut renamed, log, step, deltas, versions);
            Rc::new(renamed)
        });
        Rc::clone(found)
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
    let readable = [is_readable(&gone, StandIn::ParentVersion), is_readable(&come, StandIn::Later)];
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

/// A way to the content of a file, or to what it said next to the commit on some side.
type Content<'c> = dyn FnMut((&str, BlobId), StandIn) -> Option<Arc<Assessment>> + 'c;

/// Pairs what went with what came. Where any is left, a file that is another now went from its path, and the other came.
fn renamed<'d>(
    deltas: &'d [Delta],
    rewritten: impl Iterator<Item = &'d Delta>,
    content: &mut Content<'_>,
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
    if gone.is_empty() && come.is_empty() {
        return renamed;
    }
    for delta in rewritten {
        let (Some(before), Some(after)) = (delta.before, delta.after) else { continue };
        let [old, new] = [(&*delta.path, before), (&*delta.path, after)];
        let both = content(old, StandIn::ParentVersion).zip(content(new, StandIn::Later));
        if both.is_some_and(|(one, other)| !is_edited(&one, &other)) {
            gone.push(old);
            come.push(new);
        }
    }
    if gone.is_empty() || come.is_empty() {
        return renamed;
    }
    let mut read = |files: &[(&str, BlobId)], side: StandIn| -> Vec<_> {
        let files = files.iter().filter_map(|file| Some((file.0, file.1, content(*file, side)?)));
        files.map(|(path, blob, data)| (path.to_owned(), blob, data)).collect()
    };
    let (old, new) = (read(&gone, StandIn::ParentVersion), read(&come, StandIn::Later));
    let old_files: Vec<UnpairedFile<'_>> =
        old.iter().map(|(path, _, data)| UnpairedFile { path, data }).collect();
    let new_files: Vec<UnpairedFile<'_>> =
        new.iter().map(|(path, _, data)| UnpairedFile { path, data }).collect();
    for (one, other) in pairs(&old_files, &new_files) {
        renamed.pair((&old[one].0, Some(old[one].1)), &new[other].0);
    }
    renamed
}
