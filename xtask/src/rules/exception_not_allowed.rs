//! EXC003: an exception names a rule that does not exist, or that cannot be excepted.

use super::{Case, Check, Descriptor, Findings, Rule, all, can_be_excepted, find};
use crate::diagnostic::{Report, Severity};
use crate::meant::meant;
use crate::model::assessment::Status;
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EXC003",
        name: "exception-not-allowed",
        severity: Severity::Error,
        what: "An exception names a rule that does not exist, or one that cannot be excepted.",
        why: "What a publisher printed or left out can be excused. A file that cannot be read, or that refers to nothing, cannot.",
        fix: "Correct the code (`cargo xtask explain --all` lists them all), or fix the problem itself.",
        cases: include_str!("../../../tests/rules/EXC003.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    // A draft can have none, and that is reported.
    if case.is(Status::Draft) {
        return;
    }
    for code in case.assessment().exceptions.ids() {
        // What has not the form of a code is reported as that.
        if case.is_lost(&Pointer::of(["exceptions", code])) {
            continue;
        }
        let place = case.key(["exceptions", code]);
        if find(code).is_none() {
            let report = Report::new(place, format!("there is no rule {code}"));
            let tells = reports.tells_more_of(&case.file.file.path);
            let codes = all().map(|rule| rule.descriptor.code).filter(|code| tells && can_be_excepted(code));
            reports.push(match meant(code, codes) {
                Some(meant) => report.help(format!("Did you mean {meant}?")),
                None => report,
            });
        } else if !can_be_excepted(code) {
            reports.push(Report::new(place, format!("{code} allows no exceptions; fix the problem itself")));
        }
    }
}
