//! Which commit brought each change that is left between two commits.

use std::collections::{BTreeMap, HashMap};

use crate::git::{BlobId, Commit, Delta, Log};
use crate::lineage::{Done, Event, How, Lasting, Lineage, Renames, Taken, Versions, What, events, is_same};
use crate::provenance::pull_requests;
use dataset::canonical;
use diff::change::{Change, CountryField, Field, Manner, SourceField, Subject, Value};
use diff::{AssessmentDiff, Diff};
use format::json;
use format::pointer::Pointer;
use format::values::Text;

/// A way to contents by id; an error says in words why one cannot be had.
pub type Fetch<'f> = dyn Fn(BlobId) -> Result<Vec<u8>, String> + 'f;

/// Where the changes of a diff come from, in its order. A change that no commit made, and no merge decided, has no origin.
#[derive(Debug, Default)]
pub struct Origins<'l> {
    /// Of each change of each assessment.
    pub assessments: Vec<Vec<Option<Origin<'l>>>>,
    /// Of each change of the registers and instruments.
    pub registers: Vec<Option<Origin<'l>>>,
}

impl Origins<'_> {
    /// Whether any of the commits is one before which the clone has nothing, so that an earlier one may be meant.
    pub fn are_cut_off(&self) -> bool {
        let mut all = self.assessments.iter().flatten().chain(&self.registers).flatten();
        all.any(|origin| origin.commit.is_boundary)
    }
}

/// Where a change comes from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'l> {
    /// The last commit at which the subject came to be what it is.
    pub commit: &'l Commit,
    /// The pull request that brought it, as far as messages tell.
    pub pull_request: Option<u64>,
}

/// Finds where the changes of a diff come from, among the commits between its two sides.
pub fn origins<'l>(log: &'l Log, diff: &Diff<'_>, fetch: &Fetch<'_>) -> Origins<'l> {
    let mut versions = Versions::new(fetch, None);
    let mut renames = Renames::default();
    let lineages: Vec<Lineage> = diff
        .assessments
        .iter()
        .map(|of| Lineage::trace(log, of.country, of.edition_after(), &mut renames, &mut versions))
        .collect();
    let found = events(log, &lineages, &mut versions, &|_, _| true);
    let mut told: Vec<Told<'_>> = lineages.iter().map(|_| Told::default()).collect();
    found.iter().for_each(|event| told[event.lineage].add(event));
    let numbers = pull_requests(log);
    let origin = |step: usize| Origin { commit: &log.steps[step].commit, pull_request: numbers[step] };
    let mut of_assessment = |(place, of): (usize, &AssessmentDiff<'_>)| {
        let mut taken = None;
        let mut merge =
            |change| taken.get_or_insert_with(|| Taken::of(&lineages[place], &mut versions)).by(change);
        let steps = of.changes.iter().map(|change| told[place].brought(change).or_else(|| merge(change)));
        steps.map(|step| step.map(origin)).collect()
    };
    Origins {
        assessments: diff.assessments.iter().enumerate().map(&mut of_assessment).collect(),
        registers: entered(log, &diff.registers, fetch).into_iter().map(|step| step.map(origin)).collect(),
    }
}

/// What the commits did to one file and what lasted of it, newest first, to be looked up by what it is about.
#[derive(Default)]
struct Told<'e> {
    by_subject: HashMap<&'e Subject, Vec<(usize, &'e Done)>>,
    by_name_of_source: HashMap<&'e str, usize>,
    came: Option<usize>,
    went: Option<usize>,
}

impl<'e> Told<'e> {
    fn add(&mut self, event: &'e Event) {
        match &event.what {
            What::Entered(..) => self.came = self.came.or(Some(event.step)),
            What::Removed(..) => self.went = self.went.or(Some(event.step)),
            What::Unreadable(_) => {}
            What::Changed(done) => {
                for done in done.iter().filter(|done| done.lasting == Lasting::Lasted) {
                    self.by_subject.entry(&done.change.subject).or_default().push((event.step, done));
                    for name in names_of_source(&done.change) {
                        self.by_name_of_source.entry(name).or_insert(event.step);
                    }
                }
            }
        }
    }

    /// The place of the commit that brought a change.
    fn brought(&self, change: &Change) -> Option<usize> {
        if matches!(&change.subject, Subject::Assessment { field: Field::Whole, .. }) {
            return if change.after.is_none() { self.went } else { self.came };
        }
        let about = self.by_subject.get(&change.subject).map_or(&[][..], |found| found);
        let find =
            |is_it: &dyn Fn(&Done) -> bool| about.iter().find(|(_, done)| is_it(done)).map(|(step, _)| *step);
        let is_own = |done: &Done| done.how == How::Made;
        find(&|done| is_own(done) && is_same(&done.change, change))
            .or_else(|| find(&is_own))
            .or_else(|| find(&|_| true))
            .or_else(|| self.named(change))
            // A file that went and came back brought with it what differs in it.
            .or(self.came)
    }

    /// The commit that gave a source the name, or took it, by which a change is about it: what was renamed and edited is,
    /// between two states, one source that went and one that came.
    fn named(&self, change: &Change) -> Option<usize> {
        if let Subject::Assessment { field: Field::Source { source, .. }, .. } = &change.subject {
            return self.by_name_of_source.get(&**source).copied();
        }
        let cited = [&change.before, &change.after].into_iter().flatten().flat_map(Value::citations);
        let steps = cited.filter_map(|citation| self.by_name_of_source.get(citation.source.as_deref()?));
        steps.min().copied()
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

/// Of each change of a register, the place of the newest commit in which its value is another than in every parent. What has
/// another id is looked for under both; it has the new one since that came to be there.
fn entered(log: &Log, changes: &[Change], fetch: &Fetch<'_>) -> Vec<Option<usize>> {
    let old = old_subjects(changes);
    let mut by_path: BTreeMap<String, Vec<(usize, Vec<Pointer>)>> = BTreeMap::new();
    for (place, change) in changes.iter().enumerate() {
        let (path, pointer) = change.subject.place();
        let old = old[place].as_ref().map(|subject| subject.place().1);
        let pointers = std::iter::once(pointer).chain(old).collect();
        by_path.entry(path).or_default().push((place, pointers));
    }
    let mut found = vec![None; changes.len()];
    for (path, wanted) in by_path {
        let mut contents: HashMap<BlobId, Vec<Option<String>>> = HashMap::new();
        let mut values = |blob: Option<BlobId>| -> Vec<Option<String>> {
            let Some(blob) = blob else { return vec![None; wanted.len()] };
            let read = || values_at(fetch(blob).ok(), wanted.iter().map(|(_, pointers)| &**pointers));
            contents.entry(blob).or_insert_with(read).clone()
        };
        let mut left = wanted.len();
        for (place, step) in log.steps.iter().enumerate() {
            let deltas: Option<Vec<&Delta>> =
                (0..step.against.len()).map(|parent| step.delta(parent, &path)).collect();
            let Some(deltas) = deltas.filter(|deltas| left > 0 && !deltas.is_empty()) else { continue };
            let pairs: Vec<_> =
                deltas.iter().map(|delta| (values(delta.before), values(delta.after))).collect();
            for (nth, (change, _)) in wanted.iter().enumerate() {
                let is_new_id = changes[*change].manner() == Manner::Renamed;
                let entered = pairs.iter().all(|(before, after)| {
                    before[nth] != after[nth] && !(is_new_id && before[nth].is_some())
                });
                if found[*change].is_none() && entered {
                    found[*change] = Some(place);
                    left -= 1;
                }
            }
        }
    }
    found
}

/// Of each change of a register that is about something under another id now: the same under the old one.
fn old_subjects(changes: &[Change]) -> Vec<Option<Subject>> {
    let mut ids: HashMap<Subject, &Text> = HashMap::new();
    for change in changes.iter().filter(|change| change.manner() == Manner::Renamed) {
        if let Some(Value::Name(old)) = &change.before {
            ids.insert(change.subject.clone(), old);
        }
    }
    let old = |change: &Change| match &change.subject {
        Subject::Edition { edition, field } => {
            let old = ids.get(&Subject::Edition { edition: edition.clone(), field: None })?;
            Some(Subject::Edition { edition: (*old).clone(), field: *field })
        }
        Subject::Country { country, field } => {
            let whole = Subject::Country { country: country.clone(), field: CountryField::Whole };
            let old = ids.get(&whole)?;
            Some(Subject::Country { country: (*old).clone(), field: field.clone() })
        }
        Subject::Assessment { .. } | Subject::Framework { .. } => None,
    };
    let is_renamed = |change: &Change| change.manner() == Manner::Renamed;
    changes.iter().map(|change| if is_renamed(change) { None } else { old(change) }).collect()
}

/// The values at some places of a file, as texts; each at the first of its pointers that leads to one.
fn values_at<'p>(
    bytes: Option<Vec<u8>>,
    pointers: impl Iterator<Item = &'p [Pointer]>,
) -> Vec<Option<String>> {
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let mut document = json::parse(&text).ok();
    let mut at = |pointer| {
        let value = document.as_mut()?.root.at_mut(pointer)?;
        Some(canonical::fragment(value, None, &[], 0))
    };
    pointers.map(|pointers| pointers.iter().find_map(&mut at)).collect()
}
