//! Who worked on an assessment: which entries somebody rated, confirmed or edited.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use typed_index_collections::TiSlice;

use crate::git::{Commit, Log};
use crate::index::LineageIndex;
use crate::lineage::{AppliedChange, Arrival, Cause, Event, EventKind, Lineage, Versions};
use diff::change::Value;
use diff::subject::{Field, IndicatorField, Subject};
use format::values::Text;

/// What each person did, by name. A commit is of its author and of all whom it names as co-authors.
pub type Credits = BTreeMap<String, Credit>;

/// What somebody did, by the ids of entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// The entries to which they gave a rating.
    rated: BTreeSet<Entry>,
    /// The entries that were carried over, and that they confirmed.
    confirmed: BTreeSet<Entry>,
    /// The entries in which they changed something else.
    edited: BTreeSet<Entry>,
    /// Whether they changed something that is in no entry, such as the overview or a source.
    others: bool,
}

/// An entry: country, edition, indicator.
type Entry = (Text, Text, Text);

/// How many entries somebody worked on. An entry counts once: as rated, else as confirmed, else as edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The entries that they rated.
    pub rated: usize,
    /// The entries that they confirmed.
    pub confirmed: usize,
    /// The entries that they edited.
    pub edited: usize,
    /// Whether they changed something that is in no entry.
    pub others: bool,
}

impl Credit {
    /// How many entries it is.
    pub fn share(&self) -> Share {
        let confirmed: BTreeSet<&Entry> = self.confirmed.difference(&self.rated).collect();
        let edited = self.edited.difference(&self.rated).filter(|entry| !confirmed.contains(entry));
        Share {
            rated: self.rated.len(),
            confirmed: confirmed.len(),
            edited: edited.count(),
            others: self.others,
        }
    }

    fn add(&mut self, other: &Credit) {
        self.rated.extend(other.rated.iter().cloned());
        self.confirmed.extend(other.confirmed.iter().cloned());
        self.edited.extend(other.edited.iter().cloned());
        self.others |= other.others;
    }
}

/// The credits of several assessments as one.
pub fn together<'c>(all: impl IntoIterator<Item = &'c Credits>) -> Credits {
    let mut sum = Credits::new();
    for (name, credit) in all.into_iter().flatten() {
        sum.entry(name.clone()).or_default().add(credit);
    }
    sum
}

/// Who worked on each of some lineages, by what their commits did. What a merge decided is nobody's work.
pub(crate) fn credits(
    log: &Log,
    lineages: &TiSlice<LineageIndex, Lineage>,
    events: &[Event],
    versions: &mut Versions<'_>,
) -> Vec<Credits> {
    let mut all: Vec<Credits> = lineages.iter().map(|_| Credits::new()).collect();
    let revisions: HashMap<_, _> = lineages
        .iter_enumerated()
        .flat_map(|(id, of)| of.revisions.iter().map(move |revision| ((id, revision.step), revision)))
        .collect();
    for event in events {
        let lineage = &lineages[event.lineage];
        let id = |indicator: &str| {
            (lineage.country.as_str().into(), lineage.edition.as_str().into(), indicator.into())
        };
        let mut done = Credit::default();
        match &event.what {
            EventKind::Entered(Arrival::Caused(Cause::Made), _) => {
                let here = revisions.get(&(event.lineage, event.step));
                let blob = here.and_then(|revision| revision.here.as_ref()).and_then(|version| version.blob);
                let Some(Ok(entered)) = blob.map(|blob| versions.whole(blob)) else { continue };
                let own = entered
                    .ratings
                    .iter()
                    .filter(|(_, entry)| entry.rating.is_some() && entry.carried.is_none());
                done.rated.extend(own.map(|(indicator, _)| id(indicator)));
            }
            EventKind::Changed(changes) => {
                for AppliedChange { change, .. } in
                    changes.iter().filter(|applied| applied.how == Cause::Made)
                {
                    match &change.subject {
                        Subject::Assessment { field: Field::Indicator { indicator, field }, .. } => {
                            let entries = match (field, &change.after) {
                                (IndicatorField::Rating, Some(_)) => &mut done.rated,
                                (IndicatorField::Whole, Some(Value::Entry(entry)))
                                    if entry.rating.is_some() && entry.carried.is_none() =>
                                {
                                    &mut done.rated
                                }
                                (IndicatorField::Carried, None) => &mut done.confirmed,
                                _ => &mut done.edited,
                            };
                            entries.insert(id(indicator));
                        }
                        Subject::Assessment { .. } => done.others = true,
                        Subject::Edition { .. }
                        | Subject::Country { .. }
                        | Subject::About { .. }
                        | Subject::Framework { .. } => {}
                    }
                }
            }
            EventKind::Entered(..) | EventKind::Removed(..) | EventKind::Unreadable(_) => {}
        }
        if done != Credit::default() {
            let people = people(&log.steps[event.step].commit);
            let place = usize::from(event.lineage);
            people.for_each(|name| all[place].entry(name.to_owned()).or_default().add(&done));
        }
    }
    all
}

/// The people who worked on a commit: its author, and those whom it names beside.
pub fn people(commit: &Commit) -> impl Iterator<Item = &str> {
    std::iter::once(&commit.author).chain(&commit.co_authors).map(String::as_str)
}
