//! Whether a text has the form of a language tag (BCP 47, RFC 5646).

/// Tags that are older than the form and kept by name.
const GRANDFATHERED: &[&str] = &[
    "art-lojban",
    "cel-gaulish",
    "en-gb-oed",
    "i-ami",
    "i-bnn",
    "i-default",
    "i-enochian",
    "i-hak",
    "i-klingon",
    "i-lux",
    "i-mingo",
    "i-navajo",
    "i-pwn",
    "i-tao",
    "i-tay",
    "i-tsu",
    "no-bok",
    "no-nyn",
    "sgn-be-fr",
    "sgn-be-nl",
    "sgn-ch-de",
    "zh-guoyu",
    "zh-hakka",
    "zh-min",
    "zh-min-nan",
    "zh-xiang",
];

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
/// such codes: none exists, and *english* is not one.
pub fn is_well_formed(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    if GRANDFATHERED.contains(&&*tag) {
        return true;
    }
    let mut parts = tag.split('-').peekable();
    if tag.split('-').any(|part| !(1..=8).contains(&part.len()) || !is_alphanumeric(part)) {
        return false;
    }
    match parts.next() {
        Some("x") => return parts.next().is_some(),
        Some(language) if matches!(language.len(), 2 | 3) && is_alphabetic(language) => {}
        _ => return false,
    }
    let mut extended = 0;
    while extended < 3 && parts.next_if(|part| part.len() == 3 && is_alphabetic(part)).is_some() {
        extended += 1;
    }
    parts.next_if(|part| part.len() == 4 && is_alphabetic(part));
    parts.next_if(|part| (part.len() == 2 && is_alphabetic(part)) || (part.len() == 3 && is_numeric(part)));
    while parts.next_if(|part| part.len() >= 5 || (part.len() == 4 && is_numeric(&part[..1]))).is_some() {}
    are_extensions(parts)
}

/// Whether what is left of a tag is groups, each of a single sign and what belongs to it; after x anything goes.
fn are_extensions<'t>(mut parts: std::iter::Peekable<impl Iterator<Item = &'t str>>) -> bool {
    let mut seen = Vec::new();
    while let Some(single) = parts.next() {
        if single.len() != 1 || parts.peek().is_none() || seen.contains(&single) {
            return false;
        }
        if single == "x" {
            return true;
        }
        seen.push(single);
        let mut count = 0;
        while parts.next_if(|part| part.len() > 1).is_some() {
            count += 1;
        }
        if count == 0 {
            return false;
        }
    }
    true
}

/// The tag that a text is likely to mean: the code of a language written out, or the same with hyphens.
pub fn meant(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let named = NAMES.iter().find(|(name, _)| *name == lower).map(|(_, code)| (*code).to_owned());
    let hyphened = text.trim().replace(['_', ' '], "-");
    named.or_else(|| (is_well_formed(&hyphened)).then_some(hyphened))
}

fn is_alphanumeric(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_alphabetic(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_numeric(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
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
