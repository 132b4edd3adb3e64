//! SCO001: the stated score is not what the ratings add up to.

use super::stated::score_fault;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "SCO001",
        name: "stated-score",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "The stated score is not what the ratings add up to.",
        why: "A stated score is the checksum of all ratings: if they disagree, a rating or the score was copied wrongly.",
        fix: "Compare the ratings and the score with the published document (`cargo xtask score COUNTRY EDITION --explain` lists the points).",
        cases: include_str!("../../../../../tests/rules/SCO001.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    score_fault(context).into_iter().for_each(|report| reports.push(report));
}
