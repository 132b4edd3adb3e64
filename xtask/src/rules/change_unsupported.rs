//! EVI004: a change is claimed, and nothing is called to bear it out.

use super::evidence::{has_changed, is_disturbed};
use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Report, Severity};
use crate::model::assessment::Status;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EVI004",
        name: "change-unsupported",
        severity: Severity::Warning,
        what: "A rating of a reconstructed assessment is said to have changed, and its rationale calls no footnote.",
        why: "A level can be worked out from another edition; that something changed in the world cannot, and here nothing speaks for it.",
        fix: "Look whether a source of the time bears the change out, and call it in the rationale. (In a published assessment or a draft CIT001 asks for the footnote.)",
        cases: include_str!("../../../tests/rules/EVI004.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    // Elsewhere a rationale without a footnote is an error, and a footnote that is not called another one.
    if !case.is(Status::Reconstructed) {
        return;
    }
    for (id, entry) in case.entries().filter(|(id, entry)| has_changed(case, id, entry)) {
        if entry.footnotes.is_empty() && !is_disturbed(case, id, entry) {
            let message =
                format!("{} is said to have changed, and nothing is cited for it", case.indicator_title(id));
            reports.push(Report::new(case.at(["ratings", id, "change"]), message));
        }
    }
}
