//! EVI002: a changed rating rests on one source.

use super::evidence::of_changed;
use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EVI002",
        name: "single-source",
        severity: Severity::Warning,
        what: "A rating changed since the previous edition, and rests on one source only, which is no treaty, law, resolution or judgment.",
        why: "If that source errs, or is biased, or disappears, nothing is left to show that anything changed.",
        fix: "Look whether a second, independent source says the same.",
        cases: include_str!("../../../tests/rules/EVI002.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    for evidence in of_changed(case).filter(|evidence| !evidence.is_older() && !evidence.are_norms()) {
        if let [(only, _)] = evidence.sources[..] {
            let message = format!(
                "{} changed, and rests on one source only, \"{only}\"",
                case.indicator_title(evidence.indicator)
            );
            reports.push(
                Report::new(evidence.place(case), message)
                    .related(case.at(["sources", only]), "the one source"),
            );
        }
    }
}
