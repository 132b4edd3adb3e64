//! REF006: an assessment is of a country that is not registered.

use super::{Case, Check, Descriptor, Rule};
use crate::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF006",
        name: "unknown-country",
        severity: Severity::Error,
        what: "The country is not in dataset/countries.json.",
        why: "Names of countries drift and some are disputed: which are used here, and by whom, is reviewed in one place.",
        fix: "Add the country to dataset/countries.json under its ISO 3166-1 alpha-3 code, with its names and who uses them; or correct the folder's name.",
        bad: "dataset/assessments/KMH/2022.json",
        good: "dataset/assessments/KHM/2022.json",
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    let Some(register) = case.dataset.countries.as_ref().filter(|file| !file.is_unreadable()) else { return };
    let code = &*case.file.country;
    if !register.data.countries.contains(code) {
        let message = format!("\"{code}\" is no country of dataset/countries.json");
        reports.push(Report::new(case.at(["country"]), message));
    }
}
