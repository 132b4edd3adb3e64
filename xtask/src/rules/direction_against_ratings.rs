//! EDN001: a printed direction contradicts the ratings of the two editions.

use super::{Case, Check, Descriptor, Rule};
use crate::diagnostic::{Location, Report, Severity};
use crate::pointer::Pointer;
use crate::reconcile::{Conflict, Culprit, Reconciliation, reconcile};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN001",
        name: "direction-against-ratings",
        severity: Severity::Error,
        what: "The direction of change contradicts the ratings of the two editions.",
        why: "One of the three is wrong: this rating, the previous one, or the direction. A rating moved by mistake, even within the rounding of the score, shows here.",
        fix: "Compare all three with the published documents and correct the one that is wrong. The place shown is the one under which the stated scores come out. If the document contradicts itself, record that under \"exceptions\".",
        bad: "\"weak\" in 2022 after \"fair\" in 2019, with \"change\": \"unchanged\"",
        good: "\"weak\" in 2022 after \"fair\" in 2019, with \"change\": \"decrease\"",
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    let Some(found) = reconcile(case.dataset, case.file) else { return };
    for conflict in found.conflicts.iter().filter(|conflict| conflict.is_of_direction()) {
        let message = format!(
            "{} is {} in {} and {} in {}, and the direction says \"{}\"",
            case.indicator_title(conflict.indicator),
            conflict.before.title(),
            found.before.edition,
            conflict.after.title(),
            found.after.edition,
            conflict.change.id(),
        );
        reports.push(at_culprit(&found, conflict, message));
    }
}

/// A report at what is taken to be wrong, with the other two places related to it.
pub(super) fn at_culprit(found: &Reconciliation<'_>, conflict: &Conflict<'_>, message: String) -> Report {
    let indicator = conflict.indicator;
    let before = Location::value(&found.before.file.path, Pointer::of(["ratings", indicator, "rating"]));
    let after = Location::value(&found.after.file.path, Pointer::of(["ratings", indicator, "rating"]));
    let change = Location::value(&found.after.file.path, Pointer::of(["ratings", indicator, "change"]));
    let before_says = format!("the rating in {}", found.before.edition);
    let after_says = format!("the rating in {}", found.after.edition);
    let (report, what) = match found.culprit {
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
    let has_stated = found.after.file.data.stated.is_some_and(|stated| stated.score.is_some());
    if found.restores_scores && has_stated {
        report.help(format!(
            "The stated scores come out if {what} is the one that is wrong. Compare it with the published document."
        ))
    } else {
        report
    }
}
