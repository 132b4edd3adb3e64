//! CIT041: a source is younger than what it is evidence for.

use super::dating::{Contradiction, contradiction, end_of_evidence};
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::source::Source;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT041",
        name: "issued-after-edition",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "A rating rests on a source that was published after the evidence for the edition was closed.",
        why: "The assessors cannot have known it: either its date is wrong, or the file was changed after publication.",
        fix: "Compare the date with the source. If it corrects this edition, cite it in the erratum (\"citations\"), not in a footnote; otherwise keep it for the next edition.",
        cases: include_str!("../../../../../tests/rules/CIT041.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let Some(end) = end_of_evidence(context) else { return };
    let issued = |source: &Source| source.issued().and_then(|issued| issued.span());
    let sources = context.assessment().sources.iter();
    for (id, source) in sources.filter(|(_, source)| issued(source).is_some_and(|day| day.is_after(end))) {
        if let Some(Contradiction::AfterEdition { end }) = contradiction(context, id, source) {
            let message = format!(
                "the source \"{id}\" is dated after {end}, when the evidence for edition {} ends",
                context.file.edition
            );
            reports.push(Report::new(context.at(["sources", id, "issued"]), message));
        }
    }
}
