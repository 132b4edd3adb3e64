//! What commits did to a file: where it is otherwise than in every parent, by meaning, and what a merge decided.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::{self, Write as _};
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use typed_index_collections::{TiSlice, TiVec};

use super::apart::Notes;
use super::cited::{Cited, ratings};
use super::event_kind::{AppliedChange, Arrival, Cause, Entry, Event, EventKind, Outcome};
use super::fate::{self, Fate, Fates};
use super::judge::{EventQuery, JudgedRevision, OwnEvent, changed, judge, lost_ratings};
use super::names::Names;
use super::parent_state::ParentStates;
use super::settle::{Settled, settle};
use super::subject::{FILE, Mark, SubjectId, Subjects};
use super::unpaired::Unpaired;
use super::versions::Versions;
use super::{FileRevision, Lineage, Relation};
use crate::git::{BlobId, Log};
use crate::index::{LineageIndex, ParentIndex, RevisionIndex};
use dataset::model::rating::Rating;
use diff::change::Change;

/// How many revisions are read ahead.
const AHEAD: usize = 64;

/// What the commits did to some files, newest first. Only changes that are wanted are kept; an event is left out of which
/// none is.
///
/// A commit did what is otherwise in it than in every parent. A merge that takes a side did nothing, unless something was
/// done on the other side as well, against which it decided. What was done on both sides in the same way is told once. So
/// the newest event of anything ends in what stands.
pub fn events(
    log: &Log,
    lineages: &TiSlice<LineageIndex, Lineage>,
    versions: &mut Versions<'_>,
    is_wanted: &dyn Fn(&Change, &Cited<'_>) -> bool,
) -> Vec<Event> {
    let mut asked = EventQuery { is_wanted, subjects: Subjects::new() };
    let mut found = Vec::new();
    for (lineage, read) in read(log, lineages, versions, &mut asked).into_iter_enumerated() {
        found.extend(told((lineage, &lineages[lineage]), read, versions, &mut asked));
    }
    found.sort_by_key(|event| event.step);
    found
}

/// What the revisions of a lineage did by themselves, and the names of subjects at each.
struct Read<'l> {
    judged: TiVec<RevisionIndex, JudgedRevision>,
    names: TiVec<RevisionIndex, Rc<Names>>,
    parent_states: ParentStates<'l>,
}

/// Reads the revisions, newest first, since the newest names are those that are told.
fn read<'l>(
    log: &Log,
    lineages: &'l TiSlice<LineageIndex, Lineage>,
    versions: &mut Versions<'_>,
    asked: &mut EventQuery<'_>,
) -> TiVec<LineageIndex, Read<'l>> {
    let all: Vec<(LineageIndex, RevisionIndex)> = lineages
        .iter_enumerated()
        .flat_map(|(lineage, of)| of.revisions.keys().map(move |revision| (lineage, revision)))
        .collect();
    let blobs =
        |&(lineage, revision): &(LineageIndex, RevisionIndex)| blobs(&lineages[lineage].revisions[revision]);
    let mut needed_until: HashMap<BlobId, usize> = HashMap::new();
    for (place, revision) in all.iter().enumerate() {
        needed_until.extend(blobs(revision).map(|blob| (blob, place)));
    }
    let mut read: TiVec<LineageIndex, Read<'_>> = TiVec::new();
    let mut names: TiVec<LineageIndex, HashMap<RevisionIndex, Rc<Names>>> =
        lineages.iter().map(|_| HashMap::new()).collect();
    read.extend(lineages.iter().map(|of| Read {
        judged: TiVec::new(),
        names: TiVec::new(),
        parent_states: ParentStates::new(of),
    }));
    let mut unpaired = Unpaired::default();
    for (chunk, revisions) in all.chunks(AHEAD).enumerate() {
        versions.prepare(revisions.iter().flat_map(blobs));
        versions.compare_ahead(revisions.iter().flat_map(|&(lineage, revision)| {
            let of = &lineages[lineage];
            differing(&of.revisions[revision]).map(move |(one, other)| (of, one, other))
        }));
        for &(lineage, place) in revisions {
            let of = &lineages[lineage];
            let revision = &of.revisions[place];
            let own = names[lineage].remove(&place).unwrap_or_default();
            let is_unsure = unpaired.may_be_renamed(log, revision, versions);
            let is_cut = log.steps[revision.step].commit.follows_unreadable || is_unsure;
            let mut judged = judge(&mut read[lineage].parent_states, place, &own, is_cut, versions, asked);
            judged.follows_unread |= is_unsure;
            for (parent, before) in revision.parents.iter().zip(&judged.names) {
                if let Some(earlier) = parent.revision {
                    names[lineage].entry(earlier).or_insert_with(|| Rc::clone(before));
                }
            }
            read[lineage].judged.push(judged);
            read[lineage].names.push(own);
        }
        let done = (chunk + 1) * AHEAD;
        versions.keep(|blob| needed_until.get(&blob).is_some_and(|until| *until >= done));
    }
    read
}

/// The contents of a file in the parents of a commit that are not what it is there, each with that.
fn differing(revision: &FileRevision) -> impl Iterator<Item = (BlobId, BlobId)> {
    let here = revision.here.as_ref().and_then(|version| version.blob);
    let earlier = revision.parents.iter().filter_map(|parent| parent.version.as_ref()?.blob);
    here.into_iter().flat_map(move |here| {
        earlier.clone().filter(move |before| *before != here).map(move |before| (before, here))
    })
}

fn blobs(revision: &FileRevision) -> impl Iterator<Item = BlobId> {
    let earlier = revision.parents.iter().filter_map(|parent| parent.version.as_ref());
    earlier.chain(&revision.here).filter_map(|version| version.blob)
}

/// The events of one lineage.
fn told(
    (place, lineage): (LineageIndex, &Lineage),
    mut read: Read<'_>,
    versions: &mut Versions<'_>,
    asked: &mut EventQuery<'_>,
) -> Vec<Event> {
    let settled = settled(lineage, &read.judged, &asked.subjects);
    let mut decided: TiVec<RevisionIndex, Vec<(Deciding, SubjectId)>> = TiVec::new();
    for (revision, settled) in settled.iter_enumerated() {
        let names = &read.names[revision];
        decided.push(decisions(&mut read.parent_states, revision, &settled.against, names, versions, asked));
    }
    let subjects = &asked.subjects;
    let follows_unread: TiVec<RevisionIndex, bool> =
        read.judged.iter().map(|judged| judged.follows_unread).collect();
    let mut own: TiVec<RevisionIndex, OwnEvent> = read.judged.into_iter().map(|judged| judged.own).collect();
    let mut events = Vec::new();
    fate::each(lineage, &settled, subjects, |revision, fates| {
        let own = std::mem::replace(&mut own[revision], OwnEvent::Nothing);
        let decided = std::mem::take(&mut decided[revision]);
        let step = lineage.revisions[revision].step;
        let whats = whats(own, decided, fates, subjects);
        events.extend(whats.into_iter().map(|what| {
            let is_told_by_content = match what {
                EventKind::Entered(..) | EventKind::Changed(_) | EventKind::Removed(..) => true,
                EventKind::Unreadable(_) => false,
            };
            let follows_unread = is_told_by_content && follows_unread[revision];
            Event { lineage: place, step, what, follows_unread }
        }));
    });
    events
}

/// What each merge settled; the oldest merge first, since a later one may be about what it settled.
fn settled(
    lineage: &Lineage,
    judged: &TiSlice<RevisionIndex, JudgedRevision>,
    subjects: &Subjects,
) -> TiVec<RevisionIndex, Settled> {
    let mut settled: TiVec<RevisionIndex, Settled> = judged.iter().map(|_| Settled::default()).collect();
    if lineage.revisions.iter().all(|revision| revision.parents.len() < 2) {
        return settled;
    }
    let mut marks: TiVec<RevisionIndex, Vec<Mark>> = judged.iter().map(|judged| marks(&judged.own)).collect();
    let mut notes = Notes::new(judged.len(), subjects);
    for place in judged.keys().rev() {
        if lineage.revisions[place].parents.len() > 1 {
            settled[place] = settle(lineage, place, &judged[place].differs, &marks, subjects, &mut notes);
            let against = settled[place].against.iter();
            let by_merge =
                against.map(|(side, subject)| (*subject, short(&format_args!("{place:?} {side:?}"))));
            marks[place].extend(by_merge);
        }
    }
    settled
}

/// What a commit by itself did to which subjects, in short.
fn marks(own: &OwnEvent) -> Vec<Mark> {
    match own {
        OwnEvent::Nothing | OwnEvent::Unreadable(_) => Vec::new(),
        OwnEvent::Entered { blob, .. } => vec![(FILE, short(&format_args!("{blob:?}")))],
        OwnEvent::Removed { .. } => vec![(FILE, 0)],
        OwnEvent::Changed(changes) => changes
            .iter()
            .map(|(change, subject)| {
                (*subject, short(&format_args!("{:?}", (&change.before, &change.after))))
            })
            .collect(),
    }
}

/// A number for what is written: the same for the same.
fn short(written: &fmt::Arguments<'_>) -> u64 {
    struct Hashed(DefaultHasher);
    impl fmt::Write for Hashed {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            text.hash(&mut self.0);
            Ok(())
        }
    }
    let mut hashed = Hashed(DefaultHasher::new());
    let _ = hashed.write_fmt(*written);
    hashed.0.finish()
}

/// What a merge decided.
enum Deciding {
    /// That the file is there, with these ratings.
    Kept(Arrival, Vec<(Box<str>, Option<Rating>, SubjectId)>),
    /// That the file is not there, which had these ratings.
    Removed(Cause, Vec<(Box<str>, Option<Rating>, SubjectId)>),
    /// That something is so, and not as on another side.
    Change(Cause, Change),
}

/// Reads what a merge decided, given the sides and subjects against which it did.
fn decisions(
    parent_states: &mut ParentStates<'_>,
    place: RevisionIndex,
    against: &[(ParentIndex, SubjectId)],
    own: &Rc<Names>,
    versions: &mut Versions<'_>,
    asked: &mut EventQuery<'_>,
) -> Vec<(Deciding, SubjectId)> {
    let lineage = parent_states.lineage;
    let mut decided = Vec::new();
    let Some(here) = lineage.revisions[place].here.as_ref().filter(|_| !against.is_empty()) else {
        return decided;
    };
    let mut by_side: BTreeMap<ParentIndex, BTreeSet<SubjectId>> = BTreeMap::new();
    for (side, subject) in against {
        by_side.entry(*side).or_default().insert(*subject);
    }
    let after = here.blob.and_then(|blob| versions.get(blob).ok());
    for (side, wanted) in by_side {
        let how = if side == ParentIndex::FIRST { Cause::Took } else { Cause::Kept };
        if wanted.contains(&FILE) {
            let deciding = match &after {
                None => {
                    Deciding::Removed(how, lost_ratings(parent_states, (place, side), own, versions, asked))
                }
                Some(after) => {
                    let is_another = lineage.revisions[place].parents[side].relation == Relation::Another;
                    let arrival = if is_another { Arrival::InPlaceOfAnother } else { Arrival::Caused };
                    Deciding::Kept(arrival(how), ratings(after, own, &mut asked.subjects))
                }
            };
            decided.push((deciding, FILE));
            continue;
        }
        let parent_state = parent_states.of(place, side, versions);
        let Some(earlier) = parent_state.version() else { continue };
        let cited = Cited { assessment: after.as_deref(), names: own };
        for change in changed(lineage, earlier, here, versions).into_iter().map(|change| own.told(change)) {
            let about = asked.subjects.about(&change, own);
            let is_decided =
                [Some(about.subject), about.gone].into_iter().flatten().any(|it| wanted.contains(&it));
            if is_decided && (asked.is_wanted)(&change, &cited) {
                decided.push((Deciding::Change(how, change), about.subject));
            }
        }
    }
    decided
}

/// What a commit did, with what became of it. What was done twice is left out.
fn whats(
    own: OwnEvent,
    decided: Vec<(Deciding, SubjectId)>,
    fates: &Fates<'_>,
    subjects: &Subjects,
) -> Vec<EventKind> {
    let lasting = |subject: SubjectId| match fates.of(subject) {
        Fate::Lasted => Some(Outcome::Lasted),
        Fate::Dropped => Some(Outcome::Dropped),
        Fate::Twin => None,
    };
    let of_change = |change: &Change, subject: SubjectId| lasting(subjects.core(change, subject));
    // None if all of it was done twice.
    let entries = |ratings: Vec<(Box<str>, Option<Rating>, SubjectId)>| {
        let is_twin = if ratings.is_empty() { lasting(FILE).is_none() } else { false };
        let count = ratings.len();
        let entry =
            |(indicator, rating, subject)| Some(Entry { indicator, rating, lasting: lasting(subject)? });
        let entries: Vec<Entry> = ratings.into_iter().filter_map(entry).collect();
        (!is_twin && (count == 0 || !entries.is_empty())).then_some(entries)
    };
    let mut done = Vec::new();
    let mut whats = Vec::new();
    match own {
        OwnEvent::Nothing => {}
        OwnEvent::Entered { ratings, is_before_unknown, .. } => {
            let coming = if is_before_unknown { Arrival::Found } else { Arrival::Caused(Cause::Made) };
            whats.extend(entries(ratings).map(|entries| EventKind::Entered(coming, entries)));
        }
        OwnEvent::Removed { ratings } => {
            whats.extend(entries(ratings).map(|entries| EventKind::Removed(Cause::Made, entries)));
        }
        OwnEvent::Unreadable(why) => whats.push(EventKind::Unreadable(why)),
        OwnEvent::Changed(changes) => done.extend(changes.into_iter().filter_map(|(change, subject)| {
            let lasting = of_change(&change, subject)?;
            Some(AppliedChange { change, how: Cause::Made, lasting })
        })),
    }
    for (deciding, subject) in decided {
        match deciding {
            Deciding::Kept(arrival, ratings) => {
                whats.extend(entries(ratings).map(|entries| EventKind::Entered(arrival, entries)));
            }
            Deciding::Removed(how, ratings) => {
                whats.extend(entries(ratings).map(|entries| EventKind::Removed(how, entries)));
            }
            Deciding::Change(how, change) => {
                done.extend(of_change(&change, subject).map(|lasting| AppliedChange {
                    change,
                    how,
                    lasting,
                }));
            }
        }
    }
    // What a merge kept against another file is what it made of it, so that this comes first in time.
    if !done.is_empty() {
        whats.push(EventKind::Changed(done));
    }
    whats
}
