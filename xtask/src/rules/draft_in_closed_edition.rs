//! EDN007: a draft in an edition that is closed.

use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Report, Severity};
use crate::model::assessment::Status;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN007",
        name: "draft-in-closed-edition",
        severity: Severity::Error,
        what: "An assessment is a draft, but its edition is closed.",
        why: "Drafts belong to an edition that is still open; in a closed one, a draft would be taken for published.",
        fix: "Set \"status\" to \"published\" if a document was transcribed; otherwise open the edition in dataset/editions.json, or begin a new one.",
        cases: include_str!("../../../tests/rules/EDN007.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    let status = case.dataset.edition(&case.file.edition).and_then(|edition| edition.status.as_deref());
    if case.is(Status::Draft) && status == Some("closed") {
        let message = format!("this is a draft, and the edition of {} is closed", case.file.edition);
        reports.push(Report::new(case.at(["status"]), message));
    }
}
