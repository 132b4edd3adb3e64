//! CIT052: two assessments use one id for different works.

use std::collections::HashMap;

use crate::across::Across;
use crate::blame::{Recency, is_excepted, newness};
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::work;
use dataset::Dataset;
use dataset::register::Described;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT052",
        name: "one-id-for-two-works",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Allowed,
        what: "Two assessments use the same id for different works.",
        why: "The id is the name of the work in the register of sources and in all that is exported; one name for two works mixes them up.",
        fix: "Give the newer one an id of its own, and let its citations name it. If it is the same work after all, describe it in the same way in both files.",
        cases: include_str!("../../../../../tests/rules/CIT052.md"),
    },
    check: Check::Across(check),
};

fn check(Across { dataset, sources }: &Across<'_>, reports: &mut Findings<'_>) {
    let newness = newness(dataset);
    let mut all: Vec<Described<'_>> = sources.clone();
    all.sort_by_key(|described| newness[described.assessment]);
    let mut first_by_id: HashMap<&str, Described<'_>> = HashMap::new();
    for later in all {
        let first = *first_by_id.entry(later.id).or_insert(later);
        let is_one = first.assessment == later.assessment
            || work::same_description(first.source, later.source)
            || work::shared_key(first.source, later.source).is_some();
        if !is_one {
            reports.push(report(dataset, &newness, first, later));
        }
    }
}

fn report(dataset: &Dataset, newness: &[Recency], first: Described<'_>, later: Described<'_>) -> Report {
    let file = |described: Described<'_>| &dataset.assessments[described.assessment];
    let place = Pointer::of(["sources", later.id]);
    let is_of_first = !is_excepted(RULE.descriptor.code, (file(later), &place))
        && is_excepted(RULE.descriptor.code, (file(first), &place));
    let (here, there) = if is_of_first { (first, later) } else { (later, first) };
    let other = format!("{} {}", file(there).country, file(there).edition);
    let id = here.id;
    let (message, help) = if newness[first.assessment] == newness[later.assessment] {
        (
            format!("the id \"{id}\" stands for one work here, and for another in {other}"),
            "Give one of the two works an id of its own, and let the citations in its file name it; nothing tells \
             which of the two files is the newer. If it is the same work after all, describe it in the same way in \
             both."
                .to_owned(),
        )
    } else {
        (
            format!("the id \"{id}\" stands for another work in {other}"),
            format!(
                "Give this work an id of its own, and let the citations in this file name it. If it is the same work \
                 after all, describe it here as {other} does."
            ),
        )
    };
    Report::new(Location::key(&file(here).file.path, place.clone()), message)
        .related(Location::key(&file(there).file.path, place), "the other work")
        .help(help)
}
