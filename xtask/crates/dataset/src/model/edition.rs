//! The published rounds, with what is known of their dates.

use bibliography::erratum::{Errata, errata};
use format::json::Json;
use format::values::{Map, Text, map, text, texts};

/// The register of editions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editions {
    /// The editions, in order of time.
    pub editions: Map<Edition>,
}

/// A published round of assessments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// Its title.
    pub title: Option<Text>,
    /// Whether assessments are still being written for it: `open` or `closed`.
    pub status: Option<Text>,
    /// The id of the instrument it used.
    pub framework: Option<Text>,
    /// The edition before it; absent in a baseline.
    pub previous: Option<Text>,
    /// The codes of the countries that are to be assessed in it, if that is settled.
    pub countries: Box<[Text]>,
    /// The date as of which it assesses: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub as_of: Option<Text>,
    /// The date of publication, in the same forms.
    pub published: Option<Text>,
    /// The date up to which evidence counts, in the same forms.
    pub evidence_until: Option<Text>,
    /// What else is to be known.
    pub note: Option<Text>,
    /// What was corrected in this entry after the edition was closed.
    pub errata: Errata,
}

impl Edition {
    /// The status of an edition that changes by errata alone.
    pub const CLOSED: &str = "closed";

    /// Whether it is closed.
    pub fn is_closed(&self) -> bool {
        self.status.as_deref() == Some(Self::CLOSED)
    }
}

impl Editions {
    /// Reads what can be read.
    pub fn read(json: &Json<'_>) -> Self {
        Self {
            editions: map(json, "editions", |edition| Edition {
                title: text(edition, "title"),
                status: text(edition, "status"),
                framework: text(edition, "framework"),
                previous: text(edition, "previous"),
                countries: texts(edition, "countries"),
                as_of: text(edition, "as_of"),
                published: text(edition, "published"),
                evidence_until: text(edition, "evidence_until"),
                note: text(edition, "note"),
                errata: errata(edition),
            }),
        }
    }
}
