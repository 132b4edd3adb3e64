//! How one country is judged, and what is kept of it once it has been let go.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::files::Files;
use super::judgement::{Judgement, stamp};
use super::traces::Traces;
use crate::findings::Findings;
use crate::registry::{all, codes};
use crate::{AssessmentContext, Check, suppressible};
use bibliography::date::Day;
use dataset::progress::Progress;
use dataset::{AssessmentFile, Damage, Dataset};
use format::diagnostic::Diagnostic;
use format::fault::Fault;
use format::values::Text;

/// What is kept of a country.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) judgement: Judgement,
    /// By which its assessments are found again.
    pub(super) traces: Vec<Traces>,
    /// What could not be read of its files.
    pub(super) damaged: Vec<(Arc<str>, Damage)>,
    /// The exceptions that have silenced nothing in it.
    pub(super) idle: Vec<Idle>,
}

/// An exception that has silenced nothing so far.
#[derive(Debug)]
pub(super) struct Idle {
    /// The country, by its place among the countries.
    pub(super) country: usize,
    /// The file.
    pub(super) path: Arc<str>,
    /// The code that it is for.
    pub(super) code: Text,
    /// The place that it is for.
    pub(super) pointer: Text,
}

/// Judges a country by all that can be said of it alone.
pub(super) fn judge(country: usize, dataset: &Dataset, today: Day) -> Judged {
    let files = Files::new(dataset);
    let of_files: Vec<Judgement> = dataset
        .assessments
        .par_iter()
        .filter(|file| !file.is_unreadable())
        .map(|file| judge_file(&files, &AssessmentContext::new(dataset, file, codes(), today)))
        .collect();
    let mut judgement = Judgement::default();
    judgement.validation.diagnostics.extend(of_faults(&dataset.faults));
    of_files.into_iter().for_each(|other| judgement.add(other));
    suppressible::mark(dataset, &mut judgement.validation.diagnostics);
    let drafts: Vec<&AssessmentFile> =
        dataset.assessments.iter().filter(|file| dataset.is_open_draft(file)).collect();
    if !drafts.is_empty() {
        judgement.set_open_points_apart(dataset);
        judgement.validation.drafts.extend(drafts.into_iter().map(|file| Progress::of(dataset, file)));
    }
    // There may be thousands of countries.
    judgement.validation.diagnostics.shrink_to_fit();
    judgement.validation.excepted.shrink_to_fit();
    let damaged = dataset.assessments.iter().filter(|file| !file.damaged.is_empty());
    Judged {
        traces: Traces::of_country(country, dataset),
        damaged: damaged.map(|file| (file.path.clone(), file.damaged.clone())).collect(),
        idle: idle(country, dataset, &judgement.validation.excepted),
        judgement,
    }
}

/// The diagnostics of the rules on faults.
pub(super) fn of_faults(faults: &[Fault]) -> impl Iterator<Item = Diagnostic> {
    faults.iter().flat_map(|fault| {
        let rules = all().filter(|rule| matches!(rule.check, Check::Fault(kind) if kind == fault.kind));
        rules.map(|rule| stamp(rule, fault.report.clone(), fault.count))
    })
}

fn judge_file(files: &Files<'_>, context: &AssessmentContext<'_>) -> Judgement {
    let mut judgement = Judgement::default();
    for rule in all() {
        if let Check::Assessment(check) | Check::EachFile(_, check) = rule.check {
            let mut findings = Findings::new(|place| files.verdict(rule.descriptor.code, place));
            check(context, &mut findings);
            judgement.take(rule, findings.into_found());
        }
    }
    judgement
}

fn idle(country: usize, dataset: &Dataset, excepted: &[Diagnostic]) -> Vec<Idle> {
    let used: HashSet<(&str, &str, &str)> = excepted.iter().filter_map(address).collect();
    let exceptions = dataset.assessments.iter().flat_map(|file| {
        let of_code = file.data.exceptions.iter();
        of_code.flat_map(move |(code, places)| places.ids().map(move |place| (&file.path, code, place)))
    });
    exceptions
        .filter(|(path, code, pointer)| !used.contains(&(&***path, *code, *pointer)))
        .map(|(path, code, pointer)| Idle {
            country,
            path: path.clone(),
            code: code.into(),
            pointer: pointer.into(),
        })
        .collect()
}

/// By what an exception for a diagnostic is found: its file, its code and its place.
pub(super) fn address(diagnostic: &Diagnostic) -> Option<(&str, &str, &str)> {
    let Diagnostic { code, location, .. } = diagnostic;
    Some((&*location.path, *code, location.pointer()?.as_str()))
}
