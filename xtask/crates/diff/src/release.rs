//! Which part of a version number a change asks for, when the data is released.
//!
//! MAJOR: something that programs rely on is gone, or means another thing, or the licence is another one. MINOR: data is new, or a rating, direction, score,
//! status or vote is another one. PATCH: anything else, such as wording, bibliography and links. So two releases with the same
//! MAJOR and MINOR have the same numbers.

use crate::change::{Change, ChangeKind};
use crate::subject::{
    CountryField, EditionField, Field, FootnoteField, FrameworkField, IndicatorField, Subject,
};
use crate::{AssessmentDiff, Diff};
use dataset::model::assessment::Status;

/// A part of a version number, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum VersionPart {
    Patch,
    Minor,
    Major,
}

impl VersionPart {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            VersionPart::Patch => "PATCH",
            VersionPart::Minor => "MINOR",
            VersionPart::Major => "MAJOR",
        }
    }
}

/// What asks for a part of a version number.
#[derive(Clone, Copy, Debug)]
pub enum Asks<'d> {
    /// A change of an assessment.
    Assessment(&'d AssessmentDiff<'d>, &'d Change),
    /// An assessment whose score is another one, though nothing in its file changed.
    Score(&'d AssessmentDiff<'d>),
    /// A change of a register or an instrument.
    Register(&'d Change),
}

/// The greatest part that a comparison asks for, with all that ask for it; none if nothing differs.
pub fn asked_for<'d>(diff: &'d Diff<'d>) -> Option<(VersionPart, Vec<Asks<'d>>)> {
    let of_assessments = diff.assessments.iter().flat_map(|of| {
        let changes =
            of.changes.iter().map(move |change| (of_assessment(of, change), Asks::Assessment(of, change)));
        let is_rescored = of.changes.is_empty() && of.incomparable.is_empty();
        let score = is_rescored.then_some((VersionPart::Minor, Asks::Score(of)));
        changes.chain(score)
    });
    let of_registers = diff.registers.iter().map(|change| (of_register(change), Asks::Register(change)));
    let all: Vec<(VersionPart, Asks<'_>)> = of_assessments.chain(of_registers).collect();
    let greatest = all.iter().map(|(part, _)| *part).max()?;
    Some((greatest, all.into_iter().filter(|(part, _)| *part == greatest).map(|(_, asks)| asks).collect()))
}

fn of_assessment(of: &AssessmentDiff<'_>, change: &Change) -> VersionPart {
    let Subject::Assessment { field, .. } = &change.subject else { return of_register(change) };
    let part = of_field(field, change);
    // Nobody relies on what was still being written.
    let was_draft = of.before.is_some_and(|before| before.data.status == Some(Status::Draft));
    if was_draft { part.min(VersionPart::Minor) } else { part }
}

fn of_field(field: &Field, change: &Change) -> VersionPart {
    match field {
        Field::Whole => of_thing(change),
        Field::Path | Field::Country | Field::Edition => VersionPart::Major,
        Field::Status | Field::Stated(_) => VersionPart::Minor,
        Field::Indicator { field, .. } => match field {
            IndicatorField::Whole | IndicatorField::Id => of_thing(change),
            IndicatorField::Rating | IndicatorField::Direction => VersionPart::Minor,
            IndicatorField::Vote { field: None | Some("vote" | "year"), .. } => VersionPart::Minor,
            IndicatorField::Vote { field: Some(_), .. }
            | IndicatorField::Own(_)
            | IndicatorField::Carried
            | IndicatorField::Erratum(_)
            | IndicatorField::Rationale
            | IndicatorField::Footnote {
                field:
                    FootnoteField::Whole | FootnoteField::Label | FootnoteField::Comment | FootnoteField::Citation,
                ..
            } => VersionPart::Patch,
        },
        Field::Own(_)
        | Field::Derivation(_)
        | Field::Prose(_)
        | Field::Source { .. }
        | Field::Remark(_)
        | Field::Erratum(_)
        | Field::Exception { .. } => VersionPart::Patch,
    }
}

fn of_register(change: &Change) -> VersionPart {
    match &change.subject {
        Subject::Edition { field: EditionField::Whole, .. } => of_thing(change),
        // With another instrument or another edition before it, its ratings and directions mean another thing.
        Subject::Edition { field: EditionField::Own("framework" | "previous"), .. } => VersionPart::Major,
        Subject::Edition { field: EditionField::Own("status" | "countries"), .. } => VersionPart::Minor,
        Subject::Edition { field: EditionField::Own(_) | EditionField::Erratum(_), .. } => VersionPart::Patch,
        Subject::Country { field: CountryField::Whole, .. } => of_thing(change),
        Subject::Country {
            field: CountryField::Own(_) | CountryField::Names(_) | CountryField::Erratum(_),
            ..
        } => VersionPart::Patch,
        // What may be done with the data is another thing.
        Subject::About { field: "licence" } => VersionPart::Major,
        Subject::About { .. } => VersionPart::Patch,
        Subject::Framework { field, .. } => of_framework(field, change),
        Subject::Assessment { field, .. } => of_field(field, change),
    }
}

fn of_framework(field: &FrameworkField, change: &Change) -> VersionPart {
    match field {
        FrameworkField::Whole | FrameworkField::Indicator { field: None, .. } => of_thing(change),
        FrameworkField::Area(_) if change.manner() != ChangeKind::Edited => of_thing(change),
        FrameworkField::Own("id") | FrameworkField::Indicator { field: Some("area"), .. } => {
            VersionPart::Major
        }
        FrameworkField::Level { field: "points", .. } => VersionPart::Major,
        // A scale with another number of levels is another scale.
        FrameworkField::Level { .. } if change.manner() != ChangeKind::Edited => VersionPart::Major,
        FrameworkField::Scoring("method" | "out_of" | "rounding") => VersionPart::Major,
        FrameworkField::Own(_)
        | FrameworkField::Area(_)
        | FrameworkField::Indicator { field: Some(_), .. }
        | FrameworkField::Level { .. }
        | FrameworkField::Scoring(_)
        | FrameworkField::Erratum { .. } => VersionPart::Patch,
    }
}

/// Of a whole thing with an identity: that it is new, that it is gone, or that it has another name.
fn of_thing(change: &Change) -> VersionPart {
    match change.manner() {
        ChangeKind::Added => VersionPart::Minor,
        ChangeKind::Removed | ChangeKind::Renamed => VersionPart::Major,
        ChangeKind::Edited => VersionPart::Patch,
    }
}
