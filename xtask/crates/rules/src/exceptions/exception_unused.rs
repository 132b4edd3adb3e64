//! EXC002: an exception silences nothing.

use crate::{
    AssessmentContext, Check, Descriptor, ExceptionContext, Exceptions, Findings, InDraft, Rule, Sight,
};
use dataset::model::assessment::Assessment;
use format::diagnostic::{Location, Report, Severity};
use format::near::nearest;
use format::pointer::Pointer;
use format::values::Map;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EXC002",
        name: "exception-unused",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "An exception silences nothing.",
        why: "The fault that it excused is gone, or another mistake hides it, or its pointer is wrong. If the exception stays, it may one day hide a new fault.",
        fix: "Delete the exception if the fault that it excused is gone. If a mistake hides the fault, correct the mistake; if the pointer is wrong, correct the pointer.",
        cases: include_str!("../../../../../tests/rules/EXC002.md"),
    },
    check: Check::Exceptions(check),
};

fn check(context: &AssessmentContext<'_>, after: &ExceptionContext<'_>, reports: &mut Findings<'_>) {
    for (code, pointers) in context.assessment().exceptions.iter() {
        // A code that does not exist or cannot be excepted is reported as that.
        if !context.codes.can_be_excepted(code) {
            continue;
        }
        for pointer in pointers.ids().filter(|pointer| after.idle.contains(&(code, *pointer))) {
            if after.surroundings.could_look(code, context, pointer) {
                let told = reports.tells_more_of(&context.file.path);
                let standing = after.standing.get(code).into_iter().flatten().filter(|_| told).copied();
                let whole = whole(context.assessment(), code);
                reports.push(report(context, nearest(pointer, standing), [code, pointer], whole));
            }
        }
    }
}

/// What goes with the last exception of a rule: the rule's code, or the whole field if there is no other code.
fn whole<'a>(assessment: &Assessment, code: &'a str) -> Option<&'a str> {
    match assessment.exceptions.get(code).map_or(0, Map::len) {
        0 | 1 if assessment.exceptions.len() == 1 => Some("exceptions"),
        0 | 1 => Some(code),
        _ => None,
    }
}

fn report(
    context: &AssessmentContext<'_>,
    near: Option<&str>,
    [code, pointer]: [&str; 2],
    whole: Option<&str>,
) -> Report {
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
        // Whatever the fault is hidden by, the file is as sound as if it were gone: only a person can tell.
        let what = whole
            .map_or_else(|| "its line".to_owned(), |whole| format!("\"{whole}\" with all that it holds"));
        Report::new(at, format!("{code} reports nothing at \"{pointer}\", so there is nothing to except"))
            .help(format!(
                "If what it excused has been put right, delete {what}: cargo xtask validate --fix --remove-exceptions does so. If a mistake hides it, such as a wrong date, type or address, correct the mistake and keep the exception."
            ))
            .removable(place)
    };
    match near {
        Some(near) => report.help(format!("Did you mean \"{near}\"? Something is reported there.")),
        None => report,
    }
}
