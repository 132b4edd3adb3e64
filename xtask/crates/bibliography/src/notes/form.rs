//! How a work is named: whole where it comes first, short where it has been named, with a place in it.

use super::alphabet::Alphabet;
use super::runs::{Runs, Style};
use std::cmp::Ordering;

use super::variables::{has_kind, is_in_book, text};
use super::{dates, details, names, quoted};
use crate::source::Source;
use crate::un_symbol::UnSymbol;

/// How much of a work is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// All that is known.
    Full,
    /// What tells it from other works: who, when, title.
    Short,
}

/// The families of works, by what stands where.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    /// Part of a periodical, a book or a site: the title between quotation marks, what holds it emphasised.
    Contained,
    /// A work of its own: the title emphasised.
    Standing,
    /// A document with a symbol of the United Nations: body, title, day, symbol, all plain.
    Symbolled,
    /// A law, a treaty or a judgment: it goes by its title, and who made it follows.
    Legal,
}

/// A work, without a full stop at the end. `suffix` tells apart what has author and year in common: `b` for `2021b`.
pub(super) fn work(source: &Source, form: Form, place: Option<&str>, suffix: &str) -> Runs {
    let family = family(source);
    let mut runs = match family {
        Family::Contained | Family::Standing => lead(source, (family, form), suffix),
        Family::Symbolled | Family::Legal => named(source, (family, form)),
    };
    let date = source.issued();
    let details = match (family, form) {
        (Family::Contained | Family::Standing | Family::Legal, Form::Short) => Vec::new(),
        (Family::Symbolled, Form::Short) => vec![symbol(source)],
        (Family::Contained, Form::Full) => {
            held(source, &mut runs);
            details::of_work(source, date.and_then(dates::day))
        }
        (Family::Standing, Form::Full) => details::of_work(source, date.and_then(dates::day)),
        (Family::Symbolled, Form::Full) => {
            details::of_symbolled(source, [date.and_then(dates::whole), symbol(source)])
        }
        (Family::Legal, Form::Full) => details::of_law(source, date.and_then(dates::whole)),
    };
    for part in details.into_iter().chain([place.map(str::to_owned)]).flatten() {
        runs.plainly(&format!(", {part}"));
    }
    if let (Form::Full, Some(address)) = (form, address(source)) {
        let before = if family == Family::Contained { ". Available at: " } else { ", " };
        runs.plainly(&format!("{before}<{address}>"));
    }
    runs
}

/// Who, when and title: `Hing, Vandamet, 2020. ‘Peacebuilding’`; without an author the title leads.
fn lead(source: &Source, (family, form): (Family, Form), suffix: &str) -> Runs {
    let (title, style) = title(source, family, form);
    let year = source.issued().and_then(dates::year).map(|year| format!("{year}{suffix}"));
    // A site that is cited by the name of its organisation is named once.
    let makers = names::makers(source).filter(|makers| source.title() != Some(makers));
    let mut runs = Runs::default();
    match (makers, year) {
        (Some(makers), Some(year)) => {
            let stop = if year.ends_with('.') { "" } else { "." };
            runs.plainly(&format!("{makers}, {year}{stop} "));
        }
        (Some(makers), None) => runs.plainly(&format!("{makers}, ")),
        (None, year) => {
            runs.push(&title, style);
            runs.plainly(&year.map(|year| format!(", {year}")).unwrap_or_default());
            return runs;
        }
    }
    runs.push(&title, style);
    runs
}

/// Who, if anyone, and title: what goes by its title has its date behind.
fn named(source: &Source, (family, form): (Family, Form)) -> Runs {
    let mut runs = Runs::default();
    if let Some(makers) = names::makers(source).or_else(|| body(source)) {
        runs.plainly(&format!("{makers}, "));
    }
    let (title, style) = title(source, family, form);
    runs.push(&title, style);
    runs
}

/// What the United Nations issue without an author goes by the body that issued it.
fn body(source: &Source) -> Option<String> {
    source.un_symbol().and_then(|_| text(source, "authority"))
}

/// The title, and where a work has been named already its short form, if it has one.
fn title(source: &Source, family: Family, form: Form) -> (String, Style) {
    let short = match form {
        Form::Full => None,
        Form::Short => source.text("title-short"),
    };
    let title = short.or_else(|| source.title()).unwrap_or_default();
    match family {
        Family::Contained => (quoted(title), Style::Plain),
        Family::Standing | Family::Legal => (title.to_owned(), Style::Emphasis),
        Family::Symbolled => (title.to_owned(), Style::Plain),
    }
}

/// What holds a part: `. *Mongabay*`, or of a book `. In Gareth Evans (ed.), *The book*`.
fn held(source: &Source, runs: &mut Runs) {
    let is_of_book = is_in_book(source);
    let editors = source.names.get("editor").filter(|editors| is_of_book && !editors.is_empty());
    runs.plainly(if runs.is_sentence() { " " } else { ". " });
    runs.plainly(if is_of_book { "In " } else { "" });
    if let Some(editors) = editors {
        runs.plainly(&format!("{} {}, ", names::spoken(editors), names::editor_mark(editors)));
    }
    runs.push(source.text("container-title").unwrap_or_default(), Style::Emphasis);
}

/// The address, or that of the DOI. What is no DOI has no address, and stands there as it is.
fn address(source: &Source) -> Option<String> {
    let of_doi = || source.doi().map(|doi| doi.address()).or_else(|| text(source, "DOI"));
    text(source, "URL").or_else(of_doi)
}

fn symbol(source: &Source) -> Option<String> {
    source.un_symbol().map(UnSymbol::printed)
}

const LEGAL: &[&str] = &["bill", "legal_case", "legislation", "regulation", "treaty"];

fn family(source: &Source) -> Family {
    if source.un_symbol().is_some() {
        Family::Symbolled
    } else if has_kind(source, LEGAL) {
        Family::Legal
    } else if source.text("container-title").is_some() {
        Family::Contained
    } else {
        Family::Standing
    }
}

/// By what a work is sorted: who made it, when, and its title. No date at all comes last.
pub(super) struct Order {
    makers: String,
    year: i64,
    title: String,
}

impl Order {
    pub(super) fn of(source: &Source) -> Self {
        let title = source.title().unwrap_or_default();
        let year = source.issued().and_then(dates::sorted_year).unwrap_or(i64::MAX);
        let makers = names::makers(source);
        let makers = makers.or_else(|| body(source)).unwrap_or_else(|| title.to_owned());
        Self { makers, year, title: title.to_owned() }
    }

    pub(super) fn compare(&self, other: &Self, alphabet: &mut Alphabet) -> Ordering {
        alphabet
            .compare(&self.makers, &other.makers)
            .then(self.year.cmp(&other.year))
            .then_with(|| alphabet.compare(&self.title, &other.title))
    }
}

/// Maker and year, where both are known, of a work whose year stands behind its maker in figures.
pub(super) fn group(source: &Source) -> Option<(String, i64)> {
    match family(source) {
        // These have their whole date behind the title.
        Family::Symbolled | Family::Legal => return None,
        Family::Contained | Family::Standing => {}
    }
    let year = source.issued()?.from?.year;
    names::makers(source).map(|makers| (makers.to_lowercase(), year))
}
