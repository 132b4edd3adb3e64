//! CIT047: a year contradicts the document symbol, which tells when the document was adopted.

use super::dating::{Contradiction, contradiction};
use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Report, Severity};
use crate::symbol;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT047",
        name: "year-against-symbol",
        severity: Severity::Error,
        what: "The year of a vote or of a cited resolution does not match its document symbol.",
        why: "The General Assembly numbers its resolutions by session, and session N lies in the years 1945 + N and 1946 + N; the Security Council names the year itself. So the year or the symbol is a slip.",
        fix: "Look the resolution up by its symbol, and correct whichever is wrong.",
        cases: include_str!("../../../tests/rules/CIT047.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    for (id, entry) in case.entries() {
        for (symbol, vote) in entry.votes.iter() {
            let Some(year) = vote.year.map(i64::from) else { continue };
            // A year that has not come yet is reported as that.
            let years = symbol::years(symbol).filter(|(first, last)| !(*first..=*last).contains(&year));
            if let Some(years) = years.filter(|_| year <= case.today.year()) {
                let place = case.at(["ratings", id, "votes", symbol, "year"]);
                reports.push(Report::new(place, message(symbol, year, years)));
            }
        }
    }
    for (id, source) in case.assessment().sources.iter() {
        let Some(Contradiction::Symbol { years }) = contradiction(case, id, source) else { continue };
        if let Some((number, (issued, _))) = source.text("number").zip(source.years()) {
            let place = case.at(["sources", id, "issued"]);
            reports.push(Report::new(place, message(number, issued, years)));
        }
    }
}

fn message(symbol: &str, year: i64, (first, last): (i64, i64)) -> String {
    let when = if first == last { first.to_string() } else { format!("{first} or {last}") };
    format!("by its symbol, {symbol} was adopted in {when}, but the year given is {year}")
}
