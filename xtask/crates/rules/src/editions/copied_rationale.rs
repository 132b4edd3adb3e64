//! EDN004: a rating changed, and its rationale is the previous edition's.

use crate::blame::is_of_earlier;
use crate::context::may_be_reconstructed;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN004",
        name: "copied-rationale",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "A rating has changed since the previous edition, but its rationale is still the old one.",
        why: "The old reasons gave the old rating; nothing says why it changed.",
        fix: "Write what has changed, with a footnote after each claim.",
        cases: include_str!("../../../../../tests/rules/EDN004.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let Some(previous) = context.previous else { return };
    // The reasons of a reconstruction are ours; what the publisher said in that edition is not known.
    if context.may_be_reconstructed() || may_be_reconstructed(&previous.data) {
        return;
    }
    for (id, entry) in context.assessment().ratings.iter() {
        let Some((id_before, before)) = context.before(id) else { continue };
        let (Some(old), Some(new)) = (before.rating, entry.rating) else { continue };
        if old != new && !entry.rationale.is_empty() && entry.rationale == before.rationale {
            let message = format!(
                "{} moved from {} to {} with the rationale of {} unchanged",
                context.indicator_title(id),
                old.title(),
                new.title(),
                previous.edition
            );
            let pointer = |id: &str| Pointer::of(["ratings", id, "rationale"]);
            let (there, here) = (pointer(id_before), pointer(id));
            let sides = [(previous, &there), (context.file, &here)];
            let is_of_earlier = is_of_earlier(context.dataset, RULE.descriptor.code, sides[0], sides[1]);
            let [earlier, later] = sides.map(|(file, place)| Location::value(&file.path, place.clone()));
            reports.push(if is_of_earlier {
                Report::new(earlier, message).related(later, "the same text").help(format!(
                    "The text stands in both editions, so one of them says nothing of its own rating. Put back what \
                     this edition said, or write in {} what has changed.",
                    context.file.edition
                ))
            } else {
                Report::new(later, message).related(earlier, "the same text")
            });
        }
    }
}
