//! The places of commits, revisions, parents and files in their lists. Each has a type of its own, so that none is taken for another.

use derive_more::{From, Into};

/// The place of a commit in a log, from the newest on: each commit stands before its parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, From, Into)]
pub struct StepIndex(usize);

impl StepIndex {
    /// That of the newest commit.
    pub const NEWEST: Self = Self(0);
}

/// The place of a revision in a lineage, from the newest on: each revision stands before those that it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, From, Into)]
pub struct RevisionIndex(usize);

/// The place of a parent among those of a commit, which at a merge is that of one of its sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, From, Into)]
pub struct ParentIndex(usize);

impl ParentIndex {
    /// That of the first parent, which at a merge is the line that was merged into.
    pub const FIRST: Self = Self(0);
}

/// The place of a lineage among those asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, From, Into)]
pub struct LineageIndex(usize);
