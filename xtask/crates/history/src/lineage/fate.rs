//! What became of what the commits did: whether it lasted, was dropped by a merge, or was done twice.

use std::collections::HashMap;

use super::Lineage;
use super::settle::{Route, Settled};
use super::side::{Sides, bit};
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
        let ways = ways(&fates, &settled[place].routes, things);
        for (side, before) in lines {
            reach(before, through(Fates::all(Fate::Dropped), &ways, side, things));
        }
        reach(before_main, through(fates, &ways, main, things));
    }
}

/// A thing with its fate at a merge, and the way by which it came.
struct Way {
    thing: Thing,
    fate: Fate,
    side: usize,
    twins: Sides,
}

/// The ways of all things that have one of their own. A part with a fate of its own goes the way of the whole.
fn ways(fates: &Fates, routes: &[Route], things: &Things) -> Vec<Way> {
    if routes.is_empty() {
        return Vec::new();
    }
    let by_thing: HashMap<Thing, &Route> = routes.iter().map(|route| (route.thing, route)).collect();
    let parts = fates.some.keys().filter(|thing| !by_thing.contains_key(*thing));
    let parts = parts.filter_map(|part| {
        let route = things.up(*part).find_map(|whole| by_thing.get(&whole))?;
        Some((*part, *route))
    });
    let all = routes.iter().map(|route| (route.thing, route)).chain(parts);
    let way = |(thing, route): (Thing, &Route)| Way {
        thing,
        fate: fates.of(thing, things),
        side: route.side,
        twins: route.twins,
    };
    all.map(way).collect()
}

/// The fates on one side of a merge.
fn through(mut own: Fates, ways: &[Way], side: usize, things: &Things) -> Fates {
    if ways.is_empty() {
        return own;
    }
    for way in ways {
        let fate = if way.side == side {
            way.fate
        } else if way.twins & bit(side) != 0 {
            way.fate.min(Fate::Twin)
        } else {
            Fate::Dropped
        };
        own.some.insert(way.thing, fate);
    }
    let is_told = |thing: Thing| {
        let whole = things.up(thing).skip(1).find_map(|whole| own.some.get(&whole));
        own.some.get(&thing) != Some(whole.unwrap_or(&own.most))
    };
    let some = own.some.iter().filter(|(thing, _)| is_told(**thing));
    Fates { most: own.most, some: some.map(|(thing, fate)| (*thing, *fate)).collect() }
}
