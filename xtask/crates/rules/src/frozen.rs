//! What of a state that readers have was changed, and which of these changes no correction records.

mod demand;

use std::collections::HashSet;
use std::sync::Arc;

use self::demand::{in_assessment, in_register};
use crate::change_context::ChangeContext;
use crate::corrections::{Correctable, leads};
use crate::renamed_ids::RenamedIds;
use bibliography::erratum::{self, Erratum, ErratumKind};
use dataset::model::assessment::{Corrected, Status};
use dataset::model::edition::Edition;
use dataset::{AssessmentFile, Dataset};
use diff::AssessmentDiff;
use diff::change::{Change, Value};
use diff::subject::{Field, IndicatorField, SourceField, Subject};
use format::diagnostic::{Edit, Location, NewValue, Report};
use format::pointer::Pointer;
use format::text::PLACEHOLDER;

/// Something under which corrections stand, before and after a change.
#[derive(Clone, Debug)]
pub(crate) struct Thing<'d> {
    /// The file, as it is called now.
    pub(crate) path: Arc<str>,
    /// Where the corrections stand in it.
    pub(crate) errata: Pointer,
    /// What it was; none if it was not there.
    pub(crate) before: Option<Correctable<'d>>,
    /// What it is.
    pub(crate) after: Correctable<'d>,
}

/// A change that readers have to be told of and are not.
#[derive(Debug)]
pub(crate) struct Unrecorded<'d> {
    /// What changed.
    pub(crate) change: &'d Change,
    /// The kind of correction that records it.
    pub(crate) kind: ErratumKind,
    /// What would have to be corrected.
    pub(crate) thing: Thing<'d>,
    /// The name of a new correction there; none if all of the day are taken.
    name: Option<String>,
}

impl<'d> Thing<'d> {
    /// Its corrections that a change brings, by their days.
    pub(crate) fn new_errata(&self) -> Vec<(&'d str, &'d Erratum)> {
        let before = self.before.map(Correctable::errata);
        let is_new = |name: &str| before.is_none_or(|before| !before.contains(name));
        let mut new: Vec<_> = self.after.errata().iter().filter(|(name, _)| is_new(name)).collect();
        new.sort_unstable_by_key(|(name, _)| *name);
        new
    }

    /// Whether new corrections of a kind record a change.
    fn records(&self, kind: ErratumKind, change: &Change) -> bool {
        let new = self.new_errata().into_iter().map(|(_, erratum)| erratum);
        // With a rating go its direction, its reasons and its evidence.
        let goes_with_rating = matches!(self.after, Correctable::Entry(_)) && kind != ErratumKind::Rating;
        if goes_with_rating && new.clone().any(|erratum| erratum.is_of(ErratumKind::Rating)) {
            return true;
        }
        let mut new = new.filter(|erratum| erratum.is_of(kind));
        if kind.is_of_values() {
            let (from, to) = (plain(change.before.as_ref()), plain(change.after.as_ref()));
            leads(new, from.as_deref(), to.as_deref())
        } else {
            new.next().is_some()
        }
    }
}

impl Unrecorded<'_> {
    /// The place of the change.
    pub(crate) fn location(&self) -> Location {
        let (_, pointer) = self.change.subject.place();
        Location::value(&self.thing.path, pointer)
    }

    /// Whether it is of the status of an edition or of an assessment that is to be written again.
    pub(crate) fn is_reopening(&self) -> bool {
        let is_of_edition = matches!(self.change.subject, Subject::Edition { .. });
        let is_draft = self.change.after == Some(Value::Status(Status::Draft));
        self.kind == ErratumKind::Status && (is_of_edition || is_draft)
    }

    /// A report of it that says what is missing, with a draft of the correction.
    pub(crate) fn report(&self, message: String) -> Report {
        let report = Report::new(self.location(), message);
        let Some(name) = &self.name else { return report };
        let members = self.draft();
        let told: Vec<String> =
            members.iter().map(|(field, text)| format!("\"{field}\": {}", quoted(text))).collect();
        let place = self.holder_in_words();
        let report = report.help(format!(
            "Record it {place}, as cargo xtask validate --fix --base REVISION does, with the reason and the note filled in: \"errata\": {{ \"{name}\": {{ {} }} }}",
            told.join(", ")
        ));
        let pointer = self.thing.errata.child(name);
        report.fix("draft the erratum", Edit::Add { pointer, value: NewValue::Group(members) })
    }

    /// The correction as far as it is known.
    fn draft(&self) -> Vec<(&'static str, String)> {
        let mut members = vec![("kind", self.kind.id().to_owned())];
        members.extend(plain(self.change.before.as_ref()).map(|from| ("from", from)));
        members.extend(plain(self.change.after.as_ref()).map(|to| ("to", to)));
        members.extend([("reason", PLACEHOLDER.to_owned()), ("note", PLACEHOLDER.to_owned())]);
        members
    }

    fn holder_in_words(&self) -> String {
        let holder = self.thing.errata.parent();
        if holder == Pointer::root() {
            "in the file".to_owned()
        } else {
            format!("under {}", holder.as_str())
        }
    }
}

/// A text as it is written in JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A value that corrections give whole, as they give it.
fn plain(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Status(status) => Some(status.id().to_owned()),
        Value::Rating(rating) => Some(rating.id().to_owned()),
        Value::Direction(direction) => Some(direction.id().to_owned()),
        Value::Text(text) => Some(text.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Assessment(_)
        | Value::Entry(_)
        | Value::Footnote(_)
        | Value::Citation(_)
        | Value::Vote(_)
        | Value::Source(_)
        | Value::Remark(_)
        | Value::Erratum(_)
        | Value::Edition(_)
        | Value::Country(_)
        | Value::Framework(_)
        | Value::Indicator(_)
        | Value::Names(_)
        | Value::Date(_)
        | Value::Texts(_)
        | Value::Name(_) => None,
    }
}

/// The changes of what readers have that no new correction records. Who asks for them asks the context, which keeps them.
pub(crate) fn unrecorded<'d>(context: &ChangeContext<'d>) -> Vec<Unrecorded<'d>> {
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
    let named = unrecorded.into_iter().filter(told).map(|(change, kind, thing)| {
        let key = |name: &str| (thing.path.clone(), thing.errata.clone(), name.to_owned());
        let is_taken = |name: &str| thing.after.errata().contains(name) || taken.contains(&key(name));
        let name = erratum::free_name(context.dated, is_taken);
        taken.extend(name.as_deref().map(key));
        Unrecorded { change, kind, thing, name }
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
