//! EXC003: an exception names a rule that does not exist, or that cannot be excepted.

use crate::{Case, Check, Descriptor, Exceptions, Findings, Rule, Sight};
use dataset::meant::meant;
use dataset::model::assessment::Status;
use format::diagnostic::{Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EXC003",
        name: "exception-not-allowed",
        severity: Severity::Error,
        since: "0.1.0",
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "An exception names a rule that does not exist, or one that cannot be excepted.",
        why: "What a publisher printed or left out can be excused. A file that cannot be read, or that refers to nothing, cannot.",
        fix: "Correct the code (`cargo xtask explain --all` lists them all), or fix the problem itself.",
        cases: include_str!("../../../../../tests/rules/EXC003.md"),
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
        if case.codes.find(code).is_none() {
            let report = Report::new(place, format!("there is no rule {code}"));
            let tells = reports.tells_more_of(&case.file.file.path);
            let codes = case.codes.exceptable().filter(|_| tells);
            reports.push(match meant(code, codes) {
                Some(meant) => report.help(format!("Did you mean {meant}?")),
                None => report,
            });
        } else if !case.codes.can_be_excepted(code) {
            reports.push(Report::new(place, format!("{code} allows no exceptions; fix the problem itself")));
        }
    }
}
