//! All that people have written or copied into an assessment as words, with its places, and what a glance tells of it.

use crate::AssessmentContext;
use crate::glance::Glance;
use bibliography::citation::calls;
use dataset::model::assessment::Corrected;
use dataset::model::rating::IndicatorRating;
use format::pointer::Pointer;

/// A text of an assessment, but for those of its sources.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prose<'d> {
    /// What may be in it.
    pub(crate) kind: Kind,
    /// The words.
    pub(crate) text: &'d str,
    /// What may be wrong with it.
    pub(crate) glance: Glance,
    place: Place<'d>,
}

/// Where a text stands, which tells what may be in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A paragraph of a rationale that calls all its footnotes.
    Rationale,
    /// A paragraph of a rationale that calls none, or leaves one out, which is reported as that.
    UncalledRationale,
    /// Other prose on the country: the overview, a comment in a footnote.
    Prose,
    /// Prose on the data: a remark, the note of an erratum, the evidence of a derivation.
    Remark,
    /// A detail of a source or of a citation.
    Detail,
    /// The title of a resolution.
    Title,
}

/// Where a text stands; it becomes a pointer only where one is needed.
#[derive(Clone, Copy, Debug)]
enum Place<'d> {
    Overview(usize),
    Derivation(usize),
    Rationale(&'d str, usize),
    Comment(&'d str, &'d str),
    Citation(&'d str, &'d str, usize, &'static str),
    Vote(&'d str, &'d str),
    Erratum(Corrected<'d>, &'d str),
    Remark(&'d str, &'static str),
}

impl Prose<'_> {
    /// The pointer to it.
    pub(crate) fn pointer(&self) -> Pointer {
        match self.place {
            Place::Overview(nth) => Pointer::of(["overview"]).index(nth),
            Place::Derivation(nth) => Pointer::of(["derivation", "evidence"]).index(nth),
            Place::Rationale(id, nth) => Pointer::of(["ratings", id, "rationale"]).index(nth),
            Place::Comment(id, label) => Pointer::of(["ratings", id, "footnotes", label, "comment"]),
            Place::Citation(id, label, nth, field) => {
                Pointer::of(["ratings", id, "footnotes", label, "citations"]).index(nth).child(field)
            }
            Place::Vote(id, symbol) => Pointer::of(["ratings", id, "votes", symbol, "title"]),
            Place::Erratum(of, day) => of.pointer().child(day).child("note"),
            Place::Remark(id, field) => Pointer::of(["remarks", id, field]),
        }
    }
}

/// All texts but for those of sources.
pub(crate) fn of<'d>(context: &AssessmentContext<'d>) -> Vec<Prose<'d>> {
    let mut all = Vec::new();
    let mut add = |kind, text: &'d str, place| {
        all.push(Prose { kind, text, glance: Glance::at(text), place });
    };
    let assessment = context.assessment();
    for (nth, text) in assessment.overview.iter().enumerate() {
        add(Kind::Prose, text, Place::Overview(nth));
    }
    let derivation = assessment.derivation.iter().flat_map(|derivation| derivation.evidence.iter());
    for (nth, text) in derivation.enumerate() {
        add(Kind::Remark, text, Place::Derivation(nth));
    }
    for (id, entry) in context.entries() {
        let kind = if calls_all(entry) { Kind::Rationale } else { Kind::UncalledRationale };
        for (nth, text) in entry.rationale.iter().enumerate() {
            add(kind, text, Place::Rationale(id, nth));
        }
        for (label, footnote) in entry.footnotes.iter() {
            if let Some(text) = &footnote.comment {
                add(Kind::Prose, text, Place::Comment(id, label));
            }
            for (nth, citation) in footnote.citations.iter().enumerate() {
                let details = [
                    ("prefix", &citation.prefix),
                    ("locator", &citation.locator),
                    ("suffix", &citation.suffix),
                ];
                for (field, text) in details {
                    let Some(text) = text else { continue };
                    add(Kind::Detail, text, Place::Citation(id, label, nth, field));
                }
            }
        }
        for (symbol, vote) in entry.votes.iter() {
            if let Some(text) = &vote.title {
                add(Kind::Title, text, Place::Vote(id, symbol));
            }
        }
    }
    for (of, day, erratum) in assessment.corrections() {
        if let Some(text) = &erratum.note {
            add(Kind::Remark, text, Place::Erratum(of, day));
        }
    }
    for (id, remark) in assessment.remarks.iter() {
        for (field, text) in [("printed", &remark.printed), ("text", &remark.text)] {
            let Some(text) = text else { continue };
            add(Kind::Remark, text, Place::Remark(id, field));
        }
    }
    all
}

/// Whether a rationale calls all its footnotes, and one at least.
fn calls_all(entry: &IndicatorRating) -> bool {
    let calls = entry.rationale.iter().flat_map(|text| calls(text));
    let mut called: Vec<&str> = calls.map(|(label, _)| label).collect();
    called.sort_unstable();
    !called.is_empty() && entry.footnotes.ids().all(|label| called.binary_search(&label).is_ok())
}

/// The variables of a source that are no words: what is wrong in them is reported as that.
const NO_WORDS: &[&str] = &["URL", "DOI", "ISBN", "ISSN", "language"];

/// Calls a function with each text of the descriptions of sources that are to be looked at.
pub(crate) fn each_of_sources(
    context: &AssessmentContext<'_>,
    mut look: impl FnMut(Kind, &str, &dyn Fn() -> Pointer),
) {
    for (id, source) in context.sources() {
        for (variable, text) in source.texts.iter().filter(|(variable, _)| !NO_WORDS.contains(variable)) {
            look(Kind::Detail, text, &|| Pointer::of(["sources", id, variable]));
        }
        for (variable, names) in source.names.iter() {
            for (i, name) in names.iter().enumerate() {
                let parts = [("literal", &name.literal), ("family", &name.family), ("given", &name.given)];
                for (field, text) in parts {
                    let Some(text) = text else { continue };
                    look(Kind::Detail, text, &|| {
                        Pointer::of(["sources", id, variable]).index(i).child(field)
                    });
                }
            }
        }
        for (variable, date) in source.dates.iter() {
            if let Some(text) = &date.literal {
                look(Kind::Detail, text, &|| Pointer::of(["sources", id, variable, "literal"]));
            }
        }
    }
}
