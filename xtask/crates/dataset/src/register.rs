//! The register of sources: every work once, and what rests on it.

use std::collections::HashMap;

use crate::model::assessment::Corrected;
use crate::{AssessmentFile, Dataset};
use bibliography::citation::Citation;
use bibliography::source::Source;
use bibliography::work::{self, Description, Key};
use format::pointer::Pointer;

/// The works on which assessments rest, by id.
#[derive(Debug)]
pub struct Register<'d> {
    /// The works.
    pub works: Vec<Work<'d>>,
    /// What seems to be there twice.
    pub duplicates: Vec<Duplicate>,
    /// How many assessments it covers.
    pub assessment_count: usize,
    /// How many countries.
    pub country_count: usize,
}

/// A work, and what rests on it. It is one across assessments where id and description agree.
#[derive(Debug)]
pub struct Work<'d> {
    /// Its id in the files.
    pub id: &'d str,
    /// An id that no other work of the register has: the id in the files, for a second description with its assessment.
    pub unique_id: String,
    /// Its description.
    pub source: &'d Source,
    /// What rests on it, in the order of the dataset.
    pub uses: Vec<Use<'d>>,
}

/// Something that rests on a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use<'d> {
    /// The country's code.
    pub country: &'d str,
    /// The id of the edition.
    pub edition: &'d str,
    /// What it is.
    pub by: By<'d>,
}

/// What rests on a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By<'d> {
    /// A footnote.
    Footnote {
        /// The id of the indicator.
        indicator: &'d str,
        /// The label of the footnote.
        label: &'d str,
        /// The citation in it.
        citation: &'d Citation,
    },
    /// A correction.
    Erratum {
        /// What it corrects.
        of: Corrected<'d>,
        /// Its day.
        day: &'d str,
        /// The citation in it.
        citation: &'d Citation,
    },
    /// The assessment as a whole, of which it is the published form.
    Document,
    /// The ratings as a whole, which were worked out from it.
    Derivation,
}

/// Two entries of the register that seem to be one work, or bear one id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The place of one in the register.
    pub first: usize,
    /// The place of the other.
    pub second: usize,
    /// What they have in common, in words.
    pub words: &'static str,
}

impl<'d> Work<'d> {
    /// How often it is cited in footnotes and corrections.
    pub fn citation_count(&self) -> usize {
        self.uses.iter().filter(|entry| entry.by.citation().is_some()).count()
    }

    /// Who published it: the publisher, else the organisation that signs it, else what it appeared in, else the authority
    /// or the country whose law it is.
    pub fn publisher(&self) -> Option<&'d str> {
        let organisation = || {
            let authors = self.source.names.get("author").into_iter().flatten();
            authors.filter_map(|author| author.literal.as_deref()).next()
        };
        self.source.text("publisher").or_else(organisation).or_else(|| {
            ["container-title", "authority", "jurisdiction"].iter().find_map(|name| self.source.text(name))
        })
    }
}

impl<'d> By<'d> {
    /// The citation, where it is one.
    pub fn citation(self) -> Option<&'d Citation> {
        match self {
            By::Footnote { citation, .. } | By::Erratum { citation, .. } => Some(citation),
            By::Document | By::Derivation => None,
        }
    }
}

impl<'d> Register<'d> {
    /// The register of some assessments of a dataset.
    pub fn new(dataset: &'d Dataset, is_wanted: impl Fn(&AssessmentFile) -> bool) -> Self {
        let mut works: Vec<Work<'d>> = Vec::new();
        let mut by_id: HashMap<&str, HashMap<Description<'_>, usize>> = HashMap::new();
        let wanted: Vec<&AssessmentFile> =
            dataset.assessments.iter().filter(|file| is_wanted(file)).collect();
        for file in &wanted {
            let mut uses = uses(file);
            for (id, source) in file.data.sources.iter() {
                let places = by_id.entry(id).or_default();
                let is_first = places.is_empty();
                let place = *places.entry(Description::of(source)).or_insert(works.len());
                if place == works.len() {
                    let unique_id = match is_first {
                        true => id.to_owned(),
                        false => format!("{id}-{}-{}", file.country.to_lowercase(), file.edition),
                    };
                    works.push(Work { id, unique_id, source, uses: Vec::new() });
                }
                works[place].uses.append(&mut uses.remove(id).unwrap_or_default());
            }
        }
        works.sort_by(|one, other| one.unique_id.cmp(&other.unique_id));
        let mut countries: Vec<&str> = wanted.iter().map(|file| &*file.country).collect();
        countries.dedup();
        Self {
            duplicates: duplicates(&works),
            works,
            assessment_count: wanted.len(),
            country_count: countries.len(),
        }
    }
}

/// What rests on each source of an assessment, by its id.
fn uses(file: &AssessmentFile) -> HashMap<&str, Vec<Use<'_>>> {
    let data = &file.data;
    let document = data.document.as_deref().map(|id| (id, By::Document));
    let derivation = data.derivation.as_ref().and_then(|derivation| derivation.source.as_deref());
    let footnotes = data.citations().filter_map(|(indicator, label, _, citation)| {
        Some((citation.source.as_deref()?, By::Footnote { indicator, label, citation }))
    });
    let errata = data.corrections().flat_map(|(of, day, erratum)| {
        let citations = erratum.citations.iter();
        citations.filter_map(move |citation| {
            Some((citation.source.as_deref()?, By::Erratum { of, day, citation }))
        })
    });
    let mut uses: HashMap<&str, Vec<Use<'_>>> = HashMap::new();
    let whole = document.into_iter().chain(derivation.map(|id| (id, By::Derivation)));
    for (id, by) in whole.chain(footnotes).chain(errata) {
        uses.entry(id).or_default().push(Use { country: &file.country, edition: &file.edition, by });
    }
    uses
}

/// Works that share an id or a key, each with the first that it shares it with.
fn duplicates(works: &[Work<'_>]) -> Vec<Duplicate> {
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    let mut by_key: HashMap<Key, usize> = HashMap::new();
    let mut found = Vec::new();
    for (second, work) in works.iter().enumerate() {
        let keys = work::keys(work.source);
        let by_shared_key = keys.iter().find_map(|key| {
            let first = *by_key.get(key)?;
            let (one, other) = (works[first].source, work.source);
            (!work::are_versions(one, other) && !work::differ(one, other, key))
                .then_some((first, key.words()))
        });
        let by_shared_id = by_id.get(work.id).map(|first| (*first, "the same id"));
        if let Some((first, words)) = by_shared_key.or(by_shared_id) {
            found.push(Duplicate { first, second, words });
        }
        by_id.entry(work.id).or_insert(second);
        for key in keys {
            by_key.entry(key).or_insert(second);
        }
    }
    found
}

/// A description in a file: which assessment of the dataset, which id.
#[derive(Clone, Copy, Debug)]
pub struct Described<'d> {
    /// The place of the assessment in the dataset.
    pub assessment: usize,
    /// The id of the source.
    pub id: &'d str,
    /// What is said of it.
    pub source: &'d Source,
}

/// All sources of a dataset, in its order, but for those of which a fault has taken something.
pub fn all(dataset: &Dataset) -> impl Iterator<Item = Described<'_>> {
    dataset.assessments.iter().enumerate().flat_map(|(assessment, file)| {
        let whole =
            move |id: &str| file.damaged.is_empty() || !file.is_damaged(&Pointer::of(["sources", id]));
        let sources = file.data.sources.iter().filter(move |(id, _)| whole(id));
        sources.map(move |(id, source)| Described { assessment, id, source })
    })
}
