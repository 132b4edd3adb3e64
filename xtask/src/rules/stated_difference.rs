//! SCO003: the stated difference is not that of the stated scores.

use super::{Case, Check, Descriptor, Findings, Rule, stated_previous_score, stated_score};
use crate::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "SCO003",
        name: "stated-difference",
        severity: Severity::Error,
        what: "The stated difference is not the difference between the two stated scores.",
        why: "One of the three figures was copied wrongly, or the publisher rounded in another way.",
        fix: "Compare the three figures with the published document.",
        cases: include_str!("../../../tests/rules/SCO003.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    let Some(stated) = case.assessment().stated else { return };
    let (Some(score), Some(previous), Some(said)) = (stated.score, stated.previous_score, stated.difference)
    else {
        return;
    };
    let is = i64::from(score) - i64::from(previous);
    let mut elsewhere = Findings::certain();
    for rule in [&stated_score::RULE, &stated_previous_score::RULE] {
        if let Check::Assessment(check) = rule.check {
            check(case, &mut elsewhere);
        }
    }
    // With a wrong score the difference is wrong as well, and that is no mistake of its own.
    if is != i64::from(said) && elsewhere.is_empty() {
        let message = format!("{score} minus {previous} is {is}, and the stated difference is {said}");
        reports.push(Report::new(case.at(["stated", "difference"]), message));
    }
}
