//! Dates in the annex's form: the year after the author, day and month where they stand apart, or all in one.

use crate::date::{month_name, year_named};
use crate::source::{Date, DateParts};

/// The year, or the words that stand for it: `2021`, `c. 2021`, `2020-2021`, `n.d.`.
pub(super) fn year(date: &Date) -> Option<String> {
    if let Some(literal) = &date.literal {
        return (!date.lacks_year()).then(|| literal.to_string());
    }
    let from = date.from?.year;
    let circa = circa(date);
    match date.to.map(|to| to.year) {
        Some(to) if to != from => Some(format!("{circa}{from}-{to}")),
        Some(_) | None => Some(format!("{circa}{from}")),
    }
}

/// Day and month, as far as they are known: `12 July`, `July`.
pub(super) fn day(date: &Date) -> Option<String> {
    if date.lacks_year() {
        return date.literal.as_deref().map(str::to_owned);
    }
    let from = date.from?;
    let Some(first) = day_and_month(from) else {
        return date.to.and_then(day_and_month).map(|last| format!("until {last}"));
    };
    match date.to {
        Some(to) if to.month == from.month && to.year == from.year => match (from.day, to.day) {
            (Some(one), Some(other)) if one != other => Some(format!("{one}-{}", day_and_month(to)?)),
            (_, _) => Some(first),
        },
        Some(to) => Some(day_and_month(to).map_or(first.clone(), |last| format!("{first} - {last}"))),
        None => Some(first),
    }
}

/// Day, month and year: `30 January 2020`.
pub(super) fn whole(date: &Date) -> Option<String> {
    if let (Some(from), Some(to), None) = (date.from, date.to, &date.literal)
        && from.year != to.year
        && (from.month.is_some() || to.month.is_some())
    {
        let whole = |date: DateParts| match day_and_month(date) {
            Some(day) => format!("{day} {}", date.year),
            None => date.year.to_string(),
        };
        return Some(format!("{}{} - {}", circa(date), whole(from), whole(to)));
    }
    match (day(date), year(date)) {
        (Some(day), Some(year)) if date.is_circa && date.literal.is_none() => {
            Some(format!("{}{day} {}", circa(date), year.trim_start_matches(CIRCA)))
        }
        (Some(day), Some(year)) => Some(format!("{day} {year}")),
        (None, year) => year,
        (Some(day), None) => date.lacks_year().then_some(day),
    }
}

/// The year by which it is sorted, of words the one that they name.
pub(super) fn sorted_year(date: &Date) -> Option<i64> {
    let named = || date.literal.as_deref().and_then(year_named);
    date.from.map(|from| from.year).or_else(named)
}

const CIRCA: &str = "c. ";

/// What stands before a date that is approximate.
fn circa(date: &Date) -> &'static str {
    if date.is_circa { CIRCA } else { "" }
}

fn day_and_month(date: DateParts) -> Option<String> {
    let month = month_name(date.month?)?;
    Some(date.day.map_or_else(|| (*month).to_owned(), |day| format!("{day} {month}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(from: (i64, u8, u8), to: Option<(i64, u8, u8)>) -> Date {
        let parts = |(year, month, day)| DateParts { year, month: Some(month), day: Some(day) };
        Date { from: Some(parts(from)), to: to.map(parts), ..Date::default() }
    }

    #[test]
    fn what_is_known_in_part_is_said_in_part() {
        let parts = |year, month| DateParts { year, month, day: None };
        let range = |from, to, is_circa| Date { from: Some(from), to, is_circa, literal: None };
        for (date, whole_date, day_alone) in [
            (
                range(parts(2018, Some(3)), Some(parts(2018, Some(5))), false),
                "March - May 2018",
                Some("March - May"),
            ),
            (
                range(parts(2018, None), Some(parts(2019, Some(5))), false),
                "2018 - May 2019",
                Some("until May"),
            ),
            (range(parts(2018, Some(5)), Some(parts(2019, None)), false), "May 2018 - 2019", Some("May")),
            (range(parts(2018, Some(5)), None, true), "c. May 2018", Some("May")),
            (range(parts(2018, None), Some(parts(2019, None)), true), "c. 2018-2019", None),
        ] {
            assert_eq!((whole(&date).as_deref(), day(&date).as_deref()), (Some(whole_date), day_alone));
        }
        let spring = Date { literal: Some("Spring 2021".into()), ..Date::default() };
        assert_eq!((whole(&spring).as_deref(), sorted_year(&spring)), (Some("Spring 2021"), Some(2021)));
    }

    #[test]
    fn ranges_say_each_thing_once() {
        let whole = |from, to| whole(&date(from, to)).expect("a date");
        assert_eq!(whole((2018, 9, 10), None), "10 September 2018");
        assert_eq!(whole((2018, 9, 10), Some((2018, 9, 28))), "10-28 September 2018");
        assert_eq!(whole((2018, 9, 10), Some((2018, 10, 3))), "10 September - 3 October 2018");
        assert_eq!(year(&date((2018, 9, 10), Some((2019, 1, 1)))).as_deref(), Some("2018-2019"));
        assert_eq!(whole((2018, 12, 10), Some((2019, 1, 3))), "10 December 2018 - 3 January 2019");
        let words = |literal: &str| Date { literal: Some(literal.into()), ..Date::default() };
        assert_eq!(
            (year(&words("8 October")), day(&words("8 October")).as_deref()),
            (None, Some("8 October"))
        );
        assert_eq!((year(&words("n.d.")).as_deref(), day(&words("n.d."))), (Some("n.d."), None));
        assert_eq!(whole((2018, 13, 1), None), "2018", "a month that cannot be is left to the rules");
    }
}
