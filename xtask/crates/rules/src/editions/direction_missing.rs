//! EDN006: a rating has no direction of change, though there is a previous assessment.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::model::rating::Direction;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN006",
        name: "direction-missing",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("no direction of change"),
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "A rating has no direction of change, though the country was assessed in the previous edition.",
        why: "The direction says how the rating changed since the previous edition, and shows up a wrong rating.",
        fix: "Add \"change\": \"increase\", \"decrease\" or \"unchanged\": in a transcription as the document prints it, in a draft as the two ratings give it.",
        cases: include_str!("../../../../../tests/rules/EDN006.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    if context.previous.is_none() || context.may_be_reconstructed() {
        return;
    }
    for (id, entry) in context.entries() {
        // An indicator that is new in this edition, or was split or merged, has nothing to have changed from.
        if context.earlier_id(id).is_none() {
            continue;
        }
        let is_lost = context.is_lost_at(["ratings", id, "change"]);
        if entry.change.is_some() || is_lost {
            continue;
        }
        let message = format!("no direction of change is given for {}", context.indicator_title(id));
        let report = Report::new(context.at(["ratings", id]), message);
        let before = context.before(id).and_then(|(_, entry)| entry.rating);
        reports.push(match (before, entry.rating) {
            (Some(before), Some(after)) => report.help(format!(
                "From {} to {} it would be \"change\": \"{}\". If a document is transcribed, see what it prints.",
                before.title(),
                after.title(),
                Direction::of_steps(before.steps_to(after)).id()
            )),
            _ => report,
        });
    }
}
