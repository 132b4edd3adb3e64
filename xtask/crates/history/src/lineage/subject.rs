//! What changes are about, each with a number, so that it is quickly told whether one is the other or is part of it.

use std::collections::HashMap;
use std::ops::Range;

use derive_more::{From, Into};
use typed_index_collections::{TiVec, ti_vec};

use super::names::Names;
use bibliography::citation::Citation;
use diff::change::{Change, ChangeKind, Value};
use diff::subject::{Field, FootnoteField, IndicatorField, Subject};
use format::values::Text;

/// A subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, From, Into)]
pub(super) struct SubjectId(usize);

/// The place of a subject in [`SubjectOrder`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, From, Into)]
pub(super) struct SubjectPlace(usize);

/// The whole file.
pub(super) const FILE: SubjectId = SubjectId(0);

/// What stands for the name of a subject, as a part of it; no key of a file is so.
const NAME: &str = "\u{0}name";

/// A trace that a commit left on a subject, and what it did, in short: the same is the same.
pub(super) type Mark = (SubjectId, u64);

/// All subjects that were met.
#[derive(Debug)]
pub(super) struct Subjects {
    wholes: TiVec<SubjectId, Option<SubjectId>>,
    known: HashMap<(SubjectId, Text), SubjectId>,
}

/// All subjects in an order in which the parts of each follow right after it, so that they are found without a search.
#[derive(Debug)]
pub(super) struct SubjectOrder {
    places: TiVec<SubjectId, SubjectPlace>,
    /// What each subject is a part of, and where its own parts end.
    wholes: TiVec<SubjectPlace, Option<SubjectPlace>>,
    ends: TiVec<SubjectPlace, SubjectPlace>,
}

impl SubjectOrder {
    /// The place of a subject.
    pub(super) fn place(&self, subject: SubjectId) -> SubjectPlace {
        self.places[subject]
    }

    /// The place of a subject, then that of what it is a part of, and so on.
    pub(super) fn up(&self, place: SubjectPlace) -> impl Iterator<Item = SubjectPlace> + '_ {
        std::iter::successors(Some(place), |place| self.wholes[*place])
    }

    /// The places of the parts of a subject.
    pub(super) fn within(&self, place: SubjectPlace) -> Range<SubjectPlace> {
        SubjectPlace(place.0 + 1)..self.ends[place]
    }
}

/// What a change is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct About {
    /// That which came to be what it is.
    pub(super) subject: SubjectId,
    /// That which went for it, where it has no name of its own.
    pub(super) gone: Option<SubjectId>,
}

impl Subjects {
    /// Nothing but the file.
    pub(super) fn new() -> Self {
        Self { wholes: ti_vec![None], known: HashMap::new() }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.wholes.len()
    }

    /// A subject, then what it is a part of, and so on up to the file.
    pub(super) fn up(&self, subject: SubjectId) -> impl Iterator<Item = SubjectId> + '_ {
        std::iter::successors(Some(subject), |subject| self.wholes[*subject])
    }

    /// The subject among some, in the order of their numbers, that another is, or is part of.
    pub(super) fn covering(&self, some: &[SubjectId], subject: SubjectId) -> Option<SubjectId> {
        self.up(subject).find(|whole| some.binary_search(whole).is_ok())
    }

    /// The order of all subjects that were met so far.
    pub(super) fn order(&self) -> SubjectOrder {
        let count = self.wholes.len();
        // A whole was met before its parts.
        let mut sizes: TiVec<SubjectId, usize> = ti_vec![1; count];
        for subject in self.wholes.keys().rev() {
            if let Some(whole) = self.wholes[subject] {
                sizes[whole] += sizes[subject];
            }
        }
        let mut places: TiVec<SubjectId, SubjectPlace> = TiVec::with_capacity(count);
        let mut free: TiVec<SubjectId, SubjectPlace> = TiVec::with_capacity(count);
        let (mut wholes, mut ends) = (ti_vec![None; count], ti_vec![SubjectPlace(0); count]);
        for (whole, size) in self.wholes.iter().zip(sizes) {
            let place = whole.map_or(SubjectPlace(0), |whole| free[whole]);
            if let Some(whole) = *whole {
                free[whole].0 += size;
                wholes[place] = Some(places[whole]);
            }
            ends[place] = SubjectPlace(place.0 + size);
            places.push(place);
            free.push(SubjectPlace(place.0 + 1));
        }
        SubjectOrder { places, wholes, ends }
    }

    /// What a change is about.
    pub(super) fn about(&mut self, change: &Change, names: &Names) -> About {
        let (_, pointer) = change.subject.place();
        let subject = pointer.tokens().fold(FILE, |whole, token| self.part(whole, &token));
        if change.manner() == ChangeKind::Renamed {
            return About { subject: self.part(subject, NAME), gone: None };
        }
        if !has_no_name(&change.subject) {
            return About { subject, gone: None };
        }
        let mut known_by =
            |value: &Option<Value>| value.as_ref().map(|value| self.part(subject, &content(value, names)));
        let (gone, come) = (known_by(&change.before), known_by(&change.after));
        match come {
            Some(come) => About { subject: come, gone },
            None => About { subject: gone.unwrap_or(subject), gone: None },
        }
    }

    /// The rating of an indicator.
    pub(super) fn rating(&mut self, indicator: &str) -> SubjectId {
        ["ratings", indicator, "rating"].into_iter().fold(FILE, |whole, token| self.part(whole, token))
    }

    /// By what it is judged whether a change lasted: that of a whole entry by its rating, which is what people ask about.
    pub(super) fn core(&self, change: &Change, subject: SubjectId) -> SubjectId {
        let is_entry = matches!(
            &change.subject,
            Subject::Assessment { field: Field::Indicator { field: IndicatorField::Whole, .. }, .. }
        );
        let rating = self.known.get(&(subject, "rating".into())).filter(|_| is_entry);
        rating.copied().unwrap_or(subject)
    }

    fn part(&mut self, whole: SubjectId, token: &str) -> SubjectId {
        let next = self.wholes.next_key();
        let subject = *self.known.entry((whole, token.into())).or_insert(next);
        if subject == next {
            self.wholes.push(Some(whole));
        }
        subject
    }
}

/// Whether what a change is about has no name of its own and is known by what it says.
pub(super) fn has_no_name(subject: &Subject) -> bool {
    match subject {
        Subject::Assessment { field, .. } => matches!(
            field,
            Field::Indicator { field: IndicatorField::Footnote { field: FootnoteField::Citation, .. }, .. }
        ),
        Subject::Edition { .. }
        | Subject::Country { .. }
        | Subject::About { .. }
        | Subject::Framework { .. } => false,
    }
}

/// What something without a name says, its sources by their newest names.
fn content(value: &Value, names: &Names) -> String {
    let newest = |citation: &Citation| Citation {
        source: citation.source.as_deref().map(|source| names.source(source).into()),
        ..citation.clone()
    };
    if let Value::Citation(citation) = value {
        return format!("{:?}", newest(citation));
    }
    format!("{value:?}")
}
