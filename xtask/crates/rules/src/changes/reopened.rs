//! CHG013: what was closed is open again, and nothing says so.

use crate::change_context::ChangeContext;
use crate::frozen::unrecorded;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use diff::subject::Subject;
use format::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG013",
        name: "reopened",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A closed edition is opened again, or a published assessment becomes a draft again, and nothing says so.",
        why: "What is open is being worked on, and readers have to know that it is not final. What changes in it still needs errata (CHG010), because readers have it.",
        fix: "Leave it closed, and correct single things by errata. If it has to be opened, record that with an erratum of the kind \"status\"; closing it again is recorded as well.",
        cases: include_str!("../../../../../tests/rules/CHG013.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    for found in unrecorded(change).iter().filter(|found| found.is_reopening()) {
        let message = match &found.change.subject {
            Subject::Edition { edition, .. } => {
                format!("the edition {edition} was opened again, and no new erratum says so")
            }
            Subject::Assessment { .. }
            | Subject::About { .. }
            | Subject::Country { .. }
            | Subject::Framework { .. } => {
                "this assessment, which readers have, is a draft again, and no new erratum says so".to_owned()
            }
        };
        reports.push(found.report(message));
    }
}
