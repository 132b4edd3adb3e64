//! SYN012: a file says that it is about something else than its path does.

use std::sync::Arc;

use crate::{Check, Descriptor, Exceptions, Findings, Rule, Sight};
use dataset::{Dataset, framework_id};
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "SYN012",
        name: "path-disagrees",
        severity: Severity::Error,
        since: "0.1.0",
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "The file says something else about itself than its path does.",
        why: "A copied file whose first lines were not changed would count for the wrong country or edition.",
        fix: "Correct the field, or move the file.",
        cases: include_str!("../../../../../tests/rules/SYN012.md"),
    },
    check: Check::Dataset(check),
};

fn check(dataset: &Dataset, reports: &mut Findings<'_>) {
    let mut compare = |path: &Arc<str>, field: &str, says: Option<&str>, path_says: &str| {
        if let Some(says) = says
            && says != path_says
        {
            let message = format!("the file says \"{says}\", its path says \"{path_says}\"");
            reports.push(Report::new(Location::value(path, Pointer::of([field])), message));
        }
    };
    for assessment in &dataset.assessments {
        let data = &assessment.data;
        compare(&assessment.path, "country", data.country.as_deref(), &assessment.country);
        compare(&assessment.path, "edition", data.edition.as_deref(), &assessment.edition);
    }
    for framework in &dataset.frameworks {
        compare(&framework.path, "id", framework.data.id.as_deref(), framework_id(&framework.path));
    }
}
