//! Which assessment a file holds, as its path says: that of a country in an edition.

/// The folder of all assessments.
pub const ASSESSMENTS: &str = "dataset/assessments/";

/// An assessment, by the code of its country and the id of its edition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssessmentId<'a> {
    /// The country's code, ISO 3166-1 alpha-3.
    pub country: &'a str,
    /// The edition's id.
    pub edition: &'a str,
}

impl<'a> AssessmentId<'a> {
    /// The assessment of a country in an edition.
    pub fn new(country: &'a str, edition: &'a str) -> Self {
        Self { country, edition }
    }

    /// The assessment that a path would be of. Whether code and id have the right form is not asked.
    pub fn of_path(path: &'a str) -> Option<Self> {
        Self::of_name(path.strip_prefix(ASSESSMENTS)?.strip_suffix(".json")?)
    }

    /// The assessment that a word names as files are called: `KHM/2022`, also with the folder and with `.json`. The country may be
    /// a name of it.
    pub fn of_word(word: &'a str) -> Option<Self> {
        let name = word.strip_prefix(ASSESSMENTS).unwrap_or(word);
        let id = Self::of_name(name.strip_suffix(".json").unwrap_or(name))?;
        (!id.country.is_empty() && !id.edition.is_empty()).then_some(id)
    }

    fn of_name(name: &'a str) -> Option<Self> {
        name.split_once('/').map(|(country, edition)| Self { country, edition })
    }

    /// The path of its file.
    pub fn path(self) -> String {
        format!("{ASSESSMENTS}{}/{}.json", self.country, self.edition)
    }
}

/// The folder of a country's assessments.
pub fn folder_of(country: &str) -> String {
    format!("{ASSESSMENTS}{country}/")
}

/// The code of the country in whose folder a file lies; none for the folder itself.
pub fn country_of_file(path: &str) -> Option<&str> {
    path.strip_prefix(ASSESSMENTS)?.split_once('/').map(|(country, _)| country)
}

/// The code of the country whose folder a path leads to, or into.
pub fn country_of(path: &str) -> Option<&str> {
    path.strip_prefix(ASSESSMENTS)?.split('/').next()
}
