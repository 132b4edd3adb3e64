//! What to write for a date that was typed in words or figures where numbers of their own belong.

use serde_json::{Value, json};

use super::words::{BUDDHIST_ERA, approximate, other_reading, parse};
use super::{Span, month_name};

/// Other ways to say that there is no date.
const NO_DATE: &[&str] = &[
    "nd",
    "n.d",
    "n. d.",
    "n/d",
    "no date",
    "s.d.",
    "undated",
    "unknown",
    "not dated",
    "without date",
    "date unknown",
];

/// Whether words say that there is no date, however they do.
pub fn says_no_date(words: &str) -> bool {
    let lower = words.to_lowercase();
    let bare = lower.trim_matches(['(', ')', '[', ']']);
    bare == "n.d." || NO_DATE.contains(&bare)
}

/// What to write for a date in words, in a sentence; none where it stays in its words.
pub fn instead(field: &str, words: &str) -> Option<String> {
    let write = |date: &Value| format!("Write \"{field}\": {}", shown(date));
    if says_no_date(words) {
        return Some(write(&json!({ "literal": "n.d." })) + ".");
    }
    if let Some(Ok(span)) = approximate(words).map(parse) {
        let circa = json!({ "date-parts": date_parts(span), "circa": true });
        return Some(write(&circa) + "; if the date is certain, leave \"circa\" out.");
    }
    let span = parse(words).ok()?;
    let date = json!({ "date-parts": date_parts(span) });
    if let Some(other) = other_reading(words) {
        let meant = |span: Span| {
            let (day, month) = (span.first.day(), month_name(span.first.month()).unwrap_or_default());
            format!("{day} {month}")
        };
        let other_date = json!({ "date-parts": date_parts(other) });
        let (one, other) = (meant(span), meant(other));
        let other_date = shown(&other_date);
        return Some(format!("{} if {one} is meant, and {other_date} if {other} is.", write(&date)));
    }
    let year = span.first.year();
    let is_of_era =
        super::year_named(&super::words::plain(words)).is_some_and(|typed| typed == year + BUDDHIST_ERA);
    let end =
        if is_of_era { format!(": the Buddhist era is {BUDDHIST_ERA} years ahead.") } else { ".".to_owned() };
    Some(write(&date) + &end)
}

/// A date of numbers as people write it, with blanks.
pub fn shown(date: &Value) -> String {
    date.to_string().replace("\":", "\": ").replace(',', ", ")
}

/// A date as it is written in numbers: one list, or two for the first and the last.
fn date_parts(span: Span) -> Value {
    let (first, last) = (span.first, span.last);
    let year = |year: i64| Span::of(year, None, None);
    let month = |year: i64, month: u8| Span::of(year, Some(month), None);
    let are_years = year(first.year()).is_ok_and(|span| span.first == first)
        && year(last.year()).is_ok_and(|span| span.last == last);
    let are_months = month(first.year(), first.month()).is_ok_and(|span| span.first == first)
        && month(last.year(), last.month()).is_ok_and(|span| span.last == last);
    let parts = |day: super::Day| {
        if are_years {
            json!([day.year()])
        } else if are_months {
            json!([day.year(), day.month()])
        } else {
            json!([day.year(), day.month(), day.day()])
        }
    };
    let (first, last) = (parts(first), parts(last));
    if first == last { json!([first]) } else { json!([first, last]) }
}

/// What to write for some numbers that are a date in another order than year, month and day: `23, 10, 2021`, or `20210310` in
/// one.
pub fn in_order(numbers: &[i64]) -> Option<String> {
    let write = |span: Span| format!("\"date-parts\": {}", shown(&date_parts(span)));
    let span = ordered(numbers)?;
    let other = match *numbers {
        [one, two, three] if one != two => ordered(&[two, one, three]).filter(|other| *other != span),
        _ => None,
    };
    let days = |span: Span| (span.first.day(), month_name(span.first.month()).unwrap_or_default());
    let what = match other {
        Some(other) => {
            let ((day, month), (other_day, other_month)) = (days(span), days(other));
            let (one, other) = (write(span), shown(&date_parts(other)));
            format!("{one} if {day} {month} is meant, and {other} if {other_day} {other_month} is")
        }
        None => write(span),
    };
    Some(format!("Write {what}: the year stands first, then the month, then the day."))
}

/// Year, month and day of numbers in another order.
fn ordered(numbers: &[i64]) -> Option<Span> {
    let small = |number: i64| u8::try_from(number).ok();
    let day = |year: i64, month: i64, day: i64| {
        Span::of(year, Some(small(month)?), Some(small(day)?)).ok().filter(|_| (1000..3000).contains(&year))
    };
    match *numbers {
        [one] => parse(&one.to_string()).ok().filter(|_| one > 9999),
        [month, year] => Span::of(year, small(month), None).ok().filter(|_| (1000..3000).contains(&year)),
        [one, two, three] => {
            day(three, two, one).or_else(|| day(three, one, two)).or_else(|| day(one, three, two))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_write_for_words() {
        for (words, help) in [
            ("23 October 2021", "Write \"issued\": {\"date-parts\": [[2021, 10, 23]]}."),
            ("2021", "Write \"issued\": {\"date-parts\": [[2021]]}."),
            ("2019/2020", "Write \"issued\": {\"date-parts\": [[2019], [2020]]}."),
            ("no date", "Write \"issued\": {\"literal\": \"n.d.\"}."),
            ("2564 BE", "Write \"issued\": {\"date-parts\": [[2021]]}: the Buddhist era is 543 years ahead."),
            (
                "03/04/2021",
                "Write \"issued\": {\"date-parts\": [[2021, 4, 3]]} if 3 April is meant, and {\"date-parts\": [[2021, 3, 4]]} if 4 March is.",
            ),
        ] {
            assert_eq!(instead("issued", words).as_deref(), Some(help));
        }
        assert_eq!(instead("issued", "Rainy season 2019"), None);
    }

    #[test]
    fn numbers_in_another_order() {
        for (numbers, parts) in [
            (&[23, 10, 2021][..], "[[2021, 10, 23]]"),
            (&[10, 23, 2021], "[[2021, 10, 23]]"),
            (&[2021, 23, 10], "[[2021, 10, 23]]"),
            (&[3, 3, 2021], "[[2021, 3, 3]]"),
            (&[10, 2021], "[[2021, 10]]"),
            (&[20_210_310], "[[2021, 3, 10]]"),
            (&[3, 4, 2021], "[[2021, 4, 3]] if 3 April is meant, and [[2021, 3, 4]] if 4 March is"),
        ] {
            let help = format!(
                "Write \"date-parts\": {parts}: the year stands first, then the month, then the day."
            );
            assert_eq!(in_order(numbers), Some(help));
        }
        assert_eq!(
            [&[2021, 13, 32][..], &[13, 2021], &[1], &[], &[3, 2, 1]].map(in_order),
            [const { None }; 5]
        );
    }
}
