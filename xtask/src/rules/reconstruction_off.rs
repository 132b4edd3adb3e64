//! EDN002: a reconstructed rating is not what its derivation gives.

use super::direction_against_ratings::at_culprit;
use super::{Case, Check, Descriptor, Rule};
use crate::diagnostic::{Report, Severity};
use crate::model::rating::Rating;
use crate::reconcile::reconcile;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN002",
        name: "reconstruction-off",
        severity: Severity::Error,
        what: "A reconstructed rating is not what its derivation gives.",
        why: "A reconstruction is only as good as its rule: one level back for each printed direction. A rating that does not follow from it is made up.",
        fix: "Put the reconstructed rating one level from the later one, against the printed direction; or correct the later rating or direction.",
        bad: "\"strong\" in 2019, where 2022 prints \"weak\" and \"decrease\"",
        good: "\"fair\" in 2019, where 2022 prints \"weak\" and \"decrease\"",
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    let Some(found) = reconcile(case.dataset, case.file) else { return };
    for conflict in found.conflicts.iter().filter(|conflict| !conflict.is_of_direction()) {
        let message = format!(
            "{} is {} in {} and \"{}\" in {}; one level back is {}, and the reconstruction says {}",
            case.indicator_title(conflict.indicator),
            conflict.after.title(),
            found.after.edition,
            conflict.change.id(),
            found.after.edition,
            conflict.before_expected().map_or("beyond the scale", Rating::title),
            conflict.before.title(),
        );
        reports.push(at_culprit(&found, conflict, message));
    }
}
