//! The direction of change, and the whole entry for one indicator.

pub use super::scale::{Rating, Scale};
use bibliography::citation::Footnote;
use bibliography::erratum::{Errata, errata};
use format::json::Json;
use format::values::{Map, Text, map, number, text, texts};
use memchr::{memchr, memchr2};

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
    /// Whether the rationale surely calls all the footnotes, one after the other in their order, and nothing else, as nearly all do:
    /// then no footnote is uncalled and no call leads nowhere.
    pub fn calls_in_turn(&self) -> bool {
        let mut labels = self.footnotes.ids();
        let mut calls_next = |text: &Text| {
            let mut rest = text.as_bytes();
            while let Some(bracket) = memchr(b'[', rest) {
                rest = &rest[bracket + 1..];
                let Some(call) = rest.strip_prefix(b"^") else { continue };
                let label = labels.next().unwrap_or_default().as_bytes();
                match call.split_at_checked(label.len()) {
                    Some((called, [b']', behind @ ..])) if is_label(label) && called == label => {
                        rest = behind;
                    }
                    Some(_) | None => return false,
                }
            }
            true
        };
        self.rationale.iter().all(&mut calls_next) && labels.next().is_none()
    }
}

/// Whether something can be called by a label.
fn is_label(label: &[u8]) -> bool {
    !label.is_empty() && memchr2(b'[', b']', label).is_none()
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

#[cfg(test)]
mod tests {
    use super::*;
    use bibliography::citation::calls;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    const PARTS: &[&str] = &["a", "b", " ", "[", "[^", "]", "[^a]", "[^b]", "[^ab]", "[^", "^", "é", "[^]"];

    fn entry(texts: &[&str], labels: &[&str]) -> IndicatorRating {
        IndicatorRating {
            rationale: texts.iter().map(|text| Text::from(*text)).collect(),
            footnotes: labels.iter().map(|label| (Text::from(*label), Footnote::default())).collect(),
            ..IndicatorRating::default()
        }
    }

    #[test]
    fn footnotes_are_called_in_turn_or_not() {
        for (texts, labels, are_in_turn) in [
            (&["One.[^a] Two [sic].[^b-2]", "Three.[^c]"][..], &["a", "b-2", "c"][..], true),
            (&["None."], &[], true),
            (&[], &[], true),
            (&["One.[^b][^a]"], &["a", "b"], false),
            (&["One.[^a] Two.[^a]"], &["a"], false),
            (&["One.[^a]"], &["a", "b"], false),
            (&["One.[^a][^b]"], &["a"], false),
            // A label ends at its bracket.
            (&["One.[^a]]"], &["a]"], false),
        ] {
            assert_eq!(entry(texts, labels).calls_in_turn(), are_in_turn, "{texts:?}");
        }
    }

    proptest! {
        /// What calls its footnotes in turn calls just these.
        #[test]
        fn calls_in_turn_are_calls(
            texts in vec(vec(select(PARTS), 0..6), 0..3),
            labels in vec(select(&["a", "b", "ab", "a]", "[^b", ""][..]), 0..4),
        ) {
            let texts: Vec<String> = texts.iter().map(|parts| parts.concat()).collect();
            let texts: Vec<&str> = texts.iter().map(|text| &**text).collect();
            let called: Vec<&str> = texts.iter().flat_map(|text| calls(text)).map(|(label, _)| label).collect();
            for mut labels in [labels, called.clone()] {
                labels.dedup();
                prop_assert!(!entry(&texts, &labels).calls_in_turn() || called == labels, "{labels:?}");
            }
        }
    }
}
