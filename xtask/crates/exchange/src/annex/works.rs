//! Which works the notes cite: each once, however short it is named later, with the words *Ibid.* and *See Note* resolved.

use std::collections::{HashMap, HashSet};

use super::citation::{Note, What};
use super::citing::{Cited, Place, Year};
use super::names::makers;
use super::{Doubt, Known};
use crate::instrument::fold;
use bibliography::source::Source;
use bibliography::{csl, work};
use format::json::{self, Json, Member};
use format::limits::MOST_ALIKE;

/// The works, and what each note cites of them.
#[derive(Debug, Default)]
pub(super) struct Works {
    /// The works by id, as the files have them.
    pub(super) sources: Vec<Member<'static>>,
    /// What each note cites, by its printed number.
    pub(super) uses: HashMap<usize, Vec<Use>>,
    works: Vec<Work>,
    /// Ids of works in the file itself and of those gathered, which no other work can have.
    taken: HashSet<String>,
    /// How often each id was wanted.
    numbers: HashMap<String, usize>,
    /// The works that are known, by their keys.
    known: HashMap<work::Key, Vec<usize>>,
    by_key: HashMap<work::Key, usize>,
    by_name: HashMap<(String, String), Vec<usize>>,
    aliases: HashMap<String, String>,
}

/// A citation of a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Use {
    /// The id of the work.
    pub(super) id: String,
    pub(super) prefix: Option<String>,
    pub(super) place: Option<Place>,
    /// Whether it was decided which work is meant.
    pub(super) is_doubtful: bool,
}

/// A work, with what tells it from others.
#[derive(Debug)]
struct Work {
    id: String,
    year: Year,
    members: Vec<Member<'static>>,
    doubts: Vec<String>,
}

impl Works {
    /// Gathers the works of notes.
    pub(super) fn of(notes: &[Note], known: &[Known<'_>], doubts: &mut Vec<Doubt>) -> Self {
        let taken = known.iter().filter(|known| known.is_here).map(|known| known.id.to_owned()).collect();
        let mut works = Self { taken, ..Self::default() };
        for (at, known) in known.iter().enumerate() {
            work::keys(known.source).into_iter().for_each(|key| works.known.entry(key).or_default().push(at));
        }
        let mut before: Vec<Use> = Vec::new();
        for note in notes {
            let mut uses: Vec<Use> = Vec::new();
            for part in &note.parts {
                let mut doubt = |text: String| {
                    doubts.push(Doubt { line: note.line, text: format!("note {}: {text}", note.number) })
                };
                let found = match &part.what {
                    What::Work(cited) => Some(works.take(cited, known, &mut doubt)),
                    What::Same(place) => {
                        let candidates = if uses.is_empty() { &before } else { &uses };
                        let is_doubtful = uses.is_empty() && candidates.len() != 1;
                        if is_doubtful {
                            doubt("Ibid. stands after a note that cites several works or none".to_owned());
                        }
                        candidates.last().map(|last| Use {
                            place: place.clone(),
                            prefix: None,
                            is_doubtful,
                            ..last.clone()
                        })
                    }
                    What::Note(number) => {
                        match works.uses.get(number) {
                            Some(others) => uses.extend(others.iter().cloned()),
                            None => {
                                doubt(format!("it refers to note {number}, which comes later or not at all"))
                            }
                        }
                        None
                    }
                };
                uses.extend(found.map(|found| Use { prefix: part.prefix.clone(), ..found }));
            }
            before = uses.clone();
            works.uses.insert(note.number, uses);
        }
        works.finish();
        works
    }

    /// The citation of a work, which is described if it was not so far.
    fn take(&mut self, cited: &Cited, known: &[Known<'_>], doubt: &mut dyn FnMut(String)) -> Use {
        let full = self.aliases.get(&fold(&cited.makers)).unwrap_or(&cited.makers).clone();
        if let Some(alias) = &cited.alias {
            self.aliases.insert(fold(alias), full.clone());
        }
        let members = members(cited, &full);
        let source = source(&members);
        let keys = work::keys(&source);
        let is_short = cited.address.is_none() && cited.symbol.is_none() && cited.volume.is_none();
        let named = self.by_name.get(&(fold(&full), fold(&cited.title))).cloned().unwrap_or_default();
        let same_year = named.iter().copied().find(|at| self.works[*at].year == cited.year);
        let by_key = keys.iter().find_map(|key| self.by_key.get(key)).copied();
        let mut is_doubtful = false;
        let found = match (by_key, same_year, named.as_slice()) {
            (Some(at), _, _) => Some(at),
            // A work of that name with another address is another work.
            (None, Some(at), _) if is_short => Some(at),
            (None, None, [only]) if is_short => {
                is_doubtful = true;
                doubt(format!("“{}” was named with another year before; taken for the same", cited.title));
                Some(*only)
            }
            (None, _, _) => None,
        };
        let at = found.unwrap_or_else(|| {
            if is_short && cited.container.is_none() {
                is_doubtful = true;
                doubt(format!(
                    "“{}” is named without an address, and in no earlier note in full",
                    cited.title
                ));
            }
            self.describe(cited, &full, members, &source, known, doubt)
        });
        for key in keys {
            self.by_key.entry(key).or_insert(at);
        }
        let names = self.by_name.entry((fold(&full), fold(&cited.title))).or_default();
        if !names.contains(&at) {
            names.push(at);
        }
        Use { id: self.works[at].id.clone(), prefix: None, place: cited.place.clone(), is_doubtful }
    }

    /// Describes a work; as the dataset has it, where that knows it.
    fn describe(
        &mut self,
        cited: &Cited,
        full: &str,
        members: Vec<Member<'static>>,
        source: &Source,
        known: &[Known<'_>],
        doubt: &mut dyn FnMut(String),
    ) -> usize {
        let at = self.works.len();
        if let Some(known) = self.known_as(source, known) {
            let mut item = json::parse(&csl::item(known.id, known.source).to_string())
                .map_or(Vec::new(), |document| document.root.into_owned().into_members());
            item.retain(|(name, _)| name != "id");
            let id = if known.is_here { known.id.to_owned() } else { self.free(known.id) };
            self.works.push(Work { id, year: cited.year.clone(), members: item, doubts: Vec::new() });
            return at;
        }
        let mut doubts = cited.doubts.clone();
        let makers = makers(full);
        if makers.is_doubtful {
            doubts.push(format!("“{full}” may be a person or an organisation"));
        }
        if cited.address.is_none() && cited.symbol.is_none() && cited.volume.is_none() {
            doubts.push("no address is printed".to_owned());
        }
        for text in &doubts {
            doubt(text.clone());
        }
        let name =
            cited.alias.as_deref().unwrap_or_else(|| makers.names.first().map_or("", |name| name.first()));
        let id = self.free(&slug(name, &cited.title));
        self.works.push(Work { id, year: cited.year.clone(), members, doubts });
        at
    }

    /// The first of the known works that a description can be of.
    fn known_as<'k, 'd>(&self, source: &Source, known: &'k [Known<'d>]) -> Option<&'k Known<'d>> {
        let keys = work::keys(source);
        let alike = keys.iter().filter_map(|key| Some((key, self.known.get(key)?)));
        let same = alike.flat_map(|(key, places)| {
            let places = places.iter().copied().take(MOST_ALIKE);
            places.filter(move |at| !work::differ(source, known[*at].source, key))
        });
        same.min().map(|at| &known[at])
    }

    /// An id that no work has, which is taken from now on.
    fn free(&mut self, wanted: &str) -> String {
        let number = self.numbers.entry(wanted.to_owned()).or_insert(1);
        loop {
            let id = if *number == 1 { wanted.to_owned() } else { format!("{wanted}-{number}") };
            *number += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    fn finish(&mut self) {
        for work in &mut self.works {
            let mut members = std::mem::take(&mut work.members);
            if !work.doubts.is_empty() {
                let note = format!("TODO: look at the note once more: {}.", work.doubts.join("; "));
                members.retain(|(name, _)| name != "note");
                members.push(("note".into(), Json::String(note.into())));
            }
            self.sources.push((work.id.clone().into(), Json::Object(members)));
        }
    }
}

fn source(members: &[Member<'static>]) -> Source {
    Source::read(&Json::Object(members.to_vec()))
}

/// A short name: who made it, and the first words of its title.
fn slug(name: &str, title: &str) -> String {
    let words = |text: &str, count: usize| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(|word| {
            word.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
        });
        let small = ["a", "an", "and", "at", "in", "is", "of", "on", "s", "the", "to", "for", "by"];
        words.filter(|word| !word.is_empty() && !small.contains(&&**word)).take(count).collect()
    };
    let all: Vec<String> = words(name, 3).into_iter().chain(words(title, 3)).collect();
    if all.is_empty() { "work".to_owned() } else { all.join("-") }
}

/// The fields of a source, as far as they are printed.
fn members(cited: &Cited, full: &str) -> Vec<Member<'static>> {
    let mut members: Vec<Member<'static>> = Vec::new();
    let mut add = |name: &'static str, text: Option<&str>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            members.push((name.into(), Json::String(text.to_owned().into())));
        }
    };
    add("type", Some(kind(cited)));
    add("title", Some(&cited.title));
    add("container-title", cited.container.as_deref());
    add("volume", cited.volume.as_deref());
    add("issue", cited.issue.as_deref());
    add("number", cited.symbol.as_deref());
    add("page", cited.pages.as_deref());
    add("URL", cited.address.as_deref());
    let names: Vec<Json<'static>> = makers(full).names.iter().map(|name| name.json()).collect();
    members.push(("author".into(), Json::Array(names)));
    let number = |number: i64| Json::Number(number.into());
    let literal = |text: &str| Json::Object(vec![("literal".into(), Json::String(text.to_owned().into()))]);
    let issued = match (&cited.year, &cited.day) {
        (Year::Of(year), day) => {
            let (month, day) = day.map_or((None, None), |(month, day)| (Some(month), day));
            let parts = [Some(*year), month.map(i64::from), day.map(i64::from)];
            let parts = Json::Array(parts.into_iter().flatten().map(number).collect());
            Some(Json::Object(vec![("date-parts".into(), Json::Array(vec![parts]))]))
        }
        (Year::NoDate, _) => Some(literal("n.d.")),
        (Year::None, _) => cited.day_printed.as_deref().map(literal),
    };
    members.extend(issued.map(|issued| ("issued".into(), issued)));
    members
}

/// The type of a work, by what is printed of it.
fn kind(cited: &Cited) -> &'static str {
    let address = cited.address.as_deref().unwrap_or_default().to_lowercase();
    if cited.symbol.is_some() {
        "report"
    } else if cited.volume.is_some() || cited.issue.is_some() {
        "article-journal"
    } else if cited.container.is_some() {
        "article-newspaper"
    } else if address.contains("/blog/") {
        "post-weblog"
    } else if address.ends_with(".pdf") {
        "report"
    } else {
        "webpage"
    }
}
