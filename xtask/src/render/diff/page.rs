//! What a diff says, in order, before it has a format: cautions, counts, ratings by area, then what else changed.
//!
//! All texts are as the data has them; each format makes them harmless in its own way.

use rayon::prelude::*;
use serde::Serialize;

use super::summary::{caution, coverage, headline, not_compared, unwritten, verdict};
use super::words::{Sentence, sentence};
use crate::render::counted;
use dataset::model::assessment::{Corrected, Status};
use diff::assessment::Relation;
use diff::change::{Change, ChangeClass, ChangeKind};
use diff::subject::{Field, IndicatorField, Subject};
use diff::tally::{Move, Reasons};
use diff::{AssessmentDiff, Diff};

/// What a table says in place of evidence that cannot be compared.
pub(super) const NOT_COMPARABLE: &str = "not comparable";

/// A diff for people.
#[derive(Debug, Serialize)]
pub struct Page {
    /// What makes the comparison unsafe, and what could not be compared: one sentence each, first of all.
    pub notices: Vec<String>,
    /// Which countries were assessed in one of two editions only: a sentence for each of the two, if there is any.
    pub coverage: Vec<String>,
    /// Where nothing differs in what could be compared: a sentence that says so.
    pub verdict: Option<&'static str>,
    /// One section an assessment.
    pub sections: Vec<Section>,
    /// What changed in the registers and instruments.
    pub registers: Vec<Sentence>,
}

/// One assessment.
#[derive(Debug, Serialize)]
pub struct Section {
    /// `Cambodia (KHM), 2019 -> 2022`.
    pub heading: String,
    /// The counts: `11 of 36 ratings changed: …`.
    pub counts: Vec<String>,
    /// The ratings that moved, by area in order of the instrument, falls first.
    pub areas: Vec<Area>,
    /// What else changed, by indicator.
    pub indicators: Vec<Group>,
    /// What changed in the sources, and in what is said of the assessment as a whole.
    pub groups: Vec<Group>,
}

/// The ratings that moved in an area.
#[derive(Debug, Serialize)]
pub struct Area {
    /// Its title.
    pub title: String,
    /// The moves.
    pub moves: Vec<PageRow>,
}

/// A rating that moved.
#[derive(Debug, Serialize)]
pub struct PageRow {
    /// The indicator's title.
    pub title: String,
    /// The rating it had, in words.
    pub before: &'static str,
    /// The rating it has.
    pub after: &'static str,
    /// By how many levels.
    pub steps: i32,
    /// What came with it: `2 new sources`, `no new evidence`; none where that cannot be compared.
    pub evidence: Option<String>,
}

/// Changes under one heading.
#[derive(Debug, Serialize)]
pub struct Group {
    /// An indicator's title, or what the changes are about.
    pub title: String,
    /// The changes.
    pub sentences: Vec<Sentence>,
}

/// Puts a page together.
pub fn page(diff: &Diff<'_>) -> Page {
    let cautions = diff.cautions.iter().map(caution);
    let lost = diff.paths_not_compared();
    Page {
        notices: cautions.chain(diff.not_compared.iter().map(not_compared)).collect(),
        coverage: coverage(diff),
        verdict: verdict(diff),
        sections: diff
            .assessments
            .par_iter()
            .map(|assessment| section(assessment, assessment.is_of(&lost)))
            .collect(),
        registers: diff.registers.iter().map(sentence).collect(),
    }
}

fn section(diff: &AssessmentDiff<'_>, has_lost: bool) -> Section {
    Section {
        heading: heading(diff),
        counts: counts(diff, has_lost),
        areas: areas(diff),
        indicators: indicators(diff),
        groups: groups(diff),
    }
}

fn heading(diff: &AssessmentDiff<'_>) -> String {
    let place = format!("{} ({})", diff.country_name, diff.country);
    let (before, after) = (diff.edition_before(), diff.edition_after());
    match (diff.before, diff.after) {
        (Some(_), None) => format!("{place} {before}: removed"),
        (None, Some(_)) => format!("{place} {after}: added"),
        _ if before == after => format!("{place} {after}"),
        _ => format!("{place}, {before} -> {after}"),
    }
}

/// The counts of an assessment. Where something of it could not be compared, nothing is said of what has not changed.
fn counts(diff: &AssessmentDiff<'_>, has_lost: bool) -> Vec<String> {
    let mut lines = Vec::new();
    if diff.before.is_none() || diff.after.is_none() {
        return lines;
    }
    let tally = &diff.tally;
    lines.push(headline(tally, has_lost));
    lines.extend(unwritten(diff));
    let moved = tally.moves.len();
    let mut forgotten = |what: &str, has: &dyn Fn(&Move) -> bool| {
        let without: Vec<&str> =
            tally.moves.iter().filter(|moved| !has(moved)).map(|moved| &*moved.title).collect();
        let line = format!("{} of {} {what}", moved - without.len(), counted(moved, "changed rating"));
        // Where it is none of them, the table says which.
        let is_some = !without.is_empty() && without.len() < moved;
        let line = if is_some { format!("{line}; not: {}", without.join("; ")) } else { line };
        lines.push(line);
    };
    let has = |moved: &Move, what: fn(&Reasons) -> bool| moved.reasons.as_ref().is_some_and(what);
    if tally.moves.iter().any(|moved| moved.reasons.is_some()) {
        forgotten("with new evidence", &|moved| has(moved, |reasons| reasons.has_new_evidence));
        forgotten("with a new rationale", &|moved| has(moved, |reasons| reasons.has_new_rationale));
    }
    let is_published = diff.before.is_some_and(|file| file.data.status.is_some_and(Status::is_given_out));
    if moved > 0 && diff.relation == Relation::Revisions && is_published {
        forgotten("with an erratum", &|moved| has_erratum(diff, &moved.indicator));
    }
    if diff.relation == Relation::Revisions && !has_lost {
        lines.extend(weight(diff));
    }
    lines
}

/// Whether an erratum on an indicator is new.
fn has_erratum(diff: &AssessmentDiff<'_>, indicator: &str) -> bool {
    let is_new = |change: &Change| {
        let Subject::Assessment { field, .. } = &change.subject else { return false };
        change.before.is_none() && field.erratum().is_some_and(|(of, _)| of == Corrected::Entry(indicator))
    };
    diff.changes.iter().any(is_new)
}

/// What a change without a moved rating amounts to.
fn weight(diff: &AssessmentDiff<'_>) -> Option<String> {
    if diff.changes.is_empty() {
        return Some("Nothing in the assessment changed: its score is made in another way.".to_owned());
    }
    let has = |class: ChangeClass| diff.changes.iter().any(|change| change.class() == class);
    let is_of_new_origin = diff.changes.iter().any(|change| change.new_origin().is_some());
    if is_of_new_origin || !diff.incomparable.is_empty() {
        return (!has(ChangeClass::Rating)).then(|| "No rating changed.".to_owned());
    }
    let told = match (has(ChangeClass::Rating), has(ChangeClass::Evidence), has(ChangeClass::Wording)) {
        (true, _, _) => return None,
        (false, true, true) => "Evidence and wording changed, no rating.",
        (false, true, false) => "Only the evidence changed: no rating or wording.",
        (false, false, true) => "Only the wording changed: no rating or evidence.",
        (false, false, false) => "Only the record changed: no rating, evidence or wording.",
    };
    Some(told.to_owned())
}

fn areas(diff: &AssessmentDiff<'_>) -> Vec<Area> {
    let row = |moved: &Move| PageRow {
        title: moved.title.to_string(),
        before: moved.before.title(),
        after: moved.after.title(),
        steps: moved.steps,
        evidence: evidence(moved),
    };
    let of_area = |id: &str| diff.tally.moves.iter().filter(|moved| *moved.area == *id).map(row).collect();
    let known = diff.framework.into_iter().flat_map(|framework| framework.areas.iter());
    let mut areas: Vec<Area> = known
        .map(|(id, area)| Area { title: area.title.as_deref().unwrap_or(id).to_owned(), moves: of_area(id) })
        .collect();
    let is_known = |id: &str| diff.framework.is_some_and(|framework| framework.areas.contains(id));
    let others = diff.tally.moves.iter().filter(|moved| !is_known(&moved.area)).map(row).collect();
    areas.push(Area { title: "Other indicators".to_owned(), moves: others });
    areas.retain(|area| !area.moves.is_empty());
    areas
}

/// What came with the move of a rating, in words; nothing where the reasons of the two sides cannot be compared.
fn evidence(moved: &Move) -> Option<String> {
    let reasons = moved.reasons.as_ref()?;
    Some(match (reasons.new_sources.len(), reasons.has_new_evidence) {
        (0, false) => "no new evidence".to_owned(),
        (0, true) => "a new place in a known source".to_owned(),
        (count, _) => counted(count, "new source"),
    })
}

/// What else changed of each indicator, in order of the instrument.
fn indicators(diff: &AssessmentDiff<'_>) -> Vec<Group> {
    let mut changes: Vec<&Change> = diff
        .changes
        .iter()
        .filter(|change| change.indicator().is_some() && !is_in_table(diff, change))
        .collect();
    let place = |change: &Change| {
        let ids = diff.framework.map(|framework| framework.indicators.ids());
        ids.and_then(|mut ids| ids.position(|id| Some(id) == change.indicator())).unwrap_or(usize::MAX)
    };
    changes.sort_by_cached_key(|change| (place(change), change.indicator().map(str::to_owned)));
    changes
        .chunk_by(|one, next| one.indicator() == next.indicator())
        .map(|changes| Group {
            title: diff.indicator_title(changes[0].indicator().unwrap_or_default()).to_owned(),
            sentences: changes.iter().map(|change| sentence(change)).collect(),
        })
        .collect()
}

/// Whether a change has its row in the table of ratings.
fn is_in_table(diff: &AssessmentDiff<'_>, change: &Change) -> bool {
    let Subject::Assessment { field: Field::Indicator { indicator, field: IndicatorField::Rating }, .. } =
        &change.subject
    else {
        return false;
    };
    change.manner() == ChangeKind::Edited
        && diff.tally.moves.iter().any(|moved| moved.indicator == *indicator)
}

fn groups(diff: &AssessmentDiff<'_>) -> Vec<Group> {
    let group = |title: &str, is_of: &dyn Fn(&Field) -> bool| {
        let of_group = diff.changes.iter().filter(|change| match &change.subject {
            Subject::Assessment { field, .. } => is_of(field),
            Subject::Edition { .. }
            | Subject::Country { .. }
            | Subject::About { .. }
            | Subject::Framework { .. } => false,
        });
        Group { title: title.to_owned(), sentences: of_group.map(sentence).collect() }
    };
    let is_source = |field: &Field| matches!(field, Field::Source { .. });
    let is_indicator = |field: &Field| matches!(field, Field::Indicator { .. });
    let groups = [
        group("The assessment", &|field| !is_source(field) && !is_indicator(field)),
        group("Sources", &is_source),
    ];
    groups.into_iter().filter(|group| !group.sentences.is_empty()).collect()
}
