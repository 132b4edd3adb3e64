//! EXC002: an exception silences nothing.

use crate::{AssessmentContext, Check, Descriptor, ExceptionContext, Exceptions, Findings, Rule, Sight};
use dataset::model::assessment::Status;
use format::diagnostic::{Edit, Location, Report, Severity};
use format::near::nearest;
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EXC002",
        name: "exception-unused",
        severity: Severity::Error,
        since: "0.1.0",
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "An exception silences nothing.",
        why: "The fault that it excused is gone, or its pointer is wrong. If it stays, it may one day hide a new fault.",
        fix: "Delete the exception, or correct its pointer.",
        cases: include_str!("../../../../../tests/rules/EXC002.md"),
    },
    check: Check::Exceptions(check),
};

fn check(context: &AssessmentContext<'_>, after: &ExceptionContext<'_>, reports: &mut Findings<'_>) {
    // A draft can have none, and that is reported.
    if context.is(Status::Draft) {
        return;
    }
    for (code, pointers) in context.assessment().exceptions.iter() {
        // A code that does not exist or cannot be excepted is reported as that.
        if !context.codes.can_be_excepted(code) {
            continue;
        }
        for pointer in pointers.ids().filter(|pointer| after.idle.contains(&(code, *pointer))) {
            if after.surroundings.could_look(code, context, pointer) {
                let told = reports.tells_more_of(&context.file.path);
                let standing = after.standing.get(code).into_iter().flatten().filter(|_| told).copied();
                reports.push(report(context, nearest(pointer, standing), code, pointer));
            }
        }
    }
}

fn report(context: &AssessmentContext<'_>, near: Option<&str>, code: &str, pointer: &str) -> Report {
    let place = Pointer::of(["exceptions", code, pointer]);
    let at = Location::key(&context.file.path, place.clone());
    let report = if context.file.nowhere.contains(pointer) {
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
