//! All that people have written or copied into an assessment as words, with its places: gone through once for all rules on texts.

use crate::AssessmentContext;
use crate::glance::Glance;
use bibliography::citation::calls;
use dataset::model::rating::IndicatorRating;
use format::pointer::Pointer;

/// Where a text stands, which tells what may be in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// A paragraph of a rationale that calls all its footnotes.
    Rationale,
    /// A paragraph of a rationale that calls none, or leaves one out, which is reported as that.
    UncalledRationale,
    /// Other prose on the country: the overview, a comment in a footnote.
    Prose,
    /// Prose on the data: a remark, the note of an erratum, the evidence of a derivation.
    Remark,
    /// Prose on a source, its note.
    Note,
    /// A title of a vote.
    Title,
    /// What is said before or behind a citation.
    Around,
    /// Another detail of a source or of a citation.
    Detail,
}

impl TextKind {
    /// Whether whoever works on the data wrote it in sentences; the rest was copied.
    pub(crate) fn has_sentences(self) -> bool {
        match self {
            Self::Rationale | Self::UncalledRationale | Self::Prose | Self::Remark | Self::Note => true,
            Self::Title | Self::Around | Self::Detail => false,
        }
    }
}

/// A text, as rules look at it.
#[derive(Clone, Copy, Debug)]
pub struct SeenText<'t> {
    /// Where it stands.
    pub kind: TextKind,
    /// What it says.
    pub words: &'t str,
    /// What may be wrong with it.
    pub(crate) glance: Glance,
}

/// The variables of a source that are no words: what is wrong in them is reported as that.
const NO_WORDS: &[&str] = &["URL", "DOI", "ISBN", "ISSN", "language"];

/// Calls a function with each text but for those of sources. The place is made only where it is asked for.
pub(crate) fn each_but_of_sources(
    context: &AssessmentContext<'_>,
    mut look: impl FnMut(TextKind, &str, &dyn Fn() -> Pointer),
) {
    let assessment = context.assessment();
    for (i, text) in assessment.overview.iter().enumerate() {
        look(TextKind::Prose, text, &|| Pointer::of(["overview"]).index(i));
    }
    let derivation = assessment.derivation.iter().flat_map(|derivation| derivation.evidence.iter());
    for (i, text) in derivation.enumerate() {
        look(TextKind::Remark, text, &|| Pointer::of(["derivation", "evidence"]).index(i));
    }
    for (id, entry) in context.entries() {
        let kind = if calls_all(entry) { TextKind::Rationale } else { TextKind::UncalledRationale };
        for (i, text) in entry.rationale.iter().enumerate() {
            look(kind, text, &|| Pointer::of(["ratings", id, "rationale"]).index(i));
        }
        for (label, footnote) in entry.footnotes.iter() {
            let Some(text) = &footnote.comment else { continue };
            look(TextKind::Prose, text, &|| Pointer::of(["ratings", id, "footnotes", label, "comment"]));
        }
        for (symbol, vote) in entry.votes.iter() {
            if let Some(text) = &vote.title {
                look(TextKind::Title, text, &|| Pointer::of(["ratings", id, "votes", symbol, "title"]));
            }
        }
    }
    for (place, citation) in context.citations() {
        let details = [
            ("prefix", TextKind::Around, &citation.prefix),
            ("locator", TextKind::Detail, &citation.locator),
            ("suffix", TextKind::Around, &citation.suffix),
        ];
        for (field, kind, text) in details {
            let Some(text) = text else { continue };
            look(kind, text, &|| place.field(field));
        }
    }
    for (of, day, erratum) in assessment.corrections() {
        if let Some(text) = &erratum.note {
            look(TextKind::Remark, text, &|| of.pointer().child(day).child("note"));
        }
    }
    for (id, remark) in assessment.remarks.iter() {
        for (field, text) in [("printed", &remark.printed), ("text", &remark.text)] {
            let Some(text) = text else { continue };
            look(TextKind::Remark, text, &|| Pointer::of(["remarks", id, field]));
        }
    }
}

/// Whether a rationale calls all its footnotes, and one at least.
fn calls_all(entry: &IndicatorRating) -> bool {
    if entry.calls_in_turn() {
        return !entry.footnotes.is_empty();
    }
    let calls = entry.rationale.iter().flat_map(|text| calls(text));
    let mut called: Vec<&str> = calls.map(|(label, _)| label).collect();
    called.sort_unstable();
    !called.is_empty() && entry.footnotes.ids().all(|label| called.binary_search(&label).is_ok())
}

/// Calls a function with each text of the descriptions of sources that are to be looked at.
pub(crate) fn each_of_sources(
    context: &AssessmentContext<'_>,
    mut look: impl FnMut(TextKind, &str, &dyn Fn() -> Pointer),
) {
    for (id, source) in context.sources() {
        for (variable, text) in source.texts.iter().filter(|(variable, _)| !NO_WORDS.contains(variable)) {
            let kind = if variable == "note" { TextKind::Note } else { TextKind::Detail };
            look(kind, text, &|| Pointer::of(["sources", id, variable]));
        }
        for (variable, names) in source.names.iter() {
            for (i, name) in names.iter().enumerate() {
                let parts = [("literal", &name.literal), ("family", &name.family), ("given", &name.given)];
                for (field, text) in parts {
                    let Some(text) = text else { continue };
                    look(TextKind::Detail, text, &|| {
                        Pointer::of(["sources", id, variable]).index(i).child(field)
                    });
                }
            }
        }
        for (variable, date) in source.dates.iter() {
            if let Some(text) = &date.literal {
                look(TextKind::Detail, text, &|| Pointer::of(["sources", id, variable, "literal"]));
            }
        }
    }
}
