//! REF008: an edition comes before the one it follows.

use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::Day;
use dataset::Registers;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF008",
        name: "edition-order",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "An edition is listed before the one that it names as previous, or names itself.",
        why: "Editions are a series in time; with a loop in it, an edition would be compared with itself.",
        fix: "List the editions in order of time, each naming the one before it.",
        cases: include_str!("../../../../../tests/rules/REF008.md"),
    },
    check: Check::Registers(check),
};

fn check(registers: &Registers, _: Day, reports: &mut Findings<'_>) {
    let Some(register) = registers.editions.as_ref() else { return };
    let editions = &register.data.editions;
    for (place, (id, edition)) in editions.iter().enumerate() {
        let Some(previous) = edition.previous.as_deref() else { continue };
        if editions.place(previous).is_some_and(|of_previous| of_previous >= place) {
            let location = Location::value(&register.path, Pointer::of(["editions", id, "previous"]));
            let message = if previous == id {
                format!("\"{id}\" names itself as the previous edition")
            } else {
                format!("\"{previous}\" does not come before \"{id}\" in this list")
            };
            reports.push(Report::new(location, message));
        }
    }
}
