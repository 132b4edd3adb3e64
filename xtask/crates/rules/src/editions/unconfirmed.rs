//! EDN008: an entry was carried over from another edition, and nobody has confirmed it.

use std::collections::HashMap;

use crate::context::is_unknown_edition;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::model::assessment::Status;
use dataset::model::rating::IndicatorRating;
use dataset::succession::EarlierIds;
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
    // All entries are mostly carried from one edition.
    let mut earlier_ids: HashMap<&str, EarlierIds<'_>> = HashMap::new();
    for (id, entry) in context.assessment().ratings.iter() {
        // An edition that does not exist is reported as that.
        let carried =
            entry.carried.as_deref().filter(|from| !is_unknown_edition(&context.dataset.registers, from));
        if let Some(from) = carried {
            let ids = || context.dataset.earlier_ids(from, &context.file.edition);
            let earlier = earlier_ids.entry(from).or_insert_with(ids).of(id);
            reports.push(report(context, id, entry, from, earlier));
        }
    }
}

/// `earlier` is the id under which the edition that an entry was carried from asked the same.
fn report(
    context: &AssessmentContext<'_>,
    id: &str,
    entry: &IndicatorRating,
    from: &str,
    earlier: Option<&str>,
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
    let source = context.dataset.assessment(&context.file.country, from);
    let before = source.and_then(|source| source.file.data.ratings.get(earlier?)?.rating);
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
