//! The ratings of a country through editions and commits: what changed when, by whom, on what evidence.

use std::collections::BTreeSet;

use crate::dataset::{AssessmentFile, Dataset};
use crate::diff::change::{Change, Class, Field, IndicatorField, SourceField, Subject, Value};
use crate::git::{Commit, Log};
use crate::lineage::{Cited, Coming, Done, How, Lasting, Lineage, Renames, Versions, What, events};
use crate::model::citation::Citation;
use crate::model::framework::Framework;
use crate::model::rating::Rating;
use crate::provenance::pull_requests;
use crate::schema::Kind;
use crate::scoring::{Score, instrument, score};

/// A country through editions and commits.
#[derive(Debug)]
pub struct History<'h> {
    /// ISO 3166-1 alpha-3 code.
    pub country: &'h str,
    /// The country's name here.
    pub country_name: &'h str,
    /// The instrument of the newest edition.
    pub framework: Option<&'h Framework>,
    /// The editions, in order of the register; those whose file is gone last.
    pub editions: Vec<Round<'h>>,
    /// What the commits did, newest first.
    pub moments: Vec<Moment<'h>>,
    /// What was asked for by a name that it has no more: that name, and the one that it has now.
    pub asked: Vec<(String, String)>,
    /// What is in the moments.
    scope: Scope,
}

/// What is kept of what the commits did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// Everything.
    Country,
    /// What is about one indicator, the sources that it cites among it.
    Indicator,
}

/// A country in one edition.
#[derive(Debug)]
pub struct Round<'h> {
    /// The id of the edition.
    pub edition: String,
    /// The assessment as it is at the newest commit, if it is still there.
    pub file: Option<&'h AssessmentFile>,
    /// Its score, if it can be computed.
    pub score: Option<Score>,
    /// The instrument by which the score is made.
    pub made_by: Option<&'h Framework>,
}

/// What one commit did to one edition.
#[derive(Debug)]
pub struct Moment<'h> {
    /// The commit.
    pub commit: &'h Commit,
    /// The pull request that brought it, as far as messages tell.
    pub pull_request: Option<u64>,
    /// The place of the edition in the history.
    pub round: usize,
    /// What it did.
    pub what: What,
}

/// What one commit did to the entry of one indicator.
#[derive(Debug)]
pub struct Deed<'m> {
    /// What it did.
    pub act: Act<'m>,
    /// Whether it is in what stands now, or was there until a later commit changed it.
    pub lasting: Lasting,
}

/// What is done to an entry.
#[derive(Debug)]
pub enum Act<'m> {
    /// The entry came to be, or a merge kept it, with this rating if it has one.
    Entered(Coming, Option<Rating>),
    /// The entry went, or a merge kept it away.
    Removed(How),
    /// The file cannot be read, for this reason.
    Unreadable(&'m str),
    /// It says something else.
    Edited(Edit<'m>),
}

/// How an entry was edited.
#[derive(Debug, Default)]
pub struct Edit<'m> {
    /// How the rating came to be what it is, if it was edited or decided about.
    pub rating: Option<Moved>,
    /// The sources that came to be cited.
    pub new_sources: Vec<&'m str>,
    /// Whether a citation came, be it of a source that was cited before.
    pub has_new_evidence: bool,
    /// Whether the rationale says something else.
    pub has_new_rationale: bool,
    /// Whether a correction was recorded.
    pub has_erratum: bool,
    /// All that was done to it.
    pub done: Vec<&'m Done>,
}

/// A rating that a commit gave, or that a merge decided about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// What it was; in a merge, on the line that was merged into.
    pub before: Option<Rating>,
    /// What it is.
    pub after: Option<Rating>,
    /// How it came to be that.
    pub how: How,
    /// What it was on the other lines, if a merge decided against that.
    pub against: Vec<Option<Rating>>,
}

impl Deed<'_> {
    /// Whether it is a change that the commit made itself, and that lasted.
    pub fn is_change(&self) -> bool {
        let is_own = |done: &&Done| done.how == How::Made && done.lasting == Lasting::Lasted;
        matches!(&self.act, Act::Edited(edit) if edit.done.iter().any(is_own))
    }

    /// Whether it is such a change of the rating.
    pub fn is_move(&self) -> bool {
        let is_own = |moved: &Moved| moved.how == How::Made && self.lasting == Lasting::Lasted;
        matches!(&self.act, Act::Edited(Edit { rating: Some(moved), .. }) if is_own(moved))
    }

    /// Whether what stands now may go back to it: it lasted, and is no mere decision between what others did.
    pub fn is_origin(&self) -> bool {
        match &self.act {
            Act::Entered(Coming::Found | Coming::Done(How::Made), _) | Act::Removed(How::Made) => {
                self.lasting == Lasting::Lasted
            }
            Act::Entered(Coming::Done(How::Kept | How::Took), _)
            | Act::Removed(How::Kept | How::Took)
            | Act::Unreadable(_) => false,
            Act::Edited(_) => self.is_change(),
        }
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
        let mut renames = Renames::default();
        let trace = |edition: &String| Lineage::trace(log, country, edition, &mut renames, versions);
        let lineages: Vec<Lineage> = ids.iter().map(trace).collect();
        let is_wanted: &dyn Fn(&Change, &Cited<'_>) -> bool = &|change, cited| {
            let Some(indicator) = indicator else { return true };
            is_about(change, indicator, &|source| cited.has(indicator, source))
        };
        let found = events(log, &lineages, versions, is_wanted);
        let told: BTreeSet<usize> = found.iter().map(|event| event.lineage).collect();
        let mut rounds: Vec<Round<'h>> = Vec::new();
        let mut places = Vec::new();
        for (lineage, edition) in ids.into_iter().enumerate() {
            let file = dataset.assessment(country, &edition);
            places.push(rounds.len());
            // A name by which a file went that has another now is no edition.
            if file.is_some() || told.contains(&lineage) {
                let made_by = instrument(dataset, &edition);
                let score = file.zip(made_by).and_then(|(file, by)| score(&file.file.data, by));
                rounds.push(Round { edition, file, score, made_by });
            }
        }
        let numbers = pull_requests(log);
        let moments = found.into_iter().map(|event| Moment {
            commit: &log.steps[event.step].commit,
            pull_request: numbers[event.step],
            round: places[event.lineage],
            what: event.what,
        });
        let moments = moments.collect();
        let newest = rounds.iter().rev().filter(|round| round.file.is_some());
        let framework = newest.filter_map(|round| dataset.framework_of(&round.edition)).next();
        Self {
            country,
            country_name: dataset.countries.as_ref().map_or(country, |file| file.data.name(country)),
            framework: framework.map(|file| &file.data),
            editions: rounds,
            moments,
            asked: Vec::new(),
            scope: if indicator.is_some() { Scope::Indicator } else { Scope::Country },
        }
    }

    /// Leaves one edition, by its place.
    pub fn limit(&mut self, place: usize) {
        self.editions = self.editions.drain(place..=place).collect();
        self.moments.retain(|moment| moment.round == place);
        self.moments.iter_mut().for_each(|moment| moment.round = 0);
    }

    /// The newest name of an indicator that was renamed, if it has another than this.
    pub fn newest_name(&self, old: &str) -> Option<&str> {
        let done = self.moments.iter().filter_map(|moment| match &moment.what {
            What::Changed(done) => Some(done),
            What::Entered(..) | What::Removed(..) | What::Unreadable(_) => None,
        });
        let names = done.flatten().map(|done| &done.change);
        let names = names.filter(|change| is_field(change, &IndicatorField::Id));
        let of_old =
            names.filter(|change| matches!(&change.before, Some(Value::Name(name)) if **name == *old));
        of_old.filter_map(Change::indicator).find(|now| *now != old)
    }

    /// What the commits did to an indicator, newest first.
    pub fn of<'m>(&'m self, indicator: &str) -> Vec<(&'m Moment<'h>, Deed<'m>)> {
        // Of a whole country it is not kept which indicator a source was cited for, or that the file was renamed.
        let is_kept = |change: &Change| match self.scope {
            Scope::Indicator => true,
            Scope::Country => change.indicator() == Some(indicator),
        };
        let deed = |what| deed(what, indicator, &is_kept);
        let deeds = self.moments.iter().filter_map(|moment| Some((moment, deed(&moment.what)?)));
        deeds.collect()
    }
}

/// The countries of which any commit has an assessment, by code.
pub fn countries(log: &Log) -> BTreeSet<&str> {
    assessed(log).map(|(country, _)| country).collect()
}

/// Country and edition of every file of an assessment that any commit has.
fn assessed(log: &Log) -> impl Iterator<Item = (&str, &str)> {
    let deltas = log.steps.iter().flat_map(|step| step.against.iter().flatten());
    let files = deltas.filter(|delta| delta.before.is_some() || delta.after.is_some());
    files.filter(|delta| Kind::of(&delta.path) == Some(Kind::Assessment)).filter_map(|delta| {
        let mut parts = delta.path.rsplit('/');
        let edition = parts.next()?.strip_suffix(".json")?;
        Some((parts.next()?, edition))
    })
}

/// The editions of which any commit has an assessment of a country: those of today by the register, then the others.
fn editions(log: &Log, dataset: &Dataset, country: &str) -> Vec<String> {
    let ever: BTreeSet<&str> =
        assessed(log).filter(|(of, _)| *of == country).map(|(_, edition)| edition).collect();
    let mut editions: Vec<&str> = ever.into_iter().collect();
    let place = |edition: &str| {
        let registered = dataset.editions.as_ref().map(|file| file.data.editions.ids());
        registered.and_then(|mut ids| ids.position(|id| id == edition)).unwrap_or(usize::MAX)
    };
    editions.sort_by_key(|edition| (dataset.assessment(country, edition).is_none(), place(edition)));
    editions.into_iter().map(str::to_owned).collect()
}

/// Whether a change is about an indicator: its entry, an erratum on it, a source that it cites, the file as a whole.
fn is_about(change: &Change, indicator: &str, cites: &dyn Fn(&str) -> bool) -> bool {
    let Subject::Assessment { field, .. } = &change.subject else { return false };
    match field {
        Field::Indicator { indicator: of, .. } => **of == *indicator,
        Field::Source { source, field: SourceField::Variable(_) | SourceField::Id } => cites(source),
        Field::Erratum => [&change.before, &change.after].into_iter().flatten().any(|value| {
            matches!(value, Value::Erratum(erratum) if erratum.indicator.as_deref() == Some(indicator))
        }),
        Field::Remark(_) => [&change.before, &change.after].into_iter().flatten().any(|value| {
            matches!(value, Value::Remark(remark) if remark.is_about(indicator))
        }),
        Field::Whole | Field::Path => true,
        Field::Source { field: SourceField::Whole, .. }
        | Field::Country
        | Field::Edition
        | Field::Status
        | Field::Document
        | Field::Derivation(_)
        | Field::Stated(_)
        | Field::Overview
        | Field::Exception { .. } => false,
    }
}

/// What was done to the entry of an indicator; none if nothing was.
fn deed<'m>(what: &'m What, indicator: &str, is_kept: &dyn Fn(&Change) -> bool) -> Option<Deed<'m>> {
    let lasted = |act| Deed { act, lasting: Lasting::Lasted };
    match what {
        What::Entered(coming, entries) => {
            let entry = entries.iter().find(|entry| *entry.indicator == *indicator)?;
            Some(Deed { act: Act::Entered(*coming, entry.rating), lasting: entry.lasting })
        }
        What::Removed(how, entries) if entries.is_empty() => Some(lasted(Act::Removed(*how))),
        What::Removed(how, entries) => {
            let entry = entries.iter().find(|entry| *entry.indicator == *indicator)?;
            Some(Deed { act: Act::Removed(*how), lasting: entry.lasting })
        }
        What::Unreadable(why) => Some(lasted(Act::Unreadable(why))),
        What::Changed(done) => {
            let done: Vec<&Done> = done.iter().filter(|done| is_kept(&done.change)).collect();
            let whole = done.iter().find(|done| is_field(&done.change, &IndicatorField::Whole));
            match whole {
                Some(Done { change, how, lasting }) => Some(Deed {
                    act: match &change.after {
                        Some(Value::Entry(entry)) => Act::Entered(Coming::Done(*how), entry.rating),
                        Some(_) | None => Act::Removed(*how),
                    },
                    lasting: *lasting,
                }),
                None if done.is_empty() => None,
                None => Some(edited(done)),
            }
        }
    }
}

fn edited(done: Vec<&Done>) -> Deed<'_> {
    let rating = done.iter().find(|done| is_field(&done.change, &IndicatorField::Rating));
    let any = done.iter().find(|done| done.lasting == Lasting::Lasted);
    let lasting = rating.or(any).map_or(Lasting::Dropped, |done| done.lasting);
    Deed { act: Act::Edited(edit(done)), lasting }
}

fn edit(done: Vec<&Done>) -> Edit<'_> {
    let mut edit = Edit { rating: moved(&done), ..Edit::default() };
    let mut old_sources = BTreeSet::new();
    for change in done.iter().filter(|done| done.how == How::Made).map(|done| &done.change) {
        edit.has_new_rationale |= is_field(change, &IndicatorField::Rationale);
        edit.has_erratum |= matches!(change.after, Some(Value::Erratum(_)));
        if change.class() == Class::Evidence {
            old_sources.extend(
                change.before.iter().flat_map(Value::citations).filter_map(|it| it.source.as_deref()),
            );
            let new: Vec<&Citation> = change.after.iter().flat_map(Value::citations).collect();
            edit.has_new_evidence |= !new.is_empty();
            edit.new_sources.extend(new.into_iter().filter_map(|it| it.source.as_deref()));
        }
    }
    edit.new_sources.retain(|source| !old_sources.contains(source));
    edit.new_sources.sort_unstable();
    edit.new_sources.dedup();
    edit.done = done;
    edit
}

/// How the rating came to be what it is.
fn moved(done: &[&Done]) -> Option<Moved> {
    let rating = |value: &Option<Value>| match value {
        Some(Value::Rating(rating)) => Some(*rating),
        _ => None,
    };
    let of_rating = || done.iter().filter(|done| is_field(&done.change, &IndicatorField::Rating));
    let first = of_rating().next()?;
    let after = rating(&first.change.after);
    let on_main_line = of_rating().find(|done| matches!(done.how, How::Made | How::Took));
    let decided = of_rating().filter(|done| done.how != How::Made);
    Some(Moved {
        before: on_main_line.map_or(after, |done| rating(&done.change.before)),
        after,
        how: first.how,
        against: decided.map(|done| rating(&done.change.before)).collect(),
    })
}

fn is_field(change: &Change, field: &IndicatorField) -> bool {
    matches!(&change.subject, Subject::Assessment { field: Field::Indicator { field: of, .. }, .. } if of == field)
}
