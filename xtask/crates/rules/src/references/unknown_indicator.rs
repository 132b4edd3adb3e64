//! REF001: a rating is given for an indicator that the framework does not have.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};
use format::near::nearest;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF001",
        name: "unknown-indicator",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "There is no indicator of this name in the framework.",
        why: "The rating would not be counted, and the indicator that is meant would have none.",
        fix: "Use the id of an indicator as it stands in the framework's file under dataset/frameworks/.",
        cases: include_str!("../../../../../tests/rules/REF001.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let Some(framework) = context.framework else { return };
    for id in context.unknown_indicators() {
        let message = format!("\"{id}\" is no indicator of the framework");
        let report = Report::new(context.key(["ratings", id]), message);
        // An indicator that is missing is likelier to be meant than one that is there.
        let tells = reports.tells_more_of(&context.file.path);
        let is_there = nearest(id, framework.indicators.ids().filter(|_| tells));
        reports.push(match (context.misspelt(id), is_there) {
            (Some(meant), _) => report.help(format!("Did you mean \"{meant}\"?")),
            (None, Some(near)) => {
                report.help(format!("\"{near}\" has its rating already. Delete one of the two."))
            }
            (None, None) => report,
        });
    }
}
