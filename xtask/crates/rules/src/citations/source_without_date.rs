//! CIT005: a source has no date.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::source::Date;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT005",
        name: "source-without-date",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("sources without a date"),
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A source has no date, or a date without a year.",
        why: "Without it nobody can tell whether the evidence is older than the claim, or find the right version.",
        fix: "Add \"issued\", as exactly as the date is known: {\"date-parts\": [[2021, 3, 10]]}. If the source is marked n.d., write {\"literal\": \"n.d.\"}.",
        cases: include_str!("../../../../../tests/rules/CIT005.md"),
    },
    check: Check::Sources(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        let is_lost = context.is_lost_at(["sources", id, "issued"]);
        if source.issued().is_none() && !is_lost {
            let message = format!("the source \"{id}\" has no date");
            reports.push(Report::new(context.at(["sources", id]), message));
        } else if source.issued().is_some_and(Date::lacks_year) {
            let message = format!("the date of the source \"{id}\" has no year");
            reports.push(Report::new(context.at(["sources", id]), message));
        }
    }
}
