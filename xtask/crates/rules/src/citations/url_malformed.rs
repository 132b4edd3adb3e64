//! CIT020: an address leads to no page.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::address::typed::{Typed, stray_end, typed};
use bibliography::markup::address_without_entities;
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
        what: "An address is not a complete web address, misspells its site, or has something in it that is no part of it: a mark of the sentence from which it was copied, or &amp; for &.",
        why: "A reader who follows it arrives nowhere, and the claim has no evidence.",
        fix: "Open the page and copy the whole address from the browser: it begins with https:// or http://, and the name of the site follows. A DOI goes into \"DOI\"; what is not on the web needs no \"URL\".",
        cases: include_str!("../../../../../tests/rules/CIT020.md"),
    },
    check: Check::Sources(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for address in context.addresses() {
        if let Some(second) = second_address(address.text) {
            let help = "Leave one of them. If both are sources, describe each on its own.";
            let message = format!("these are two addresses, the second is {second}");
            let place = Location::value(&context.file.path, address.pointer());
            reports.push(Report::new(place, message).help(help));
            continue;
        }
        if let Err(problem) = &address.read
            && !problem.is_unsafe()
        {
            // What no address can hold is reported as a form that is wrong, and encoded there.
            let place = Location::value(&context.file.path, address.pointer());
            let report = Report::new(place, format!("the address {problem}"));
            reports.push(match typed(address.text) {
                Some(Typed { remedy, .. }) => report.help(remedy),
                None => report,
            });
        } else if address.read.is_ok()
            && let Some(meant) = address_without_entities(address.text)
        {
            let place = Location::value(&context.file.path, address.pointer());
            let message = "the address has &amp; in it, which is how pages of HTML write &";
            reports.push(Report::new(place, message).help(format!("Write \"{meant}\".")));
        } else if address.read.is_ok()
            && let Some((meant, stray)) = stray_end(address.text)
        {
            let place = Location::value(&context.file.path, address.pointer());
            reports.push(if stray.ends_with("...") {
                let help = "Copy the whole address from the browser: what follows was left out.";
                Report::new(place, "the address is shortened").help(help)
            } else {
                let message = format!("the address ends with \"{stray}\", which is hardly part of it");
                Report::new(place, message).help(format!("Write \"{meant}\"."))
            });
        }
    }
}

/// The second of two addresses in one. Behind a slash or a sign of equality it is part of the first: the address of what was
/// archived, or where to go on.
fn second_address(address: &str) -> Option<&str> {
    let rest = address.get(1..)?;
    let start = 1 + ["http://", "https://"].iter().filter_map(|scheme| rest.find(scheme)).min()?;
    let before = address[..start].chars().next_back()?;
    let is_apart = before.is_alphanumeric() || matches!(before, ',' | ';' | '|' | '+' | ')' | '>' | '.');
    // Behind a question mark all is an argument.
    // Before a scheme that is typed twice there is no first address.
    (is_apart && address[..start].contains('.') && !address[..start].contains('?')).then(|| &address[start..])
}
