//! What has been found so far, stamped with the codes of its rules.

use std::borrow::Cow;
use std::sync::Arc;

use crate::findings::{Found, StandingFinding};
use crate::open_points::is_open_point;
use crate::registry::find;
use crate::{Check, Rule};
use dataset::Dataset;
use dataset::progress::Progress;
use format::diagnostic::{Diagnostic, Report};
use format::pointer::Pointer;

/// What was found, with the places of what has no diagnostic of its own.
#[derive(Debug, Default)]
pub(super) struct Judgement {
    /// What stands.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What drafts still lack.
    pub(super) open_points: Vec<Diagnostic>,
    /// What the data excepts.
    pub(super) excepted: Vec<Diagnostic>,
    /// How far the drafts are.
    pub(super) drafts: Vec<Progress>,
    untold: Vec<Untold>,
}

/// Where something stands that has no diagnostic of its own.
#[derive(Debug)]
struct Untold {
    rule: &'static Rule,
    path: Arc<str>,
    pointer: Pointer,
}

impl Judgement {
    pub(super) fn take(&mut self, rule: &'static Rule, found: Found) {
        let told = found.told.into_iter().map(|(report, count)| stamp(rule, report, count));
        self.diagnostics.extend(told);
        self.excepted.extend(found.excepted.into_iter().map(|report| stamp(rule, report, 1)));
        self.untold.extend(found.untold.into_iter().map(|(path, pointer)| Untold { rule, path, pointer }));
    }

    pub(super) fn add(&mut self, other: Judgement) {
        self.diagnostics.extend(other.diagnostics);
        self.open_points.extend(other.open_points);
        self.excepted.extend(other.excepted);
        self.drafts.extend(other.drafts);
        self.untold.extend(other.untold);
    }

    /// Sets apart what the drafts among some assessments still lack.
    pub(super) fn set_open_points_apart(&mut self, dataset: &Dataset) {
        let diagnostics = std::mem::take(&mut self.diagnostics);
        let is_open = |diagnostic: &Diagnostic| is_open_point(dataset, diagnostic);
        let (open, diagnostics) = diagnostics.into_iter().partition(is_open);
        self.diagnostics = diagnostics;
        self.open_points.extend::<Vec<_>>(open);
    }

    /// Where something stands; what is still to be done keeps rules from looking as well.
    pub(super) fn standing(&self) -> impl Iterator<Item = StandingFinding<'_>> {
        let told = self.diagnostics.iter().chain(&self.open_points).map(|found| StandingFinding {
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

/// Whether a rule is about the layout of files alone.
fn is_of_layout(rule: &Rule) -> bool {
    matches!(rule.check, Check::Fault(kind) if kind.is_of_layout())
}

pub(super) fn stamp(rule: &Rule, report: Report, count: usize) -> Diagnostic {
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
        removable: report.removable,
        count,
        exceptions_there: None,
    }
}
