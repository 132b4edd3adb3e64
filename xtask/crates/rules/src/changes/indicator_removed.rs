//! CHG006: an indicator is taken out of an instrument.

use std::collections::HashSet;

use crate::change_context::ChangeContext;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::framework_id;
use dataset::model::framework::Indicator;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG006",
        name: "indicator-removed",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A change takes an indicator out of a framework, and no other takes its place.",
        why: "A framework that editions have used is the instrument they were made with. A change of method must not look like a change in the world.",
        fix: "Put the indicator back, and write a new framework for the editions that do without it. If it only gets another id, keep its \"title\", or give the old one under \"also_printed\".",
        cases: include_str!("../../../../../tests/rules/CHG006.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    for file in change.after.frameworks.iter().filter(|file| file.damaged.is_empty()) {
        let Some(before) = change.before.framework(framework_id(&file.path)) else { continue };
        let added = file.data.indicators.iter().filter(|(id, _)| !before.data.indicators.contains(id));
        let titles: HashSet<&str> = added.flat_map(|(_, indicator)| titles(indicator)).collect();
        for (id, indicator) in before.data.indicators.iter() {
            let has_successor = indicator.title.as_deref().is_some_and(|title| titles.contains(title));
            if !file.data.indicators.contains(id) && !has_successor {
                let title = indicator.title.as_deref().unwrap_or(id);
                let message = format!("the indicator \"{title}\" ({id}) is taken out of the framework");
                let place = Location::value(&file.path, Pointer::of(["indicators"]));
                reports.push(Report::new(place, message));
            }
        }
    }
}

/// The forms in which the title of an indicator is printed.
fn titles(indicator: &Indicator) -> impl Iterator<Item = &str> {
    indicator.title.iter().chain(&indicator.also_printed).map(|title| &**title)
}
