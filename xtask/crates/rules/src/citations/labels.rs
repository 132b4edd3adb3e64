//! The calls in a rationale and the footnotes beside it: which do not meet, and which of these are likely to be one slip.

use std::collections::{BTreeMap, HashSet};

use bibliography::citation::calls;
use dataset::meant::matched;
use dataset::model::rating::IndicatorRating;
use foldhash::fast::FixedState;

/// How calls and footnotes of one entry meet.
#[derive(Debug)]
pub(super) struct Labels<'d> {
    /// The footnotes that nothing calls, in order.
    pub(super) uncalled: Vec<&'d str>,
    /// For a label without a footnote, the footnote that it is likely to mean.
    pub(super) meant: BTreeMap<&'d str, &'d str>,
}

impl<'d> Labels<'d> {
    /// The labels of an entry.
    pub(super) fn of(entry: &'d IndicatorRating) -> Self {
        let called = entry.rationale.iter().flat_map(|text| calls(text)).map(|(label, _)| label);
        let mut all: HashSet<&str, FixedState> = HashSet::default();
        let mut missing = Vec::new();
        for label in called {
            if all.insert(label) && !entry.footnotes.contains(label) {
                missing.push(label);
            }
        }
        let uncalled: Vec<&str> = entry.footnotes.ids().filter(|label| !all.contains(label)).collect();
        // A label misspelt or changed on one side only is one mistake.
        let meant = match (&*missing, &*uncalled) {
            ([label], [only]) => std::iter::once((*label, *only)).collect(),
            (missing, uncalled) => matched(missing.iter().copied(), uncalled),
        };
        Self { uncalled, meant }
    }
}
