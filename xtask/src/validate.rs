//! Runs all rules over a dataset, stamps their codes, and sets aside what the data excepts.

mod exceptions;
mod files;

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use self::files::Files;
use crate::dataset::Dataset;
use crate::date::Day;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::pointer::Pointer;
use crate::rules::findings::{Findings, Found};
use crate::rules::{self, Case, Check, Comparison, Rule};

/// What the rules have to say about a dataset.
#[derive(Debug, Default)]
pub struct Validation {
    /// What stands against it, by place and code.
    pub diagnostics: Vec<Diagnostic>,
    /// What the data excepts, by place and code.
    pub excepted: Vec<Diagnostic>,
}

impl Validation {
    /// How many problems of a severity were found. A diagnostic can stand for many.
    pub fn count(&self, severity: Severity) -> usize {
        let of_severity = self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity);
        of_severity.map(|diagnostic| diagnostic.count).sum()
    }
}

/// What was found, with the places of what has no diagnostic of its own.
#[derive(Default)]
struct Judgement {
    validation: Validation,
    untold: Vec<(Arc<str>, Pointer)>,
}

/// Runs all rules, as of a day.
pub fn validate(dataset: &Dataset, today: Day) -> Validation {
    let files = Files::new(dataset);
    let mut judgement = Judgement::default();
    for rule in rules::all() {
        match rule.check {
            Check::Fault(kind) => {
                let faults = dataset.faults.iter().filter(|fault| fault.kind == kind);
                let stamped = faults.map(|fault| stamp(rule, fault.report.clone(), fault.count));
                judgement.validation.diagnostics.extend(stamped);
            }
            Check::Dataset(check) => {
                let mut findings = Findings::new(|place| files.fate(rule.descriptor.code, place));
                check(dataset, &mut findings);
                judgement.take(rule, findings.into_found());
            }
            Check::Assessment(_) | Check::Exceptions(_) | Check::Change(_) => {}
        }
    }
    let of_assessments: Vec<Judgement> = dataset
        .assessments
        .par_iter()
        .filter(|file| !file.file.is_unreadable())
        .map(|file| judge(&files, &Case::new(dataset, file, today)))
        .collect();
    of_assessments.into_iter().for_each(|other| judgement.add(other));
    let on_exceptions = exceptions::judge(dataset, today, &judgement);
    let Judgement { mut validation, .. } = judgement;
    validation.diagnostics.extend(on_exceptions);
    sort(&mut validation.diagnostics);
    sort(&mut validation.excepted);
    validation
}

impl Validation {
    /// Adds what the rules on changes have to say. No exception of the data silences them.
    pub fn add_change(&mut self, change: &Comparison<'_>) {
        let mut judgement = Judgement::default();
        for rule in rules::all() {
            if let Check::Change(check) = rule.check {
                let mut findings = Findings::certain();
                check(change, &mut findings);
                judgement.take(rule, findings.into_found());
            }
        }
        self.diagnostics.extend(judgement.validation.diagnostics);
        sort(&mut self.diagnostics);
    }
}

impl Judgement {
    fn take(&mut self, rule: &Rule, found: Found) {
        let told = found.told.into_iter().map(|(report, count)| stamp(rule, report, count));
        self.validation.diagnostics.extend(told);
        self.validation.excepted.extend(found.excepted.into_iter().map(|report| stamp(rule, report, 1)));
        self.untold.extend(found.untold);
    }

    fn add(&mut self, other: Judgement) {
        self.validation.diagnostics.extend(other.validation.diagnostics);
        self.validation.excepted.extend(other.validation.excepted);
        self.untold.extend(other.untold);
    }
}

fn judge(files: &Files<'_>, case: &Case<'_>) -> Judgement {
    let mut judgement = Judgement::default();
    for rule in rules::all() {
        if let Check::Assessment(check) = rule.check {
            let mut findings = Findings::new(|place| files.fate(rule.descriptor.code, place));
            check(case, &mut findings);
            judgement.take(rule, findings.into_found());
        }
    }
    judgement
}

fn stamp(rule: &Rule, report: Report, count: usize) -> Diagnostic {
    let descriptor = &rule.descriptor;
    Diagnostic {
        code: descriptor.code,
        name: descriptor.name,
        severity: descriptor.severity,
        location: report.location,
        message: report.message,
        help: report.help.map_or(Cow::Borrowed(descriptor.fix), Cow::Owned),
        related: report.related,
        fix: report.fix,
        count,
    }
}

fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| (&a.location, a.code, &a.message).cmp(&(&b.location, b.code, &b.message)));
}
