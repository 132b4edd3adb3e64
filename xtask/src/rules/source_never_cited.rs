//! CIT004: a source is described and cited nowhere.

use std::collections::{BTreeSet, HashSet};

use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Report, Severity};
use crate::meant::matched;
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT004",
        name: "source-never-cited",
        severity: Severity::Error,
        what: "A source is described, but nothing in the file cites it.",
        why: "It makes the evidence look broader than it is; or a citation has been lost.",
        fix: "Cite it in a footnote, or delete it.",
        cases: include_str!("../../../tests/rules/CIT004.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    let is_lost = |field| case.is_lost(&Pointer::of([field]));
    if case.may_lack_citations() || is_lost("document") || is_lost("derivation") {
        return;
    }
    let assessment = case.assessment();
    let in_errata = assessment.errata.iter().flat_map(|erratum| &erratum.citations);
    let cited: HashSet<&str> = assessment
        .citations()
        .map(|(_, _, _, citation)| citation)
        .chain(in_errata)
        .filter_map(|citation| citation.source.as_deref())
        .chain(assessment.document.as_deref())
        .chain(assessment.derivation.as_ref().and_then(|derivation| derivation.source.as_deref()))
        .collect();
    let unknown: BTreeSet<&str> =
        cited.iter().copied().filter(|id| !assessment.sources.contains(id)).collect();
    let unused: Vec<&str> = assessment.sources.ids().filter(|id| !cited.contains(id)).collect();
    let all: Vec<&str> = assessment.sources.ids().collect();
    let meant: HashSet<&str> = if unused.is_empty() {
        HashSet::new()
    } else {
        matched(unknown.iter().copied(), &all).into_values().collect()
    };
    for id in &unused {
        // What a citation with a misspelt or an old id is likely to mean is reported there.
        let is_only = unused.len() == 1 && unknown.len() == 1;
        if !is_only && !meant.contains(id) {
            let message = format!("nothing in this file cites the source \"{id}\"");
            reports.push(Report::new(case.key(["sources", id]), message));
        }
    }
}
