//! REF013: an erratum says something else than the data that it corrected.

use crate::corrections::{Broken, CorrectedPlace, broken_links, in_assessment, in_registers};
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::{Day, Span, month_name};
use bibliography::erratum;
use dataset::Registers;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF013",
        name: "erratum-contradicted",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Country,
        exceptions: Exceptions::Refused,
        what: "An erratum contradicts the data, another erratum or itself: what it says is there now is not, it does not begin where the one before it ended, nothing changed by it, or its day cannot be.",
        why: "Readers who used the earlier figures go by the errata; a wrong one misleads exactly those readers.",
        fix: "Compare with the data. \"from\" is what stood there before, \"to\" what stands there now.",
        cases: include_str!("../../../../../tests/rules/REF013.md"),
    },
    check: Check::EachFile(check_registers, check),
};

fn check_registers(registers: &Registers, today: Day, reports: &mut Findings<'_>) {
    for place in in_registers(registers) {
        // Of an assessment this is said as of any other date in it.
        for name in place.of.errata().ids() {
            if let Some(day) = erratum::day(name).map(Span::from)
                && day.is_after(today.into())
            {
                reports.push(Report::new(place.key(name), format!("{day} has not come yet")));
            }
        }
        judge(registers, &place, reports);
    }
}

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for place in in_assessment(context.file) {
        judge(&context.dataset.registers, &place, reports);
    }
}

fn judge(registers: &Registers, place: &CorrectedPlace<'_>, reports: &mut Findings<'_>) {
    let begin = place.edition.and_then(|id| begin_of_edition(registers, id));
    for name in place.of.errata().ids() {
        match (erratum::day(name), begin) {
            (None, _) => {
                let report = Report::new(place.key(name), format!("there is no such day as {name}"));
                reports.push(report.help(right_day(name)));
            }
            (Some(day), Some(begin)) if begin.is_after(day.into()) => {
                let message = format!("{day} is before the edition, which is of {begin}");
                reports.push(Report::new(place.key(name), message));
            }
            (Some(_), _) => {}
        }
    }
    for Broken { name, field, message } in broken_links(place.of) {
        let place = field.map_or_else(|| place.key(name), |field| place.field(name, field));
        reports.push(Report::new(place, message));
    }
}

/// What to write for a name that has the form of a day and is none.
fn right_day(name: &str) -> String {
    let month = name.get(5..7).and_then(|month| month.parse().ok());
    let year = name.get(..4).and_then(|year| year.parse().ok());
    let last = year.zip(month).and_then(|(year, month)| {
        let last = (28..=31).rev().find(|day| Day::new(year, month, *day).is_ok())?;
        Some(format!("{} {year} has {last} days. ", month_name(month)?))
    });
    let last = last.unwrap_or_default();
    format!("{last}Write the day on which the correction was made, such as 2026-11-20, as the name.")
}

/// The date of an edition: when it was published, or else what it is of.
fn begin_of_edition(registers: &Registers, id: &str) -> Option<Span> {
    let edition = registers.editions.as_ref()?.data.editions.get(id)?;
    let known = [&edition.published, &edition.as_of].into_iter().flatten().next();
    let year = || id.get(..4);
    Span::parse(known.map(|date| &**date).or_else(year)?).ok()
}
