//! CIT003: a footnote is called nowhere.

use std::collections::HashSet;

use super::labels::Labels;
use super::{Case, Check, Descriptor, Findings, Rule, placeholder};
use crate::diagnostic::{Report, Severity};
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT003",
        name: "footnote-without-call",
        severity: Severity::Error,
        what: "A footnote is not called anywhere in the rationale of its indicator.",
        why: "Nobody can tell which claim it supports, and it has no number.",
        fix: "Call it as [^label] right after the claim that it supports, or delete the footnote.",
        cases: include_str!("../../../tests/rules/CIT003.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    for (id, entry) in case.assessment().ratings.iter() {
        // That there is no rationale to call from is reported, but for a reconstruction, which needs none; and so is one
        // that is still to be written.
        let is_missing = (entry.rationale.is_empty() && !case.may_be_reconstructed())
            || placeholder::is_all_of(&entry.rationale);
        if is_missing || case.is_lost(&Pointer::of(["ratings", id, "rationale"])) {
            continue;
        }
        let labels = Labels::of(entry);
        // What a misspelt call is likely to mean is reported there.
        let meant: HashSet<&str> = labels.meant.values().copied().collect();
        for label in labels.uncalled.into_iter().filter(|label| !meant.contains(label)) {
            let message = format!("the footnote \"{label}\" is called nowhere in the rationale");
            reports.push(Report::new(case.key(["ratings", id, "footnotes", label]), message).help(format!(
                "Write [^{label}] directly after the claim that it supports, or delete the footnote."
            )));
        }
    }
}
