//! CIT006: a footnote cites nothing.

use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT006",
        name: "footnote-without-citation",
        severity: Severity::Error,
        what: "A footnote has prose only, and cites no source.",
        why: "It looks like evidence and leads nowhere.",
        fix: "Add its source under \"citations\".",
        cases: include_str!("../../../tests/rules/CIT006.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    for (id, entry) in case.entries() {
        for (label, footnote) in entry.footnotes.iter() {
            let place = case.at(["ratings", id, "footnotes", label]);
            let is_lost = place.pointer().is_some_and(|pointer| case.is_lost(pointer));
            if footnote.citations.is_empty() && !is_lost {
                reports.push(Report::new(place, format!("the footnote \"{label}\" cites no source")));
            }
        }
    }
}
