//! Dates in words and figures, as titles and pages print them.

use super::months::{foreign_month, is_thai_month};
use super::{DateProblem, Span, month_named};

/// The first figures of scripts that have their own: Arabic, Persian, Nagari, Thai, Lao, Burmese, Khmer, and wide ones.
const ZEROS: &[u32] = &[0x660, 0x6F0, 0x966, 0xE50, 0xED0, 0x1040, 0x17E0, 0xFF10];

/// How many years the Buddhist era, as Thailand counts it, is ahead of the common one.
pub const BUDDHIST_ERA: i64 = 543;

/// How the Buddhist era is written beside a year, in small letters.
const OF_BUDDHIST_ERA: &[&str] = &["b.e.", "b.e", "be", "พ.ศ.", "พ.ศ", "ព.ស.", "ព.ស", "ພ.ສ.", "ພ.ສ"];

/// Words that stand in a date and say nothing of it: articles, *day*, *month* and *year*, the days of the week.
const FILLERS: &[&str] = &[
    "a",
    "anno",
    "de",
    "del",
    "den",
    "der",
    "do",
    "el",
    "hari",
    "le",
    "năm",
    "ng",
    "ngày",
    "of",
    "tahun",
    "tanggal",
    "the",
    "tháng",
    "ថ្ងៃទី",
    "ខែ",
    "ឆ្នាំ",
    "วันที่",
    "เดือน",
    "ปี",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
];

/// The words of a date without the era, and by how many years its years are ahead.
fn without_era(lower: &str) -> (String, i64) {
    let words: Vec<&str> = lower.split_whitespace().collect();
    let kept: Vec<&str> = words.iter().copied().filter(|word| !OF_BUDDHIST_ERA.contains(word)).collect();
    let is_thai = words.iter().any(|word| is_thai_month(word));
    let ahead = if kept.len() < words.len() || is_thai { BUDDHIST_ERA } else { 0 };
    (kept.join(" "), ahead)
}

/// Words in small letters, with the figures of ASCII, and with blanks for the signs behind a year, a month and a day.
pub(super) fn plain(words: &str) -> String {
    let figure = |c: char| {
        let code = u32::from(c);
        let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
        char::from_digit(code - zero, 10)
    };
    let sign = |c: char| match c {
        '年' | '月' | '日' | '년' | '월' | '일' => ' ',
        c => figure(c).unwrap_or(c),
    };
    words.to_lowercase().chars().map(sign).collect()
}

/// The date in words that call it approximate: `c. 2019`, `1997?`, `[1997]`.
pub fn approximate(words: &str) -> Option<&str> {
    let bare = words.trim_matches(['[', ']']).trim_end_matches('?');
    let lower = bare.to_lowercase();
    let before = ["circa ", "c. ", "ca. ", "ca ", "about "].iter().find(|word| lower.starts_with(**word));
    let date = bare.get(before.map_or(0, |word| word.len())..)?.trim();
    (date.len() < words.len()).then_some(date)
}

/// The days that words mean: a year, alone or with a month, or with a day that the month has, in any order; two years with
/// a dash or a slash; or a day with an hour, or without signs, as machines write it. A year of the Buddhist era is turned into one of
/// ours.
///
/// # Errors
///
/// Tells that the words mean no such date, or one that the calendar has not.
pub fn parse(words: &str) -> Result<Span, DateProblem> {
    let (lower, ahead) = without_era(&plain(words));
    if let Some((first, last)) =
        lower.split_once('–').filter(|(first, last)| first.len() == 4 && last.len() == 2)
    {
        let whole = format!("{}{last}", first.get(..2).unwrap_or_default());
        return Ok(Span::parse(first)?.to(Span::parse(&whole)
            .ok()
            .filter(|last| last.first.year() > 999)
            .ok_or(DateProblem::Form)?));
    }
    let range = lower.split_once(['-', '–']).filter(|(_, last)| last.len() == 4);
    if let Some((first, last)) = range
        && let (Ok(first), Ok(last)) = (Span::parse(first), Span::parse(last))
    {
        return if first.is_after(last) { Err(DateProblem::Form) } else { Ok(first.to(last)) };
    }
    if let Some((first, last)) = lower.split_once('/')
        && let (Ok(first), Ok(last)) = (Span::parse(first), Span::parse(last))
    {
        return if last.is_after(first) { Ok(first.to(last)) } else { Err(DateProblem::Form) };
    }
    if lower.len() == 8 && lower.bytes().all(|byte| byte.is_ascii_digit()) {
        return Span::parse(&format!("{}-{}-{}", &lower[..4], &lower[4..6], &lower[6..]));
    }
    if let Some((day, hour)) = lower.split_once('t')
        && hour.starts_with(|c: char| c.is_ascii_digit())
        && let Ok(day) = super::Day::parse(day)
    {
        return Ok(day.into());
    }
    let parts: Vec<&str> = lower
        .split([' ', ',', '.', '/', '-'])
        .filter(|part| !part.is_empty() && !FILLERS.contains(part))
        .collect();
    let figures =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten();
    let begins_with_year = parts.first().is_some_and(|part| part.len() == 4 && figures(part).is_some());
    let (years, mut rest): (Vec<&str>, Vec<&str>) =
        parts.into_iter().partition(|part| part.len() == 4 && figures(part).is_some());
    let [year] = years[..] else { return Err(DateProblem::Form) };
    let year: i64 = figures(year).ok_or(DateProblem::Form)?;
    let year = year - ahead;
    let small = |part: &str| figures(part).and_then(|number: i64| u8::try_from(number).ok());
    let named = |part: &str| month_named(part).or_else(|| foreign_month(part));
    let month = |part: &str| named(part).or_else(|| small(part)).ok_or(DateProblem::Form);
    let ordinal = |part: &str| {
        let number = ["st", "nd", "rd", "th", "er"].iter().find_map(|ending| part.strip_suffix(ending));
        small(number.unwrap_or(part)).ok_or(DateProblem::Form)
    };
    let day = |of: &str, in_month: &str| Span::of(year, Some(month(in_month)?), Some(ordinal(of)?));
    // Behind a year the month comes first, before one the day does; where that cannot be, it is the other way.
    if begins_with_year {
        rest.reverse();
    }
    match rest[..] {
        [] => Span::of(year, None, None),
        [only] => Span::of(year, Some(month(only)?), None),
        // Reversed behind a year, as days and months are.
        [one, other] if let (Some(one), Some(other)) = (named(one), named(other)) => {
            let month = |month| Span::of(year, Some(month), None);
            Ok(month(one.min(other))?.to(month(one.max(other))?))
        }
        [one, other] => day(one, other).or_else(|problem| day(other, one).map_err(|_| problem)),
        _ => Err(DateProblem::Form),
    }
}

/// The other reading of a day in figures, where its month can be its day: `03/04/2021` is 4 March as well.
pub fn other_reading(words: &str) -> Option<Span> {
    let lower = plain(words);
    let parts: Vec<&str> = lower.split(['.', '/', '-', ' ']).collect();
    let [one, other, year] = parts[..] else { return None };
    let small = |part: &str| part.parse::<u8>().ok().filter(|_| part.len() <= 2);
    let (month, day) = (small(one)?, small(other)?);
    let year = year.parse().ok().filter(|_| year.len() == 4)?;
    (month != day && day <= 12).then(|| Span::of(year, Some(month), Some(day)).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_numbers_can_say() {
        for (words, expected) in [
            ("2021", "2021"),
            ("March 2021", "2021-03"),
            ("10 March 2021", "2021-03-10"),
            ("Mar. 10, 2021", "2021-03-10"),
            ("2021-03-10", "2021-03-10"),
            ("10.3.2021", "2021-03-10"),
            ("31/03/2021", "2021-03-31"),
            ("10 mars 2021", "2021-03-10"),
            ("1er août 2021", "2021-08-01"),
            ("10th March 2021", "2021-03-10"),
            ("2019-2020", "2019-01-01 to 2020-12-31"),
            ("2021-03-10T12:00:00Z", "2021-03-10"),
            ("១០ មីនា ២០២១", "2021-03-10"),
            ("2021年3月10日", "2021-03-10"),
            ("May-June 2020", "2020-05-01 to 2020-06-30"),
            ("2019–20", "2019-01-01 to 2020-12-31"),
            ("2019/2020", "2019-01-01 to 2020-12-31"),
            ("2021-10-23/2021-10-25", "2021-10-23 to 2021-10-25"),
            ("20210310", "2021-03-10"),
            ("2564 BE", "2021"),
            ("B.E. 2564", "2021"),
            ("10 มีนาคม 2564", "2021-03-10"),
            ("พ.ศ. ๒๕๖๔", "2021"),
            ("10 de marzo de 2021", "2021-03-10"),
            ("10 Marso 2021", "2021-03-10"),
            ("ngày 10 tháng 3 năm 2021", "2021-03-10"),
            ("Wednesday, 10 March 2021", "2021-03-10"),
            ("the 10th of March 2021", "2021-03-10"),
        ] {
            assert_eq!(parse(words).map(|span| span.to_string()).as_deref(), Ok(expected), "{words}");
        }
        assert_eq!(
            ["c. 2019", "ca. 1997", "1997?", "[1997]", "2019"].map(approximate),
            [Some("2019"), Some("1997"), Some("1997"), Some("1997"), None]
        );
        for words in [
            "n.d.",
            "Rainy season 2019",
            "30 February 2021",
            "2021 2022",
            "forthcoming",
            "2019 to 2021",
            "8 October",
            "Spring 2021",
            "2020/2019",
            "20211310",
        ] {
            assert!(parse(words).is_err(), "{words}");
        }
        assert_eq!(other_reading("03/04/2021").map(|span| span.to_string()).as_deref(), Some("2021-03-04"));
        assert_eq!(["10/23/2021", "23/10/2021", "4/4/2021", "April 2021"].map(other_reading), [None; 4]);
    }
}
