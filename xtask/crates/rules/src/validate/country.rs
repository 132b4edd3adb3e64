//! How one country is judged, and what is kept of it once it has been let go.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::sync::Arc;

use foldhash::quality::RandomState;
use rayon::prelude::*;

use super::asked::{Part, ask};
use super::descriptions::look_at_faulty;
use super::files::Files;
use super::judgement::{Judgement, stamp};
use super::traces::Traces;
use super::{Excepted, KeepExcepted};
use crate::findings::Findings;
use crate::registry::{all, codes};
use crate::{AssessmentContext, Check, Rule, Surroundings, suppressible};
use bibliography::date::Day;
use dataset::progress::Progress;
use dataset::stream::Stream;
use dataset::{AssessmentFile, Damage};
use format::diagnostic::Diagnostic;
use format::fault::Fault;
use format::values::Text;

/// What is kept of a country.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// What stands.
    pub(super) judgement: Judgement,
    /// What the data excepts.
    pub(super) excepted: Vec<Excepted>,
    /// By which its assessments are found again.
    pub(super) traces: Traces,
    /// What could not be read of its files.
    pub(super) damaged: Vec<(Arc<str>, Damage)>,
    /// The exceptions that have silenced nothing in it, though their rules could look.
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
pub(super) fn judge(stream: &Stream<'_>, country: usize, today: Day, keep: KeepExcepted) -> Judged {
    let dataset = &stream.country(country);
    let files = Files::new(dataset);
    let traces = Traces::of_country(dataset);
    let readable = dataset.assessments.iter().enumerate().filter(|(_, file)| !file.is_unreadable());
    let mut contexts: Vec<(usize, AssessmentContext<'_>)> =
        readable.map(|(nth, file)| (nth, AssessmentContext::new(dataset, file, codes(), today))).collect();
    look_at_faulty(&mut contexts, &traces);
    let contexts: Vec<AssessmentContext<'_>> = contexts.into_iter().map(|(_, context)| context).collect();
    let contexts_together = contexts.par_iter().with_min_len(stream.files_together());
    let of_files: Vec<Judgement> = contexts_together.map(|context| judge_file(&files, context)).collect();
    let mut judgement = Judgement::default();
    judgement.diagnostics.extend(of_faults(&dataset.faults));
    of_files.into_iter().for_each(|other| judgement.add(other));
    suppressible::mark(dataset, &mut judgement.diagnostics);
    let excepted = std::mem::take(&mut judgement.excepted);
    let idle = idle(country, &contexts, &judgement, &excepted);
    let drafts: Vec<&AssessmentFile> =
        dataset.assessments.iter().filter(|file| dataset.is_open_draft(file)).collect();
    if !drafts.is_empty() {
        judgement.set_open_points_apart(dataset);
        judgement.drafts.extend(drafts.into_iter().map(|file| Progress::of(dataset, file)));
    }
    // There may be thousands of countries.
    judgement.diagnostics.shrink_to_fit();
    let damaged = dataset.assessments.iter().filter(|file| !file.damaged.is_empty());
    Judged {
        traces,
        damaged: damaged.map(|file| (file.path.clone(), file.damaged.clone())).collect(),
        excepted: keep.all(excepted).collect(),
        idle,
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
    let findings_of =
        |rule: &'static Rule| Findings::new(move |place| files.verdict(rule.descriptor.code, place));
    ask(context, Part::Whole, findings_of, |rule, found| judgement.take(rule, found));
    judgement
}

/// The exceptions that have silenced nothing, but for those of which it is plain already that nothing will be said: whatever is
/// wrong in other countries can only keep more rules from looking.
fn idle(
    country: usize,
    contexts: &[AssessmentContext<'_>],
    judgement: &Judgement,
    excepted: &[Diagnostic],
) -> Vec<Idle> {
    let used: HashSet<(&str, &str, &str), RandomState> = excepted.iter().filter_map(address).collect();
    let mut idle = Vec::new();
    let surroundings = LazyCell::new(|| {
        let dataset = contexts.first()?.dataset;
        let damaged = dataset.assessments.iter().map(|file| (&*file.path, &file.damaged));
        Some(Surroundings::new(&dataset.registers, damaged, codes(), judgement.standing()))
    });
    for context in contexts {
        let path = &context.file.path;
        for (code, pointers) in context.assessment().exceptions.iter() {
            let unused = pointers.ids().filter(|pointer| !used.contains(&(&**path, code, *pointer)));
            let could_look = |pointer: &&str| {
                let surroundings = surroundings.as_ref();
                surroundings.is_some_and(|surroundings| surroundings.could_look(code, context, pointer))
            };
            idle.extend(unused.filter(could_look).map(|pointer| Idle {
                country,
                path: path.clone(),
                code: code.into(),
                pointer: pointer.into(),
            }));
        }
    }
    idle
}

/// By what an exception for a diagnostic is found: its file, its code and its place.
pub(super) fn address(diagnostic: &Diagnostic) -> Option<(&str, &str, &str)> {
    let Diagnostic { code, location, .. } = diagnostic;
    Some((&*location.path, *code, location.pointer()?.as_str()))
}
