//! What a commit did to the entry of one indicator, and what became of that.

use std::collections::BTreeSet;

use crate::lineage::{AppliedChange, Arrival, Cause, EventKind, Outcome};
use bibliography::citation::Citation;
use dataset::model::assessment::Status;
use dataset::model::rating::Rating;
use diff::change::{Change, ChangeClass, Value};
use diff::subject::{Field, IndicatorField, Subject};

/// What one commit did to the entry of one indicator.
#[derive(Debug)]
pub struct RatingEvent<'m> {
    /// What it did.
    pub act: RatingEventKind<'m>,
    /// Whether it is in what stands now, or was there until a later commit changed it.
    pub lasting: Outcome,
}

/// What is done to an entry.
#[derive(Debug)]
pub enum RatingEventKind<'m> {
    /// The entry came to be, or a merge kept it, with this rating if it has one.
    Entered(Arrival, Option<Rating>),
    /// The entry went, or a merge kept it away.
    Removed(Cause),
    /// The file cannot be read, for this reason.
    Unreadable(&'m str),
    /// It says something else.
    Edited(EntryEdit<'m>),
}

/// How an entry was edited.
#[derive(Debug, Default)]
pub struct EntryEdit<'m> {
    /// How the rating came to be what it is, if it was edited or decided about.
    pub rating: Option<RatingMove>,
    /// What the status of the assessment was and is, if the commit made it a reconstruction or ended that. What is said and
    /// cited on the two sides cannot be compared then, and nothing is told of it.
    pub new_origin: Option<(Option<Status>, Option<Status>)>,
    /// The sources that came to be cited.
    pub new_sources: Vec<&'m str>,
    /// Whether a citation came, be it of a source that was cited before.
    pub has_new_evidence: bool,
    /// Whether the rationale says something else.
    pub has_new_rationale: bool,
    /// Whether a correction was recorded.
    pub has_erratum: bool,
    /// All that was done to it.
    pub done: Vec<&'m AppliedChange>,
}

/// A rating that a commit gave, or that a merge decided about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingMove {
    /// What it was; in a merge, on the line that was merged into.
    pub before: Option<Rating>,
    /// What it is.
    pub after: Option<Rating>,
    /// How it came to be that.
    pub how: Cause,
    /// What it was on the other lines, if a merge decided against that.
    pub against: Vec<Option<Rating>>,
}

impl RatingEvent<'_> {
    /// Whether it is a change that the commit made itself, and that lasted.
    pub fn is_change(&self) -> bool {
        let is_own = |done: &&AppliedChange| done.how == Cause::Made && done.lasting == Outcome::Lasted;
        matches!(&self.act, RatingEventKind::Edited(edit) if edit.done.iter().any(is_own))
    }

    /// Whether it is such a change of the rating.
    pub fn is_move(&self) -> bool {
        let is_own = |moved: &RatingMove| moved.how == Cause::Made && self.lasting == Outcome::Lasted;
        matches!(&self.act, RatingEventKind::Edited(EntryEdit { rating: Some(moved), .. }) if is_own(moved))
    }

    /// Whether what stands now may go back to it: it lasted, and is no mere decision between what others did.
    pub fn is_origin(&self) -> bool {
        match &self.act {
            RatingEventKind::Entered(Arrival::Found | Arrival::Caused(Cause::Made), _)
            | RatingEventKind::Removed(Cause::Made) => self.lasting == Outcome::Lasted,
            RatingEventKind::Entered(
                Arrival::Caused(Cause::Kept | Cause::Took) | Arrival::InPlaceOfAnother(_),
                _,
            )
            | RatingEventKind::Removed(Cause::Kept | Cause::Took)
            | RatingEventKind::Unreadable(_) => false,
            RatingEventKind::Edited(_) => self.is_change(),
        }
    }
}

/// What was done to the entry of an indicator; none if nothing was.
pub(super) fn rating_event<'m>(
    what: &'m EventKind,
    indicator: &str,
    is_kept: &dyn Fn(&Change) -> bool,
) -> Option<RatingEvent<'m>> {
    let lasted = |act| RatingEvent { act, lasting: Outcome::Lasted };
    match what {
        EventKind::Entered(coming, entries) => {
            let entry = entries.iter().find(|entry| *entry.indicator == *indicator)?;
            Some(RatingEvent { act: RatingEventKind::Entered(*coming, entry.rating), lasting: entry.lasting })
        }
        EventKind::Removed(how, entries) if entries.is_empty() => {
            Some(lasted(RatingEventKind::Removed(*how)))
        }
        EventKind::Removed(how, entries) => {
            let entry = entries.iter().find(|entry| *entry.indicator == *indicator)?;
            Some(RatingEvent { act: RatingEventKind::Removed(*how), lasting: entry.lasting })
        }
        EventKind::Unreadable(why) => Some(lasted(RatingEventKind::Unreadable(why))),
        EventKind::Changed(done) => {
            let new_origins: Vec<Cause> =
                done.iter().filter(|done| done.change.new_origin().is_some()).map(|done| done.how).collect();
            let is_told =
                |done: &AppliedChange| !(done.change.is_of_reasons() && new_origins.contains(&done.how));
            let new_origin = done.iter().filter(|done| done.how == Cause::Made);
            let new_origin = new_origin.filter_map(|done| done.change.new_origin()).next();
            let done: Vec<&AppliedChange> =
                done.iter().filter(|done| is_kept(&done.change) && is_told(done)).collect();
            let whole = done.iter().find(|done| is_field(&done.change, &IndicatorField::Whole));
            match whole {
                Some(AppliedChange { change, how, lasting }) => Some(RatingEvent {
                    act: match &change.after {
                        Some(Value::Entry(entry)) => {
                            RatingEventKind::Entered(Arrival::Caused(*how), entry.rating)
                        }
                        Some(_) | None => RatingEventKind::Removed(*how),
                    },
                    lasting: *lasting,
                }),
                None if done.is_empty() => None,
                None => Some(edited(done, new_origin)),
            }
        }
    }
}

fn edited<'m>(
    done: Vec<&'m AppliedChange>,
    new_origin: Option<(Option<Status>, Option<Status>)>,
) -> RatingEvent<'m> {
    let rating = done.iter().find(|done| is_field(&done.change, &IndicatorField::Rating));
    let any = done.iter().find(|done| done.lasting == Outcome::Lasted);
    let lasting = rating.or(any).map_or(Outcome::Dropped, |done| done.lasting);
    RatingEvent { act: RatingEventKind::Edited(EntryEdit { new_origin, ..edit(done) }), lasting }
}

fn edit(done: Vec<&AppliedChange>) -> EntryEdit<'_> {
    let mut edit = EntryEdit { rating: moved(&done), ..EntryEdit::default() };
    let mut old_sources = BTreeSet::new();
    for change in done.iter().filter(|done| done.how == Cause::Made).map(|done| &done.change) {
        edit.has_new_rationale |= is_field(change, &IndicatorField::Rationale);
        let is_erratum = is_of_entry(change) && matches!(change.after, Some(Value::Erratum(_)));
        edit.has_erratum |= is_erratum;
        // A correction has evidence of its own.
        if change.class() == ChangeClass::Evidence || is_erratum {
            old_sources.extend(
                change.before.iter().flat_map(Value::citations).filter_map(|it| it.source.as_deref()),
            );
            let new: Vec<&Citation> = change.after.iter().flat_map(Value::citations).collect();
            edit.has_new_evidence |= !new.is_empty();
            edit.new_sources.extend(new.into_iter().filter_map(|it| it.source.as_deref()));
        }
    }
    edit.new_sources.retain(|source| !old_sources.contains(source));
    edit.new_sources.sort_unstable();
    edit.new_sources.dedup();
    edit.done = done;
    edit
}

/// How the rating came to be what it is.
fn moved(done: &[&AppliedChange]) -> Option<RatingMove> {
    let rating = |value: &Option<Value>| match value {
        Some(Value::Rating(rating)) => Some(*rating),
        _ => None,
    };
    let of_rating = || done.iter().filter(|done| is_field(&done.change, &IndicatorField::Rating));
    let first = of_rating().next()?;
    let after = rating(&first.change.after);
    let on_main_line = of_rating().find(|done| matches!(done.how, Cause::Made | Cause::Took));
    let decided = of_rating().filter(|done| done.how != Cause::Made);
    Some(RatingMove {
        before: on_main_line.map_or(after, |done| rating(&done.change.before)),
        after,
        how: first.how,
        against: decided.map(|done| rating(&done.change.before)).collect(),
    })
}

fn is_of_entry(change: &Change) -> bool {
    matches!(&change.subject, Subject::Assessment { field: Field::Indicator { .. }, .. })
}

pub(super) fn is_field(change: &Change, field: &IndicatorField) -> bool {
    matches!(&change.subject, Subject::Assessment { field: Field::Indicator { field: of, .. }, .. } if of == field)
}
