//! EDN002: a reconstructed rating is not what its derivation gives.

use super::culprit::{at_culprit, has_verdict};
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::model::rating::Rating;
use dataset::reconcile::{Culprit, reconcile};
use format::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN002",
        name: "reconstruction-off",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "A reconstructed rating is not what its derivation gives.",
        why: "A reconstruction is only as good as its rule: one level back for each printed direction. A rating that does not follow from the rule is made up.",
        fix: "Set the reconstructed rating one level from the later one, against the printed direction; or correct the later rating or direction.",
        cases: include_str!("../../../../../tests/rules/EDN002.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let Some(found) = context.previous.and_then(|_| reconcile(context.dataset, context.file)) else { return };
    // Of an indicator that stands there twice, nobody knows which holds.
    let is_lost = |id| context.is_lost_at(["ratings", id, "rating"]);
    let conflicts = found.conflicts.iter().filter(|conflict| !is_lost(conflict.indicator));
    for conflict in conflicts.filter(|conflict| !conflict.is_of_direction()) {
        let message = format!(
            "{} is {} in {} after \"{}\", so one level back it was {}; the reconstruction of {} says {}",
            context.indicator_title(conflict.indicator),
            conflict.after.title(),
            found.after.edition,
            conflict.change.id(),
            conflict.before_expected().map_or("beyond the scale", Rating::title),
            found.before.edition,
            conflict.before.title(),
        );
        // Unless the scores tell otherwise, or the run is about the other file, it is the reconstruction that is ours, and
        // may be wrong.
        let is_of_later = context.dataset.by_focus(&found.after.file.path, &found.before.file.path).is_gt();
        let culprit = match (has_verdict(&found), is_of_later) {
            (true, _) => found.culprit,
            (false, true) => Culprit::After,
            (false, false) => Culprit::Before,
        };
        reports.push(at_culprit(RULE.descriptor.code, &found, conflict, culprit, message));
    }
}
