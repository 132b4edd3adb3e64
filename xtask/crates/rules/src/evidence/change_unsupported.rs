//! EVI004: a change is claimed, and nothing is called to bear it out.

use crate::changed_evidence::{has_changed, is_disturbed};
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::model::assessment::Status;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EVI004",
        name: "change-unsupported",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "A rating of a reconstructed assessment is said to have changed, and its rationale calls no footnote.",
        why: "A level can be worked out from another edition; that something changed in the world cannot, and here nothing speaks for it.",
        fix: "Look whether a source of the time bears the change out, and call it in the rationale. (In a published assessment or a draft CIT001 asks for the footnote.)",
        cases: include_str!("../../../../../tests/rules/EVI004.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    // Elsewhere a rationale without a footnote is an error, and a footnote that is not called another one.
    if !context.is(Status::Reconstructed) {
        return;
    }
    for (id, entry) in context.entries().filter(|(id, entry)| has_changed(context, id, entry)) {
        if entry.footnotes.is_empty() && !is_disturbed(context, id, entry) {
            let message = format!(
                "{} is said to have changed, and nothing is cited for it",
                context.indicator_title(id)
            );
            reports.push(Report::new(context.at(["ratings", id, "change"]), message));
        }
    }
}
