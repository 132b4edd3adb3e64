//! SCO004: scores that are made in different ways are set off against each other.

use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Location, Report, Severity};
use crate::pointer::Pointer;
use crate::scoring::comparable;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "SCO004",
        name: "mixed-scoring",
        severity: Severity::Error,
        what: "A difference is stated between scores that were made in different ways.",
        why: "A change of method would be taken for a change in the country.",
        fix: "Leave the difference out.",
        cases: include_str!("../../../tests/rules/SCO004.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    if case.assessment().stated.is_none_or(|stated| stated.difference.is_none()) {
        return;
    }
    let before = case.previous.and_then(|previous| Case::new(case.dataset, previous, case.today).framework);
    let (Some(now), Some(before)) = (case.framework, before) else { return };
    let Err(why) = comparable(before, now) else { return };
    let message =
        format!("the two editions do not have the same {}, so their scores cannot be compared", why.what());
    let mut report = Report::new(case.at(["stated", "difference"]), message);
    for edition in case.previous_edition.into_iter().chain([&*case.file.edition]) {
        if let Some(framework) = case.dataset.framework_of(edition) {
            let scoring = Location::key(&framework.path, Pointer::of(["scoring"]));
            report = report.related(scoring, format!("the instrument of {edition}"));
        }
    }
    reports.push(report);
}
