//! EXC001: an exception gives no reason.

use std::collections::{BTreeMap, BTreeSet};

use crate::placeholder;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EXC001",
        name: "exception-without-reason",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "An exception gives no real reason, or one that is given to exceptions of several rules alike.",
        why: "An exception says that somebody looked; the reason says what they saw.",
        fix: "Say what the published document prints or leaves out, in a sentence that a reader can check.",
        cases: include_str!("../../../../../tests/rules/EXC001.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (reason, places) in reasons(context) {
        if !is_reason(reason) {
            for (code, pointer) in &places {
                let message = format!("\"{reason}\" is not a reason that a reader can check");
                reports.push(Report::new(context.at(["exceptions", code, pointer]), message));
            }
        }
        let codes: BTreeSet<&str> = places.iter().map(|(code, _)| *code).collect();
        if let [(code, pointer), _, _, ..] = &places[..]
            && codes.len() > 1
        {
            let of = codes.iter().copied().collect::<Vec<_>>().join(", ");
            let message = format!(
                "\"{reason}\" is given for {} exceptions to different rules, {of}: it tells of none",
                places.len()
            );
            reports.push(Report::new(context.at(["exceptions", code, pointer]), message));
        }
    }
}

fn is_reason(text: &str) -> bool {
    // Letters count as well, because some scripts, Khmer among them, put no spaces between words.
    let is_short = text.split_whitespace().nth(2).is_none() && text.chars().nth(19).is_none();
    !is_short && !placeholder::is_text(text)
}

/// The exceptions by their reasons, each as code and place.
fn reasons<'d>(context: &AssessmentContext<'d>) -> BTreeMap<&'d str, Vec<(&'d str, &'d str)>> {
    let mut all: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (code, pointers) in context.assessment().exceptions.iter() {
        for (pointer, reason) in pointers.iter() {
            all.entry(reason).or_default().push((code, pointer));
        }
    }
    all
}
