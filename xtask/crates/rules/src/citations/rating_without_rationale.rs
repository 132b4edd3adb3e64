//! CIT007: a rating has no rationale.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT007",
        name: "rating-without-rationale",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("no rationale"),
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A rating has no rationale.",
        why: "A rating without a reason can be neither checked nor discussed.",
        fix: "Say under \"rationale\" why the rating is what it is, with a footnote after each claim.",
        cases: include_str!("../../../../../tests/rules/CIT007.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    // A reconstructed rating has a rationale only where a dated source happens to support one.
    if context.may_be_reconstructed() {
        return;
    }
    for (id, entry) in context.entries() {
        let is_lost = context.is_lost_at(["ratings", id, "rationale"]);
        if entry.rationale.is_empty() && !is_lost {
            let message = format!("there is no rationale for {}", context.indicator_title(id));
            reports.push(Report::new(context.at(["ratings", id]), message));
        }
    }
}
