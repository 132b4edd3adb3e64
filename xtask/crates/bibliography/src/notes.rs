//! Footnotes and bibliography in the annex's own note style, as runs of text that every output can use.
//!
//! A work is named whole where an assessment first cites it, short from then on, and *Ibid.* right after itself. Works are
//! parted by semicolons; one with a prefix such as *See also* begins a sentence; the footnote's own prose comes last.

mod alphabet;
mod dates;
mod details;
mod form;
mod locator;
mod names;
mod quotes;
mod runs;
mod variables;

use std::collections::{HashMap, HashSet};

use format::values::Map;

use self::alphabet::Alphabet;
use self::form::{Form, Order};
pub use self::runs::{Run, Runs, Style};
use crate::citation::{Citation, Footnote};
use crate::source::Source;

/// A work in a bibliography, which has no notes before it: whole.
pub fn entry(source: &Source) -> Runs {
    ended(form::work(source, Form::Full, None, ""))
}

/// The place in a work that a citation names, as notes have it: `p. 114`.
pub fn place(citation: &Citation) -> Option<String> {
    locator::locator(citation)
}

/// Whether works of one maker and one year are told apart by letters behind the year: `2021a`, `2021b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// By letters, the same in notes and bibliography.
    ByYear,
    /// By their titles alone, which every note gives.
    None,
}

/// A bibliography: by author, year and title. Gives for each the place of its source in `sources`.
pub fn bibliography(sources: &[&Source], letters: Letters) -> Vec<(usize, Runs)> {
    let entry = |(i, suffix): (usize, String)| (i, ended(form::work(sources[i], Form::Full, None, &suffix)));
    ordered(sources, letters).into_iter().map(entry).collect()
}

/// The places of the sources in the order of a bibliography, each with the letters behind its year.
fn ordered(sources: &[&Source], letters: Letters) -> Vec<(usize, String)> {
    let orders: Vec<Order> = sources.iter().map(|source| Order::of(source)).collect();
    let mut order: Vec<usize> = (0..sources.len()).collect();
    let mut alphabet = Alphabet::new();
    order.sort_by(|one, other| orders[*one].compare(&orders[*other], &mut alphabet));
    let groups: Vec<Option<(String, i64)>> = match letters {
        Letters::ByYear => order.iter().map(|&i| form::group(sources[i])).collect(),
        Letters::None => vec![None; sources.len()],
    };
    let mut run = 0;
    let mut placed = Vec::with_capacity(order.len());
    for (nth, &i) in order.iter().enumerate() {
        let is_like = |other: Option<usize>| {
            groups[nth].is_some() && other.and_then(|other| groups.get(other)) == Some(&groups[nth])
        };
        let (is_after_like, is_before_like) = (is_like(nth.checked_sub(1)), is_like(Some(nth + 1)));
        run = if is_after_like { run + 1 } else { 0 };
        let suffix = if is_after_like || is_before_like { self::letters(run) } else { String::new() };
        placed.push((i, suffix));
    }
    placed
}

/// The letters that tell works apart: a to z, then aa, ab …
fn letters(nth: usize) -> String {
    let last = char::from(b'a' + u8::try_from(nth % 26).unwrap_or_default());
    let before = (nth / 26).checked_sub(1).map(letters).unwrap_or_default();
    format!("{before}{last}")
}

fn ended(mut runs: Runs) -> Runs {
    runs.full_stop();
    runs
}

/// A text between quotation marks; those that it has itself are the others then.
fn quoted(text: &str) -> String {
    format!("‘{}’", quotes::within(text))
}

/// Writes notes one after the other, and knows what has been named.
#[derive(Debug)]
pub struct Writer<'a> {
    sources: &'a Map<Source>,
    /// The letters behind the years of the works that have some, by their ids.
    suffixes: HashMap<&'a str, String>,
    named: HashSet<&'a str>,
    /// What the note before cites.
    before: Vec<&'a Citation>,
}

impl<'a> Writer<'a> {
    /// Writes the notes of a text that cites these sources, by their ids.
    pub fn new(sources: &'a Map<Source>, letters: Letters) -> Self {
        let (ids, works): (Vec<&str>, Vec<&Source>) = sources.iter().unzip();
        let suffixes = match letters {
            Letters::ByYear => {
                ordered(&works, letters).into_iter().map(|(i, suffix)| (ids[i], suffix)).collect()
            }
            Letters::None => HashMap::new(),
        };
        Self { sources, suffixes, named: HashSet::new(), before: Vec::new() }
    }

    /// The text of the next footnote.
    pub fn note(&mut self, footnote: &'a Footnote) -> Runs {
        let mut text = Runs::default();
        for (i, citation) in footnote.citations.iter().enumerate() {
            let before = match (i.checked_sub(1), self.before.as_slice()) {
                (Some(before), _) => footnote.citations.get(before),
                (None, [only]) => Some(*only),
                (None, _) => None,
            };
            let begins = begins_sentence(citation);
            if begins {
                text.full_stop();
            }
            if !text.is_empty() {
                text.plainly(if begins { " " } else { "; " });
            }
            if let Some(prefix) = &citation.prefix {
                let mark = if prefix.ends_with(|c: char| c.is_alphanumeric()) { ":" } else { "" };
                text.plainly(&format!("{prefix}{mark} "));
            }
            text.append(self.citation(citation, before, text.is_empty()));
        }
        text.full_stop();
        if let Some(comment) = &footnote.comment {
            text.plainly(if text.is_empty() { "" } else { " " });
            text.plainly(comment);
            text.full_stop();
        }
        self.before = footnote.citations.iter().collect();
        text
    }

    fn citation(&mut self, citation: &'a Citation, before: Option<&Citation>, is_first: bool) -> Runs {
        let id = citation.source.as_deref().unwrap_or_default();
        let place = locator::locator(citation);
        let mut runs = match (same_as(citation, before), self.sources.get(id)) {
            // What cannot be found is said to be missing by a rule; here it stands by its id.
            (_, None) => Runs::of(&format!("[{id}]"), Style::Plain),
            (Some(at), Some(_)) => {
                let mut runs = Runs::of(if is_first { "Ibid." } else { "ibid." }, Style::Emphasis);
                if let (At::AnotherPlace, Some(place)) = (at, place) {
                    runs.plainly(&format!(", {place}"));
                }
                runs
            }
            (None, Some(source)) => {
                let form = if self.named.contains(id) { Form::Short } else { Form::Full };
                let suffix = self.suffixes.get(id).map_or("", String::as_str);
                form::work(source, form, place.as_deref(), suffix)
            }
        };
        self.named.insert(id);
        if let Some(suffix) = &citation.suffix {
            let mark = if suffix.starts_with(|c: char| c.is_alphanumeric()) { "," } else { "" };
            runs.plainly(&format!("{mark} {suffix}"));
        }
        runs
    }
}

/// Where in the work that was cited just before.
enum At {
    SamePlace,
    AnotherPlace,
}

/// Whether a citation is of the work cited just before; without a place of its own, after one with a place, it is not
/// clear what *Ibid.* would mean.
fn same_as(citation: &Citation, before: Option<&Citation>) -> Option<At> {
    let before = before.filter(|before| before.source == citation.source)?;
    match (&before.locator, &citation.locator) {
        (Some(_), None) => None,
        (old, new) if old == new && before.label == citation.label => Some(At::SamePlace),
        (_, _) => Some(At::AnotherPlace),
    }
}

/// Whether a citation begins a sentence: *See also* does, *and* does not.
fn begins_sentence(citation: &Citation) -> bool {
    citation.prefix.as_deref().is_some_and(|prefix| prefix.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([letters(0), letters(25), letters(26), letters(52)], ["a", "z", "aa", "ba"]);
    }
}
