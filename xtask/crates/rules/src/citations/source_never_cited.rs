//! CIT004: a source is described and cited nowhere.

use std::collections::{BTreeSet, HashSet};

use foldhash::quality::RandomState;

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::meant::matched;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT004",
        name: "source-never-cited",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("sources not cited yet"),
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A source is described, but nothing in the file cites it.",
        why: "It makes the evidence look broader than it is; or a citation has been lost.",
        fix: "Cite it in a footnote, or delete it.",
        cases: include_str!("../../../../../tests/rules/CIT004.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let is_lost = |field| context.is_lost_at([field]);
    if context.may_lack_citations() || is_lost("document") || is_lost("derivation") {
        return;
    }
    let assessment = context.assessment();
    let in_errata = assessment.corrections().flat_map(|(.., erratum)| &erratum.citations);
    // What was corrected in a source is kept with it.
    let corrected = assessment.sources.iter().filter(|(_, source)| !source.errata.is_empty());
    let mut cited: HashSet<&str, RandomState> =
        HashSet::with_capacity_and_hasher(assessment.sources.len(), RandomState::default());
    let all_cited = assessment
        .citations()
        .map(|(_, _, _, citation)| citation)
        .chain(in_errata)
        .filter_map(|citation| citation.source.as_deref())
        .chain(assessment.document.as_deref())
        .chain(assessment.derivation.as_ref().and_then(|derivation| derivation.source.as_deref()))
        .chain(corrected.map(|(id, _)| id));
    cited.extend(all_cited);
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
            reports.push(Report::new(context.key(["sources", id]), message));
        }
    }
}
