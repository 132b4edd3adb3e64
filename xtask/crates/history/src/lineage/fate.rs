//! What became of what the commits did: whether it lasted, was dropped by a merge, or was done twice.

use std::collections::{BTreeMap, BTreeSet};

use typed_index_collections::{TiSlice, TiVec};

use super::Lineage;
use super::settle::{Route, Settled};
use super::side::{Sides, bit};
use super::subject::{SubjectId, SubjectOrder, SubjectPlace, Subjects};
use crate::index::{ParentIndex, RevisionIndex};

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

/// The fates of all subjects at a revision: one for most, and of some, with their parts, another.
#[derive(Debug)]
pub(super) struct Fates<'o> {
    order: &'o SubjectOrder,
    most: Fate,
    /// None has the fate that it would have without.
    some: BTreeMap<SubjectPlace, Fate>,
}

impl<'o> Fates<'o> {
    fn all(most: Fate, order: &'o SubjectOrder) -> Self {
        Self { order, most, some: BTreeMap::new() }
    }

    /// The fate of a subject.
    pub(super) fn of(&self, subject: SubjectId) -> Fate {
        self.at(self.order.place(subject))
    }

    fn at(&self, place: SubjectPlace) -> Fate {
        if self.some.is_empty() {
            return self.most;
        }
        self.order.up(place).find_map(|whole| self.some.get(&whole).copied()).unwrap_or(self.most)
    }

    /// Sets the fate of a subject, and of those of its parts that have none of their own.
    fn set(&mut self, place: SubjectPlace, fate: Fate) {
        self.some.remove(&place);
        if self.at(place) != fate {
            self.some.insert(place, fate);
        }
    }

    /// What is known by two ways: the better fate. Only the smaller of the two is gone through, and what the other has within.
    fn or(self, other: Self) -> Self {
        let size = |fates: &Self| (fates.most, fates.some.len());
        let (mut fates, added) = if size(&self) < size(&other) { (other, self) } else { (self, other) };
        let of_all = (added.most != Fate::Dropped).then(|| fates.some.iter());
        let within = added.some.keys().map(|place| fates.order.within(*place));
        let within = within.flat_map(|parts| fates.some.range(parts));
        let known = within.chain(of_all.into_iter().flatten()).chain(&added.some);
        let places: BTreeSet<SubjectPlace> = known.map(|(place, _)| *place).collect();
        let better: Vec<(SubjectPlace, Fate)> =
            places.into_iter().map(|place| (place, fates.at(place).max(added.at(place)))).collect();
        // A whole comes before its parts.
        for (place, fate) in better {
            fates.set(place, fate);
        }
        fates
    }
}

/// Tells the fates at each revision, newest first, given what the merges settled.
pub(super) fn each(
    lineage: &Lineage,
    settled: &TiSlice<RevisionIndex, Settled>,
    subjects: &Subjects,
    mut tell: impl FnMut(RevisionIndex, &Fates<'_>),
) {
    let order = subjects.order();
    let mut found: TiVec<RevisionIndex, Option<Fates<'_>>> = lineage.revisions.iter().map(|_| None).collect();
    for (place, revision) in lineage.revisions.iter_enumerated() {
        // The newest revision is in no other, and what it did stands.
        let fates = found[place].take().unwrap_or_else(|| Fates::all(Fate::Lasted, &order));
        tell(place, &fates);
        let lines = revision.parents.iter_enumerated();
        let mut lines = lines.filter_map(|(side, parent)| Some((side, parent.revision?)));
        let Some((main, before_main)) = lines.next() else { continue };
        let ways = ways(&fates, &settled[place].routes, main);
        for (side, before) in lines {
            reach(&mut found[before], through(Fates::all(Fate::Dropped, &order), &ways, side));
        }
        reach(&mut found[before_main], through(fates, &ways, main));
    }
}

/// Notes the fates at a revision, as they are known by one more way.
fn reach<'o>(found: &mut Option<Fates<'o>>, fates: Fates<'o>) {
    *found = Some(match found.take() {
        Some(known) => known.or(fates),
        None => fates,
    });
}

/// A subject with its fate at a merge, and the way by which it came.
struct Way {
    place: SubjectPlace,
    fate: Fate,
    side: ParentIndex,
    twins: Sides,
}

/// The ways of all subjects that have one of their own, wholes before their parts. A part with a fate of its own goes the way of
/// the whole; where that came by the main side and was not done on another, the part has the same fate before as well.
fn ways(fates: &Fates<'_>, routes: &[Route], main: ParentIndex) -> Vec<Way> {
    let order = fates.order;
    let routed: BTreeMap<SubjectPlace, &Route> =
        routes.iter().map(|route| (order.place(route.subject), route)).collect();
    let is_moved = |route: &Route| route.side != main || route.twins != 0;
    let moved = routed.iter().filter(|(_, route)| is_moved(route));
    let parts = moved.flat_map(|(whole, route)| {
        let parts = fates.some.range(order.within(*whole)).map(|(part, _)| *part);
        let nearest = |part: SubjectPlace| order.up(part).find(|it| routed.contains_key(it));
        parts.filter(move |part| nearest(*part) == Some(*whole)).map(|part| (part, *route))
    });
    let mut ways: Vec<Way> = routed
        .iter()
        .map(|(place, route)| (*place, *route))
        .chain(parts)
        .map(|(place, route)| Way { place, fate: fates.at(place), side: route.side, twins: route.twins })
        .collect();
    ways.sort_unstable_by_key(|way| way.place);
    ways
}

/// The fates on one side of a merge.
fn through<'o>(mut own: Fates<'o>, ways: &[Way], side: ParentIndex) -> Fates<'o> {
    for way in ways {
        let fate = if way.side == side {
            way.fate
        } else if way.twins & bit(side) != 0 {
            way.fate.min(Fate::Twin)
        } else {
            Fate::Dropped
        };
        own.set(way.place, fate);
    }
    own
}
