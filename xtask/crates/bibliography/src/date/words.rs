//! Dates in words and figures, as titles and pages print them.

use super::{DateProblem, Span, month_named};

/// The days that words mean: a year, alone or with a month, or with a day that the month has, in any order.
///
/// # Errors
///
/// Tells that the words mean no such date, or one that the calendar has not.
pub fn parse(words: &str) -> Result<Span, DateProblem> {
    let lower = words.to_lowercase();
    let parts: Vec<&str> = lower.split([' ', ',', '.', '/', '-']).filter(|part| !part.is_empty()).collect();
    let figures =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten();
    let begins_with_year = parts.first().is_some_and(|part| part.len() == 4 && figures(part).is_some());
    let (years, mut rest): (Vec<&str>, Vec<&str>) =
        parts.into_iter().partition(|part| part.len() == 4 && figures(part).is_some());
    let [year] = years[..] else { return Err(DateProblem::Form) };
    let year = figures(year).ok_or(DateProblem::Form)?;
    let small = |part: &str| figures(part).and_then(|number: i64| u8::try_from(number).ok());
    let month = |part: &str| month_named(part).or_else(|| small(part)).ok_or(DateProblem::Form);
    let day = |of: &str, in_month: &str| {
        Span::of(year, Some(month(in_month)?), Some(small(of).ok_or(DateProblem::Form)?))
    };
    // Behind a year the month comes first, before one the day does; where that cannot be, it is the other way.
    if begins_with_year {
        rest.reverse();
    }
    match rest[..] {
        [] => Span::of(year, None, None),
        [only] => Span::of(year, Some(month(only)?), None),
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
        ] {
            assert_eq!(parse(words).map(|span| span.to_string()).as_deref(), Ok(expected), "{words}");
        }
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
