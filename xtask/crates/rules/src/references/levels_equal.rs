//! REF017: two levels of a scale count the same.

use std::collections::HashMap;

use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::Day;
use dataset::Registers;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF017",
        name: "levels-equal",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "Two levels of a scale count the same number of points.",
        why: "A rating that moves from one to the other leaves the score as it was. Most often the number is left over from copying.",
        fix: "Compare with the instrument, and give each level its own points.",
        cases: include_str!("../../../../../tests/rules/REF017.md"),
    },
    check: Check::Registers(check),
};

fn check(registers: &Registers, _: Day, reports: &mut Findings<'_>) {
    for file in &registers.frameworks {
        let mut by_points: HashMap<u32, &str> = HashMap::new();
        for (id, level) in file.data.scale.iter() {
            // A level with a fault of its own is reported as that.
            let points = level.points.filter(|_| !file.is_damaged(&Pointer::of(["scale", id])));
            let Some(points) = points else { continue };
            let first = *by_points.entry(points).or_insert(id);
            if first != id {
                let place = |id| Location::value(&file.path, Pointer::of(["scale", id, "points"]));
                let message = format!("the level \"{id}\" counts as many points as \"{first}\", {points}");
                reports.push(Report::new(place(id), message).related(place(first), "the other level"));
            }
        }
    }
}
