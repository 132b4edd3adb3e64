//! REF009: the name used for a country is none of its listed names.

use crate::context::is_lost;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::Day;
use dataset::Registers;
use dataset::meant::meant;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;
use format::text::normalised;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF009",
        name: "name-not-listed",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "The name shown for a country is not one of its listed names.",
        why: "Each listed name says who uses it; a name without that is our own invention.",
        fix: "Use one of the listed names, or add this one under \"names\" and say who uses it.",
        cases: include_str!("../../../../../tests/rules/REF009.md"),
    },
    check: Check::Registers(check),
};

fn check(registers: &Registers, _: Day, reports: &mut Findings<'_>) {
    let Some(register) = registers.countries.as_ref() else { return };
    for (code, country) in register.data.countries.iter() {
        let Some(name) = country.name.as_deref() else { continue };
        let names = Pointer::of(["countries", code, "names"]);
        // A name whose letters and accents stand apart is the same name, and reported as that.
        let composed = |name: &str| normalised(name).unwrap_or_else(|| name.to_owned());
        let is_listed = country.names.ids().any(|listed| composed(listed) == composed(name));
        if is_listed || is_lost(register, &names) {
            continue;
        }
        let place = Location::value(&register.path, Pointer::of(["countries", code, "name"]));
        let report = Report::new(place, format!("\"{name}\" is not among the names of {code}"));
        let tells = reports.tells_more_of(&register.path);
        reports.push(match meant(name, country.names.ids().filter(|_| tells)) {
            Some(meant) => report.help(format!("Did you mean \"{meant}\"?")),
            None => report,
        });
    }
}
