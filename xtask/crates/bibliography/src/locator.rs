//! A place in a work (CSL 1.0.2, appendix I, locators): a number or a range for pages and paragraphs, and never its label again.

mod detail;
mod parts;

use std::borrow::Cow;

pub use self::detail::{number_in_detail, volume_and_issue};
pub use self::parts::without_parts;
use self::parts::{is_part, items, without_groups, without_part, without_thousands};
use crate::date::month_named;

/// Words and signs by which a label is repeated, longest first.
const REPEATS: &[(&str, &[&str])] = &[
    ("page", &["pages", "page", "pp.", "pp", "pgs.", "pg.", "pg", "p.", "p"]),
    (
        "paragraph",
        &["paragraphs", "paragraph", "paras.", "paras", "para.", "para", "par.", "¶¶", "¶", "§§", "§"],
    ),
    ("section", &["sections", "section", "sects.", "sect.", "secs.", "sec.", "§§", "§"]),
    ("chapter", &["chapters", "chapter", "chaps.", "chap.", "chs.", "ch."]),
    ("article-locator", &["articles", "article", "arts.", "art."]),
    ("volume", &["volumes", "volume", "vols.", "vols", "vol.", "vol"]),
    ("issue", &["issues", "issue", "numbers", "number", "nos.", "no.", "n°", "nº", "№", "#"]),
    ("note", &["notes", "note", "footnote", "endnote", "fn.", "nn.", "n."]),
    ("table", &["tables", "table", "tab."]),
    ("figure", &["figures", "figure", "figs.", "fig."]),
    ("part", &["parts", "part", "pts.", "pt."]),
    ("rule", &["rules", "rule"]),
    ("line", &["lines", "line"]),
    ("column", &["columns", "column", "cols.", "col."]),
    ("appendix", &["appendices", "appendix", "annex", "app."]),
    ("edition", &["edition", "edn.", "ed."]),
    ("version", &["version", "versions", "ver.", "v. "]),
];

/// A locator that is what its label says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Locator<'l> {
    /// What it counts.
    pub label: &'l str,
    /// Where in the work.
    pub place: &'l str,
}

/// What is wrong with a locator under its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocatorProblem<'l> {
    /// A number with a word for what it counts, as in `p. 114`: the label of that word, and the number alone.
    HasLabel(&'static str, &'l str),
    /// Words where a page or a paragraph has a number.
    NoNumber,
    /// A range that ends before it begins.
    Backwards,
}

impl<'l> Locator<'l> {
    /// Reads a locator under a label.
    ///
    /// # Errors
    ///
    /// Tells how it does not fit its label.
    pub fn parse(label: &'l str, place: &'l str) -> Result<Self, LocatorProblem<'l>> {
        if is_plain(place) {
            return Ok(Self { label, place });
        }
        if let Some((known, number)) = without(label, place) {
            return Err(LocatorProblem::HasLabel(known, number));
        }
        let are_numbers = || {
            let numbers =
                if label == "paragraph" { without_kinds(place).into() } else { Cow::Borrowed(place) };
            are_numbers(&numbers.to_lowercase())
        };
        if matches!(label, "page" | "paragraph") && !are_numbers() {
            let other = REPEATS.iter().find_map(|(other, _)| without(other, place));
            return Err(other.map_or(LocatorProblem::NoNumber, |(known, number)| {
                LocatorProblem::HasLabel(known, number)
            }));
        }
        if has_range(place) && items(&ranges(&without_thousands(place).to_lowercase())).any(is_backwards) {
            return Err(LocatorProblem::Backwards);
        }
        Ok(Self { label, place })
    }
}

/// Whether a locator is figures alone, or a range of such that runs forwards, as nearly all are; a shortened end is of the same hundred.
fn is_plain(place: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (first, last) = place.split_once('-').unwrap_or((place, place));
    is_number(first) && is_number(last) && (first.len() != last.len() || first <= last)
}

/// The label that a locator without one names in words, and the number behind: `p. 4`, `s 53`, `art. 7`.
pub fn labelled(locator: &str) -> Option<(&'static str, &str)> {
    const LAWYERS: &[(&str, &[&str])] =
        &[("section", &["ss ", "s ", "s.", "ss."]), ("article-locator", &["art "])];
    // An annex is printed as one, and not as the appendix that the label would make of it.
    let is_annex = locator.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("annex"));
    let known = REPEATS.iter().find_map(|(label, _)| without(label, locator)).filter(|_| !is_annex);
    known.or_else(|| {
        LAWYERS.iter().find_map(|(label, words)| {
            let number = words.iter().find_map(|word| locator.strip_prefix(word))?.trim_start();
            number.starts_with(|c: char| c.is_ascii_digit()).then_some((*label, number))
        })
    })
}

/// Whether a locator is a number or a range, of which nothing says what it counts.
pub fn is_bare_number(locator: &str) -> bool {
    locator.starts_with(|c: char| c.is_ascii_digit()) && are_numbers(&locator.to_lowercase())
}

/// Whether a locator is a day or a month: `June, 12`, `12 June 2021`.
pub fn is_date(locator: &str) -> bool {
    let is_day = |word: &str| {
        let number = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        number.len() <= 2 && number.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
    };
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words = locator.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut months, mut numbers) = (0, 0);
    let is_part = |word: &str| {
        let is_month = month_named(&word.to_lowercase()).is_some();
        let is_number = is_day(word) || is_year(word);
        months += usize::from(is_month);
        numbers += usize::from(is_number);
        is_month || is_number
    };
    words.all(is_part) && months == 1 && (1..=2).contains(&numbers)
}

/// The label of which a locator begins with a word, as it is known, and the numbers behind it.
fn without<'l>(label: &str, locator: &'l str) -> Option<(&'static str, &'l str)> {
    let (known, words) = REPEATS.iter().find(|(known, _)| *known == label)?;
    let mut rests = words.iter().filter_map(|word| {
        let start = locator.get(..word.len())?;
        start.eq_ignore_ascii_case(word).then(|| locator[word.len()..].trim_start())
    });
    let is_roman = |rest: &str| !rest.is_empty() && rest.chars().all(|c| "IVXLC".contains(c));
    let is_rest = |rest: &&str| {
        is_roman(rest) || rest.starts_with(|c: char| c.is_ascii_digit()) && are_numbers(&rest.to_lowercase())
    };
    rests.find(is_rest).map(|rest| (*known, rest))
}

/// The paragraphs of a resolution without what tells the operative from those of the preamble: `OP 4`, `PP 2`.
fn without_kinds(text: &str) -> String {
    ["OP ", "PP "].iter().fold(text.to_owned(), |text, kind| text.replace(kind, ""))
}

/// Whether there is any range in a locator.
fn has_range(place: &str) -> bool {
    place.bytes().any(|byte| byte.is_ascii_digit())
        && (place.contains(is_dash) || place.to_ascii_lowercase().contains(" to "))
}

/// A locator in small letters, each range in it with a dash.
fn ranges(lower: &str) -> String {
    lower.replace(" to ", "-")
}

/// Whether a text is a list of numbers and ranges, behind each of which parts of it may stand.
fn are_numbers(text: &str) -> bool {
    let text = ranges(&without_thousands(text));
    let mut all = items(&text).enumerate();
    all.all(|(nth, item)| {
        let mut ends = without_part(without_addition(item)).split(is_dash).map(str::trim);
        // A page can be A-12, and a range A-12-A-15.
        let are_ends =
            ends.clone().count() <= 4 && ends.all(|end| is_number(without_groups(without_addition(end))));
        are_ends || (nth > 0 && is_part(item))
    })
}

/// What follows a number where what comes after it is meant as well, or where it was put in later.
const FOLLOWING: &[&str] =
    &["et seqq.", "et seq.", "et sqq.", "passim", "ff.", "ff", "f.", "f", " bis", " ter", " quater"];

/// A number without *ff.*, *et seq.* and the like.
fn without_addition(item: &str) -> &str {
    FOLLOWING.iter().find_map(|word| item.strip_suffix(word)).unwrap_or(item).trim_end()
}

/// Whether a text is one number: figures with letters about them, as in 12a, S3 or 4.2, a Roman one, or a single letter.
fn is_number(text: &str) -> bool {
    let text = text.trim_matches(|c| "()[]*".contains(c));
    let is_sign = |c: char| c.is_alphanumeric() || ".:()[]*".contains(c);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_roman = !text.is_empty() && text.chars().all(|c| "ivxlcdm".contains(c));
    let has_figures = text.contains(char::is_numeric) && letters <= 3;
    is_roman || (text.chars().all(is_sign) && (has_figures || text.chars().count() == 1))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}')
}

/// Whether a range ends before it begins. A shortened end, as in 114-9, is of the same hundred.
fn is_backwards(item: &str) -> bool {
    let ends: Vec<&str> = item.split(is_dash).map(str::trim).collect();
    let [first, last] = ends[..] else { return false };
    let number = |text: &str| text.parse::<u64>().ok();
    first.len() == last.len() && number(first).zip(number(last)).is_some_and(|(first, last)| first > last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locators_as_they_are() {
        for (label, locator) in [
            ("page", "114"),
            ("page", "xiv-xvi"),
            ("page", "4-5, 9 and 12"),
            ("page", "114-9"),
            ("page", "S12"),
            ("page", "A-12"),
            ("page", "12 ff."),
            ("page", "4 f."),
            ("page", "114 (note 3)"),
            ("page", "114 n. 3"),
            ("page", "99 and note 12"),
            ("page", "1 bis–3"),
            ("page", "3–5, note 12"),
            ("page", "114 (fig. 2)"),
            ("page", "114, fig. 2 and table 3"),
            ("page", "12, footnotes 4-5"),
            ("page", "114 notes 3-4, 116"),
            ("page", "22, para. 4"),
            ("page", "4 §7"),
            ("page", "114 box A"),
            ("page", "1,024"),
            ("page", "998-1,024"),
            ("page", "114 and passim"),
            ("paragraph", "22(a)(iii)-(v)"),
            ("paragraph", "9 et seq."),
            ("paragraph", "138 to 139"),
            ("paragraph", "PP 2 and OP 4-6"),
            ("paragraph", "12 bis"),
            ("page", "១២"),
            ("page", "e12"),
            ("paragraph", "9-13"),
            ("paragraph", "22(a)-(c)"),
            ("paragraph", "4.2"),
            ("section", "Section 2. Respect for Civil Liberties, Including:"),
            ("section", "Rule of Law"),
            ("section", "2.5 Judicial Branch; 3. Recent Developments"),
            ("article-locator", "7 (1) (h)"),
            ("chapter", "IV"),
            ("section", "Partnerships"),
            ("part", "Parties"),
            ("table", "4"),
            ("timestamp", "12:34-12:10"),
            ("volume", "2"),
        ] {
            assert!(Locator::parse(label, locator).is_ok(), "{label} {locator}");
        }
    }

    #[test]
    fn dates_are_no_places() {
        for locator in ["June, 12", "12 June", "12th June 2021", "June 2021", "Sept. 3, 2020"] {
            assert!(is_date(locator), "{locator}");
        }
        for locator in
            ["", "June", "12", "2021", "Rule of Law", "June and July 12", "12 June, p. 4", "May we 12"]
        {
            assert!(!is_date(locator), "{locator}");
        }
    }

    #[test]
    fn locators_gone_wrong() {
        for (label, locator) in [
            ("page", "p. 114"),
            ("page", "pp.4-5"),
            ("page", "Rule of Law"),
            ("page", "page 4"),
            ("page", "20-14"),
            ("page", "1,030-1,024"),
            ("page", "99 and Rule of Law"),
            ("page", "note 12"),
            ("page", "p. 99 and note 12"),
            ("page", "several"),
            ("paragraph", "para. 9"),
            ("paragraph", "¶ 9"),
            ("paragraph", "Introduction"),
            ("section", "Section 2"),
            ("section", "§ 4"),
            ("article-locator", "Article 7"),
            ("chapter", "ch. 4"),
            ("note", "n. 12"),
            ("table", "7-3"),
            ("page", "1,, 2"),
            ("page", "OP 4"),
            ("page", "114 (see there)"),
            ("paragraph", "139 to 138"),
            ("paragraph", "et seq."),
        ] {
            assert!(Locator::parse(label, locator).is_err(), "{label} {locator}");
        }
    }
}
