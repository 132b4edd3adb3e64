//! Whether the file by which others cite the dataset says what `dataset/about.json` says.

use std::io;
use std::path::Path;

use anyhow::Context as _;

use super::write;
use crate::render;
use dataset::model::about::About;
use dataset::{File, Registers};
use exchange::citation_file::{CITATION_FILE, citation_file};
use format::tree::read_file;

/// So many bytes are read of a file that was made by this program.
const LARGEST: u64 = 1_000_000;

/// What the file is to say, and what it says now, where that is something else.
pub(super) struct Stale {
    /// What it says; none if it is not there.
    pub(super) before: Option<Vec<u8>>,
    /// What it is to say.
    pub(super) after: String,
}

impl Stale {
    /// Writes the file anew.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub(super) fn mend(&self, root: &Path) -> anyhow::Result<()> {
        match &self.before {
            Some(before) => write::replace(root, CITATION_FILE, before, &self.after),
            None => write::create(root, CITATION_FILE, &self.after),
        }
    }
}

/// Compares the file with what is said of the dataset; nothing if it is right, or if nothing whole is said.
///
/// # Errors
/// A file that is there and cannot be read.
pub(super) fn stale(root: &Path, registers: &Registers) -> anyhow::Result<Option<Stale>> {
    let Some(about) = whole(registers) else { return Ok(None) };
    let after = citation_file(about);
    let before = match read_file(&root.join(CITATION_FILE), LARGEST) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => {
            return Err(error).with_context(|| format!("{} cannot be read", render::named(CITATION_FILE)));
        }
    };
    let is_right = before.as_deref().is_some_and(|before| *before == *after.as_bytes());
    Ok((!is_right).then_some(Stale { before, after }))
}

/// What is said of the dataset as a whole, if nothing of it is at fault.
fn whole(registers: &Registers) -> Option<&About> {
    let is_whole = |file: &&File<About>| file.damaged.is_empty();
    registers.about.as_ref().filter(is_whole).map(|file| &file.data)
}
