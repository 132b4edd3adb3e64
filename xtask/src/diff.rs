//! What differs between two states of the data, or between two editions: by meaning, each difference once.

pub mod assessment;
pub mod caution;
pub mod change;
mod meaning;
mod register;
mod rename;
mod source;
pub mod tally;

use std::collections::BTreeMap;
use std::sync::Arc;

use assessment::Relation;
use caution::Caution;
use change::{Change, Class, Field, Subject, Value};
use tally::Tally;

use crate::dataset::{AssessmentFile, Dataset, File, framework_id};
use crate::model::Text;
use crate::model::assessment::Assessment;
use crate::model::framework::Framework;
use crate::pointer::Pointer;

/// A comparison.
#[derive(Debug, Default)]
pub struct Diff<'d> {
    /// What makes the comparison unsafe.
    pub cautions: Vec<Caution>,
    /// What could not be compared; that is not the same as no difference.
    pub not_compared: Vec<NotCompared>,
    /// The assessments that differ, by country and edition.
    pub assessments: Vec<AssessmentDiff<'d>>,
    /// What differs in the registers and instruments.
    pub registers: Vec<Change>,
}

/// The differences of one assessment.
#[derive(Debug)]
pub struct AssessmentDiff<'d> {
    /// The country's code.
    pub country: &'d str,
    /// The country's name here.
    pub country_name: &'d str,
    /// What the two sides are to each other.
    pub relation: Relation,
    /// The earlier state, or the earlier edition.
    pub before: Option<&'d AssessmentFile>,
    /// The later one.
    pub after: Option<&'d AssessmentFile>,
    /// The instrument, of the later side if there is one.
    pub framework: Option<&'d Framework>,
    /// What the changes come to.
    pub tally: Tally,
    /// The changes: heaviest first, by area, falls before rises.
    pub changes: Vec<Change>,
}

/// Something that could not be compared, since one side of it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotCompared {
    /// The file.
    pub path: Arc<str>,
    /// What of it.
    pub pointer: Pointer,
    /// The side that cannot be read.
    pub side: Side,
    /// Why.
    pub why: String,
}

/// A side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Side {
    Before,
    After,
}

impl Diff<'_> {
    /// Whether nothing differs; what could not be compared may.
    pub fn is_empty(&self) -> bool {
        self.assessments.is_empty() && self.registers.is_empty()
    }

    /// All changes.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.assessments.iter().flat_map(|assessment| &assessment.changes).chain(&self.registers)
    }

    /// Leaves only what is about a country or an indicator, where one is named.
    pub fn limit(&mut self, country: Option<&str>, indicator: Option<&str>) {
        if let Some(country) = country {
            self.assessments.retain(|assessment| *assessment.country == *country);
            self.cautions.retain(|caution| caution.country().is_none_or(|of| of == country));
            self.registers.retain(
                |change| matches!(&change.subject, Subject::Country { country: of, .. } if **of == *country),
            );
            let folder = format!("dataset/assessments/{country}/");
            self.not_compared.retain(|lost| lost.path.starts_with(&folder));
        }
        if let Some(indicator) = indicator {
            self.registers.clear();
            for assessment in &mut self.assessments {
                assessment.limit(indicator);
            }
            self.assessments.retain(|assessment| !assessment.changes.is_empty());
        }
    }
}

impl AssessmentDiff<'_> {
    /// The edition of the earlier side, or of the only one.
    pub fn edition_before(&self) -> &str {
        self.before.or(self.after).map_or("", |file| &file.edition)
    }

    /// The edition of the later side, or of the only one.
    pub fn edition_after(&self) -> &str {
        self.after.or(self.before).map_or("", |file| &file.edition)
    }

    /// The title of an indicator, or its id.
    pub fn indicator_title<'t>(&'t self, id: &'t str) -> &'t str {
        let indicator = self.framework.and_then(|framework| framework.indicators.get(id));
        indicator.and_then(|indicator| indicator.title.as_deref()).unwrap_or(id)
    }

    fn limit(&mut self, indicator: &str) {
        self.changes.retain(|change| {
            change.indicator() == Some(indicator)
                || matches!(change.subject, Subject::Assessment { field: Field::Whole | Field::Path, .. })
        });
        self.tally.moves.retain(|moved| *moved.indicator == *indicator);
        let rated = |file: Option<&AssessmentFile>| {
            file.and_then(|file| file.file.data.ratings.get(indicator)).and_then(|entry| entry.rating)
        };
        self.tally.rated = usize::from(rated(self.before).is_some() && rated(self.after).is_some());
    }
}

/// Compares two states of the data. Files that are the same on both sides need not be in them.
pub fn compare<'d>(before: &'d Dataset, after: &'d Dataset) -> Diff<'d> {
    let mut diff = Diff::default();
    compare_registers(before, after, &mut diff);
    let mut pairs: BTreeMap<Key<'d>, Pair<'d>> = BTreeMap::new();
    for file in &before.assessments {
        pairs.entry(key(file)).or_default().before = Some(file);
    }
    for file in &after.assessments {
        pairs.entry(key(file)).or_default().after = Some(file);
    }
    for (_, pair) in with_renamed(pairs) {
        let context = Context { before, after, relation: Relation::Revisions };
        diff.assessments.extend(compare_pair(&context, pair, &mut diff.cautions, &mut diff.not_compared));
    }
    diff.cautions.extend(caution::of_frameworks(before, after));
    caution::tidy(&mut diff.cautions);
    diff
}

/// Compares two editions, of one country or of all.
pub fn compare_editions<'d>(dataset: &'d Dataset, country: Option<&str>, from: &str, to: &str) -> Diff<'d> {
    let mut diff = Diff::default();
    let is_asked = |file: &&AssessmentFile| country.is_none_or(|country| *file.country == *country);
    let mut pairs: BTreeMap<&str, Pair<'d>> = BTreeMap::new();
    for file in dataset.assessments.iter().filter(is_asked) {
        if *file.edition == *from {
            pairs.entry(&file.country).or_default().before = Some(file);
        } else if *file.edition == *to {
            pairs.entry(&file.country).or_default().after = Some(file);
        }
    }
    for (_, pair) in pairs {
        let context = Context { before: dataset, after: dataset, relation: Relation::Editions };
        diff.assessments.extend(compare_pair(&context, pair, &mut diff.cautions, &mut diff.not_compared));
    }
    diff.cautions.extend(caution::of_editions(dataset, from, to));
    caution::tidy(&mut diff.cautions);
    diff
}

/// Compares two states of one entry, as if nothing else of its assessment differed.
pub fn compare_assessments(
    country: &str,
    edition: &str,
    before: &Assessment,
    after: &Assessment,
) -> Vec<Change> {
    all_changes(country, edition, before, after, Relation::Revisions)
}

type Key<'d> = (&'d str, &'d str);

fn key(file: &AssessmentFile) -> Key<'_> {
    (&file.country, &file.edition)
}

/// The two sides of an assessment.
#[derive(Clone, Copy, Debug, Default)]
struct Pair<'d> {
    before: Option<&'d AssessmentFile>,
    after: Option<&'d AssessmentFile>,
}

/// Where the two sides of a comparison come from.
struct Context<'d> {
    before: &'d Dataset,
    after: &'d Dataset,
    relation: Relation,
}

/// Brings the sides of an assessment together whose file has another name now: at least half of its entries are as they
/// were.
fn with_renamed<'d>(mut pairs: BTreeMap<Key<'d>, Pair<'d>>) -> BTreeMap<Key<'d>, Pair<'d>> {
    let removed: Vec<Key<'_>> =
        pairs.iter().filter(|(_, pair)| pair.after.is_none()).map(|(key, _)| *key).collect();
    for old in removed {
        let Some(before) = pairs.get(&old).and_then(|pair| pair.before) else { continue };
        let successor = pairs
            .iter()
            .filter(|(_, pair)| pair.before.is_none())
            .find(|(_, pair)| pair.after.is_some_and(|after| is_renamed(&before.file.data, &after.file.data)))
            .map(|(key, _)| *key);
        if let Some(new) = successor {
            pairs.remove(&old);
            pairs.entry(new).or_default().before = Some(before);
        }
    }
    pairs
}

/// Whether one file's content is mostly that of another.
pub fn is_renamed(before: &Assessment, after: &Assessment) -> bool {
    let (before, after) = (&before.ratings, &after.ratings);
    let same = before.iter().filter(|(id, entry)| after.get(id) == Some(entry)).count();
    same > 0 && same * 2 >= before.len().max(after.len())
}

fn compare_pair<'d>(
    context: &Context<'d>,
    pair: Pair<'d>,
    cautions: &mut Vec<Caution>,
    not_compared: &mut Vec<NotCompared>,
) -> Option<AssessmentDiff<'d>> {
    let Pair { before, after } = pair;
    let lost = lost(context, before.map(|file| &file.file), after.map(|file| &file.file));
    not_compared.extend(lost.iter().cloned());
    if lost.iter().any(|lost| lost.pointer == Pointer::root()) {
        return None;
    }
    let later = after.or(before)?;
    let changes = match (before, after) {
        (Some(before), Some(after)) => {
            let (old, new) = (&before.file.data, &after.file.data);
            let mut changes = all_changes(&after.country, &after.edition, old, new, context.relation);
            if context.relation == Relation::Revisions && key(before) != key(after) {
                changes.retain(|change| !follows_path(change, before, after));
                changes.push(renamed_path(before, after));
            }
            changes
        }
        (before, after) => {
            let value = |file: &AssessmentFile| Value::Assessment(Box::new(file.file.data.clone()));
            let subject = Subject::Assessment {
                country: later.country.clone(),
                edition: later.edition.clone(),
                field: Field::Whole,
            };
            vec![Change { subject, before: before.map(value), after: after.map(value) }]
        }
    };
    let mut changes: Vec<Change> = changes.into_iter().filter(|change| !is_lost(change, &lost)).collect();
    let framework = |dataset: &'d Dataset, file: Option<&AssessmentFile>| {
        dataset.framework_of(&file?.edition).map(|framework| &framework.data)
    };
    let (framework_before, framework_after) =
        (framework(context.before, before), framework(context.after, after));
    let nothing = Assessment::default();
    let data = |file: Option<&'d AssessmentFile>| file.map(|file| &file.file.data);
    let tally = tally::tally(
        data(before).unwrap_or(&nothing),
        data(after).unwrap_or(&nothing),
        framework_before,
        framework_after,
    );
    let known = framework_after.or(framework_before);
    sort(&mut changes, known);
    if !changes.is_empty() {
        cautions.extend(caution::of_pair(before, after, context.relation));
    }
    let registered =
        [context.after, context.before].into_iter().find_map(|dataset| dataset.countries.as_ref());
    (!changes.is_empty()).then(|| AssessmentDiff {
        country: &later.country,
        country_name: registered.map_or(&*later.country, |file| file.data.name(&later.country)),
        relation: context.relation,
        before,
        after,
        framework: known,
        tally,
        changes,
    })
}

/// All changes between two states, those of names first.
fn all_changes(
    country: &str,
    edition: &str,
    before: &Assessment,
    after: &Assessment,
    relation: Relation,
) -> Vec<Change> {
    if before == after {
        return Vec::new();
    }
    let (before, renames) = rename::undone(before, after);
    let renames = renames
        .into_iter()
        .map(|rename| (rename.field, Some((Some(Value::Name(rename.from)), Some(Value::Name(rename.to))))));
    let mut fields: Vec<_> = renames.collect();
    fields.extend(assessment::compare(&before, after, relation));
    assessment::changes(country, edition, fields)
}

/// Whether a change only says again that the file has another path: country and edition stand in both.
fn follows_path(change: &Change, before: &AssessmentFile, after: &AssessmentFile) -> bool {
    let Subject::Assessment { field, .. } = &change.subject else { return false };
    let moves = |old: &Text, new: &Text| {
        change.before == Some(Value::Text(old.clone())) && change.after == Some(Value::Text(new.clone()))
    };
    match field {
        Field::Country => moves(&before.country, &after.country),
        Field::Edition => moves(&before.edition, &after.edition),
        Field::Whole
        | Field::Path
        | Field::Status
        | Field::Document
        | Field::Derivation(_)
        | Field::Stated(_)
        | Field::Overview
        | Field::Indicator { .. }
        | Field::Source { .. }
        | Field::Erratum
        | Field::Exception { .. } => false,
    }
}

fn renamed_path(before: &AssessmentFile, after: &AssessmentFile) -> Change {
    let name = |file: &AssessmentFile| Some(Value::Name((*file.file.path).into()));
    let subject = Subject::Assessment {
        country: after.country.clone(),
        edition: after.edition.clone(),
        field: Field::Path,
    };
    Change { subject, before: name(before), after: name(after) }
}

/// What of a file cannot be compared: what is left out on one side, unless it stands in the other just so.
fn lost<T>(context: &Context<'_>, before: Option<&File<T>>, after: Option<&File<T>>) -> Vec<NotCompared> {
    let left_out = |file: Option<&File<T>>| file.map_or_else(Vec::new, |file| file.left_out.clone());
    let (of_before, of_after) = (left_out(before), left_out(after));
    let mut lost = Vec::new();
    for (side, dataset, file, own, other) in [
        (Side::Before, context.before, before, &of_before, &of_after),
        (Side::After, context.after, after, &of_after, &of_before),
    ] {
        let Some(file) = file else { continue };
        for (pointer, _) in own.iter().filter(|value| !other.contains(value)) {
            let why = why_lost(dataset, &file.path, pointer);
            lost.push(NotCompared { path: file.path.clone(), pointer: pointer.clone(), side, why });
        }
    }
    lost
}

fn why_lost(dataset: &Dataset, path: &str, pointer: &Pointer) -> String {
    let of_file =
        dataset.faults.iter().map(|fault| &fault.report).filter(|report| *report.location.path == *path);
    let mut of_file = of_file.peekable();
    let first = of_file.peek().map(|report| report.message.clone());
    let exact = of_file.find(|report| report.location.pointer() == Some(pointer));
    exact.map(|report| report.message.clone()).or(first).unwrap_or_else(|| "it cannot be read".to_owned())
}

fn is_lost(change: &Change, lost: &[NotCompared]) -> bool {
    let (_, pointer) = change.subject.place();
    lost.iter().any(|lost| pointer.is_within(&lost.pointer) || lost.pointer.is_within(&pointer))
}

fn compare_registers<'d>(before: &'d Dataset, after: &'d Dataset, diff: &mut Diff<'d>) {
    let context = Context { before, after, relation: Relation::Revisions };
    let mut changes = Vec::new();
    let mut lost_here = lost(&context, before.editions.as_ref(), after.editions.as_ref());
    let (old, new) = (data(before.editions.as_ref()), data(after.editions.as_ref()));
    changes.extend(register::editions(&old.cloned().unwrap_or_default(), &new.cloned().unwrap_or_default()));
    lost_here.extend(lost(&context, before.countries.as_ref(), after.countries.as_ref()));
    let (old, new) = (data(before.countries.as_ref()), data(after.countries.as_ref()));
    changes.extend(register::countries(&old.cloned().unwrap_or_default(), &new.cloned().unwrap_or_default()));
    let ids = |dataset: &'d Dataset| dataset.frameworks.iter().map(|file| framework_id(&file.path));
    let mut all: Vec<&str> = ids(before).chain(ids(after)).collect();
    all.sort_unstable();
    all.dedup();
    for id in all {
        let (old, new) = (before.framework(id), after.framework(id));
        lost_here.extend(lost(&context, old, new));
        changes.extend(register::frameworks(id, data(old), data(new)));
    }
    changes.retain(|change| {
        let (path, _) = change.subject.place();
        let lost: Vec<NotCompared> = lost_here.iter().filter(|lost| *lost.path == *path).cloned().collect();
        !is_lost(change, &lost)
    });
    diff.registers = changes;
    diff.not_compared.append(&mut lost_here);
}

fn data<T>(file: Option<&File<T>>) -> Option<&T> {
    file.map(|file| &file.data)
}

/// Heaviest first; ratings by area, falls before rises; the rest in order of the instrument.
fn sort(changes: &mut [Change], framework: Option<&Framework>) {
    let place = |change: &Change| -> (usize, usize) {
        let Some(framework) = framework else { return (0, 0) };
        let Some(id) = change.indicator() else { return (usize::MAX, 0) };
        let area = framework.indicators.get(id).and_then(|indicator| indicator.area.as_deref());
        let area = area.and_then(|area| framework.areas.ids().position(|id| id == area));
        let indicator = framework.indicators.ids().position(|known| known == id);
        (area.unwrap_or(usize::MAX), indicator.unwrap_or(usize::MAX))
    };
    changes.sort_by_cached_key(|change| {
        let (area, indicator) = place(change);
        let class = change.class();
        let steps = if class == Class::Rating { change.steps().unwrap_or(0) } else { 0 };
        (class, area, steps, indicator, change.subject.clone(), change.manner())
    });
}
