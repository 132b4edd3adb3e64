//! The history of a country's ratings as JSON, for programs.

use serde::Serialize;

use super::table::tallied;
use super::{edition, incomparable, indicator_title, rating};
use crate::git::Commit;
use crate::history::{Deed, Edit, History, Moment, Round};
use crate::render::diff::json::{Difference, difference};
use crate::render::pretty;
use crate::render::score::json::Score;

#[derive(Serialize)]
struct Report<'h> {
    version: u32,
    country: &'h str,
    name: &'h str,
    editions: Vec<Edition<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    indicator: Option<Indicator<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<Event<'h>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    indicators: Option<Vec<Indicator<'h>>>,
}

#[derive(Serialize)]
struct Edition<'h> {
    edition: &'h str,
    status: Option<&'static str>,
    score: Option<Score>,
    not_comparable: Option<NotComparable<'h>>,
}

/// The edition before, with whose score that of an edition cannot be compared.
#[derive(Serialize)]
struct NotComparable<'h> {
    with: &'h str,
    why: &'static str,
}

#[derive(Serialize)]
struct Indicator<'h> {
    indicator: &'h str,
    title: &'h str,
    area: Option<&'h str>,
    ratings: Vec<Rating<'h>>,
    changes: usize,
    rating_changes: usize,
    last: Option<Origin<'h>>,
}

#[derive(Serialize)]
struct Rating<'h> {
    edition: &'h str,
    rating: Option<&'static str>,
    change: Option<&'static str>,
    status: Option<&'static str>,
}

/// The commit that brought something.
#[derive(Serialize)]
pub(in crate::render) struct Origin<'h> {
    commit: &'h str,
    author: &'h str,
    date: &'h str,
    summary: &'h str,
    pull_request: Option<u64>,
    or_earlier: bool,
}

#[derive(Serialize)]
struct Event<'h> {
    #[serde(flatten)]
    origin: Origin<'h>,
    edition: &'h str,
    kind: &'static str,
    rating: Option<Moved>,
    new_sources: Vec<&'h str>,
    has_new_evidence: bool,
    has_new_rationale: bool,
    has_erratum: bool,
    why: Option<&'h str>,
    changes: Vec<Difference<'h>>,
}

#[derive(Serialize)]
struct Moved {
    before: Option<&'static str>,
    after: Option<&'static str>,
    steps: Option<i32>,
}

/// Renders the history of an indicator, or of all where none is named, with a final line end.
pub fn render(history: &History<'_>, indicator: Option<&str>) -> String {
    let all = || history.framework.into_iter().flat_map(|framework| framework.indicators.ids());
    pretty(&Report {
        version: 1,
        country: history.country,
        name: history.country_name,
        editions: told_editions(history),
        indicator: indicator.map(|id| told_indicator(history, id)),
        events: indicator
            .map(|id| history.of(id).iter().map(|(at, deed)| event(history, at, deed)).collect()),
        indicators: indicator.is_none().then(|| all().map(|id| told_indicator(history, id)).collect()),
    })
}

/// A commit as programs read it.
pub(in crate::render) fn origin(commit: &Commit, pull_request: Option<u64>) -> Origin<'_> {
    Origin {
        commit: &commit.id,
        author: &commit.author,
        date: &commit.date,
        summary: &commit.summary,
        pull_request,
        or_earlier: commit.is_boundary,
    }
}

fn status(round: &Round<'_>) -> Option<&'static str> {
    round.file.and_then(|file| file.file.data.status).map(|status| status.id())
}

fn told_editions<'h>(history: &'h History<'_>) -> Vec<Edition<'h>> {
    let told = history.editions.iter().zip(incomparable(history)).map(|(round, verdict)| Edition {
        edition: &round.edition,
        status: status(round),
        score: round.score.map(Score::from),
        not_comparable: verdict.map(|(with, why)| NotComparable { with, why: why.id() }),
    });
    told.collect()
}

fn told_indicator<'h>(history: &'h History<'_>, id: &'h str) -> Indicator<'h> {
    let tallied = tallied(history, id);
    let ratings = history.editions.iter().map(|round| Rating {
        edition: &round.edition,
        rating: rating(round, id).map(|rating| rating.id()),
        change: round
            .file
            .and_then(|file| file.file.data.ratings.get(id)?.change)
            .map(|direction| direction.id()),
        status: status(round),
    });
    Indicator {
        indicator: id,
        title: indicator_title(history, id),
        area: history.framework.and_then(|framework| framework.indicators.get(id)?.area.as_deref()),
        ratings: ratings.collect(),
        changes: tallied.edits,
        rating_changes: tallied.moves,
        last: tallied.last.map(|moment| origin(moment.commit, moment.pull_request)),
    }
}

fn event<'h>(history: &'h History<'_>, moment: &'h Moment<'_>, deed: &Deed<'h>) -> Event<'h> {
    let nothing = Edit::default();
    let mut why = None;
    let (kind, rating, edit) = match deed {
        Deed::Entered(rating) => ("entered", Some((None, *rating)), &nothing),
        Deed::Removed => ("removed", None, &nothing),
        Deed::Unreadable(reason) => {
            why = Some(*reason);
            ("unreadable", None, &nothing)
        }
        Deed::Edited(edit) => ("changed", edit.rating, edit),
    };
    Event {
        origin: origin(moment.commit, moment.pull_request),
        edition: edition(history, moment),
        kind,
        rating: rating.map(|(before, after)| Moved {
            before: before.map(|rating| rating.id()),
            after: after.map(|rating| rating.id()),
            steps: before.zip(after).map(|(before, after)| before.steps_to(after)),
        }),
        new_sources: edit.new_sources.clone(),
        has_new_evidence: edit.has_new_evidence,
        has_new_rationale: edit.has_new_rationale,
        has_erratum: edit.has_erratum,
        why,
        changes: edit.changes.iter().map(|change| difference(change)).collect(),
    }
}
