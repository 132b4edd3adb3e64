//! Dates of other programs: figures in quotes, seasons, and dates in words.

use crate::date::typed::says_no_date;
use crate::date::{Day, Span, month_name, words};
use crate::source::{Date, DateParts};
use format::json::Json;

/// A date of CSL-JSON. What says nothing is none.
pub(super) fn of_csl(json: &Json<'_>) -> Option<Date> {
    if let Some(text) = json.as_str() {
        return of_words(text);
    }
    let mut parts = json.get("date-parts").map_or(&[][..], Json::items).iter().map(parts);
    let (from, to) = (parts.next().flatten(), parts.next().flatten());
    if let (Some(from), Some(season)) = (from, json.get("season").and_then(season)) {
        return Some(literal(format!("{season} {}", from.year)));
    }
    let is_circa = json.get("circa").is_some_and(is_true);
    if let Some(from) = from {
        // CSL's figures for seasons stand where months do (13 to 16 in older files, 21 to 24 since EDTF).
        return Some(match from.month.and_then(season_of_month) {
            Some(season) => literal(format!("{season} {}", from.year)),
            None => Date { from: Some(from), to, is_circa, literal: None },
        });
    }
    let words = ["literal", "raw"].iter().find_map(|field| json.get(field).and_then(Json::as_str));
    of_words(words?)
}

/// A date in words or figures, as exactly as it is said; kept in its words where numbers cannot say it.
pub(super) fn of_words(text: &str) -> Option<Date> {
    let text = text.trim().trim_matches('/').trim();
    if text.is_empty() || text.bytes().all(|byte| matches!(byte, b'0' | b'-' | b'/')) {
        return None;
    }
    if says_no_date(text) {
        return Some(literal("n.d.".to_owned()));
    }
    let (bare, is_circa) = circa(text);
    let range =
        bare.split_once("/").filter(|(from, to)| Span::parse(from).is_ok() && Span::parse(to).is_ok());
    if let Some((from, to)) = range {
        let (from, to) = (one(from)?, one(to)?);
        return Some(Date { from: Some(from), to: Some(to), is_circa, literal: None });
    }
    if let Some(from) = one(bare) {
        return Some(match from.month.and_then(season_of_month) {
            Some(season) => literal(format!("{season} {}", from.year)),
            None => Date { from: Some(from), to: None, is_circa, literal: None },
        });
    }
    let years = bare.split_once(['-', '–']).and_then(|(from, to)| Some((year(from)?, year(to)?)));
    if let Some((from, to)) = years.filter(|(from, to)| from < to) {
        let of = |year| DateParts { year, month: None, day: None };
        return Some(Date { from: Some(of(from)), to: Some(of(to)), is_circa, literal: None });
    }
    Some(literal(text.to_owned()))
}

/// What to say of a date in figures of which nobody knows which is the month: `03/04/2021`.
pub(super) fn doubt(field: &str, text: &str) -> Option<String> {
    let text = text.trim();
    let (read, other) = (words::parse(text).ok()?.first, words::other_reading(text)?.first);
    let in_words = |day: Day| Some(format!("{} {} {}", day.day(), month_name(day.month())?, day.year()));
    Some(format!(
        "its {field} {text} was read as {}, and may be {}; look at the source, and correct \"date-parts\" if it is that",
        in_words(read)?,
        in_words(other)?
    ))
}

/// A date that is called approximate, as EDTF marks it (`1970~`) or in words, without that mark.
fn circa(text: &str) -> (&str, bool) {
    match text.strip_suffix('~').or_else(|| words::approximate(text)) {
        Some(date) => (date, true),
        None => (text, false),
    }
}

/// One day, month or year.
fn one(text: &str) -> Option<DateParts> {
    // RIS: 2022/08/30/, with what is not known left empty.
    let figures: Vec<&str> = text.split(['-', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let are_figures = figures.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let are_short = figures.iter().skip(1).all(|part| part.len() <= 2);
    if are_figures && are_short && figures.len() <= 3 && figures.first().is_some_and(|year| year.len() == 4) {
        let small = |nth: usize| figures.get(nth).and_then(|part| part.parse().ok()).filter(|part| *part > 0);
        return Some(DateParts { year: year(figures[0])?, month: small(1), day: small(1).and(small(2)) });
    }
    let span = words::parse(text).ok()?;
    exactly(span)
}

/// What a span says, if it is one year, month or day.
fn exactly(span: Span) -> Option<DateParts> {
    let (first, last) = (span.first, span.last);
    let (year, month, day) = (first.year(), first.month(), first.day());
    let is = |month, day| Span::of(year, month, day) == Ok(span);
    if first == last {
        Some(DateParts { year, month: Some(month), day: Some(day) })
    } else if is(Some(month), None) {
        Some(DateParts { year, month: Some(month), day: None })
    } else {
        is(None, None).then_some(DateParts { year, month: None, day: None })
    }
}

fn year(text: &str) -> Option<i64> {
    let text = text.trim();
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn parts(json: &Json<'_>) -> Option<DateParts> {
    let number = |nth: usize| {
        let part = json.items().get(nth)?;
        part.as_i64().or_else(|| part.as_str()?.trim().parse().ok())
    };
    let small = |nth| number(nth).and_then(|part| u8::try_from(part).ok()).filter(|part| *part > 0);
    let month = small(1);
    Some(DateParts { year: number(0).filter(|year| *year != 0)?, month, day: month.and(small(2)) })
}

fn season(json: &Json<'_>) -> Option<String> {
    let text = json.as_str().map(str::trim).filter(|text| !text.is_empty());
    let number = json.as_i64().or_else(|| text?.parse().ok());
    match number {
        Some(number) => {
            u8::try_from(number).ok().and_then(|number| season_of_month(number + 20)).map(str::to_owned)
        }
        None => {
            let mut signs = text?.chars();
            signs.next().map(|first| first.to_uppercase().chain(signs).collect())
        }
    }
}

fn season_of_month(month: u8) -> Option<&'static str> {
    match month {
        13 | 21 => Some("Spring"),
        14 | 22 => Some("Summer"),
        15 | 23 => Some("Autumn"),
        16 | 24 => Some("Winter"),
        _ => None,
    }
}

fn is_true(json: &Json<'_>) -> bool {
    *json == Json::Bool(true)
        || json.as_i64().is_some_and(|number| number != 0)
        || json.as_str().is_some_and(|text| ["true", "1", "yes"].contains(&text))
}

fn literal(words: String) -> Date {
    Date { literal: Some(words.into()), ..Date::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_can_be_two_days_are_doubted() {
        let told = doubt("date", "03/04/2021").expect("a doubt");
        assert!(told.contains("read as 3 April 2021, and may be 4 March 2021"), "{told}");
        for text in ["13/04/2021", "04/04/2021", "2021-04-03", "3 April 2021", "2021"] {
            assert_eq!(doubt("date", text), None, "{text}");
        }
    }

    fn shown(date: Option<Date>) -> String {
        let Some(date) = date else { return "none".to_owned() };
        let of = |parts: DateParts| format!("{}-{:?}-{:?}", parts.year, parts.month, parts.day);
        let circa = if date.is_circa { "~" } else { "" };
        let parts = [date.from, date.to].into_iter().flatten().map(of).collect::<Vec<_>>().join("/");
        (date.literal.as_deref().unwrap_or_default().to_owned() + &parts + circa)
            .replace("Some", "")
            .replace("None", "")
    }

    #[test]
    fn dates_are_as_exact_as_they_are_said() {
        for (words, date) in [
            ("2022/08/30/", "2022-(8)-(30)"),
            ("2022///", "2022--"),
            ("2022/08//Summer", "2022/08//Summer"),
            ("30 August 2022", "2022-(8)-(30)"),
            ("August 2022", "2022-(8)-"),
            ("2018-09-10/2018-09-28", "2018-(9)-(10)/2018-(9)-(28)"),
            ("2019-2020", "2019--/2020--"),
            ("2021~", "2021--~"),
            ("ca. 1970", "1970--~"),
            ("8 October", "8 October"),
            ("no date", "n.d."),
            ("[n. d.]", "n.d."),
            ("Date unknown", "n.d."),
            ("about 1970", "1970--~"),
            ("[1997]", "1997--~"),
            // Figures in a sentence are no date; it stays as it is.
            ("Published some time in 2021", "Published some time in 2021"),
            ("It was the 3 of 10 of 2021", "It was the 3 of 10 of 2021"),
            ("Read in May 2021, printed 2019", "Read in May 2021, printed 2019"),
            ("Was it 2021?", "Was it 2021?"),
            ("c. the year in which 2019 ends", "c. the year in which 2019 ends"),
            ("2021 and later", "2021 and later"),
            ("2021-21", "Spring 2021"),
            ("0000-00-00", "none"),
        ] {
            assert_eq!(shown(of_words(words)), date, "{words}");
        }
    }
}
