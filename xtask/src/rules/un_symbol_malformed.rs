//! CIT026: the symbol of a UN document has not the form of one.

use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Report, Severity};
use crate::symbol::fault;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT026",
        name: "un-symbol-malformed",
        severity: Severity::Error,
        what: "The symbol of a document of the United Nations is not written as symbols are.",
        why: "Documents of the United Nations are found by their symbol, and only by the exact one.",
        fix: "Copy the symbol from the head of the document, such as A/HRC/48/79: parts between slashes, without spaces, and nothing before or after.",
        cases: include_str!("../../../tests/rules/CIT026.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    for (id, source) in case.assessment().sources.iter() {
        if let Some(why) = source.text("number").and_then(fault) {
            let message = format!("the symbol of this document {why}");
            reports.push(Report::new(case.at(["sources", id, "number"]), message));
        }
    }
    for (id, entry) in case.entries() {
        for symbol in entry.votes.ids() {
            if let Some(why) = fault(symbol) {
                let message = format!("the symbol of this resolution {why}");
                reports.push(Report::new(case.key(["ratings", id, "votes", symbol]), message));
            }
        }
    }
}
