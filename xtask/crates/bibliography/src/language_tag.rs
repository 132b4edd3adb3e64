//! The tag of a language (BCP 47, RFC 5646, section 2.1: syntax).

use std::collections::HashSet;

/// A well-formed tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LanguageTag<'t>(&'t str);

/// Why a text is no tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LanguageProblem {
    /// It has not the form of one, and nothing tells what is meant.
    Malformed,
    /// It is likely to mean this tag: it is the name of a language, or has other signs where hyphens belong.
    Meant(String),
}

/// The codes of languages that a contributor may well write out.
const NAMES: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("bahasa indonesia", "id"),
    ("bahasa melayu", "ms"),
    ("burmese", "my"),
    ("cambodian", "km"),
    ("chinese", "zh"),
    ("deutsch", "de"),
    ("dutch", "nl"),
    ("english", "en"),
    ("español", "es"),
    ("filipino", "fil"),
    ("français", "fr"),
    ("french", "fr"),
    ("german", "de"),
    ("hindi", "hi"),
    ("indonesian", "id"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("khmer", "km"),
    ("korean", "ko"),
    ("lao", "lo"),
    ("malay", "ms"),
    ("mongolian", "mn"),
    ("nepali", "ne"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("sinhala", "si"),
    ("spanish", "es"),
    ("tagalog", "tl"),
    ("tamil", "ta"),
    ("tetum", "tet"),
    ("thai", "th"),
    ("urdu", "ur"),
    ("vietnamese", "vi"),
];

impl<'t> LanguageTag<'t> {
    /// Reads a tag.
    ///
    /// # Errors
    ///
    /// Tells which tag the text is likely to mean.
    pub fn parse(text: &'t str) -> Result<Self, LanguageProblem> {
        if is_well_formed(text) {
            return Ok(Self(text));
        }
        Err(meant(text).map_or(LanguageProblem::Malformed, LanguageProblem::Meant))
    }

    /// The tag as it is written.
    pub fn as_str(self) -> &'t str {
        self.0
    }
}

/// Whether a text is a well-formed tag. A language of four letters or more is refused though the form reserves room for
/// such codes: none exists, and *english* is not one; so is one that extends itself twice in the same way (section 2.2.9).
fn is_well_formed(tag: &str) -> bool {
    oxilangtag::LanguageTag::parse(tag).is_ok_and(|parsed| {
        let language = parsed.primary_language();
        // A tag for private use, and one that is older than the form and kept by name, is its own language.
        let is_known_length = language.len() < 4 || (language.len() == tag.len() && language.contains('-'));
        let mut seen = HashSet::new();
        let mut singles = parsed.extension_subtags().map(|(single, _)| single.to_ascii_lowercase());
        is_known_length && singles.all(|single| seen.insert(single))
    })
}

/// The tag that a text is likely to mean: the code of a language written out, or the same with hyphens.
fn meant(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let named = NAMES.iter().find(|(name, _)| *name == lower).map(|(_, code)| (*code).to_owned());
    let hyphened = text.trim().replace(['_', ' '], "-");
    named.or_else(|| (is_well_formed(&hyphened)).then_some(hyphened))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_the_standard() {
        for tag in [
            "en",
            "km",
            "tet",
            "en-GB",
            "zh-Hant-TW",
            "zh-cmn-Hans-CN",
            "sl-rozaj-biske",
            "de-CH-1901",
            "es-419",
            "de-CH-x-phonebk",
            "x-whatever",
            "en-a-myext-b-another",
            "i-klingon",
            "ar-LB",
            "sr-Latn-RS",
        ] {
            assert_eq!(LanguageTag::parse(tag).map(LanguageTag::as_str), Ok(tag));
        }
        for tag in [
            "",
            "e",
            "english",
            "English",
            "en_GB",
            "en-",
            "-en",
            "en--GB",
            "en GB",
            "km, en",
            "de-419-DE",
            "a-DE",
            "ar-a-aaa-b-bbb-a-ccc",
            "en-x",
            "en-a",
            "khme",
            "e1",
            "ភាសាខ្មែរ",
        ] {
            assert!(LanguageTag::parse(tag).is_err(), "{tag}");
        }
    }

    #[test]
    fn what_is_meant() {
        let problem = |text| LanguageTag::parse(text).expect_err(text);
        assert_eq!(problem("English"), LanguageProblem::Meant("en".to_owned()));
        assert_eq!(problem("en_GB"), LanguageProblem::Meant("en-GB".to_owned()));
        assert_eq!(problem("Klingon script"), LanguageProblem::Malformed);
    }
}
