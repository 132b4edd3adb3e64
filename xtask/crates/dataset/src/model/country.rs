//! The countries and the names used for them here.

use bibliography::erratum::{Errata, errata};
use format::json::Json;
use format::values::{Map, Text, map, text};

/// The register of countries, by ISO 3166-1 alpha-3 code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Countries {
    /// The countries by code.
    pub countries: Map<Country>,
}

/// A country.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Country {
    /// The name that this dataset uses.
    pub name: Option<Text>,
    /// All names that stand in it, each with who uses it.
    pub names: Map<Box<[Text]>>,
    /// What else is to be known.
    pub note: Option<Text>,
    /// What was corrected in this entry.
    pub errata: Errata,
}

impl Countries {
    /// Reads what can be read.
    pub fn read(json: &Json<'_>) -> Self {
        Self {
            countries: map(json, "countries", |country| Country {
                name: text(country, "name"),
                names: map(country, "names", |users| {
                    users.items().iter().filter_map(Json::as_str).map(Text::from).collect()
                }),
                note: text(country, "note"),
                errata: errata(country),
            }),
        }
    }

    /// The name that this dataset uses for a code, or the code itself where it has none.
    pub fn name<'n>(&'n self, code: &'n str) -> &'n str {
        self.countries.get(code).and_then(|country| country.name.as_deref()).unwrap_or(code)
    }
}
