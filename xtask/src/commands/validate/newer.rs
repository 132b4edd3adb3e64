//! Of two files that contradict each other, which is the newer by what Git knows.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use dataset::schema::Kind;
use dataset::{Focus, by_sets};
use format::diagnostic::Diagnostic;
use history::git::{Base, Repository, compared, last_touched};

/// Which files are newer than others.
#[derive(Debug)]
pub(super) struct Newer {
    /// Those that differ from the last commit: what nobody has committed yet is what was touched last.
    uncommitted: BTreeSet<String>,
    /// By the last commit that touched each.
    committed: Focus,
}

impl Newer {
    /// Asks Git about the assessments that contradict each other by these diagnostics; none where it cannot tell any two apart.
    pub(super) fn of(repository: &Repository, at: Option<&str>, found: &[Diagnostic]) -> Option<Self> {
        let pairs: Vec<(&str, &str)> = found.iter().flat_map(contradicted).collect();
        let files = pairs.iter().flat_map(|(own, other)| [*own, *other]).map(str::to_owned).collect();
        let uncommitted = match at {
            Some(_) => BTreeSet::new(),
            None => uncommitted(repository).unwrap_or_default(),
        };
        let newer = Self { uncommitted, committed: by_last_commit(repository, at.unwrap_or("HEAD"), &files) };
        pairs.into_iter().any(|(own, other)| newer.compared(own, other).is_ne()).then_some(newer)
    }

    fn compared(&self, one: &str, other: &str) -> Ordering {
        by_sets(std::iter::once(&self.uncommitted).chain(&self.committed), one, other)
    }

    /// The focus of a run that is about these files as well. What is asked for comes before what has been committed.
    pub(super) fn around(self, focus: Focus) -> Focus {
        [vec![self.uncommitted], focus, self.committed].concat()
    }
}

/// Whether two assessments contradict each other, so that it matters which of them is newer.
pub(super) fn is_between_assessments(diagnostic: &Diagnostic) -> bool {
    contradicted(diagnostic).next().is_some()
}

/// The file of a diagnostic with each other assessment to which it points.
fn contradicted(diagnostic: &Diagnostic) -> impl Iterator<Item = (&str, &str)> {
    let own = &*diagnostic.location.path;
    let others = diagnostic.related.iter().map(|related| &*related.location.path);
    others
        .filter(move |path| *path != own && Kind::of(path) == Some(Kind::Assessment))
        .map(move |other| (own, other))
}

/// The files of the dataset that differ from the last commit; none where Git cannot tell.
fn uncommitted(repository: &Repository) -> Option<BTreeSet<String>> {
    Some(compared(repository, "HEAD", None, Base::MergeBase).ok()?.differing)
}

/// The files by the last commit that touched each; empty where Git cannot tell, or they came together.
fn by_last_commit(repository: &Repository, revision: &str, files: &BTreeSet<String>) -> Focus {
    let touched = last_touched(repository, revision, files).unwrap_or_default();
    let latest = touched.values().max().copied().unwrap_or_default();
    // Of two numbers the first digit in which they differ tells which is the greater, as the first set does of two files.
    let digits = (0..usize::BITS - latest.leading_zeros()).rev();
    let has_digit = |digit: u32| {
        let files = touched.iter().filter(|(_, place)| **place >> digit & 1 == 1);
        files.map(|(path, _)| path.clone()).collect()
    };
    digits.map(has_digit).collect()
}
