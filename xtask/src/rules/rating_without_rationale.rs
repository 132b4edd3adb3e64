//! CIT007: a rating has no rationale.

use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Report, Severity};
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT007",
        name: "rating-without-rationale",
        severity: Severity::Error,
        what: "A rating has no rationale.",
        why: "A rating without a reason can be neither checked nor discussed.",
        fix: "Say under \"rationale\" why the rating is what it is, with a footnote after each claim.",
        cases: include_str!("../../../tests/rules/CIT007.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    // A reconstructed rating has a rationale only where a dated source happens to support one.
    if case.may_be_reconstructed() {
        return;
    }
    for (id, entry) in case.entries() {
        let is_lost = case.is_lost(&Pointer::of(["ratings", id, "rationale"]));
        if entry.rationale.is_empty() && !is_lost {
            let message = format!("there is no rationale for {}", case.indicator_title(id));
            reports.push(Report::new(case.at(["ratings", id]), message));
        }
    }
}
