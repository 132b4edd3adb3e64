//! EDN005: a direction of change in an edition that has none before it.

use crate::context::is_lost;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN005",
        name: "direction-without-previous",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "A direction of change is given in an edition that has no previous one.",
        why: "There is nothing to compare the rating with.",
        fix: "Remove \"change\", or name the previous edition in dataset/editions.json.",
        cases: include_str!("../../../../../tests/rules/EDN005.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let Some(register) = context.dataset.editions.as_ref() else { return };
    let id = &*context.file.edition;
    let Some(edition) = register.data.editions.get(id) else { return };
    if edition.previous.is_some() || is_lost(register, &Pointer::of(["editions", id, "previous"])) {
        return;
    }
    for (indicator, entry) in context.assessment().ratings.iter() {
        if let Some(change) = entry.change {
            let message = format!(
                "the direction is \"{}\", and {id} has no previous edition to compare with",
                change.id()
            );
            reports.push(Report::new(context.at(["ratings", indicator, "change"]), message));
        }
    }
}
