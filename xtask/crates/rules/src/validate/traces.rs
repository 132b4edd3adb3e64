//! What is kept of each assessment when its country has been let go: who says what, as keys, so that what several say can be
//! found and read again.

use std::collections::hash_map::{DefaultHasher, Entry};
use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hash, Hasher};

use crate::blame::{Recency, newness};
use crate::evidence::paragraphs;
use bibliography::work::{self, Description};
use dataset::Dataset;
use dataset::register;

/// The keys of an assessment.
#[derive(Debug)]
pub(super) struct Traces {
    newness: Recency,
    /// Its country, by its place among the countries.
    country: usize,
    sources: Vec<SourceTrace>,
    paragraphs: Vec<Trace>,
}

/// The keys of a source, in the order of its file.
#[derive(Debug)]
struct SourceTrace {
    id: Trace,
    description: Trace,
    /// What the work is known by.
    keys: Box<[Trace]>,
}

/// Stands for a text or a value: 128 bits, so that two are the same exactly if what they stand for is.
type Trace = u128;

/// Where a source is described: the assessment by its place among all, and the source by its place in it.
type SourcePlace = (usize, usize);

/// What assessments of several countries may have in common or contradict each other in.
#[derive(Debug, Default)]
pub(super) struct Concerned {
    /// The assessments, by their places among all.
    pub(super) files: BTreeSet<usize>,
    /// The sources.
    pub(super) sources: BTreeSet<SourcePlace>,
}

impl Traces {
    /// The keys of each assessment of a country.
    pub(super) fn of_country(country: usize, dataset: &Dataset) -> Vec<Self> {
        let mut all: Vec<Self> = newness(dataset)
            .into_iter()
            .zip(&dataset.assessments)
            .map(|(newness, file)| {
                let paragraphs = paragraphs(dataset, file).map(|(_, text)| trace(&*text)).collect();
                Self { newness, country, sources: Vec::new(), paragraphs }
            })
            .collect();
        for described in register::all(dataset) {
            all[described.assessment].sources.push(SourceTrace {
                id: trace(described.id),
                description: trace(&Description::of(described.source)),
                keys: work::keys(described.source).iter().map(trace).collect(),
            });
        }
        all
    }
}

impl Concerned {
    /// All assessments and their sources.
    #[cfg(test)]
    pub(super) fn everyone(all: &[Traces]) -> Self {
        let places = |(file, traces): (usize, &Traces)| (0..traces.sources.len()).map(move |nth| (file, nth));
        Self { files: (0..all.len()).collect(), sources: all.iter().enumerate().flat_map(places).collect() }
    }

    /// Finds out who is concerned, from the keys of all assessments in the order of the dataset.
    pub(super) fn of(all: &[Traces]) -> Self {
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_key(|file| all[*file].newness);
        let mut concerned = Self::default();
        concerned.add_sources(all, &order);
        concerned.add_paragraphs(all, &order);
        concerned
    }

    fn add_sources(&mut self, all: &[Traces], order: &[usize]) {
        let mut first_by_id: FirstPlaces<SourcePlace> = HashMap::default();
        let mut first_by_key: FirstPlaces<SourcePlace> = HashMap::default();
        let mut open: Vec<SourcePlace> = Vec::new();
        for file in order.iter().copied() {
            for (nth, source) in all[file].sources.iter().enumerate() {
                let place = (file, nth);
                let first = *first_by_id.entry(source.id).or_insert(place);
                let is_of_another = |first: &SourcePlace| first.0 != file;
                // Of an id that is known, the description is compared with the first; else the work may be known by another id.
                let may_be_told = if is_of_another(&first) {
                    all[first.0].sources[first.1].description != source.description
                } else {
                    source.keys.iter().filter_map(|key| first_by_key.get(key)).any(is_of_another)
                };
                if may_be_told {
                    open.push(place);
                }
                for key in &source.keys {
                    first_by_key.entry(*key).or_insert(place);
                }
            }
        }
        // With each goes whatever it is compared with.
        while let Some(place) = open.pop() {
            if self.sources.insert(place) {
                self.files.insert(place.0);
                let source = &all[place.0].sources[place.1];
                open.extend(first_by_id.get(&source.id));
                open.extend(source.keys.iter().filter_map(|key| first_by_key.get(key)));
            }
        }
    }

    fn add_paragraphs(&mut self, all: &[Traces], order: &[usize]) {
        let mut first_by_text: FirstPlaces<usize> = HashMap::default();
        for file in order.iter().copied() {
            for text in &all[file].paragraphs {
                match first_by_text.entry(*text) {
                    Entry::Occupied(first) if all[*first.get()].country != all[file].country => {
                        self.files.extend([*first.get(), file]);
                    }
                    Entry::Occupied(_) => {}
                    Entry::Vacant(entry) => {
                        entry.insert(file);
                    }
                }
            }
        }
    }
}

/// Where each key was met first.
type FirstPlaces<P> = HashMap<Trace, P, BuildHasherDefault<Taken>>;

/// The hash of what is a hash already.
#[derive(Default)]
struct Taken(u64);

impl Hasher for Taken {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u128(&mut self, trace: u128) {
        self.0 = trace as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Two hashes of the same, which begin differently.
struct Twice(DefaultHasher, DefaultHasher);

impl Hasher for Twice {
    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
        self.1.write(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.finish()
    }
}

fn trace<T: Hash + ?Sized>(value: &T) -> Trace {
    let mut hasher = Twice(DefaultHasher::new(), DefaultHasher::new());
    hasher.1.write_u8(1);
    value.hash(&mut hasher);
    u128::from(hasher.0.finish()) << 64 | u128::from(hasher.1.finish())
}
