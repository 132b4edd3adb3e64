//! Where a subject of a change stands: the path of its file, and the pointer in it.

use super::subject::{
    CountryField, EditionField, Field, FootnoteField, FrameworkField, IndicatorField, SourceField, Subject,
};
use dataset::assessment_id::AssessmentId;
use dataset::model::assessment::Corrected;
use dataset::schema::{ABOUT, COUNTRIES, EDITIONS};
use format::pointer::Pointer;

impl Subject {
    /// Where the subject stands: the file's path and the pointer in it.
    pub fn place(&self) -> (String, Pointer) {
        match self {
            Subject::Assessment { country, edition, field } => {
                (AssessmentId::new(country, edition).path(), field.pointer())
            }
            Subject::Edition { edition, field } => {
                let entry = Pointer::of(["editions", edition]);
                let pointer = match field {
                    EditionField::Whole => entry,
                    EditionField::Own(field) => entry.child(field),
                    EditionField::Erratum(day) => entry.child("errata").child(day),
                };
                (EDITIONS.to_owned(), pointer)
            }
            Subject::Country { country, field } => {
                let entry = Pointer::of(["countries", country]);
                let pointer = match field {
                    CountryField::Whole => entry,
                    CountryField::Own(field) => entry.child(field),
                    CountryField::Names(name) => entry.child("names").child(name),
                    CountryField::Erratum(day) => entry.child("errata").child(day),
                };
                (COUNTRIES.to_owned(), pointer)
            }
            Subject::About { field } => (ABOUT.to_owned(), Pointer::of([field])),
            Subject::Framework { framework, field } => {
                (format!("dataset/frameworks/{framework}.json"), field.pointer())
            }
        }
    }
}

impl Field {
    fn pointer(&self) -> Pointer {
        match self {
            Field::Whole | Field::Path => Pointer::root(),
            Field::Country => Pointer::of(["country"]),
            Field::Edition => Pointer::of(["edition"]),
            Field::Status => Pointer::of(["status"]),
            Field::Own(field) | Field::Prose(field) => Pointer::of([field]),
            Field::Derivation(field) => Pointer::of(["derivation", field]),
            Field::Stated(field) => Pointer::of(["stated", field]),
            Field::Indicator { indicator, field } => field.pointer(Pointer::of(["ratings", indicator])),
            Field::Source { source, field } => {
                let whole = Pointer::of(["sources", source]);
                match field {
                    SourceField::Whole | SourceField::Id => whole,
                    SourceField::Erratum(day) => Corrected::Source(source).pointer().child(day),
                    SourceField::Variable(name) => {
                        name.split('/').fold(whole, |pointer, token| pointer.child(token))
                    }
                }
            }
            Field::Remark(id) => Pointer::of(["remarks", id]),
            Field::Erratum(day) => Corrected::Whole.pointer().child(day),
            Field::Exception { code, pointer } => Pointer::of(["exceptions", code, pointer]),
        }
    }
}

impl IndicatorField {
    fn pointer(&self, entry: Pointer) -> Pointer {
        match self {
            IndicatorField::Whole | IndicatorField::Id => entry,
            IndicatorField::Rating => entry.child("rating"),
            IndicatorField::Direction => entry.child("change"),
            IndicatorField::Own(field) => entry.child(field),
            IndicatorField::Carried => entry.child("carried"),
            IndicatorField::Erratum(day) => entry.child("errata").child(day),
            IndicatorField::Rationale => entry.child("rationale"),
            IndicatorField::Footnote { label, field } => {
                let footnote = entry.child("footnotes").child(label);
                match field {
                    FootnoteField::Whole | FootnoteField::Label => footnote,
                    FootnoteField::Comment => footnote.child("comment"),
                    FootnoteField::Citation => footnote.child("citations"),
                }
            }
            IndicatorField::Vote { symbol, field } => {
                let vote = entry.child("votes").child(symbol);
                field.map_or_else(|| vote.clone(), |field| vote.child(field))
            }
        }
    }
}

impl FrameworkField {
    fn pointer(&self) -> Pointer {
        match self {
            FrameworkField::Whole => Pointer::root(),
            FrameworkField::Own(field) => Pointer::of([field]),
            FrameworkField::Area(area) => Pointer::of(["areas", area]),
            FrameworkField::Indicator { indicator, field } => {
                Pointer::of(["indicators", indicator].into_iter().chain(*field))
            }
            FrameworkField::Level { level, field } => Pointer::of(["scale", level, field]),
            FrameworkField::Scoring(field) => Pointer::of(["scoring", field]),
            FrameworkField::Erratum { of, day } => {
                let of = of.iter().flat_map(|(group, id)| [*group, id]);
                Pointer::of(of.chain(["errata", day]))
            }
        }
    }
}
