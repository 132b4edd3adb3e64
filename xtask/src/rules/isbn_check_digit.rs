//! CIT024: an ISBN cannot be right.

use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Report, Severity};
use crate::identifier::{NumberFault, isbn_fault, listed};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT024",
        name: "isbn-check-digit",
        severity: Severity::Error,
        what: "An ISBN has the wrong length, or its check digit (the last one) is wrong.",
        why: "Libraries and shops find a book by it; with a figure wrong they find another one, or none.",
        fix: "Compare it with the work, digit by digit.",
        cases: include_str!("../../../tests/rules/CIT024.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    for (id, source) in case.assessment().sources.iter() {
        let numbers = source.text("ISBN").map(listed).unwrap_or_default();
        for (number, fault) in numbers.iter().filter_map(|number| Some((number, isbn_fault(number)?))) {
            let message = match fault {
                NumberFault::Length(_) => format!(
                    "\"{number}\" is not an ISBN: it has 10 figures, of which the last may be X, or 13 that begin with 978 or 979"
                ),
                NumberFault::Check(due) => {
                    format!("\"{number}\" has a wrong digit: its check digit should be {due}")
                }
            };
            reports.push(Report::new(case.at(["sources", id, "ISBN"]), message));
        }
    }
}
