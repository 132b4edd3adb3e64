//! CIT047: a year contradicts the document symbol, which tells when the document was adopted.

use super::dating::{Contradiction, contradiction};
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::un_symbol::UnSymbol;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT047",
        name: "year-against-symbol",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Allowed,
        what: "The year of a vote or of a cited resolution does not match its document symbol.",
        why: "The General Assembly numbers its resolutions by session, and session N lies in the years 1945 + N and 1946 + N; the Security Council names the year itself. So the year or the symbol is a slip.",
        fix: "Look the resolution up by its symbol, and correct whichever is wrong.",
        cases: include_str!("../../../../../tests/rules/CIT047.md"),
    },
    check: Check::AssessmentAndSources(check, check_sources),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, entry) in context.entries() {
        for (symbol, vote) in entry.votes.iter() {
            let Some(year) = vote.year.map(i64::from) else { continue };
            // A year that has not come yet is reported as that.
            let years = UnSymbol::parse(symbol).ok().and_then(UnSymbol::years);
            let years = years.filter(|(first, last)| !(*first..=*last).contains(&year));
            if let Some(years) = years.filter(|_| year <= context.today.year()) {
                let place = context.at(["ratings", id, "votes", symbol, "year"]);
                reports.push(Report::new(place, message(symbol, year, years)));
            }
        }
    }
}

fn check_sources(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        let Some(Contradiction::Symbol { years }) = contradiction(context, id, source) else { continue };
        if let Some((number, (issued, _))) = source.text("number").zip(source.years()) {
            let place = context.at(["sources", id, "issued"]);
            reports.push(Report::new(place, message(number, issued, years)));
        }
    }
}

fn message(symbol: &str, year: i64, (first, last): (i64, i64)) -> String {
    let when = if first == last { first.to_string() } else { format!("{first} or {last}") };
    format!("by its symbol, {symbol} was adopted in {when}, but the year given is {year}")
}
