//! What became of what the commits did: whether it lasted, was dropped by a merge, or was done twice.

use std::collections::HashMap;

use super::Lineage;
use super::settle::{Settled, bit};
use super::thing::{Thing, Things};

/// What became of something that a commit did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// A merge took another side.
    Dropped,
    /// It was done on another side as well, by which it is told.
    Twin,
    /// It stands, or what stands came after it.
    Lasted,
}

/// The fates of all things at a passage: one for most, and of some, with their parts, another.
#[derive(Clone, Debug)]
pub(super) struct Fates {
    most: Fate,
    some: HashMap<Thing, Fate>,
}

impl Fates {
    fn all(most: Fate) -> Self {
        Self { most, some: HashMap::new() }
    }

    /// The fate of a thing.
    pub(super) fn of(&self, thing: Thing, things: &Things) -> Fate {
        if self.some.is_empty() {
            return self.most;
        }
        things.up(thing).find_map(|whole| self.some.get(&whole).copied()).unwrap_or(self.most)
    }

    /// What is known by two ways: the better fate.
    fn or(self, other: Self, things: &Things) -> Self {
        if self.some.is_empty() && other.some.is_empty() {
            return Self::all(self.most.max(other.most));
        }
        let most = self.most.max(other.most);
        let all = self.some.keys().chain(other.some.keys()).copied();
        let some: HashMap<Thing, Fate> =
            all.map(|thing| (thing, self.of(thing, things).max(other.of(thing, things)))).collect();
        let is_told = |thing: Thing, fate: Fate| {
            fate != most || things.up(thing).skip(1).any(|whole| some.contains_key(&whole))
        };
        let told: HashMap<Thing, Fate> = some
            .iter()
            .filter(|(thing, fate)| is_told(**thing, **fate))
            .map(|(thing, fate)| (*thing, *fate))
            .collect();
        Self { most, some: told }
    }
}

/// Tells the fates at each passage, newest first, given what the merges settled.
pub(super) fn each(
    lineage: &Lineage,
    settled: &[Settled],
    things: &Things,
    mut tell: impl FnMut(usize, &Fates),
) {
    let mut found: Vec<Option<Fates>> = lineage.passages.iter().map(|_| None).collect();
    for (place, passage) in lineage.passages.iter().enumerate() {
        // The newest passage is in no other, and what it did stands.
        let fates = found[place].take().unwrap_or_else(|| Fates::all(Fate::Lasted));
        tell(place, &fates);
        let lines = passage.parents.iter().enumerate();
        let mut lines = lines.filter_map(|(side, parent)| Some((side, parent.passage?)));
        let Some((main, before_main)) = lines.next() else { continue };
        let mut reach = |before: usize, own: Fates| {
            let known: Option<Fates> = found[before].take();
            found[before] = Some(if let Some(known) = known { known.or(own, things) } else { own });
        };
        for (side, before) in lines {
            reach(
                before,
                through(
                    Fates::all(Fate::Dropped),
                    |thing| fates.of(thing, things),
                    side,
                    &settled[place],
                    things,
                ),
            );
        }
        let routes: HashMap<Thing, Fate> =
            settled[place].routes.iter().map(|route| (route.thing, fates.of(route.thing, things))).collect();
        let at_merge = |thing: Thing| routes.get(&thing).copied().unwrap_or(Fate::Dropped);
        reach(before_main, through(fates, at_merge, main, &settled[place], things));
    }
}

/// The fates on one side of a merge.
fn through(
    mut own: Fates,
    at_merge: impl Fn(Thing) -> Fate,
    side: usize,
    settled: &Settled,
    things: &Things,
) -> Fates {
    for route in &settled.routes {
        let fate = if route.side == side {
            at_merge(route.thing)
        } else if route.twins & bit(side) != 0 {
            at_merge(route.thing).min(Fate::Twin)
        } else {
            Fate::Dropped
        };
        if own.of(route.thing, things) != fate {
            own.some.insert(route.thing, fate);
        }
    }
    own
}
