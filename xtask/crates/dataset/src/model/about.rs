//! What the dataset is as a whole, and how it is cited.

use bibliography::source::Name;
use format::json::Json;
use format::values::{Text, text};

/// The dataset as a whole. Whatever cites it is made from this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title.
    pub title: Option<Text>,
    /// What it holds.
    pub description: Option<Text>,
    /// What somebody who cites should know first.
    pub how_to_cite: Option<Text>,
    /// The version that is released next or was released last: `1.2.0`.
    pub version: Option<Text>,
    /// The day of that version, `YYYY-MM-DD`.
    pub date: Option<Text>,
    /// The licence of the data, by its SPDX identifier.
    pub licence: Option<Text>,
    /// Who made it, in the order in which they are cited.
    pub creators: Box<[Name]>,
    /// The DOI of all its versions.
    pub doi: Option<Text>,
}

impl About {
    /// Reads what can be read.
    pub fn read(json: &Json<'_>) -> Self {
        Self {
            title: text(json, "title"),
            description: text(json, "description"),
            how_to_cite: text(json, "how_to_cite"),
            version: text(json, "version"),
            date: text(json, "date"),
            licence: text(json, "licence"),
            creators: json.get("creators").map_or(&[][..], Json::items).iter().map(Name::read).collect(),
            doi: text(json, "doi"),
        }
    }
}
