//! SCO003: the stated difference is not that of the stated scores.

use super::stated::{previous_score_fault, score_fault};
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "SCO003",
        name: "stated-difference",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "The stated difference is not the difference between the two stated scores.",
        why: "One of the three figures was copied wrongly, or the publisher rounded in another way.",
        fix: "Compare the three figures with the published document.",
        cases: include_str!("../../../../../tests/rules/SCO003.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let Some(stated) = context.assessment().stated else { return };
    let (Some(score), Some(previous), Some(said)) = (stated.score, stated.previous_score, stated.difference)
    else {
        return;
    };
    let is = i64::from(score) - i64::from(previous);
    // With a wrong score the difference is wrong as well, and that is no mistake of its own.
    let is_explained =
        || score_fault(context).is_some() || previous_score_fault(context, RULE.descriptor.code).is_some();
    if is != i64::from(said) && !is_explained() {
        let message = format!("{score} minus {previous} is {is}, and the stated difference is {said}");
        reports.push(Report::new(context.at(["stated", "difference"]), message));
    }
}
