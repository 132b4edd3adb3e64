//! CIT027: a date that cannot be.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::{DateProblem, month_name};
use bibliography::source::DateParts;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT027",
        name: "impossible-date",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A date names a day that its month does not have, or a range of dates ends before it begins.",
        why: "The date is a mistake, and readers cannot tell the right one.",
        fix: "Compare with the source. Write as much of the date as is printed: [[2021]] for a year, [[2021, 3]] for a month. If the source itself prints an impossible date, write {\"literal\": \"30 February 2021\"} with its words.",
        cases: include_str!("../../../../../tests/rules/CIT027.md"),
    },
    check: Check::Sources(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        for (variable, date) in source.dates.iter() {
            let pointer = || Pointer::of(["sources", id, variable, "date-parts"]);
            let at = |pointer| Location::value(&context.file.path, pointer);
            let parts = [date.from, date.to];
            for (i, part) in parts.iter().flatten().enumerate().filter(|(_, part)| part.span().is_err()) {
                // A month or a day that no year has, such as 13, is reported as that.
                let place = pointer().index(i);
                if !context.is_lost(&place) {
                    reports.push(Report::new(at(place), why(*part)));
                }
            }
            let [from, to] = parts.map(|part| part.and_then(|part| part.span().ok()));
            if from.zip(to).is_some_and(|(from, to)| from.is_after(to)) {
                reports.push(Report::new(at(pointer()), "this range of dates ends before it begins"));
            }
        }
    }
}

/// Why there is no such day, in words.
fn why(part: DateParts) -> String {
    let DateParts { year, month, day } = part;
    match (month, day, part.span()) {
        (Some(month), Some(day), Err(DateProblem::NoSuchDay(length))) => {
            let name = month_name(month).unwrap_or_default();
            format!("{name} {year} has {length} days, and this is day {day}")
        }
        (_, _, _) => format!("the year {year} has no such day"),
    }
}
