//! CIT027: a date that cannot be.

use super::{Case, Check, Descriptor, Rule};
use crate::diagnostic::{Location, Report, Severity};
use crate::model::source::DateParts;
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT027",
        name: "impossible-date",
        severity: Severity::Error,
        what: "A date names a day that its month does not have, or a range of dates ends before it begins.",
        why: "It is a slip, and the true date is anybody's guess.",
        fix: "Compare with the source. Write as much of the date as is printed: [[2021]] for a year, [[2021, 3]] for a month. If the source itself prints an impossible date, write its words as \"literal\".",
        bad: r#"{ "sources": { "report-2022": { "issued": { "date-parts": [[2021, 2, 30]] } } } }"#,
        good: r#"{ "sources": { "report-2022": { "issued": { "date-parts": [[2021, 2, 28]] } } } }"#,
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    for (id, source) in case.assessment().sources.iter() {
        for (variable, date) in source.dates.iter() {
            let pointer = Pointer::of(["sources", id, variable, "date-parts"]);
            let at = |pointer| Location::value(&case.file.file.path, pointer);
            let parts = [date.from, date.to];
            for (i, part) in parts.iter().flatten().enumerate().filter(|(_, part)| part.span().is_none()) {
                let message = format!("no calendar has {}", written(*part));
                reports.push(Report::new(at(pointer.index(i)), message));
            }
            let [from, to] = parts.map(|part| part.and_then(DateParts::span));
            if from.zip(to).is_some_and(|(from, to)| from.is_after(to)) {
                reports.push(Report::new(at(pointer), "this range of dates ends before it begins"));
            }
        }
    }
}

/// A date as it stands there, day first.
fn written(part: DateParts) -> String {
    let parts = [part.day.map(i64::from), part.month.map(i64::from), Some(part.year)];
    let parts: Vec<String> = parts.into_iter().flatten().map(|part| part.to_string()).collect();
    format!("the day {} (day, month, year)", parts.join("."))
}
