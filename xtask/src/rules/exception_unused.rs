//! EXC002: an exception silences nothing.

use super::{Aftermath, Case, Check, Descriptor, Findings, Rule, can_be_excepted, find};
use crate::diagnostic::{Edit, Location, Report, Severity};
use crate::model::assessment::Status;
use crate::near::nearest;
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EXC002",
        name: "exception-unused",
        severity: Severity::Error,
        what: "An exception silences nothing.",
        why: "The fault that it excused is gone, or its pointer is wrong. If it stays, it may one day hide a new fault.",
        fix: "Delete the exception, or correct its pointer.",
        cases: include_str!("../../../tests/rules/EXC002.md"),
    },
    check: Check::Exceptions(check),
};

fn check(case: &Case<'_>, after: &Aftermath<'_>, reports: &mut Findings<'_>) {
    // A draft can have none, and that is reported.
    if case.is(Status::Draft) {
        return;
    }
    for (code, pointers) in case.assessment().exceptions.iter() {
        // A code that does not exist or cannot be excepted is reported as that.
        if find(code).is_none() || !can_be_excepted(code) {
            continue;
        }
        for pointer in pointers.ids().filter(|pointer| !after.used.contains(&(code, *pointer))) {
            if after.surroundings.could_look(code, case, pointer) {
                let told = reports.tells_more_of(&case.file.file.path);
                let standing = after.standing.get(code).into_iter().flatten().filter(|_| told).copied();
                reports.push(report(case, nearest(pointer, standing), code, pointer));
            }
        }
    }
}

fn report(case: &Case<'_>, near: Option<&str>, code: &str, pointer: &str) -> Report {
    let place = Pointer::of(["exceptions", code, pointer]);
    let at = Location::key(&case.file.file.path, place.clone());
    let report = if case.file.file.nowhere.contains(pointer) {
        // The pointer may be wrong, and then the exception is right.
        Report::new(
            at,
            format!("there is nothing at \"{pointer}\" in this file, so {code} reports nothing there"),
        )
        .help("Correct the pointer. If what it excused is gone, delete the exception.")
    } else {
        Report::new(at, format!("{code} reports nothing at \"{pointer}\", so there is nothing to except"))
            .fix("delete the exception", Edit::Remove { pointer: place })
    };
    match near {
        Some(near) => report.help(format!("Did you mean \"{near}\"? Something is reported there.")),
        None => report,
    }
}
