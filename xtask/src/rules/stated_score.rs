//! SCO001: the stated score is not what the ratings add up to.

use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Location, Report, Severity};
use crate::pointer::Pointer;
use crate::reconcile::{Culprit, reconcile};
use crate::scoring::{Score, score};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "SCO001",
        name: "stated-score",
        severity: Severity::Error,
        what: "The stated score is not what the ratings add up to.",
        why: "A stated score is the checksum of all ratings: if they disagree, a rating or the score was copied wrongly.",
        fix: "Compare the ratings and the score with the published document (`cargo xtask score COUNTRY EDITION --explain` lists the points).",
        cases: include_str!("../../../tests/rules/SCO001.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    let Some(computed) = mismatch(case) else { return };
    if is_explained(case) {
        return;
    }
    let Some(stated) = case.assessment().stated.and_then(|stated| stated.score) else { return };
    let message = format!(
        "the stated score is {stated}, and the ratings add up to {} of {} points, which is {}",
        computed.points,
        computed.most_points,
        computed.rounded()
    );
    reports.push(with_points(Report::new(case.at(["stated", "score"]), message), case));
}

/// Adds the instrument to a report on a computed score: whoever changes what levels are worth changes every score.
pub(super) fn with_points(report: Report, case: &Case<'_>) -> Report {
    match case.dataset.framework_of(&case.file.edition) {
        Some(framework) => report
            .related(Location::key(&framework.path, Pointer::of(["scale"])), "the points come from here"),
        None => report,
    }
}

/// The computed score, if it is not the stated one.
pub(super) fn mismatch(case: &Case<'_>) -> Option<Score> {
    let stated = case.assessment().stated?.score?;
    let framework = case.framework?;
    // Of an indicator that stands there twice, the rating may be either.
    let is_lost = |id| case.is_lost(&Pointer::of(["ratings", id, "rating"]));
    if framework.indicators.ids().any(is_lost) {
        return None;
    }
    score(case.assessment(), framework).filter(|computed| computed.rounded() != stated)
}

/// Whether a rating that contradicts another edition is reported, and the score comes out once it is put right.
fn is_explained(case: &Case<'_>) -> bool {
    let with_previous = case.previous.and_then(|_| reconcile(case.dataset, case.file));
    let with_next = case.dataset.next(case.file).and_then(|next| reconcile(case.dataset, next));
    let explains = |found: Option<_>, culprit| {
        found.is_some_and(|found: crate::reconcile::Reconciliation<'_>| {
            !found.conflicts.is_empty() && found.restores_scores && found.culprit == culprit
        })
    };
    explains(with_previous, Culprit::After) || explains(with_next, Culprit::Before)
}
