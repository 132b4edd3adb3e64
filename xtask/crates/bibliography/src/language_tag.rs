//! The tag of a language (BCP 47, RFC 5646): its syntax, and whether its language, its script and its region are registered.

mod scripts;

use std::collections::HashSet;

use isolang::Language;

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
    /// The language has a shorter code; the tag with it.
    Longer(String),
    /// No language has this code.
    NoLanguage(String),
    /// No script has this code.
    NoScript(String),
    /// No country or region has this code, with the tag that is likely to be meant.
    NoRegion(String, Option<String>),
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
            return registered(text).map(|()| Self(text));
        }
        Err(meant(text).map_or(LanguageProblem::Malformed, LanguageProblem::Meant))
    }

    /// The tag as it is written.
    pub fn as_str(self) -> &'t str {
        self.0
    }
}

/// Codes of ISO 639-2 for libraries, and codes that were given up, with those in use.
const OTHER_CODES: &[(&str, &str)] = &[
    ("alb", "sq"),
    ("arm", "hy"),
    ("baq", "eu"),
    ("bur", "my"),
    ("chi", "zh"),
    ("cze", "cs"),
    ("dut", "nl"),
    ("fre", "fr"),
    ("geo", "ka"),
    ("ger", "de"),
    ("gre", "el"),
    ("ice", "is"),
    ("in", "id"),
    ("iw", "he"),
    ("ji", "yi"),
    ("mac", "mk"),
    ("mao", "mi"),
    ("may", "ms"),
    ("per", "fa"),
    ("rum", "ro"),
    ("slo", "sk"),
    ("tib", "bo"),
    ("wel", "cy"),
];

/// Regions that people name by other codes than the registered ones.
const OTHER_REGIONS: &[(&str, &str)] = &[("BU", "MM"), ("TP", "TL"), ("UK", "GB")];

/// Regions of the registry that are in no part of ISO 3166-1 with a meaning of its own.
const MORE_REGIONS: &[&str] = &["EU", "EZ", "UN", "XK"];

/// Whether the language, the script and the region of a well-formed tag are registered, with the shortest code.
fn registered(tag: &str) -> Result<(), LanguageProblem> {
    let Ok(parsed) = oxilangtag::LanguageTag::parse(tag) else { return Ok(()) };
    let language = parsed.primary_language();
    // One for private use, or older than the form.
    if language.len() == tag.len() && language.contains('-') {
        return Ok(());
    }
    let with = |code: &str| format!("{code}{}", &tag[language.len()..]);
    let lower = language.to_ascii_lowercase();
    if let Some((_, code)) = OTHER_CODES.iter().find(|(other, _)| *other == lower) {
        return Err(LanguageProblem::Meant(with(code)));
    }
    let is_private = ("qaa"..="qtz").contains(&&*lower) && lower.len() == 3;
    match lower.len() {
        2 if Language::from_639_1(&lower).is_none() => return Err(LanguageProblem::NoLanguage(lower)),
        3 if !is_private => match Language::from_639_3(&lower) {
            None => return Err(LanguageProblem::NoLanguage(lower)),
            Some(known) => {
                if let Some(short) = known.to_639_1() {
                    return Err(LanguageProblem::Longer(with(short)));
                }
            }
        },
        _ => {}
    }
    let mut extended = parsed.extended_language_subtags();
    if let Some(code) = extended.find(|code| Language::from_639_3(&code.to_ascii_lowercase()).is_none()) {
        return Err(LanguageProblem::NoLanguage(code.to_owned()));
    }
    if let Some(script) = parsed.script().filter(|script| !scripts::is_registered(script)) {
        return Err(LanguageProblem::NoScript(script.to_owned()));
    }
    let Some(region) = parsed.region() else { return Ok(()) };
    let code = region.to_ascii_uppercase();
    // Figures are regions of the world, as the United Nations count them.
    let is_figures = code.bytes().all(|byte| byte.is_ascii_digit());
    if is_figures || MORE_REGIONS.contains(&&*code) || rust_iso3166::from_alpha2(&code).is_some() {
        return Ok(());
    }
    let other = OTHER_REGIONS.iter().find(|(other, _)| *other == code);
    let meant = other.map(|(_, meant)| tag.replacen(region, meant, 1));
    Err(LanguageProblem::NoRegion(code, meant))
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
            "cnr-ME",
            "i-klingon",
            "my-MM",
            "fil",
            "en-XK",
            "qaa-Latn",
            "und",
            "KM-kh",
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
        assert_eq!(problem("khm"), LanguageProblem::Longer("km".to_owned()));
        assert_eq!(problem("eng-GB"), LanguageProblem::Longer("en-GB".to_owned()));
        assert_eq!(problem("bur"), LanguageProblem::Meant("my".to_owned()));
        assert_eq!(problem("xx-YY"), LanguageProblem::NoLanguage("xx".to_owned()));
        assert_eq!(problem("kh"), LanguageProblem::NoLanguage("kh".to_owned()));
        assert_eq!(problem("en-UK"), LanguageProblem::NoRegion("UK".to_owned(), Some("en-GB".to_owned())));
        assert_eq!(problem("km-Abcd"), LanguageProblem::NoScript("Abcd".to_owned()));
        assert_eq!(problem("en-YY"), LanguageProblem::NoRegion("YY".to_owned(), None));
    }
}
