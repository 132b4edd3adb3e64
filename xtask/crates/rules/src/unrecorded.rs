//! A change of what readers have that no correction records, and the correction that would record it.

use std::sync::Arc;

use crate::corrections::{Correctable, leads};
use bibliography::erratum::{Erratum, ErratumKind};
use dataset::model::assessment::Status;
use diff::change::{Change, Value};
use diff::subject::Subject;
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
    pub(crate) name: Option<String>,
    /// Whether others stand or are asked for there, beside which it has to be put.
    pub(crate) has_others: bool,
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
    pub(crate) fn records(&self, kind: ErratumKind, change: &Change) -> bool {
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
        if let (Some(day), Some(from)) = (self.misstated(), plain(self.change.before.as_ref())) {
            let place = Location::value(&self.thing.path, self.thing.errata.child(day).child("from"));
            let report = Report::new(place, message).related(self.location(), "the change");
            return report.help(format!("Write \"from\": {}.", quoted(&from)));
        }
        let report = Report::new(self.location(), message);
        let Some(name) = &self.name else { return report };
        let members = self.draft();
        let told = written_members(&members);
        let open = if self.rests_on_evidence() {
            "the reason, the note and the source"
        } else {
            "the reason and the note"
        };
        let place = self.holder_in_words();
        let beside = if self.has_others { ", in one group with the other errata there" } else { "" };
        let report = report.help(format!(
            "Record it {place}{beside}, as the same command with --fix does, with {open} filled in: \"errata\": {{ \"{name}\": {{ {told} }} }}"
        ));
        let pointer = self.thing.errata.child(name);
        report.fix("draft the erratum", Edit::Add { pointer, value: NewValue::Group(members) })
    }

    /// The day of a new correction that is meant for this change, and says of it that something else stood there before.
    fn misstated(&self) -> Option<&str> {
        let to = plain(self.change.after.as_ref()).filter(|_| self.kind.is_of_values())?;
        let new = self.thing.new_errata().into_iter().filter(|(_, erratum)| erratum.is_of(self.kind));
        let mut near =
            new.filter(|(_, erratum)| erratum.from.is_some() && erratum.to.as_deref() == Some(&*to));
        near.next().filter(|_| near.next().is_none()).map(|(day, _)| day)
    }

    /// The correction as far as it is known.
    fn draft(&self) -> Vec<(&'static str, NewValue)> {
        let open = || NewValue::Text(PLACEHOLDER.to_owned());
        let mut members = vec![("kind", NewValue::Text(self.kind.id().to_owned()))];
        members.extend(plain(self.change.before.as_ref()).map(|from| ("from", NewValue::Text(from))));
        members.extend(plain(self.change.after.as_ref()).map(|to| ("to", NewValue::Text(to))));
        members.extend([("reason", open()), ("note", open())]);
        if self.rests_on_evidence() {
            let citation = NewValue::Group(vec![("source", open())]);
            members.push(("citations", NewValue::List(vec![citation])));
        }
        members
    }

    /// Whether its correction has to cite something.
    fn rests_on_evidence(&self) -> bool {
        self.kind == ErratumKind::Rating
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

/// The fields of a group as they are written in JSON, on one line.
fn written_members(members: &[(&'static str, NewValue)]) -> String {
    let member = |(name, value): &(&str, NewValue)| format!("\"{name}\": {}", written(value));
    members.iter().map(member).collect::<Vec<_>>().join(", ")
}

fn written(value: &NewValue) -> String {
    match value {
        NewValue::Text(text) => quoted(text),
        NewValue::Group(members) => format!("{{ {} }}", written_members(members)),
        NewValue::List(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
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
