//! CHG002: a rating is changed, and neither what is said for it nor what is cited for it.

use super::comparison::Comparison;
use super::{Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Report, Severity};
use crate::model::rating::IndicatorRating;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG002",
        name: "rating-changed-alone",
        severity: Severity::Error,
        what: "A change moves a rating, and neither its rationale nor its footnotes.",
        why: "The same words and the same evidence cannot support two ratings: either the rating was right before, or something has to be said.",
        fix: "Say in \"rationale\" why the rating is what it is now, and cite the evidence in a footnote.",
        cases: include_str!("../../../tests/rules/CHG002.md"),
    },
    check: Check::Change(check),
};

fn check(change: &Comparison<'_>, reports: &mut Findings<'_>) {
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
