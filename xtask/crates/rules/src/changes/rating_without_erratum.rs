//! CHG001: a published rating is changed, and no erratum says so.

use std::collections::HashMap;

use crate::change_context::ChangeContext;
use crate::frozen::unrecorded;
use crate::unrecorded::Unrecorded;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::erratum::ErratumKind;
use format::diagnostic::{Location, Severity};

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
    let of_ratings = unrecorded(change).iter().filter(|found| found.kind == ErratumKind::Rating);
    let by_place: HashMap<Location, &Unrecorded<'_>> =
        of_ratings.map(|found| (found.location(), found)).collect();
    for moved in change.moves() {
        if let Some(found) = by_place.get(&moved.location()) {
            let message = format!("{}; it was published, and no new erratum says so", moved.told());
            reports.push(found.report(message));
        }
    }
}
