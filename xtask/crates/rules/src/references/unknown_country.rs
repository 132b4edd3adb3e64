//! REF006: an assessment is of a country that is not registered.

use crate::context::is_lost;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::meant::meant;
use format::diagnostic::{Report, Severity};
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
        what: "The country is not in dataset/countries.json.",
        why: "Names of countries drift, and some are disputed: which are used here, and by whom, is reviewed in one place.",
        fix: "Add the country to dataset/countries.json under its ISO 3166-1 alpha-3 code, with its names and who uses them; or correct the folder's name.",
        cases: include_str!("../../../../../tests/rules/REF006.md"),
    },
    check: Check::Assessment(check),
};

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
