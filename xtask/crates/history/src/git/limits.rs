//! What of a repository is read at most, so that one that was made to be large costs little and is told as what it is.

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
    /// In words for people: there are too many.
    pub(super) fn take(&mut self, path: &str) -> Result<(), String> {
        let left = self.entries.checked_sub(1).zip(self.bytes.checked_sub(path.len()));
        let Some((entries, bytes)) = left else { return Err(too_many()) };
        (self.entries, self.bytes) = (entries, bytes);
        Ok(())
    }
}

/// Why a state is not read that has more in it than a state can have.
pub(super) fn too_many() -> String {
    format!(
        "there are more than {MOST_ENTRIES} files and folders, or their paths are longer than {MOST_PATH_BYTES} bytes together; so many are not read"
    )
}

/// What is left of what one run may look at in all commits together.
#[derive(Debug)]
pub(super) struct Total {
    entries: usize,
}

impl Total {
    /// As much as one run may look at.
    pub(super) fn new() -> Self {
        Self { entries: MOST_ENTRIES_OF_A_RUN }
    }

    /// How many entries are left.
    #[cfg(test)]
    pub(super) fn left(&self) -> usize {
        self.entries
    }

    /// Takes what so many entries of a folder cost.
    ///
    /// # Errors
    /// In words for people: there have been too many.
    pub(super) fn take(&mut self, entries: usize) -> Result<(), String> {
        self.entries = self.entries.checked_sub(entries).ok_or_else(|| {
            format!(
                "the commits read so far have more than {MOST_ENTRIES_OF_A_RUN} files and folders to look at; so many are not read in one run"
            )
        })?;
        Ok(())
    }
}

/// Refuses a folder that is nested too deeply.
///
/// # Errors
/// In words for people, with the beginning of the path.
pub(super) fn nested(depth: usize, path: &str) -> Result<(), String> {
    if depth <= MOST_NESTED {
        return Ok(());
    }
    let beginning: String = path.chars().take(60).collect();
    Err(format!(
        "folders are nested more than {MOST_NESTED} deep below {beginning}…; so deep nothing is read"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_entries_are_looked_at_and_no_more() {
        let mut budget = Budget::new();
        assert!((0..MOST_ENTRIES).all(|_| budget.take("a").is_ok()));
        assert!(budget.take("a").is_err_and(|why| why.starts_with("there are more than 200000 files")));
    }

    #[test]
    fn so_many_entries_are_looked_at_in_a_run_and_no_more() {
        let mut total = Total::new();
        assert!((0..100).all(|_| total.take(MOST_ENTRIES).is_ok()));
        assert!(total.take(0).is_ok());
        let told = "the commits read so far have more than 20000000 files and folders";
        assert!(total.take(1).is_err_and(|why| why.starts_with(told)));
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
