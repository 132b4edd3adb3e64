//! CHG001: a published rating is changed, and no erratum says so.

use crate::change_context::{ChangeContext, MovedRating, is_published};
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
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
        fix: "Add to the list \"errata\" an entry with the \"date\", the \"indicator\", \"kind\": \"rating\", \"from\" and \"to\" with the two ratings, and a \"note\" that says why.",
        cases: include_str!("../../../../../tests/rules/CHG001.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    for moved in change.moves().filter(|moved| is_published(moved.before)) {
        let (from, to) = (moved.moved.before.id(), moved.moved.after.id());
        let says_so = moved.errata.iter().any(|erratum| {
            erratum.from.as_deref().is_none_or(|said| said == from)
                && erratum.to.as_deref().is_none_or(|said| said == to)
        });
        if !says_so {
            let message = format!("{}; it was published, and no new erratum says so", moved.told());
            reports.push(Report::new(moved.location(), message).help(help(&moved)));
        }
    }
}

/// The erratum to paste; what only a person can say is left open in it, and refused as long as it is.
fn help(moved: &MovedRating<'_>) -> String {
    let Move { indicator, before, after, .. } = moved.moved;
    let erratum = format!(
        "{{ \"date\": \"YYYY-MM-DD\", \"indicator\": \"{indicator}\", \"kind\": \"rating\", \"from\": \"{}\", \"to\": \"{}\", \"note\": \"{PLACEHOLDER}\" }}",
        before.id(),
        after.id()
    );
    let what = "with the day and the reason filled in";
    if moved.after.file.data.errata.is_empty() {
        format!("Add to the file, {what}: \"errata\": [{erratum}]")
    } else {
        format!("Add to the list \"errata\", {what}: {erratum}")
    }
}
