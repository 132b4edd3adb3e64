//! SCO002: the stated score of the previous edition is not that edition's.

use super::blame::is_of_earlier;
use super::stated_score::with_points;
use super::{Case, Check, Descriptor, Findings, Rule, stated_score};
use crate::diagnostic::{Location, Report, Severity};
use crate::pointer::Pointer;
use crate::scoring::score;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "SCO002",
        name: "stated-previous-score",
        severity: Severity::Error,
        what: "The previous edition's score, as stated here, is not the score of that edition.",
        why: "Either it was copied wrongly, or the score of the previous edition was changed without a note.",
        fix: "Compare both with the published documents.",
        cases: include_str!("../../../tests/rules/SCO002.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    let Some(said) = case.assessment().stated.and_then(|stated| stated.previous_score) else { return };
    let Some(previous) = case.previous else { return };
    let case_before = Case::new(case.dataset, previous, case.today);
    let stated = case_before.assessment().stated.and_then(|stated| stated.score);
    let computed = case_before.framework.and_then(|framework| score(case_before.assessment(), framework));
    // A stated score that its own ratings contradict is reported there.
    if stated.is_some() && stated_score::mismatch(&case_before).is_some() {
        return;
    }
    let edition = &previous.edition;
    let (here, there) = (Pointer::of(["stated", "previous_score"]), Pointer::of(["stated", "score"]));
    let place = Location::value(&case.file.file.path, here.clone());
    if let Some(is) = stated.filter(|is| *is != said) {
        let other = Location::value(&previous.file.path, there.clone());
        let is_of_earlier =
            is_of_earlier(case.dataset, RULE.descriptor.code, (previous, &there), (case.file, &here));
        reports.push(if is_of_earlier {
            let later = &case.file.edition;
            let message =
                format!("this file gives {is} as its score, and the file of {later} gives {said} as the score of {edition}");
            Report::new(other, message).related(place, "the same score, as given there")
        } else {
            let message =
                format!("this file gives {said} as the score of {edition}, and the file of {edition} gives {is}");
            Report::new(place, message).related(other, format!("the score of {edition}"))
        });
    } else if let Some(is) = computed.filter(|is| stated.is_none() && is.rounded() != said) {
        let message = format!(
            "this file gives {said} as the score of {edition}, and the ratings of {edition} make {}",
            is.rounded()
        );
        let ratings = Location::key(&previous.file.path, Pointer::of(["ratings"]));
        let report = Report::new(place, message).related(ratings, "the ratings");
        reports.push(with_points(report, &case_before));
    }
}
