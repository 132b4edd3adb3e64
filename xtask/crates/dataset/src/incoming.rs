//! Sources that come in from elsewhere: which of them are there already, and under which id each would stand.

use std::collections::{HashMap, HashSet};

use crate::register::{self, Described};
use crate::{AssessmentFile, Dataset};
use bibliography::import::Record;
use bibliography::import::ids::Ids;
use bibliography::source::Source;
use bibliography::work::{self, Key};
use format::limits::MOST_ALIKE;

/// A record that comes in.
#[derive(Debug)]
pub struct Incoming<'d> {
    /// The record.
    pub record: Record,
    /// The id under which it stands, or would.
    pub id: String,
    /// Whether the work is there already.
    pub known: Known<'d>,
}

/// Where a work is described already.
#[derive(Clone, Copy, Debug)]
pub enum Known<'d> {
    /// Nowhere.
    Nowhere,
    /// In the assessment that it is meant for.
    Here,
    /// In another assessment, which describes it so.
    Elsewhere(&'d AssessmentFile, &'d Source),
    /// In the same file, under the id of a record before it.
    Before,
}

/// Sorts records out for an assessment, in which some ids are taken, or for none in particular.
pub fn sorted_out<'d>(
    dataset: &'d Dataset,
    target: Option<&AssessmentFile>,
    taken: impl IntoIterator<Item = String>,
    records: Vec<Record>,
) -> Vec<Incoming<'d>> {
    let is_target = |file: &AssessmentFile| target.is_some_and(|target| target.path == file.path);
    let mut described: Vec<Described<'_>> = register::all(dataset).collect();
    let own: HashSet<String> = taken.into_iter().collect();
    let mut ids =
        Ids::new(own.iter().cloned().chain(described.iter().map(|described| described.id.to_owned())));
    // Of very many with one key only so many are compared, those of the assessment itself first, then the last editions.
    described.reverse();
    described.sort_by_key(|described| !is_target(&dataset.assessments[described.assessment]));
    let mut by_key: HashMap<Key, Vec<usize>> = HashMap::new();
    for (nth, described) in described.iter().enumerate() {
        for key in work::keys(described.source) {
            let alike = by_key.entry(key).or_default();
            if alike.len() < MOST_ALIKE {
                alike.push(nth);
            }
        }
    }
    let find = |source: &Source| {
        let keys = work::keys(source);
        let alike = || {
            let of_key = |key| by_key.get(key).into_iter().flatten().map(move |nth| (key, *nth));
            let alike = keys.iter().flat_map(of_key).map(|(key, nth)| (key, described[nth]));
            alike.filter(|(key, described)| !work::differ(source, described.source, key))
        };
        let file = |described: &Described<'_>| &dataset.assessments[described.assessment];
        let here = alike().find(|(_, described)| is_target(file(described)));
        let elsewhere = || alike().find(|(_, described)| !work::are_versions(source, described.source));
        match here {
            Some((_, described)) => Some((described, Known::Here)),
            None => elsewhere()
                .map(|(_, described)| (described, Known::Elsewhere(file(&described), described.source))),
        }
    };
    let mut incoming: Vec<Incoming<'d>> = Vec::new();
    let mut came: HashSet<String> = HashSet::new();
    let mut by_new_key: HashMap<Key, usize> = HashMap::new();
    for record in records {
        let keys = work::keys(&record.source);
        let before = keys.iter().find_map(|key| {
            let before = &incoming[*by_new_key.get(key)?];
            (!work::differ(&record.source, &before.record.source, key)).then(|| before.id.clone())
        });
        let (id, known) = match (before, find(&record.source)) {
            (Some(id), _) => (id, Known::Before),
            (None, Some((described, Known::Elsewhere(..)))) if came.contains(described.id) => {
                (described.id.to_owned(), Known::Before)
            }
            // There the id is another work's.
            (None, Some((described, known @ Known::Elsewhere(..)))) if own.contains(described.id) => {
                (ids.take(Some(described.id), &record.source), known)
            }
            (None, Some((described, known))) => (described.id.to_owned(), known),
            (None, None) => (ids.take(record.key.as_deref(), &record.source), Known::Nowhere),
        };
        came.insert(id.clone());
        for key in keys {
            by_new_key.entry(key).or_insert(incoming.len());
        }
        incoming.push(Incoming { record, id, known });
    }
    incoming
}
