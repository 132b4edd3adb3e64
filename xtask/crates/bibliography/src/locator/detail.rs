//! The number in a detail of a source that says of itself what it counts, in English or another language.

use super::{Locator, LocatorProblem, are_numbers};

/// Words for what a detail counts, beside those that labels have, in small letters.
const WORDS: &[(&str, &[&str])] = &[
    (
        "volume",
        &[
            "tome", "tomo", "tom", "t.", "band", "bd.", "bd", "v.", "v", "jahrgang", "jg.", "jg", "jilid",
            "jil.", "tập", "deel", "volumen", "том", "т.", "год", "année", "año", "ano", "tahun", "year",
            "第",
        ],
    ),
    (
        "issue",
        &[
            "heft",
            "h.",
            "nr.",
            "nr",
            "n.",
            "n",
            "num.",
            "núm.",
            "num",
            "número",
            "numéro",
            "numero",
            "no",
            "nº.",
            "nomor",
            "số",
            "bil.",
            "iss.",
            "iss",
            "cahier",
            "fasc.",
            "fascicule",
            "part",
            "pt.",
            "выпуск",
            "第",
        ],
    ),
    (
        "page",
        &[
            "s.", "seite", "seiten", "pág.", "págs.", "pag.", "hal.", "hlm.", "halaman", "tr.", "trang",
            "с.", "стр.",
        ],
    ),
];

/// Signs behind a number that say the same.
const BEHIND: &[&str] = &["pp.", "pp", "p.", "pages", "s.", "巻", "卷", "期", "号", "號"];

/// The number in a detail with a word or a bracket round it: `4` of `Tome 4`, `3` of `(3)`. A number alone has none.
pub fn number_in_detail<'t>(label: &'t str, text: &'t str) -> Option<&'t str> {
    if let Err(LocatorProblem::HasLabel(said, number)) = Locator::parse(label, text) {
        return (said == label).then_some(number);
    }
    let bare = text.trim_matches(|c: char| "()[]".contains(c) || c.is_whitespace());
    let bare = if bare.contains(['(', ')', '[', ']']) { text } else { bare };
    let words = WORDS.iter().find(|(known, _)| *known == label).map_or(&[][..], |(_, words)| words);
    let rests = words.iter().filter_map(|word| {
        let start = bare.get(..word.len())?;
        (start.to_lowercase() == **word).then(|| bare[word.len()..].trim_start())
    });
    let number = rests.chain([bare]).map(without_end).find(|rest| is_number(rest))?;
    (number != text).then_some(number)
}

fn without_end(text: &str) -> &str {
    BEHIND.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text).trim_end()
}

/// A number of figures, a range of them, or a Roman one in capitals.
fn is_number(text: &str) -> bool {
    let is_roman = !text.is_empty() && text.chars().all(|c| "IVXLC".contains(c));
    is_roman || text.starts_with(|c: char| c.is_ascii_digit()) && are_numbers(&text.to_lowercase())
}

/// The volume and the issue where both stand as the volume: `15(1)`, `15, no. 1`.
pub fn volume_and_issue(text: &str) -> Option<(&str, &str)> {
    let (volume, issue) = text.split_once('(').or_else(|| text.split_once(", "))?;
    let volume = number_in_detail("volume", volume.trim()).unwrap_or(volume.trim());
    let issue = issue.trim_end_matches(')').trim();
    let is_alone = |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let number = number_in_detail("issue", issue).or_else(|| text.contains('(').then_some(issue))?;
    (is_alone(volume)
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'/')
        && number.starts_with(|c: char| c.is_ascii_digit()))
    .then_some((volume, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_what_they_count() {
        for (label, text, number) in [
            ("volume", "Tome 4", "4"),
            ("volume", "Bd. 4", "4"),
            ("volume", "v. 12", "12"),
            ("volume", "v12", "12"),
            ("volume", "Vol. XV", "XV"),
            ("volume", "(15)", "15"),
            ("volume", "第4卷", "4"),
            ("issue", "(3)", "3"),
            ("issue", "[3]", "3"),
            ("issue", "Heft 3", "3"),
            ("issue", "n. 3", "3"),
            ("issue", "Núm. 3", "3"),
            ("issue", "№ 3-4", "3-4"),
            ("page", "pp. 4-5", "4-5"),
            ("page", "S. 111-116", "111-116"),
            ("page", "111-116 pp.", "111-116"),
        ] {
            assert_eq!(number_in_detail(label, text), Some(number), "{text}");
        }
        for (label, text) in [
            ("volume", "15"),
            ("volume", "XV"),
            ("volume", "New series 4"),
            ("volume", "Tomes"),
            ("issue", "3/4"),
            ("issue", "Special issue"),
            ("issue", "Spring"),
            ("issue", "S3"),
            ("page", "S12"),
            ("page", "e12"),
            ("page", "111-116"),
            ("page", "A-12"),
        ] {
            assert_eq!(number_in_detail(label, text), None, "{text}");
        }
    }

    #[test]
    fn a_volume_with_its_issue() {
        for text in ["15(1)", "15 (1)", "15, no. 1", "Vol. 15, issue 1", "Bd. 15, Heft 1"] {
            assert_eq!(volume_and_issue(text), Some(("15", "1")), "{text}");
        }
        for text in ["15", "15, 16", "2(a)", "New series, 4", "XV (new series)"] {
            assert_eq!(volume_and_issue(text), None, "{text}");
        }
    }
}
