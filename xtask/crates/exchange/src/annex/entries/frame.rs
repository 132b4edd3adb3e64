//! What of a printed page is its form alone, and by what a title or a sentence is known.

use super::super::bare::bare;
use super::super::sentences::is_unfinished;
use super::Reader;
use crate::instrument::{area, fold, indicator};
use dataset::model::framework::Framework;

impl Reader<'_> {
    /// Whether a text is part of the form of an annex alone, and says nothing that would be lost.
    pub(super) fn is_frame(&self, text: &str) -> bool {
        let folded = fold(text);
        area(self.subject.framework, text).is_some()
            || HEADERS.contains(&&*folded)
            || folded == fold(self.subject.country_name)
            || self.document == Some(text)
    }

    /// Whether what stands alone, as a heading or before the first indicator, says nothing but what the annex is of.
    pub(super) fn says_nothing(&self, text: &str) -> bool {
        let folded = fold(text);
        let country: Vec<String> = self.subject.country_name.split_whitespace().map(fold).collect();
        let mut words = text.split_whitespace().map(fold).filter(|word| !word.is_empty());
        let is_form = |word: String| {
            FORM.contains(&&*word) || word == fold(self.subject.edition) || country.contains(&word)
        };
        self.is_frame(text) || OVERVIEWS.contains(&&*folded) || words.all(is_form)
    }

    /// Reads the headings of the columns of a table.
    pub(super) fn columns(&mut self, headings: &[&str], folded: &[String], line: usize) {
        // The list by level has no column of texts.
        let is_text = |text: &String| TEXTS.contains(&&**text);
        self.is_in_summary = !folded.iter().any(is_text) && folded.len() < 3;
        self.end_lost();
        self.is_headed = false;
        for (heading, folded) in headings.iter().zip(folded) {
            if !is_text(folded) && !self.is_frame(&bare(heading)) {
                self.not_read(heading, "it is the heading of a column that is not known", line);
            }
        }
    }
}

/// What columns are called, in letters alone, apart from those of texts.
const HEADERS: [&str; 9] = [
    "assessment",
    "indicator",
    "indicators",
    "area",
    "thematicarea",
    "notes",
    "rating",
    "change",
    "rationale",
];

/// What columns of texts are called.
const TEXTS: [&str; 4] = ["notes", "rationale", "justification", "comments"];

/// What the part before the first indicator is called.
const OVERVIEWS: [&str; 4] = ["overview", "summary", "executivesummary", "introduction"];

/// Words of headings that say what an annex has anyway, in letters alone.
const FORM: [&str; 16] = [
    "annex",
    "area",
    "areas",
    "assessment",
    "by",
    "for",
    "in",
    "indicator",
    "indicators",
    "level",
    "of",
    "r2p",
    "rating",
    "ratings",
    "table",
    "the",
];

/// Whether a text is a paragraph of an overview: it is long, or a sentence of a few words, and no address.
pub(super) fn is_prose(text: &str) -> bool {
    let text = bare(text);
    let words = text.split_whitespace().count();
    let is_sentence = || !is_unfinished(&text) && !text.ends_with(':') && !text.contains(['@', '/']);
    words > 12 || (words > 3 && is_sentence())
}

/// What may stand in front of a rating or a direction, in letters alone.
pub(super) const FIELDS: [&str; 7] =
    ["rating", "assessment", "level", "change", "direction", "directionofchange", "trend"];

/// The indicator that is printed under a title, also behind its number.
pub(in super::super) fn titled<'f>(framework: &'f Framework, text: &str) -> Option<&'f str> {
    let bare = text.trim_end_matches(['.', ':']);
    let unnumbered = bare.trim_start_matches(|c: char| c.is_ascii_digit() || "(). ".contains(c));
    indicator(framework, bare)
        .or_else(|| indicator(framework, unnumbered).filter(|_| unnumbered.len() < bare.len()))
}
