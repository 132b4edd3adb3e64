//! A set of places that is asked whether something in it is at, in or around a place.

use std::borrow::Borrow;

use super::Pointer;

/// Pointers, each once, in an order in which what lies within a place stands directly behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(Vec<Pointer>);

impl Places {
    /// Whether a place, or something that holds it, is in the set.
    pub fn hold(&self, place: &Pointer) -> bool {
        let text = place.as_str();
        let ends = text.match_indices('/').map(|(at, _)| at).chain([text.len()]);
        let mut holders = ends.map(|end| &text[..end]);
        !self.0.is_empty()
            && holders.any(|holder| self.0.binary_search_by(|other| order(other.as_str(), holder)).is_ok())
    }

    /// Whether a place, or something in it, is in the set.
    pub fn are_in(&self, place: &Pointer) -> bool {
        let next = self.0.partition_point(|other| order(other.as_str(), place.as_str()).is_lt());
        self.0.get(next).is_some_and(|other| other.is_within(place))
    }

    /// Whether a place, something in it, or something that holds it is in the set.
    pub fn touch(&self, place: &Pointer) -> bool {
        self.hold(place) || self.are_in(place)
    }

    /// Whether this very place is in the set.
    pub fn contains(&self, place: &Pointer) -> bool {
        self.0.binary_search_by(|other| order(other.as_str(), place.as_str())).is_ok()
    }

    /// The places, by their tokens.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Pointer> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<P: Borrow<Pointer>> FromIterator<P> for Places {
    fn from_iter<I: IntoIterator<Item = P>>(places: I) -> Self {
        let mut places: Vec<Pointer> = places.into_iter().map(|place| place.borrow().clone()).collect();
        places.sort_unstable_by(|one, other| order(one.as_str(), other.as_str()));
        places.dedup();
        Self(places)
    }
}

/// By tokens: the sign between them comes before every other.
fn order(one: &str, other: &str) -> std::cmp::Ordering {
    let key = |byte: u8| if byte == b'/' { 0 } else { u16::from(byte) + 1 };
    one.bytes().map(key).cmp(other.bytes().map(key))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The set answers as a look at every place in it does.
        #[test]
        fn answers_as_a_search_does(
            set in proptest::collection::vec("(/[ab!0~]{0,2}){0,3}", 0..12),
            asked in "(/[ab!0~]{0,2}){0,3}",
        ) {
            let set: Vec<Pointer> = set.into_iter().map(Pointer::from_escaped).collect();
            let asked = Pointer::from_escaped(asked);
            let places: Places = set.iter().collect();
            prop_assert_eq!(places.hold(&asked), set.iter().any(|place| asked.is_within(place)));
            prop_assert_eq!(places.are_in(&asked), set.iter().any(|place| place.is_within(&asked)));
            prop_assert_eq!(places.contains(&asked), set.contains(&asked));
        }
    }
}
