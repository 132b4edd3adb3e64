//! REF011: the code of a country is none of ISO 3166-1.

use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::Day;
use dataset::Registers;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF011",
        name: "unknown-country-code",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A country is registered under a code that is none of ISO 3166-1.",
        why: "Other datasets are joined by these codes; under another one the country is found in none of them.",
        fix: "Use the code of three letters of ISO 3166-1. For a territory that has none take one that begins with X, such as XKX for Kosovo: those are free for users.",
        cases: include_str!("../../../../../tests/rules/REF011.md"),
    },
    check: Check::Registers(check),
};

fn check(registers: &Registers, _: Day, reports: &mut Findings<'_>) {
    let Some(register) = registers.countries.as_ref() else { return };
    for (code, country) in register.data.countries.iter() {
        let is_form = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        // A code of another form is reported as that.
        if !is_form || code.starts_with('X') || rust_iso3166::from_alpha3(code).is_some() {
            continue;
        }
        let place = Location::key(&register.path, Pointer::of(["countries", code]));
        let report = Report::new(place, format!("\"{code}\" is no code of ISO 3166-1"));
        let names = country.name.as_deref().into_iter().chain(country.names.ids());
        reports.push(match names.into_iter().find_map(code_of) {
            Some(meant) => report.help(format!(
                "Use {meant}, the code of {}, here and as the name of its folder and in its files.",
                country.name.as_deref().unwrap_or(meant)
            )),
            None => report,
        });
    }
}

/// The code of a country that ISO 3166-1 has under a name.
fn code_of(name: &str) -> Option<&'static str> {
    // Short forms stand before a bracket or a comma there: "Lao People's Democratic Republic (the)".
    let short = |name: &str| name.split(['(', ',']).next().unwrap_or_default().trim().to_lowercase();
    let wanted = short(name);
    let mut all = rust_iso3166::ALL.iter();
    all.find(|country| short(country.name) == wanted).map(|country| country.alpha3)
}
