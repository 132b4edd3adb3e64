//! A diff as JSON, for programs. Its shape is told by `schema/output/diff.schema.json`.

use serde::Serialize;
use serde_json::Value as Json;

use super::prose::TextRun;
use super::summary::{caution, not_compared};
use super::value::value;
use super::words::{Sentence, sentence};
use crate::render::pretty;
use crate::render::score::json::Score;
use dataset::scoring::ScoreObstacle;
use diff::caution::Caution;
use diff::change::{Change, ChangeClass, ChangeKind};
use diff::tally::{Move, Tally};
use diff::{AssessmentDiff, Diff, NotAssessed, NotCompared, Side};

#[derive(Serialize)]
struct Report<'d> {
    version: u32,
    cautions: Vec<Message<'d>>,
    not_compared: Vec<NotComparedEntry<'d>>,
    not_assessed: Vec<Unassessed<'d>>,
    assessments: Vec<Assessment<'d>>,
    registers: Vec<Difference<'d>>,
}

#[derive(Serialize)]
struct Message<'d> {
    kind: &'static str,
    country: Option<&'d str>,
    message: String,
}

#[derive(Serialize)]
struct NotComparedEntry<'d> {
    path: &'d str,
    pointer: &'d str,
    side: &'static str,
    message: String,
}

/// A country that was assessed in one of two editions only, as programs read it.
#[derive(Serialize)]
pub(in crate::render) struct Unassessed<'d> {
    manner: &'static str,
    country: &'d str,
    name: &'d str,
    edition: &'d str,
    assessed_in: &'d str,
    side: &'static str,
}

#[derive(Serialize)]
struct Assessment<'d> {
    country: &'d str,
    name: &'d str,
    before: Option<Place<'d>>,
    after: Option<Place<'d>>,
    summary: Summary,
    ratings: Vec<Rating<'d>>,
    changes: Vec<Difference<'d>>,
}

#[derive(Serialize)]
struct Place<'d> {
    edition: &'d str,
    path: &'d str,
    status: Option<&'static str>,
}

#[derive(Serialize)]
struct Summary {
    rated: usize,
    not_rated: usize,
    other_scale: usize,
    changed: usize,
    up: usize,
    down: usize,
    unchanged: usize,
    score_before: Option<Score>,
    score_after: Option<Score>,
    points: Option<i64>,
    not_comparable: Option<&'static str>,
}

#[derive(Serialize)]
struct Rating<'d> {
    indicator: &'d str,
    title: &'d str,
    area: &'d str,
    before: &'static str,
    after: &'static str,
    steps: i32,
    points: Option<i32>,
    new_sources: Option<Vec<&'d str>>,
    has_new_evidence: Option<bool>,
    has_new_rationale: Option<bool>,
}

/// A change as programs read it.
#[derive(Serialize)]
pub(in crate::render) struct Difference<'d> {
    class: &'static str,
    manner: &'static str,
    path: String,
    pointer: String,
    indicator: Option<&'d str>,
    before: Option<Json>,
    after: Option<Json>,
    steps: Option<i32>,
    words: Vec<TextRun>,
    message: String,
}

/// Renders a diff, with a final line end.
pub fn render(diff: &Diff<'_>) -> String {
    pretty(&Report {
        version: 1,
        cautions: diff.cautions.iter().map(told).collect(),
        not_compared: diff.not_compared.iter().map(lost).collect(),
        not_assessed: diff.not_assessed.iter().map(unassessed).collect(),
        assessments: diff.assessments.iter().map(assessment).collect(),
        registers: diff.registers.iter().map(difference).collect(),
    })
}

fn told(it: &Caution) -> Message<'_> {
    let kind = match it {
        Caution::Reconstructed { .. } => "reconstructed",
        Caution::Draft { .. } => "draft",
        Caution::StatusDiffers { .. } => "status-differs",
        Caution::FrameworkDiffers { .. } => "framework-differs",
        Caution::ScoringDiffers { .. } => "scoring-differs",
        Caution::HistoryCutOff => "history-cut-off",
        Caution::IndicatorsReplaced { before, after } => match (before.len(), after.len()) {
            (1, 1) => "indicator-replaced",
            (1, _) => "indicator-split",
            (_, 1) => "indicators-merged",
            (_, _) => "indicators-regrouped",
        },
        Caution::IndicatorsAdded { .. } => "indicators-added",
        Caution::IndicatorsRetired { .. } => "indicators-retired",
    };
    Message { kind, country: it.country(), message: caution(it) }
}

fn lost(it: &NotCompared) -> NotComparedEntry<'_> {
    NotComparedEntry {
        path: &it.path,
        pointer: it.pointer.as_str(),
        side: side(it.side),
        message: not_compared(it),
    }
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Before => "before",
        Side::After => "after",
    }
}

/// Puts together what is said of a country that was assessed in one edition only.
pub(in crate::render) fn unassessed<'d>(it: &NotAssessed<'d>) -> Unassessed<'d> {
    let NotAssessed { country, country_name, edition, assessed_in, side: lacks_it } = *it;
    Unassessed {
        manner: "not-assessed",
        country,
        name: country_name,
        edition,
        assessed_in,
        side: side(lacks_it),
    }
}

fn assessment<'d>(diff: &'d AssessmentDiff<'_>) -> Assessment<'d> {
    let place = |file: &'d dataset::AssessmentFile| Place {
        edition: &file.edition,
        path: &file.path,
        status: file.data.status.map(|status| status.id()),
    };
    Assessment {
        country: diff.country,
        name: diff.country_name,
        before: diff.before.map(place),
        after: diff.after.map(place),
        summary: summary(&diff.tally),
        ratings: diff.tally.moves.iter().map(rating).collect(),
        changes: diff.changes.iter().map(difference).collect(),
    }
}

fn summary(tally: &Tally) -> Summary {
    Summary {
        rated: tally.rated,
        not_rated: tally.not_rated,
        other_scale: tally.other_scale,
        changed: tally.moves.len(),
        up: tally.up(),
        down: tally.down(),
        unchanged: tally.unchanged(),
        score_before: tally.score_before.map(Score::from),
        score_after: tally.score_after.map(Score::from),
        points: tally.points(),
        not_comparable: tally.incomparable.map(ScoreObstacle::id),
    }
}

fn rating(moved: &Move) -> Rating<'_> {
    let reasons = moved.reasons.as_ref();
    Rating {
        indicator: &moved.indicator,
        title: &moved.title,
        area: &moved.area,
        before: moved.before.id(),
        after: moved.after.id(),
        steps: moved.steps,
        points: moved.points,
        new_sources: reasons.map(|reasons| reasons.new_sources.iter().map(|source| &**source).collect()),
        has_new_evidence: reasons.map(|reasons| reasons.has_new_evidence),
        has_new_rationale: reasons.map(|reasons| reasons.has_new_rationale),
    }
}

/// Puts a change together.
pub(in crate::render) fn difference(change: &Change) -> Difference<'_> {
    difference_said(change, sentence(change))
}

/// The same, of which something else is said.
pub(in crate::render) fn difference_said(change: &Change, said: Sentence) -> Difference<'_> {
    let (path, pointer) = change.subject.place();
    Difference {
        class: match change.class() {
            ChangeClass::Rating => "rating",
            ChangeClass::Evidence => "evidence",
            ChangeClass::Wording => "wording",
            ChangeClass::Record => "record",
        },
        manner: match change.manner() {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Edited => "edited",
            ChangeKind::Renamed => "renamed",
        },
        path,
        pointer: pointer.as_str().to_owned(),
        indicator: change.indicator(),
        before: change.before.as_ref().map(value),
        after: change.after.as_ref().map(value),
        steps: change.steps(),
        words: said.runs,
        message: said.text,
    }
}
