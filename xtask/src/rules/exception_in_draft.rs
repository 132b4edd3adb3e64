//! EXC004: a draft has exceptions.

use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Report, Severity};
use crate::model::assessment::Status;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EXC004",
        name: "exception-in-draft",
        severity: Severity::Error,
        what: "A draft has exceptions.",
        why: "Exceptions are for what a publisher printed or left out. A draft is ours, and can still be made to meet every rule.",
        fix: "Fix the problem that the exception covers, and delete the exception.",
        cases: include_str!("../../../tests/rules/EXC004.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    if !case.is(Status::Draft) {
        return;
    }
    for code in case.assessment().exceptions.ids() {
        let message = format!("this is a draft, and it has an exception for {code}");
        reports.push(Report::new(case.key(["exceptions", code]), message));
    }
}
