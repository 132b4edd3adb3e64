//! EXC001: an exception gives no reason.

use super::{Case, Check, Descriptor, Rule};
use crate::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EXC001",
        name: "exception-without-reason",
        severity: Severity::Error,
        what: "An exception gives no reason that says anything.",
        why: "An exception is a promise that somebody looked; the reason is what they saw.",
        fix: "Say what the published document prints, or leaves out, in a sentence that a reader can check.",
        bad: r#""/sources/sochan-chrc": "TODO""#,
        good: r#""/sources/sochan-chrc": "The annex prints a day and a month, no year.""#,
    },
    check: Check::Assessment(check),
};

/// Words that fill a place and say nothing.
const EMPTY_WORDS: [&str; 12] = [
    "todo",
    "tbd",
    "fixme",
    "n/a",
    "na",
    "none",
    "ok",
    "see above",
    "because",
    "reason",
    "exception",
    "known issue",
];

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    for (code, pointers) in case.assessment().exceptions.iter() {
        for (pointer, reason) in pointers.iter() {
            let plain = reason.trim_end_matches(['.', '!', '?', ' ']).to_lowercase();
            if EMPTY_WORDS.contains(&plain.as_str()) || plain.split_whitespace().count() < 3 {
                let message = format!("\"{reason}\" is no reason that a reader could check");
                reports.push(Report::new(case.at(["exceptions", code, pointer]), message));
            }
        }
    }
}
