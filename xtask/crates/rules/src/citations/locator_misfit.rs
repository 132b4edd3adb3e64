//! CIT046: a locator does not fit its label, or a detail of a source repeats the name of its field.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::locator::{Locator, LocatorProblem};
use format::diagnostic::{Edit, Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT046",
        name: "locator-misfit",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "The locator is not what its label says: a page or paragraph that is no number, a number with the label repeated, or a range that runs backwards. Or a detail of a source repeats the name of its field: a volume \"Vol. 12\".",
        why: "The note prints label and locator together: \"p. p. 114\" is ugly, and page \"Rule of Law\" cannot be turned to.",
        fix: "Give the number alone, for the label says the rest. For a heading the label is \"section\".",
        cases: include_str!("../../../../../tests/rules/CIT046.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    check_details(context, reports);
    for (place, citation) in context.citations() {
        let (Some(label), Some(locator)) = (citation.label.as_deref(), citation.locator.as_deref()) else {
            continue;
        };
        if let Err(problem) = Locator::parse(label, locator) {
            let place = Location::value(&context.file.path, place.field("locator"));
            let (message, help) = words(label, &problem);
            reports.push(Report::new(place, message).help(help));
        }
    }
}

/// The details of a source that are numbers of something, with the label for that.
const NUMBERED: &[(&str, &str)] =
    &[("chapter-number", "chapter"), ("issue", "issue"), ("page", "page"), ("volume", "volume")];

/// Reports what repeats in a detail of a source what it is, and would be printed twice: `"volume": "Vol. 12"`.
fn check_details(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.assessment().sources.iter() {
        for (variable, label) in NUMBERED {
            let Some(Err(problem)) = source.text(variable).map(|text| Locator::parse(label, text)) else {
                continue;
            };
            if let LocatorProblem::HasLabel(said, number) = problem
                && said == *label
            {
                let pointer = Pointer::of(["sources", id, variable]);
                let place = context.at(["sources", id, variable]);
                let edit = Edit::Replace { pointer, text: number.to_owned() };
                let report = Report::new(place, "this repeats the name of its field".to_owned());
                let help = format!("Write {}.", serde_json::Value::from(number));
                reports.push(report.help(help).fix("write the number alone", edit));
            }
        }
    }
}

/// What is wrong, and what to write, for a locator with its label.
fn words(label: &str, problem: &LocatorProblem<'_>) -> (String, String) {
    match problem {
        LocatorProblem::HasLabel(said, number) => {
            let message = if *said == label {
                "this locator repeats its label".to_owned()
            } else {
                format!("this locator counts another thing than its label says, a {said} and no {label}")
            };
            let number = serde_json::Value::from(*number);
            (message, format!("Write \"label\": \"{said}\", \"locator\": {number}."))
        }
        LocatorProblem::NoNumber => (
            format!("this locator is no number of a {label}"),
            format!("Give the number of the {label} alone. For a heading write \"label\": \"section\"."),
        ),
        LocatorProblem::Backwards => (
            "this locator is a range that runs backwards".to_owned(),
            "Compare with the source: a range begins with the smaller number.".to_owned(),
        ),
    }
}
