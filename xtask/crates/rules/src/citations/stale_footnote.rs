//! CIT008: a footnote rests on nothing newer than the previous edition.

use std::collections::HashSet;

use crate::changed_evidence::{Evidence, of_changed};
use crate::norm::is_norm;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::source::Source;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT008",
        name: "stale-footnote",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("footnotes with old sources alone"),
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "All sources of a footnote are older than the previous edition. (Footnotes that cite only treaties, laws, resolutions or judgments are not reported.)",
        why: "An updated assessment is about what has happened since; an older source cannot show that.",
        fix: "Check whether the claim is about the time since the previous edition. If it is, cite something newer.",
        cases: include_str!("../../../../../tests/rules/CIT008.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let Some(since) = context.since() else { return };
    // Where a changed rating rests on nothing newer at all, that is said once, of the rating.
    let told: HashSet<&str> =
        of_changed(context).filter(Evidence::is_older).map(|evidence| evidence.indicator).collect();
    for (id, entry) in context.entries().filter(|(id, _)| !told.contains(id)) {
        for (label, footnote) in entry.footnotes.iter() {
            // A source without a date may be of any age; what holds does so at any age.
            let sources: Option<Vec<&Source>> = footnote
                .citations
                .iter()
                .map(|citation| context.assessment().sources.get(citation.source.as_deref()?))
                .collect();
            let Some(sources) = sources else { continue };
            let last_years = sources.iter().map(|source| source.years().map(|(_, last)| last));
            let newest = last_years.collect::<Option<Vec<i64>>>().and_then(|years| years.into_iter().max());
            if let Some(newest) = newest.filter(|newest| *newest < since)
                && !sources.iter().all(|source| is_norm(source))
            {
                let message = format!(
                    "the newest source of the footnote \"{label}\" is from {newest}, before the edition of {since}"
                );
                reports.push(Report::new(context.at(["ratings", id, "footnotes", label]), message));
            }
        }
    }
}
