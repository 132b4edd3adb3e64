//! Which commit brought each change that is left between two commits.

mod registers;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::credit::{Credits, credits};
use crate::git::{BlobId, Commit, Error, Log, Repository};
use crate::index::{LineageIndex, StepIndex};
use crate::lineage::{
    AppliedChange, Cause, Event, EventKind, Followed, Lineage, Outcome, Renames, Taken, Versions, events,
    is_same,
};
use crate::provenance::pull_requests;
use dataset::Dataset;
use diff::change::{Change, Value};
use diff::subject::{Field, SourceField, Subject};
use diff::{AssessmentDiff, Diff};
use registers::entered;
use typed_index_collections::TiVec;

/// A way to contents by id; an error says in words why one cannot be had.
type Fetch<'f> = dyn Fn(BlobId) -> Result<Vec<u8>, Error> + 'f;

/// Where the changes of a diff come from, in its order. A change that no commit made, and no merge decided, has no origin.
#[derive(Debug, Default)]
pub struct ChangeOrigins<'l> {
    /// Of each change of each assessment.
    pub assessments: Vec<Vec<Option<ChangeOrigin<'l>>>>,
    /// Of each change of the registers and instruments.
    pub registers: Vec<Option<ChangeOrigin<'l>>>,
    /// Who worked on each assessment among these commits.
    pub credits: Vec<Credits>,
    /// The files that cannot be read at some commit, of those that differ.
    pub unread: Vec<Unread<'l>>,
}

impl<'l> ChangeOrigins<'l> {
    /// All that were found.
    pub fn all(&self) -> impl Iterator<Item = ChangeOrigin<'l>> {
        self.assessments.iter().flatten().chain(&self.registers).flatten().copied()
    }
}

/// A file that cannot be read at a commit, so that what was done there seems done in the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread<'l> {
    /// The path of the file, as it is called now.
    pub path: String,
    /// The id of the commit.
    pub commit: &'l str,
    /// Why it cannot be read.
    pub why: Arc<str>,
}

/// Where a change comes from.
#[derive(Clone, Copy, Debug)]
pub struct ChangeOrigin<'l> {
    /// The last commit at which the subject came to be what it is.
    pub commit: &'l Commit,
    /// The pull request that brought it, as far as messages tell.
    pub pull_request: Option<u64>,
    /// Whether something right before cannot be read, so that what was done there seems done here.
    pub follows_unread: bool,
}

impl ChangeOrigin<'_> {
    /// Whether what seems done here may have been done before, in what the clone lacks or what cannot be read.
    pub fn may_be_earlier(&self) -> bool {
        self.commit.is_boundary || self.follows_unread
    }
}

/// A state of the data, and the contents of its files that are known, by path.
pub type Read<'d> = (&'d Dataset, &'d BTreeMap<String, BlobId>);

/// Finds where the changes of a diff come from, among the commits between its two sides, through which its files were followed.
pub fn origins<'l>(
    log: &'l Log,
    diff: &Diff<'_>,
    followed: &Followed,
    repository: &Repository,
    [before, after]: [Read<'_>; 2],
) -> ChangeOrigins<'l> {
    let fetch: &Fetch<'_> = &|id| repository.blob(id);
    let mut versions = Versions::new(fetch, None, after.0).of(repository);
    versions = versions.and(before.0, before.1).and(after.0, after.1);
    let mut renames = Renames::default();
    let above = log.parents();
    let lineages: TiVec<LineageIndex, Lineage> = diff
        .assessments
        .iter()
        .map(|of| Lineage::trace((log, &above), of.country, of.edition_after(), &mut renames, &mut versions))
        .collect();
    let found = events(log, &lineages, &mut versions, &|_, _| true);
    let mut told: TiVec<LineageIndex, FileEvents<'_>> =
        lineages.iter().map(|_| FileEvents::default()).collect();
    found.iter().for_each(|event| told[event.lineage].add(event));
    let numbers = pull_requests(log);
    let origin = |(step, follows_unread): (StepIndex, bool)| {
        let commit = &log.steps[step].commit;
        let follows_unread = follows_unread || commit.follows_unreadable;
        ChangeOrigin { commit, pull_request: numbers[step], follows_unread }
    };
    let places = log.places();
    let mut of_assessment = |(lineage, of): (LineageIndex, &AssessmentDiff<'_>)| {
        let whole = match (of.before, of.after) {
            (Some(before), None) => followed.withdrawn.get(&*before.path),
            (None, Some(after)) => followed.entered.get(&*after.path),
            (Some(_), Some(_)) | (None, None) => None,
        };
        let whole = whole.and_then(|id| places.get(&**id)).map(|step| (*step, false));
        let mut taken = None;
        let mut merge = |change| {
            let taken = taken.get_or_insert_with(|| Taken::of(&lineages[lineage], &mut versions));
            taken.by(change).map(|step| (step, false))
        };
        let brought = |change| told[lineage].brought(change).map(|event| (event.step, event.follows_unread));
        // By which merge it has its name again, where another line had given it one before all that is looked at.
        let moved = |change: &Change| {
            let is_name = matches!(&change.subject, Subject::Assessment { field: Field::Path, .. });
            let id = followed.moved.get(&*of.after.filter(|_| is_name)?.path)?;
            places.get(&**id).map(|step| (*step, false))
        };
        let found = of.changes.iter().map(|change| {
            let brought = brought(change);
            // Whatever a file says, its name is known.
            let for_certain =
                brought.filter(|(_, follows_unread)| *follows_unread).and_then(|_| moved(change));
            whole.or(for_certain).or(brought).or_else(|| merge(change)).or_else(|| moved(change))
        });
        found.map(|found| found.map(origin)).collect()
    };
    let assessments = lineages.keys().zip(&diff.assessments).map(&mut of_assessment).collect();
    let mut unread: Vec<Unread<'_>> = Vec::new();
    for event in &found {
        let EventKind::Unreadable(why) = &event.what else { continue };
        let path = lineages[event.lineage].path();
        unread.push(Unread { path, commit: &log.steps[event.step].commit.id, why: why.clone() });
    }
    let registers = entered(log, &diff.registers, fetch, &mut unread);
    let registers = registers.into_iter().map(|found| found.map(origin)).collect();
    let credits = credits(log, &lineages, &found, &mut versions);
    ChangeOrigins { assessments, registers, credits, unread }
}

/// What the commits did to one file and what lasted of it, newest first, to be looked up by what it is about.
#[derive(Default)]
struct FileEvents<'e> {
    by_subject: HashMap<&'e Subject, Vec<(&'e Event, &'e AppliedChange)>>,
    by_name_of_source: HashMap<&'e str, &'e Event>,
    came: Option<&'e Event>,
    went: Option<&'e Event>,
}

impl<'e> FileEvents<'e> {
    fn add(&mut self, event: &'e Event) {
        match &event.what {
            EventKind::Entered(..) => self.came = self.came.or(Some(event)),
            EventKind::Removed(..) => self.went = self.went.or(Some(event)),
            EventKind::Unreadable(_) => {}
            EventKind::Changed(done) => {
                for done in done.iter().filter(|done| done.lasting == Outcome::Lasted) {
                    self.by_subject.entry(&done.change.subject).or_default().push((event, done));
                    for name in names_of_source(&done.change) {
                        self.by_name_of_source.entry(name).or_insert(event);
                    }
                }
            }
        }
    }

    /// What brought a change.
    fn brought(&self, change: &Change) -> Option<&'e Event> {
        if matches!(&change.subject, Subject::Assessment { field: Field::Whole, .. }) {
            return if change.after.is_none() { self.went } else { self.came };
        }
        let about = self.by_subject.get(&change.subject).map_or(&[][..], |found| found);
        let find = |is_it: &dyn Fn(&AppliedChange) -> bool| {
            about.iter().find(|(_, done)| is_it(done)).map(|(event, _)| *event)
        };
        let is_own = |done: &AppliedChange| done.how == Cause::Made;
        find(&|done| is_own(done) && is_same(&done.change, change))
            .or_else(|| find(&is_own))
            .or_else(|| find(&|_| true))
            .or_else(|| self.named(change))
            // A file that went and came back brought with it what differs in it.
            .or(self.came)
    }

    /// What gave a source the name, or took it, by which a change is about it: what was renamed and edited is,
    /// between two states, one source that went and one that came.
    fn named(&self, change: &Change) -> Option<&'e Event> {
        if let Subject::Assessment { field: Field::Source { source, .. }, .. } = &change.subject {
            return self.by_name_of_source.get(&**source).copied();
        }
        let cited = [&change.before, &change.after].into_iter().flatten().flat_map(Value::citations);
        let found = cited.filter_map(|citation| self.by_name_of_source.get(citation.source.as_deref()?));
        found.min_by_key(|event| event.step).copied()
    }
}

/// The old name and the new one, if a change is of the name of a source.
fn names_of_source(change: &Change) -> impl Iterator<Item = &str> {
    let is_name = matches!(
        &change.subject,
        Subject::Assessment { field: Field::Source { field: SourceField::Id, .. }, .. }
    );
    let names = [&change.before, &change.after].into_iter().flatten().filter(move |_| is_name);
    names.filter_map(|name| if let Value::Name(name) = name { Some(&**name) } else { None })
}
