//! CHG008: data is changed together with the tool that checks it.

use std::sync::Arc;

use super::comparison::Comparison;
use super::{Check, Descriptor, Rule};
use crate::diagnostic::{Location, Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG008",
        name: "data-with-tool",
        severity: Severity::Warning,
        what: "Data is changed together with the tool that checks it.",
        why: "Who reviews data cannot judge the tool, and the other way round; and a change to the tool can hide what it would have said of the data.",
        fix: "Open two pull requests, the one for the tool first.",
        bad: r#"dataset/countries.json:
{ "countries": { "XAA": { "note": "An island." } } }
xtask/src/rules/new.rs:
//! A new rule."#,
        good: r#"dataset/countries.json:
{ "countries": { "XAA": { "note": "An island." } } }"#,
    },
    check: Check::Change(check),
};

/// What the tool is made of, and what decides how it is run.
const TOOL: [&str; 6] = ["xtask/", "schema/", "tests/", ".github/", ".ci/", "Cargo."];

fn check(change: &Comparison<'_>, reports: &mut Vec<Report>) {
    let data = change.paths.iter().find(|path| path.starts_with("dataset/"));
    let tool = change.paths.iter().find(|path| TOOL.iter().any(|part| path.starts_with(part)));
    if let (Some(data), Some(tool)) = (data, tool) {
        let path: Arc<str> = data.as_str().into();
        let message = format!("this is changed together with the tool that checks it ({tool})");
        reports.push(Report::new(Location::file(&path), message));
    }
}
