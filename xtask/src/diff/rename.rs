//! What was given another name and is otherwise the same: sources, indicators, labels of footnotes.

use std::borrow::Cow;

use super::assessment::is_same_footnote;
use super::change::{Field, FootnoteField, IndicatorField, SourceField};
use super::meaning::{joined, paragraphs};
use super::source;
use crate::model::assessment::Assessment;
use crate::model::citation::{Citation, Footnote, calls};
use crate::model::rating::IndicatorRating;
use crate::model::source::Source;
use crate::model::{Map, Text};
use crate::pointer::Pointer;

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

/// The renames between two states, and the earlier one as if all had had their new names already.
pub(super) fn undone<'a>(before: &'a Assessment, after: &Assessment) -> (Cow<'a, Assessment>, Vec<Rename>) {
    let mut renamed = Cow::Borrowed(before);
    let mut renames = Vec::new();
    // What is the same in everything goes first, so that what was edited as well finds no wrong partner.
    for is_same in [source::is_same, is_at_same_address] {
        for (from, to) in moved(&renamed.sources, &after.sources, is_same) {
            rename_source(renamed.to_mut(), &from, &to);
            let field = Field::Source { source: to.clone(), field: SourceField::Id };
            renames.push(Rename { from, to, field });
        }
    }
    for (from, to) in moved(&before.ratings, &after.ratings, has_same_rationale) {
        rename_indicator(renamed.to_mut(), &from, &to);
        let field = Field::Indicator { indicator: to.clone(), field: IndicatorField::Id };
        renames.push(Rename { from, to, field });
    }
    for (indicator, after) in after.ratings.iter() {
        let Some(before) = renamed.ratings.get(indicator) else { continue };
        for (from, to) in moved(&before.footnotes, &after.footnotes, is_same_footnote) {
            rename_label(renamed.to_mut(), indicator, &from, &to);
            let label = IndicatorField::Footnote { label: to.clone(), field: FootnoteField::Label };
            let field = Field::Indicator { indicator: indicator.into(), field: label };
            renames.push(Rename { from, to, field });
        }
    }
    (renamed, renames)
}

/// The entries that stand under one id before and under another after.
fn moved<T>(before: &Map<T>, after: &Map<T>, is_same: impl Fn(&T, &T) -> bool) -> Vec<(Text, Text)> {
    let entries = joined(before, after);
    let mut added: Vec<(&str, &T)> = entries
        .iter()
        .filter(|(_, before, _)| before.is_none())
        .filter_map(|(id, _, after)| after.map(|after| (*id, after)))
        .collect();
    let removed = entries.iter().filter(|(_, _, after)| after.is_none());
    let mut moved = Vec::new();
    for (from, value) in removed.filter_map(|(id, before, _)| before.map(|before| (*id, before))) {
        if let Some(place) = added.iter().position(|(_, after)| is_same(value, after)) {
            let (to, _) = added.remove(place);
            moved.push((from.into(), to.into()));
        }
    }
    moved
}

/// Whether two sources are of one type and at one address, though they are described in other words.
fn is_at_same_address(before: &Source, after: &Source) -> bool {
    before.url().is_some() && before.url() == after.url() && before.kind == after.kind
}

fn has_same_rationale(before: &IndicatorRating, after: &IndicatorRating) -> bool {
    before.rationale.iter().any(|text| !text.trim().is_empty())
        && paragraphs(&before.rationale, &after.rationale).is_none()
}

fn rename_source(assessment: &mut Assessment, from: &str, to: &str) {
    let rename = |id: &mut Option<Text>| {
        if id.as_deref() == Some(from) {
            *id = Some(to.into());
        }
    };
    rename(&mut assessment.document);
    if let Some(derivation) = &mut assessment.derivation {
        rename(&mut derivation.source);
    }
    let rename_all =
        |citations: &mut [Citation]| citations.iter_mut().for_each(|citation| rename(&mut citation.source));
    for erratum in &mut assessment.errata {
        rename_all(&mut erratum.citations);
    }
    for entry in assessment.ratings.values_mut() {
        for footnote in entry.footnotes.values_mut() {
            rename_all(&mut footnote.citations);
        }
    }
    assessment.sources = with_key(std::mem::take(&mut assessment.sources), from, to);
    rename_in_exceptions(assessment, &Pointer::of(["sources", from]), &Pointer::of(["sources", to]));
}

fn rename_indicator(assessment: &mut Assessment, from: &str, to: &str) {
    assessment.ratings = with_key(std::mem::take(&mut assessment.ratings), from, to);
    for erratum in &mut assessment.errata {
        if erratum.indicator.as_deref() == Some(from) {
            erratum.indicator = Some(to.into());
        }
    }
    rename_in_exceptions(assessment, &Pointer::of(["ratings", from]), &Pointer::of(["ratings", to]));
}

fn rename_label(assessment: &mut Assessment, indicator: &str, from: &str, to: &str) {
    if let Some(entry) = assessment.ratings.get_mut(indicator) {
        entry.footnotes = with_key(std::mem::take::<Map<Footnote>>(&mut entry.footnotes), from, to);
        for paragraph in &mut entry.rationale {
            *paragraph = with_label(paragraph, from, to);
        }
    }
    let pointer = |label| Pointer::of(["ratings", indicator, "footnotes", label]);
    rename_in_exceptions(assessment, &pointer(from), &pointer(to));
}

fn with_label(paragraph: &str, from: &str, to: &str) -> Text {
    let mut out = String::with_capacity(paragraph.len());
    let mut rest = 0;
    for (_, range) in calls(paragraph).filter(|(label, _)| *label == from) {
        out.push_str(&paragraph[rest..range.start]);
        out.push_str(&format!("[^{to}]"));
        rest = range.end;
    }
    out.push_str(&paragraph[rest..]);
    out.into()
}

fn rename_in_exceptions(assessment: &mut Assessment, from: &Pointer, to: &Pointer) {
    let moved = |pointer: Text| match Pointer::from_escaped(&*pointer).is_within(from) {
        true => format!("{to}{}", &pointer[from.as_str().len()..]).into(),
        false => pointer,
    };
    assessment.exceptions = std::mem::take(&mut assessment.exceptions)
        .into_iter()
        .map(|(code, pointers)| {
            (code, pointers.into_iter().map(|(pointer, reason)| (moved(pointer), reason)).collect())
        })
        .collect();
}

fn with_key<T>(map: Map<T>, from: &str, to: &str) -> Map<T> {
    map.into_iter()
        .map(|(key, value)| if *key == *from { (to.into(), value) } else { (key, value) })
        .collect()
}
