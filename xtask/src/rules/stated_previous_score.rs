//! SCO002: the stated score of the previous edition is not that edition's.

use super::{Case, Check, Descriptor, Rule, stated_score};
use crate::diagnostic::{Location, Report, Severity};
use crate::pointer::Pointer;
use crate::scoring::score;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "SCO002",
        name: "stated-previous-score",
        severity: Severity::Error,
        what: "The previous edition's score, as stated here, is not the score of that edition.",
        why: "Either it was copied wrongly, or the figures of the last edition were changed in silence.",
        fix: "Compare both with the published documents.",
        bad: r#"{ "stated": { "previous_score": 51 } }"#,
        good: r#"{ "stated": { "previous_score": 50 } }"#,
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    let Some(said) = case.assessment().stated.and_then(|stated| stated.previous_score) else { return };
    let Some(previous) = case.previous else { return };
    let case_before = Case::new(case.dataset, previous, case.today);
    let stated = case_before.assessment().stated.and_then(|stated| stated.score);
    let computed = case_before.framework.and_then(|framework| score(case_before.assessment(), framework));
    // A stated score that its own ratings contradict is reported there.
    if stated.is_some() && stated_score::mismatch(&case_before).is_some() {
        return;
    }
    let place = case.at(["stated", "previous_score"]);
    let edition = &previous.edition;
    if let Some(is) = stated.filter(|is| *is != said) {
        let message =
            format!("this file gives {said} as the score of {edition}, and the file of {edition} gives {is}");
        let there = Location::value(&previous.file.path, Pointer::of(["stated", "score"]));
        reports.push(Report::new(place, message).related(there, format!("the score of {edition}")));
    } else if let Some(is) = computed.filter(|is| stated.is_none() && is.rounded() != said) {
        let message = format!(
            "this file gives {said} as the score of {edition}, and the ratings of {edition} make {}",
            is.rounded()
        );
        reports.push(Report::new(place, message));
    }
}
