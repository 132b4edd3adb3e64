//! REF005: an edition names a framework that has no file.

use bibliography::date::Day;
use std::collections::HashSet;

use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::meant::meant;
use dataset::{Registers, framework_id};
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF005",
        name: "unknown-framework",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "An edition names a framework that has no file under dataset/frameworks/.",
        why: "Without it nobody knows which indicators an edition has, or what they count.",
        fix: "Correct the id, or add the framework's file.",
        cases: include_str!("../../../../../tests/rules/REF005.md"),
    },
    check: Check::Registers(check),
};

fn check(registers: &Registers, _: Day, reports: &mut Findings<'_>) {
    let Some(register) = registers.editions.as_ref() else { return };
    let faulty: HashSet<&str> = registers.faults.iter().map(|fault| &*fault.report.location.path).collect();
    for (id, edition) in register.data.editions.iter() {
        let Some(framework) = edition.framework.as_deref() else { continue };
        let path = format!("dataset/frameworks/{framework}.json");
        // What stands there and is no file, such as a link, is reported as that.
        if registers.framework(framework).is_some() || faulty.contains(&*path) {
            continue;
        }
        let place = Location::value(&register.path, Pointer::of(["editions", id, "framework"]));
        let report = Report::new(place, format!("there is no {path}"));
        let tells = reports.tells_more_of(&register.path);
        let known = registers.frameworks.iter().filter(|_| tells).map(|file| framework_id(&file.path));
        reports.push(match meant(framework, known) {
            Some(meant) => report.help(format!("Did you mean \"{meant}\"?")),
            None => report,
        });
    }
}
