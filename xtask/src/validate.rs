//! Runs all rules over a dataset, stamps their codes, and sets aside what the data excepts.

use rayon::prelude::*;

use crate::dataset::Dataset;
use crate::date::Day;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::pointer::Pointer;
use crate::rules::carried::is_to_be_confirmed;
use crate::rules::case::is_lost;
use crate::rules::{self, Aftermath, Case, Check, Comparison, Rule, acceptance, can_be_excepted};

/// What the rules have to say about a dataset.
#[derive(Debug, Default)]
pub struct Validation {
    /// What stands against it, by place and code.
    pub diagnostics: Vec<Diagnostic>,
    /// What the data excepts, by place and code.
    pub excepted: Vec<Diagnostic>,
}

impl Validation {
    /// How many diagnostics have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// Runs all rules, as of a day.
pub fn validate(dataset: &Dataset, today: Day) -> Validation {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for rule in rules::all() {
        match rule.check {
            Check::Fault(kind) => {
                let faults = dataset.faults.iter().filter(|fault| fault.kind == kind);
                diagnostics.extend(faults.map(|fault| stamp(rule, fault.report.clone())));
            }
            Check::Dataset(check) => {
                let mut reports = Vec::new();
                check(dataset, &mut reports);
                diagnostics.extend(reports.into_iter().map(|report| stamp(rule, report)));
            }
            Check::Assessment(_) | Check::Exceptions(_) | Check::Change(_) => {}
        }
    }
    let of_assessments: Vec<Diagnostic> = dataset
        .assessments
        .par_iter()
        .filter(|file| !file.file.is_unreadable())
        .flat_map_iter(|file| judge(&Case::new(dataset, file, today)))
        .collect();
    diagnostics.extend(of_assessments);
    diagnostics.retain(|found| !may_be_excepted(dataset, found) && !waits(dataset, found));
    let (excepted, mut standing) = set_aside(dataset, diagnostics);
    let on_exceptions: Vec<Diagnostic> = dataset
        .assessments
        .par_iter()
        .filter(|file| !file.file.data.exceptions.is_empty())
        .flat_map_iter(|file| {
            let is_of_file = |diagnostic: &&Diagnostic| diagnostic.location.path == file.file.path;
            let after = Aftermath {
                used: excepted.iter().filter(is_of_file).filter_map(address).collect(),
                standing: standing
                    .iter()
                    .filter(is_of_file)
                    .filter_map(|found| found.location.pointer())
                    .collect(),
            };
            judge_exceptions(&Case::new(dataset, file, today), &after)
        })
        .collect();
    standing.extend(on_exceptions);
    let mut validation = Validation { diagnostics: standing, excepted };
    sort(&mut validation.diagnostics);
    sort(&mut validation.excepted);
    acceptance::offer(dataset, &mut validation.diagnostics);
    validation
}

impl Validation {
    /// Adds what the rules on changes have to say. No exception of the data silences them.
    pub fn add_change(&mut self, change: &Comparison<'_>) {
        for rule in rules::all() {
            if let Check::Change(check) = rule.check {
                let mut reports = Vec::new();
                check(change, &mut reports);
                self.diagnostics.extend(reports.into_iter().map(|report| stamp(rule, report)));
            }
        }
        sort(&mut self.diagnostics);
    }
}

fn judge(case: &Case<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut reports = Vec::new();
    for rule in rules::all() {
        if let Check::Assessment(check) = rule.check {
            check(case, &mut reports);
            diagnostics.extend(reports.drain(..).map(|report| stamp(rule, report)));
        }
    }
    diagnostics
}

fn judge_exceptions(case: &Case<'_>, after: &Aftermath<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut reports = Vec::new();
    for rule in rules::all() {
        if let Check::Exceptions(check) = rule.check {
            check(case, after, &mut reports);
            diagnostics.extend(reports.drain(..).map(|report| stamp(rule, report)));
        }
    }
    diagnostics
}

/// Whether an exception that has a fault of its own may be for a diagnostic.
fn may_be_excepted(dataset: &Dataset, diagnostic: &Diagnostic) -> bool {
    let code = diagnostic.code;
    can_be_excepted(code)
        && dataset
            .assessments
            .iter()
            .find(|file| file.file.path == diagnostic.location.path)
            .is_some_and(|file| is_lost(&file.file, &Pointer::of(["exceptions", code])))
}

/// Whether a diagnostic on evidence is about an entry that is still to be confirmed, which is all that is said of it.
fn waits(dataset: &Dataset, diagnostic: &Diagnostic) -> bool {
    let Some(place) = diagnostic.location.pointer().filter(|_| can_be_excepted(diagnostic.code)) else {
        return false;
    };
    dataset
        .assessments
        .iter()
        .find(|file| file.file.path == diagnostic.location.path)
        .is_some_and(|file| is_to_be_confirmed(&file.file, place))
}

/// Parts what the data excepts from what stands.
fn set_aside(dataset: &Dataset, diagnostics: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    diagnostics.into_iter().partition(|diagnostic| {
        let Some((code, pointer)) = address(diagnostic) else { return false };
        can_be_excepted(code)
            && dataset
                .assessments
                .iter()
                .find(|file| file.file.path == diagnostic.location.path)
                .and_then(|file| file.file.data.exceptions.get(code))
                .is_some_and(|pointers| pointers.contains(pointer))
    })
}

/// How an exception would name a diagnostic; one without a pointer cannot be named.
fn address(diagnostic: &Diagnostic) -> Option<(&str, &str)> {
    Some((diagnostic.code, diagnostic.location.pointer()?.as_str()))
}

fn stamp(rule: &Rule, report: Report) -> Diagnostic {
    let descriptor = &rule.descriptor;
    Diagnostic {
        code: descriptor.code,
        name: descriptor.name,
        severity: descriptor.severity,
        location: report.location,
        message: report.message,
        help: report.help.unwrap_or_else(|| descriptor.fix.to_owned()),
        related: report.related,
        fix: report.fix,
        acceptance: None,
    }
}

fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| (&a.location, a.code, &a.message).cmp(&(&b.location, b.code, &b.message)));
}
