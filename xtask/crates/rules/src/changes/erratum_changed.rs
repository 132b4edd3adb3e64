//! CHG011: an erratum is edited or deleted.

use std::collections::HashMap;
use std::sync::Arc;

use crate::change_context::ChangeContext;
use crate::corrections::{Correctable, correctable};
use crate::frozen::OldNames;
use crate::placeholder::is_text;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::citation::Citation;
use bibliography::erratum::{Errata, Erratum};
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG011",
        name: "erratum-changed",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A change edits or deletes an erratum.",
        why: "An erratum tells readers what they had before. One that changes or vanishes leaves them with two stories, or none.",
        fix: "Put it back as it was. If it was wrong, add another one that says so, under its own day.",
        cases: include_str!("../../../../../tests/rules/CHG011.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    for (diff, before, after) in change.revised() {
        let names = OldNames::of(diff);
        for (old, errata) in before.data.all_errata() {
            let now = names.now(old);
            if !after.is_damaged(&now.pointer()) {
                let kept = Correctable::of(&after.data, now).map(Correctable::errata);
                let place = |name: &str| place(&after.path, &now.pointer(), name, kept);
                judge(errata, kept, &names, &place, reports);
            }
        }
    }
    let now: HashMap<_, _> = correctable(&change.after.registers, |_| true)
        .into_iter()
        .map(|it| ((it.path, it.pointer), it.of.errata()))
        .collect();
    for it in correctable(&change.before.registers, |of| !of.errata().is_empty()) {
        let pointer = change.renamed.place_now(&it.pointer);
        // What is not there any more is told as that.
        let Some(kept) = now.get(&(it.path.clone(), pointer.clone())).copied() else { continue };
        let place = |name: &str| place(&it.path, &pointer, name, Some(kept));
        judge(it.of.errata(), Some(kept), &OldNames::default(), &place, reports);
    }
}

fn judge(
    before: &Errata,
    after: Option<&Errata>,
    names: &OldNames<'_>,
    place: &dyn Fn(&str) -> Location,
    reports: &mut Findings<'_>,
) {
    for (name, erratum) in before.iter() {
        let done = match after.and_then(|after| after.get(name)) {
            None => "deleted",
            Some(now) if is_same(erratum, now, names) || is_unfinished(erratum) => continue,
            Some(_) => "edited",
        };
        reports.push(Report::new(place(name), format!("the erratum of {name} is {done}")));
    }
}

/// Where to tell of an erratum: at itself, or at those that are left.
fn place(path: &Arc<str>, errata: &Pointer, name: &str, kept: Option<&Errata>) -> Location {
    match kept {
        Some(kept) if kept.contains(name) => Location::key(path, errata.child(name)),
        Some(_) | None => Location::value(path, errata.clone()),
    }
}

/// Whether an erratum says the same, its sources by their new ids.
fn is_same(before: &Erratum, after: &Erratum, names: &OldNames<'_>) -> bool {
    let as_before = |citation: &Citation| Citation {
        source: citation.source.as_deref().map(|source| names.source(source).into()),
        ..citation.clone()
    };
    before == after
        || *before == Erratum { citations: after.citations.iter().map(as_before).collect(), ..after.clone() }
}

/// Whether it was still to be written, so that it has to be edited.
fn is_unfinished(erratum: &Erratum) -> bool {
    erratum.reason.is_none() || erratum.note.as_deref().is_none_or(is_text)
}
