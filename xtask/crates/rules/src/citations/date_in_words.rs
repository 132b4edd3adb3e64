//! CIT033: a date stands in words where numbers could say it.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::typed::{instead, says_no_date};
use bibliography::date::words;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT033",
        name: "date-in-words",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A date is given in words, and numbers could say it, or the words are another way to say n.d.",
        why: "Words are not compared: the source could be younger than the edition, or older than the claim, and nobody would be told.",
        fix: "Write {\"date-parts\": [[2021]]} for a year, [[2021, 3]] for a month, [[2021, 3, 10]] for a day. Where the source says that it has no date, write {\"literal\": \"n.d.\"}.",
        cases: include_str!("../../../../../tests/rules/CIT033.md"),
    },
    check: Check::Sources(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        for (variable, date) in source.dates.iter() {
            let Some(words) = date.literal.as_deref() else { continue };
            let place = || context.at(["sources", id, variable, "literal"]);
            if words == "n.d." {
                continue;
            }
            let Some(help) = instead(variable, words) else { continue };
            let message = if says_no_date(words) {
                "a source without a date is marked \"n.d.\""
            } else if words::approximate(words).is_some() {
                "this date can be written in numbers, with \"circa\""
            } else {
                "this date can be written in numbers"
            };
            reports.push(Report::new(place(), message).help(help));
        }
    }
}
