//! What is said of one change, in a sentence. Its texts are the data's own; each format makes them harmless in its way.

use serde::Serialize;

use super::names::name;
use super::prose::{TextRun, TextRunKind, runs};
use crate::render::{counted, remark};
use bibliography::citation::{Citation, Footnote};
use bibliography::erratum::Erratum;
use bibliography::notes;
use bibliography::source::{Date, DateParts, Name};
use dataset::model::assessment::Assessment;
use dataset::model::rating::Vote;
use diff::change::{Change, ChangeKind, Value};
use diff::subject::{Field, FootnoteField, IndicatorField, Subject};
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
    let name = name(change);
    if is_prose(&change.subject) {
        return prose(&name, change);
    }
    let steps = change.steps().map(|steps| format!(" ({steps:+})"));
    said(edited(&name, change) + &steps.unwrap_or_default())
}

/// Says of a change from what a merge decided against to what it kept that this is kept.
pub fn kept(change: &Change) -> Sentence {
    let name = name(change);
    let (before, after) = sides(change);
    said(match (change.manner(), is_prose(&change.subject)) {
        (ChangeKind::Added, true) => format!("{name} kept against its removal"),
        (ChangeKind::Added, false) => format!("{name} kept against its removal: {after}"),
        (ChangeKind::Removed, true) => format!("{name} not taken over"),
        (ChangeKind::Removed, false) => format!("{name} not taken over: {before}"),
        (ChangeKind::Edited | ChangeKind::Renamed, true) => format!("{name} kept against other words"),
        (ChangeKind::Edited | ChangeKind::Renamed, false) => {
            format!("{name}: kept {after} against {before}")
        }
    })
}

/// Whether it is a text of some length, of which the words are compared.
fn is_prose(subject: &Subject) -> bool {
    let Subject::Assessment { field, .. } = subject else { return false };
    match field {
        Field::Prose(_) => true,
        Field::Indicator { field, .. } => matches!(
            field,
            IndicatorField::Rationale | IndicatorField::Footnote { field: FootnoteField::Comment, .. }
        ),
        Field::Whole
        | Field::Path
        | Field::Country
        | Field::Edition
        | Field::Status
        | Field::Own(_)
        | Field::Derivation(_)
        | Field::Stated(_)
        | Field::Source { .. }
        | Field::Remark(_)
        | Field::Erratum(_)
        | Field::Exception { .. } => false,
    }
}

fn said(text: String) -> Sentence {
    Sentence { text, runs: Vec::new() }
}

/// `status: draft -> published`, `note added: …`, `note removed: …`, `source renamed: a -> b`.
fn edited(what: &str, change: &Change) -> String {
    let (before, after) = sides(change);
    match change.manner() {
        ChangeKind::Added => format!("{what} added: {after}"),
        ChangeKind::Removed => format!("{what} removed: {before}"),
        ChangeKind::Edited | ChangeKind::Renamed => format!("{what}: {before} -> {after}"),
    }
}

/// What was and what is, in words.
fn sides(change: &Change) -> (String, String) {
    let told = |value: &Option<Value>| value.as_ref().map(value_in_words).unwrap_or_default();
    (told(&change.before), told(&change.after))
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
        Value::Names(names) => names.iter().map(of_person).collect::<Vec<_>>().join("; "),
        Value::Date(it) => date(it),
        Value::Text(text) | Value::Name(text) => text.to_string(),
        Value::Texts(texts) => texts.join(" / "),
        Value::Number(number) => number.to_string(),
    }
}

fn extent(assessment: &Assessment) -> String {
    let entries = assessment.ratings.len();
    let rated = assessment.ratings.values().filter(|entry| entry.rating.is_some()).count();
    let ratings = if rated == entries {
        counted(rated, "rating")
    } else {
        format!("{rated} of {} rated", counted(entries, "indicator"))
    };
    format!(
        "{}{ratings}, {}",
        assessment.status.map(|status| format!("{}, ", status.id())).unwrap_or_default(),
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

fn of_person(name: &Name) -> String {
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
