//! What a validation found, in each of its formats.

pub mod github;
pub mod human;
pub mod json;
pub mod markdown;
pub mod sarif;
mod to_do;

use super::place::Placed;
use dataset::Dataset;
use dataset::assessment_id::AssessmentId;
use dataset::progress::Progress;
use format::diagnostic::{Diagnostic, Severity};
use rules::validate::Validation;

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
    /// What drafts of open editions still lack.
    pub open_points: usize,
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
            open_points: validation.open_total(),
            excepted: validation.excepted.len(),
            elsewhere: None,
            unprinted: 0,
        }
    }
}

/// What the drafts of open editions still lack, and who is told of it.
#[derive(Debug, Default)]
pub struct OpenPoints<'d> {
    /// The drafts that are told of, by country and edition.
    pub drafts: &'d [Progress],
    /// What they lack, by place.
    pub points: &'d [Diagnostic],
    /// The same with the places, where each is listed.
    pub placed: Vec<Placed<'d>>,
    /// The drafts that a change does not touch, each with the number of its open points.
    pub elsewhere: &'d [(Progress, usize)],
}

/// How many open points a draft has, among some that are sorted by place.
pub fn count_open_points(points: &[Diagnostic], draft: &Progress) -> usize {
    to_do::count(points, draft)
}

/// A diagnostic that the data excepts, with the reason that it gives.
#[derive(Debug)]
pub struct Excepted<'d> {
    /// The diagnostic and its place.
    pub placed: Placed<'d>,
    /// The reason, as it stands in the data.
    pub reason: &'d str,
}

impl<'d> Excepted<'d> {
    /// Finds the reason for which a dataset excepts a diagnostic.
    pub fn new(placed: Placed<'d>, dataset: &'d Dataset) -> Self {
        let diagnostic = placed.diagnostic;
        let id = AssessmentId::of_path(&diagnostic.location.path);
        let file = id.and_then(|id| dataset.assessment(id.country, id.edition));
        let pointers = file.and_then(|file| file.data.exceptions.get(diagnostic.code));
        let pointer = diagnostic.location.pointer();
        let reason = pointers.zip(pointer).and_then(|(pointers, at)| pointers.get(at.as_str()));
        Self { placed, reason: reason.map_or("", |reason| &**reason) }
    }
}
