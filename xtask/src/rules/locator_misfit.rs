//! CIT046: a locator does not fit its label.

use super::{Case, Check, Descriptor, Rule};
use crate::diagnostic::{Location, Report, Severity};
use crate::locator::fault;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT046",
        name: "locator-misfit",
        severity: Severity::Error,
        what: "The locator is not what its label says: a page or paragraph that is no number, a number with the label repeated, or a range that runs backwards.",
        why: "The note prints label and locator together: \"p. p. 114\" is ugly, and page \"Rule of Law\" cannot be turned to.",
        fix: "Give the number alone, for the label says the rest: \"label\": \"page\", \"locator\": \"114\". For a heading the label is \"section\".",
        bad: r#"{ "ratings": { "schools": { "footnotes": { "report": {
  "citations": [{ "source": "report-2022", "label": "page", "locator": "p. 114" }]
} } } } }"#,
        good: r#"{ "ratings": { "schools": { "footnotes": { "report": {
  "citations": [{ "source": "report-2022", "label": "page", "locator": "114" }]
} } } } }"#,
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    for (pointer, citation) in case.citations() {
        let (Some(label), Some(locator)) = (citation.label.as_deref(), citation.locator.as_deref()) else {
            continue;
        };
        if let Some(why) = fault(label, locator) {
            let place = Location::value(&case.file.file.path, pointer.child("locator"));
            reports.push(Report::new(place, format!("this locator {why}")));
        }
    }
}
