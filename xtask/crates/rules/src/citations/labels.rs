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
#[derive(Debug, Default)]
pub(super) struct Labels<'d> {
    /// The footnotes that nothing calls, in order.
    pub(super) uncalled: Vec<&'d str>,
    /// For a label without a footnote, the footnote that it is likely to mean.
    pub(super) meant: BTreeMap<&'d str, &'d str>,
    /// For what stands in one bracket, the labels that it calls together: `[^a, b]`.
    pub(super) together: BTreeMap<&'d str, Vec<&'d str>>,
    /// For what stands in a bracket that was not closed behind its label, the label: `[^a and what follows]`.
    pub(super) unclosed: BTreeMap<&'d str, &'d str>,
}

impl<'d> Labels<'d> {
    /// The labels of an entry.
    pub(super) fn of(entry: &'d IndicatorRating) -> Self {
        if entry.calls_in_turn() {
            return Self::default();
        }
        let called = entry.rationale.iter().flat_map(|text| calls(text)).map(|(label, _)| label);
        let mut all: HashSet<&str, FixedState> = HashSet::default();
        let (mut missing, mut together, mut unclosed) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        for label in called {
            if !all.insert(label) || entry.footnotes.contains(label) {
                continue;
            }
            let parts = parts(label);
            let known = parts.iter().filter(|part| entry.footnotes.contains(part)).count();
            if parts.len() > 1 && 2 * known >= parts.len() {
                all.extend(&parts);
                together.insert(label, parts);
            } else if let Some(first) =
                parts.first().filter(|first| parts.len() > 1 && entry.footnotes.contains(first))
            {
                all.insert(first);
                unclosed.insert(label, *first);
            } else {
                missing.push(label);
            }
        }
        let uncalled: Vec<&str> = entry.footnotes.ids().filter(|label| !all.contains(label)).collect();
        // A label misspelt or changed on one side only is one mistake.
        let meant = match (&*missing, &*uncalled) {
            ([label], [only]) => std::iter::once((*label, *only)).collect(),
            (missing, uncalled) => matched(missing.iter().copied(), uncalled),
        };
        Self { uncalled, meant, together, unclosed }
    }
}

/// The labels that stand in one bracket with signs or *and* between them.
fn parts(label: &str) -> Vec<&str> {
    let parts = label.split([',', ';', '&', '/', '|', '^', ' ']);
    parts.filter(|part| !part.is_empty() && *part != "and").collect()
}

/// What was typed in the place of the calls of footnotes that nothing calls, by the paragraph and where in it: `[label]`
/// without the circumflex, or numbers, if there are as many as footnotes.
pub(super) fn typed<'d>(
    rationale: &[Text],
    uncalled: &[&'d str],
) -> BTreeMap<&'d str, (usize, Range<usize>)> {
    let wanted: HashSet<&str> = uncalled.iter().copied().collect();
    let mut places: HashMap<&str, (usize, Range<usize>)> = HashMap::new();
    for (i, text) in rationale.iter().enumerate() {
        for (bracket, _) in text.match_indices('[') {
            let inside = &text[bracket + 1..];
            // What is typed within has no bracket.
            let Some(length) = inside.find(['[', ']']) else { break };
            let label = &inside[..length];
            if inside[length..].starts_with(']') && wanted.contains(label) {
                places.entry(label).or_insert((i, bracket..bracket + length + 2));
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
