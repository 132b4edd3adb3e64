//! EDN008: an entry was carried over from another edition, and nobody has confirmed it.

use crate::carried::{Origin, Origins};
use crate::context::is_unknown_edition;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::model::assessment::Status;
use dataset::model::rating::IndicatorRating;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN008",
        name: "unconfirmed",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("not confirmed"),
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "The entry of an indicator was carried over from another edition and has not been confirmed. Until it is, the check does not report problems with its evidence and sources.",
        why: "A rating that nobody has looked at again would pass for a judgement of the new edition, with evidence of the old one.",
        fix: "Check whether the evidence still supports the rating, and what has happened since. Update the rating, direction, rationale and footnotes as needed. Then delete the line \"carried\".",
        cases: include_str!("../../../../../tests/rules/EDN008.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let mut origins = Origins::new(context);
    for (id, entry) in context.assessment().ratings.iter() {
        // An edition that does not exist is reported as that.
        let carried =
            entry.carried.as_deref().filter(|from| !is_unknown_edition(&context.dataset.registers, from));
        let Some(from) = carried else { continue };
        match origins.of(id, from) {
            Origin::Entry(source) => reports.push(report(context, id, entry, from, Some(source))),
            // That nothing can have been carried from there is reported as that, where something can be carried at all.
            Origin::NotEarlier | Origin::NoAssessment | Origin::NoEntry if context.is(Status::Draft) => {}
            Origin::NotEarlier | Origin::NoAssessment | Origin::NoEntry | Origin::Unknown => {
                reports.push(report(context, id, entry, from, None));
            }
        }
    }
}

/// `source` is the entry from which another one was carried, as far as it is known.
fn report(
    context: &AssessmentContext<'_>,
    id: &str,
    entry: &IndicatorRating,
    from: &str,
    source: Option<&IndicatorRating>,
) -> Report {
    let place = context.at(["ratings", id, "carried"]);
    let title = context.indicator_title(id);
    if let Some(status) = context.assessment().status.filter(|status| *status != Status::Draft) {
        let message =
            format!("this assessment is {}, and {title} is still marked as carried from {from}", status.id());
        return Report::new(place, message).help(
            "Only a draft can have entries that nobody has confirmed. Look whether the entry is right, then delete the line \"carried\"; or set \"status\" to \"draft\".",
        );
    }
    let before = source.and_then(|source| source.rating);
    match before
        .zip(entry.rating)
        .filter(|(before, after)| before.steps_to(*after).is_some_and(|steps| steps != 0))
    {
        Some((before, after)) => {
            let message = format!(
                "{title} is {} in {from} and {} here, and is still marked as carried from there",
                before.title(),
                after.title()
            );
            Report::new(place, message).help(
                "If the entry is finished, with its direction, its rationale and its footnotes, delete the line \"carried\".",
            )
        }
        None => {
            let message = format!(
                "{title} was carried over from {from} and has not been confirmed for {}",
                context.file.edition
            );
            Report::new(place, message)
        }
    }
}
