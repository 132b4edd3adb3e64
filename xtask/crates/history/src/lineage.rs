//! What became of an assessment's file, commit by commit: through renames, merges, removals and returns.

mod alike;
mod another;
mod apart;
mod bytes;
mod cited;
mod crossed;
mod decisions;
mod event;
mod event_kind;
mod fate;
mod identity;
mod judge;
mod line;
mod names;
mod parent_state;
mod renames;
mod settle;
mod shared;
mod side;
mod stand_in;
mod subject;
mod successor;
mod taken;
mod unpaired;
mod versions;
mod ways;

use std::collections::BTreeMap;
use std::sync::Arc;

use derive_more::{From, Into};
use typed_index_collections::{TiSlice, TiVec, ti_vec};

pub use cited::Cited;
pub use event::events;
pub use event_kind::{AppliedChange, Arrival, Cause, Entry, Event, EventKind, Outcome};
pub use renames::Renames;
pub use successor::successor;
pub use taken::Taken;
pub use versions::Versions;
pub use ways::{Between, Followed, is_whole, ways};

use crate::git::{BlobId, Log};
use crate::index::{LineageIndex, ParentIndex, RevisionIndex, StepIndex};
use crossed::at_meeting;
use dataset::assessment_id::AssessmentId;
use diff::change::Change;
use subject::has_no_name;

/// A file as it went through the commits.
#[derive(Debug)]
pub struct Lineage {
    /// The country's code, by which all is told, even from when the file had another name.
    pub country: String,
    /// The id of the edition, likewise.
    pub edition: String,
    /// The commits in which it is not what it is in some parent, or in which lines meet that went apart; each before its
    /// parents.
    pub revisions: TiVec<RevisionIndex, FileRevision>,
}

/// A commit through which the history of a file goes.
#[derive(Clone, Debug)]
pub struct FileRevision {
    /// The commit.
    pub step: StepIndex,
    /// The file there; none if it is what it is in every parent.
    pub here: Option<Version>,
    /// The file in each parent; a first commit has one, in which there is nothing.
    pub parents: TiVec<ParentIndex, ParentVersion>,
}

/// A file in a parent of a commit.
#[derive(Clone, Debug)]
pub struct ParentVersion {
    /// The file there; none if it is what it is in the commit.
    pub version: Option<Version>,
    /// The revision in which it last came to be what it is there, if the log has it.
    pub revision: Option<RevisionIndex>,
    /// What that is to the file in the commit.
    pub relation: Relation,
}

/// What stands in a parent of a commit at the path of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The file, or nothing.
    Own,
    /// Another assessment, against which a merge decided.
    Another,
    /// Something that went on under another name, so that nothing of this line belongs to the file.
    Elsewhere,
}

/// A file at one commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its path there.
    pub path: Arc<str>,
    /// Its content, if it is there.
    pub blob: Option<BlobId>,
}

/// A file at a commit that was come upon on the way from child to parent.
struct Visit {
    path: Arc<str>,
    before: TiVec<ParentIndex, InParent>,
    /// The visit to each parent, if the log has it and the file goes on there.
    parents: TiVec<ParentIndex, Option<VisitIndex>>,
}

impl Visit {
    /// A visit of which nothing is known but where it is.
    fn new(path: Arc<str>) -> Self {
        Self { path, before: TiVec::new(), parents: TiVec::new() }
    }
}

/// The place of a visit among all.
#[derive(Clone, Copy, From, Into)]
struct VisitIndex(usize);

/// What a file was in a parent.
enum InParent {
    /// What it is.
    Same,
    /// Something else, or not there.
    Version(Version),
    /// It went on under another name, so that nothing of it belongs to this one.
    Elsewhere,
}

impl Lineage {
    /// Follows a file from the newest commit of a log, the places of whose parents are known ([`Log::parents`]). Content is read
    /// only where a file vanished and another appeared.
    pub fn trace(
        (log, above): (&Log, &TiSlice<StepIndex, TiVec<ParentIndex, Option<StepIndex>>>),
        country: &str,
        edition: &str,
        renames: &mut Renames,
        versions: &mut Versions<'_>,
    ) -> Self {
        let path: Arc<str> = AssessmentId::new(country, edition).path().into();
        let mut visits: TiVec<VisitIndex, Visit> = TiVec::new();
        let mut at: TiVec<StepIndex, Vec<VisitIndex>> = log.steps.iter().map(|_| Vec::new()).collect();
        if let Some(newest) = at.first_mut() {
            newest.push(visits.push_and_get_key(Visit::new(path)));
        }
        for (place, above) in above.iter_enumerated() {
            for nth in 0..at[place].len() {
                let visit = at[place][nth];
                let path = visits[visit].path.clone();
                let before = before(log, place, &path, renames, versions);
                let mut parents = TiVec::new();
                for (parent, before) in above.iter().zip(&before) {
                    let path = match before {
                        InParent::Same => Some(&path),
                        InParent::Version(version) => Some(&version.path),
                        InParent::Elsewhere => None,
                    };
                    let known = path.zip(*parent);
                    parents.push(known.map(|(path, place)| {
                        let met = at[place].iter().find(|visit| visits[**visit].path == *path);
                        met.copied().unwrap_or_else(|| {
                            let visit = visits.push_and_get_key(Visit::new(path.clone()));
                            at[place].push(visit);
                            visit
                        })
                    }));
                }
                (visits[visit].before, visits[visit].parents) = (before, parents);
            }
        }
        let mut revisions = revisions(log, &at, &visits);
        another::mark_others(&mut revisions, versions);
        Self { country: country.to_owned(), edition: edition.to_owned(), revisions }
    }

    /// Follows the files of some editions of a country, each of which is another assessment.
    pub fn trace_all(
        log: &Log,
        country: &str,
        editions: &[String],
        renames: &mut Renames,
        versions: &mut Versions<'_>,
    ) -> TiVec<LineageIndex, Self> {
        let above = log.parents();
        let trace = |edition: &String| Self::trace((log, &above), country, edition, renames, versions);
        let mut lineages: TiVec<LineageIndex, Self> = editions.iter().map(trace).collect();
        shared::part(&mut lineages, versions);
        lineages
    }
}

impl Lineage {
    /// The path of the file, by its newest name.
    pub fn path(&self) -> String {
        AssessmentId::new(&self.country, &self.edition).path()
    }

    /// The editions under whose ids the file went before, each with the newest commit that has it so.
    pub fn former_editions(&self) -> BTreeMap<String, StepIndex> {
        let mut former = BTreeMap::new();
        for revision in &self.revisions {
            let versions = revision.parents.iter().filter_map(|parent| parent.version.as_ref());
            for version in versions.chain(&revision.here) {
                let edition = version.path.rsplit('/').next().and_then(|name| name.strip_suffix(".json"));
                if let Some(edition) = edition.filter(|edition| **edition != *self.edition) {
                    former.entry(edition.to_owned()).or_insert(revision.step);
                }
            }
        }
        former
    }
}

/// The revisions among the visits. The oldest visits come first here, so that it is known what is before each.
fn revisions(
    log: &Log,
    at: &TiSlice<StepIndex, Vec<VisitIndex>>,
    visits: &TiSlice<VisitIndex, Visit>,
) -> TiVec<RevisionIndex, FileRevision> {
    let mut revisions: TiVec<RevisionIndex, FileRevision> = TiVec::new();
    let mut last: TiVec<VisitIndex, Option<RevisionIndex>> = ti_vec![None; visits.len()];
    for (step, here) in at.iter_enumerated().rev() {
        for &visit in here.iter().rev() {
            let Visit { path, before, parents } = &visits[visit];
            let lines: TiVec<ParentIndex, Option<RevisionIndex>> =
                parents.iter().map(|parent| last[(*parent)?]).collect();
            let delta = |nth: ParentIndex| log.steps[step].delta(nth, path);
            // Where what was there went on under another name, another came.
            let is_another = |(nth, before): (ParentIndex, &InParent)| {
                matches!(before, InParent::Elsewhere) && delta(nth).is_some_and(|delta| delta.after.is_some())
            };
            let is_other = before.iter().any(|before| matches!(before, InParent::Version(_)))
                || before.iter_enumerated().all(is_another);
            let is_meeting = lines.windows(2).any(|pair| pair.first() != pair.last());
            if !is_other && !is_meeting {
                last[visit] = lines.first().copied().flatten();
                continue;
            }
            let earlier = before.iter_enumerated().map(|(nth, before)| ParentVersion {
                version: if let InParent::Version(version) = before { Some(version.clone()) } else { None },
                revision: lines.get(nth).copied().flatten(),
                relation: if let InParent::Elsewhere = before { Relation::Elsewhere } else { Relation::Own },
            });
            let blob = || {
                let others = before.iter_enumerated().filter(|(_, it)| !matches!(it, InParent::Same));
                others.filter_map(|(nth, _)| delta(nth)).next()?.after
            };
            let here = is_other.then(|| Version { path: path.clone(), blob: blob() });
            last[visit] =
                Some(revisions.push_and_get_key(FileRevision { step, here, parents: earlier.collect() }));
        }
    }
    // The newest come first.
    let count = revisions.len();
    revisions.reverse();
    for line in revisions.iter_mut().flat_map(|revision| &mut revision.parents) {
        line.revision = line.revision.map(|place| (count - 1 - usize::from(place)).into());
    }
    revisions
}

/// What a file was in each parent.
fn before(
    log: &Log,
    place: StepIndex,
    path: &Arc<str>,
    renames: &mut Renames,
    versions: &mut Versions<'_>,
) -> TiVec<ParentIndex, InParent> {
    let step = &log.steps[place];
    let mut told = TiVec::with_capacity(step.against.len());
    for parent in step.against.keys() {
        let meeting = at_meeting(log, (place, parent), renames, versions);
        let delta = step.delta(parent, path).map(|delta| (delta.before, delta.after));
        let renamed = match delta {
            Some((None, Some(_)) | (Some(_), None)) => Some(renames.at(log, (place, parent), versions)),
            // Another can have been written there.
            Some((Some(_), Some(_))) if step.against.len() == 1 || renames.brings_in(log, place) => {
                if step.against.len() == 1 {
                    renames.look_for_swap(log, (place, parent), path, versions);
                }
                Some(renames.at(log, (place, parent), versions))
            }
            _ => meeting,
        };
        let earlier = renamed.as_ref().and_then(|renamed| renamed.earlier(path));
        let went = || renamed.as_ref().is_some_and(|renamed| renamed.later(path).is_some());
        told.push(match (delta, earlier) {
            (_, Some((path, blob))) => InParent::Version(Version { path: path.into(), blob }),
            (None | Some((_, None) | (Some(_), _)), None) if went() => InParent::Elsewhere,
            (None | Some((None, None)), None) => InParent::Same,
            (Some((content, _)), None) => InParent::Version(Version { path: path.clone(), blob: content }),
        });
    }
    told
}

/// Whether two changes have one outcome: the same subject has come to be the same.
pub fn is_same(one: &Change, other: &Change) -> bool {
    // What has no name of its own is known by what it was.
    one.subject == other.subject
        && one.after == other.after
        && (one.after.is_some() || !has_no_name(&one.subject) || one.before == other.before)
}
