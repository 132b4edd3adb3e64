//! When two descriptions are of one work: by DOI, document symbol, address, or author, title and date.

use std::collections::BTreeMap;

use crate::doi::Doi;
use crate::source::{Date, Name, Source};
use crate::un_symbol::UnSymbol;

/// What a work can be known by. Two descriptions that share a key are of one work, unless [`differ`] says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A DOI, in small letters.
    Doi(String),
    /// A document symbol of the United Nations.
    Symbol(String),
    /// An address without what does not tell pages apart.
    Address(String),
    /// Who made it, its title and its year.
    Description(String),
}

impl Key {
    /// What two works of this key have in common, in words.
    pub fn words(&self) -> &'static str {
        match self {
            Key::Doi(_) => "the same DOI",
            Key::Symbol(_) => "the same document symbol",
            Key::Address(_) => "the same address",
            Key::Description(_) => "the same author, title and year",
        }
    }
}

/// The keys of a work, surest first; a work of which too little is said has none.
pub fn keys(source: &Source) -> Vec<Key> {
    // An address that only resolves a DOI says no more than the DOI.
    let address = source.address();
    let resolved = address.and_then(|address| Doi::resolved_by(&address));
    let address = address.filter(|_| resolved.is_none());
    let doi = source.doi().or(resolved).map(|doi| Key::Doi(doi.identity()));
    let symbol = source.un_symbol().map(|symbol| Key::Symbol(UnSymbol::identity(symbol)));
    let address = address.map(|address| Key::Address(address.identity()));
    [doi, symbol, address, description(source).map(Key::Description)].into_iter().flatten().collect()
}

/// The first key that two descriptions share, if they can be of one work.
pub fn shared_key(one: &Source, other: &Source) -> Option<Key> {
    let others = keys(other);
    keys(one).into_iter().find(|key| others.contains(key) && !differ(one, other, key))
}

/// Whether two descriptions that share a key are of different works all the same: they have different DOIs or numbers, or
/// are different issues, chapters or days' pages under one title.
pub fn differ(one: &Source, other: &Source, key: &Key) -> bool {
    let clash = |variable: &str| match (one.text(variable), other.text(variable)) {
        (Some(one), Some(other)) => fold(one) != fold(other),
        (_, _) => false,
    };
    match key {
        Key::Symbol(_) => false,
        // The chapters of a book may all be given its DOI or its address.
        Key::Doi(_) => are_chapters(one, other) && ["chapter-number", "page"].iter().any(|part| clash(part)),
        Key::Address(_) => clash("DOI") || PARTS.iter().any(|part| clash(part)),
        Key::Description(_) => {
            clash("DOI")
                || PARTS.iter().any(|part| clash(part))
                || days_clash(one, other)
                || interviewers_clash(one, other)
        }
    }
}

/// What tells works of one author, title and year apart.
const PARTS: [&str; 9] = [
    "volume",
    "issue",
    "number",
    "collection-number",
    "chapter-number",
    "section",
    "page",
    "version",
    "event-title",
];

/// Whether both are parts of a book, under titles of their own.
fn are_chapters(one: &Source, other: &Source) -> bool {
    let is_chapter = |source: &Source| source.kind.as_deref() == Some("chapter");
    let fold_title = |source: &Source| source.title().map(fold);
    is_chapter(one) && is_chapter(other) && fold_title(one) != fold_title(other)
}

/// All by which [`differ`] tells works apart. Two that have all the same are not told apart.
pub fn details(source: &Source) -> Vec<Option<String>> {
    let day =
        source.issued().and_then(|date| date.from).map(|from| format!("{:?} {:?}", from.month, from.day));
    let texts = ["DOI"].iter().chain(&PARTS).map(|part| source.text(part).map(fold));
    let interviewers = source.names.get("interviewer");
    let interviewers = interviewers.map(|names| names.iter().map(name).collect::<Vec<_>>().join("&"));
    texts.chain([day, interviewers]).collect()
}

/// Whether two descriptions under different ids are of different versions: a page that is kept up to date has one address,
/// and each year's state of it is a work of its own.
pub fn are_versions(one: &Source, other: &Source) -> bool {
    one.years() != other.years()
}

/// Whether two descriptions of a work say the same of it.
pub fn same_description(one: &Source, other: &Source) -> bool {
    differences(one, other).is_empty()
}

/// What is said of a work: equal for two descriptions exactly if they say the same of it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Description<'s> {
    kind: Option<&'s str>,
    names: BTreeMap<&'s str, &'s [Name]>,
    dates: BTreeMap<&'s str, &'s Date>,
    texts: BTreeMap<&'s str, &'s str>,
}

impl<'s> Description<'s> {
    /// What a source says.
    pub fn of(source: &'s Source) -> Self {
        let is_of_work = |name: &str| !OF_READING.contains(&name);
        Self {
            kind: source.kind.as_deref(),
            names: source.names.iter().filter(|(n, _)| is_of_work(n)).map(|(n, v)| (n, &**v)).collect(),
            dates: source.dates.iter().filter(|(n, _)| is_of_work(n)).collect(),
            texts: source.texts.iter().filter(|(n, _)| is_of_work(n)).map(|(n, v)| (n, &**v)).collect(),
        }
    }
}

/// The fields in which two descriptions of a work differ, sorted. Remarks, and the days on which somebody read or archived
/// it, are no part of the work.
pub fn differences<'s>(one: &'s Source, other: &'s Source) -> Vec<&'s str> {
    let fields = |source: &'s Source| {
        source
            .names
            .ids()
            .chain(source.dates.ids())
            .chain(source.texts.ids())
            .filter(|name| !OF_READING.contains(name))
    };
    let mut found: Vec<&str> = fields(one)
        .chain(fields(other))
        .filter(|name| {
            one.names.get(name) != other.names.get(name)
                || one.dates.get(name) != other.dates.get(name)
                || one.texts.get(name) != other.texts.get(name)
        })
        .chain((one.kind != other.kind).then_some("type"))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The fields that tell of a reading of the work and not of the work.
const OF_READING: &[&str] = &["accessed", "archive", "archive_location", "note"];

/// Who made it, its title and its year; without any of them two works of one title could be anything.
fn description(source: &Source) -> Option<String> {
    let names = ["author", "editor"].iter().find_map(|variable| source.names.get(variable));
    let people = names.map(|names| names.iter().map(name).collect::<Vec<_>>().join("&"));
    let others = ["authority", "publisher", "container-title", "jurisdiction"];
    let maker = people.or_else(|| others.iter().find_map(|variable| source.text(variable)).map(fold))?;
    let title = fold(source.title()?);
    let (year, _) = source.years()?;
    Some(format!("{maker}|{title}|{year}")).filter(|_| !maker.is_empty() && !title.is_empty())
}

fn name(name: &Name) -> String {
    let parts =
        [&name.literal, &name.given, &name.dropping_particle, &name.non_dropping_particle, &name.family];
    fold(&parts.into_iter().flatten().map(|part| &**part).collect::<Vec<_>>().join(" "))
}

/// Letters and figures alone, in small letters: case, quotation marks and spaces do not tell titles apart.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            folded.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() && c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        }
    }
    folded
}

fn interviewers_clash(one: &Source, other: &Source) -> bool {
    let by = |source: &Source| -> Option<Vec<String>> {
        Some(source.names.get("interviewer")?.iter().map(name).collect())
    };
    by(one).zip(by(other)).is_some_and(|(one, other)| one != other)
}

fn days_clash(one: &Source, other: &Source) -> bool {
    let parts = |source: &Source| source.issued().and_then(|date: &Date| date.from);
    let (Some(one), Some(other)) = (parts(one), parts(other)) else { return false };
    let clash = |one: Option<u8>, other: Option<u8>| one.zip(other).is_some_and(|(one, other)| one != other);
    clash(one.month, other.month) || clash(one.day, other.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[(&str, &str)]) -> Vec<Key> {
        let texts = texts.iter().map(|(name, text)| ((*name).into(), Box::<str>::from(*text))).collect();
        keys(&Source { texts, ..Source::default() })
    }

    #[test]
    fn an_address_that_resolves_a_doi_says_no_more_than_it() {
        let doi = || Key::Doi("10.1177/15423166ab".to_owned());
        for (variable, text) in [
            ("DOI", "10.1177/15423166AB"),
            ("DOI", "https://doi.org/10.1177/15423166AB"),
            ("URL", "https://doi.org/10.1177/15423166AB"),
            ("URL", "http://dx.doi.org/10.1177/15423166ab"),
        ] {
            assert_eq!(of(&[(variable, text)]), [doi()], "{variable} {text}");
        }
        let both = of(&[("DOI", "10.1177/15423166AB"), ("URL", "https://doi.org/10.1177/15423166AB")]);
        assert_eq!(both, [doi()]);
        let elsewhere = Key::Address("example.org/doi.org".to_owned());
        assert_eq!(of(&[("URL", "https://example.org/doi.org")]), [elsewhere]);
        assert_eq!(of(&[("URL", "mailto:a@example.org")]), []);
    }

    #[test]
    fn talks_with_different_interviewers_are_different_works() {
        let by = |family: &str| {
            let interviewer = Name { family: Some(family.into()), ..Name::default() };
            let names = [(Box::from("interviewer"), Box::from([interviewer]))].into_iter().collect();
            Source { names, ..Source::default() }
        };
        let key = Key::Description("a talk".to_owned());
        assert!(differ(&by("Roe"), &by("Doe"), &key));
        assert!(!differ(&by("Roe"), &by("Roe"), &key));
        assert!(!differ(&by("Roe"), &Source::default(), &key));
    }
}
