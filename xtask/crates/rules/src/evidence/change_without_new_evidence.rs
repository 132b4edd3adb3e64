//! EVI001: a rating changed, and its evidence is from before.

use crate::changed_evidence::{Evidence, of_changed};
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EVI001",
        name: "change-without-new-evidence",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("changed without new evidence"),
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "A rating changed since the previous edition, but all the dated sources that it cites are older than that edition. (Ratings that cite only treaties, laws, resolutions or judgments are not reported.)",
        why: "What changed since then cannot be known from works that were there before; either something newer is missing, or the earlier rating was wrong.",
        fix: "Look whether something newer bears the change out, and cite it. If the same facts are judged otherwise, say so in the rationale.",
        cases: include_str!("../../../../../tests/rules/EVI001.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for evidence in of_changed(context).filter(Evidence::is_older) {
        let (newest, since) = (evidence.newest.unwrap_or_default(), evidence.since.unwrap_or_default());
        let message = format!(
            "{} changed, and the newest work with a date that it rests on is of {newest}, before the edition of {since}",
            context.indicator_title(evidence.indicator)
        );
        reports.push(Report::new(evidence.place(context), message));
    }
}
