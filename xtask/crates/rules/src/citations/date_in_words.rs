//! CIT033: a date stands in words where numbers could say it.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
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
    for (id, source) in context.sources() {
        for (variable, date) in source.dates.iter() {
            let Some(words) = date.literal.as_deref() else { continue };
            let place = || context.at(["sources", id, variable, "literal"]);
            if says_no_date(words) {
                let report = Report::new(place(), "a source without a date is marked \"n.d.\"");
                reports.push(report.help("Write \"n.d.\"."));
            } else if let Some(Ok(span)) = words::approximate(words).map(words::parse) {
                let year = span.first.year();
                let help = format!(
                    "Write {{\"date-parts\": [[{year}]], \"circa\": true}}; if the date is certain, leave \"circa\" out."
                );
                let report = Report::new(place(), "this date can be written in numbers, with \"circa\"");
                reports.push(report.help(help));
            } else if words::parse(words).is_ok() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_no_date() {
        assert!(
            says_no_date("no date")
                && says_no_date("N.D.")
                && says_no_date("[n.d.]")
                && !says_no_date("n.d.")
        );
    }
}
