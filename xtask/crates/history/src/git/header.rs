//! What the object of a commit says, read line by line, so that one that is not quite right says what it can.

use std::sync::Arc;

use super::Error;
use git2::{ObjectType, Oid};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::Repository;
use super::people::{Person, co_authors, decoded};

/// What a commit says.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) tree: Oid,
    pub(super) parents: Vec<Oid>,
    pub(super) author: String,
    /// The others who worked on it, as it says at its end.
    pub(super) co_authors: Vec<String>,
    pub(super) date: Option<String>,
    /// When it was made, in seconds, by which commits are put in order; the earliest if it does not say.
    pub(super) committed: i64,
    pub(super) summary: String,
}

/// Reads the commit of an id, once.
///
/// # Errors
/// the object is missing, is no commit, or names no tree.
pub(super) fn read(repository: &Repository, id: Oid) -> Result<Arc<Header>, Error> {
    if let Some(known) = known(repository, id) {
        return Ok(known);
    }
    let header = Arc::new(read_anew(repository, id)?);
    if let Ok(mut headers) = repository.shared.headers.lock() {
        headers.insert(id, header.clone());
    }
    Ok(header)
}

/// The commit of an id, if it has been read.
pub(super) fn known(repository: &Repository, id: Oid) -> Option<Arc<Header>> {
    repository.shared.headers.lock().ok()?.get(&id).cloned()
}

fn read_anew(repository: &Repository, id: Oid) -> Result<Header, Error> {
    let odb = repository.git.odb()?;
    let object = odb.read(id)?;
    if object.kind() != ObjectType::Commit {
        return Err(Error::ObjectIsNoCommit(id));
    }
    parse(object.data(), |person| repository.called(person)).ok_or(Error::CommitWithoutFiles(id))
}

/// Reads the bytes of a commit, whose people are called so.
fn parse(bytes: &[u8], called: impl Fn(&Person<'_>) -> String) -> Option<Header> {
    let text = decoded(bytes);
    let (head, message) = text.split_once("\n\n").unwrap_or((&text, ""));
    let (mut tree, mut parents) = (None, Vec::new());
    let (mut author, mut committer) = ("", "");
    for line in head.lines() {
        match line.split_once(' ') {
            Some(("tree", id)) if tree.is_none() => tree = Some(Oid::from_str(id).ok()?),
            Some(("parent", id)) => parents.push(Oid::from_str(id).ok()?),
            Some(("author", who)) if author.is_empty() => author = who,
            Some(("committer", who)) if committer.is_empty() => committer = who,
            _ => {}
        }
    }
    let name = called(&Person::of(author));
    let mut others: Vec<String> = Vec::new();
    for written in co_authors(message) {
        let other = called(&Person::of(&written));
        if !other.is_empty() && other != name && !others.contains(&other) {
            others.push(other);
        }
    }
    Some(Header {
        tree: tree?,
        parents,
        author: name,
        co_authors: others,
        date: moment(author).and_then(|(seconds, minutes)| date(seconds, minutes)),
        committed: moment(committer).map_or(i64::MIN, |(seconds, _)| seconds),
        summary: summary(message),
    })
}

/// What a tag is of, by the bytes of its object.
pub(super) fn target(tag: &[u8]) -> Option<Oid> {
    let line = tag.strip_prefix(b"object ")?;
    Oid::from_str(std::str::from_utf8(line.get(..40)?).ok()?).ok()
}

/// The seconds and the minutes of the zone at the end of `Name <address> 1767225600 +0100`.
fn moment(who: &str) -> Option<(i64, i32)> {
    let (_, when) = who.rsplit_once('>')?;
    let mut words = when.split_whitespace();
    let seconds = words.next()?.parse().ok()?;
    let zone: i32 = words.next().and_then(|zone| zone.parse().ok()).unwrap_or(0);
    Some((seconds, (zone / 100).saturating_mul(60).saturating_add(zone % 100)))
}

/// A moment by RFC 3339; none if no calendar has it, or its year has no four figures. A zone that is nowhere is left out.
fn date(seconds: i64, minutes: i32) -> Option<String> {
    let moment = Timestamp::from_second(seconds).ok()?;
    let offset = Offset::from_seconds(minutes.saturating_mul(60)).unwrap_or(Offset::UTC);
    let zoned = moment.to_zoned(TimeZone::fixed(offset));
    (1..=9_999).contains(&zoned.year()).then(|| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// The first paragraph of a message, in one line.
fn summary(message: &str) -> String {
    let lines = message.trim_start_matches('\n').lines().map(str::trim_end);
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(author: &str) -> Header {
        let tree = "0".repeat(40);
        let text =
            format!("tree {tree}\nauthor {author}\ncommitter C <c@d> 7 +0000\n\nFirst\nline\n\nRest\n");
        parse(text.as_bytes(), |person| person.name.to_owned()).expect("a commit")
    }

    #[test]
    fn odd_lines_say_what_they_can() {
        let told = |author: &str| {
            let header = header(author);
            (header.author, header.date)
        };
        let day = Some("2026-01-01T01:00:00+01:00".to_owned());
        assert_eq!(told("Ana Example <a@b> 1767225600 +0100"), ("Ana Example".to_owned(), day));
        let utc = Some("2026-01-01T00:00:00+00:00".to_owned());
        assert_eq!(told("Ana <a@b> 1767225600"), ("Ana".to_owned(), utc.clone()));
        assert_eq!(told("Ana <a@b> 1767225600 +9999999999"), ("Ana".to_owned(), utc));
        assert_eq!(told("Ana <a@b> 99999999999999999 +0000"), ("Ana".to_owned(), None));
        assert_eq!(told("Ana <a@b> 999999999999999999999999 +0000"), ("Ana".to_owned(), None));
        assert_eq!(told("Ana <a@b> soon"), ("Ana".to_owned(), None));
        assert_eq!(told("Ana"), ("Ana".to_owned(), None));
        assert_eq!(told("<a@b> 0 +0000").0, "");
        assert_eq!(told("<a@b> 0 +0000").1.as_deref(), Some("1970-01-01T00:00:00+00:00"));
        assert_eq!(told("<a@b> -1 -0030").1.as_deref(), Some("1969-12-31T23:29:59-00:30"));
        assert_eq!(told("<a@b> -62135596800 +0000").1.as_deref(), Some("0001-01-01T00:00:00+00:00"));
        assert_eq!(told("<a@b> -62135596801 +0000").1, None);
        assert_eq!(header("Ana <a@b> 0 +0000").summary, "First line");
        assert_eq!(header("Ana <a@b> 0 +0000").committed, 7);
    }

    #[test]
    fn what_names_no_files_is_no_commit() {
        for bytes in [&b"author Ana <a@b> 0 +0000\n\nx"[..], b"tree x\n\nx", b""] {
            assert!(parse(bytes, |person| person.name.to_owned()).is_none());
        }
    }
}
