//! REF012: the dates of an edition contradict each other.

use crate::edition_dates::fault;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::Day;
use dataset::Registers;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF012",
        name: "edition-dates-clash",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A date of an edition has not come yet, or contradicts its other dates, its id, or the edition that it follows.",
        why: "Sources are judged by these dates: with a wrong one every source seems too new.",
        fix: "Compare with the document. It is published after what it tells of, and each edition is later than the one before.",
        cases: include_str!("../../../../../tests/rules/REF012.md"),
    },
    check: Check::Registers(check),
};

fn check(registers: &Registers, today: Day, reports: &mut Findings<'_>) {
    let Some(register) = registers.editions.as_ref() else { return };
    for id in register.data.editions.ids() {
        if let Some(fault) = fault(&register.data, id, today) {
            let place = Location::value(&register.path, Pointer::of(["editions", id, fault.field]));
            reports.push(Report::new(place, fault.message));
        }
    }
}
