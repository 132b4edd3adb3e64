//! How it is told which of two ratings and a direction is taken to be wrong.

use crate::blame::is_excepted;
use dataset::reconcile::{Conflict, Culprit, Reconciliation};
use format::diagnostic::{Location, Report};
use format::pointer::Pointer;

/// A report at what is taken to be wrong, with the other two places related to it.
pub(super) fn at_culprit(
    code: &str,
    found: &Reconciliation<'_>,
    conflict: &Conflict<'_>,
    culprit: Culprit,
    message: String,
) -> Report {
    let rating_before = Pointer::of(["ratings", conflict.indicator_before, "rating"]);
    let rating = Pointer::of(["ratings", conflict.indicator, "rating"]);
    let direction = Pointer::of(["ratings", conflict.indicator, "change"]);
    // Where an exception speaks of it, it stays.
    let places = [
        (Culprit::Before, (found.before, &rating_before)),
        (Culprit::After, (found.after, &rating)),
        (Culprit::Change, (found.after, &direction)),
    ];
    let excepted = places.iter().find(|(_, side)| is_excepted(code, *side));
    let culprit = excepted.map_or(culprit, |(culprit, _)| *culprit);
    let before = Location::value(&found.before.file.path, rating_before);
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
