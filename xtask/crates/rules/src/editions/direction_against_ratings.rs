//! EDN001: a printed direction contradicts the ratings of the two editions.

use super::culprit::at_culprit;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, Rule, Sight};
use dataset::reconcile::reconcile;
use format::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN001",
        name: "direction-against-ratings",
        severity: Severity::Error,
        since: "0.1.0",
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "The direction of change contradicts the ratings of the two editions.",
        why: "One of three is wrong: this rating, the previous one, or the direction. Even a slip too small to change the score shows here.",
        fix: "Compare all three with the published documents, and correct the one that is wrong.",
        cases: include_str!("../../../../../tests/rules/EDN001.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let Some(found) = context.previous.and_then(|_| reconcile(context.dataset, context.file)) else { return };
    // Of an indicator that stands there twice, nobody knows which holds.
    let is_lost = |id| context.is_lost_at(["ratings", id, "rating"]);
    let conflicts = found.conflicts.iter().filter(|conflict| !is_lost(conflict.indicator));
    for conflict in conflicts.filter(|conflict| conflict.is_of_direction()) {
        let message = format!(
            "{} is {} in {} and {} in {}, and the direction says \"{}\"",
            context.indicator_title(conflict.indicator),
            conflict.before.title(),
            found.before.edition,
            conflict.after.title(),
            found.after.edition,
            conflict.change.id(),
        );
        reports.push(at_culprit(RULE.descriptor.code, &found, conflict, found.culprit, message));
    }
}
