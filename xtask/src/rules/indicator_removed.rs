//! CHG006: an indicator is taken out of an instrument.

use super::comparison::Comparison;
use super::{Check, Descriptor, Rule};
use crate::dataset::framework_id;
use crate::diagnostic::{Location, Report, Severity};
use crate::model::framework::{Framework, Indicator};
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG006",
        name: "indicator-removed",
        severity: Severity::Error,
        what: "A change takes an indicator out of a framework, and no other takes its place.",
        why: "A framework that editions have used is the instrument they were made with. A change of method must not look like a change in the world.",
        fix: "Put the indicator back, and write a new framework for the editions that do without it. If it only gets another id, keep its \"title\", or give the old one under \"also_printed\".",
        bad: r#"before dataset/frameworks/base-2019.json:
{ "indicators": { "schools": null, "classes": { "area": "society", "title": "Keep classes small" } } }
dataset/frameworks/base-2019.json:
{ "indicators": { "classes": null, "schools": { "area": "society", "title": "Keep schools inclusive" } } }"#,
        good: r#"before dataset/frameworks/base-2019.json:
{ "indicators": { "schools": null, "classes": { "area": "society", "title": "Keep schools inclusive" } } }
dataset/frameworks/base-2019.json:
{ "indicators": { "classes": null, "schools": { "area": "society", "title": "Keep schools inclusive" } } }"#,
    },
    check: Check::Change(check),
};

fn check(change: &Comparison<'_>, reports: &mut Vec<Report>) {
    for file in change.after.frameworks.iter().filter(|file| file.damaged.is_empty()) {
        let Some(before) = change.before.framework(framework_id(&file.path)) else { continue };
        for (id, indicator) in before.data.indicators.iter() {
            if !file.data.indicators.contains(id) && !has_successor(indicator, &before.data, &file.data) {
                let title = indicator.title.as_deref().unwrap_or(id);
                let message = format!("the indicator \"{title}\" ({id}) is taken out of the framework");
                let place = Location::value(&file.path, Pointer::of(["indicators"]));
                reports.push(Report::new(place, message));
            }
        }
    }
}

/// Whether an indicator that is new has the title of one that is gone.
fn has_successor(gone: &Indicator, before: &Framework, after: &Framework) -> bool {
    let mut added = after.indicators.iter().filter(|(id, _)| !before.indicators.contains(id));
    gone.title.as_ref().is_some_and(|title| {
        added.any(|(_, indicator)| {
            indicator.title.as_ref() == Some(title) || indicator.also_printed.contains(title)
        })
    })
}
