//! What a validation found, in each of its formats.

pub mod github;
pub mod human;
pub mod json;
pub mod markdown;
pub mod sarif;

use crate::diagnostic::Severity;
use crate::validate::Validation;

/// How much was looked at and found.
#[derive(Clone, Copy, Debug)]
pub struct Summary {
    /// Files read.
    pub files: usize,
    /// Assessments among them.
    pub assessments: usize,
    /// Countries that they are of.
    pub countries: usize,
    /// Errors that stand.
    pub errors: usize,
    /// Warnings that stand.
    pub warnings: usize,
    /// Diagnostics that the data excepts with a reason.
    pub excepted: usize,
    /// How many more there are on files that a change does not touch, if only those that it touches are reported.
    pub elsewhere: Option<usize>,
    /// How many of the problems are not printed one by one, where only so many are.
    pub unprinted: usize,
}

impl Summary {
    /// Counts what a validation found.
    pub fn new(validation: &Validation, files: usize, assessments: usize, countries: usize) -> Self {
        Self {
            files,
            assessments,
            countries,
            errors: validation.count(Severity::Error),
            warnings: validation.count(Severity::Warning),
            excepted: validation.excepted.len(),
            elsewhere: None,
            unprinted: 0,
        }
    }
}
