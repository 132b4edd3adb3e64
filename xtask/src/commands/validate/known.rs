//! Which problems a state of the data had already.

use std::collections::HashSet;

use format::diagnostic::{Diagnostic, Location};
use rules::validate::Validation;

/// The problems of a state. A file that did not change has the same problem at the same place.
#[derive(Debug, Default)]
pub(super) struct KnownProblems(HashSet<(&'static str, Location, String)>);

impl KnownProblems {
    /// The problems that a validation found.
    pub(super) fn of(found: &Validation) -> Self {
        Self(found.diagnostics.iter().map(key).collect())
    }

    /// Whether a problem is one of them.
    pub(super) fn has(&self, diagnostic: &Diagnostic) -> bool {
        self.0.contains(&key(diagnostic))
    }
}

fn key(diagnostic: &Diagnostic) -> (&'static str, Location, String) {
    (diagnostic.code, diagnostic.location.clone(), diagnostic.message.clone())
}
