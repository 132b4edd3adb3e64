//! REF002: an indicator of the framework has no rating.

use std::collections::HashSet;

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF002",
        name: "missing-indicator",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("no entry"),
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "An indicator of the framework has no rating in this assessment.",
        why: "An assessment rates every indicator. A missing one would count as the worst score, or the score would be one of fewer indicators.",
        fix: "Add the indicator under \"ratings\", with its rating, its direction, its rationale and its footnotes.",
        cases: include_str!("../../../../../tests/rules/REF002.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let misspelt: HashSet<&str> =
        context.unknown_indicators().filter_map(|id| context.misspelt(id)).collect();
    for id in context.absent.iter().filter(|id| !misspelt.contains(*id)) {
        let message = format!("the rating of {} is missing", context.indicator_title(id));
        reports.push(Report::new(context.at(["ratings", id]), message));
    }
}
