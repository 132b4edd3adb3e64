//! EXC003: an exception names a rule that does not exist, or that cannot be excepted.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::meant::meant;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EXC003",
        name: "exception-not-allowed",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "An exception names a rule that does not exist, or one that cannot be excepted.",
        why: "What a publisher printed or left out can be excused. A file that cannot be read, or that refers to nothing, cannot.",
        fix: "Correct the code (`cargo xtask explain --all` lists them all), or fix the problem itself.",
        cases: include_str!("../../../../../tests/rules/EXC003.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for code in context.assessment().exceptions.ids() {
        // What has not the form of a code is reported as that.
        if context.is_lost_at(["exceptions", code]) {
            continue;
        }
        let place = context.key(["exceptions", code]);
        if context.codes.find(code).is_none() {
            let report = Report::new(place, format!("there is no rule {code}"));
            let tells = reports.tells_more_of(&context.file.path);
            let codes = context.codes.exceptable().filter(|_| tells);
            reports.push(match meant(code, codes) {
                Some(meant) => report.help(format!("Did you mean {meant}?")),
                None => report,
            });
        } else if !context.codes.can_be_excepted(code) {
            reports.push(Report::new(place, format!("{code} allows no exceptions; fix the problem itself")));
        }
    }
}
