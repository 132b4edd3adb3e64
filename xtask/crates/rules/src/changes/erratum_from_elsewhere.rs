//! CHG012: a new erratum begins from what did not stand there.

use std::collections::{HashMap, HashSet};

use crate::change_context::ChangeContext;
use crate::corrections::{Content, Correctable, broken_links, correctable};
use crate::frozen::{OldNames, unrecorded};
use crate::unrecorded::Thing;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::erratum::Erratum;
use format::diagnostic::{Location, Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG012",
        name: "erratum-from-elsewhere",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A new erratum says that something stood there that did not, or is dated before one of its kind that was there already.",
        why: "Errata are read as a chain, from what was published to what stands there now. A link that fits nothing makes all of them doubtful.",
        fix: "Write under \"from\" what stood there before the change, and date the erratum no earlier than the last of its kind.",
        cases: include_str!("../../../../../tests/rules/CHG012.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    let told: HashSet<_> = unrecorded(change)
        .iter()
        .map(|found| (found.thing.path.clone(), found.thing.errata.clone(), found.kind))
        .collect();
    for thing in things(change) {
        // What does not fit what stands there now is told as that.
        let Some(before) = thing.before.filter(|_| broken_links(thing.after).is_empty()) else { continue };
        let new = thing.new_errata();
        for kind in thing.after.kinds() {
            // Errata of other kinds are other chains.
            let of_kind_before = before.errata().iter().filter(|(_, erratum)| erratum.is_of(*kind));
            if let Some(last) = of_kind_before.map(|(name, _)| name).max() {
                let late = new.iter().filter(|(name, erratum)| erratum.is_of(*kind) && *name < last);
                reports.extend(late.map(|(name, _)| dated_too_early(&thing, name, last)));
            }
            let is_told = told.contains(&(thing.path.clone(), thing.errata.clone(), *kind));
            let of_kind = new.iter().filter(|(_, erratum)| erratum.is_of(*kind));
            let Some(content) = before.content(*kind).filter(|_| !is_told) else { continue };
            if let Some((name, from)) = unfounded(of_kind.copied(), &content) {
                let message =
                    format!("this says that {from} stood there before, but there was {}", content.told());
                let place = Location::value(&thing.path, thing.errata.child(name).child("from"));
                reports.push(Report::new(place, message).help(HELP_FROM));
            }
        }
    }
}

const HELP_FROM: &str = "Write under \"from\" what stood there before the change.";

fn dated_too_early(thing: &Thing<'_>, name: &str, last: &str) -> Report {
    let message = format!("this is dated before the erratum of {last}, which was there already");
    let (day, number) = last.split_at_checked(DAY).unwrap_or((last, ""));
    let help = if name.starts_with(day) {
        format!("Number it behind {last}, or date it later.")
    } else if number.is_empty() {
        format!("Date it {day} or later; a second erratum of that day is {day}-2.")
    } else {
        format!("Date it {day} or later; on that day it is numbered behind {last}.")
    };
    Report::new(Location::key(&thing.path, thing.errata.child(name)), message).help(help)
}

/// How many characters a day has, as in `2026-11-20`.
const DAY: usize = 10;

/// The first correction that begins from what did not stand there, with what it begins from.
fn unfounded<'d>(
    errata: impl Iterator<Item = (&'d str, &'d Erratum)>,
    before: &Content,
) -> Option<(&'d str, &'d str)> {
    let mut put: HashSet<&str> = HashSet::new();
    let mut is_first = true;
    for (name, erratum) in errata {
        let from = erratum.from.as_deref();
        let stood = match (before, from) {
            (Content::One(value), from) => !is_first || value.as_deref() == from,
            (Content::Several(_), Some(from)) => before.has(from) || put.contains(from),
            // A later one can go on from any part of what one before it put there.
            (Content::Words(_), Some(from)) => !is_first || before.has(from),
            (Content::Several(_) | Content::Words(_), None) => true,
        };
        if !stood {
            return Some((name, from.unwrap_or("nothing")));
        }
        is_first = false;
        put.extend(erratum.to.as_deref());
    }
    None
}

/// All that has corrections now, but for files that were not there before.
fn things<'d>(change: &ChangeContext<'d>) -> Vec<Thing<'d>> {
    let mut all = Vec::new();
    for (diff, before, after) in change.revised() {
        let names = OldNames::of(diff);
        let whole = after.data.all_errata().filter(|(of, _)| !after.is_damaged(&of.pointer()));
        all.extend(whole.filter_map(|(of, _)| names.thing(Some(before), after, of)));
    }
    let before: HashMap<_, _> = correctable(&change.before.registers, |_| true)
        .into_iter()
        .map(|it| ((it.path, it.pointer), it.of))
        .collect();
    let has_some = |of: Correctable<'_>| !of.errata().is_empty();
    all.extend(correctable(&change.after.registers, has_some).into_iter().map(|it| Thing {
        before: before.get(&(it.path.clone(), change.renamed.place_before(&it.pointer))).copied(),
        path: it.path,
        errata: it.pointer,
        after: it.of,
    }));
    all
}
