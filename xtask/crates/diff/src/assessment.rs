//! How two states of one assessment differ, field by field.
//!
//! Every struct of the model is taken apart whole here, so that a field that is new in the model does not compile until
//! it is decided what a difference in it means.

use std::fmt::Debug;
use std::hash::Hash;

use super::change::{Change, Value};
use super::meaning::{Sides, joined, paired, paragraphs, same_text, sets, texts, values, words};
use super::source;
use super::subject::{Field, FootnoteField, IndicatorField, SourceField, Subject};
use bibliography::citation::{Citation, Footnote};
use bibliography::erratum::{Errata, Erratum};
use dataset::model::assessment::{Assessment, Derivation, Remark, Stated};
use dataset::model::rating::IndicatorRating;
use dataset::model::rating::Vote;
use format::values::{Map, Text};

/// What two assessments are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same assessment at two times: everything that a file says is compared.
    Revisions,
    /// A country in two editions: what is said of the file and not of the country differs as a matter of course.
    Editions,
}

/// All differences; what was renamed has its new name on both sides already.
pub(super) fn compare(before: &Assessment, after: &Assessment, relation: Relation) -> Vec<(Field, Sides)> {
    let Assessment {
        country,
        edition,
        status,
        document,
        derivation,
        stated,
        overview,
        ratings,
        sources,
        remarks,
        errata,
        exceptions,
    } = before;
    let mut out = Vec::new();
    if relation == Relation::Revisions {
        out.push((Field::Country, texts(country.as_ref(), after.country.as_ref())));
        out.push((Field::Edition, texts(edition.as_ref(), after.edition.as_ref())));
        out.push((Field::Own("document"), texts(document.as_ref(), after.document.as_ref())));
        compare_derivations(derivation.as_ref(), after.derivation.as_ref(), &mut out);
        compare_remarks(remarks, &after.remarks, &mut out);
        out.extend(compare_errata(errata, &after.errata, Field::Erratum));
        compare_exceptions(exceptions, &after.exceptions, &mut out);
        compare_stated(stated.unwrap_or_default(), after.stated.unwrap_or_default(), &mut out);
        out.push((Field::Status, values(*status, after.status, Value::Status)));
    }
    out.push((Field::Prose("overview"), paragraphs(overview, &after.overview)));
    for (id, before, after) in joined(ratings, &after.ratings) {
        let field = |field| Field::Indicator { indicator: id.into(), field };
        match (before, after) {
            (Some(before), Some(after)) if before == after => {}
            (Some(before), Some(after)) => {
                let mut fields = Vec::new();
                compare_entries(before, after, relation, &mut fields);
                out.extend(fields.into_iter().map(|(of, sides)| (field(of), sides)));
            }
            (before, after) => {
                let value = |entry: &IndicatorRating| Value::Entry(Box::new(entry.clone()));
                out.push((field(IndicatorField::Whole), Some((before.map(value), after.map(value)))));
            }
        }
    }
    for (id, before, after) in joined(sources, &after.sources) {
        let field = |field| Field::Source { source: id.into(), field };
        match (before, after) {
            (Some(before), Some(after)) if before == after => {}
            (Some(before), Some(after)) => {
                let variables = source::compare(before, after).into_iter();
                out.extend(variables.map(|(name, sides)| (field(SourceField::Variable(name)), sides)));
                if relation == Relation::Revisions {
                    let of = |day| field(SourceField::Erratum(day));
                    out.extend(compare_errata(&before.errata, &after.errata, of));
                }
            }
            (before, after) => {
                let value = |source: &bibliography::source::Source| Value::Source(Box::new(source.clone()));
                out.push((field(SourceField::Whole), Some((before.map(value), after.map(value)))));
            }
        }
    }
    out.retain(|(_, sides)| sides.is_some());
    out
}

fn compare_derivations(
    before: Option<&Derivation>,
    after: Option<&Derivation>,
    out: &mut Vec<(Field, Sides)>,
) {
    let nothing = Derivation::default();
    let (before, after) = (before.unwrap_or(&nothing), after.unwrap_or(&nothing));
    let Derivation { method, edition, source, evidence } = before;
    out.push((Field::Derivation("method"), texts(method.as_ref(), after.method.as_ref())));
    out.push((Field::Derivation("edition"), texts(edition.as_ref(), after.edition.as_ref())));
    out.push((Field::Derivation("source"), texts(source.as_ref(), after.source.as_ref())));
    out.push((Field::Derivation("evidence"), paragraphs(evidence, &after.evidence)));
}

fn compare_stated(before: Stated, after: Stated, out: &mut Vec<(Field, Sides)>) {
    let Stated { score, previous_score, difference } = before;
    let number = |number: u32| Value::Number(number.into());
    out.push((Field::Stated("score"), values(score, after.score, number)));
    out.push((Field::Stated("previous_score"), values(previous_score, after.previous_score, number)));
    let number = |number: i32| Value::Number(number.into());
    out.push((Field::Stated("difference"), values(difference, after.difference, number)));
}

fn compare_remarks(before: &Map<Remark>, after: &Map<Remark>, out: &mut Vec<(Field, Sides)>) {
    for (id, before, after) in joined(before, after) {
        if !before.zip(after).is_some_and(|(before, after)| is_same_remark(before, after)) {
            let value = |remark: &Remark| Value::Remark(Box::new(remark.clone()));
            out.push((Field::Remark(id.into()), Some((before.map(value), after.map(value)))));
        }
    }
}

fn is_same_remark(before: &Remark, after: &Remark) -> bool {
    let Remark { about, printed, text } = before;
    sets(about, &after.about).is_none()
        && same_text(printed.as_ref(), after.printed.as_ref())
        && same_text(text.as_ref(), after.text.as_ref())
}

/// How the corrections of one thing differ, each with the field that is made of its day.
pub(super) fn compare_errata<'e, F>(
    before: &'e Errata,
    after: &'e Errata,
    field: impl Fn(Text) -> F + 'e,
) -> impl Iterator<Item = (F, Sides)> + 'e {
    let is_same = |(_, before, after): &(&str, Option<&Erratum>, Option<&Erratum>)| {
        before.zip(*after).is_some_and(|(before, after)| erratum_in_short(before) == erratum_in_short(after))
    };
    let all = if before == after { Vec::new() } else { joined(before, after) };
    let differing = all.into_iter().filter(move |sides| !is_same(sides));
    differing.map(move |(day, before, after)| {
        let value = |erratum: &Erratum| Value::Erratum(Box::new(erratum.clone()));
        (field(day.into()), Some((before.map(value), after.map(value))))
    })
}

/// An erratum in short: the same for those that mean the same, and for no others.
fn erratum_in_short(erratum: &Erratum) -> impl Eq {
    let Erratum { kind, from, to, reason, note, citations } = erratum;
    ([kind, from, to, reason, note].map(in_words), in_any_order(citations))
}

fn compare_exceptions(before: &Map<Map<Text>>, after: &Map<Map<Text>>, out: &mut Vec<(Field, Sides)>) {
    let none = Map::default();
    for (code, before, after) in joined(before, after) {
        for (pointer, before, after) in joined(before.unwrap_or(&none), after.unwrap_or(&none)) {
            let field = Field::Exception { code: code.into(), pointer: pointer.into() };
            out.push((field, texts(before, after)));
        }
    }
}

fn compare_entries(
    before: &IndicatorRating,
    after: &IndicatorRating,
    relation: Relation,
    out: &mut Vec<(IndicatorField, Sides)>,
) {
    let IndicatorRating { carried, rating, change, reason, rationale, footnotes, votes, errata } = before;
    out.push((IndicatorField::Rating, values(*rating, after.rating, Value::Rating)));
    if relation == Relation::Revisions {
        // These are about an edition and the one before, so that two editions have each their own.
        out.push((IndicatorField::Carried, texts(carried.as_ref(), after.carried.as_ref())));
        out.push((IndicatorField::Direction, values(*change, after.change, Value::Direction)));
        out.push((IndicatorField::Own("reason"), texts(reason.as_ref(), after.reason.as_ref())));
        out.extend(compare_errata(errata, &after.errata, IndicatorField::Erratum));
    }
    out.push((IndicatorField::Rationale, paragraphs(rationale, &after.rationale)));
    for (label, before, after) in joined(footnotes, &after.footnotes) {
        let field = |field| IndicatorField::Footnote { label: label.into(), field };
        match (before, after) {
            (Some(before), Some(after)) => {
                out.push((
                    field(FootnoteField::Comment),
                    texts(before.comment.as_ref(), after.comment.as_ref()),
                ));
                for sides in compare_citations(&before.citations, &after.citations) {
                    out.push((field(FootnoteField::Citation), sides));
                }
            }
            (before, after) => {
                let value = |footnote: &Footnote| Value::Footnote(Box::new(footnote.clone()));
                out.push((field(FootnoteField::Whole), Some((before.map(value), after.map(value)))));
            }
        }
    }
    for (symbol, before, after) in joined(votes, &after.votes) {
        let field = |field| IndicatorField::Vote { symbol: symbol.into(), field };
        match (before, after) {
            (Some(before), Some(after)) => {
                let Vote { title, year, vote } = before;
                out.push((field(Some("title")), texts(title.as_ref(), after.title.as_ref())));
                out.push((field(Some("year")), values(*year, after.year, |year| Value::Number(year.into()))));
                out.push((field(Some("vote")), texts(vote.as_ref(), after.vote.as_ref())));
            }
            (before, after) => {
                let value = |vote: &Vote| Value::Vote(Box::new(vote.clone()));
                out.push((field(None), Some((before.map(value), after.map(value)))));
            }
        }
    }
}

fn compare_citations(before: &[Citation], after: &[Citation]) -> Vec<Sides> {
    let value = |citation: &Citation| Value::Citation(Box::new(citation.clone()));
    let pairs = paired(before, after, citation_in_short, |citation| &citation.source).into_iter();
    pairs.map(|(before, after)| Some((before.map(value), after.map(value)))).collect()
}

/// A citation in short: the same for those that mean the same, and for no others.
pub(super) fn citation_in_short(citation: &Citation) -> impl Ord + Hash + Debug {
    let Citation { source, label, locator, prefix, suffix } = citation;
    (source, label, [locator, prefix, suffix].map(in_words))
}

fn in_any_order(citations: &[Citation]) -> Vec<impl Ord + Hash + Debug> {
    let mut cited: Vec<_> = citations.iter().map(citation_in_short).collect();
    cited.sort();
    cited
}

/// A footnote in short: the same for those that mean the same, and for no others.
pub(super) fn footnote_in_short(footnote: &Footnote) -> String {
    let Footnote { citations, comment } = footnote;
    format!("{:?}", (in_words(comment), in_any_order(citations)))
}

fn in_words(text: &Option<Text>) -> String {
    text.as_deref().map(words).unwrap_or_default()
}

/// The changes of an assessment that is named so.
pub(super) fn changes(country: &str, edition: &str, fields: Vec<(Field, Sides)>) -> Vec<Change> {
    let change = |(field, sides): (Field, Sides)| {
        let (before, after) = sides?;
        let subject = Subject::Assessment { country: country.into(), edition: edition.into(), field };
        Some(Change { subject, before, after })
    };
    fields.into_iter().filter_map(change).collect()
}
