//! CIT003: a footnote is called nowhere.

use std::collections::BTreeSet;

use super::case::meant_footnote;
use super::{Case, Check, Descriptor, Rule};
use crate::diagnostic::{Report, Severity};
use crate::model::citation::calls;
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT003",
        name: "footnote-without-call",
        severity: Severity::Error,
        what: "A footnote is not called anywhere in the rationale of its indicator.",
        why: "Nobody can tell which claim it supports, and it has no number.",
        fix: "Call it as [^label] right after the claim that it supports, or delete the footnote.",
        bad: r#"{ "ratings": { "courts": { "rationale": ["Courts are not independent."] } } }"#,
        good: r#"{ "ratings": { "courts": { "rationale": ["Courts are not independent.[^report]"] } } }"#,
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    for (id, entry) in case.assessment().ratings.iter() {
        // That there is no rationale to call from is reported, but for a reconstruction, which needs none.
        let is_missing = entry.rationale.is_empty() && !case.may_be_reconstructed();
        if is_missing || case.is_lost(&Pointer::of(["ratings", id, "rationale"])) {
            continue;
        }
        let called: Vec<&str> =
            entry.rationale.iter().flat_map(|text| calls(text)).map(|(label, _)| label).collect();
        let uncalled: Vec<&str> = entry.footnotes.ids().filter(|label| !called.contains(label)).collect();
        let missing: BTreeSet<&str> =
            called.into_iter().filter(|label| !entry.footnotes.contains(label)).collect();
        // What a misspelt call is likely to mean is reported there.
        let meant: Vec<&str> =
            missing.iter().filter_map(|label| meant_footnote(label, &uncalled, missing.len())).collect();
        for label in uncalled.into_iter().filter(|label| !meant.contains(label)) {
            let message = format!("the footnote \"{label}\" is called nowhere in the rationale");
            reports.push(Report::new(case.key(["ratings", id, "footnotes", label]), message).help(format!(
                "Write [^{label}] directly after the claim that it supports, or delete the footnote."
            )));
        }
    }
}
