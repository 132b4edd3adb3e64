//! SCO002: the stated score of the previous edition is not that edition's.

use super::stated::previous_score_fault;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "SCO002",
        name: "stated-previous-score",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "The previous edition's score, as stated here, is not the score of that edition.",
        why: "Either it was copied wrongly, or the score of the previous edition was changed without a note.",
        fix: "Compare both with the published documents.",
        cases: include_str!("../../../../../tests/rules/SCO002.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let fault = previous_score_fault(context, RULE.descriptor.code);
    fault.into_iter().for_each(|report| reports.push(report));
}
