//! What of a repository is read at most, so that one that was made to be large costs little and is told as what it is.

use format::limits::{MOST_ENTRIES, MOST_NESTED, MOST_PATH_BYTES};

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
        let Some((entries, bytes)) = left else {
            return Err(format!(
                "there are more than {MOST_ENTRIES} files and folders, or their paths are longer than {MOST_PATH_BYTES} bytes together; so many are not read"
            ));
        };
        (self.entries, self.bytes) = (entries, bytes);
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
