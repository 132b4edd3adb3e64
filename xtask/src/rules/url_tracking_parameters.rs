//! CIT022: an address tracks its readers.

use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Edit, Location, Report, Severity};
use crate::pointer::Pointer;
use crate::web;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT022",
        name: "url-tracking-parameters",
        severity: Severity::Warning,
        what: "An address has parameters that only tell the site where its readers come from.",
        why: "They are not needed: with them the same page has several addresses, and the site can track readers.",
        fix: "Take them out; the page stays the same.",
        cases: include_str!("../../../tests/rules/CIT022.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    for (id, source) in case.assessment().sources.iter() {
        let Some(address) = source.url().filter(|address| web::fault(address).is_none()) else { continue };
        let found = web::page::tracking(address);
        let Some(first) = found.first() else { continue };
        let names: Vec<&str> =
            found.iter().filter_map(|range| address[range.clone()].split('=').next()).collect();
        let place = Location::text(&case.file.file.path, Pointer::of(["sources", id, "URL"]), first.clone());
        let message = format!("the address tracks its readers by {}", names.join(", "));
        let clean = web::page::without_tracking(address);
        let edit = Edit::Replace { pointer: Pointer::of(["sources", id, "URL"]), text: clean.clone() };
        let report = Report::new(place, message).fix("take tracking parameters out of the address", edit);
        reports.push(report.help(format!("Write it without: \"{clean}\".")));
    }
}
