//! REF013: an erratum says something else than the data that it corrected.

use std::collections::HashMap;

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::{Day, Span};
use dataset::model::assessment::Erratum;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF013",
        name: "erratum-contradicted",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Country,
        exceptions: Exceptions::Refused,
        what: "An erratum contradicts the data or itself: what it says is there now is not, nothing changed by it, it does not say which indicator it is about, it is older than the edition, or it stands there twice.",
        why: "Readers who used the earlier figures go by the errata; one that is wrong misleads just them.",
        fix: "Compare with the data. \"from\" is what stood there before, \"to\" what stands there now.",
        cases: include_str!("../../../../../tests/rules/REF013.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let errata = &context.assessment().errata;
    let mut last: HashMap<(Option<&str>, Option<&str>), usize> = HashMap::new();
    for (i, erratum) in errata.iter().enumerate() {
        // The next one of the same kind goes on from this one.
        let before = last.insert(subject(erratum), i).and_then(|before| errata.get(before));
        if let Some((field, message)) = fault(context, erratum, before) {
            let place = i.to_string();
            let place = match field {
                Some(field) => context.at(["errata", &place, field]),
                None => context.at(["errata", &place]),
            };
            reports.push(Report::new(place, message));
            last.remove(&subject(erratum));
        }
    }
    for ((kind, indicator), i) in last {
        let Some(to) = errata.get(i).and_then(|erratum| erratum.to.as_deref()) else { continue };
        let now = stands(context, kind, indicator);
        if let Some(now) = now.filter(|now| !now.iter().any(|now| now == to)) {
            let message =
                format!("this says that {to} stands there now, but the data has {}", now.join(", "));
            reports.push(Report::new(context.at(["errata", &i.to_string(), "to"]), message));
        }
    }
}

fn subject(erratum: &Erratum) -> (Option<&str>, Option<&str>) {
    (erratum.kind.as_deref(), erratum.indicator.as_deref())
}

/// What is wrong with an erratum by itself or after the one before on the same thing, and at which field.
fn fault(
    context: &AssessmentContext<'_>,
    erratum: &Erratum,
    before: Option<&Erratum>,
) -> Option<(Option<&'static str>, String)> {
    let kind = erratum.kind.as_deref()?;
    if matches!(kind, "rating" | "change") && erratum.indicator.is_none() {
        return Some((None, format!("this erratum of a {kind} does not say of which indicator")));
    }
    let (from, to) = (erratum.from.as_deref(), erratum.to.as_deref());
    if from.is_some() && from == to {
        return Some((
            Some("to"),
            "this erratum changes nothing: \"from\" and \"to\" are the same".to_owned(),
        ));
    }
    if let Some(begin) = begin_of_edition(context)
        && let Some(day) = erratum.date.as_deref().and_then(|day| Day::parse(day).ok())
        && begin.is_after(day.into())
    {
        return Some((Some("date"), format!("{day} is before the edition, which is of {begin}")));
    }
    let before = before?;
    let is_same = before.date == erratum.date && before.from == erratum.from && before.to == erratum.to;
    // Corrections in words can be several on one thing.
    if is_same && (from.is_some() || to.is_some() || before.note == erratum.note) {
        return Some((None, "this erratum stands in the list already".to_owned()));
    }
    match (before.to.as_deref(), from, kind) {
        (Some(then), Some(from), "rating" | "change") if then != from => {
            Some((Some("from"), format!("the erratum before it left {then} there, not {from}")))
        }
        (_, _, _) => None,
    }
}

/// The date of an edition: when it was published, or else what it is of.
fn begin_of_edition(context: &AssessmentContext<'_>) -> Option<Span> {
    let edition = context.dataset.edition(&context.file.edition)?;
    let known = [&edition.published, &edition.as_of].into_iter().flatten().next();
    let year = || context.file.edition.get(..4);
    Span::parse(known.map(|date| &**date).or_else(year)?).ok()
}

/// What the data has in the place of an erratum, where that is one value, or for scores one of several.
fn stands(
    context: &AssessmentContext<'_>,
    kind: Option<&str>,
    indicator: Option<&str>,
) -> Option<Vec<String>> {
    let assessment = context.assessment();
    let entry = || assessment.ratings.get(indicator?);
    match kind? {
        "rating" => Some(vec![entry()?.rating?.id().to_owned()]),
        "change" => Some(vec![entry()?.change?.id().to_owned()]),
        "stated" => {
            let stated = assessment.stated?;
            let scores =
                [stated.score, stated.previous_score].into_iter().flatten().map(|score| score.to_string());
            Some(scores.chain(stated.difference.map(|difference| difference.to_string())).collect())
        }
        _ => None,
    }
}
