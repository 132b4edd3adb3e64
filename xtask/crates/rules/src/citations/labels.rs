//! The calls in a rationale and the footnotes beside it: which do not meet, and which of these are likely to be one slip.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use bibliography::citation::calls;
use bibliography::markup::numbers_of_notes;
use dataset::meant::matched;
use dataset::model::rating::IndicatorRating;
use foldhash::fast::FixedState;
use format::values::Text;

/// How calls and footnotes of one entry meet.
#[derive(Debug)]
pub(super) struct Labels<'d> {
    /// The footnotes that nothing calls, in order.
    pub(super) uncalled: Vec<&'d str>,
    /// For a label without a footnote, the footnote that it is likely to mean.
    pub(super) meant: BTreeMap<&'d str, &'d str>,
    /// For a footnote that nothing calls, what was typed in the place of its call: the paragraph, and where in it.
    pub(super) typed: BTreeMap<&'d str, (usize, Range<usize>)>,
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
        let typed = if uncalled.is_empty() { BTreeMap::new() } else { typed(&entry.rationale, &uncalled) };
        Self { uncalled, meant, typed }
    }
}

/// What was typed in the place of calls: `[label]` without the circumflex, or numbers, if there are as many as footnotes.
fn typed<'d>(rationale: &[Text], uncalled: &[&'d str]) -> BTreeMap<&'d str, (usize, Range<usize>)> {
    let wanted: HashSet<&str> = uncalled.iter().copied().collect();
    let mut places: HashMap<&str, (usize, Range<usize>)> = HashMap::new();
    for (i, text) in rationale.iter().enumerate() {
        let mut end = 0;
        for part in text.split_inclusive('[') {
            let start = end;
            end += part.len();
            if let Some((label, _)) = part.split_once(']').filter(|(label, _)| wanted.contains(label)) {
                places.entry(label).or_insert((i, start - 1..start + label.len() + 1));
            }
        }
    }
    let with_place = |label: &&'d str| Some((*label, places.get(label)?.clone()));
    let mut typed: BTreeMap<&str, (usize, Range<usize>)> = uncalled.iter().filter_map(with_place).collect();
    let numbers: Vec<(usize, Range<usize>)> = rationale
        .iter()
        .enumerate()
        .flat_map(|(i, text)| numbers_of_notes(text).into_iter().map(move |range| (i, range)))
        .collect();
    let left: Vec<&str> = uncalled.iter().copied().filter(|label| !typed.contains_key(label)).collect();
    if numbers.len() == left.len() {
        typed.extend(left.into_iter().zip(numbers));
    }
    typed
}
