//! Runs all rules over a dataset, stamps their codes, and sets aside what the data excepts.

mod files;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use self::files::Files;
use crate::findings::{Findings, Found, StandingFinding};
use crate::registry::{all, codes, find};
use crate::{AssessmentContext, ChangeContext, Check, ExceptionContext, Rule, Surroundings, suppressible};
use bibliography::date::Day;
use dataset::Dataset;
use format::diagnostic::{Diagnostic, Edit, Report, Severity};
use format::pointer::Pointer;

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

    /// How many problems were found.
    pub fn total(&self) -> usize {
        self.diagnostics.iter().map(|diagnostic| diagnostic.count).sum()
    }
}

/// What was found, with the places of what has no diagnostic of its own.
#[derive(Default)]
struct Judgement {
    validation: Validation,
    untold: Vec<Untold>,
}

/// Where something stands that has no diagnostic of its own.
struct Untold {
    rule: &'static Rule,
    path: Arc<str>,
    pointer: Pointer,
}

/// Runs all rules, as of a day.
pub fn validate(dataset: &Dataset, today: Day) -> Validation {
    let files = Files::new(dataset);
    let mut judgement = Judgement::default();
    for rule in all() {
        match rule.check {
            Check::Fault(kind) => {
                let faults = dataset.faults.iter().filter(|fault| fault.kind == kind);
                let stamped = faults.map(|fault| stamp(rule, fault.report.clone(), fault.count));
                judgement.validation.diagnostics.extend(stamped);
            }
            Check::Dataset(check) => {
                let mut findings = Findings::new(|place| files.verdict(rule.descriptor.code, place));
                check(dataset, &mut findings);
                judgement.take(rule, findings.into_found());
            }
            Check::Assessment(_) | Check::Exceptions(_) | Check::Change(_) => {}
        }
    }
    let of_assessments: Vec<Judgement> = dataset
        .assessments
        .par_iter()
        .filter(|file| !file.is_unreadable())
        .map(|file| judge(&files, &AssessmentContext::new(dataset, file, codes(), today)))
        .collect();
    let count = of_assessments.iter().map(|other| other.validation.diagnostics.len()).sum();
    judgement.validation.diagnostics.reserve_exact(count);
    of_assessments.into_iter().for_each(|other| judgement.add(other));
    let on_exceptions = on_exceptions(dataset, today, &judgement);
    let Judgement { mut validation, .. } = judgement;
    validation.diagnostics.extend(on_exceptions);
    sort(&mut validation.diagnostics);
    sort(&mut validation.excepted);
    suppressible::mark(dataset, &mut validation.diagnostics);
    validation
}

/// What the rules on exceptions have to say, given what all others have said.
fn on_exceptions(dataset: &Dataset, today: Day, judgement: &Judgement) -> Vec<Diagnostic> {
    let mut standing: HashMap<&str, HashMap<&str, Vec<&str>>> = HashMap::new();
    let with_exceptions: HashSet<&str> = dataset
        .assessments
        .iter()
        .filter(|file| !file.data.exceptions.is_empty())
        .map(|file| &*file.path)
        .collect();
    if with_exceptions.is_empty() {
        return Vec::new();
    }
    let surroundings = Surroundings::new(dataset, codes(), judgement.standing());
    let concerned = judgement.standing().filter(|standing| with_exceptions.contains(standing.path));
    for StandingFinding { code, path, pointer, .. } in concerned {
        let of_file = standing.entry(path).or_default().entry(code).or_default();
        of_file.extend(pointer.map(Pointer::as_str));
    }
    let mut used: HashMap<&str, HashSet<(&str, &str)>> = HashMap::new();
    for Diagnostic { code, location, .. } in &judgement.validation.excepted {
        let address = location.pointer().map(|pointer| (*code, pointer.as_str()));
        used.entry(&location.path).or_default().extend(address);
    }
    dataset
        .assessments
        .par_iter()
        .filter(|file| !file.data.exceptions.is_empty())
        .flat_map_iter(|file| {
            let path = &*file.path;
            let after = ExceptionContext {
                used: used.get(path).cloned().unwrap_or_default(),
                standing: standing.get(path).cloned().unwrap_or_default(),
                surroundings: &surroundings,
            };
            let mut found = judge_exceptions(&AssessmentContext::new(dataset, file, codes(), today), &after);
            found.iter_mut().for_each(|found| withhold_removal(found, &surroundings));
            found
        })
        .collect()
}

/// Takes a fix back, or what of it would remove something for which another mistake may be the reason.
fn withhold_removal(diagnostic: &mut Diagnostic, surroundings: &Surroundings<'_>) {
    let Some(fix) = &mut diagnostic.fix else { return };
    fix.edits.retain(|edit| match edit {
        Edit::Remove { pointer } => {
            // The code of an exception stands at the second step to it.
            let code = pointer.tokens().nth(1).unwrap_or_default();
            surroundings.may_remove(&diagnostic.location.path, &code)
        }
        Edit::Replace { .. } | Edit::ReplaceByNumber { .. } | Edit::Format => true,
    });
    if fix.edits.is_empty() {
        diagnostic.fix = None;
    }
}

impl Validation {
    /// Adds what the rules on changes have to say. No exception of the data silences them.
    pub fn add_change(&mut self, change: &ChangeContext<'_>) {
        let mut judgement = Judgement::default();
        for rule in all() {
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
    fn take(&mut self, rule: &'static Rule, found: Found) {
        let told = found.told.into_iter().map(|(report, count)| stamp(rule, report, count));
        self.validation.diagnostics.extend(told);
        self.validation.excepted.extend(found.excepted.into_iter().map(|report| stamp(rule, report, 1)));
        self.untold.extend(found.untold.into_iter().map(|(path, pointer)| Untold { rule, path, pointer }));
    }

    fn add(&mut self, other: Judgement) {
        self.validation.diagnostics.extend(other.validation.diagnostics);
        self.validation.excepted.extend(other.validation.excepted);
        self.untold.extend(other.untold);
    }

    /// Where something stands.
    fn standing(&self) -> impl Iterator<Item = StandingFinding<'_>> {
        let told = self.validation.diagnostics.iter().map(|found| StandingFinding {
            code: found.code,
            severity: found.severity,
            path: &found.location.path,
            pointer: found.location.pointer(),
            is_of_layout: find(found.code).is_some_and(is_of_layout),
        });
        told.chain(self.untold.iter().map(|untold| StandingFinding {
            code: untold.rule.descriptor.code,
            severity: untold.rule.descriptor.severity,
            path: &untold.path,
            pointer: Some(&untold.pointer),
            is_of_layout: is_of_layout(untold.rule),
        }))
    }
}

fn judge(files: &Files<'_>, context: &AssessmentContext<'_>) -> Judgement {
    let mut judgement = Judgement::default();
    for rule in all() {
        if let Check::Assessment(check) = rule.check {
            let mut findings = Findings::new(|place| files.verdict(rule.descriptor.code, place));
            check(context, &mut findings);
            judgement.take(rule, findings.into_found());
        }
    }
    // There may be thousands of files.
    judgement.validation.diagnostics.shrink_to_fit();
    judgement
}

fn judge_exceptions(context: &AssessmentContext<'_>, after: &ExceptionContext<'_>) -> Vec<Diagnostic> {
    let mut judgement = Judgement::default();
    for rule in all() {
        if let Check::Exceptions(check) = rule.check {
            let mut findings = Findings::certain();
            check(context, after, &mut findings);
            judgement.take(rule, findings.into_found());
        }
    }
    judgement.validation.diagnostics
}

/// Whether a rule is about the layout of files alone.
fn is_of_layout(rule: &Rule) -> bool {
    matches!(rule.check, Check::Fault(kind) if kind.is_of_layout())
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
        exceptions_there: None,
    }
}

/// Sorted without room of their own, since there may be very many; what is equal here says the same.
fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics
        .sort_unstable_by(|a, b| (&a.location, a.code, &a.message).cmp(&(&b.location, b.code, &b.message)));
}
