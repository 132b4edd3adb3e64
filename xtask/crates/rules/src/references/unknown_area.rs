//! REF007: an indicator belongs to a thematic area that the framework does not have.

use crate::context::is_lost;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::Day;
use dataset::Registers;
use dataset::meant::meant;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF007",
        name: "unknown-area",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "An indicator belongs to a thematic area that the framework does not have.",
        why: "Results are read by area; this indicator would appear in none.",
        fix: "Use the id of one of the framework's areas.",
        cases: include_str!("../../../../../tests/rules/REF007.md"),
    },
    check: Check::Registers(check),
};

fn check(registers: &Registers, _: Day, reports: &mut Findings<'_>) {
    for file in &registers.frameworks {
        for (id, indicator) in file.data.indicators.iter() {
            let Some(area) = indicator.area.as_deref() else { continue };
            if file.data.areas.contains(area) || is_lost(file, &Pointer::of(["areas", area])) {
                continue;
            }
            let place = Location::value(&file.path, Pointer::of(["indicators", id, "area"]));
            let report = Report::new(place, format!("there is no area \"{area}\" in this framework"));
            let tells = reports.tells_more_of(&file.path);
            reports.push(match meant(area, file.data.areas.ids().filter(|_| tells)) {
                Some(meant) => report.help(format!("Did you mean \"{meant}\"?")),
                None => report,
            });
        }
    }
}
