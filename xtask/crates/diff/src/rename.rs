//! What was given another name and is otherwise the same: sources, indicators, labels of footnotes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};

use super::assessment::footnote_in_short;
use super::meaning::{joined, words};
use super::source;
use super::subject::{Field, FootnoteField, IndicatorField, SourceField};
use bibliography::citation::{Citation, Footnote, calls};
use bibliography::erratum::Errata;
use bibliography::source::Source;
use dataset::model::assessment::Assessment;
use dataset::model::rating::IndicatorRating;
use format::pointer::Pointer;
use format::values::{Map, Text};

/// A new name for what is otherwise the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rename {
    /// The old name.
    pub(super) from: Text,
    /// The new one.
    pub(super) to: Text,
    /// What has it, under its new name.
    pub(super) field: Field,
}

/// New names by the old ones.
type Renamed = HashMap<Text, Text>;

/// The renames between two states, and the earlier one as if all had had their new names already. A mention that goes by the
/// old name in the later state too is left as it is, since nobody changed it.
pub(super) fn undone<'a>(before: &'a Assessment, after: &Assessment) -> (Cow<'a, Assessment>, Vec<Rename>) {
    let mut renamed = Cow::Borrowed(before);
    let mut renames = Vec::new();
    // What is the same in everything goes first, so that what was edited as well finds no wrong partner.
    let mut sources = moved(&before.sources, &after.sources, |_, source| Some(source::in_short(source)));
    let known: HashSet<Text> = sources.iter().flat_map(|(from, to)| [from.clone(), to.clone()]).collect();
    sources.extend(moved(&before.sources, &after.sources, |id, source| {
        address(source).filter(|_| !known.contains(id))
    }));
    if !sources.is_empty() {
        rename_sources(renamed.to_mut(), &by_old(&sources), after);
    }
    renames.extend(sources.into_iter().map(|(from, to)| {
        let field = Field::Source { source: to.clone(), field: SourceField::Id };
        Rename { from, to, field }
    }));
    let indicators = moved(&before.ratings, &after.ratings, |_, entry| rationale(entry));
    if !indicators.is_empty() {
        rename_indicators(renamed.to_mut(), &by_old(&indicators));
    }
    renames.extend(indicators.into_iter().map(|(from, to)| {
        let field = Field::Indicator { indicator: to.clone(), field: IndicatorField::Id };
        Rename { from, to, field }
    }));
    let labels = moved_labels(&renamed, after);
    if !labels.is_empty() {
        rename_labels(renamed.to_mut(), &labels, after);
    }
    for (indicator, labels) in labels {
        renames.extend(labels.into_iter().map(|(from, to)| {
            let label = IndicatorField::Footnote { label: to.clone(), field: FootnoteField::Label };
            let field = Field::Indicator { indicator: indicator.clone(), field: label };
            Rename { from, to, field }
        }));
    }
    let has_pointers = !before.exceptions.is_empty() || !before.remarks.is_empty();
    if !renames.is_empty() && has_pointers {
        let places = Places::of(&renames);
        let renamed = renamed.to_mut();
        rename_in_exceptions(renamed, &places, after);
        rename_in_remarks(renamed, &places, after);
    }
    (renamed, renames)
}

/// The entries that stand under one id before and under another after: those that are the same in short, in order.
fn moved<T>(
    before: &Map<T>,
    after: &Map<T>,
    in_short: impl Fn(&str, &T) -> Option<String>,
) -> Vec<(Text, Text)> {
    let entries = joined(before, after);
    let removed: Vec<(&str, &T)> = entries
        .iter()
        .filter(|(_, _, after)| after.is_none())
        .filter_map(|(id, before, _)| Some((*id, (*before)?)))
        .collect();
    let mut added: HashMap<String, VecDeque<&str>> = HashMap::new();
    for (id, _, after) in entries.iter().filter(|(_, before, _)| !removed.is_empty() && before.is_none()) {
        if let Some(short) = after.and_then(|after| in_short(id, after)) {
            added.entry(short).or_default().push_back(id);
        }
    }
    let mut moved = Vec::new();
    for (from, before) in removed {
        let same = in_short(from, before).and_then(|short| added.get_mut(&short));
        moved.extend(same.and_then(VecDeque::pop_front).map(|to| (from.into(), to.into())));
    }
    moved
}

fn by_old(renames: &[(Text, Text)]) -> Renamed {
    renames.iter().cloned().collect()
}

/// The type and address of a source, by which it is known though it is described in other words.
fn address(source: &Source) -> Option<String> {
    Some(format!("{:?} {}", source.kind, source.url()?))
}

fn rationale(entry: &IndicatorRating) -> Option<String> {
    let paragraphs: Vec<String> =
        entry.rationale.iter().map(|text| words(text)).filter(|text| !text.is_empty()).collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n"))
}

/// The labels that were renamed, by indicator.
fn moved_labels(before: &Assessment, after: &Assessment) -> Vec<(Text, Vec<(Text, Text)>)> {
    let earlier: HashMap<&str, &IndicatorRating> = before.ratings.iter().collect();
    let mut all = Vec::new();
    for (indicator, after) in after.ratings.iter() {
        let Some(before) = earlier.get(indicator).filter(|before| before.footnotes != after.footnotes) else {
            continue;
        };
        let labels = moved(&before.footnotes, &after.footnotes, |_, it| Some(footnote_in_short(it)));
        if !labels.is_empty() {
            all.push((indicator.into(), labels));
        }
    }
    all
}

fn rename_sources(assessment: &mut Assessment, renamed: &Renamed, after: &Assessment) {
    let rename = |id: &mut Option<Text>, is_kept: &dyn Fn(&str) -> bool| {
        if let Some(to) = id.as_ref().filter(|from| !is_kept(from)).and_then(|from| renamed.get(from)) {
            *id = Some(to.clone());
        }
    };
    rename(&mut assessment.document, &|from| after.document.as_deref() == Some(from));
    if let Some(derivation) = &mut assessment.derivation {
        let kept = after.derivation.as_ref().and_then(|derivation| derivation.source.as_deref());
        rename(&mut derivation.source, &|from| kept == Some(from));
    }
    let cited = |citations: &mut dyn Iterator<Item = &Citation>| -> HashSet<Text> {
        citations.filter_map(|it| it.source.clone()).filter(|id| renamed.contains_key(id)).collect()
    };
    let rename_in_errata = |errata: &mut Errata, later: Option<&Errata>| {
        let later = later.into_iter().flat_map(Errata::values);
        let kept = cited(&mut later.flat_map(|erratum| &erratum.citations));
        for citation in errata.values_mut().flat_map(|erratum| &mut erratum.citations) {
            rename(&mut citation.source, &|from| kept.contains(from));
        }
    };
    rename_in_errata(&mut assessment.errata, Some(&after.errata));
    let later: HashMap<&str, &IndicatorRating> = after.ratings.iter().collect();
    let entries = std::mem::take(&mut assessment.ratings).into_iter().map(|(id, mut entry)| {
        let footnotes = later.get(&*id).map(|entry| entry.footnotes.iter().collect::<HashMap<_, _>>());
        let of_entry = std::mem::take(&mut entry.footnotes).into_iter().map(|(label, mut footnote)| {
            let footnotes = footnotes.as_ref().and_then(|footnotes| footnotes.get(&*label));
            let kept = cited(&mut footnotes.into_iter().flat_map(|footnote| &footnote.citations));
            for citation in &mut footnote.citations {
                rename(&mut citation.source, &|from| kept.contains(from));
            }
            (label, footnote)
        });
        entry.footnotes = of_entry.collect();
        rename_in_errata(&mut entry.errata, later.get(&*id).map(|entry| &entry.errata));
        (id, entry)
    });
    assessment.ratings = entries.collect();
    let later: HashMap<&str, &Source> = after.sources.iter().collect();
    let sources = with_keys(std::mem::take(&mut assessment.sources), renamed).into_iter();
    let sources = sources.map(|(id, mut source)| {
        rename_in_errata(&mut source.errata, later.get(&*id).map(|source| &source.errata));
        (id, source)
    });
    assessment.sources = sources.collect();
}

fn rename_indicators(assessment: &mut Assessment, renamed: &Renamed) {
    assessment.ratings = with_keys(std::mem::take(&mut assessment.ratings), renamed);
}

fn rename_labels(assessment: &mut Assessment, labels: &[(Text, Vec<(Text, Text)>)], after: &Assessment) {
    let by_indicator: HashMap<&str, Renamed> =
        labels.iter().map(|(indicator, labels)| (&**indicator, by_old(labels))).collect();
    let later: HashMap<&str, &IndicatorRating> = after.ratings.iter().collect();
    let entries = std::mem::take(&mut assessment.ratings).into_iter().map(|(id, mut entry)| {
        if let Some(renamed) = by_indicator.get(&*id) {
            entry.footnotes = with_keys(std::mem::take::<Map<Footnote>>(&mut entry.footnotes), renamed);
            let paragraphs = later.get(&*id).into_iter().flat_map(|entry| &entry.rationale);
            let kept: HashSet<&str> =
                paragraphs.flat_map(|paragraph| calls(paragraph)).map(|(label, _)| label).collect();
            for paragraph in &mut entry.rationale {
                *paragraph = with_labels(paragraph, renamed, &kept);
            }
        }
        (id, entry)
    });
    assessment.ratings = entries.collect();
}

fn with_labels(paragraph: &str, renamed: &Renamed, kept: &HashSet<&str>) -> Text {
    let mut out = String::with_capacity(paragraph.len());
    let mut rest = 0;
    for (label, range) in calls(paragraph).filter(|(label, _)| !kept.contains(label)) {
        // Calls that are not closed may lie in one another.
        let Some(to) = renamed.get(label).filter(|_| range.start >= rest) else { continue };
        out.push_str(&paragraph[rest..range.start]);
        out.push_str(&format!("[^{to}]"));
        rest = range.end;
    }
    out.push_str(&paragraph[rest..]);
    out.into()
}

/// The new names by the places that had the old ones.
struct Places<'r>(HashMap<Vec<&'r str>, &'r str>);

impl<'r> Places<'r> {
    fn of(renames: &'r [Rename]) -> Self {
        let mut by_place: HashMap<Vec<&str>, &str> = HashMap::new();
        for rename in renames {
            match &rename.field {
                Field::Source { .. } => drop(by_place.insert(vec!["sources", &rename.from], &rename.to)),
                Field::Indicator { indicator, field: IndicatorField::Footnote { .. } } => {
                    by_place.insert(vec!["ratings", indicator, "footnotes", &rename.from], &rename.to);
                }
                Field::Indicator { .. } => drop(by_place.insert(vec!["ratings", &rename.from], &rename.to)),
                Field::Whole
                | Field::Path
                | Field::Country
                | Field::Edition
                | Field::Status
                | Field::Own(_)
                | Field::Derivation(_)
                | Field::Stated(_)
                | Field::Prose(_)
                | Field::Remark(_)
                | Field::Erratum(_)
                | Field::Exception { .. } => {}
            }
        }
        Self(by_place)
    }

    /// Where a pointer leads by the new names; none if nothing on its way has one.
    fn renamed(&self, pointer: &str) -> Option<Text> {
        let tokens: Vec<String> = Pointer::from_escaped(pointer).tokens().map(Cow::into_owned).collect();
        let mut tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let mut is_moved = false;
        for length in [2, 4] {
            if let Some(to) = tokens.get(..length).and_then(|place| self.0.get(place)) {
                tokens[length - 1] = to;
                is_moved = true;
            }
        }
        is_moved.then(|| Pointer::of(tokens).as_str().into())
    }
}

/// Lets remarks point to the new names where those of the later state do.
fn rename_in_remarks(assessment: &mut Assessment, places: &Places<'_>, after: &Assessment) {
    let later: HashMap<&str, HashSet<&Text>> =
        after.remarks.iter().map(|(id, remark)| (id, remark.about.iter().collect())).collect();
    let remarks = std::mem::take(&mut assessment.remarks).into_iter().map(|(id, mut remark)| {
        if let Some(later) = later.get(&*id) {
            for pointer in &mut remark.about {
                let new = places.renamed(pointer).filter(|_| !later.contains(pointer));
                if let Some(new) = new.filter(|new| later.contains(new)) {
                    *pointer = new;
                }
            }
        }
        (id, remark)
    });
    assessment.remarks = remarks.collect();
}

/// Lets exceptions point to the new names where those of the later state do.
fn rename_in_exceptions(assessment: &mut Assessment, places: &Places<'_>, after: &Assessment) {
    let pairs = |exceptions: &Map<Map<Text>>| -> HashSet<(Text, Text)> {
        let pairs = exceptions.iter().flat_map(|(code, pointers)| pointers.ids().map(move |it| (code, it)));
        pairs.map(|(code, pointer)| (code.into(), pointer.into())).collect()
    };
    let (earlier, later) = (pairs(&assessment.exceptions), pairs(&after.exceptions));
    let moved = |code: &Text, pointer: Text| -> Text {
        let old = (code.clone(), pointer.clone());
        let new = Some(old).filter(|old| !later.contains(old)).and_then(|_| places.renamed(&pointer));
        let new = new.filter(|new| {
            let place = (code.clone(), new.clone());
            later.contains(&place) && !earlier.contains(&place)
        });
        new.unwrap_or(pointer)
    };
    assessment.exceptions = std::mem::take(&mut assessment.exceptions)
        .into_iter()
        .map(|(code, pointers)| {
            let pointers =
                pointers.into_iter().map(|(pointer, reason)| (moved(&code, pointer), reason)).collect();
            (code, pointers)
        })
        .collect();
}

fn with_keys<T>(map: Map<T>, renamed: &Renamed) -> Map<T> {
    map.into_iter().map(|(key, value)| (renamed.get(&key).cloned().unwrap_or(key), value)).collect()
}
