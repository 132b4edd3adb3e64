//! EXC003: an exception names a rule that does not exist, or that cannot be excepted.

use super::{Case, Check, Descriptor, Rule, all, can_be_excepted, find};
use crate::diagnostic::{Report, Severity};
use crate::near::nearest;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EXC003",
        name: "exception-not-allowed",
        severity: Severity::Error,
        what: "An exception names a rule that does not exist, or one that cannot be excepted.",
        why: "What a publisher printed or left out can be excused; a file that cannot be read, or refers to nothing, cannot.",
        fix: "Correct the code (`cargo xtask explain --all` lists them), or mend the fault itself.",
        bad: r#""exceptions": { "SCH001": { "/status": "…" } }"#,
        good: r#""exceptions": { "CIT005": { "/sources/sochan-chrc": "…" } }"#,
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    for code in case.assessment().exceptions.ids() {
        let place = case.key(["exceptions", code]);
        if find(code).is_none() {
            let report = Report::new(place, format!("there is no rule {code}"));
            let codes = all().map(|rule| rule.descriptor.code).filter(|code| can_be_excepted(code));
            reports.push(match nearest(code, codes) {
                Some(meant) => report.help(format!("Did you mean {meant}?")),
                None => report,
            });
        } else if !can_be_excepted(code) {
            reports
                .push(Report::new(place, format!("{code} cannot be excepted; the fault has to be mended")));
        }
    }
}
