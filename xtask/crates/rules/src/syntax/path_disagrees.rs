//! SYN012: a file says that it is about something else than its path does.

use std::sync::Arc;

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::Day;
use dataset::{Registers, framework_id};
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "SYN012",
        name: "path-disagrees",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "The file says something else about itself than its path does.",
        why: "A copied file whose first lines were not changed would count for the wrong country or edition.",
        fix: "Correct the field, or move the file.",
        cases: include_str!("../../../../../tests/rules/SYN012.md"),
    },
    check: Check::EachFile(check_registers, check),
};

fn check_registers(registers: &Registers, _: Day, reports: &mut Findings<'_>) {
    for framework in &registers.frameworks {
        compare(&framework.path, "id", framework.data.id.as_deref(), framework_id(&framework.path), reports);
    }
}

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let (path, assessment) = (&context.file.path, context.assessment());
    compare(path, "country", assessment.country.as_deref(), &context.file.country, reports);
    compare(path, "edition", assessment.edition.as_deref(), &context.file.edition, reports);
}

fn compare(path: &Arc<str>, field: &str, says: Option<&str>, path_says: &str, reports: &mut Findings<'_>) {
    if let Some(says) = says.filter(|says| *says != path_says) {
        let message = format!("the file says \"{says}\", its path says \"{path_says}\"");
        reports.push(Report::new(Location::value(path, Pointer::of([field])), message));
    }
}
