//! Which commit brought each change that is left between two commits.

use std::collections::HashMap;

use crate::canonical;
use crate::diff::Diff;
use crate::diff::change::{Change, Field, SourceField, Subject, Value};
use crate::git::{BlobId, Commit, Delta, Log};
use crate::json;
use crate::lineage::{Event, Lineage, Versions, What, events, is_same};
use crate::pointer::Pointer;
use crate::provenance::pull_requests;

/// A way to contents by id; an error says in words why one cannot be had.
pub type Fetch<'f> = dyn Fn(BlobId) -> Result<Vec<u8>, String> + 'f;

/// Where the changes of a diff come from, in its order. A change that no commit made by itself has no origin.
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
    let lineages: Vec<Lineage> = diff
        .assessments
        .iter()
        .map(|of| Lineage::trace(log, of.country, of.edition_after(), &mut versions))
        .collect();
    let found = events(log, &lineages, &mut versions, &|_, _| true);
    let numbers = pull_requests(log);
    let origin = |step: usize| Origin { commit: &log.steps[step].commit, pull_request: numbers[step] };
    let of_assessment = |(lineage, changes): (usize, &[Change])| {
        let events: Vec<&Event> = found.iter().filter(|event| event.lineage == lineage).collect();
        changes.iter().map(|change| brought(change, &events).map(origin)).collect()
    };
    let mut contents = HashMap::new();
    Origins {
        assessments: diff
            .assessments
            .iter()
            .enumerate()
            .map(|(place, of)| of_assessment((place, &of.changes)))
            .collect(),
        registers: diff
            .registers
            .iter()
            .map(|change| entered(log, change, fetch, &mut contents).map(origin))
            .collect(),
    }
}

/// The place of the commit that brought a change of an assessment.
fn brought(change: &Change, events: &[&Event]) -> Option<usize> {
    let is_whole = matches!(&change.subject, Subject::Assessment { field: Field::Whole, .. });
    let find = |is_it: &dyn Fn(&What) -> bool| {
        events.iter().find(|event| is_it(&event.what)).map(|event| event.step)
    };
    let has = |what: &What, is_it: &dyn Fn(&Change) -> bool| match what {
        What::Changed(changes) => changes.iter().any(is_it),
        What::Entered(_) | What::Removed | What::Unreadable(_) => false,
    };
    if is_whole && change.after.is_none() {
        return find(&|what| matches!(what, What::Removed));
    }
    // A file that went and came back brought with it what differs in it.
    let came = || find(&|what| matches!(what, What::Entered(_)));
    let exactly = || find(&|what| has(what, &|one| is_same(one, change)));
    let likely = || find(&|what| has(what, &|one| one.subject == change.subject));
    let named = || find(&|what| has(what, &|one| gave_name(one, change)));
    if is_whole { came() } else { exactly().or_else(likely).or_else(named).or_else(came) }
}

/// Whether one change gave a source the name, or took it, by which another is about it: what was renamed and edited is,
/// between two states, one source that went and one that came.
fn gave_name(one: &Change, other: &Change) -> bool {
    let Subject::Assessment { field: Field::Source { field: SourceField::Id, .. }, .. } = &one.subject else {
        return false;
    };
    let names = [&one.before, &one.after].into_iter().flatten();
    let names: Vec<&str> =
        names.filter_map(|name| if let Value::Name(name) = name { Some(&**name) } else { None }).collect();
    if let Subject::Assessment { field: Field::Source { source, .. }, .. } = &other.subject {
        return names.contains(&&**source);
    }
    let cited = [&other.before, &other.after].into_iter().flatten().flat_map(Value::citations);
    cited.filter_map(|citation| citation.source.as_deref()).any(|source| names.contains(&source))
}

/// The place of the newest commit in which a value of a register is another than in every parent.
fn entered(
    log: &Log,
    change: &Change,
    fetch: &Fetch<'_>,
    contents: &mut HashMap<BlobId, Option<String>>,
) -> Option<usize> {
    let (path, pointer) = change.subject.place();
    let mut value = |blob: Option<BlobId>| {
        let blob = blob?;
        let text = contents.entry(blob).or_insert_with(|| String::from_utf8(fetch(blob).ok()?).ok());
        at(text.as_deref()?, &pointer)
    };
    log.steps.iter().position(|step| {
        let of_file = |deltas: &Vec<Delta>| deltas.iter().find(|delta| delta.path == path).cloned();
        let deltas: Option<Vec<Delta>> = step.against.iter().map(of_file).collect();
        deltas.is_some_and(|deltas| deltas.iter().all(|delta| value(delta.before) != value(delta.after)))
    })
}

/// The value at a place of a file, as text.
fn at(text: &str, pointer: &Pointer) -> Option<String> {
    let mut document = json::parse(text).ok()?;
    document.root.at_mut(pointer).map(|value| canonical::fragment(value, None, &[], 0))
}
