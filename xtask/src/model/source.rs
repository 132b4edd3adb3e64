//! A source: a bibliographic item of CSL-JSON 1.0.2, its id being its key.

use super::{Text, text};
use crate::json::Json;

/// A bibliographic item. The fields that checks ask about by name have a name here, all others are kept as texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// CSL's type of item, e.g. `report`.
    pub kind: Option<Text>,
    /// CSL's `issued`.
    pub issued: Option<Date>,
    /// CSL's `accessed`.
    pub accessed: Option<Date>,
    /// CSL's `author`.
    pub author: Box<[Name]>,
    /// All variables that are plain text, by CSL's name, in the order of the file.
    pub texts: Box<[(Text, Text)]>,
}

/// A name, of a person or of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The name of an organisation, or a name that is not to be taken apart.
    pub literal: Option<Text>,
    /// A person's family name.
    pub family: Option<Text>,
    /// A person's given names.
    pub given: Option<Text>,
}

/// A date of CSL: one day, month or year, a range of two, or words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Date {
    /// The first date.
    pub from: Option<DateParts>,
    /// The second date of a range.
    pub to: Option<DateParts>,
    /// Words in place of a date, e.g. `n.d.`.
    pub literal: Option<Text>,
}

/// A date as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub struct DateParts {
    pub year: i64,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

impl Source {
    /// Reads what can be read.
    pub fn read(json: &Json<'_>) -> Self {
        let texts = json
            .members()
            .iter()
            .filter(|(name, _)| name != "type")
            .filter_map(|(name, value)| Some((Text::from(&**name), Text::from(value.as_str()?))))
            .collect();
        Self {
            kind: text(json, "type"),
            issued: json.get("issued").map(Date::read),
            accessed: json.get("accessed").map(Date::read),
            author: super::list(json, "author", Name::read),
            texts,
        }
    }

    /// A variable that is plain text, by CSL's name.
    pub fn text(&self, variable: &str) -> Option<&str> {
        self.texts.iter().find(|(name, _)| **name == *variable).map(|(_, text)| &**text)
    }

    /// The title.
    pub fn title(&self) -> Option<&str> {
        self.text("title")
    }

    /// The address on the web.
    pub fn url(&self) -> Option<&str> {
        self.text("URL")
    }

    /// The years of issue, where a year is given; of a range the first and the last.
    pub fn years(&self) -> Option<(i64, i64)> {
        let issued = self.issued.as_ref()?;
        let from = issued.from?.year;
        Some((from, issued.to.map_or(from, |to| to.year)))
    }
}

impl Name {
    fn read(json: &Json<'_>) -> Self {
        Self { literal: text(json, "literal"), family: text(json, "family"), given: text(json, "given") }
    }
}

impl Date {
    fn read(json: &Json<'_>) -> Self {
        let mut parts = json.get("date-parts").map_or(&[][..], Json::items).iter().map(DateParts::read);
        Self { from: parts.next().flatten(), to: parts.next().flatten(), literal: text(json, "literal") }
    }
}

impl DateParts {
    fn read(json: &Json<'_>) -> Option<Self> {
        let part = |i: usize| json.items().get(i).and_then(Json::as_i64);
        let small = |i| part(i).and_then(|number| u8::try_from(number).ok());
        Some(Self { year: part(0)?, month: small(1), day: small(2) })
    }
}
