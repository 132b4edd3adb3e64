//! One country in one edition.

use super::rating::{IndicatorRating, Scale};
use bibliography::citation::Citation;
use bibliography::erratum::{Errata, Erratum, errata};
use bibliography::source::Source;
use format::json::Json;
use format::pointer::Pointer;
use format::values::{Map, Text, map, number, text, texts};

/// An assessment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Assessment {
    /// ISO 3166-1 alpha-3 code of the country.
    pub country: Option<Text>,
    /// Id of the edition.
    pub edition: Option<Text>,
    /// Where the ratings come from.
    pub status: Option<Status>,
    /// The source that was transcribed.
    pub document: Option<Text>,
    /// How the ratings were worked out, if no document prints them.
    pub derivation: Option<Derivation>,
    /// What the publisher printed as scores.
    pub stated: Option<Stated>,
    /// What is said of the country as a whole, one text a paragraph.
    pub overview: Box<[Text]>,
    /// The entries by indicator.
    pub ratings: Map<IndicatorRating>,
    /// The sources by id.
    pub sources: Map<Source>,
    /// What is remarked on the document, by id.
    pub remarks: Map<Remark>,
    /// What was corrected after publication in what the file says as a whole.
    pub errata: Errata,
    /// Accepted diagnostics: code, then pointer, then reason.
    pub exceptions: Map<Map<Text>>,
}

/// Where ratings come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Transcribed from the publisher's document.
    Published,
    /// Worked out; no document at hand prints them.
    Reconstructed,
    /// Made here; no document elsewhere prints them.
    Original,
    /// Being written for an open edition.
    Draft,
}

/// How the ratings of a reconstructed assessment were worked out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Derivation {
    /// The way; there is one, `one-level-per-direction`.
    pub method: Option<Text>,
    /// The edition whose ratings and directions were used.
    pub edition: Option<Text>,
    /// The source that prints them.
    pub source: Option<Text>,
    /// What speaks for the result.
    pub evidence: Box<[Text]>,
}

/// What the publisher printed as scores; never mixed with computed ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stated {
    /// The score of this edition.
    pub score: Option<u32>,
    /// The score of the previous one.
    pub previous_score: Option<u32>,
    /// The difference of the two.
    pub difference: Option<i32>,
}

/// A remark on the document: a contradiction in it, a misprint, what was put right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Remark {
    /// The places in the file that it is about, as JSON Pointers.
    pub about: Box<[Text]>,
    /// What the document prints, word for word, if it is short.
    pub printed: Option<Text>,
    /// The remark itself.
    pub text: Option<Text>,
}

/// Under what corrections stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Corrected<'d> {
    /// The assessment as a whole.
    Whole,
    /// The entry of an indicator, by its id.
    Entry(&'d str),
    /// A source, by its id.
    Source(&'d str),
}

impl Corrected<'_> {
    /// Where the corrections stand in the file.
    pub fn pointer(self) -> Pointer {
        match self {
            Self::Whole => Pointer::of(["errata"]),
            Self::Entry(indicator) => Pointer::of(["ratings", indicator, "errata"]),
            Self::Source(source) => Pointer::of(["sources", source, "custom", "errata"]),
        }
    }
}

impl Status {
    /// All of them.
    pub const ALL: [Status; 4] = [Status::Published, Status::Reconstructed, Status::Original, Status::Draft];

    /// The id in the files.
    pub fn id(self) -> &'static str {
        match self {
            Status::Published => "published",
            Status::Reconstructed => "reconstructed",
            Status::Original => "original",
            Status::Draft => "draft",
        }
    }

    /// Whether readers have it as the result of an edition, so that it changes only by errata.
    pub fn is_given_out(self) -> bool {
        match self {
            Status::Published | Status::Original => true,
            Status::Reconstructed | Status::Draft => false,
        }
    }

    /// The status that an id of the files means.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.id() == id)
    }
}

impl Remark {
    /// Whether it is about the entry of an indicator or something in it.
    pub fn is_about(&self, indicator: &str) -> bool {
        self.about.iter().any(|pointer| {
            let pointer = Pointer::from_escaped(&**pointer);
            let mut tokens = pointer.tokens();
            tokens.next().is_some_and(|field| field == "ratings")
                && tokens.next().is_some_and(|id| id == indicator)
        })
    }
}

impl Assessment {
    /// Reads what can be read; its levels are those of a scale.
    pub fn read(json: &Json<'_>, scale: Scale) -> Self {
        Self {
            country: text(json, "country"),
            edition: text(json, "edition"),
            status: json.get("status").and_then(Json::as_str).and_then(Status::from_id),
            document: text(json, "document"),
            derivation: json.get("derivation").map(|derivation| Derivation {
                method: text(derivation, "method"),
                edition: text(derivation, "edition"),
                source: text(derivation, "source"),
                evidence: texts(derivation, "evidence"),
            }),
            stated: json.get("stated").map(|stated| Stated {
                score: number(stated, "score"),
                previous_score: number(stated, "previous_score"),
                difference: number(stated, "difference"),
            }),
            overview: texts(json, "overview"),
            ratings: map(json, "ratings", |entry| IndicatorRating::read(entry, scale)),
            sources: map(json, "sources", Source::read),
            remarks: map(json, "remarks", |remark| Remark {
                about: texts(remark, "about"),
                printed: text(remark, "printed"),
                text: text(remark, "text"),
            }),
            errata: errata(json),
            exceptions: map(json, "exceptions", |pointers| {
                pointers
                    .members()
                    .iter()
                    .filter_map(|(pointer, reason)| {
                        Some((Text::from(&**pointer), Text::from(reason.as_str()?)))
                    })
                    .collect()
            }),
        }
    }

    /// All corrections, each under what it corrects and by its day.
    pub fn corrections(&self) -> impl Iterator<Item = (Corrected<'_>, &str, &Erratum)> {
        self.all_errata().flat_map(|(of, errata)| errata.iter().map(move |(day, erratum)| (of, day, erratum)))
    }

    /// The corrections of each thing of which there are some.
    pub fn all_errata(&self) -> impl Iterator<Item = (Corrected<'_>, &Errata)> {
        let entries = self.ratings.iter().map(|(id, entry)| (Corrected::Entry(id), &entry.errata));
        let sources = self.sources.iter().map(|(id, source)| (Corrected::Source(id), &source.errata));
        let all = std::iter::once((Corrected::Whole, &self.errata)).chain(entries).chain(sources);
        all.filter(|(_, errata)| !errata.is_empty())
    }

    /// All citations in footnotes, each with the indicator, the footnote's label and its place in the footnote.
    pub fn citations(&self) -> impl Iterator<Item = (&str, &str, usize, &Citation)> {
        self.ratings.iter().flat_map(|(indicator, entry)| {
            entry.footnotes.iter().flat_map(move |(label, footnote)| {
                footnote
                    .citations
                    .iter()
                    .enumerate()
                    .map(move |(i, citation)| (indicator, label, i, citation))
            })
        })
    }
}
