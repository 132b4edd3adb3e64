//! What is wrong with the scores that an assessment states, asked by each rule on one and by those that keep silent for it.

use crate::AssessmentContext;
use crate::blame::is_of_earlier;
use dataset::model::framework::ScoringMethod;
use dataset::reconcile::{Culprit, reconcile};
use dataset::scoring::{Score, score};
use format::diagnostic::{Location, Report};
use format::pointer::Pointer;

/// What is wrong with the stated score.
pub(super) fn score_fault(context: &AssessmentContext<'_>) -> Option<Report> {
    let computed = mismatch(context).filter(|_| !is_explained(context))?;
    let stated = context.assessment().stated.and_then(|stated| stated.score)?;
    let made_of = match computed.method {
        ScoringMethod::SumOfPoints => {
            format!("the ratings add up to {} of {} points", computed.points, computed.most_points)
        }
        ScoringMethod::MeanOfAreaMeans => {
            let hundredths = computed.hundredths();
            format!("the mean of the areas is {}.{:02}", hundredths / 100, hundredths % 100)
        }
    };
    let message = format!("the stated score is {stated}, and {made_of}, which is {}", computed.rounded());
    let (country, edition) = (&context.file.country, &context.file.edition);
    let help = format!(
        "Compare the ratings and the score with the published document (cargo xtask score {country} {edition} --explain lists the points), and correct what was copied wrongly: if the ratings are right, write {}.",
        computed.rounded()
    );
    Some(with_points(Report::new(context.at(["stated", "score"]), message).help(help), context))
}

/// What is wrong with the score that is stated for the previous edition. By the exceptions of this code it is told in which of
/// the two files.
pub(super) fn previous_score_fault(context: &AssessmentContext<'_>, code: &str) -> Option<Report> {
    let said = context.assessment().stated.and_then(|stated| stated.previous_score)?;
    let previous = context.previous?;
    let context_before = context.of(previous);
    let stated = context_before.assessment().stated.and_then(|stated| stated.score);
    let computed =
        context_before.framework.and_then(|framework| score(context_before.assessment(), framework));
    // A stated score that its own ratings contradict is reported there.
    if stated.is_some() && mismatch(&context_before).is_some() {
        return None;
    }
    let edition = &previous.edition;
    let (here, there) = (Pointer::of(["stated", "previous_score"]), Pointer::of(["stated", "score"]));
    let place = Location::value(&context.file.path, here.clone());
    if let Some(is) = stated.filter(|is| *is != said) {
        let other = Location::value(&previous.path, there.clone());
        let is_of_earlier = is_of_earlier(context.dataset, code, (previous, &there), (context.file, &here));
        Some(if is_of_earlier {
            let later = &context.file.edition;
            let message = format!(
                "this file gives {is} as its score, and the file of {later} gives {said} as the score of {edition}"
            );
            Report::new(other, message).related(place, "the same score, as given there")
        } else {
            let message = format!(
                "this file gives {said} as the score of {edition}, and the file of {edition} gives {is}"
            );
            Report::new(place, message).related(other, format!("the score of {edition}"))
        })
    } else if let Some(is) = computed.filter(|is| stated.is_none() && is.rounded() != said) {
        let message = format!(
            "this file gives {said} as the score of {edition}, and the ratings of {edition} make {}",
            is.rounded()
        );
        let ratings = Location::key(&previous.path, Pointer::of(["ratings"]));
        let report = Report::new(place, message).related(ratings, "the ratings");
        Some(with_points(report, &context_before))
    } else {
        None
    }
}

/// Adds the instrument to a report on a computed score: whoever changes what levels are worth changes every score.
pub(super) fn with_points(report: Report, context: &AssessmentContext<'_>) -> Report {
    match context.dataset.framework_of(&context.file.edition) {
        Some(framework) => report
            .related(Location::key(&framework.path, Pointer::of(["scale"])), "the points come from here"),
        None => report,
    }
}

/// The computed score, if it is not the stated one.
pub(super) fn mismatch(context: &AssessmentContext<'_>) -> Option<Score> {
    let stated = context.assessment().stated?.score?;
    let framework = context.framework?;
    // Of an indicator that stands there twice, the rating may be either.
    let is_lost = |id| context.is_lost_at(["ratings", id, "rating"]);
    if framework.indicators.ids().any(is_lost) {
        return None;
    }
    score(context.assessment(), framework).filter(|computed| computed.rounded() != stated)
}

/// Whether a rating that contradicts another edition is reported, and the score comes out once it is put right.
fn is_explained(context: &AssessmentContext<'_>) -> bool {
    let with_previous = context.previous.and_then(|_| reconcile(context.dataset, context.file));
    let with_next = context.dataset.next(context.file).and_then(|next| reconcile(context.dataset, next));
    let explains = |found: Option<_>, culprit| {
        found.is_some_and(|found: dataset::reconcile::Reconciliation<'_>| {
            !found.conflicts.is_empty() && found.restores_scores && found.culprit == culprit
        })
    };
    explains(with_previous, Culprit::After) || explains(with_next, Culprit::Before)
}
