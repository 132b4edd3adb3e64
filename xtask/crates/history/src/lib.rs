//! The ratings of a country through editions and commits: what changed when, by whom, on what evidence.
//!
//! # Examples
//!
//! Which pull request brought a commit is told by its message, if it is one that GitHub writes:
//!
//! ```
//! use history::git::Commit;
//! use history::provenance::pull_request;
//!
//! let commit = Commit {
//!     id: "2f5b1c9e0d3a4b6c8d7e9f0a1b2c3d4e5f607182".to_owned(),
//!     parents: vec!["9a8b7c6d5e4f30211203f4e5d6c7b8a900112233".to_owned()].into(),
//!     author: "Ana Example".to_owned(),
//!     co_authors: Vec::new(),
//!     date: Some("2026-01-03T00:00:00+00:00".to_owned()),
//!     summary: "Lower press in Aland (#3)".to_owned(),
//!     is_boundary: false,
//!     follows_unreadable: false,
//! };
//! assert_eq!(pull_request(&commit), Some(3));
//! let reply = Commit { summary: "Answer (#3) in full".to_owned(), ..commit };
//! assert_eq!(pull_request(&reply), None);
//! ```

pub mod asked;
pub mod changelog;
pub mod credit;
pub mod git;
pub mod index;
pub mod lineage;
pub mod provenance;
mod rating_event;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use rating_event::{EntryEdit, RatingEvent, RatingEventKind, RatingMove};
use rating_event::{is_field, rating_event};

use crate::git::{Commit, Log};
use crate::index::{LineageIndex, StepIndex};
use crate::lineage::{Cited, EventKind, Lineage, Renames, Versions, events};
use crate::provenance::pull_requests;
use dataset::assessment_id::{AssessmentId, folder_of};
use dataset::model::framework::Framework;
use dataset::schema::Kind;
use dataset::scoring::{Score, instrument, score};
use dataset::succession::Replacements;
use dataset::{AssessmentFile, Dataset};
use diff::change::{Change, Value};
use diff::subject::{Field, IndicatorField, SourceField, Subject};
use typed_index_collections::TiVec;

/// A country through editions and commits.
#[derive(Debug)]
pub struct History<'h> {
    /// ISO 3166-1 alpha-3 code.
    pub country: &'h str,
    /// The country's name here.
    pub country_name: &'h str,
    /// The instrument of the newest edition.
    pub framework: Option<&'h Framework>,
    /// The editions, in order of the register; those that it has no more stand by their ids among the others.
    pub editions: Vec<CountryEdition<'h>>,
    /// What the commits did, newest first.
    pub edition_events: Vec<EditionEvent<'h>>,
    /// What was asked for by a name that it has no more: that name, and the one that it has now.
    pub asked: Vec<(String, String)>,
    /// What is kept of what the commits did.
    scope: Scope,
    /// What the indicators of all instruments say they replace.
    replacements: Replacements<'h>,
}

/// Of what it is kept what the commits did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// Everything.
    Country,
    /// What is about one indicator, the sources that it cites among it.
    Indicator,
}

/// A country in one edition.
#[derive(Debug)]
pub struct CountryEdition<'h> {
    /// The id of the edition.
    pub edition: String,
    /// The ids by which the assessment went before, each with the place in the log of the newest commit that has it so.
    pub former: BTreeMap<String, StepIndex>,
    /// The assessment as it is at the newest commit, if it is still there.
    pub file: Option<&'h AssessmentFile>,
    /// Its score, if it can be computed.
    pub score: Option<Score>,
    /// The instrument by which the score is made.
    pub made_by: Option<&'h Framework>,
    /// The instrument that says what was asked, whatever is wrong with it.
    pub named_by: Option<&'h Framework>,
}

/// What one commit did to one edition.
#[derive(Debug)]
pub struct EditionEvent<'h> {
    /// The commit.
    pub commit: &'h Commit,
    /// The pull request that brought it, as far as messages tell.
    pub pull_request: Option<u64>,
    /// The place of the edition in the history.
    pub round: usize,
    /// What it did.
    pub what: EventKind,
    /// Whether something right before cannot be read, so that what was done there seems done here.
    pub follows_unread: bool,
}

impl EditionEvent<'_> {
    /// Whether what seems done here may have been done before, in what the clone lacks or what cannot be read.
    pub fn may_be_earlier(&self) -> bool {
        self.commit.is_boundary || self.follows_unread
    }
}

impl<'h> History<'h> {
    /// The history of a country as the newest commit of a log knows it, whose state is the dataset. With an indicator, only
    /// what is about it is kept.
    pub fn new(
        log: &'h Log,
        dataset: &'h Dataset,
        country: &'h str,
        indicator: Option<&str>,
        versions: &mut Versions<'_>,
    ) -> Self {
        let ids = editions(log, dataset, country);
        let lineages = Lineage::trace_all(log, country, &ids, &mut Renames::default(), versions);
        Self::told(log, (dataset, country), (ids, lineages), indicator, versions)
    }

    /// The same of one edition alone; none if the dataset has no assessment of it. What commits did to others is not read.
    pub fn of_edition(
        log: &'h Log,
        (dataset, country, edition): (&'h Dataset, &'h str, &str),
        indicator: Option<&str>,
        versions: &mut Versions<'_>,
    ) -> Option<Self> {
        dataset.assessment(country, edition)?;
        let ids = editions(log, dataset, country);
        // Others can go on from where it does, so that all of them tell where it began.
        let lineages = Lineage::trace_all(log, country, &ids, &mut Renames::default(), versions);
        let both = ids.into_iter().zip(lineages).filter(|(id, _)| *id == *edition);
        Some(Self::told(log, (dataset, country), both.unzip(), indicator, versions))
    }

    /// What commits did to some editions, of which the lineages are given.
    fn told(
        log: &'h Log,
        (dataset, country): (&'h Dataset, &'h str),
        (ids, lineages): (Vec<String>, TiVec<LineageIndex, Lineage>),
        indicator: Option<&str>,
        versions: &mut Versions<'_>,
    ) -> Self {
        let replacements = dataset.replacements();
        let line = indicator.map(|indicator| replacements.line(indicator));
        let is_wanted: &dyn Fn(&Change, &Cited<'_>) -> bool = &|change, cited| {
            let Some(line) = &line else { return true };
            line.iter().any(|id| is_about(change, id, &|source| cited.has(id, source)))
        };
        let found = events(log, &lineages, versions, is_wanted);
        let told: BTreeSet<LineageIndex> = found.iter().map(|event| event.lineage).collect();
        let mut rounds: Vec<CountryEdition<'h>> = Vec::new();
        let mut places: TiVec<LineageIndex, usize> = TiVec::new();
        for (lineage, edition) in lineages.keys().zip(ids) {
            let file = dataset.assessment(country, &edition);
            places.push(rounds.len());
            // A name by which a file went that has another now is no edition.
            if file.is_some() || told.contains(&lineage) {
                let made_by = instrument(dataset, &edition);
                let score = file.zip(made_by).and_then(|(file, by)| score(&file.data, by));
                let former = lineages[lineage].former_editions();
                let named_by = dataset.framework_of(&edition).map(|file| &file.data);
                rounds.push(CountryEdition { edition, former, file, score, made_by, named_by });
            }
        }
        let numbers = pull_requests(log);
        let edition_events = found.into_iter().map(|event| EditionEvent {
            commit: &log.steps[event.step].commit,
            pull_request: numbers[event.step],
            round: places[event.lineage],
            follows_unread: event.follows_unread || log.steps[event.step].commit.follows_unreadable,
            what: event.what,
        });
        let edition_events = edition_events.collect();
        let framework = newest_framework(&rounds, dataset);
        Self {
            country,
            country_name: dataset.countries.as_ref().map_or(country, |file| file.data.name(country)),
            framework,
            editions: rounds,
            edition_events,
            asked: Vec::new(),
            scope: if indicator.is_some() { Scope::Indicator } else { Scope::Country },
            replacements,
        }
    }

    /// Takes the names that the dataset has no more from an earlier state of it.
    pub fn name_by(&mut self, earlier: &'h Dataset) {
        if *self.country_name == *self.country {
            let registered = earlier.countries.as_ref();
            self.country_name = registered.map_or(self.country, |file| file.data.name(self.country));
        }
        self.framework = self.framework.or_else(|| newest_framework(&self.editions, earlier));
    }

    /// The place of an edition by its id, or by one that it had before; of several that had it, the last to have it.
    pub fn place(&self, edition: &str) -> Option<usize> {
        self.editions.iter().position(|round| round.edition == edition).or_else(|| {
            let had_it = self.editions.iter().enumerate();
            let had_it = had_it.filter_map(|(place, round)| Some((*round.former.get(edition)?, place)));
            had_it.min().map(|(_, place)| place)
        })
    }

    /// Leaves one edition, by its place.
    pub fn limit(&mut self, place: usize) {
        self.editions = self.editions.drain(place..=place).collect();
        self.edition_events.retain(|edition_event| edition_event.round == place);
        self.edition_events.iter_mut().for_each(|edition_event| edition_event.round = 0);
    }

    /// The newest name of an indicator that was renamed, if it has another than this.
    pub fn newest_name(&self, old: &str) -> Option<&str> {
        let done = self.edition_events.iter().filter_map(|edition_event| match &edition_event.what {
            EventKind::Changed(done) => Some(done),
            EventKind::Entered(..) | EventKind::Removed(..) | EventKind::Unreadable(_) => None,
        });
        let names = done.flatten().map(|done| &done.change);
        let names = names.filter(|change| is_field(change, &IndicatorField::Id));
        let of_old =
            names.filter(|change| matches!(&change.before, Some(Value::Name(name)) if **name == *old));
        of_old.filter_map(Change::indicator).find(|now| *now != old)
    }

    /// What the commits did to an indicator, newest first.
    pub fn of<'m>(&'m self, indicator: &str) -> Vec<(&'m EditionEvent<'h>, RatingEvent<'m>)> {
        // Of a whole country it is not kept which indicator a source was cited for, or that the file was renamed.
        let line = self.replacements.line(indicator);
        let ids = || std::iter::once(indicator).chain(line.iter().copied().filter(|id| *id != indicator));
        let is_kept = |id: &str, change: &Change| match self.scope {
            Scope::Indicator => true,
            Scope::Country => change.indicator() == Some(id),
        };
        let rating_event =
            |what| ids().find_map(|id| rating_event(what, id, &|change: &Change| is_kept(id, change)));
        let rating_events = self
            .edition_events
            .iter()
            .filter_map(|edition_event| Some((edition_event, rating_event(&edition_event.what)?)));
        rating_events.collect()
    }
}

/// The commit right before that in which the last assessment of a country went, of which the newest commit has none.
pub fn before_it_went<'l>(log: &'l Log, country: &str) -> Option<&'l str> {
    let folder = folder_of(country);
    log.steps.iter().find_map(|step| {
        let mut sides = step.commit.parents.iter().zip(&step.against);
        let (parent, _) = sides.find(|(_, deltas)| {
            let begin = deltas.partition_point(|delta| *delta.path < *folder);
            let of_country = deltas[begin..].iter().take_while(|delta| delta.path.starts_with(&folder));
            of_country.into_iter().any(|delta| delta.before.is_some() && delta.after.is_none())
        })?;
        Some(&**parent)
    })
}

/// The countries of which any commit has an assessment, by code.
pub fn countries(log: &Log) -> BTreeSet<&str> {
    assessed(log).map(|(country, _)| country).collect()
}

/// Country and edition of every file of an assessment that any commit has.
fn assessed(log: &Log) -> impl Iterator<Item = (&str, &str)> {
    let deltas = log.steps.iter().flat_map(|step| step.against.iter().flatten());
    let files = deltas.filter(|delta| delta.before.is_some() || delta.after.is_some());
    let files = files.filter(|delta| Kind::of(&delta.path) == Some(Kind::Assessment));
    files.filter_map(|delta| AssessmentId::of_path(&delta.path)).map(|id| (id.country, id.edition))
}

/// The editions of which any commit has an assessment of a country, in order of the register. One that the register has no more
/// stands before the first that has a greater id.
fn editions(log: &Log, dataset: &Dataset, country: &str) -> Vec<String> {
    let ever: BTreeSet<&str> =
        assessed(log).filter(|(of, _)| *of == country).map(|(_, edition)| edition).collect();
    let mut editions: Vec<&str> = ever.into_iter().collect();
    let mut registered: HashMap<&str, usize> = HashMap::new();
    // The greatest id up to each place, which tells where a greater one first stands.
    let mut greatest: Vec<&str> = Vec::new();
    for id in dataset.editions.iter().flat_map(|file| file.data.editions.ids()) {
        registered.insert(id, greatest.len());
        greatest.push(greatest.last().map_or(id, |before| before.max(&id)));
    }
    editions.sort_by_cached_key(|edition| match registered.get(edition) {
        Some(place) => (*place, true, *edition),
        None => (greatest.partition_point(|before| before <= edition), false, *edition),
    });
    editions.into_iter().map(str::to_owned).collect()
}

/// The instrument of the newest edition of which there is a file, or else of the newest at all.
fn newest_framework<'h>(rounds: &[CountryEdition<'_>], dataset: &'h Dataset) -> Option<&'h Framework> {
    let there = rounds.iter().rev().filter(|round| round.file.is_some());
    let mut newest = there.chain(rounds.iter().rev());
    newest.find_map(|round| dataset.framework_of(&round.edition)).map(|file| &file.data)
}

/// Whether a change is about an indicator: its entry, an erratum on it, a source that it cites, the file as a whole.
fn is_about(change: &Change, indicator: &str, cites: &dyn Fn(&str) -> bool) -> bool {
    let Subject::Assessment { field, .. } = &change.subject else { return false };
    match field {
        Field::Indicator { indicator: of, .. } => **of == *indicator,
        Field::Source {
            source,
            field: SourceField::Variable(_) | SourceField::Id | SourceField::Erratum(_),
        } => cites(source),
        Field::Remark(_) => [&change.before, &change.after]
            .into_iter()
            .flatten()
            .any(|value| matches!(value, Value::Remark(remark) if remark.is_about(indicator))),
        Field::Whole | Field::Path => true,
        // It says whose the ratings are.
        Field::Status => change.new_origin().is_some(),
        Field::Source { field: SourceField::Whole, .. }
        | Field::Country
        | Field::Edition
        | Field::Own(_)
        | Field::Derivation(_)
        | Field::Stated(_)
        | Field::Prose(_)
        | Field::Erratum(_)
        | Field::Exception { .. } => false,
    }
}
