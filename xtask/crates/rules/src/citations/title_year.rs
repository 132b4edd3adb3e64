//! What years a title or an address names, and whether a date of issue contradicts them.
//!
//! A year in a title need not be that of its issue: reports come out the year after, yearbooks the year before, plans speak
//! of years to come, and histories of years gone by. Only what is none of these is a contradiction.

mod words;

use std::borrow::Cow;
use std::cell::LazyCell;

use bibliography::date::month_named;
use words::{
    AHEAD_OF, BEFORE_SET, NUMBERED, NUMBERED_IN_TITLES, PHRASES_AHEAD_OF, PLANS, REFERENCES, SERIALS, SET,
};

/// What is known of a source whose years are held against each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Issue {
    /// The first and the last year of its date.
    pub(super) years: (i64, i64),
    /// The year in which it is judged; later ones have not come.
    pub(super) today: i64,
    /// What sort of work it is.
    pub(super) sort: Sort,
}

/// Sorts of works, by what a year in their titles is likely to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Reports, books and data: often the year that they are about.
    Report,
    /// News, pages and talks: anything, but seldom a year far ahead.
    Press,
    /// Laws, treaties, resolutions, judgments: often the year of another one.
    Norm,
}

/// Where a text stands, which tells how years are written in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// In words.
    Title,
    /// In a path, between hyphens and slashes.
    Address,
}

/// What a year says of the date of issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// It bears the date out.
    Agrees,
    /// It is about something else.
    Nothing,
    /// It contradicts the date.
    Contradicts,
}

/// A year that a text names, or a range of years, with what tells its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Named {
    first: i64,
    last: i64,
    /// Part of a whole date, as in `/2021/04/01/`.
    is_dated: bool,
    /// After a word such as *since* or *the*, which makes it the year of something else.
    is_reference: bool,
    /// After a word such as *beyond*, or before one such as *election*: it may be still to come.
    is_ahead: bool,
}

/// Whether a text may name a year from 1900 to 2099.
pub(super) fn may_name_year(text: &str) -> bool {
    let is_century = |start: usize| {
        let century = &text.as_bytes()[start..];
        matches!(century, [b'1', b'9', figure, ..] | [b'2', b'0', figure, ..] if figure.is_ascii_digit())
    };
    memchr::memchr2_iter(b'1', b'2', text.as_bytes()).any(is_century)
}

/// The years that a text names, each with what it says of a date of issue.
pub(super) fn said(text: &str, written: Written, issue: Issue) -> Vec<(i64, Says)> {
    // Of what an address has to write otherwise, blanks and dashes stand beside years.
    let spaced = match written {
        Written::Title => Cow::Borrowed(text),
        Written::Address if !text.contains('%') => Cow::Borrowed(text),
        Written::Address => Cow::Owned(text.replace("%20", " ").replace("%E2%80%93", "\u{2013}")),
    };
    let named = named(&spaced, written, issue.years.1);
    if named.is_empty() {
        return Vec::new();
    }
    let has_any = |list| LazyCell::new(move || has_any(text, list));
    let (is_plan, is_serial) = (has_any(PLANS), has_any(SERIALS));
    named.into_iter().map(|named| (named.last, says(named, issue, &is_plan, &is_serial))).collect()
}

/// Whether one of some words stands in a text, in whatever case.
fn has_any(text: &str, list: &[&str]) -> bool {
    let is_listed = |word: &str| match word.is_ascii() {
        true => list.iter().any(|listed| word.eq_ignore_ascii_case(listed)),
        false => list.contains(&&*word.to_lowercase()),
    };
    text.split(|c: char| !c.is_alphanumeric()).any(|word| !word.is_empty() && is_listed(word))
}

/// What was so many years ago is history, unless the work is one of a series.
const HISTORY: i64 = 10;

/// How far ahead news look.
const AHEAD: i64 = 3;

/// `is_plan` and `is_serial` tell of the whole text, and are asked only where it matters.
fn says(
    named: Named,
    issue: Issue,
    is_plan: &LazyCell<bool, impl FnOnce() -> bool>,
    is_serial: &LazyCell<bool, impl FnOnce() -> bool>,
) -> Says {
    let (first, last) = issue.years;
    // What is about a year comes out in it or in the next one.
    let latest = if named.is_dated { named.last } else { named.last + 1 };
    if first <= latest && named.first <= last {
        return Says::Agrees;
    }
    let is_about_another = if named.first > last {
        let ahead = named.first - last;
        let is_expected = match issue.sort {
            // Yearbooks are named for the year after the one in which they come out.
            Sort::Report | Sort::Norm => ahead <= 1,
            Sort::Press => ahead <= AHEAD,
        };
        let is_next_period = named.first < named.last && ahead <= 1;
        is_next_period
            || named.is_ahead
            || named.last > issue.today
            || (is_expected && !named.is_dated)
            || **is_plan
    } else {
        // A period of three years or more is that of a history.
        let is_period = named.last - named.first > 1;
        let is_history = first - named.last >= HISTORY && !**is_serial;
        issue.sort == Sort::Norm || is_period || named.is_reference || (is_history && !named.is_dated)
    };
    if is_about_another { Says::Nothing } else { Says::Contradicts }
}

/// The years and ranges in a text: four figures on their own, from 1900 to 2099.
fn named(text: &str, written: Written, issued: i64) -> Vec<Named> {
    let mut found = Vec::new();
    let mut rest = 0;
    let next = |rest: usize| text.as_bytes()[rest..].iter().position(u8::is_ascii_digit);
    while let Some(start) = next(rest).map(|at| rest + at) {
        let length = figures(&text[start..]);
        let end = start + length;
        rest = end;
        let Some(first) = year(&text[start..end]) else { continue };
        // Between letters the figures are part of a number, such as C2016C00870 of an act.
        if text[..start].ends_with(char::is_alphanumeric) && text[end..].starts_with(char::is_alphanumeric) {
            continue;
        }
        let before = word_before(&text[..start]);
        let is_numbered = |list: &[&str]| before.as_deref().is_some_and(|word| list.contains(&word));
        let is_number_in_title = || is_numbered(NUMBERED_IN_TITLES) || is_of_number(&text[..start]);
        if is_numbered(NUMBERED) || (written == Written::Title && is_number_in_title()) {
            continue;
        }
        let range = range_end(first, &text[end..], written);
        if let Some((_, length)) = range {
            rest = end + length;
        }
        found.push(Named {
            first,
            last: range.map_or(first, |(last, _)| last),
            is_dated: written == Written::Address && range.is_none() && is_month(&text[end..]),
            is_ahead: written == Written::Title
                && first > issued
                && is_ahead(&text[..start], &text[end..], before.as_deref()),
            is_reference: before.is_some_and(|word| REFERENCES.contains(&word.as_str())),
        });
    }
    found
}

/// Whether what stands before a year makes it part of a number: `002/2018`, `C-2018`. A day or a month has two figures.
fn is_of_number(before: &str) -> bool {
    let Some(number) = before.strip_suffix(['/', '-']) else { return false };
    let figures = number.bytes().rev().take_while(u8::is_ascii_digit).count();
    let word =
        number[..number.len() - figures].rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    let is_listed = |word: &str| NUMBERED.contains(&word) || NUMBERED_IN_TITLES.contains(&word);
    let is_numbered = word.is_some_and(|word| is_listed(&word.to_lowercase()));
    let is_letter = number.ends_with(|c: char| c.is_ascii_uppercase())
        && !number[..number.len() - 1].ends_with(char::is_alphanumeric);
    figures > 2 && figures != 4 || figures > 0 && is_numbered || is_letter
}

/// Whether a year in a title is one to come, by the words beside it: *beyond 2025*, *ahead of 2023*, *the 2023 election*.
fn is_ahead(before: &str, after: &str, word: Option<&str>) -> bool {
    let before = before.trim_end().to_lowercase();
    let next = after.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut next = next.map(str::to_lowercase).skip_while(|word| BEFORE_SET.contains(&&**word));
    word.is_some_and(|word| AHEAD_OF.contains(&word))
        || PHRASES_AHEAD_OF.iter().any(|words| before.ends_with(words))
        || next.next().is_some_and(|word| SET.contains(&&*word))
}

/// How many figures a text begins with.
fn figures(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn year(figures: &str) -> Option<i64> {
    let year = figures.parse().ok().filter(|_| figures.len() == 4)?;
    (1900..2100).contains(&year).then_some(year)
}

/// The last year of a range that began with a year, and how many bytes of the text belong to it.
fn range_end(first: i64, after: &str, written: Written) -> Option<(i64, usize)> {
    let dashes: &[&str] = match written {
        Written::Title => &["-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "/"],
        Written::Address => &["-", "\u{2013}"],
    };
    let trimmed = after.trim_start();
    let words = ["to ", "and ", "through ", "until ", "& "];
    let (connector, is_dash) = dashes
        .iter()
        .map(|dash| (*dash, true))
        .chain(words.map(|word| (word, false)))
        .find(|(connector, _)| trimmed.starts_with(connector))?;
    let last = trimmed[connector.len()..].trim_start();
    let length = figures(last);
    let used = after.len() - last.len() + length;
    if let Some(year) = year(&last[..length]) {
        return (year > first).then_some((year, used));
    }
    // Two figures are the end of a year, and not a month or the first part of a date.
    let short: i64 = last[..length].parse().ok().filter(|_| length == 2 && is_dash)?;
    let year = first - first % 100 + short;
    let goes_on = last[length..].strip_prefix(connector).is_some_and(|more| figures(more) > 0);
    let is_range = year > first && !goes_on && (written == Written::Title || short > 12 || year == first + 1);
    is_range.then_some((year, used))
}

/// Whether the number after a year in an address is a month.
fn is_month(after: &str) -> bool {
    let Some(number) = after.strip_prefix(['-', '/', '_', '.']) else { return false };
    let length = figures(number);
    matches!(length, 1 | 2) && number[..length].parse().is_ok_and(|month: u8| (1..=12).contains(&month))
}

/// The word before a year, past a day and a month.
fn word_before(text: &str) -> Option<String> {
    let mut words = text
        .rsplit(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(3)
        .map(str::to_lowercase);
    let is_day = |word: &str| figures(word) == word.len() && word.len() < 3;
    words.find(|word| month_named(word).is_none() && !is_day(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issue(sort: Sort, year: i64) -> Issue {
        Issue { years: (year, year), today: 2026, sort }
    }

    fn contradicts(title: &str, sort: Sort, year: i64) -> bool {
        let said = said(title, Written::Title, issue(sort, year));
        let has = |what| said.iter().any(|(_, says)| *says == what);
        has(Says::Contradicts) && !has(Says::Agrees)
    }

    #[test]
    fn what_comes_out_the_year_after_or_within_is_no_contradiction() {
        for (title, year) in [
            ("2021 Country Reports on Human Rights Practices: Fiji", 2022),
            ("Annual Report 2020-21", 2021),
            ("Annual Report 2020-21", 2020),
            ("Annual Report 2020/21", 2022),
            ("Annual Report 2020–2021", 2022),
            ("September 2014 Election", 2015),
            ("Strategic plan 2019-2023", 2021),
            ("Strategic plan 2023-2027", 2022),
            ("Action Plan 2016 to 2020", 2014),
            ("Vision 2030", 2015),
            ("Education 2030", 2016),
            ("Vision 2020", 2012),
            ("Towards 2020", 2010),
            ("The Khmer Rouge, 1975–1979", 2015),
            ("Political violence between 1993 and 1998", 2019),
            ("Cambodia since 1998", 2019),
            ("Floods of 2000", 2019),
            ("The 2013 election and its aftermath", 2017),
            ("Refugees after March 2014", 2019),
            ("On the 2 July 2013 vote", 2017),
            ("Security Council resolution 2016 revisited", 2011),
            ("Events of 2020", 2020),
            ("World Report 2019", 2018),
            ("World Report 2019", 2019),
            ("World Report 2019", 2020),
            ("Beyond 2025", 2020),
            ("The road to 2023", 2020),
            ("Ahead of 2023", 2020),
            ("Ready for 2024?", 2020),
            ("The 2023 General Election", 2020),
            ("The 2023 national and local press", 2022),
            ("Elections set for 2023", 2020),
            ("Heading into 2024", 2020),
            ("Case 002/2018", 2020),
            ("Case File 003/2017", 2020),
            ("Case C-2018", 2020),
            ("Law No. 05/2011", 2020),
            ("Paragraph 2011", 2020),
        ] {
            assert!(!contradicts(title, Sort::Report, year), "{title}, {year}");
        }
        assert!(!contradicts("Fiji prepares for its 2022 election", Sort::Press, 2021));
        assert!(!contradicts("Amendment of the Penal Code 2009", Sort::Norm, 2015));
        assert!(!contradicts("Finance Law 2022", Sort::Norm, 2021));
    }

    #[test]
    fn what_cannot_be_is_told() {
        for (title, year) in [
            ("World Report 2019", 2015),
            ("World Report 2019", 2017),
            ("Events of 2020", 2012),
            ("Events of 2016", 2018),
            ("World Report 2009", 2019),
            ("Annual Report 2010-11", 2019),
            ("Annual Report 2018-19", 2015),
            ("Trends 2015–2018", 2012),
            ("Events of 2023", 2020),
            ("Report for 2023", 2020),
            ("A look into 2023", 2020),
            ("What went past in 2023", 2020),
            ("The 2023 general report", 2020),
            ("World Report: May/2011", 2020),
        ] {
            assert!(contradicts(title, Sort::Report, year), "{title}, {year}");
        }
        assert!(contradicts("Fiji in 2021", Sort::Press, 2012));
    }

    #[test]
    fn addresses_have_dates() {
        let contradicts = |address: &str, year| {
            said(address, Written::Address, issue(Sort::Press, year))
                .iter()
                .any(|(_, says)| *says == Says::Contradicts)
        };
        for (address, year) in [
            ("https://a.example/freedom-world/2020#CL", 2021),
            ("https://a.example/2021/04/01/news", 2021),
            ("https://a.example/plan-2019-2023.pdf", 2021),
            ("https://a.example/annual-report-2020-21", 2022),
            ("https://a.example/vision-2030", 2015),
            ("https://a.example/MEAP%202019-2023.pdf", 2021),
            ("https://a.example/MEAP%202019%E2%80%932023.pdf", 2021),
        ] {
            assert!(!contradicts(address, year), "{address}, {year}");
        }
        for (address, year) in [
            ("https://a.example/2021-04-01-news", 2022),
            ("https://a.example/2021/04/01/news", 2022),
            ("https://a.example/2009/10/11/news", 2021),
            ("https://a.example/world/2018", 2021),
        ] {
            assert!(contradicts(address, year), "{address}, {year}");
        }
    }

    #[test]
    fn a_year_stands_on_its_own() {
        let years = |text, written| -> Vec<(i64, i64)> {
            named(text, written, 0).iter().map(|named| (named.first, named.last)).collect()
        };
        let text = "/2021/04/01/plan-2019-2023_%202019/20200109 and 10292021, 1789";
        assert_eq!(years(text, Written::Address), [(2021, 2021), (2019, 2023)]);
        assert_eq!(
            years("2020-07 and 2003-07, 1998-99 é2000–", Written::Title),
            [(2020, 2020), (2003, 2007), (1998, 1999), (2000, 2000)]
        );
        assert_eq!(years("2019–", Written::Title), [(2019, 2019)]);
        assert_eq!(years("/Details/C2016C00870", Written::Address), []);
    }
}
