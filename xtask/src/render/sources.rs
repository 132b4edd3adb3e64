//! The register of sources, and the notes of an assessment, in each format.

pub mod bibtex;
pub mod csl;
pub mod human;
pub mod json;
pub mod notes;
