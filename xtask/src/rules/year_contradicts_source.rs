//! CIT009: a source's date is contradicted by its own title or address.

use super::dating::contradiction;
use super::{Case, Check, Descriptor, Rule};
use crate::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT009",
        name: "year-contradicts-source",
        severity: Severity::Warning,
        what: "The title or the address of a source contains a year, and it is not the year of its date.",
        why: "Often the date is a slip, or the source is another year's report of the same name.",
        fix: "Compare with the source.",
        bad: r#"{ "sources": { "report-2022": {
  "title": "Events of 2020", "issued": { "date-parts": [[2012]] }
} } }"#,
        good: r#"{ "sources": { "report-2022": {
  "title": "Events of 2020", "issued": { "date-parts": [[2020]] }
} } }"#,
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    for (id, source) in case.assessment().sources.iter() {
        let Some((first, last)) = source.years() else { continue };
        // A date that is contradicted for certain is reported as that.
        if contradiction(case, id, source).is_some() {
            continue;
        }
        let mut found: Vec<i64> =
            [source.title(), source.url()].into_iter().flatten().flat_map(years).collect();
        found.sort_unstable();
        found.dedup();
        if !found.is_empty() && !found.iter().any(|year| (first..=last).contains(year)) {
            let found: Vec<String> = found.iter().map(i64::to_string).collect();
            let dated = if first == last { first.to_string() } else { format!("{first} to {last}") };
            let message = format!(
                "the source \"{id}\" is dated {dated}; its title or address says {}",
                found.join(", ")
            );
            reports.push(Report::new(case.at(["sources", id]), message));
        }
    }
}

/// The years in a text: four figures on their own, from 1900 to 2099.
fn years(text: &str) -> impl Iterator<Item = i64> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|figures| figures.len() == 4)
        .filter_map(|figures| figures.parse().ok())
        .filter(|year| (1900..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn a_year_stands_on_its_own() {
        let text = "/2021/04/01/plan-2019-2023_%202019/20200109 and 10292021, 1789";
        assert_eq!(years(text).collect::<Vec<_>>(), [2021, 2019, 2023]);
    }
}
