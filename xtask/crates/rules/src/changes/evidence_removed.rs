//! CHG007: a source is taken out of a published assessment, and nothing is cited in its place.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::change_context::{ChangeContext, is_published, new_errata};
use crate::context::is_lost;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::citation::Citation;
use dataset::AssessmentFile;
use dataset::model::assessment::Corrected;
use diff::change::{Field, SourceField, Subject};
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG007",
        name: "evidence-removed",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A change takes a source out of a published assessment, and where it was cited nothing is cited in its place.",
        why: "The claim is still there, and what it rested on is gone.",
        fix: "Put the source back. If it was wrong, cite the right one in the same footnote, or say under \"errata\" of the indicator why it does without it.",
        cases: include_str!("../../../../../tests/rules/CHG007.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    for (diff, before, after) in change.revised().filter(|(_, before, _)| is_published(before)) {
        let removed = diff.changes.iter().chain(&diff.incomparable).filter(|change| change.after.is_none());
        let sources = removed.filter_map(|change| match &change.subject {
            Subject::Assessment { field: Field::Source { source, field: SourceField::Whole }, .. } => {
                Some(source)
            }
            Subject::Assessment { .. }
            | Subject::Edition { .. }
            | Subject::Country { .. }
            | Subject::About { .. }
            | Subject::Framework { .. } => None,
        });
        // What stands there and cannot be read is not removed.
        let is_lost = |source: &str| is_lost(&after.file, &Pointer::of(["sources", source]));
        let removed = sources.map(|source| &**source).filter(|source| !is_lost(source)).collect();
        let corrected = new_errata(diff);
        let is_explained = |indicator: &str| corrected.contains_key(&Corrected::Entry(indicator));
        for (source, indicators) in without_sources(&removed, before, after, &is_explained) {
            for indicator in indicators {
                let message = format!(
                    "the source \"{source}\" is removed, and nothing is cited in its place for {indicator}"
                );
                let place = Location::key(&after.file.path, Pointer::of(["ratings", indicator]));
                reports.push(Report::new(place, message));
            }
        }
    }
}

/// For each of some sources the indicators at which it was cited, with nothing new in the footnote and no erratum that
/// tells why.
fn without_sources<'d>(
    removed: &HashSet<&'d str>,
    before: &'d AssessmentFile,
    after: &'d AssessmentFile,
    is_explained: &dyn Fn(&str) -> bool,
) -> BTreeMap<&'d str, BTreeSet<&'d str>> {
    let mut without_sources: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (indicator, entry) in before.file.data.ratings.iter() {
        let Some(entry_after) = after.file.data.ratings.get(indicator) else { continue };
        for (label, footnote) in entry.footnotes.iter().filter(|_| !is_explained(indicator)) {
            let known: HashSet<&Citation> = footnote.citations.iter().collect();
            let now = entry_after.footnotes.get(label).map_or(&[][..], |footnote| &footnote.citations);
            if now.iter().any(|citation| !known.contains(citation)) {
                continue;
            }
            let cited = footnote.citations.iter().filter_map(|citation| citation.source.as_deref());
            for source in cited.filter(|source| removed.contains(source)) {
                without_sources.entry(source).or_default().insert(indicator);
            }
        }
    }
    without_sources
}
