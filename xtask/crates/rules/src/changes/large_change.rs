//! CHG003: a rating is changed by two levels or more, and no reason is given.

use crate::change_context::ChangeContext;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG003",
        name: "large-change",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("moved two levels in this change"),
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A change moves a rating by two levels or more, and no reason is given.",
        why: "A rating that was two levels off was a slip, or is read in another way now. Reviewers have to know which.",
        fix: "Add \"reason\": \"new-evidence\", \"correction\", \"methodology\" or \"reinterpretation\" beside the rating.",
        cases: include_str!("../../../../../tests/rules/CHG003.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    for moved in change.moves() {
        let levels = moved.moved.steps.unsigned_abs();
        if levels >= 2 && moved.entry.reason.is_none() {
            let message = format!("{}, by {levels} levels, and no reason is given", moved.told());
            reports.push(Report::new(moved.location(), message));
        }
    }
}
