//! CIT040: a source was read before it was published.

use super::dating::{Contradiction, contradiction};
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT040",
        name: "accessed-before-issued",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A source was last looked at before the day it was published.",
        why: "One of the two dates is wrong, and with it what the page can have said.",
        fix: "Compare both dates with the source. Where a page has been brought up to date since, \"issued\" is the date of the version that was read.",
        cases: include_str!("../../../../../tests/rules/CIT040.md"),
    },
    check: Check::Sources(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        if contradiction(context, id, source) == Some(Contradiction::AccessedBefore) {
            let message = format!("the source \"{id}\" was accessed before it was issued");
            let issued = context.at(["sources", id, "issued"]);
            reports.push(
                Report::new(context.at(["sources", id, "accessed"]), message).related(issued, "issued here"),
            );
        }
    }
}
