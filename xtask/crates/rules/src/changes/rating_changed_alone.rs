//! CHG002: a rating is changed, and neither what is said for it nor what is cited for it.

use crate::change_context::ChangeContext;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::model::rating::IndicatorRating;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG002",
        name: "rating-changed-alone",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("rating changed alone in this change"),
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A rating changed, but its rationale and footnotes did not.",
        why: "The same words and the same evidence cannot support two ratings: either the old rating was right, or the change needs an explanation.",
        fix: "Explain the new rating in \"rationale\", and cite any evidence of the time in a footnote; cite the publisher's correction in the erratum.",
        cases: include_str!("../../../../../tests/rules/CHG002.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    for moved in change.moves() {
        let Some(before) = moved.before.file.data.ratings.get(&moved.moved.indicator) else { continue };
        // Between a reconstruction and a published document nothing can be said of the reasons.
        let Some(reasons) = &moved.moved.reasons else { continue };
        if !reasons.has_new_rationale && has_same_footnotes(before, moved.entry) {
            let message = format!("{}, and neither its rationale nor its footnotes changed", moved.told());
            reports.push(Report::new(moved.location(), message));
        }
    }
}

fn has_same_footnotes(before: &IndicatorRating, after: &IndicatorRating) -> bool {
    before.footnotes.len() == after.footnotes.len()
        && before.footnotes.iter().all(|(label, footnote)| after.footnotes.get(label) == Some(footnote))
}
