//! What is said of one change, in a sentence. Its texts are the data's own; each format makes them harmless in its way.

use serde::Serialize;

use super::prose::{TextRun, TextRunKind, runs};
use crate::render::{counted, remark};
use bibliography::citation::{Citation, Footnote};
use bibliography::erratum::Erratum;
use bibliography::notes;
use bibliography::source::{Date, DateParts, Name};
use dataset::model::assessment::Assessment;
use dataset::model::rating::Vote;
use diff::change::{Change, ChangeKind, Value};
use diff::subject::{
    CountryField, EditionField, Field, FootnoteField, FrameworkField, IndicatorField, SourceField, Subject,
};
use format::values::Text;

/// What a change comes to in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// The sentence, without a full stop: `source freedom-house-2021, title: A -> B`.
    pub text: String,
    /// For prose that stands on both sides, how it differs word by word; empty for anything else.
    pub runs: Vec<TextRun>,
}

/// Says a change. The indicator that it is about, the country and the edition are not named: they stand in a heading.
pub fn sentence(change: &Change) -> Sentence {
    match &change.subject {
        Subject::Assessment { field, .. } => of_field(field, change),
        Subject::Edition { .. } if change.manner() == ChangeKind::Renamed => {
            edited("edition renamed", change)
        }
        Subject::Country { .. } if change.manner() == ChangeKind::Renamed => {
            edited("country renamed", change)
        }
        Subject::Edition { edition, field } => match field {
            EditionField::Whole => of_thing(&format!("edition {edition}"), None, change),
            EditionField::Own(field) => of_thing(&format!("edition {edition}"), Some(field), change),
            EditionField::Erratum(day) => edited(&format!("edition {edition}, erratum of {day}"), change),
        },
        Subject::Country { country, field } => match field {
            CountryField::Whole => of_thing(&format!("country {country}"), None, change),
            CountryField::Own(field) => of_thing(&format!("country {country}"), Some(field), change),
            CountryField::Names(name) => {
                of_thing(&format!("country {country}, who uses the name \"{name}\""), Some(""), change)
            }
            CountryField::Erratum(day) => edited(&format!("country {country}, erratum of {day}"), change),
        },
        Subject::About { field } => edited(&format!("the dataset, {}", field.replace('_', " ")), change),
        Subject::Framework { framework, field } => of_framework(framework, field, change),
    }
}

fn of_field(field: &Field, change: &Change) -> Sentence {
    match field {
        Field::Whole => edited("assessment", change),
        Field::Path => edited("file renamed", change),
        Field::Country => edited("country", change),
        Field::Edition => edited("edition", change),
        Field::Status => edited("status", change),
        Field::Own("document") => edited("transcribed document", change),
        Field::Own(name) => edited(&name.replace('_', " "), change),
        Field::Derivation(part) => edited(&format!("how the ratings were worked out, {part}"), change),
        Field::Stated("score") => edited("score that the publisher states", change),
        Field::Stated("previous_score") => edited("previous score that the publisher states", change),
        Field::Stated(part) => edited(&format!("{part} that the publisher states"), change),
        Field::Prose(name) => prose(&name.replace('_', " "), change),
        Field::Indicator { field, .. } => of_indicator(field, change),
        Field::Source { source, field } => match field {
            SourceField::Whole => edited(&format!("source {source}"), change),
            SourceField::Id => edited("source renamed", change),
            SourceField::Variable(name) => {
                edited(&format!("source {source}, {}", name.replace("custom/", "")), change)
            }
            SourceField::Erratum(day) => edited(&format!("source {source}, erratum of {day}"), change),
        },
        Field::Remark(id) => edited(&format!("remark {id}"), change),
        Field::Erratum(day) => edited(&format!("erratum of {day}"), change),
        Field::Exception { code, pointer } => edited(&format!("exception from {code} for {pointer}"), change),
    }
}

fn of_indicator(field: &IndicatorField, change: &Change) -> Sentence {
    match field {
        IndicatorField::Whole => edited("entry", change),
        IndicatorField::Id => edited("indicator renamed", change),
        IndicatorField::Rating => {
            let mut said = edited("rating", change);
            if let Some(steps) = change.steps() {
                said.text.push_str(&format!(" ({steps:+})"));
            }
            said
        }
        IndicatorField::Direction => edited("printed direction", change),
        IndicatorField::Carried => edited("mark \"carried\"", change),
        IndicatorField::Own("reason") => edited("reason of the move", change),
        IndicatorField::Own(name) => edited(&name.replace('_', " "), change),
        IndicatorField::Rationale => prose("rationale", change),
        IndicatorField::Erratum(day) => edited(&format!("erratum of {day}"), change),
        IndicatorField::Footnote { label, field } => match field {
            FootnoteField::Whole => edited(&format!("footnote [^{label}]"), change),
            FootnoteField::Label => edited("footnote renamed", change),
            FootnoteField::Comment => prose(&format!("comment in footnote [^{label}]"), change),
            FootnoteField::Citation => edited(&format!("citation in footnote [^{label}]"), change),
        },
        IndicatorField::Vote { symbol, field } => of_thing(&format!("vote on {symbol}"), *field, change),
    }
}

fn of_framework(framework: &str, field: &FrameworkField, change: &Change) -> Sentence {
    let of = |part: String| format!("framework {framework}, {part}");
    match field {
        FrameworkField::Whole => of_thing(&format!("framework {framework}"), None, change),
        FrameworkField::Own(field) => of_thing(&format!("framework {framework}"), Some(field), change),
        FrameworkField::Area(area) => edited(&of(format!("area {area}")), change),
        FrameworkField::Indicator { indicator, field } => {
            of_thing(&of(format!("indicator {indicator}")), *field, change)
        }
        FrameworkField::Level { level, field } => {
            of_thing(&of(format!("level {level}")), Some(field), change)
        }
        FrameworkField::Scoring(field) => of_thing(&of("scoring".to_owned()), Some(field), change),
        FrameworkField::Erratum { of: None, day } => edited(&of(format!("erratum of {day}")), change),
        FrameworkField::Erratum { of: Some((group, id)), day } => {
            edited(&of(format!("{group} {id}, erratum of {day}")), change)
        }
    }
}

/// A thing as a whole, or a field of it.
fn of_thing(thing: &str, field: Option<&str>, change: &Change) -> Sentence {
    match field {
        None | Some("") => edited(thing, change),
        Some(field) => edited(&format!("{thing}, {}", field.replace('_', " ")), change),
    }
}

fn said(text: String) -> Sentence {
    Sentence { text, runs: Vec::new() }
}

/// `status: draft -> published`, `note added: …`, `note removed: …`, `source renamed: a -> b`.
fn edited(what: &str, change: &Change) -> Sentence {
    let told = |value: &Option<Value>| value.as_ref().map(value_in_words).unwrap_or_default();
    let (before, after) = (told(&change.before), told(&change.after));
    said(match change.manner() {
        ChangeKind::Added => format!("{what} added: {after}"),
        ChangeKind::Removed => format!("{what} removed: {before}"),
        ChangeKind::Edited | ChangeKind::Renamed => format!("{what}: {before} -> {after}"),
    })
}

fn prose(what: &str, change: &Change) -> Sentence {
    let texts = |value: &Option<Value>| -> Vec<Text> {
        if let Some(Value::Texts(texts)) = value {
            texts.to_vec()
        } else if let Some(Value::Text(text)) = value {
            vec![text.clone()]
        } else {
            Vec::new()
        }
    };
    let manner = match change.manner() {
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
        ChangeKind::Edited | ChangeKind::Renamed => "reworded",
    };
    let runs = runs(&texts(&change.before), &texts(&change.after));
    let has_nothing_in_common = matches!(
        runs.as_slice(),
        [old, new] if old.kind == TextRunKind::Removed && new.kind == TextRunKind::Added
    );
    let manner = if has_nothing_in_common { "written anew" } else { manner };
    Sentence { text: format!("{what} {manner}"), runs }
}

/// A value on a line.
pub fn value_in_words(value: &Value) -> String {
    match value {
        Value::Assessment(assessment) => extent(assessment),
        Value::Status(status) => status.id().to_owned(),
        Value::Entry(entry) => entry.rating.map_or("without a rating", |rating| rating.title()).to_owned(),
        Value::Rating(rating) => rating.title().to_owned(),
        Value::Direction(direction) => direction.id().to_owned(),
        Value::Footnote(it) => footnote(it),
        Value::Citation(it) => citation(it),
        Value::Vote(vote) => {
            let Vote { title, year, vote } = &**vote;
            let year = year.map(|year| year.to_string());
            joined(&[vote.as_deref(), title.as_deref(), year.as_deref()])
        }
        Value::Source(source) => notes::entry(source).plain(),
        Value::Remark(it) => remark::sentence(it),
        Value::Erratum(it) => erratum(it),
        Value::Edition(edition) => edition.title.as_deref().unwrap_or_default().to_owned(),
        Value::Country(country) => country.name.as_deref().unwrap_or_default().to_owned(),
        Value::Framework(framework) => framework.title.as_deref().unwrap_or_default().to_owned(),
        Value::Indicator(indicator) => indicator.title.as_deref().unwrap_or_default().to_owned(),
        Value::Names(names) => names.iter().map(name).collect::<Vec<_>>().join("; "),
        Value::Date(it) => date(it),
        Value::Text(text) | Value::Name(text) => text.to_string(),
        Value::Texts(texts) => texts.join(" / "),
        Value::Number(number) => number.to_string(),
    }
}

fn extent(assessment: &Assessment) -> String {
    format!(
        "{}{}, {}",
        assessment.status.map(|status| format!("{}, ", status.id())).unwrap_or_default(),
        counted(assessment.ratings.len(), "rating"),
        counted(assessment.sources.len(), "source")
    )
}

/// `freedom-house-2021, sec. “Rule of Law”`.
fn citation(citation: &Citation) -> String {
    let place = notes::place(citation);
    let source = citation.source.as_deref();
    joined(&[citation.prefix.as_deref(), source, place.as_deref(), citation.suffix.as_deref()])
}

fn footnote(footnote: &Footnote) -> String {
    let mut parts: Vec<String> = footnote.citations.iter().map(citation).collect();
    parts.extend(footnote.comment.as_deref().map(str::to_owned));
    parts.join("; ")
}

/// `rating, fair -> weak, transcription; why; evidence report-2022`.
fn erratum(erratum: &Erratum) -> String {
    let Erratum { kind, from, to, reason, note, citations } = erratum;
    let moved = (from.is_some() || to.is_some()).then(|| {
        format!("{} -> {}", from.as_deref().unwrap_or("nothing"), to.as_deref().unwrap_or("nothing"))
    });
    let head = joined(&[kind.as_deref(), moved.as_deref(), reason.as_deref()]);
    let cited = citations.iter().map(citation).collect::<Vec<_>>().join("; ");
    let cited = (!cited.is_empty()).then(|| format!("evidence {cited}"));
    let note = note.as_deref().map(|note| note.trim_end_matches('.'));
    [Some(head.as_str()), note, cited.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn name(name: &Name) -> String {
    let Name { literal, family, given, suffix, dropping_particle, non_dropping_particle } = name;
    let parts = [given, dropping_particle, non_dropping_particle, family, suffix, literal];
    parts.into_iter().flatten().map(|part| &**part).collect::<Vec<_>>().join(" ")
}

/// `2021-03-09`, `2019/2021`, `circa 2020`, `n.d.`.
fn date(date: &Date) -> String {
    let Date { from, to, is_circa, literal } = date;
    let parts = |parts: &DateParts| {
        let DateParts { year, month, day } = parts;
        let small = |part: &Option<u8>| part.map(|part| format!("-{part:02}")).unwrap_or_default();
        format!("{year}{}{}", small(month), small(day))
    };
    let span: Vec<String> = [from, to].into_iter().flatten().map(parts).collect();
    let circa = if *is_circa { "circa " } else { "" };
    let span = (!span.is_empty()).then(|| format!("{circa}{}", span.join("/")));
    joined(&[span.as_deref(), literal.as_deref()])
}

fn joined(parts: &[Option<&str>]) -> String {
    parts.iter().flatten().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ")
}
