//! EXC004: a draft has exceptions.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, Rule, Sight};
use dataset::model::assessment::Status;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EXC004",
        name: "exception-in-draft",
        severity: Severity::Error,
        since: "0.1.0",
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A draft has exceptions.",
        why: "Exceptions are for what a publisher printed or left out. A draft is ours, and can still be made to meet every rule.",
        fix: "Fix the problem that the exception covers, and delete the exception.",
        cases: include_str!("../../../../../tests/rules/EXC004.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    // In a closed edition the status is what is wrong, and the exceptions are needed once it is right.
    if !context.is(Status::Draft) || context.is_draft_of_closed_edition() {
        return;
    }
    for code in context.assessment().exceptions.ids() {
        let message = format!("this is a draft, and it has an exception for {code}");
        reports.push(Report::new(context.key(["exceptions", code]), message));
    }
}
