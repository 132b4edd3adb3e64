//! The history of a country's ratings as JSON, for programs.

use serde::Serialize;

use super::table::tallied;
use super::{all_indicators, edition, in_words, incomparable, is_unreadable};
use crate::render::diff::json::{Difference, difference_said};
use crate::render::pretty;
use crate::render::score::json::Score;
use dataset::model::assessment::Status;
use history::asked::Asked;
use history::git::Commit;
use history::lineage::{Arrival, Cause, Outcome};
use history::{CountryEdition, EditionEvent, EntryEdit, History, RatingEvent, RatingEventKind, RatingMove};

#[derive(Serialize)]
struct Report<'h> {
    version: u32,
    country: &'h str,
    name: &'h str,
    /// The old names by which something was asked for, with the new ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    renamed: Vec<Renamed<'h>>,
    editions: Vec<Edition<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    indicator: Option<Indicator<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<Event<'h>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    indicators: Option<Vec<Indicator<'h>>>,
}

#[derive(Serialize)]
struct Renamed<'h> {
    asked: &'h str,
    now: &'h str,
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
    last: Option<CommitReference<'h>>,
}

#[derive(Serialize)]
struct Rating<'h> {
    edition: &'h str,
    asked: bool,
    rating: Option<&'static str>,
    change: Option<&'static str>,
    status: Option<&'static str>,
}

/// The commit that brought something.
#[derive(Serialize)]
pub(in crate::render) struct CommitReference<'h> {
    commit: &'h str,
    author: &'h str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    co_authors: &'h [String],
    date: Option<&'h str>,
    summary: &'h str,
    pull_request: Option<u64>,
    or_earlier: bool,
}

#[derive(Serialize)]
struct Event<'h> {
    #[serde(flatten)]
    origin: CommitReference<'h>,
    edition: &'h str,
    kind: &'static str,
    lasted: bool,
    rating: Option<Rated>,
    /// The status before and after, where the assessment came to be a reconstruction or ceased to be one; nothing is known then
    /// of evidence and rationale.
    status: Option<Statuses>,
    new_sources: Option<Vec<&'h str>>,
    has_new_evidence: Option<bool>,
    has_new_rationale: Option<bool>,
    has_erratum: bool,
    why: Option<&'h str>,
    changes: Vec<Difference<'h>>,
}

#[derive(Serialize)]
struct Statuses {
    before: Option<&'static str>,
    after: Option<&'static str>,
}

#[derive(Serialize)]
struct Rated {
    before: Option<&'static str>,
    after: Option<&'static str>,
    steps: Option<i32>,
    /// What a merge decided against.
    against: Vec<Option<&'static str>>,
}

/// Renders the history of an indicator, or of all where none is named, with a final line end.
pub fn render(history: &History<'_>, indicator: Option<&str>) -> String {
    let all = || all_indicators(history).into_iter();
    pretty(&Report {
        version: 1,
        country: history.country,
        name: history.country_name,
        renamed: history.asked.iter().map(|(asked, now)| Renamed { asked, now }).collect(),
        editions: told_editions(history),
        indicator: indicator.map(|id| told_indicator(history, id)),
        events: indicator.map(|id| {
            history.of(id).iter().map(|(at, rating_event)| event(history, at, rating_event)).collect()
        }),
        indicators: indicator.is_none().then(|| all().map(|id| told_indicator(history, id)).collect()),
    })
}

/// A commit as programs read it.
pub(in crate::render) fn origin(
    commit: &Commit,
    pull_request: Option<u64>,
    or_earlier: bool,
) -> CommitReference<'_> {
    CommitReference {
        commit: &commit.id,
        author: &commit.author,
        co_authors: &commit.co_authors,
        date: commit.date.as_deref(),
        summary: &commit.summary,
        pull_request,
        or_earlier,
    }
}

/// The status of an assessment, `unreadable` if its file is there and cannot be read; none if it is gone or has no status.
fn status(round: &CountryEdition<'_>) -> Option<&'static str> {
    if is_unreadable(round) {
        return Some("unreadable");
    }
    round.file.and_then(|file| file.data.status).map(|status| status.id())
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
    let ratings = history.editions.iter().map(|round| {
        let asked = history.asked_in(round, id);
        let entry = asked.entry();
        Rating {
            edition: &round.edition,
            asked: asked != Asked::No,
            rating: entry.and_then(|entry| entry.rating).map(|rating| rating.id()),
            change: entry.and_then(|entry| entry.change).map(|direction| direction.id()),
            status: status(round),
        }
    });
    Indicator {
        indicator: id,
        title: history.indicator_title(id),
        area: history.indicator(id).and_then(|indicator| indicator.area.as_deref()),
        ratings: ratings.collect(),
        changes: tallied.edits,
        rating_changes: tallied.moves,
        last: tallied.last.map(|edition_event| {
            origin(edition_event.commit, edition_event.pull_request, edition_event.may_be_earlier())
        }),
    }
}

fn event<'h>(
    history: &'h History<'_>,
    edition_event: &'h EditionEvent<'_>,
    rating_event: &RatingEvent<'h>,
) -> Event<'h> {
    let nothing = EntryEdit::default();
    let (mut why, mut edit) = (None, &nothing);
    let came = |after| RatingMove { before: None, after, how: Cause::Made, against: Vec::new() };
    let (kind, rating) = match &rating_event.act {
        RatingEventKind::Entered(Arrival::Caused(Cause::Made), rating) => ("entered", Some(came(*rating))),
        RatingEventKind::Entered(
            Arrival::Caused(Cause::Kept) | Arrival::InPlaceOfAnother(Cause::Kept),
            rating,
        ) => ("kept", Some(RatingMove { before: *rating, against: vec![None], ..came(*rating) })),
        RatingEventKind::Entered(
            Arrival::Caused(Cause::Took) | Arrival::InPlaceOfAnother(Cause::Took | Cause::Made),
            rating,
        ) => ("kept", Some(RatingMove { against: vec![None], ..came(*rating) })),
        RatingEventKind::Entered(Arrival::Found, rating) => {
            why = Some("what was before cannot be told");
            ("found", Some(came(*rating)))
        }
        RatingEventKind::Removed(_) => ("removed", None),
        RatingEventKind::Unreadable(reason) => {
            why = Some(*reason);
            ("unreadable", None)
        }
        RatingEventKind::Edited(edited) => {
            edit = edited;
            let is_own = edited.done.iter().any(|done| done.how == Cause::Made);
            (if is_own { "changed" } else { "kept" }, edited.rating.clone())
        }
    };
    let is_comparable = edit.new_origin.is_none();
    Event {
        origin: origin(edition_event.commit, edition_event.pull_request, edition_event.may_be_earlier()),
        edition: edition(history, edition_event),
        kind,
        lasted: rating_event.lasting == Outcome::Lasted,
        rating: rating.map(|moved| Rated {
            before: moved.before.map(|rating| rating.id()),
            after: moved.after.map(|rating| rating.id()),
            steps: moved.before.zip(moved.after).and_then(|(before, after)| before.steps_to(after)),
            against: moved.against.iter().map(|rating| rating.map(|rating| rating.id())).collect(),
        }),
        status: edit
            .new_origin
            .map(|(before, after)| Statuses { before: before.map(Status::id), after: after.map(Status::id) }),
        new_sources: is_comparable.then(|| edit.new_sources.clone()),
        has_new_evidence: is_comparable.then_some(edit.has_new_evidence),
        has_new_rationale: is_comparable.then_some(edit.has_new_rationale),
        has_erratum: edit.has_erratum,
        why,
        changes: edit.done.iter().map(|done| difference_said(&done.change, in_words(done))).collect(),
    }
}
