//! Which assessments of two states go together, and what each pair comes to.

use dataset::assessment_id::AssessmentId;
use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::asked;
use super::assessment::{self, Relation};
use super::caution::{self, Caution};
use super::change::{Change, ChangeClass, ChangeKind, Value};
use super::in_place::pairs_by;
use super::lost::{has_lost, is_lost, lost};
use super::pairing::{UnpairedFile, Ways};
use super::rename::{self, Rename};
use super::sides::{Datasets, instruments, record};
use super::subject::{Field, Subject};
use super::tally::{self, Record, Tally};
use super::{AssessmentDiff, Diff, NotAssessed, NotCompared, Side, register};
use dataset::model::assessment::{Assessment, Status};
use dataset::model::framework::Framework;
use dataset::scoring::{comparable, instrument, score};
use dataset::{AssessmentFile, Dataset};
use format::pointer::Pointer;
use format::values::Text;

/// Compares two states of the data. Files that are the same on both sides need not be in them, save those whose scores are
/// made in another way on the later side ([`rescored`]).
pub fn compare<'d>(before: &'d Dataset, after: &'d Dataset) -> Diff<'d> {
    compare_by(&Ways::default(), before, after)
}

/// The same, where commits between the two tell how files went from the one to the other.
pub fn compare_by<'d>(ways: &Ways, before: &'d Dataset, after: &'d Dataset) -> Diff<'d> {
    let mut diff = Diff::default();
    let datasets = Datasets::new(before, after);
    let pairs = paired(ways, before, after);
    let both = pairs.iter().filter_map(|pair| pair.before.zip(pair.after));
    let moved: Vec<_> = both.filter(|(before, after)| key(before) != key(after)).collect();
    let ids = register::compare(&datasets, &moved, &mut diff);
    let compared: Vec<_> = pairs
        .into_par_iter()
        .map(|pair| {
            let (mut cautions, mut not_compared) = (Vec::new(), Vec::new());
            let told = compare_pair(&datasets, pair, Relation::Revisions, &mut cautions, &mut not_compared);
            (told, cautions, not_compared)
        })
        .collect();
    for (told, cautions, not_compared) in compared {
        diff.assessments.extend(told);
        diff.cautions.extend(cautions);
        diff.not_compared.extend(not_compared);
    }
    diff.cautions.extend(caution::of_frameworks(before, after, &ids));
    caution::tidy(&mut diff.cautions);
    diff
}

/// The editions whose scores are made in another way on the later side, because their instrument has changed or is another.
/// An assessment in one of them can have another score though its file is the same on both sides.
pub fn rescored<'d>(before: &Dataset, after: &'d Dataset) -> Vec<&'d str> {
    let ids = after.editions.iter().flat_map(|file| file.data.editions.ids());
    ids.filter(|id| {
        let instruments = instrument(before, id).zip(instrument(after, id));
        instruments.is_some_and(|(before, after)| comparable(before, after).is_err())
    })
    .collect()
}

/// Compares two editions, of one country or of all. A country that was assessed in one of them only is told as that.
pub fn compare_editions<'d>(
    dataset: &'d Dataset,
    country: Option<&str>,
    from: &'d str,
    to: &'d str,
) -> Diff<'d> {
    let mut diff = Diff::default();
    let is_asked = |file: &&AssessmentFile| country.is_none_or(|country| *file.country == *country);
    let mut pairs: BTreeMap<&str, Pair<'d>> = BTreeMap::new();
    for file in dataset.assessments.iter().filter(is_asked) {
        if *file.edition == *from {
            pairs.entry(&file.country).or_default().before = Some(file);
        }
        if *file.edition == *to {
            pairs.entry(&file.country).or_default().after = Some(file);
        }
    }
    let datasets = Datasets::new(dataset, dataset);
    for (country, pair) in pairs {
        let (side, present, edition) = match (pair.before, pair.after) {
            (Some(before), None) => (Side::After, before, to),
            (None, Some(after)) => (Side::Before, after, from),
            (Some(_), Some(_)) | (None, None) => {
                diff.assessments.extend(compare_pair(
                    &datasets,
                    pair,
                    Relation::Editions,
                    &mut diff.cautions,
                    &mut diff.not_compared,
                ));
                continue;
            }
        };
        let path = AssessmentId::new(country, edition).path();
        match datasets.in_the_way(&path, side) {
            Some(lost) => diff.not_compared.push(lost),
            None => diff.not_assessed.push(NotAssessed {
                country,
                country_name: datasets.country_name(country),
                edition,
                assessed_in: &present.edition,
                side,
            }),
        }
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
    let (renamed, renames) = rename::undone(before, after);
    revisions(&(country, edition), &renamed, renames, after, Relation::Revisions)
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

/// The assessments of two states, each with its other side whatever that is called, by the later names.
fn paired<'d>(ways: &Ways, before: &'d Dataset, after: &'d Dataset) -> Vec<Pair<'d>> {
    let files = |state: &'d Dataset| -> Vec<UnpairedFile<'d>> {
        state.assessments.iter().map(|file| UnpairedFile { path: &file.path, data: &file.data }).collect()
    };
    let (old, new) = (&before.assessments, &after.assessments);
    let mut earlier: Vec<Option<&AssessmentFile>> = vec![None; new.len()];
    let mut is_found = vec![false; old.len()];
    for (one, other) in pairs_by(ways, &files(before), &files(after)) {
        (earlier[other], is_found[one]) = (Some(&old[one]), true);
    }
    let gone = old.iter().zip(is_found).filter(|(_, is_found)| !is_found);
    let gone = gone.map(|(file, _)| Pair { before: Some(file), after: None });
    let come = new.iter().zip(earlier).map(|(file, before)| Pair { before, after: Some(file) });
    let mut pairs: Vec<Pair<'_>> = gone.chain(come).collect();
    // What went from a path comes before what came to it.
    pairs.sort_by_key(|pair| (pair.after.or(pair.before).map(key), pair.after.is_some()));
    pairs
}

fn compare_pair<'d>(
    datasets: &Datasets<'d>,
    pair: Pair<'d>,
    relation: Relation,
    cautions: &mut Vec<Caution>,
    not_compared: &mut Vec<NotCompared>,
) -> Option<AssessmentDiff<'d>> {
    let Pair { before, after } = pair;
    let mut lost = lost(datasets, before.map(|file| &file.file), after.map(|file| &file.file));
    let path = |file: Option<&'d AssessmentFile>| file.map(|file| &*file.path);
    lost.extend(datasets.obstacle(path(before), path(after)));
    not_compared.extend(lost.iter().cloned());
    let later = after.or(before)?;
    let is_moved = relation == Relation::Revisions
        && before.zip(after).is_some_and(|(before, after)| key(before) != key(after));
    if lost.iter().any(|lost| lost.pointer == Pointer::root()) {
        // Whatever a file says, its name is known.
        let (before, after) = before.zip(after).filter(|_| is_moved)?;
        return Some(AssessmentDiff {
            country: &later.country,
            country_name: datasets.country_name(&later.country),
            relation,
            before: Some(before),
            after: Some(after),
            framework: instruments(datasets, Some(before), Some(after)).named_by,
            tally: Tally::default(),
            changes: vec![renamed_path(before, after)],
            incomparable: Vec::new(),
        });
    }
    let nothing = Assessment::default();
    let data = |file: Option<&'d AssessmentFile>| file.map(|file| &file.data);
    let (old, new) = (data(before).unwrap_or(&nothing), data(after).unwrap_or(&nothing));
    let is_itself = path(before) == path(after);
    let record = if is_itself && relation == Relation::Editions {
        Record::Comparable
    } else {
        record(relation, old, new)
    };
    let instruments = instruments(datasets, before, after);
    let asked = (relation == Relation::Editions).then(|| asked::in_both(datasets, before?, after?)).flatten();
    let (old_asked, new_asked) = asked.as_ref().map_or((old, new), |(old, new)| (old, new));
    let (renamed, renames) = match (before, after) {
        (Some(_), Some(_)) if old_asked != new_asked => rename::undone(old_asked, new_asked),
        (_, _) => (Cow::Borrowed(old_asked), Vec::new()),
    };
    let mut changes = match (before, after) {
        (Some(before), Some(after)) => {
            let mut changes = revisions(&key(after), &renamed, renames, new_asked, relation);
            if is_moved {
                changes.retain(|change| !follows_path(change, before, after));
                changes.push(renamed_path(before, after));
            }
            changes
        }
        (before, after) => vec![coming_or_going(later, before, after)],
    };
    changes.retain(|change| !is_lost(change, &lost));
    if relation == Relation::Editions {
        // One level instead of another is no change where each is of its own scale.
        changes.retain(|change| !change.is_between_scales());
    }
    let count = changes.len();
    if relation == Relation::Editions && new.status == Some(Status::Draft) {
        let is_unfinished = new_asked.ratings.values().any(|entry| entry.rating.is_none());
        changes.retain(|change| !is_yet_to_be_written(change, new_asked, is_unfinished));
    }
    let is_unfinished = changes.len() < count;
    let mut incomparable = Vec::new();
    if record == Record::Reconstructed && before.is_some() && after.is_some() {
        (incomparable, changes) = changes.into_iter().partition(Change::is_of_reasons);
    }
    let made = |data: &Assessment, by: Option<&Framework>| by.and_then(|framework| score(data, framework));
    let tally = Tally {
        score_before: made(old, instruments.before),
        score_after: made(new, instruments.after),
        ..tally::moves(&renamed, new_asked, &instruments, record, |id| {
            has_lost(&lost, &Pointer::of(["ratings", id]))
        })
    };
    sort(&mut changes, instruments.named_by);
    let scores = tally.score_before.zip(tally.score_after);
    let has_other_score = scores.is_some_and(|(before, after)| before != after);
    let differs = !changes.is_empty() || has_other_score || is_unfinished;
    // Where reasons were not compared, that is to be known even if the ratings are the same.
    if differs || record == Record::Reconstructed {
        cautions.extend(caution::of_pair(before, after, relation));
    }
    if !differs {
        return None;
    }
    Some(AssessmentDiff {
        country: &later.country,
        country_name: datasets.country_name(&later.country),
        relation,
        before,
        after,
        framework: instruments.named_by,
        tally,
        changes,
        incomparable,
    })
}

/// All changes between two revisions, those of names first; `renamed` is the earlier one with the new names.
fn revisions(
    (country, edition): &Key<'_>,
    renamed: &Assessment,
    renames: Vec<Rename>,
    after: &Assessment,
    relation: Relation,
) -> Vec<Change> {
    let renames = renames
        .into_iter()
        .map(|rename| (rename.field, Some((Some(Value::Name(rename.from)), Some(Value::Name(rename.to))))));
    let mut fields: Vec<_> = renames.collect();
    fields.extend(assessment::compare(renamed, after, relation));
    assessment::changes(country, edition, fields)
}

/// The one change of an assessment that is on one side only.
fn coming_or_going(
    file: &AssessmentFile,
    before: Option<&AssessmentFile>,
    after: Option<&AssessmentFile>,
) -> Change {
    let value = |file: &AssessmentFile| Value::Assessment(Box::new(file.data.clone()));
    let (country, edition) = (file.country.clone(), file.edition.clone());
    let subject = Subject::Assessment { country, edition, field: Field::Whole };
    Change { subject, before: before.map(value), after: after.map(value) }
}

/// Whether a change only says that a draft has not yet what the edition before has: nobody took it away. As long as a rating is
/// missing, the draft as a whole is not there yet either.
fn is_yet_to_be_written(change: &Change, draft: &Assessment, is_unfinished: bool) -> bool {
    let Subject::Assessment { field, .. } = &change.subject else { return false };
    let is_rated = |id: &str| draft.ratings.get(id).is_some_and(|entry| entry.rating.is_some());
    let is_open = match field {
        Field::Indicator { indicator, .. } => !is_rated(indicator),
        Field::Prose(_)
        | Field::Source { .. }
        | Field::Own(_)
        | Field::Derivation(_)
        | Field::Stated(_)
        | Field::Remark(_)
        | Field::Erratum(_)
        | Field::Exception { .. } => is_unfinished,
        Field::Whole | Field::Path | Field::Country | Field::Edition | Field::Status => false,
    };
    is_open && change.manner() == ChangeKind::Removed
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
        | Field::Own(_)
        | Field::Derivation(_)
        | Field::Stated(_)
        | Field::Prose(_)
        | Field::Indicator { .. }
        | Field::Source { .. }
        | Field::Remark(_)
        | Field::Erratum(_)
        | Field::Exception { .. } => false,
    }
}

fn renamed_path(before: &AssessmentFile, after: &AssessmentFile) -> Change {
    let name = |file: &AssessmentFile| Some(Value::Name((*file.path).into()));
    let subject = Subject::Assessment {
        country: after.country.clone(),
        edition: after.edition.clone(),
        field: Field::Path,
    };
    Change { subject, before: name(before), after: name(after) }
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
        let steps = if class == ChangeClass::Rating { change.steps().unwrap_or(0) } else { 0 };
        (class, area, steps, indicator, change.subject.clone(), change.manner())
    });
}
