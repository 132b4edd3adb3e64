//! CIT033: a date stands in words where numbers could say it.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, Rule, Sight};
use bibliography::date::{Span, month_named};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT033",
        name: "date-in-words",
        severity: Severity::Warning,
        since: "0.1.0",
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A date is given in words, and numbers could say it, or the words are another way to say n.d.",
        why: "Words are not compared: the source could be younger than the edition, or older than the claim, and nobody would be told.",
        fix: "Write {\"date-parts\": [[2021]]} for a year, [[2021, 3]] for a month, [[2021, 3, 10]] for a day. Where the source says that it has no date, write {\"literal\": \"n.d.\"}.",
        cases: include_str!("../../../../../tests/rules/CIT033.md"),
    },
    check: Check::Assessment(check),
};

/// Other ways to say that there is no date.
const NO_DATE: &[&str] = &[
    "nd",
    "n.d",
    "n. d.",
    "n/d",
    "no date",
    "s.d.",
    "undated",
    "unknown",
    "not dated",
    "without date",
    "date unknown",
];

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.assessment().sources.iter() {
        for (variable, date) in source.dates.iter() {
            let Some(words) = date.literal.as_deref() else { continue };
            let place = || context.at(["sources", id, variable, "literal"]);
            if says_no_date(words) {
                let report = Report::new(place(), "a source without a date is marked \"n.d.\"");
                reports.push(report.help("Write \"n.d.\"."));
            } else if is_in_numbers(words) {
                reports.push(Report::new(place(), "this date can be written in numbers"));
            }
        }
    }
}

fn says_no_date(words: &str) -> bool {
    let lower = words.to_lowercase();
    let bare = lower.trim_matches(['(', ')', '[', ']']);
    words != "n.d." && (bare == "n.d." || NO_DATE.contains(&bare))
}

/// Whether words are a year, alone or with a month, or with a day that the month has.
fn is_in_numbers(words: &str) -> bool {
    let lower = words.to_lowercase();
    let parts: Vec<&str> = lower.split([' ', ',', '.', '/', '-']).filter(|part| !part.is_empty()).collect();
    let figures =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten();
    let (years, rest): (Vec<&str>, Vec<&str>) =
        parts.into_iter().partition(|part| part.len() == 4 && figures(part).is_some());
    let [year] = years[..] else { return false };
    let Some(year) = figures(year) else { return false };
    let month = |part: &str| {
        month_named(part).or_else(|| figures(part).and_then(|number: i64| u8::try_from(number).ok()))
    };
    let day = |part: &str| figures(part).and_then(|number| u8::try_from(number).ok());
    let is_day = |of: &str, in_month: &str| {
        day(of)
            .zip(month(in_month))
            .is_some_and(|(day, month)| Span::of(year, Some(month), Some(day)).is_some())
    };
    match rest[..] {
        [] => true,
        [only] => month(only).is_some_and(|month| Span::of(year, Some(month), None).is_some()),
        [one, other] => is_day(one, other) || is_day(other, one),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_numbers_can_say() {
        for words in
            ["2021", "March 2021", "10 March 2021", "Mar. 10, 2021", "2021-03-10", "10/03/2021", "10.3.2021"]
        {
            assert!(is_in_numbers(words), "{words}");
        }
        for words in [
            "n.d.",
            "Rainy season 2019",
            "30 February 2021",
            "2021 2022",
            "forthcoming",
            "2019 to 2021",
            "8 October",
            "Spring 2021",
        ] {
            assert!(!is_in_numbers(words), "{words}");
        }
        assert!(
            says_no_date("no date")
                && says_no_date("N.D.")
                && says_no_date("[n.d.]")
                && !says_no_date("n.d.")
        );
    }
}
