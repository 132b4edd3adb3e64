//! CIT009: a source's date is contradicted by its own title or address.

use std::collections::BTreeSet;

use super::dating::contradiction;
use super::title_year::{Issue, Says, Sort, Written, may_name_year, said};
use crate::norm::is_norm;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::source::Source;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT009",
        name: "year-contradicts-source",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "The title or the address of a source names a year, and the date given contradicts it: it is at least two years earlier or later. (Annual reports on the year before, yearbooks named for the coming one, plans for coming years, histories, and years that belong to something else are not reported.)",
        why: "Often the date is a slip, or the source is another year's report of the same name.",
        fix: "Compare with the source.",
        cases: include_str!("../../../../../tests/rules/CIT009.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.assessment().sources.iter() {
        if ![source.title(), source.url()].into_iter().flatten().any(may_name_year) {
            continue;
        }
        let Some(years) = source.years() else { continue };
        let issue = Issue { years, today: context.today.year(), sort: sort(source) };
        let of_title = source.title().map(|title| said(title, Written::Title, issue));
        let of_address = source.url().map(|url| said(url, Written::Address, issue)).unwrap_or_default();
        // A law is read as it stood in another year, or in the list of one.
        let of_address =
            of_address.into_iter().filter(|(_, says)| issue.sort != Sort::Norm || *says != Says::Contradicts);
        let said: Vec<(i64, Says)> = of_title.into_iter().flatten().chain(of_address).collect();
        if said.iter().any(|(_, says)| *says == Says::Agrees) {
            continue;
        }
        let found: BTreeSet<i64> =
            said.iter().filter(|(_, says)| *says == Says::Contradicts).map(|(year, _)| *year).collect();
        // A date that is contradicted for certain is reported as that.
        if !found.is_empty() && contradiction(context, id, source).is_none() {
            let found: Vec<String> = found.iter().map(i64::to_string).collect();
            let (first, last) = years;
            let dated = if first == last { first.to_string() } else { format!("{first} to {last}") };
            let message = format!(
                "the source \"{id}\" is dated {dated}; its title or address says {}",
                found.join(", ")
            );
            reports.push(Report::new(context.at(["sources", id]), message));
        }
    }
}

fn sort(source: &Source) -> Sort {
    match source.kind.as_deref() {
        _ if is_norm(source) => Sort::Norm,
        Some("book" | "dataset" | "document" | "pamphlet" | "periodical" | "report" | "thesis") => {
            Sort::Report
        }
        Some(_) | None => Sort::Press,
    }
}
