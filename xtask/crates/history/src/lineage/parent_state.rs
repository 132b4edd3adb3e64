//! What a file was in the parents of a commit; where that cannot be read, what it was before.

use std::collections::HashMap;

use super::versions::Versions;
use super::{Lineage, Version};
use crate::index::{ParentIndex, RevisionIndex};

/// What a file was in a parent, as far as can be told.
#[derive(Clone, Debug)]
pub(super) enum ParentState {
    /// It was not there.
    Absent,
    /// It cannot be read, and nothing before it can.
    Unknown,
    /// It was this.
    At(Version),
    /// It cannot be read; in the nearest commit before in which it can it was this.
    Before(Version),
}

impl ParentState {
    /// What it is to be compared with, if anything.
    pub(super) fn version(&self) -> Option<&Version> {
        match self {
            Self::At(version) | Self::Before(version) => Some(version),
            Self::Absent | Self::Unknown => None,
        }
    }
}

/// A file as it went through the commits, with what was found before contents that cannot be read.
#[derive(Debug)]
pub(super) struct ParentStates<'l> {
    pub(super) lineage: &'l Lineage,
    /// What stood before a revision, of each that was gone through because the file in it cannot be read. Many merges of a line
    /// of such revisions would else each go through all of it.
    before: HashMap<RevisionIndex, ParentState>,
}

impl<'l> ParentStates<'l> {
    /// Those of a lineage.
    pub(super) fn new(lineage: &'l Lineage) -> Self {
        Self { lineage, before: HashMap::new() }
    }

    /// What the file was in a parent of a revision.
    pub(super) fn of(
        &mut self,
        place: RevisionIndex,
        nth: ParentIndex,
        versions: &mut Versions<'_>,
    ) -> ParentState {
        let parent = &self.lineage.revisions[place].parents[nth];
        let Some(version) = &parent.version else { return ParentState::Unknown };
        match version.blob {
            None => ParentState::Absent,
            Some(blob) if versions.get(blob).is_ok() => ParentState::At(version.clone()),
            Some(_) => self.before(parent.revision, versions),
        }
    }

    /// What the file was before a revision in which it cannot be read: by first parents, where it was something else.
    fn before(&mut self, revision: Option<RevisionIndex>, versions: &mut Versions<'_>) -> ParentState {
        let mut gone_through = Vec::new();
        let mut next = revision;
        let found = loop {
            let Some(place) = next else { break ParentState::Unknown };
            if let Some(known) = self.before.get(&place) {
                break known.clone();
            }
            gone_through.push(place);
            let Some(parent) = self.lineage.revisions[place].parents.first() else {
                break ParentState::Unknown;
            };
            match &parent.version {
                Some(Version { blob: None, .. }) => break ParentState::Unknown,
                Some(version) if version.blob.is_some_and(|blob| versions.get(blob).is_ok()) => {
                    break ParentState::Before(version.clone());
                }
                Some(_) | None => next = parent.revision,
            }
        };
        self.before.extend(gone_through.into_iter().map(|place| (place, found.clone())));
        found
    }
}
