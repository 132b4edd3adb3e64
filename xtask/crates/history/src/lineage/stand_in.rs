//! What a file said next to a commit at which it cannot be read, so that it is known again under another name.

use std::sync::Arc;

use super::versions::Versions;
use crate::git::{BlobId, Log};
use crate::index::StepIndex;
use dataset::model::assessment::Assessment;

/// How many commits on are looked at.
const FARTHEST: usize = 64;

/// On which side of a commit it is looked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StandIn {
    /// What it said before the commit.
    Before,
    /// What it said after it.
    After,
}

/// A content that a file has at a commit, or, if it cannot be read, the nearest that can be on one side of the commit.
pub(super) fn content(
    log: &Log,
    step: StepIndex,
    (path, blob): (&str, BlobId),
    side: StandIn,
    versions: &mut Versions<'_>,
) -> Option<Arc<Assessment>> {
    if let Ok(content) = versions.whole(blob) {
        return Some(content);
    }
    let (own, count) = (usize::from(step), log.steps.len());
    let steps: Vec<StepIndex> = match side {
        StandIn::Before => (own + 1..count).take(FARTHEST).map(StepIndex::from).collect(),
        StandIn::After => (0..own).rev().take(FARTHEST).map(StepIndex::from).collect(),
    };
    let mut from = blob;
    for step in steps {
        let step = &log.steps[step];
        let deltas = step.against.keys().filter_map(|parent| step.delta(parent, path));
        let sides = deltas.map(|delta| match side {
            StandIn::Before => (delta.after, delta.before),
            StandIn::After => (delta.before, delta.after),
        });
        let next = sides.filter(|(own, _)| *own == Some(from)).find_map(|(_, next)| next);
        if let Some(next) = next {
            if let Ok(content) = versions.whole(next) {
                return Some(content);
            }
            from = next;
        }
    }
    None
}
