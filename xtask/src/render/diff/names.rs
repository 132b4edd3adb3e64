//! How that which a change is about is called.

use diff::change::{Change, ChangeKind};
use diff::subject::{
    CountryField, EditionField, Field, FootnoteField, FrameworkField, IndicatorField, SourceField, Subject,
};

/// What is said to have changed. The indicator that it is about, the country and the edition are not named: they stand in a heading.
pub(super) fn name(change: &Change) -> String {
    match &change.subject {
        Subject::Assessment { field, .. } => of_field(field),
        Subject::Edition { .. } if change.manner() == ChangeKind::Renamed => "edition renamed".to_owned(),
        Subject::Country { .. } if change.manner() == ChangeKind::Renamed => "country renamed".to_owned(),
        Subject::Edition { edition, field } => match field {
            EditionField::Whole => of_thing(&format!("edition {edition}"), None),
            EditionField::Own(field) => of_thing(&format!("edition {edition}"), Some(field)),
            EditionField::Erratum(day) => format!("edition {edition}, erratum of {day}"),
        },
        Subject::Country { country, field } => match field {
            CountryField::Whole => of_thing(&format!("country {country}"), None),
            CountryField::Own(field) => of_thing(&format!("country {country}"), Some(field)),
            CountryField::Names(name) => {
                of_thing(&format!("country {country}, who uses the name \"{name}\""), Some(""))
            }
            CountryField::Erratum(day) => format!("country {country}, erratum of {day}"),
        },
        Subject::About { field } => format!("the dataset, {}", field.replace('_', " ")),
        Subject::Framework { framework, field } => of_framework(framework, field),
    }
}

fn of_field(field: &Field) -> String {
    match field {
        Field::Whole => "assessment".to_owned(),
        Field::Path => "file renamed".to_owned(),
        Field::Country => "country".to_owned(),
        Field::Edition => "edition".to_owned(),
        Field::Status => "status".to_owned(),
        Field::Own("document") => "transcribed document".to_owned(),
        Field::Own(name) => name.replace('_', " "),
        Field::Derivation(part) => format!("how the ratings were worked out, {part}"),
        Field::Stated("score") => "score that the publisher states".to_owned(),
        Field::Stated("previous_score") => "previous score that the publisher states".to_owned(),
        Field::Stated(part) => format!("{part} that the publisher states"),
        Field::Prose(name) => name.replace('_', " "),
        Field::Indicator { field, .. } => of_indicator(field),
        Field::Source { source, field } => match field {
            SourceField::Whole => format!("source {source}"),
            SourceField::Id => "source renamed".to_owned(),
            SourceField::Variable(name) => {
                format!("source {source}, {}", name.replace("custom/", ""))
            }
            SourceField::Erratum(day) => format!("source {source}, erratum of {day}"),
        },
        Field::Remark(id) => format!("remark {id}"),
        Field::Erratum(day) => format!("erratum of {day}"),
        Field::Exception { code, pointer } => format!("exception from {code} for {pointer}"),
    }
}

fn of_indicator(field: &IndicatorField) -> String {
    match field {
        IndicatorField::Whole => "entry".to_owned(),
        IndicatorField::Id => "indicator renamed".to_owned(),
        IndicatorField::Rating => "rating".to_owned(),
        IndicatorField::Direction => "printed direction".to_owned(),
        IndicatorField::Carried => "mark \"carried\"".to_owned(),
        IndicatorField::Own("reason") => "reason of the move".to_owned(),
        IndicatorField::Own(name) => name.replace('_', " "),
        IndicatorField::Rationale => "rationale".to_owned(),
        IndicatorField::Erratum(day) => format!("erratum of {day}"),
        IndicatorField::Footnote { label, field } => match field {
            FootnoteField::Whole => format!("footnote [^{label}]"),
            FootnoteField::Label => "footnote renamed".to_owned(),
            FootnoteField::Comment => format!("comment in footnote [^{label}]"),
            FootnoteField::Citation => format!("citation in footnote [^{label}]"),
        },
        IndicatorField::Vote { symbol, field } => of_thing(&format!("vote on {symbol}"), *field),
    }
}

fn of_framework(framework: &str, field: &FrameworkField) -> String {
    let of = |part: String| format!("framework {framework}, {part}");
    match field {
        FrameworkField::Whole => of_thing(&format!("framework {framework}"), None),
        FrameworkField::Own(field) => of_thing(&format!("framework {framework}"), Some(field)),
        FrameworkField::Area(area) => of(format!("area {area}")),
        FrameworkField::Indicator { indicator, field } => {
            of_thing(&of(format!("indicator {indicator}")), *field)
        }
        FrameworkField::Level { level, field } => of_thing(&of(format!("level {level}")), Some(field)),
        FrameworkField::Scoring(field) => of_thing(&of("scoring".to_owned()), Some(field)),
        FrameworkField::Erratum { of: None, day } => of(format!("erratum of {day}")),
        FrameworkField::Erratum { of: Some((group, id)), day } => {
            of(format!("{group} {id}, erratum of {day}"))
        }
    }
}

/// A thing as a whole, or a field of it.
fn of_thing(thing: &str, field: Option<&str>) -> String {
    match field {
        None | Some("") => thing.to_owned(),
        Some(field) => format!("{thing}, {}", field.replace('_', " ")),
    }
}
