//! CHG001: a published rating is changed, and no erratum says so.

use crate::change_context::{ChangeContext, MovedRating, is_published};
use crate::corrections::leads;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::model::assessment::Corrected;
use diff::tally::Move;
use format::diagnostic::{Report, Severity};
use format::text::PLACEHOLDER;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG001",
        name: "rating-without-erratum",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A published rating changed, but no erratum records it.",
        why: "People who used the published figures need to know what was corrected, when and why. Figures that change silently cannot be trusted.",
        fix: "Add to \"errata\" of the indicator, under the day of the correction, \"kind\": \"rating\", \"from\" and \"to\" with the two ratings, the \"reason\" in a word, a \"note\" that says what was wrong, and \"citations\".",
        cases: include_str!("../../../../../tests/rules/CHG001.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    for moved in change.moves().filter(|moved| is_published(moved.before)) {
        let (from, to) = (moved.moved.before.id(), moved.moved.after.id());
        let of_rating = moved.errata.iter().copied().filter(|it| it.kind.as_deref() == Some("rating"));
        // An erratum with a fault of its own may be the one.
        let place = Corrected::Entry(&moved.moved.indicator).pointer();
        if !leads(of_rating, Some(from), Some(to)) && !moved.after.is_damaged(&place) {
            let message = format!("{}; it was published, and no new erratum says so", moved.told());
            reports.push(Report::new(moved.location(), message).help(help(&moved)));
        }
    }
}

/// The erratum to paste; what only a person can say is left open in it, and refused as long as it is.
fn help(moved: &MovedRating<'_>) -> String {
    let Move { indicator, before, after, .. } = moved.moved;
    let erratum = format!(
        "\"YYYY-MM-DD\": {{ \"kind\": \"rating\", \"from\": \"{}\", \"to\": \"{}\", \"reason\": \"{PLACEHOLDER}\", \"note\": \"{PLACEHOLDER}\" }}",
        before.id(),
        after.id()
    );
    let beside = if moved.entry.errata.is_empty() { "" } else { " beside the errata that are there," };
    format!(
        "Add to the entry of {indicator},{beside} with the day and the reason filled in: \"errata\": {{ {erratum} }}"
    )
}
