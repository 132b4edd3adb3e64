//! CIT042: a date that has not come yet.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::words::BUDDHIST_ERA;
use bibliography::date::{Day, Span};
use bibliography::erratum;
use format::diagnostic::{Location, Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT042",
        name: "date-in-the-future",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "Something is said to have happened on a day that has not come yet.",
        why: "It is a slip, most often in the year.",
        fix: "Compare with the source, and correct the date.",
        cases: include_str!("../../../../../tests/rules/CIT042.md"),
    },
    check: Check::AssessmentAndSources(check, check_sources),
};

/// The dates that lie in the past for whoever writes them. An event may be announced.
const PAST: &[&str] = &["issued", "accessed", "original-date"];

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, entry) in context.entries() {
        for (symbol, vote) in entry.votes.iter() {
            let year = vote.year.and_then(|year| Span::of(year.into(), None, None).ok());
            judge(context, reports, year, || context.at(["ratings", id, "votes", symbol, "year"]));
        }
    }
    for (of, name, _) in context.assessment().corrections() {
        let place = || Location::key(&context.file.path, of.pointer().child(name));
        judge(context, reports, erratum::day(name).map(Span::from), place);
    }
}

fn check_sources(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        for (variable, date) in source.dates.iter().filter(|(variable, _)| PAST.contains(variable)) {
            judge(context, reports, date.latest(), || context.at(["sources", id, variable]));
        }
        let archived = source.archive_date.as_deref().and_then(|day| Day::parse(day).ok());
        let place = || context.at(["sources", id, "custom", "archive_date"]);
        judge(context, reports, archived.map(Span::from), place);
    }
}

fn judge(
    context: &AssessmentContext<'_>,
    reports: &mut Findings<'_>,
    date: Option<Span>,
    place: impl Fn() -> Location,
) {
    let today = Span::from(context.today);
    let Some(date) = date.filter(|date| date.is_after(today)) else { return };
    // Today is not named: elsewhere it is another day. This one has not come anywhere.
    let report = Report::new(place(), format!("{date} has not come yet"));
    let here = date.first.year() - BUDDHIST_ERA;
    // Of years that are not far ahead the calendar is not in doubt.
    let is_of_era = here <= today.first.year() && date.first.year() - today.first.year() > BUDDHIST_ERA / 2;
    reports.push(if is_of_era {
        report.help(format!(
            "If the source counts years by the Buddhist era, as many of Thailand do, write {here}: that era is \
             {BUDDHIST_ERA} years ahead. Else compare with the source."
        ))
    } else {
        report
    });
}
