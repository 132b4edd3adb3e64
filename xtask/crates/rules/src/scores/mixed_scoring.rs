//! SCO004: scores that are made in different ways are set off against each other.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::scoring::comparable;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "SCO004",
        name: "mixed-scoring",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "A difference is stated between scores that were made in different ways.",
        why: "A change of method would be taken for a change in the country.",
        fix: "Leave the difference out.",
        cases: include_str!("../../../../../tests/rules/SCO004.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    if context.assessment().stated.is_none_or(|stated| stated.difference.is_none()) {
        return;
    }
    let (Some(now), Some(before)) = (context.framework, context.framework_before()) else { return };
    if std::ptr::eq(before, now) {
        return;
    }
    let Err(why) = comparable(before, now) else { return };
    let message =
        format!("the two editions do not have the same {}, so their scores cannot be compared", why.what());
    let mut report = Report::new(context.at(["stated", "difference"]), message);
    for edition in context.previous_edition.into_iter().chain([&*context.file.edition]) {
        if let Some(framework) = context.dataset.framework_of(edition) {
            let scoring = Location::key(&framework.path, Pointer::of(["scoring"]));
            report = report.related(scoring, format!("the instrument of {edition}"));
        }
    }
    reports.push(report);
}
