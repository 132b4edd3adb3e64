//! The file by which others cite the dataset, made from `dataset/about.json`.

use std::path::Path;

use super::made::Made;
use dataset::model::about::About;
use dataset::{File, Registers};
use exchange::citation_file::{CITATION_FILE, citation_file};

/// The file as it is to be and as it is.
///
/// # Errors
/// a file that is there and cannot be read.
pub(super) fn made(root: &Path, about: &About) -> anyhow::Result<Made> {
    Made::of(root, CITATION_FILE, citation_file(about))
}

/// The same, where something whole is said of the dataset, and the file says something else.
///
/// # Errors
/// a file that is there and cannot be read.
pub(super) fn stale(root: &Path, registers: &Registers) -> anyhow::Result<Option<Made>> {
    let is_whole = |file: &&File<About>| file.damaged.is_empty();
    let Some(file) = registers.about.as_ref().filter(is_whole) else { return Ok(None) };
    Ok(Some(made(root, &file.data)?).filter(|made| !made.is_right()))
}
