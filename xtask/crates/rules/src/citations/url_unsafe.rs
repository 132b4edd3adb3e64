//! CIT021: an address is not one to give to readers.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Location, Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT021",
        name: "url-unsafe",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "An address holds a name or password, or leads into the reader's own machine or network, or runs a program.",
        why: "It shows every reader something else, or gives away what is private; nobody can check the claim by it.",
        fix: "Give the public address of the page. If the work is only at hand as a file, leave \"URL\" out and say under \"archive\" who keeps it.",
        cases: include_str!("../../../../../tests/rules/CIT021.md"),
    },
    check: Check::Sources(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for address in context.addresses() {
        if let Err(problem) = &address.read
            && problem.is_unsafe()
        {
            let place = Location::value(&context.file.path, address.pointer());
            reports.push(Report::new(place, format!("the address {problem}")));
        }
    }
}
