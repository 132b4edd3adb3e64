//! REF006: an assessment is of a country that is not registered.

use crate::context::is_lost;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::Day;
use dataset::Registers;
use dataset::meant::meant;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF006",
        name: "unknown-country",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "The country of an assessment, or one that an edition expects, is not in dataset/countries.json.",
        why: "Names of countries drift, and some are disputed: which are used here, and by whom, is reviewed in one place.",
        fix: "Add the country to dataset/countries.json under its ISO 3166-1 alpha-3 code, with its names and who uses them; or correct the folder's name, or the code in dataset/editions.json.",
        cases: include_str!("../../../../../tests/rules/REF006.md"),
    },
    check: Check::EachFile(check_register, check),
};

/// The countries that an edition expects.
fn check_register(registers: &Registers, _: Day, reports: &mut Findings<'_>) {
    let Some(register) = registers.countries.as_ref().filter(|file| !file.is_unreadable()) else { return };
    let Some(editions) = registers.editions.as_ref() else { return };
    let countries = &register.data.countries;
    for (id, edition) in editions.data.editions.iter() {
        for (nth, code) in edition.countries.iter().enumerate() {
            let place = Pointer::of(["editions", id, "countries"]).index(nth);
            let is_lost = is_lost(register, &Pointer::of(["countries", code])) || is_lost(editions, &place);
            if !countries.contains(code) && !is_lost {
                let message = format!("\"{code}\" is not in dataset/countries.json");
                let report = Report::new(Location::value(&editions.path, place), message);
                let known = countries.ids().filter(|_| reports.tells_more_of(&editions.path));
                reports.push(match meant(code, known) {
                    Some(meant) => report.help(format!("Did you mean \"{meant}\"?")),
                    None => report,
                });
            }
        }
    }
}

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let Some(register) = context.dataset.countries.as_ref().filter(|file| !file.is_unreadable()) else {
        return;
    };
    let countries = &register.data.countries;
    // Where the path is at fault, what the file says of itself tells; that they disagree is reported.
    let says = context.assessment().country.as_deref().filter(|code| countries.contains(code));
    let code = says.unwrap_or(&context.file.country);
    if countries.contains(code) || is_lost(register, &Pointer::of(["countries", code])) {
        return;
    }
    let report = Report::new(context.at(["country"]), format!("\"{code}\" is not in dataset/countries.json"));
    reports.push(match meant(code, countries.ids()) {
        Some(meant) => report.help(format!(
            "Did you mean \"{meant}\"? Rename the folder and correct the field, or add the country to dataset/countries.json."
        )),
        None => report,
    });
}
