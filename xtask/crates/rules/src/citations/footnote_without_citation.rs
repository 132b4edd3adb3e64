//! CIT006: a footnote cites nothing.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT006",
        name: "footnote-without-citation",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("footnotes without a source"),
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A footnote has prose only, and cites no source.",
        why: "It looks like evidence and leads nowhere.",
        fix: "Add its source under \"citations\".",
        cases: include_str!("../../../../../tests/rules/CIT006.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, entry) in context.entries() {
        for (label, footnote) in entry.footnotes.iter() {
            if !footnote.citations.is_empty() {
                continue;
            }
            let place = context.at(["ratings", id, "footnotes", label]);
            let is_lost = place.pointer().is_some_and(|pointer| context.is_lost(pointer));
            if !is_lost {
                reports.push(Report::new(place, format!("the footnote \"{label}\" cites no source")));
            }
        }
    }
}
