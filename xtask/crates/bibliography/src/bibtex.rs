//! Sources as BibTeX in biblatex's terms: types, fields and dates of its manual, values in Unicode, escaped for LaTeX.
//!
//! A date that a source prints as *n.d.* is `year = {n.d.}`; where a source prints none there is no field. Titles stand in
//! double braces, because they are kept as printed, and a style that changes capitals would spoil names in them.

mod escape;

use std::collections::HashSet;

use self::escape::{escaped, key, verbatim, within_braces};
use crate::csl;
use crate::import::{BIBTEX_REST as REST, bibtex_reading};
use crate::name::ATTACHING;
use crate::source::{Date, DateParts, Name, Source};

/// CSL's types, biblatex's types of entry, and the field that CSL's `container-title` becomes there.
const TYPES: &[(&str, &str, &str)] = &[
    ("article-journal", "article", "journaltitle"),
    ("article-magazine", "article", "journaltitle"),
    ("article-newspaper", "article", "journaltitle"),
    ("review", "article", "journaltitle"),
    ("review-book", "article", "journaltitle"),
    ("bill", "legislation", "titleaddon"),
    ("book", "book", "maintitle"),
    ("broadcast", "video", "maintitle"),
    ("chapter", "incollection", "booktitle"),
    ("dataset", "dataset", "organization"),
    ("entry", "inreference", "booktitle"),
    ("entry-dictionary", "inreference", "booktitle"),
    ("entry-encyclopedia", "inreference", "booktitle"),
    ("legal_case", "jurisdiction", "titleaddon"),
    ("legislation", "legislation", "titleaddon"),
    ("manuscript", "unpublished", "titleaddon"),
    ("motion_picture", "video", "maintitle"),
    ("pamphlet", "booklet", "titleaddon"),
    ("paper-conference", "inproceedings", "booktitle"),
    ("patent", "patent", "titleaddon"),
    ("periodical", "periodical", "titleaddon"),
    ("post", "online", "organization"),
    ("post-weblog", "online", "organization"),
    ("regulation", "legislation", "titleaddon"),
    ("report", "report", "titleaddon"),
    ("software", "software", "titleaddon"),
    ("speech", "unpublished", "titleaddon"),
    ("thesis", "thesis", "titleaddon"),
    ("treaty", "legal", "titleaddon"),
    ("webpage", "online", "organization"),
];

/// What biblatex calls the variables that need no more than escaping. Several may fall on one field.
const FIELDS: &[(&str, &str)] = &[
    ("title-short", "shorttitle"),
    ("collection-title", "series"),
    ("volume", "volume"),
    ("issue", "number"),
    ("number", "number"),
    ("collection-number", "number"),
    ("edition", "edition"),
    ("version", "version"),
    ("page", "pages"),
    ("chapter-number", "chapter"),
    ("section", "part"),
    ("event-title", "eventtitle"),
    ("event-place", "venue"),
    ("publisher-place", "location"),
    ("authority", "institution"),
    ("jurisdiction", "location"),
    ("medium", "howpublished"),
    ("genre", "type"),
    ("language", "langid"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("archive", "library"),
    ("archive_location", "library"),
    ("note", "annotation"),
];

/// Writes works as entries, in the order given. Each comes with an id that no other has.
pub fn render<'s>(works: impl IntoIterator<Item = (&'s str, &'s Source)>) -> String {
    let mut taken = HashSet::new();
    let entries = works.into_iter().map(|(id, source)| {
        let mut key = key(id);
        // Ids are of harmless letters and unique unless the data is damaged; keys must be so in any case.
        while !taken.insert(key.clone()) {
            key.push('x');
        }
        with_rest(entry(&key, source), &key, source)
    });
    entries.collect::<Vec<_>>().join("\n")
}

/// An entry with all that its fields do not say, or would be read as something else: members of CSL-JSON, percent-encoded.
fn with_rest(entry: String, key: &str, source: &Source) -> String {
    let Some(rest) = bibtex_reading(&entry).and_then(|read| csl::difference(key, &read, source)) else {
        return entry;
    };
    let mut encoded = String::from("csl:");
    for byte in rest.to_string().bytes() {
        if byte.is_ascii_alphanumeric() || b"-._:,".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    let body = entry.strip_suffix("}\n").unwrap_or(&entry);
    format!("{body}  {REST} = {{{encoded}}},\n}}\n")
}

/// The fields of an entry, each once.
#[derive(Default)]
struct Fields(Vec<(&'static str, String)>);

impl Fields {
    fn put(&mut self, field: &'static str, value: Option<String>) {
        if let Some(value) = value.filter(|_| !self.has(field)) {
            self.0.push((field, value));
        }
    }

    fn has(&self, field: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == field)
    }

    /// Puts a variable into its field. Where another is there already, a list has both, and else it is said in the note.
    fn add(&mut self, (variable, field): (&str, &'static str), text: &str) {
        let is_list = LISTS.contains(&field);
        let value = if is_list { one_item(text) } else { escaped(text) };
        match self.0.iter_mut().find(|(known, _)| *known == field) {
            None => self.0.push((field, value)),
            Some((_, there)) if *there == value => {}
            Some((_, there)) if is_list => *there = format!("{there} and {value}"),
            Some(_) => self.remark(&format!("{} {}", spelt(variable), escaped(text))),
        }
    }

    /// Adds to the note.
    fn remark(&mut self, text: &str) {
        match self.0.iter_mut().find(|(known, _)| *known == "note") {
            None => self.0.push(("note", text.to_owned())),
            Some((_, note)) => *note = format!("{note}; {text}"),
        }
    }
}

fn entry(key: &str, source: &Source) -> String {
    let kind = source.kind.as_deref().unwrap_or("document");
    let known = TYPES.iter().find(|(csl, _, _)| *csl == kind);
    let (entry_type, container) =
        known.map_or(("misc", "titleaddon"), |(_, entry_type, container)| (*entry_type, *container));
    let text = |variable: &str| source.text(variable).map(escaped);
    let mut fields = Fields::default();
    for (variable, field) in [("author", "author"), ("editor", "editor"), ("translator", "translator")] {
        fields.put(field, source.names.get(variable).map(|names| persons(names)));
    }
    let mut editors =
        EDITORS.iter().filter(|(field, _)| *field != "editor" || !source.names.contains("editor"));
    for role in ["interviewer", "director"] {
        // biblatex has no field for these; its editors with a role are what its manual advises.
        if let Some((names, (field, kind))) =
            source.names.get(role).and_then(|names| Some((names, editors.next()?)))
        {
            fields.put(field, Some(persons(names)));
            fields.put(kind, Some(role.to_owned()));
        }
    }
    fields.put("title", text("title").map(|title| format!("{{{title}}}")));
    fields.put(container, text("container-title").map(|title| format!("{{{title}}}")));
    if kind == "article-newspaper" || kind == "article-magazine" {
        fields.put("entrysubtype", kind.strip_prefix("article-").map(str::to_owned));
    }
    let publisher = match entry_type {
        "report" | "thesis" => "institution",
        "online" | "dataset" | "misc" => "organization",
        _ => "publisher",
    };
    if let Some(name) = source.text("publisher") {
        fields.add(("publisher", publisher), name);
    }
    if let Some(symbol) = source.un_symbol() {
        fields.add(("number", "number"), &symbol.printed());
    }
    for (variable, field) in FIELDS {
        let is_said = *variable == "number" && source.un_symbol().is_some();
        if let Some(value) = source.text(variable).filter(|_| !is_said) {
            fields.add((variable, field), value);
        }
    }
    if let Some(dimensions) = source.text("dimensions") {
        fields.remark(&escaped(dimensions));
    }
    for (variable, field) in [
        ("issued", "date"),
        ("event-date", "eventdate"),
        ("accessed", "urldate"),
        ("original-date", "origdate"),
    ] {
        let Some(given) = source.dates.get(variable) else { continue };
        match date(given) {
            Some(date) => fields.put(field, Some(date)),
            None if field == "date" => fields.put("year", given.literal.as_deref().map(escaped)),
            None => given.literal.iter().for_each(|words| {
                fields.remark(&format!("{} {}", spelt(variable), escaped(words)));
            }),
        }
    }
    let doi = source.doi().map(|doi| within_braces(doi.as_str()));
    fields.put("doi", doi.or_else(|| source.text("DOI").map(within_braces)));
    fields.put("url", source.url().map(verbatim));
    // An archived copy has no field of its own; Zotero and others keep what they do not know.
    fields.put("archiveurl", source.archive_url.as_deref().map(verbatim));
    fields.put("archivedate", source.archive_date.as_deref().map(escaped));
    let lines: String = fields.0.iter().map(|(field, value)| format!("  {field} = {{{value}}},\n")).collect();
    format!("@{entry_type}{{{key},\n{lines}}}\n")
}

/// The name of a variable in words.
fn spelt(variable: &str) -> String {
    variable.replace(['-', '_'], " ")
}

/// Names, parted by `and`; an organisation stands in braces of its own, so that it is not taken apart.
fn persons(names: &[Name]) -> String {
    // A name of which nothing could be read is none.
    names.iter().map(person).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" and ")
}

fn person(name: &Name) -> String {
    if let Some(literal) = &name.literal {
        return format!("{{{}}}", whole_name(literal));
    }
    let particles = [&name.dropping_particle, &name.non_dropping_particle].into_iter().flatten();
    let given = [&name.family, &name.suffix, &name.given].into_iter().flatten();
    if particles.clone().chain(given).any(|part| part.contains(',')) {
        // biber counts commas within braces too, unless they hold the whole name.
        let parts =
            [&name.given, &name.dropping_particle, &name.non_dropping_particle, &name.family, &name.suffix];
        let whole: Vec<&str> = parts.into_iter().flatten().map(|part| &**part).collect();
        return format!("{{{}}}", whole_name(&whole.join(" ")));
    }
    let part = |text: &Option<Box<str>>| text.as_deref().map(guarded).unwrap_or_default();
    // A particle that stands before the name without a blank is part of it.
    let (attached, apart): (Vec<&Box<str>>, Vec<&Box<str>>) =
        particles.partition(|particle| particle.ends_with(ATTACHING));
    let whole: String = attached.into_iter().chain(&name.family).map(|part| &**part).collect();
    let family = apart.into_iter().map(|particle| guarded(particle)).chain([family(&whole)]);
    let family: Vec<String> = family.filter(|part| !part.is_empty()).collect();
    let parts = [family.join(" "), part(&name.suffix), part(&name.given)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A family name. Braces keep one together that begins in small letters, which would be taken for a particle.
fn family(name: &str) -> String {
    let text = guarded(name);
    if name.starts_with(char::is_lowercase) && !text.starts_with('{') { format!("{{{text}}}") } else { text }
}

/// A part of a name. Braces keep one together that BibTeX would take for several names (`and`), or for names left out
/// (`others`).
fn guarded(part: &str) -> String {
    let text = whole_name(part);
    if has_word_of_lists(part) && !text.starts_with('{') { format!("{{{text}}}") } else { text }
}

/// A name that is not taken apart, or a part of one. In the extended form of names, which biber reads, `=` stands between a
/// part and its value, and `others` alone stands for names left out, even in braces.
fn whole_name(name: &str) -> String {
    let text = escaped(name).replace('=', "{=}");
    match name.char_indices().nth(1) {
        Some((second, _)) if name.eq_ignore_ascii_case("others") => {
            format!("{{{}}}{}", &text[..second], &text[second..])
        }
        _ => text,
    }
}

/// The fields for editors, each with that for their role.
const EDITORS: &[(&str, &str)] =
    &[("editor", "editortype"), ("editora", "editoratype"), ("editorb", "editorbtype")];

/// The fields that biblatex reads as lists.
const LISTS: &[&str] = &["institution", "location", "organization", "publisher"];

/// A text for a field that is read as a list, in which it is one item.
fn one_item(text: &str) -> String {
    format!("{{{}}}", escaped(text))
}

/// Whether a word is in a text that lists are made of.
fn has_word_of_lists(text: &str) -> bool {
    let is_word_of_lists = |word: &str| ["and", "others"].iter().any(|of| word.eq_ignore_ascii_case(of));
    text.split_whitespace().any(is_word_of_lists)
}

/// A date in the form of ISO 8601 (EDTF): `2021`, `2021-03-10`, `2018-09-10/2018-09-28`, `2021~`.
fn date(date: &Date) -> Option<String> {
    let circa = if date.is_circa { "~" } else { "" };
    let from = parts(date.from?);
    Some(match date.to {
        Some(to) => format!("{from}{circa}/{}{circa}", parts(to)),
        None => format!("{from}{circa}"),
    })
}

fn parts(date: DateParts) -> String {
    let number = |part: Option<u8>| part.map(|part| format!("-{part:02}")).unwrap_or_default();
    format!("{:04}{}{}", date.year, number(date.month), number(date.month.and(date.day)))
}
