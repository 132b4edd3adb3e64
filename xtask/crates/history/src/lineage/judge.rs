//! How the file of a commit differs from that of each parent, by meaning and in the newest names.

use std::rc::Rc;
use std::sync::Arc;

use super::cited::{Cited, ratings};
use super::names::Names;
use super::parent_state::{ParentState, ParentStates};
use super::subject::{FILE, SubjectId, Subjects};
use super::versions::Versions;
use super::{Lineage, Relation, Version};
use crate::git::BlobId;
use crate::index::{ParentIndex, RevisionIndex};
use dataset::model::assessment::Assessment;
use dataset::model::rating::Rating;
use diff::change::{Change, Value};
use diff::subject::{Field, Subject};
use typed_index_collections::{TiSlice, TiVec, ti_vec};

/// What a commit by itself did to a file, before it is known what lasted.
#[derive(Debug)]
pub(super) enum OwnEvent {
    /// Nothing.
    Nothing,
    /// The file came to be, with these ratings; what was before may be unknown.
    Entered { ratings: Vec<(Box<str>, Option<Rating>, SubjectId)>, blob: BlobId, is_before_unknown: bool },
    /// The file went, which had these ratings.
    Removed { ratings: Vec<(Box<str>, Option<Rating>, SubjectId)> },
    /// The file cannot be read.
    Unreadable(Arc<str>),
    /// These subjects are not what they are in any parent.
    Changed(Vec<(Change, SubjectId)>),
}

/// What came of comparing a commit's file with that of each parent.
#[derive(Debug)]
pub(super) struct JudgedRevision {
    pub(super) own: OwnEvent,
    /// The subjects that are otherwise in each parent, sorted; none of a parent with which nothing can be compared.
    pub(super) differs: TiVec<ParentIndex, Option<Vec<SubjectId>>>,
    /// The names that subjects have in each parent.
    pub(super) names: TiVec<ParentIndex, Rc<Names>>,
    /// Whether the file cannot be read in some parent, so that what seems done here may have been done before.
    pub(super) follows_unread: bool,
}

/// What is asked about, and the subjects that were met.
pub(super) struct EventQuery<'a> {
    pub(super) is_wanted: &'a dyn Fn(&Change, &Cited<'_>) -> bool,
    pub(super) subjects: Subjects,
}

/// Compares one revision. `is_cut` tells that something right before the commit cannot be read.
pub(super) fn judge(
    parent_states: &mut ParentStates<'_>,
    place: RevisionIndex,
    own: &Rc<Names>,
    is_cut: bool,
    versions: &mut Versions<'_>,
    asked: &mut EventQuery<'_>,
) -> JudgedRevision {
    let lineage = parent_states.lineage;
    let revision = &lineage.revisions[place];
    let mut judged = JudgedRevision {
        own: OwnEvent::Nothing,
        differs: revision
            .parents
            .iter()
            .map(|parent| match parent.relation {
                Relation::Own => Some(Vec::new()),
                Relation::Another => Some(vec![FILE]),
                Relation::Elsewhere => None,
            })
            .collect(),
        names: ti_vec![Rc::clone(own); revision.parents.len()],
        follows_unread: false,
    };
    let Some(here) = &revision.here else { return judged };
    let Some(blob) = here.blob else {
        for (parent, differs) in revision.parents.iter().zip(&mut judged.differs) {
            let was_there = parent.version.as_ref().is_some_and(|version| version.blob.is_some());
            differs.iter_mut().filter(|_| was_there).for_each(|differs| differs.push(FILE));
        }
        if is_in_all(&judged.differs, FILE) {
            // That the file is there is known of what cannot be read as well, but not that the entries are.
            judged.follows_unread = revision.parents.keys().any(|nth| {
                matches!(
                    parent_states.of(place, nth, versions),
                    ParentState::Unknown | ParentState::Before(_)
                )
            });
            judged.own = OwnEvent::Removed {
                ratings: lost_ratings(parent_states, (place, ParentIndex::FIRST), own, versions, asked),
            };
        }
        return judged;
    };
    let after = match versions.get(blob) {
        Ok(after) => after,
        Err(why) => {
            let is_new = |version: &Option<Version>| version.as_ref().is_some_and(|it| it.blob != Some(blob));
            if revision.parents.iter().all(|parent| is_new(&parent.version)) {
                judged.own = OwnEvent::Unreadable(why);
            }
            judged.differs.iter_mut().for_each(|differs| *differs = None);
            return judged;
        }
    };
    let mut changes: TiVec<ParentIndex, Vec<(Change, SubjectId)>> = TiVec::new();
    for (nth, parent) in revision.parents.iter_enumerated() {
        changes.push(Vec::new());
        if parent.relation != Relation::Own || parent.version.is_none() {
            continue;
        }
        let parent_state = parent_states.of(place, nth, versions);
        judged.follows_unread |= matches!(parent_state, ParentState::Unknown | ParentState::Before(_));
        match parent_state {
            ParentState::Absent => judged.differs[nth] = Some(vec![FILE]),
            ParentState::Unknown => judged.differs[nth] = None,
            ParentState::At(earlier) | ParentState::Before(earlier) => {
                let told = changed(lineage, &earlier, here, versions);
                let told: Vec<Change> = told.into_iter().map(|change| own.told(change)).collect();
                judged.names[nth] = own.before(&told);
                let cited = Cited { assessment: Some(&after), names: own };
                let mut differs = Vec::new();
                for change in told.into_iter().filter(|change| (asked.is_wanted)(change, &cited)) {
                    let about = asked.subjects.about(&change, own);
                    differs.extend([Some(about.subject), about.gone].into_iter().flatten());
                    changes[nth].push((change, about.subject));
                }
                differs.sort_unstable();
                differs.dedup();
                judged.differs[nth] = Some(differs);
            }
        }
    }
    let is_another = revision.parents.iter().all(|parent| parent.relation == Relation::Elsewhere);
    let file = (&*after, blob, is_another);
    judged.own = by_itself(own, file, is_cut, changes, &judged.differs, &mut asked.subjects);
    judged
}

/// The ratings of a file in a parent of a revision in which it is not any more.
pub(super) fn lost_ratings(
    parent_states: &mut ParentStates<'_>,
    (place, side): (RevisionIndex, ParentIndex),
    own: &Names,
    versions: &mut Versions<'_>,
    asked: &mut EventQuery<'_>,
) -> Vec<(Box<str>, Option<Rating>, SubjectId)> {
    let parent_state = parent_states.of(place, side, versions);
    let Some(blob) = parent_state.version().and_then(|version| version.blob) else { return Vec::new() };
    versions.get(blob).map_or_else(|_| Vec::new(), |before| ratings(&before, own, &mut asked.subjects))
}

/// What is otherwise than in every parent. Of the file it is told whether what every parent has there went on elsewhere.
fn by_itself(
    names: &Names,
    (after, blob, is_another): (&Assessment, BlobId, bool),
    is_cut: bool,
    changes: TiVec<ParentIndex, Vec<(Change, SubjectId)>>,
    differs: &TiSlice<ParentIndex, Option<Vec<SubjectId>>>,
    subjects: &mut Subjects,
) -> OwnEvent {
    let is_before_unknown = differs.iter().all(Option::is_none);
    if is_before_unknown || is_in_all(differs, FILE) {
        let is_before_unknown = is_before_unknown && !is_another;
        let ratings = ratings(after, names, subjects);
        return OwnEvent::Entered { ratings, blob, is_before_unknown: is_before_unknown || is_cut };
    }
    let mut own: Vec<(Change, SubjectId)> = Vec::new();
    for (nth, changes) in changes.into_iter_enumerated() {
        own.extend(changes.into_iter().filter(|(_, subject)| {
            let told_before =
                differs[..nth].iter().flatten().any(|differs| differs.binary_search(subject).is_ok());
            !told_before && is_covered_by_all(differs, *subject, subjects)
        }));
    }
    if own.is_empty() { OwnEvent::Nothing } else { OwnEvent::Changed(own) }
}

fn is_in_all(differs: &TiSlice<ParentIndex, Option<Vec<SubjectId>>>, subject: SubjectId) -> bool {
    let mut compared = differs.iter().flatten().peekable();
    compared.peek().is_some() && compared.all(|differs| differs.binary_search(&subject).is_ok())
}

fn is_covered_by_all(
    differs: &TiSlice<ParentIndex, Option<Vec<SubjectId>>>,
    subject: SubjectId,
    subjects: &Subjects,
) -> bool {
    differs.iter().flatten().all(|differs| subjects.covering(differs, subject).is_some())
}

/// The changes of a file between a parent and a commit, in the names of the commit.
pub(super) fn changed(
    lineage: &Lineage,
    before: &Version,
    after: &Version,
    versions: &mut Versions<'_>,
) -> Vec<Change> {
    let (Some(old), Some(new)) = (before.blob, after.blob) else { return Vec::new() };
    if before == after {
        return Vec::new();
    }
    let Lineage { country, edition, .. } = lineage;
    let Some(mut changes) = versions.changes(lineage, old, new) else { return Vec::new() };
    if before.path != after.path {
        // Country and edition stand in the path, which tells it once.
        let follows = [Field::Country, Field::Edition];
        changes.retain(
            |change| !matches!(&change.subject, Subject::Assessment { field, .. } if follows.contains(field)),
        );
        let name = |version: &Version| Some(Value::Name((*version.path).into()));
        let subject = Subject::Assessment {
            country: country.as_str().into(),
            edition: edition.as_str().into(),
            field: Field::Path,
        };
        changes.push(Change { subject, before: name(before), after: name(after) });
    }
    changes
}
