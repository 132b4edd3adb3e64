//! EDN004: a rating changed, and its rationale is the previous edition's.

use super::{Case, Check, Descriptor, Rule};
use crate::diagnostic::{Location, Report, Severity};
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN004",
        name: "copied-rationale",
        severity: Severity::Error,
        what: "A rating has changed since the previous edition, but its rationale is still the old one.",
        why: "The old reasons gave the old rating; nothing says why it changed.",
        fix: "Write what has changed, with a footnote after each claim.",
        bad: r#"{ "ratings": { "courts": { "rationale": ["What was found about courts in 2019.[^report]"] } } }"#,
        good: r#"{ "ratings": { "courts": { "rationale": ["Courts are less independent than in 2019.[^report]"] } } }"#,
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    let Some(previous) = case.previous else { return };
    for (id, entry) in case.assessment().ratings.iter() {
        let Some(before) = previous.file.data.ratings.get(id) else { continue };
        let (Some(old), Some(new)) = (before.rating, entry.rating) else { continue };
        if old != new && !entry.rationale.is_empty() && entry.rationale == before.rationale {
            let message = format!(
                "{} moved from {} to {} with the rationale of {} unchanged",
                case.indicator_title(id),
                old.title(),
                new.title(),
                previous.edition
            );
            let place = Location::value(&previous.file.path, Pointer::of(["ratings", id, "rationale"]));
            reports.push(
                Report::new(case.at(["ratings", id, "rationale"]), message).related(place, "the same text"),
            );
        }
    }
}
