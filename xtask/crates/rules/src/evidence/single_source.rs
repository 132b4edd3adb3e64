//! EVI002: a changed rating rests on one source.

use crate::changed_evidence::of_changed;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EVI002",
        name: "single-source",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("changed on one source"),
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "A rating changed since the previous edition, and rests on one source only, which is no treaty, law, resolution or judgment.",
        why: "If that source errs, or is biased, or disappears, nothing is left to show that anything changed.",
        fix: "Look whether a second, independent source says the same.",
        cases: include_str!("../../../../../tests/rules/EVI002.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for evidence in of_changed(context).filter(|evidence| !evidence.is_older() && !evidence.are_norms()) {
        if let [(only, _)] = evidence.sources[..] {
            let message = format!(
                "{} changed, and rests on one source only, \"{only}\"",
                context.indicator_title(evidence.indicator)
            );
            reports.push(
                Report::new(evidence.place(context), message)
                    .related(context.at(["sources", only]), "the one source"),
            );
        }
    }
}
