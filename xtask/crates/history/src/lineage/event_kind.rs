//! What a commit can have done to a file, and what became of that.

use std::sync::Arc;

use crate::index::{LineageIndex, StepIndex};
use dataset::model::rating::Rating;
use diff::change::Change;

/// What a commit did to a file.
#[derive(Debug)]
pub struct Event {
    /// The lineage.
    pub lineage: LineageIndex,
    /// The commit.
    pub step: StepIndex,
    /// What it did.
    pub what: EventKind,
    /// Whether the file cannot be read right before, so that what was done there seems done here.
    pub follows_unread: bool,
}

/// What a commit does to a file. What was renamed since goes by its newest name.
#[derive(Debug)]
pub enum EventKind {
    /// The file came to be, or a merge kept it, with these ratings.
    Entered(Arrival, Vec<Entry>),
    /// The file went, or a merge kept it away; it had these ratings, if they can be read.
    Removed(Cause, Vec<Entry>),
    /// The file cannot be read, for this reason; what it said before and says later is compared across.
    Unreadable(Arc<str>),
    /// It says something else.
    Changed(Vec<AppliedChange>),
}

/// How a file came to be what it is in a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The commit made it so.
    Caused(Cause),
    /// The commit, a merge, has it and not another assessment that stands at its path on some line.
    InPlaceOfAnother(Cause),
    /// It is so there; what was before cannot be told.
    Found,
}

/// How a commit made something what it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It is so in no parent.
    Made,
    /// A merge kept it so, as it was on the line that was merged into, against what was done on another.
    Kept,
    /// A merge took it so from another line, against what was done on the line that was merged into.
    Took,
}

/// Whether what a commit did is in what stands now, or was there until a later commit changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is, or was.
    Lasted,
    /// A merge took another side.
    Dropped,
}

/// A rating in a file that came to be, or went.
#[derive(Debug)]
pub struct Entry {
    /// The indicator.
    pub indicator: Box<str>,
    /// Its rating, if it has one.
    pub rating: Option<Rating>,
    /// Whether it lasted.
    pub lasting: Outcome,
}

/// A change that a commit made, or a merge decided.
#[derive(Debug)]
pub struct AppliedChange {
    /// The change; of what a merge decided, from what it decided against to what it kept.
    pub change: Change,
    /// How it came about.
    pub how: Cause,
    /// Whether it lasted.
    pub lasting: Outcome,
}
