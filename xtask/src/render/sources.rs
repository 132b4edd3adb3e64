//! The register of sources, and the notes of an assessment, in each format.

pub mod added;
pub mod human;
pub mod json;
pub mod notes;

use bibliography::{bibtex, csl};
use dataset::register::Register;

use crate::render::pretty;

/// The works of a register as CSL-JSON, with a final line end.
pub fn csl(register: &Register<'_>) -> String {
    let items: Vec<_> = register.works.iter().map(|work| csl::item(&work.unique_id, work.source)).collect();
    pretty(&items)
}

/// The works of a register as BibTeX.
pub fn bibtex(register: &Register<'_>) -> String {
    bibtex::render(register.works.iter().map(|work| (&*work.unique_id, work.source)))
}
