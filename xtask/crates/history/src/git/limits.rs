//! What of a repository is read at most, so that one that was made to be large costs little and is told as what it is.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::Error;
use format::limits::{MOST_ENTRIES, MOST_ENTRIES_OF_A_RUN, MOST_NESTED, MOST_PATH_BYTES};

/// What is left of what may be looked at.
#[derive(Debug)]
pub(super) struct Budget {
    entries: usize,
    bytes: usize,
}

impl Budget {
    /// As much as one state can have.
    pub(super) fn new() -> Self {
        Self { entries: MOST_ENTRIES, bytes: MOST_PATH_BYTES }
    }

    /// Takes what a path costs.
    ///
    /// # Errors
    /// There are too many.
    pub(super) fn take(&mut self, path: &str) -> Result<(), Error> {
        let left = self.entries.checked_sub(1).zip(self.bytes.checked_sub(path.len()));
        let Some((entries, bytes)) = left else { return Err(Error::TooManyEntries) };
        (self.entries, self.bytes) = (entries, bytes);
        Ok(())
    }
}

/// What is left of what one run may look at in all commits together, on every core.
#[derive(Debug)]
pub(super) struct Total {
    entries: AtomicUsize,
}

impl Total {
    /// As much as one run may look at.
    pub(super) fn new() -> Self {
        Self { entries: AtomicUsize::new(MOST_ENTRIES_OF_A_RUN) }
    }

    /// How many entries are left.
    #[cfg(test)]
    pub(super) fn left(&self) -> usize {
        self.entries.load(Ordering::Relaxed)
    }

    /// Takes what so many entries of a folder cost.
    ///
    /// # Errors
    /// There have been too many.
    pub(super) fn take(&self, entries: usize) -> Result<(), Error> {
        let left = |left: usize| left.checked_sub(entries);
        let taken = self.entries.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left);
        taken.map(drop).map_err(|_| Error::TooManyEntriesInRun)
    }
}

/// Refuses a folder that is nested too deeply.
///
/// # Errors
/// It is nested too deeply.
pub(super) fn nested(depth: usize, path: &str) -> Result<(), Error> {
    if depth <= MOST_NESTED {
        return Ok(());
    }
    Err(Error::TooDeep(path.chars().take(60).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_entries_are_looked_at_and_no_more() {
        let mut budget = Budget::new();
        assert!((0..MOST_ENTRIES).all(|_| budget.take("a").is_ok()));
        assert_eq!(budget.take("a"), Err(Error::TooManyEntries));
    }

    #[test]
    fn so_many_entries_are_looked_at_in_a_run_and_no_more() {
        let total = Total::new();
        assert!((0..100).all(|_| total.take(MOST_ENTRIES).is_ok()));
        assert!(total.take(0).is_ok());
        assert_eq!(total.take(1), Err(Error::TooManyEntriesInRun));
    }

    #[test]
    fn paths_have_so_many_bytes_together_and_no_more() {
        let mut budget = Budget::new();
        let half = "a".repeat(MOST_PATH_BYTES / 2);
        assert!(budget.take(&half).is_ok() && budget.take(&half).is_ok());
        assert!(budget.take("a").is_err());
    }

    #[test]
    fn folders_are_nested_so_deeply_and_no_more() {
        assert!(nested(MOST_NESTED, "a/a").is_ok());
        assert!(nested(MOST_NESTED + 1, "a/a").is_err());
    }
}
