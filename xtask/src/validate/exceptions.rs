//! What the rules on exceptions have to say, once all others have spoken.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Judgement;
use crate::dataset::Dataset;
use crate::date::Day;
use crate::diagnostic::{Diagnostic, Edit};
use crate::rules::findings::Findings;
use crate::rules::{self, Aftermath, Case, Check, Surroundings};

/// Runs the rules on exceptions, given what all others have found.
pub(super) fn judge(dataset: &Dataset, today: Day, found: &Judgement) -> Vec<Diagnostic> {
    let surroundings = Surroundings::new(dataset, &found.validation.diagnostics, &found.untold);
    let excepted = by_path(&found.validation.excepted);
    let standing = by_path(&found.validation.diagnostics);
    dataset
        .assessments
        .par_iter()
        .filter(|file| !file.file.data.exceptions.is_empty())
        .flat_map_iter(|file| {
            let mut after = Aftermath {
                used: excepted.get(&*file.file.path).into_iter().flatten().copied().collect(),
                standing: HashMap::new(),
                surroundings: &surroundings,
            };
            for (code, pointer) in standing.get(&*file.file.path).into_iter().flatten() {
                after.standing.entry(code).or_default().push(pointer);
            }
            let mut found = of_file(&Case::new(dataset, file, today), &after);
            found.iter_mut().for_each(|found| withhold_removal(found, &surroundings));
            found
        })
        .collect()
}

fn of_file(case: &Case<'_>, after: &Aftermath<'_>) -> Vec<Diagnostic> {
    let mut judgement = Judgement::default();
    for rule in rules::all() {
        if let Check::Exceptions(check) = rule.check {
            let mut findings = Findings::certain();
            check(case, after, &mut findings);
            judgement.take(rule, findings.into_found());
        }
    }
    judgement.validation.diagnostics
}

/// The codes and pointers of diagnostics, as exceptions would name them, by path. One without a pointer cannot be named.
fn by_path(diagnostics: &[Diagnostic]) -> HashMap<&str, Vec<(&str, &str)>> {
    let mut all: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
    for diagnostic in diagnostics {
        let address = diagnostic.location.pointer().map(|pointer| (diagnostic.code, pointer.as_str()));
        all.entry(&diagnostic.location.path).or_default().extend(address);
    }
    all
}

/// Takes a fix back that would remove something for which another mistake may be the reason.
fn withhold_removal(diagnostic: &mut Diagnostic, surroundings: &Surroundings<'_>) {
    let is_withheld = diagnostic.fix.as_ref().is_some_and(|fix| {
        fix.edits.iter().any(|edit| match edit {
            Edit::Remove { pointer } => {
                // The code of an exception stands at the second step to it.
                let code = pointer.tokens().nth(1).unwrap_or_default();
                !surroundings.may_remove(&diagnostic.location.path, &code)
            }
            Edit::Replace { .. } | Edit::Format => false,
        })
    });
    if is_withheld {
        diagnostic.fix = None;
    }
}
