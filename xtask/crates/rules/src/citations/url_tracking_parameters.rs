//! CIT022: an address tracks its readers.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Edit, Location, Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT022",
        name: "url-tracking-parameters",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "An address has parameters that only tell the site where its readers come from.",
        why: "They are not needed: with them the same page has several addresses, and the site can track readers.",
        fix: "Take them out; the page stays the same.",
        cases: include_str!("../../../../../tests/rules/CIT022.md"),
    },
    check: Check::Sources(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for of_source in context.addresses().iter().filter(|of_source| of_source.is_own()) {
        let Ok(address) = of_source.read else { continue };
        let found = address.tracking();
        let Some(first) = found.first() else { continue };
        let names: Vec<&str> =
            found.iter().filter_map(|range| address.as_str()[range.clone()].split('=').next()).collect();
        let place = Location::text(&context.file.path, of_source.pointer(), first.clone());
        let message = format!("the address tracks its readers by {}", names.join(", "));
        let clean = address.without_tracking();
        let edit = Edit::Replace { pointer: of_source.pointer(), text: clean.clone() };
        let report = Report::new(place, message).fix("take tracking parameters out of the address", edit);
        reports.push(report.help(format!("Write it without: \"{clean}\".")));
    }
}
