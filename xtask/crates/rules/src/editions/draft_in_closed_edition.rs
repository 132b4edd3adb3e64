//! EDN007: a draft in an edition that is closed.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::model::assessment::Status;
use dataset::model::edition::Edition;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN007",
        name: "draft-in-closed-edition",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "An assessment is a draft, but its edition is closed.",
        why: "Drafts belong to an edition that is still open; in a closed one, a draft would be taken for published.",
        fix: "Set \"status\" to \"published\" if a document was transcribed, to \"original\" if it was made here; otherwise open the edition in dataset/editions.json, or begin a new one.",
        cases: include_str!("../../../../../tests/rules/EDN007.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let edition = context.dataset.edition(&context.file.edition);
    if context.is(Status::Draft) && edition.is_some_and(Edition::is_closed) {
        let message = format!("this is a draft, and the edition of {} is closed", context.file.edition);
        reports.push(Report::new(context.at(["status"]), message));
    }
}
