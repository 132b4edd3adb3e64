//! CIT020: an address leads to no page.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, Rule, Sight};
use bibliography::address::{Encoded, encoded};
use format::diagnostic::{Edit, Location, Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT020",
        name: "url-malformed",
        severity: Severity::Error,
        since: "0.1.0",
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
            let pointer = address.pointer();
            let place = Location::value(&context.file.path, pointer.clone());
            let report = Report::new(place, format!("the address {problem}"));
            reports.push(match encoded(address.text) {
                Some(Encoded { text, .. }) => {
                    let help = format!("Write \"{text}\".");
                    report.help(help).fix(ENCODE, Edit::Replace { pointer, text })
                }
                None => report,
            });
        }
    }
}

/// What is done to an address that holds what no address can.
const ENCODE: &str = "percent-encode what no address can hold";
