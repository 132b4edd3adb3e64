//! A source: a bibliographic item of CSL-JSON 1.0.2, its id being its key.

use crate::address::Address;
use crate::date::{DateProblem, Span, month_named, year_named};
use crate::doi::Doi;
use crate::erratum::{Errata, errata};
use crate::un_symbol::UnSymbol;
use format::json::Json;
use format::values::{Map, Text, text};

/// A bibliographic item. Its variables are kept by their kind, under CSL's names and in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Source {
    /// CSL's type of item, e.g. `report`.
    pub kind: Option<Text>,
    /// The variables that are names, e.g. `author`.
    pub names: Map<Box<[Name]>>,
    /// The variables that are dates, e.g. `issued`.
    pub dates: Map<Date>,
    /// The variables that are plain text, e.g. `title`.
    pub texts: Map<Text>,
    /// The address of an archived copy.
    pub archive_url: Option<Text>,
    /// The day on which that copy was made, `YYYY-MM-DD`.
    pub archive_date: Option<Text>,
    /// What was corrected in this description after publication.
    pub errata: Errata,
}

/// A name, of a person or of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Name {
    /// The name of an organisation, or a name that is not to be taken apart.
    pub literal: Option<Text>,
    /// A person's family name.
    pub family: Option<Text>,
    /// A person's given names.
    pub given: Option<Text>,
    /// What follows the name, e.g. *Jr.*
    pub suffix: Option<Text>,
    /// A particle that is left out where the family name stands alone, e.g. *van* in *Vincent van Gogh*.
    pub dropping_particle: Option<Text>,
    /// A particle that always goes with the family name, e.g. *de* in *Simone de Beauvoir*.
    pub non_dropping_particle: Option<Text>,
}

/// A date of CSL: one day, month or year, a range of two, or words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Date {
    /// The first date.
    pub from: Option<DateParts>,
    /// The second date of a range.
    pub to: Option<DateParts>,
    /// Whether the date is approximate.
    pub is_circa: bool,
    /// Words in place of a date, e.g. `n.d.`.
    pub literal: Option<Text>,
}

/// The types of works that are found by a DOI as well as by an address.
const FOUND_BY_DOI: &[&str] = &[
    "article",
    "article-journal",
    "book",
    "chapter",
    "dataset",
    "paper-conference",
    "report",
    "review",
    "review-book",
    "software",
    "standard",
    "thesis",
];

/// A date as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub struct DateParts {
    pub year: i64,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

impl Source {
    /// Reads what can be read.
    pub fn read(json: &Json<'_>) -> Self {
        let custom = json.get("custom");
        Self {
            kind: text(json, "type"),
            names: variables(json, |_, value| {
                value.is_array().then(|| value.items().iter().map(Name::read).collect())
            }),
            dates: variables(json, |name, value| {
                (name != "custom" && value.is_object()).then(|| Date::read(value))
            }),
            texts: variables(json, |name, value| value.as_str().filter(|_| name != "type").map(Text::from)),
            archive_url: custom.and_then(|custom| text(custom, "archive_url")),
            archive_date: custom.and_then(|custom| text(custom, "archive_date")),
            errata: custom.map(errata).unwrap_or_default(),
        }
    }

    /// Whether a work of a type is found by its DOI as well as by an address; works of other types have to have one.
    pub fn is_found_by_doi(kind: &str) -> bool {
        FOUND_BY_DOI.contains(&kind)
    }

    /// A variable that is plain text, by CSL's name.
    pub fn text(&self, variable: &str) -> Option<&str> {
        self.texts.get(variable).map(|text| &**text)
    }

    /// The title.
    pub fn title(&self) -> Option<&str> {
        self.text("title")
    }

    /// The address on the web.
    pub fn url(&self) -> Option<&str> {
        self.text("URL")
    }

    /// The address on the web, if it is one to give to readers.
    pub fn address(&self) -> Option<Address<'_>> {
        self.url().and_then(|url| Address::parse(url).ok())
    }

    /// The DOI, also where more than it is written.
    pub fn doi(&self) -> Option<Doi> {
        self.text("DOI").and_then(Doi::meant)
    }

    /// The document symbol of the United Nations that it has as its number, if it is one and rightly written.
    pub fn un_symbol(&self) -> Option<UnSymbol<'_>> {
        self.text("number").and_then(|number| UnSymbol::parse(number).ok())
    }

    /// The date of issue.
    pub fn issued(&self) -> Option<&Date> {
        self.dates.get("issued")
    }

    /// The years of issue, where a year is given; of a range the first and the last.
    pub fn years(&self) -> Option<(i64, i64)> {
        let issued = self.issued()?;
        let from = issued.from?.year;
        Some((from, issued.to.map_or(from, |to| to.year)))
    }
}

/// The variables of one kind, by name.
fn variables<T>(json: &Json<'_>, read: impl Fn(&str, &Json<'_>) -> Option<T>) -> Map<T> {
    let members = json.members().iter();
    members.filter_map(|(name, value)| read(name, value).map(|read| (Text::from(&**name), read))).collect()
}

impl Name {
    /// Reads what can be read.
    pub fn read(json: &Json<'_>) -> Self {
        Self {
            literal: text(json, "literal"),
            family: text(json, "family"),
            given: text(json, "given"),
            suffix: text(json, "suffix"),
            dropping_particle: text(json, "dropping-particle"),
            non_dropping_particle: text(json, "non-dropping-particle"),
        }
    }
}

impl Date {
    /// The days among which it lies; none where it is given in words, is approximate, or cannot be.
    pub fn span(&self) -> Option<Span> {
        let from = self.from?.span().ok().filter(|_| !self.is_circa)?;
        self.to.map_or(Some(from), |to| Some(from.to(to.span().ok()?)))
    }

    /// The days among which it ends, under the same conditions.
    pub fn latest(&self) -> Option<Span> {
        self.to.or(self.from)?.span().ok().filter(|_| !self.is_circa)
    }

    /// Whether it is given in words that name a month and no year, such as `8 October`.
    pub fn lacks_year(&self) -> bool {
        let Some(words) = self.literal.as_deref() else { return false };
        let mut parts = words.split(|c: char| !c.is_alphanumeric());
        year_named(words).is_none() && parts.any(|part| month_named(part).is_some())
    }

    fn read(json: &Json<'_>) -> Self {
        let mut parts = json.get("date-parts").map_or(&[][..], Json::items).iter().map(DateParts::read);
        Self {
            from: parts.next().flatten(),
            to: parts.next().flatten(),
            is_circa: json.get("circa") == Some(&Json::Bool(true)),
            literal: text(json, "literal"),
        }
    }
}

impl DateParts {
    /// The days among which it lies.
    ///
    /// # Errors
    ///
    /// Tells why no calendar has such a day.
    pub fn span(self) -> Result<Span, DateProblem> {
        Span::of(self.year, self.month, self.day)
    }

    fn read(json: &Json<'_>) -> Option<Self> {
        let part = |i: usize| json.items().get(i).and_then(Json::as_i64);
        let small = |i| part(i).and_then(|number| u8::try_from(number).ok());
        Some(Self { year: part(0)?, month: small(1), day: small(2) })
    }
}
