//! REF002: an indicator of the framework has no rating.

use std::collections::HashSet;

use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF002",
        name: "missing-indicator",
        severity: Severity::Error,
        what: "An indicator of the framework has no rating in this assessment.",
        why: "An assessment rates every indicator. A missing one would count as the worst score, or the score would be one of fewer indicators.",
        fix: "Add the indicator under \"ratings\", with its rating, its direction, its rationale and its footnotes.",
        cases: include_str!("../../../tests/rules/REF002.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    let misspelt: HashSet<&str> = case.unknown_indicators().filter_map(|id| case.misspelt(id)).collect();
    for id in case.absent.iter().filter(|id| !misspelt.contains(*id)) {
        let message = format!("the rating of {} is missing", case.indicator_title(id));
        reports.push(Report::new(case.at(["ratings", id]), message));
    }
}
