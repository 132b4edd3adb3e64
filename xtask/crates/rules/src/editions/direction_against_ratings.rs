//! EDN001: a printed direction contradicts the ratings of the two editions.

use super::culprit::at_culprit;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::model::rating::Direction;
use dataset::reconcile::reconcile;
use format::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN001",
        name: "direction-against-ratings",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
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
        let report = at_culprit(RULE.descriptor.code, &found, conflict, found.culprit, message);
        let compare = report.help.clone().unwrap_or_else(|| RULE.descriptor.fix.to_owned());
        let fitting = Direction::of_steps(conflict.steps()).id();
        let edition = &found.after.edition;
        reports.push(report.help(format!(
            "{compare} If both ratings are right, write \"change\": \"{fitting}\" in {edition}."
        )));
    }
}
