//! EDN006: a rating has no direction of change, though there is a previous assessment.

use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Report, Severity};
use crate::model::rating::Direction;
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN006",
        name: "direction-missing",
        severity: Severity::Error,
        what: "A rating has no direction of change, though the country was assessed in the previous edition.",
        why: "The direction says how the rating changed since the previous edition, and shows up a wrong rating.",
        fix: "Add \"change\": \"increase\", \"decrease\" or \"unchanged\": in a transcription as the document prints it, in a draft as the two ratings give it.",
        cases: include_str!("../../../tests/rules/EDN006.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    let Some(previous) = case.previous else { return };
    if case.may_be_reconstructed() {
        return;
    }
    let framework_before = Case::new(case.dataset, previous, case.today).framework;
    for (id, entry) in case.entries() {
        // An indicator that is new in this edition has nothing to have changed from.
        if framework_before.is_some_and(|framework| !framework.indicators.contains(id)) {
            continue;
        }
        let is_lost = case.is_lost(&Pointer::of(["ratings", id, "change"]));
        if entry.change.is_some() || is_lost {
            continue;
        }
        let message = format!("no direction of change is given for {}", case.indicator_title(id));
        let report = Report::new(case.at(["ratings", id]), message);
        let before = previous.file.data.ratings.get(id).and_then(|entry| entry.rating);
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
