//! Whether a text has the form of a language tag (BCP 47, RFC 5646).

use std::collections::HashSet;

use oxilangtag::LanguageTag;

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

/// Whether a text is a well-formed tag. A language of four letters or more is refused though the form reserves room for
/// such codes: none exists, and *english* is not one; so is one that extends itself twice in the same way (section 2.2.9).
pub fn is_well_formed(tag: &str) -> bool {
    LanguageTag::parse(tag).is_ok_and(|parsed| {
        let language = parsed.primary_language();
        // A tag for private use, and one that is older than the form and kept by name, is its own language.
        let is_known_length = language.len() < 4 || (language.len() == tag.len() && language.contains('-'));
        let mut seen = HashSet::new();
        let mut singles = parsed.extension_subtags().map(|(single, _)| single.to_ascii_lowercase());
        is_known_length && singles.all(|single| seen.insert(single))
    })
}

/// The tag that a text is likely to mean: the code of a language written out, or the same with hyphens.
pub fn meant(text: &str) -> Option<String> {
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
            assert!(is_well_formed(tag), "{tag}");
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
            assert!(!is_well_formed(tag), "{tag}");
        }
    }

    #[test]
    fn what_is_meant() {
        assert_eq!(meant("English").as_deref(), Some("en"));
        assert_eq!(meant("en_GB").as_deref(), Some("en-GB"));
        assert_eq!(meant("Klingon script"), None);
    }
}
