//! The history of a country's ratings, in each format.

pub mod human;
pub mod json;
pub mod table;

use std::borrow::Cow;

use super::diff::words::{Sentence, kept, sentence};
use super::plain;
use dataset::model::assessment::Status;
use dataset::model::framework::Framework;
use dataset::model::rating::{Rating, Scale};
use dataset::scoring::{ScoreObstacle, comparable};
use history::asked::Asked;
use history::git::Commit;
use history::lineage::{AppliedChange, Cause};
use history::{CountryEdition, EditionEvent, History};

/// How many digits of a commit's id are shown: enough for any repository, and always as many.
const SHORT: usize = 10;

/// The bars there are, the lowest first.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// What is said of a commit before which this clone has nothing.
pub(super) const OR_EARLIER: &str =
    "or earlier: this clone is shallow; fetch the rest with: git fetch --unshallow";

/// What is said of a commit right before which something cannot be read.
pub(super) const AFTER_UNREADABLE: &str =
    "or earlier: what is right before this cannot be read, and what was done there is told here";

/// The first digits of a commit's id.
pub(super) fn short(id: &str) -> &str {
    id.get(..SHORT).unwrap_or(id)
}

/// The day of a commit.
pub(crate) fn day(commit: &Commit) -> &str {
    day_of_moment(commit.date.as_deref())
}

/// The day of a moment by RFC 3339.
pub(crate) fn day_of_moment(moment: Option<&str>) -> &str {
    moment.and_then(|moment| moment.split('T').next()).unwrap_or("date unknown")
}

/// The author of a commit, with those who worked on it beside: `Ana Example with Ben Example and Cy Example`.
pub(super) fn author(commit: &Commit) -> Cow<'_, str> {
    let Some((last, others)) = commit.co_authors.split_last() else { return person(&commit.author) };
    let others: Vec<Cow<'_, str>> = others.iter().map(|name| person(name)).collect();
    let and = if others.is_empty() { "" } else { " and " };
    Cow::Owned(format!("{} with {}{and}{}", person(&commit.author), others.join(", "), person(last)))
}

/// A name. One that could be taken for the number of a pull request stands between quotes.
fn person(name: &str) -> Cow<'_, str> {
    if name.trim().is_empty() {
        Cow::Borrowed("(no name)")
    } else if name.contains('#') {
        Cow::Owned(format!("\"{name}\""))
    } else {
        Cow::Borrowed(name)
    }
}

/// What a commit did, or what a merge decided, in words.
fn in_words(done: &AppliedChange) -> Sentence {
    match done.how {
        Cause::Made => sentence(&done.change),
        Cause::Kept | Cause::Took => kept(&done.change),
    }
}

/// A bar as high as the rating stands on its scale.
fn mark(rating: Option<Rating>) -> char {
    let Some(rating) = rating else { return '·' };
    let highest = rating.scale().ratings().len().saturating_sub(1).max(1);
    // Five levels have had these bars from the beginning, and two that are next to each other are to look apart.
    let bars: &[char] = if highest == 4 { &['▁', '▂', '▄', '▆', '█'] } else { &BARS };
    let place = (rating.height() * (bars.len() - 1) + highest / 2) / highest;
    bars.get(place).copied().unwrap_or('█')
}

/// The marks of the levels of the scales that the editions have, worst first, in words.
fn levels(history: &History<'_>) -> String {
    let mut scales: Vec<Scale> = Vec::new();
    for round in &history.editions {
        let scale = round.named_by.map_or_else(Scale::usual, Framework::rating_scale);
        if !scales.contains(&scale) {
            scales.push(scale);
        }
    }
    let of = |scale: &Scale| {
        let levels = scale.ratings().rev().map(|rating| format!("{} {}", mark(Some(rating)), rating.title()));
        levels.collect::<Vec<_>>().join(", ")
    };
    scales.iter().map(of).collect::<Vec<_>>().join("; ")
}

/// A rating in words.
fn title(rating: Option<Rating>) -> &'static str {
    rating.map_or("no rating", Rating::title)
}

/// Whether the file of an edition is there and cannot be read, so that nobody knows what it says.
fn is_unreadable(round: &CountryEdition<'_>) -> bool {
    round.file.is_some_and(|file| file.is_unreadable())
}

/// The mark of an indicator in an edition, and its rating in words.
fn rated(history: &History<'_>, round: &CountryEdition<'_>, indicator: &str) -> (char, &'static str) {
    if is_unreadable(round) {
        return ('?', "cannot be read");
    }
    match history.asked_in(round, indicator) {
        Asked::No => ('-', "not asked"),
        Asked::Yes(entry) => {
            let rating = entry.and_then(|entry| entry.rating);
            (mark(rating), title(rating))
        }
    }
}

/// The marks of an indicator, one for each edition.
fn marks(history: &History<'_>, indicator: &str) -> String {
    history.editions.iter().map(|round| rated(history, round, indicator).0).collect()
}

/// What the marks of some indicators mean.
fn key(history: &History<'_>, indicators: &[&str]) -> String {
    let is_any_unreadable = history.editions.iter().any(is_unreadable);
    let is_any_not_asked = indicators.iter().any(|indicator| marks(history, indicator).contains('-'));
    format!(
        "{}, · no rating{}{}",
        plain(&levels(history)),
        if is_any_not_asked { ", - not asked" } else { "" },
        if is_any_unreadable { ", ? cannot be read" } else { "" }
    )
}

/// All indicators that are asked by the newest instrument, then those that were.
fn all_indicators<'h>(history: &History<'h>) -> Vec<&'h str> {
    let newest = history.framework.into_iter().flat_map(|framework| framework.indicators.ids());
    newest.chain(history.retired()).collect()
}

/// Whether no document at hand prints the ratings of an edition.
fn is_reconstructed(round: &CountryEdition<'_>) -> bool {
    round.file.is_some_and(|file| file.data.status == Some(Status::Reconstructed))
}

/// The edition before each whose score cannot be compared with its own, and why; none for the first.
fn incomparable<'h>(history: &'h History<'_>) -> Vec<Option<(&'h str, ScoreObstacle)>> {
    let mut scored: Option<&CountryEdition<'_>> = None;
    let mut verdicts = Vec::with_capacity(history.editions.len());
    for round in &history.editions {
        let is_scored = round.score.is_some();
        let earlier = scored.filter(|_| is_scored);
        let made_by = earlier.and_then(|earlier| earlier.made_by.zip(round.made_by));
        let why = made_by.and_then(|(before, after)| comparable(before, after).err());
        verdicts.push(earlier.zip(why).map(|(earlier, why)| (&*earlier.edition, why)));
        scored = if is_scored { Some(round) } else { scored };
    }
    verdicts
}

/// The edition of what a commit did.
fn edition<'h>(history: &'h History<'_>, edition_event: &EditionEvent<'_>) -> &'h str {
    &history.editions[edition_event.round].edition
}

/// The rating before and after in words, with signed steps: `Fair -> Weak (-1)`.
fn moved(before: Option<Rating>, after: Option<Rating>) -> String {
    let steps = before.zip(after).map(|(before, after)| match before.steps_to(after) {
        Some(steps) => format!(" ({steps:+})"),
        None => " (another scale)".to_owned(),
    });
    format!("{} -> {}{}", title(before), title(after), steps.unwrap_or_default())
}
