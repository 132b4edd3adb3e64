//! What commits made of one path, to be looked up by a commit to which they lead.

use std::collections::BTreeMap;
use std::ops::Range;

/// What commits made of a path. Each commit has a number, and those that come after it by main parents have the numbers that
/// follow.
#[derive(Debug)]
pub(super) struct Decisions<T> {
    all: Vec<T>,
    /// From each number on, up to the next, the decision that stands there, if any.
    stands: BTreeMap<usize, Option<usize>>,
}

impl<T> Default for Decisions<T> {
    fn default() -> Self {
        Self { all: Vec::new(), stands: BTreeMap::new() }
    }
}

impl<T> Decisions<T> {
    /// Adds what a commit made, given its number and those that follow. None of these has decided yet.
    pub(super) fn add(&mut self, numbers: Range<usize>, decision: T) {
        let before = self.place(numbers.start);
        self.stands.insert(numbers.start, Some(self.all.len()));
        self.stands.entry(numbers.end).or_insert(before);
        self.all.push(decision);
    }

    /// What stands at a commit, given its number.
    pub(super) fn at(&self, number: usize) -> Option<&T> {
        self.place(number).map(|place| &self.all[place])
    }

    /// All that was decided.
    pub(super) fn all(&self) -> impl Iterator<Item = &T> {
        self.all.iter()
    }

    fn place(&self, number: usize) -> Option<usize> {
        self.stands.range(..=number).next_back().and_then(|(_, place)| *place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_decision_stands() {
        let mut decisions = Decisions::default();
        decisions.add(2..10, "first");
        decisions.add(4..6, "on one line");
        decisions.add(6..7, "on another");
        decisions.add(5..6, "later on the one line");
        let at = |number| decisions.at(number).copied().unwrap_or("nothing");
        let all: Vec<&str> = (0..11).map(at).collect();
        assert_eq!(all[..4], ["nothing", "nothing", "first", "first"]);
        assert_eq!(all[4..7], ["on one line", "later on the one line", "on another"]);
        assert_eq!(all[7..], ["first", "first", "first", "nothing"]);
    }
}
