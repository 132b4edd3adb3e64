//! What is said of a work beside who made it, its title and what holds it, in order.

use super::variables::{after, has_kind, is_in_book, text};
use super::{dates, locator, names};
use crate::source::Source;

/// The details of a work that goes by who made it, with the day of its issue.
pub(super) fn of_work(source: &Source, day: Option<String>) -> Vec<Option<String>> {
    let before = [text(source, "genre"), text(source, "number")];
    let own = [
        authority(source),
        text(source, "jurisdiction"),
        text(source, "medium"),
        text(source, "dimensions"),
        publisher(source),
        original(source),
        archive(source),
        day,
        pages(source),
    ];
    people(source).into_iter().chain(before).chain(parts(source)).chain(own).collect()
}

/// The details of a law, a treaty or a judgment, with its date: who made it first, and last where it is printed.
pub(super) fn of_law(source: &Source, date: Option<String>) -> Vec<Option<String>> {
    let before = [number(source), text(source, "authority"), text(source, "jurisdiction"), date];
    let report = [text(source, "genre"), text(source, "container-title")];
    let own = [
        text(source, "medium"),
        text(source, "dimensions"),
        publisher(source),
        original(source),
        archive(source),
        pages(source),
    ];
    before.into_iter().chain(people(source)).chain(report).chain(parts(source)).chain(own).collect()
}

/// The details of a document of the United Nations, behind its date and its symbol. What it goes by has been named.
pub(super) fn of_symbolled(source: &Source, before: [Option<String>; 2]) -> Vec<Option<String>> {
    let body = authority(source).filter(|_| names::makers(source).is_some());
    let report = [text(source, "genre"), text(source, "container-title"), body, text(source, "jurisdiction")];
    let own = [
        text(source, "medium"),
        text(source, "dimensions"),
        publisher(source),
        original(source),
        archive(source),
        pages(source),
    ];
    before.into_iter().chain(people(source)).chain(report).chain(parts(source)).chain(own).collect()
}

/// The number of a law, a treaty or a judgment. Figures alone say what they are.
fn number(source: &Source) -> Option<String> {
    let number = text(source, "number")?;
    let is_bare = number.bytes().all(|byte| byte.is_ascii_digit());
    Some(if is_bare { format!("no. {number}") } else { number })
}

fn people(source: &Source) -> Vec<Option<String>> {
    let of = |variable, before: &str| {
        let names = source.names.get(variable).filter(|names| !names.is_empty())?;
        Some(format!("{before} {}", names::spoken(names)))
    };
    // Without authors the editors lead, and those of a book stand before its title.
    let has_authors = source.names.get("author").is_some_and(|authors| !authors.is_empty());
    let editors = of("editor", "edited by").filter(|_| has_authors && !is_in_book(source));
    vec![
        editors,
        of("translator", "translated by"),
        of("interviewer", "interview by"),
        of("director", "directed by"),
    ]
}

/// Series, edition, volume and the like, and the event.
fn parts(source: &Source) -> Vec<Option<String>> {
    let series = match (text(source, "collection-title"), text(source, "collection-number")) {
        (Some(title), Some(number)) => Some(format!("{title} {number}")),
        (title, number) => title.or(number),
    };
    let event = ["event-title", "event-place"].map(|variable| text(source, variable));
    // What is written about an event has a day of its own, which is the one that finds it.
    let is_of_event =
        !has_kind(source, &["article-journal", "article-magazine", "article-newspaper", "webpage"]);
    // Without a name of the event its day is told only where it is another than that of issue.
    let has_name = event.iter().any(Option::is_some);
    let day = source.dates.get("event-date").filter(|_| is_of_event);
    let day = day.filter(|day| has_name || Some(*day) != source.issued()).and_then(dates::whole);
    let day = day.map(|day| if has_name { day } else { format!("on {day}") });
    let [title, place] = event;
    vec![
        series,
        text(source, "edition").map(|edition| ordinal(&edition)),
        after(source, "version", "version"),
        after(source, "volume", "vol."),
        after(source, "issue", "no."),
        after(source, "chapter-number", "ch."),
        text(source, "section"),
        title,
        place,
        day,
    ]
}

/// The pages that a work fills. The annex gives those of a journal bare, and those it points to with what they are.
fn pages(source: &Source) -> Option<String> {
    let pages = text(source, "page")?;
    let is_bare = has_kind(source, &["article-journal", "article-magazine", "article-newspaper"]);
    Some(match (is_bare, locator::is_several(&pages)) {
        (true, _) => pages,
        (false, true) => format!("pp. {pages}"),
        (false, false) => format!("p. {pages}"),
    })
}

/// Whether an organisation has been named as the author.
fn is_author(source: &Source, organisation: &str) -> bool {
    let authors = source.names.get("author").into_iter().flatten();
    authors.filter_map(|name| name.literal.as_deref()).any(|name| name == organisation)
}

/// Place and publisher, unless the publisher is the author and has been named.
fn publisher(source: &Source) -> Option<String> {
    let publisher = text(source, "publisher").filter(|publisher| !is_author(source, publisher));
    match (text(source, "publisher-place"), publisher) {
        (Some(place), Some(publisher)) => Some(format!("{place}: {publisher}")),
        (place, publisher) => place.or(publisher),
    }
}

/// Who is behind a hearing or a report, unless it has been named as the author or is named as the publisher.
fn authority(source: &Source) -> Option<String> {
    let is_publisher = |authority: &str| source.text("publisher") == Some(authority);
    text(source, "authority").filter(|authority| !is_author(source, authority) && !is_publisher(authority))
}

fn original(source: &Source) -> Option<String> {
    let date = source.dates.get("original-date").and_then(dates::whole)?;
    Some(format!("first published {date}"))
}

fn archive(source: &Source) -> Option<String> {
    match (text(source, "archive"), text(source, "archive_location")) {
        (Some(archive), Some(place)) => Some(format!("{archive}, {place}")),
        (archive, place) => archive.or(place),
    }
}

fn ordinal(edition: &str) -> String {
    let ending = match edition.as_bytes() {
        figures if figures.is_empty() || !figures.iter().all(u8::is_ascii_digit) => {
            return edition.to_owned();
        }
        // That of a year.
        [_, _, _, _, ..] => return format!("{edition} edition"),
        [.., b'1', b'1' | b'2' | b'3'] => "th",
        [.., b'1'] => "st",
        [.., b'2'] => "nd",
        [.., b'3'] => "rd",
        _ => "th",
    };
    format!("{edition}{ending} edition")
}
