//! Dates in words and figures, as titles and pages print them.

use super::{DateProblem, Span, month_named};

/// The months in languages in which sources of the region are written, beside English.
const MONTHS: &[[&str; 12]] = &[
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "januari",
        "februari",
        "maret",
        "april",
        "mei",
        "juni",
        "juli",
        "agustus",
        "september",
        "oktober",
        "november",
        "desember",
    ],
    [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    ["មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"],
];

/// The first figures of scripts that have their own: Arabic, Persian, Nagari, Thai, Lao, Burmese, Khmer, and wide ones.
const ZEROS: &[u32] = &[0x660, 0x6F0, 0x966, 0xE50, 0xED0, 0x1040, 0x17E0, 0xFF10];

/// Words in small letters, with the figures of ASCII, and with blanks for the signs behind a year, a month and a day.
fn plain(words: &str) -> String {
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

/// The month that a word names in one of these languages, counted from 1.
fn foreign_month(word: &str) -> Option<u8> {
    let place = MONTHS.iter().find_map(|months| months.iter().position(|month| *month == word))?;
    u8::try_from(place + 1).ok()
}

/// The days that words mean: a year, alone or with a month, or with a day that the month has, in any order; two years with
/// a dash; or a day with an hour as machines write it.
///
/// # Errors
///
/// Tells that the words mean no such date, or one that the calendar has not.
pub fn parse(words: &str) -> Result<Span, DateProblem> {
    let lower = plain(words);
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
    if let Some((day, hour)) = lower.split_once('t')
        && hour.starts_with(|c: char| c.is_ascii_digit())
        && let Ok(day) = super::Day::parse(day)
    {
        return Ok(day.into());
    }
    let parts: Vec<&str> = lower.split([' ', ',', '.', '/', '-']).filter(|part| !part.is_empty()).collect();
    let figures =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten();
    let begins_with_year = parts.first().is_some_and(|part| part.len() == 4 && figures(part).is_some());
    let (years, mut rest): (Vec<&str>, Vec<&str>) =
        parts.into_iter().partition(|part| part.len() == 4 && figures(part).is_some());
    let [year] = years[..] else { return Err(DateProblem::Form) };
    let year = figures(year).ok_or(DateProblem::Form)?;
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
        ] {
            assert!(parse(words).is_err(), "{words}");
        }
    }
}
