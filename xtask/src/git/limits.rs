//! What of a repository is read at most, so that one that was made to be large costs little and is told as what it is.

/// How deeply folders can be nested; Git itself stops there too.
pub(super) const MOST_NESTED: usize = 2_048;

/// How many files and folders of one state are looked at: a hundred times what a dataset of 2,000 files has.
const MOST_ENTRIES: usize = 200_000;

/// How many bytes the paths of one state can have together.
const MOST_PATH_BYTES: usize = 32 * 1024 * 1024;

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
