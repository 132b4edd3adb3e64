//! The direction of change, and the whole entry for one indicator.

pub use super::scale::{Rating, Scale};
use bibliography::citation::{Footnote, calls};
use bibliography::erratum::{Errata, errata};
use format::json::Json;
use format::values::{Map, Text, map, number, text, texts};

/// The printed direction of change since the previous edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the publisher's own names")]
pub enum Direction {
    Increase,
    Decrease,
    Unchanged,
}

impl Direction {
    /// All directions.
    pub const ALL: [Direction; 3] = [Direction::Increase, Direction::Decrease, Direction::Unchanged];

    /// The id in the files.
    pub fn id(self) -> &'static str {
        match self {
            Direction::Increase => "increase",
            Direction::Decrease => "decrease",
            Direction::Unchanged => "unchanged",
        }
    }

    /// The direction of an id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.id() == id)
    }

    /// The direction of a number of steps.
    pub fn of_steps(steps: i32) -> Self {
        match steps {
            0 => Direction::Unchanged,
            1.. => Direction::Increase,
            _ => Direction::Decrease,
        }
    }

    /// The steps that one level in this direction makes: 1, -1 or 0.
    pub fn one_level(self) -> i32 {
        match self {
            Direction::Increase => 1,
            Direction::Decrease => -1,
            Direction::Unchanged => 0,
        }
    }
}

/// The entry for one indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct IndicatorRating {
    /// The edition that the entry was carried over from, as long as nobody has confirmed it for this one.
    pub carried: Option<Text>,
    /// The level.
    pub rating: Option<Rating>,
    /// The printed direction; absent in a baseline edition.
    pub change: Option<Direction>,
    /// Why a rating moved two levels or more: `new-evidence`, `correction`, `methodology` or `reinterpretation`.
    pub reason: Option<Text>,
    /// Why the rating is what it is, one text a paragraph, with calls of footnotes as `[^label]`.
    pub rationale: Box<[Text]>,
    /// The footnotes by label.
    pub footnotes: Map<Footnote>,
    /// Recorded votes at the UN General Assembly, by document symbol.
    pub votes: Map<Vote>,
    /// What was corrected in this entry after publication.
    pub errata: Errata,
}

impl IndicatorRating {
    /// Reads what can be read; its level is one of a scale.
    pub fn read(json: &Json<'_>, scale: Scale) -> Self {
        Self {
            carried: text(json, "carried"),
            rating: json.get("rating").and_then(Json::as_str).and_then(|id| scale.rating(id)),
            change: json.get("change").and_then(Json::as_str).and_then(Direction::from_id),
            reason: text(json, "reason"),
            rationale: texts(json, "rationale"),
            footnotes: map(json, "footnotes", Footnote::read),
            votes: map(json, "votes", Vote::read),
            errata: errata(json),
        }
    }
}

impl IndicatorRating {
    /// Whether the rationale calls all the footnotes, one after the other in their order, and nothing else, as nearly all do: then
    /// no footnote is uncalled and no call leads nowhere.
    pub fn calls_in_turn(&self) -> bool {
        self.rationale.iter().flat_map(|text| calls(text)).map(|(label, _)| label).eq(self.footnotes.ids())
    }
}

/// A recorded vote at the UN General Assembly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Vote {
    /// The title of the resolution.
    pub title: Option<Text>,
    /// The year the document prints for it.
    pub year: Option<u32>,
    /// How the country voted: `yes`, `no`, `abstain`, `did-not-vote`, `adopted-without-vote`.
    pub vote: Option<Text>,
}

impl Vote {
    /// Reads what can be read.
    pub fn read(json: &Json<'_>) -> Self {
        Self { title: text(json, "title"), year: number(json, "year"), vote: text(json, "vote") }
    }
}
