//! What of a state that readers have was changed, and which of these changes no correction records.

mod demand;

use std::collections::HashSet;
use std::sync::Arc;

pub(crate) use self::demand::is_used;
use self::demand::{in_assessment, in_register};
use crate::change_context::ChangeContext;
use crate::corrections::Correctable;
use crate::renamed_ids::RenamedIds;
use crate::unrecorded::{Thing, Unrecorded};
use bibliography::erratum::{self, ErratumKind};
use dataset::model::assessment::{Corrected, Status};
use dataset::model::edition::Edition;
use dataset::schema::Kind;
use dataset::{AssessmentFile, Dataset};
use diff::AssessmentDiff;
use diff::change::{Change, Value};
use diff::subject::{Field, IndicatorField, SourceField, Subject};
use format::pointer::Pointer;

/// The changes of what readers have that no new correction records; they are looked for once.
pub(crate) fn unrecorded<'c, 'd>(context: &'c ChangeContext<'d>) -> &'c [Unrecorded<'d>] {
    context.unrecorded.get_or_init(|| found(context))
}

fn found<'d>(context: &ChangeContext<'d>) -> Vec<Unrecorded<'d>> {
    let mut found: Vec<(&'d Change, ErratumKind, Thing<'d>)> = Vec::new();
    for diff in &context.diff.assessments {
        let Some(after) = diff.after else { continue };
        let is_had = match diff.before {
            Some(before) => is_had_by_readers(context.before, before),
            None => is_closed(context.before, context.renamed.editions.before(&after.edition)),
        };
        if !is_had {
            continue;
        }
        let old = OldNames::of(diff);
        for change in &diff.changes {
            let Subject::Assessment { field, .. } = &change.subject else { continue };
            let Some((corrected, kind)) = in_assessment(context, change, field) else { continue };
            let Some(thing) = old.thing(diff.before, after, corrected) else { continue };
            // A correction with a fault of its own may be the one.
            if !after.is_damaged(&thing.errata) {
                found.push((change, kind, thing));
            }
        }
    }
    for change in &context.diff.registers {
        found.extend(in_register(context, change).map(|(kind, thing)| (change, kind, thing)));
    }
    let mut taken: HashSet<(Arc<str>, Pointer, String)> = HashSet::new();
    let mut asked: HashSet<(Arc<str>, Pointer, ErratumKind)> = HashSet::new();
    let unrecorded = found.into_iter().filter(|(change, kind, thing)| {
        // One correction is enough for all words of a kind.
        let is_first = asked.insert((thing.path.clone(), thing.errata.clone(), *kind));
        (is_first || kind.is_of_values()) && !thing.records(*kind, change)
    });
    let unrecorded: Vec<_> = unrecorded.collect();
    let place = |thing: &Thing<'_>| (thing.path.clone(), thing.errata.clone());
    let of_rating = unrecorded.iter().filter(|(_, kind, _)| *kind == ErratumKind::Rating);
    let moved: HashSet<_> = of_rating.map(|(_, _, thing)| place(thing)).collect();
    // What goes with a rating is recorded with it.
    let told = |(_, kind, thing): &(&Change, ErratumKind, Thing<'_>)| {
        *kind == ErratumKind::Rating || !moved.contains(&place(thing))
    };
    let mut told: Vec<_> = unrecorded.into_iter().filter(told).collect();
    // They are told in the order of the file, and the first that is told begins with the day.
    told.sort_by_cached_key(|(change, _, thing)| {
        let (_, place) = change.subject.place();
        // What is gone is told of what held it.
        let shown = if change.after.is_none() { place.parent() } else { place.clone() };
        let shape = Kind::of(&thing.path).map(|kind| kind.schema().shape());
        (shape.map(|shape| shape.ranks(&shown)), place)
    });
    let mut begun = HashSet::new();
    let named = told.into_iter().map(|(change, kind, thing)| {
        let key = |name: &str| (thing.path.clone(), thing.errata.clone(), name.to_owned());
        let is_taken = |name: &str| thing.after.errata().contains(name) || taken.contains(&key(name));
        let name = erratum::free_name(context.dated, is_taken);
        let is_first = begun.insert(place(&thing));
        let has_others = !is_first || !thing.after.errata().is_empty();
        taken.extend(name.as_deref().map(key));
        Unrecorded { change, kind, thing, name, has_others }
    });
    named.collect()
}

/// Whether readers have an assessment as the result of an edition: it is given out as that, its edition is closed, or it was
/// published once and is being worked on again.
pub(crate) fn is_had_by_readers(state: &Dataset, file: &AssessmentFile) -> bool {
    let is_draft = file.data.status == Some(Status::Draft);
    let was_published = file.data.errata.values().any(|erratum| erratum.is_of(ErratumKind::Status));
    was_published
        || file.data.status.is_some_and(Status::is_given_out)
        || (!is_draft && is_closed(state, &file.edition))
}

/// Whether an edition is closed in a state.
pub(crate) fn is_closed(state: &Dataset, edition: &str) -> bool {
    state.edition(edition).is_some_and(Edition::is_closed)
}

/// What was called otherwise before, by its new name.
#[derive(Debug, Default)]
pub(crate) struct OldNames<'d> {
    entries: RenamedIds<'d>,
    sources: RenamedIds<'d>,
}

impl<'d> OldNames<'d> {
    /// Those of an assessment.
    pub(crate) fn of(diff: &'d AssessmentDiff<'_>) -> Self {
        let mut names = Self::default();
        for change in &diff.changes {
            let (Subject::Assessment { field, .. }, Some(Value::Name(old))) =
                (&change.subject, &change.before)
            else {
                continue;
            };
            if let Field::Indicator { indicator, field: IndicatorField::Id } = field {
                names.entries.insert(old, indicator);
            } else if let Field::Source { source, field: SourceField::Id } = field {
                names.sources.insert(old, source);
            }
        }
        names
    }

    /// What something is called now.
    pub(crate) fn now<'n>(&'n self, old: Corrected<'n>) -> Corrected<'n> {
        match old {
            Corrected::Whole => Corrected::Whole,
            Corrected::Entry(id) => Corrected::Entry(self.entries.now(id)),
            Corrected::Source(id) => Corrected::Source(self.sources.now(id)),
        }
    }

    /// What a source was called before.
    pub(crate) fn source<'n>(&'n self, id: &'n str) -> &'n str {
        self.sources.before(id)
    }

    /// Something of an assessment, in both states; none where it is not there any more.
    pub(crate) fn thing(
        &self,
        before: Option<&'d AssessmentFile>,
        after: &'d AssessmentFile,
        corrected: Corrected<'_>,
    ) -> Option<Thing<'d>> {
        let old = match corrected {
            Corrected::Whole => Corrected::Whole,
            Corrected::Entry(id) => Corrected::Entry(self.entries.before(id)),
            Corrected::Source(id) => Corrected::Source(self.source(id)),
        };
        Some(Thing {
            path: after.path.clone(),
            errata: corrected.pointer(),
            before: before.and_then(|before| Correctable::of(&before.data, old)),
            after: Correctable::of(&after.data, corrected)?,
        })
    }
}
