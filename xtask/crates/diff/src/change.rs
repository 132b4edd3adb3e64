//! What one difference is: its subject, and what stood there before and stands there now.

use crate::subject::{Field, FootnoteField, IndicatorField, SourceField, Subject};
use bibliography::citation::{Citation, Footnote};
use bibliography::erratum::Erratum;
use bibliography::source::{Date, Name, Source};
use dataset::model::assessment::{Assessment, Remark, Status};
use dataset::model::country::Country;
use dataset::model::edition::Edition;
use dataset::model::framework::{Framework, Indicator};
use dataset::model::rating::Vote;
use dataset::model::rating::{Direction, IndicatorRating, Rating};
use format::values::Text;

/// One difference. Without a `before` the subject was added, without an `after` it was removed.
///
/// A subject that was renamed says so in a change of its own, and all others are told as if it had always had its new
/// name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is about.
    pub subject: Subject,
    /// What stood there.
    pub before: Option<Value>,
    /// What stands there now.
    pub after: Option<Value>,
}

/// What stands at a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are named after what they hold")]
pub enum Value {
    Assessment(Box<Assessment>),
    Status(Status),
    Entry(Box<IndicatorRating>),
    Rating(Rating),
    Direction(Direction),
    Footnote(Box<Footnote>),
    Citation(Box<Citation>),
    Vote(Box<Vote>),
    Source(Box<Source>),
    Remark(Box<Remark>),
    Erratum(Box<Erratum>),
    Edition(Box<Edition>),
    Country(Box<Country>),
    Framework(Box<Framework>),
    Indicator(Box<Indicator>),
    Names(Box<[Name]>),
    Date(Box<Date>),
    Text(Text),
    /// Paragraphs, or a list of texts.
    Texts(Box<[Text]>),
    Number(i64),
    /// The id, label or path of what was renamed.
    Name(Text),
}

/// What a change weighs, heaviest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeClass {
    /// A rating, its direction, or a whole entry or assessment.
    Rating,
    /// What the evidence is: footnotes, citations, sources, votes.
    Evidence,
    /// What is said, in prose.
    Wording,
    /// What is recorded about the assessment: status, stated scores, remarks, errata, exceptions, names of things.
    Record,
}

/// How a subject changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ChangeKind {
    Added,
    Removed,
    Edited,
    Renamed,
}

impl Value {
    /// The citations in it: it is one, or a footnote with some.
    pub fn citations(&self) -> &[Citation] {
        if let Value::Footnote(footnote) = self {
            &footnote.citations
        } else if let Value::Citation(citation) = self {
            std::slice::from_ref(citation)
        } else if let Value::Erratum(erratum) = self {
            &erratum.citations
        } else {
            &[]
        }
    }
}

impl Change {
    /// How the subject changed.
    pub fn manner(&self) -> ChangeKind {
        match (&self.before, &self.after) {
            (Some(Value::Name(_)), _) | (_, Some(Value::Name(_))) => ChangeKind::Renamed,
            (None, _) => ChangeKind::Added,
            (_, None) => ChangeKind::Removed,
            (Some(_), Some(_)) => ChangeKind::Edited,
        }
    }

    /// The same change, seen from the other side.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self { before: self.after, after: self.before, ..self }
    }

    /// By how many levels a rating moved; none if this is about something else, or one side has no rating.
    pub fn steps(&self) -> Option<i32> {
        match (&self.before, &self.after) {
            (Some(Value::Rating(before)), Some(Value::Rating(after))) => before.steps_to(*after),
            _ => None,
        }
    }

    /// Whether it is of a rating on one scale that stands for one on another.
    pub fn is_between_scales(&self) -> bool {
        match (&self.before, &self.after) {
            (Some(Value::Rating(before)), Some(Value::Rating(after))) => before.steps_to(*after).is_none(),
            _ => false,
        }
    }

    /// What the change weighs.
    pub fn class(&self) -> ChangeClass {
        match &self.subject {
            Subject::Assessment { field, .. } => class_of(field),
            Subject::Edition { .. }
            | Subject::Country { .. }
            | Subject::About { .. }
            | Subject::Framework { .. } => ChangeClass::Record,
        }
    }

    /// Whether it is of what is said and cited for ratings: that of a reconstruction is this dataset's own, and cannot be
    /// compared with what a publisher gives.
    pub fn is_of_reasons(&self) -> bool {
        let is_name = matches!(
            &self.subject,
            Subject::Assessment {
                field: Field::Source { field: SourceField::Id, .. }
                    | Field::Indicator {
                        field: IndicatorField::Footnote { field: FootnoteField::Label, .. },
                        ..
                    },
                ..
            }
        );
        is_name || matches!(self.class(), ChangeClass::Evidence | ChangeClass::Wording)
    }

    /// What the status was and is, if an assessment came to be a reconstruction, or ceased to be one.
    pub fn new_origin(&self) -> Option<(Option<Status>, Option<Status>)> {
        if !matches!(&self.subject, Subject::Assessment { field: Field::Status, .. }) {
            return None;
        }
        let status = |value: &Option<Value>| match value {
            Some(Value::Status(status)) => Some(*status),
            _ => None,
        };
        let (before, after) = (status(&self.before), status(&self.after));
        let is_reconstructed = |status| status == Some(Status::Reconstructed);
        (is_reconstructed(before) != is_reconstructed(after)).then_some((before, after))
    }

    /// The indicator that it is about, if it is about one.
    pub fn indicator(&self) -> Option<&str> {
        match &self.subject {
            Subject::Assessment { field: Field::Indicator { indicator, .. }, .. } => Some(indicator),
            Subject::Assessment { .. }
            | Subject::Edition { .. }
            | Subject::Country { .. }
            | Subject::About { .. }
            | Subject::Framework { .. } => None,
        }
    }
}

fn class_of(field: &Field) -> ChangeClass {
    match field {
        Field::Whole => ChangeClass::Rating,
        Field::Prose(_) => ChangeClass::Wording,
        Field::Indicator { field, .. } => match field {
            IndicatorField::Whole | IndicatorField::Rating | IndicatorField::Direction => ChangeClass::Rating,
            IndicatorField::Rationale | IndicatorField::Footnote { field: FootnoteField::Comment, .. } => {
                ChangeClass::Wording
            }
            IndicatorField::Footnote { field: FootnoteField::Label, .. }
            | IndicatorField::Id
            | IndicatorField::Own(_)
            | IndicatorField::Erratum(_)
            | IndicatorField::Carried => ChangeClass::Record,
            IndicatorField::Footnote { field: FootnoteField::Whole | FootnoteField::Citation, .. }
            | IndicatorField::Vote { .. } => ChangeClass::Evidence,
        },
        Field::Source { field: SourceField::Id | SourceField::Erratum(_), .. } => ChangeClass::Record,
        Field::Source { field: SourceField::Whole | SourceField::Variable(_), .. } => ChangeClass::Evidence,
        Field::Path
        | Field::Country
        | Field::Edition
        | Field::Status
        | Field::Own(_)
        | Field::Derivation(_)
        | Field::Stated(_)
        | Field::Remark(_)
        | Field::Erratum(_)
        | Field::Exception { .. } => ChangeClass::Record,
    }
}
