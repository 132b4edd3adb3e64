//! Which sources a change takes out of an assessment with nothing cited in their place.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::context::is_lost;
use crate::frozen::OldNames;
use bibliography::citation::Citation;
use dataset::AssessmentFile;
use dataset::model::assessment::Corrected;
use diff::AssessmentDiff;
use diff::subject::{Field, SourceField, Subject};
use format::pointer::Pointer;

/// The sources that are gone and for which nothing new is cited, each with the indicators at which they were cited.
pub(crate) fn lost_evidence<'d>(
    diff: &'d AssessmentDiff<'_>,
    before: &'d AssessmentFile,
    after: &'d AssessmentFile,
) -> BTreeMap<&'d str, BTreeSet<&'d str>> {
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
    let removed: HashSet<&str> = sources.map(|source| &**source).filter(|source| !is_lost(source)).collect();
    if removed.is_empty() {
        return BTreeMap::new();
    }
    let old = OldNames::of(diff);
    let is_explained = |indicator: &str| {
        let thing = old.thing(Some(before), after, Corrected::Entry(indicator));
        thing.is_some_and(|thing| !thing.new_errata().is_empty())
    };
    without_sources(&removed, before, after, &is_explained)
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
        if is_explained(indicator) {
            continue;
        }
        for (label, footnote) in entry.footnotes.iter() {
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
