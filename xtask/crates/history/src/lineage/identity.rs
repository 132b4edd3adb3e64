//! Which assessment each file is, commit by commit: one that was there before the commits, or one that a commit entered.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::alike::is_alike;
use super::bytes::is_like;
use super::crossed::at_meeting;
use super::decisions::Decisions;
use super::line::{Line, Parent};
use super::renames::Renames;
use super::versions::Versions;
use super::{InParent, before};
use crate::git::{BlobId, Delta, Log};
use crate::index::{ParentIndex, StepIndex};
use dataset::AssessmentFile;
use dataset::assessment_id::ASSESSMENTS;
use dataset::schema::Kind;
use diff::pairing::is_edited;
use format::pointer::Pointer;
use typed_index_collections::TiSlice;

/// Which assessment a file is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Who {
    /// The one that had this path before the commits.
    Earlier(Arc<str>),
    /// The one that a commit entered, by its id, at this path.
    New(Arc<str>, Arc<str>),
    /// One of commits that are not looked at.
    Unknown,
}

/// An assessment that was taken out.
#[derive(Clone, Debug)]
pub(super) struct Gone {
    pub(super) who: Who,
    /// The commit that took it out.
    pub(super) step: StepIndex,
    blob: BlobId,
    /// Whether it was not taken out by itself, and the commit has another in its place.
    pub(super) is_replaced: bool,
}

/// What is at a path.
#[derive(Clone, Debug)]
pub(super) enum Presence {
    There(Who),
    /// Nothing; what was taken out there last, if anything was.
    Absent(Option<Gone>),
}

/// What is at each path at which a file came to be or went.
#[derive(Debug)]
pub(super) struct Identities<'l> {
    line: &'l Line,
    /// What came to be at a path.
    known: HashMap<Arc<str>, Decisions<Presence>>,
    /// What was put back, each with the newest commit that did it, of those to which the line leads.
    put_back: HashMap<Who, StepIndex>,
    /// What commits have another in the place of.
    replaced: Vec<Gone>,
    /// What commits brought to paths at which no assessment belongs.
    misplaced: Vec<Gone>,
}

/// What a file of a merge or of its only parent was before.
struct Candidate {
    who: Who,
    /// Its content, if that is another.
    other: Option<BlobId>,
}

impl<'l> Identities<'l> {
    /// Goes through the commits, oldest first, and looks at what each did to paths.
    pub(super) fn new(log: &Log, line: &'l Line, versions: &mut Versions<'_>) -> Self {
        let mut identities = Self {
            line,
            known: HashMap::new(),
            put_back: HashMap::new(),
            replaced: Vec::new(),
            misplaced: Vec::new(),
        };
        let mut renames = Renames::default();
        for place in log.steps.keys().rev() {
            let paths = concerned(log, place, line.main(place), &mut renames, versions);
            let is_decided = !paths.is_empty();
            for path in paths {
                let before = before(log, place, &path, &mut renames, versions);
                let presence = identities.after(log, place, &path, &before, versions);
                if let Presence::There(who) = &presence
                    && identities.is_put_back((log, place), &path, &before, who)
                {
                    identities.put_back.insert(who.clone(), place);
                }
                if let Presence::There(who) = &presence
                    && !is_place(&path)
                    && let Some(blob) = content(log, place, &path)
                {
                    let gone = Gone { who: who.clone(), step: place, blob, is_replaced: false };
                    identities.misplaced.push(gone);
                }
                identities.known.entry(path).or_default().add(line.numbers(place), presence);
            }
            if is_decided || log.steps[place].against.len() > 1 {
                identities.add_replaced(log, place);
            }
        }
        identities
    }

    /// What is at a path in the newest commit, if something came to be or went there.
    pub(super) fn newest(&self, path: &str) -> Option<&Presence> {
        self.at(StepIndex::NEWEST, path)
    }

    /// The newest commit that put an assessment back which was taken out before, where that is how it came to be there.
    pub(super) fn put_back(&self, who: &Who) -> Option<StepIndex> {
        self.put_back.get(who).copied()
    }

    /// Whether a commit put an assessment back that no parent has, on the line of main parents to the newest commit.
    fn is_put_back(
        &self,
        (log, place): (&Log, StepIndex),
        path: &Arc<str>,
        before: &TiSlice<ParentIndex, InParent>,
        who: &Who,
    ) -> bool {
        let is_new = matches!(who, Who::New(commit, _) if **commit == *log.steps[place].commit.id);
        let is_on_the_way = self.line.numbers(place).contains(&self.line.number(StepIndex::NEWEST));
        let is_there = |(nth, before): (ParentIndex, &InParent)| match before {
            InParent::Same => self.who(self.line.parent(place, nth), path).is_some(),
            InParent::Version(version) => version.blob.is_some(),
            InParent::Elsewhere => false,
        };
        !is_new && is_on_the_way && !before.iter_enumerated().any(is_there)
    }

    /// What was taken out and is nowhere in the newest commit.
    pub(super) fn gone(&self) -> impl Iterator<Item = &Gone> {
        let is_there = |path: &Arc<str>| match self.newest(path)? {
            Presence::There(who) => Some(who),
            Presence::Absent(_) => None,
        };
        let there: HashSet<&Who> =
            self.known.keys().filter(|path| is_place(path)).filter_map(is_there).collect();
        let gone = self.known.values().flat_map(Decisions::all).filter_map(|presence| match presence {
            Presence::Absent(gone) => gone.as_ref(),
            Presence::There(_) => None,
        });
        gone.chain(&self.replaced).chain(&self.misplaced).filter(move |gone| !there.contains(&gone.who))
    }

    /// Notes what parents have in places in which a commit has others.
    fn add_replaced(&mut self, log: &Log, place: StepIndex) {
        for (nth, deltas) in log.steps[place].against.iter_enumerated() {
            for delta in deltas.iter().filter(|delta| delta.path.starts_with(ASSESSMENTS)) {
                let (Some(blob), Some(_)) = (delta.before, delta.after) else { continue };
                let path = Arc::from(&*delta.path);
                let own = self.who(Parent::Step(place), &path);
                let who =
                    self.who(self.line.parent(place, nth), &path).filter(|who| Some(who) != own.as_ref());
                let gone = who.map(|who| Gone { who, step: place, blob, is_replaced: true });
                self.replaced.extend(gone);
            }
        }
    }

    /// What is at a path in a commit, if something came to be or went there.
    fn at(&self, place: StepIndex, path: &str) -> Option<&Presence> {
        self.known.get(path)?.at(self.line.number(place))
    }

    /// Which assessment a file of a parent is.
    fn who(&self, parent: Parent, path: &Arc<str>) -> Option<Who> {
        match parent {
            Parent::First => Some(Who::Earlier(Arc::clone(path))),
            Parent::Outside => Some(Who::Unknown),
            Parent::Step(place) => match self.at(place, path) {
                Some(Presence::There(who)) => Some(who.clone()),
                Some(Presence::Absent(_)) => None,
                None if self.line.leads_to(place) => Some(Who::Earlier(Arc::clone(path))),
                None => Some(Who::Unknown),
            },
        }
    }

    /// What was taken out at a path before a commit.
    fn gone_before(&self, parent: Parent, path: &str) -> Option<&Gone> {
        let Parent::Step(place) = parent else { return None };
        match self.at(place, path)? {
            Presence::Absent(gone) => gone.as_ref(),
            Presence::There(_) => None,
        }
    }

    /// What is at a path after a commit, given what was there in each parent.
    fn after(
        &self,
        log: &Log,
        place: StepIndex,
        path: &Arc<str>,
        before: &TiSlice<ParentIndex, InParent>,
        versions: &mut Versions<'_>,
    ) -> Presence {
        let main = self.line.main(place);
        let here = log.steps[place].delta(main, path).and_then(|delta| delta.after);
        let parents = before.iter_enumerated().map(|(nth, before)| (self.line.parent(place, nth), before));
        match here {
            Some(here) => Presence::There(self.known_again((log, place), path, here, parents, versions)),
            None => Presence::Absent(self.taken_out(place, path, parents)),
        }
    }

    /// Which assessment a file is that is otherwise than in some parent.
    fn known_again<'b>(
        &self,
        (log, place): (&Log, StepIndex),
        path: &Arc<str>,
        here: BlobId,
        parents: impl Iterator<Item = (Parent, &'b InParent)>,
        versions: &mut Versions<'_>,
    ) -> Who {
        let mut candidates: Vec<Candidate> = Vec::new();
        for (parent, before) in parents {
            candidates.extend(match before {
                InParent::Same => self.who(parent, path).map(|who| Candidate { who, other: None }),
                InParent::Version(version) => match version.blob {
                    Some(blob) => {
                        let other = Some(blob).filter(|blob| *blob != here);
                        self.who(parent, &version.path).map(|who| Candidate { who, other })
                    }
                    // What was taken out and is put back is the same only if it is like what it was.
                    None => self.gone_before(parent, &version.path).and_then(|gone| {
                        let (who, other) = (gone.who.clone(), Some(gone.blob));
                        is_alike(gone.blob, here, versions).then_some(Candidate { who, other })
                    }),
                },
                InParent::Elsewhere => None,
            });
        }
        let is_unknown = candidates.iter().any(|found| found.who == Who::Unknown);
        candidates.retain(|found| found.who != Who::Unknown);
        let Some((first, others)) = candidates.split_first() else {
            // Of lines that are not looked at to their beginning, nobody knows what they had.
            let commit = &log.steps[place].commit;
            let is_open = !self.line.leads_to(place) && (is_unknown || commit.is_boundary);
            return if is_open { Who::Unknown } else { Who::New(Arc::from(&*commit.id), Arc::clone(path)) };
        };
        if others.iter().all(|other| other.who == first.who) {
            return first.who.clone();
        }
        let rank = |candidate: &Candidate, versions: &mut Versions<'_>| {
            let is_same = candidate.other.is_none();
            let is_alike = candidate.other.is_none_or(|other| is_alike(other, here, versions));
            let is_earlier = matches!(candidate.who, Who::Earlier(_));
            (!is_alike, !is_earlier, !is_same)
        };
        let ranks: Vec<_> = candidates.iter().map(|candidate| rank(candidate, versions)).collect();
        let best = candidates.into_iter().zip(ranks).min_by_key(|(_, rank)| *rank);
        best.map_or(Who::Unknown, |(candidate, _)| candidate.who)
    }

    /// What was taken out at a path at which nothing is after a commit.
    fn taken_out<'b>(
        &self,
        place: StepIndex,
        path: &Arc<str>,
        parents: impl Iterator<Item = (Parent, &'b InParent)>,
    ) -> Option<Gone> {
        let mut found: Option<Gone> = None;
        // Where a line had taken it out before, that commit did it.
        let mut done = None;
        for (parent, before) in parents {
            let (path, blob) = match before {
                InParent::Same => (path, None),
                InParent::Version(version) => (&version.path, version.blob),
                InParent::Elsewhere => continue,
            };
            let gone = match blob {
                Some(blob) => {
                    self.who(parent, path).map(|who| Gone { who, step: place, blob, is_replaced: false })
                }
                None => self.gone_before(parent, path).cloned(),
            };
            let Some(gone) = gone else { continue };
            if blob.is_none() {
                done = done.or(Some(gone.step));
            }
            if found.as_ref().is_none_or(|known| known.who == Who::Unknown) {
                found = Some(gone);
            }
        }
        found.map(|gone| Gone { step: done.unwrap_or(gone.step), ..gone })
    }
}

/// Whether an assessment belongs at a path.
fn is_place(path: &str) -> bool {
    Kind::of(path) == Some(Kind::Assessment)
}

/// The content of a file at a commit that has it otherwise than a parent.
fn content(log: &Log, place: StepIndex, path: &str) -> Option<BlobId> {
    let step = &log.steps[place];
    step.against.keys().find_map(|parent| step.delta(parent, path)?.after)
}

/// The paths about which a commit decided: where a file came to be or went, and at a merge where it is otherwise than on the
/// main line, or had another name there.
fn concerned(
    log: &Log,
    place: StepIndex,
    main: ParentIndex,
    renames: &mut Renames,
    versions: &mut Versions<'_>,
) -> BTreeSet<Arc<str>> {
    let step = &log.steps[place];
    let is_merge = step.against.len() > 1;
    let deltas = step.against.get(main).map_or(&[][..], |deltas| deltas);
    let of_assessments = || deltas.iter().filter(|delta| delta.path.starts_with(ASSESSMENTS));
    let is_move = |delta: &Delta| delta.before.is_none() || delta.after.is_none();
    let renamed =
        (!is_merge && of_assessments().any(is_move)).then(|| renames.at(log, (place, main), versions));
    let is_renamed = |path: &str| {
        renamed.as_ref().is_some_and(|it| it.earlier(path).is_some() || it.later(path).is_some())
    };
    let deciding = of_assessments().filter(|delta| is_merge || is_move(delta) || is_renamed(&delta.path));
    let mut paths: BTreeSet<Arc<str>> = deciding.map(|delta| Arc::from(&*delta.path)).collect();
    if let Some(crossed) = at_meeting(log, (place, main), renames, versions) {
        paths.extend(crossed.newest().map(Arc::from));
    }
    paths
}

impl Gone {
    /// Whether a file that nobody has committed is what was taken out, edited.
    pub(super) fn is_back(&self, file: &AssessmentFile, versions: &mut Versions<'_>) -> bool {
        match versions.whole(self.blob) {
            Ok(own) if !file.is_unreadable() => is_edited(&own, &file.data),
            Ok(_) | Err(_) => {
                let root = file.left_out.iter().find(|(pointer, _)| *pointer == Pointer::root());
                let both = root.zip(versions.raw(self.blob));
                both.is_none_or(|((_, text), own)| is_like(&own, text.as_bytes()))
            }
        }
    }
}
