//! CHG005: an edition is taken out of the register.

use std::collections::HashSet;

use crate::change_context::ChangeContext;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::model::edition::Editions;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG005",
        name: "edition-removed",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A change takes an edition out of the register, and no other takes its place.",
        why: "Assessments, and the editions after it, refer to it by its id; so do those who cite the data.",
        fix: "Put the entry back. If the edition only gets another id, keep its \"title\", so that it is seen to be the same.",
        cases: include_str!("../../../../../tests/rules/CHG005.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    let (Some(before), Some(after)) = (&change.before.editions, &change.after.editions) else { return };
    if !after.damaged.is_empty() {
        return;
    }
    let is_new = |id: &str| !before.data.editions.contains(id);
    let added: HashSet<Option<&str>> = after
        .data
        .editions
        .iter()
        .filter(|(id, _)| is_new(id))
        .map(|(_, edition)| edition.title.as_deref())
        .collect();
    for (id, edition) in before.data.editions.iter().filter(|(id, _)| !has(&after.data, id)) {
        if edition.title.is_none() || !added.contains(&edition.title.as_deref()) {
            let place = Location::value(&after.path, Pointer::of(["editions"]));
            reports.push(Report::new(place, format!("the edition \"{id}\" is taken out of the register")));
        }
    }
}

fn has(editions: &Editions, id: &str) -> bool {
    editions.editions.contains(id)
}
