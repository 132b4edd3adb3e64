//! EDN001: a printed direction contradicts the ratings of the two editions.

use super::blame::is_excepted;
use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Location, Report, Severity};
use crate::pointer::Pointer;
use crate::reconcile::{Conflict, Culprit, Reconciliation, reconcile};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN001",
        name: "direction-against-ratings",
        severity: Severity::Error,
        what: "The direction of change contradicts the ratings of the two editions.",
        why: "One of three is wrong: this rating, the previous one, or the direction. Even a slip too small to change the score shows here.",
        fix: "Compare all three with the published documents, and correct the one that is wrong.",
        cases: include_str!("../../../tests/rules/EDN001.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    let Some(found) = case.previous.and_then(|_| reconcile(case.dataset, case.file)) else { return };
    // Of an indicator that stands there twice, nobody knows which holds.
    let is_lost = |id| case.is_lost(&Pointer::of(["ratings", id, "rating"]));
    let conflicts = found.conflicts.iter().filter(|conflict| !is_lost(conflict.indicator));
    for conflict in conflicts.filter(|conflict| conflict.is_of_direction()) {
        let message = format!(
            "{} is {} in {} and {} in {}, and the direction says \"{}\"",
            case.indicator_title(conflict.indicator),
            conflict.before.title(),
            found.before.edition,
            conflict.after.title(),
            found.after.edition,
            conflict.change.id(),
        );
        reports.push(at_culprit(RULE.descriptor.code, &found, conflict, found.culprit, message));
    }
}

/// A report at what is taken to be wrong, with the other two places related to it.
pub(super) fn at_culprit(
    code: &str,
    found: &Reconciliation<'_>,
    conflict: &Conflict<'_>,
    culprit: Culprit,
    message: String,
) -> Report {
    let indicator = conflict.indicator;
    let rating = Pointer::of(["ratings", indicator, "rating"]);
    let direction = Pointer::of(["ratings", indicator, "change"]);
    // Where an exception speaks of it, it stays.
    let places = [
        (Culprit::Before, (found.before, &rating)),
        (Culprit::After, (found.after, &rating)),
        (Culprit::Change, (found.after, &direction)),
    ];
    let excepted = places.iter().find(|(_, side)| is_excepted(code, *side));
    let culprit = excepted.map_or(culprit, |(culprit, _)| *culprit);
    let before = Location::value(&found.before.file.path, rating.clone());
    let after = Location::value(&found.after.file.path, rating);
    let change = Location::value(&found.after.file.path, direction);
    let before_says = format!("the rating in {}", found.before.edition);
    let after_says = format!("the rating in {}", found.after.edition);
    let (report, what) = match culprit {
        Culprit::Before => (
            Report::new(before, message).related(after, after_says).related(change, "the direction"),
            "this rating",
        ),
        Culprit::After => (
            Report::new(after, message).related(before, before_says).related(change, "the direction"),
            "this rating",
        ),
        Culprit::Change => (
            Report::new(change, message).related(before, before_says).related(after, after_says),
            "this direction",
        ),
    };
    if has_verdict(found) {
        report.help(format!(
            "The stated scores come out if {what} is the one that is wrong. Compare it with the published document."
        ))
    } else {
        report
    }
}

/// Whether stated scores tell what is wrong.
pub(super) fn has_verdict(found: &Reconciliation<'_>) -> bool {
    let is_stated = found.after.file.data.stated.is_some_and(|stated| stated.score.is_some());
    found.restores_scores && is_stated
}
