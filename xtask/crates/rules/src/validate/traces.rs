//! What is kept of assessments when its country has been let go: who says what, as keys, so that what several say can be
//! found and read again.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher as _, BuildHasherDefault, Hash, Hasher};
use std::sync::LazyLock;

use foldhash::quality::RandomState;

use crate::blame::{Recency, newness};
use crate::evidence::paragraphs;
use bibliography::source::Source;
use bibliography::work::{self, Description};
use dataset::Dataset;
use dataset::register::{self, Described};

/// The keys of the assessments of a country.
#[derive(Debug, Default)]
pub(super) struct Traces {
    /// The descriptions of sources, each once: mostly those of one edition are those of the next.
    sources: Vec<SourceTrace>,
    assessments: Vec<AssessmentTraces>,
}

/// The keys of an assessment.
#[derive(Debug)]
struct AssessmentTraces {
    newness: Recency,
    /// Its sources in the order of the file, as places among those of its country.
    sources: Box<[u32]>,
    paragraphs: Box<[Trace]>,
}

/// The keys of a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    pub(super) fn of_country(dataset: &Dataset) -> Self {
        let mut sources: Vec<Vec<u32>> = dataset.assessments.iter().map(|_| Vec::new()).collect();
        let mut all = Vec::new();
        let mut known: HashMap<(&str, &Source), u32, RandomState> = HashMap::default();
        // Mostly that of the edition before, with which it is sooner compared than hashed.
        let mut last: HashMap<&str, (&Source, u32), RandomState> = HashMap::default();
        for Described { assessment, id, source } in register::all(dataset) {
            let same = last.get(id).filter(|(last, _)| *last == source).map(|(_, place)| *place);
            let place = same.unwrap_or_else(|| {
                *known.entry((id, source)).or_insert_with(|| {
                    all.push(SourceTrace {
                        id: trace(id),
                        description: trace(&Description::of(source)),
                        keys: work::keys(source).iter().map(trace).collect(),
                    });
                    all.len() as u32 - 1
                })
            });
            if same.is_none() {
                last.insert(id, (source, place));
            }
            sources[assessment].push(place);
        }
        let assessments = newness(dataset).into_iter().zip(&dataset.assessments).zip(sources);
        let assessments = assessments.map(|((newness, file), sources)| AssessmentTraces {
            newness,
            sources: sources.into(),
            paragraphs: paragraphs(dataset, file).map(|(_, text)| trace(&*text)).collect(),
        });
        Self { assessments: assessments.collect(), sources: all }
    }
}

impl Traces {
    /// The sources of an assessment in the order of the file, each by the place of its description among those of the country.
    /// Those of which a fault has taken something are not among them.
    pub(super) fn sources(&self, assessment: usize) -> &[u32] {
        &self.assessments[assessment].sources
    }

    /// Whether two sources of an assessment share a key.
    pub(super) fn may_have_twins(&self, assessment: usize) -> bool {
        let mut known: HashSet<Trace, BuildHasherDefault<Taken>> = HashSet::default();
        let sources = self.sources(assessment).iter().map(|place| &self.sources[*place as usize]);
        sources.flat_map(|source| &source.keys).any(|key| !known.insert(*key))
    }
}

/// An assessment among all: its keys and those of its country.
#[derive(Clone, Copy)]
struct Traced<'t> {
    of_country: &'t Traces,
    own: &'t AssessmentTraces,
}

impl<'t> Traced<'t> {
    /// All, in the order of the dataset.
    fn all(countries: &'t [Traces]) -> Vec<Self> {
        let of =
            |of_country: &'t Traces| of_country.assessments.iter().map(move |own| Self { of_country, own });
        countries.iter().flat_map(of).collect()
    }

    /// A source, by its place in the file.
    fn source(self, nth: usize) -> &'t SourceTrace {
        &self.of_country.sources[self.own.sources[nth] as usize]
    }

    fn sources(self) -> impl Iterator<Item = &'t SourceTrace> {
        self.own.sources.iter().map(move |place| &self.of_country.sources[*place as usize])
    }

    fn is_of_country_of(self, other: Self) -> bool {
        std::ptr::eq(self.of_country, other.of_country)
    }
}

impl Concerned {
    /// All assessments and their sources.
    #[cfg(test)]
    pub(super) fn everyone(countries: &[Traces]) -> Self {
        let all = Traced::all(countries);
        let places = |(file, of): (usize, &Traced<'_>)| (0..of.own.sources.len()).map(move |nth| (file, nth));
        Self { files: (0..all.len()).collect(), sources: all.iter().enumerate().flat_map(places).collect() }
    }

    /// Finds out who is concerned, from the keys of all assessments in the order of the dataset.
    pub(super) fn of(countries: &[Traces]) -> Self {
        let all = Traced::all(countries);
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_key(|file| all[*file].own.newness);
        let mut concerned = Self::default();
        concerned.add_sources(&all, &order);
        concerned.add_paragraphs(&all, &order);
        concerned
    }

    fn add_sources(&mut self, all: &[Traced<'_>], order: &[usize]) {
        let mut first_by_id: FirstPlaces<SourcePlace> = HashMap::default();
        let mut first_by_key: FirstPlaces<SourcePlace> = HashMap::default();
        let mut open: Vec<SourcePlace> = Vec::new();
        for file in order.iter().copied() {
            for (nth, source) in all[file].sources().enumerate() {
                let place = (file, nth);
                let first = *first_by_id.entry(source.id).or_insert(place);
                let is_of_another = |first: &SourcePlace| first.0 != file;
                // Of an id that is known, the description is compared with the first; else the work may be known by another id.
                let may_be_told = if is_of_another(&first) {
                    all[first.0].source(first.1).description != source.description
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
                let source = all[place.0].source(place.1);
                open.extend(first_by_id.get(&source.id));
                open.extend(source.keys.iter().filter_map(|key| first_by_key.get(key)));
            }
        }
    }

    fn add_paragraphs(&mut self, all: &[Traced<'_>], order: &[usize]) {
        let mut first_by_text: FirstPlaces<usize> = HashMap::default();
        for file in order.iter().copied() {
            for text in &all[file].own.paragraphs {
                match first_by_text.entry(*text) {
                    Entry::Occupied(first) if !all[*first.get()].is_of_country_of(all[file]) => {
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

/// Two hashes of the same, whose seeds are drawn for each run, so that nobody can make texts whose hashes are the same.
static SEEDS: LazyLock<[RandomState; 2]> = LazyLock::new(|| [RandomState::default(), RandomState::default()]);

/// Both hashes, from one walk.
struct Twice<H>(H, H);

impl<H: Hasher> Hasher for Twice<H> {
    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
        self.1.write(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.finish()
    }
}

fn trace<T: Hash + ?Sized>(value: &T) -> Trace {
    let [one, other] = &*SEEDS;
    let mut hasher = Twice(one.build_hasher(), other.build_hasher());
    value.hash(&mut hasher);
    u128::from(hasher.0.finish()) << 64 | u128::from(hasher.1.finish())
}
