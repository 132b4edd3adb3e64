//! CIT020: an address leads to no page.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Location, Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT020",
        name: "url-malformed",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "An address is not a complete web address.",
        why: "A reader who follows it arrives nowhere, and the claim has no evidence.",
        fix: "Open the page and copy the whole address from the browser: it begins with https:// or http://, and the name of the site follows. A DOI goes into \"DOI\"; what is not on the web needs no \"URL\".",
        cases: include_str!("../../../../../tests/rules/CIT020.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for address in context.addresses() {
        if let Err(problem) = &address.read
            && !problem.is_unsafe()
        {
            // What no address can hold is reported as a form that is wrong, and encoded there.
            let place = Location::value(&context.file.path, address.pointer());
            reports.push(Report::new(place, format!("the address {problem}")));
        }
    }
}
