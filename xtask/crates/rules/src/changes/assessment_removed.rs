//! CHG004: a published assessment is removed.

use crate::change_context::{ChangeContext, is_published};
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Location, Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG004",
        name: "assessment-removed",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A change removes a published assessment, and no file takes its place.",
        why: "What was published stays published: others cite it, and later editions are measured by it.",
        fix: "Put the file back with `git restore --source=REV FILE`, where REV is what the change is compared with. If it only gets another name, keep its content, so that it is seen to be the same; if it is wrong, correct it and say so under \"errata\" of what is corrected.",
        cases: include_str!("../../../../../tests/rules/CHG004.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    let removed = change.diff.assessments.iter().filter(|diff| diff.after.is_none());
    for file in removed.filter_map(|diff| diff.before).filter(|file| is_published(file)) {
        let message = format!("the published assessment of {} in {} is removed", file.country, file.edition);
        reports.push(Report::new(Location::file(&file.path), message));
    }
}
