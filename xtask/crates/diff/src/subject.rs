//! What a change is about: something of an assessment, a register or an instrument.

use dataset::model::assessment::Corrected;
use format::values::Text;

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Something of an assessment, named by its country and edition.
    Assessment {
        /// ISO 3166-1 alpha-3 code.
        country: Text,
        /// Id of the edition.
        edition: Text,
        /// What of it.
        field: Field,
    },
    /// Something of the register of editions.
    Edition {
        /// Id of the edition.
        edition: Text,
        /// What of it.
        field: EditionField,
    },
    /// Something of the register of countries.
    Country {
        /// ISO 3166-1 alpha-3 code.
        country: Text,
        /// What of it.
        field: CountryField,
    },
    /// What is said of the dataset as a whole.
    About {
        /// A field of it, by its name in the file.
        field: &'static str,
    },
    /// Something of an instrument.
    Framework {
        /// Id of the instrument.
        framework: Text,
        /// What of it.
        field: FrameworkField,
    },
}

/// What of an assessment a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the fields are those of the model")]
pub enum Field {
    /// All of it: a file added or removed.
    Whole,
    /// Its path: a file renamed.
    Path,
    Country,
    Edition,
    Status,
    /// A field that holds one value and means nothing more to `diff`, by its name in the files.
    Own(&'static str),
    Derivation(&'static str),
    Stated(&'static str),
    /// A field of paragraphs, by its name in the files.
    Prose(&'static str),
    Indicator {
        indicator: Text,
        field: IndicatorField,
    },
    Source {
        source: Text,
        field: SourceField,
    },
    /// A remark on the document, by its id.
    Remark(Text),
    /// A correction of what the file says as a whole, by its day.
    Erratum(Text),
    Exception {
        code: Text,
        pointer: Text,
    },
}

/// What of an indicator's entry a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the fields are those of the model")]
pub enum IndicatorField {
    /// All of it.
    Whole,
    /// Its id.
    Id,
    Rating,
    Direction,
    /// A field that holds one value and means nothing more to `diff`, by its name in the files.
    Own(&'static str),
    Carried,
    Rationale,
    Footnote {
        label: Text,
        field: FootnoteField,
    },
    Vote {
        symbol: Text,
        /// A field of it; none for the whole vote.
        field: Option<&'static str>,
    },
    /// A correction of the entry, by its day.
    Erratum(Text),
}

/// What of a footnote a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the fields are those of the model")]
pub enum FootnoteField {
    /// All of it.
    Whole,
    /// Its label.
    Label,
    Comment,
    /// One of its citations. They have no names; the source is in the values.
    Citation,
}

/// What of a source a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceField {
    /// All of it.
    Whole,
    /// Its id.
    Id,
    /// A variable, by CSL's name; those under `custom` as `custom/archive_url`.
    Variable(Text),
    /// A correction of the description, by its day.
    Erratum(Text),
}

/// What of an edition's entry a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EditionField {
    /// All of it.
    Whole,
    /// A field, by its name in the files.
    Own(&'static str),
    /// A correction, by its day.
    Erratum(Text),
}

/// What of a country's entry a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountryField {
    /// All of it.
    Whole,
    /// A field that holds one value, by its name in the files.
    Own(&'static str),
    /// Who uses a name that stands in the data.
    Names(Text),
    /// A correction, by its day.
    Erratum(Text),
}

/// What of an instrument a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FrameworkField {
    /// All of it.
    Whole,
    /// A field of the instrument itself.
    Own(&'static str),
    /// The title of an area, or the area as a whole.
    Area(Text),
    /// An indicator.
    Indicator {
        /// Its id.
        indicator: Text,
        /// A field of it; none for the whole.
        field: Option<&'static str>,
    },
    /// A level of the scale.
    Level {
        /// Its id.
        level: Text,
        /// A field of it.
        field: &'static str,
    },
    /// A field of the way a score is made.
    Scoring(&'static str),
    /// A correction.
    Erratum {
        /// The group and the id of what it corrects; none for the instrument itself.
        of: Option<(&'static str, Text)>,
        /// Its day.
        day: Text,
    },
}

impl Field {
    /// What a correction is of and its day, if this is one.
    pub fn erratum(&self) -> Option<(Corrected<'_>, &str)> {
        match self {
            Field::Erratum(day) => Some((Corrected::Whole, day)),
            Field::Indicator { indicator, field: IndicatorField::Erratum(day) } => {
                Some((Corrected::Entry(indicator), day))
            }
            Field::Source { source, field: SourceField::Erratum(day) } => {
                Some((Corrected::Source(source), day))
            }
            Field::Whole
            | Field::Path
            | Field::Country
            | Field::Edition
            | Field::Status
            | Field::Own(_)
            | Field::Derivation(_)
            | Field::Stated(_)
            | Field::Prose(_)
            | Field::Indicator { .. }
            | Field::Source { .. }
            | Field::Remark(_)
            | Field::Exception { .. } => None,
        }
    }
}
