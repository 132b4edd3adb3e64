//! Days of the calendar, and dates known only in part (ISO 8601-1, 5.2.2: complete and reduced): each is the span of days
//! among which it lies.
//!
//! Two spans are compared with certainty or not at all: *2021* is not before *March 2021*, nor after it. A rule that
//! reports only what is certain thus never takes a date that is printed without its day for a contradiction.

mod months;
pub mod typed;
pub mod words;

use std::fmt;

use jiff::civil::Date;

/// The months in English, from January.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// Why a text, or numbers, are no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateProblem {
    /// It has another form than those of ISO 8601.
    Form,
    /// The calendar reaches to the years -9999 and 9999, and a year has twelve months.
    NoSuchMonth,
    /// The month has fewer days; with how many.
    NoSuchDay(u8),
    /// A day without its month.
    NoMonth,
}

/// The days among which a date lies, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The earliest day that it can be.
    pub first: Day,
    /// The latest day that it can be.
    pub last: Day,
}

impl Day {
    /// A day.
    ///
    /// # Errors
    ///
    /// Tells why the calendar has none such.
    pub fn new(year: i64, month: u8, day: u8) -> Result<Self, DateProblem> {
        let first = first_of(year, month)?;
        let length = first.days_in_month();
        let day = i8::try_from(day).ok().filter(|day| (1..=length).contains(day));
        let day = day.ok_or(DateProblem::NoSuchDay(length.unsigned_abs()))?;
        first.with().day(day).build().map(Self).map_err(|_| DateProblem::NoSuchDay(length.unsigned_abs()))
    }

    /// Its year.
    pub fn year(self) -> i64 {
        self.0.year().into()
    }

    /// The month, from 1.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// How many days after another day it is; before it, the number is negative.
    pub fn days_since(self, other: Self) -> i64 {
        let days = |date: Date| date.duration_since(Date::ZERO).as_hours() / 24;
        days(self.0) - days(other.0)
    }

    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    ///
    /// Tells why it is no day.
    pub fn parse(text: &str) -> Result<Self, DateProblem> {
        if text.len() == 10 { Span::parse(text).map(|span| span.first) } else { Err(DateProblem::Form) }
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Day> for Span {
    fn from(day: Day) -> Self {
        Self { first: day, last: day }
    }
}

impl fmt::Display for Span {
    /// As exactly as it is known: `2021`, `2021-03`, `2021-03-10`; else the first and the last day.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Span { first, last } = *self;
        if first == last {
            write!(f, "{first}")
        } else if Ok(*self) == Span::of(first.year(), None, None) {
            write!(f, "{:04}", first.year())
        } else if Ok(*self) == Span::of(first.year(), Some(first.month()), None) {
            write!(f, "{:04}-{:02}", first.year(), first.month())
        } else {
            write!(f, "{first} to {last}")
        }
    }
}

impl Span {
    /// The days of a year, of a month, or one day.
    ///
    /// # Errors
    ///
    /// Tells why the calendar has no such day.
    pub fn of(year: i64, month: Option<u8>, day: Option<u8>) -> Result<Self, DateProblem> {
        match (month, day) {
            (None, None) => Ok(Self { first: Day::new(year, 1, 1)?, last: Day::new(year, 12, 31)? }),
            (None, Some(_)) => Err(DateProblem::NoMonth),
            (Some(month), None) => {
                let first = first_of(year, month)?;
                Ok(Self { first: Day(first), last: Day(first.last_of_month()) })
            }
            (Some(month), Some(day)) => Day::new(year, month, day).map(Self::from),
        }
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    ///
    /// # Errors
    ///
    /// Tells why it is no date.
    pub fn parse(text: &str) -> Result<Self, DateProblem> {
        let is_dated =
            |(i, byte): (usize, u8)| if i == 4 || i == 7 { byte == b'-' } else { byte.is_ascii_digit() };
        if !matches!(text.len(), 4 | 7 | 10) || !text.bytes().enumerate().all(is_dated) {
            return Err(DateProblem::Form);
        }
        let part = |range| text.get(range).map(str::parse::<u8>).and_then(Result::ok);
        Self::of(text[..4].parse().map_err(|_| DateProblem::Form)?, part(5..7), part(8..10))
    }

    /// Whether every day of it is after every day of the other.
    pub fn is_after(self, other: Span) -> bool {
        self.first > other.last
    }

    /// From the first day of this one to the last of another.
    pub fn to(self, other: Span) -> Self {
        Self { first: self.first, last: other.last }
    }
}

/// The month that a word names, whole or by three letters or more of its beginning, counted from 1.
pub fn month_named(word: &str) -> Option<u8> {
    let begins = |month: &&str| month.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let place = MONTHS.iter().position(|month| word.len() > 2 && begins(month))?;
    u8::try_from(place + 1).ok()
}

/// The year that words name in four figures, such as *Spring 2021*.
pub fn year_named(words: &str) -> Option<i64> {
    let is_year = |part: &&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    words.split(|c: char| !c.is_alphanumeric()).find(is_year)?.parse().ok()
}

/// The name of a month, counted from 1.
pub fn month_name(month: u8) -> Option<&'static str> {
    MONTHS.get(usize::from(month).checked_sub(1)?).copied()
}

/// The first day of a month.
fn first_of(year: i64, month: u8) -> Result<Date, DateProblem> {
    let first = i16::try_from(year).ok().zip(i8::try_from(month).ok());
    first.and_then(|(year, month)| Date::new(year, month, 1).ok()).ok_or(DateProblem::NoSuchMonth)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str) -> Span {
        Span::parse(text).expect("a date")
    }

    #[test]
    fn days_that_no_calendar_has() {
        let exists = |text| Span::parse(text).is_ok();
        assert!(exists("2020-02-29") && exists("2000-02-29") && exists("2021-12-31") && exists("2021-06"));
        for text in
            ["2021-02-29", "1900-02-29", "2021-02-30", "2021-04-31", "2021-13", "2021-00", "2021-01-00"]
        {
            assert!(!exists(text), "{text}");
        }
        for text in ["21", "2021-1-1", "2021/01/01", "20210101", "+021", "2021-", "2021-01-", "n.d.", "២០២១"]
        {
            assert!(!exists(text), "{text}");
        }
        assert_eq!(Span::of(2021, None, Some(3)), Err(DateProblem::NoMonth));
        assert_eq!(Day::new(2021, 2, 30), Err(DateProblem::NoSuchDay(28)));
        assert_eq!(Day::new(2021, 13, 1), Err(DateProblem::NoSuchMonth));
        assert_eq!(
            (Day::parse("2021-06"), Day::parse("2021-06-01")),
            (Err(DateProblem::Form), Day::new(2021, 6, 1))
        );
    }

    #[test]
    fn only_what_is_certain_is_after() {
        assert!(span("2022").is_after(span("2021")) && span("2021-03-02").is_after(span("2021-03-01")));
        assert!(span("2021-04").is_after(span("2021-03-31")));
        assert!(!span("2021").is_after(span("2021-03")) && !span("2021-03").is_after(span("2021")));
        assert!(!span("2021-03-01").is_after(span("2021-03-01")));
        assert_eq!(span("2021-02").last.to_string(), "2021-02-28");
    }
}
