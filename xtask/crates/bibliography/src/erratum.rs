//! A correction after publication, kept by its day under what it corrects.

use crate::citation::Citation;
use crate::date::Day;
use format::json::Json;
use format::values::{Map, Text, list, map, text};

/// Corrections by their days, each as [`day`] reads it.
pub type Errata = Map<Erratum>;

/// What is corrected. What can be corrected of which thing is told where corrections are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErratumKind {
    /// A level.
    Rating,
    /// A printed direction.
    Change,
    /// The words of a reasoning.
    Rationale,
    /// A footnote, or what is said of a source.
    Citation,
    /// The overview of an assessment.
    Overview,
    /// A printed score.
    Stated,
    /// The status of an edition or an assessment.
    Status,
    /// A whole assessment, which came after its edition was closed.
    Added,
    /// A title.
    Title,
    /// A date of an edition.
    Date,
    /// The name of a country.
    Name,
    /// The area of an indicator.
    Area,
    /// The points of a level.
    Points,
    /// The way of scoring.
    Scoring,
    /// Anything else.
    Other,
}

/// A correction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Erratum {
    /// What was corrected, in a word.
    pub kind: Option<Text>,
    /// What stood there.
    pub from: Option<Text>,
    /// What stands there now.
    pub to: Option<Text>,
    /// Why, in a word.
    pub reason: Option<Text>,
    /// What was wrong, in a sentence.
    pub note: Option<Text>,
    /// The evidence.
    pub citations: Box<[Citation]>,
}

impl ErratumKind {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Rating,
        Self::Change,
        Self::Rationale,
        Self::Citation,
        Self::Overview,
        Self::Stated,
        Self::Status,
        Self::Added,
        Self::Title,
        Self::Date,
        Self::Name,
        Self::Area,
        Self::Points,
        Self::Scoring,
        Self::Other,
    ];

    /// The id in the files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Rating => "rating",
            Self::Change => "change",
            Self::Rationale => "rationale",
            Self::Citation => "citation",
            Self::Overview => "overview",
            Self::Stated => "stated",
            Self::Status => "status",
            Self::Added => "added",
            Self::Title => "title",
            Self::Date => "date",
            Self::Name => "name",
            Self::Area => "area",
            Self::Points => "points",
            Self::Scoring => "scoring",
            Self::Other => "other",
        }
    }

    /// The kind that an id of the files means.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Whether corrections of it give whole values, and not parts of what is said.
    pub fn is_of_values(self) -> bool {
        match self {
            Self::Rating
            | Self::Change
            | Self::Stated
            | Self::Status
            | Self::Title
            | Self::Date
            | Self::Name
            | Self::Area
            | Self::Points => true,
            Self::Rationale | Self::Citation | Self::Overview | Self::Added | Self::Scoring | Self::Other => {
                false
            }
        }
    }

    /// Whether wording alone can be corrected by it.
    pub fn is_of_words(self) -> bool {
        match self {
            Self::Title
            | Self::Name
            | Self::Rationale
            | Self::Citation
            | Self::Overview
            | Self::Scoring
            | Self::Other => true,
            Self::Rating
            | Self::Change
            | Self::Stated
            | Self::Status
            | Self::Added
            | Self::Date
            | Self::Area
            | Self::Points => false,
        }
    }
}

impl Erratum {
    /// Whether it is of a kind.
    pub fn is_of(&self, kind: ErratumKind) -> bool {
        self.kind.as_deref() == Some(kind.id())
    }

    /// Reads what can be read.
    pub fn read(json: &Json<'_>) -> Self {
        Self {
            kind: text(json, "kind"),
            from: text(json, "from"),
            to: text(json, "to"),
            reason: text(json, "reason"),
            note: text(json, "note"),
            citations: list(json, "citations", Citation::read),
        }
    }
}

/// Reads the corrections of what an object describes.
pub fn errata(json: &Json<'_>) -> Errata {
    map(json, "errata", Erratum::read)
}

/// The day of a correction, from its name: `2026-11-20`, or `2026-11-20-2` for the second of one thing on that day. None if
/// there is no such day.
pub fn day(name: &str) -> Option<Day> {
    let day = name.get(..10)?;
    let number = &name[10..];
    let is_number =
        number.is_empty() || matches!(number.as_bytes(), [b'-', figure] if (b'2'..=b'9').contains(figure));
    is_number.then(|| Day::parse(day).ok()).flatten()
}

/// The name of a new correction of a day, where some names are taken. None if all are.
pub fn free_name(day: Day, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let names = std::iter::once(day.to_string()).chain((2..=9).map(|number| format!("{day}-{number}")));
    names.into_iter().find(|name| !is_taken(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_days_with_a_number() {
        for name in ["2026-11-20", "2026-11-20-2", "2026-11-20-9"] {
            assert_eq!(day(name).map(|day| day.to_string()).as_deref(), Some("2026-11-20"), "{name}");
        }
        for name in
            ["", "2026-11", "2026-02-30", "2026-11-20-1", "2026-11-20-10", "2026-11-20x", "2026-11-2é"]
        {
            assert_eq!(day(name), None, "{name}");
        }
        let today = day("2026-11-20").expect("a day");
        assert_eq!(free_name(today, |name| name == "2026-11-20").as_deref(), Some("2026-11-20-2"));
        assert_eq!(free_name(today, |_| true), None);
    }
}
