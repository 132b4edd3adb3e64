//! CIT001: a rating's rationale rests on no footnote.

use crate::placeholder;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::citation::calls;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT001",
        name: "rating-without-evidence",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("no footnote"),
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A rating has a rationale without any footnote.",
        why: "A rating is only as good as its evidence, and without a footnote a reader can check nothing.",
        fix: "Call a footnote after each claim, as [^label], and say under \"footnotes\" what it cites.",
        cases: include_str!("../../../../../tests/rules/CIT001.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    // A reconstructed rating rests on the derivation, and says so.
    if context.may_be_reconstructed() {
        return;
    }
    for (id, entry) in context.entries() {
        let is_called = || entry.rationale.iter().any(|text| calls(text).next().is_some());
        if !entry.footnotes.is_empty() || is_called() {
            continue;
        }
        let is_lost = context.is_lost_at(["ratings", id, "rationale"])
            || context.is_lost_at(["ratings", id, "footnotes"]);
        let is_written = !entry.rationale.is_empty() && !placeholder::is_all_of(&entry.rationale);
        if is_written && !is_lost {
            let message = format!("the rationale for {} calls no footnote", context.indicator_title(id));
            reports.push(Report::new(context.at(["ratings", id]), message));
        }
    }
}
