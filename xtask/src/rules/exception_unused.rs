//! EXC002: an exception silences nothing.

use super::{Aftermath, Case, Check, Descriptor, Findings, Rule, can_be_excepted, find};
use crate::diagnostic::{Edit, Report, Severity};
use crate::model::assessment::Status;
use crate::near::nearest;
use crate::pointer::{Places, Pointer};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EXC002",
        name: "exception-unused",
        severity: Severity::Error,
        what: "An exception silences nothing.",
        why: "The fault that it excused is gone, or its pointer is wrong. If it stays, it may one day hide a new fault.",
        fix: "Delete the exception, or correct its pointer.",
        bad: "\"CIT005\": { \"/sources/a\": \"…\" }, where the source a has a date",
        good: "no exception",
    },
    check: Check::Exceptions(check),
};

fn check(case: &Case<'_>, after: &Aftermath<'_>, reports: &mut Findings<'_>) {
    // A draft can have none, and that is reported.
    if case.is(Status::Draft) || has_faulty_surroundings(case) {
        return;
    }
    let disturbed = citing_faulty(case, after);
    for (code, pointers) in case.assessment().exceptions.iter() {
        // A code that does not exist or cannot be excepted is reported as that.
        if find(code).is_none() || !can_be_excepted(code) {
            continue;
        }
        for pointer in pointers.ids().filter(|pointer| !after.used.contains(&(code, *pointer))) {
            if is_overtaken(case, after, &disturbed, &Pointer::from_escaped(pointer)) {
                continue;
            }
            let message = format!("{code} reports nothing at \"{pointer}\", so there is nothing to except");
            let place = Pointer::of(["exceptions", code, pointer]);
            let report = Report::new(case.key(["exceptions", code, pointer]), message)
                .fix("delete the exception", Edit::Remove { pointer: place });
            let tells = reports.tells_more_of(&case.file.file.path);
            let standing = after.standing.iter().filter(|_| tells).map(Pointer::as_str);
            reports.push(match nearest(pointer, standing) {
                Some(near) => report.help(format!("Did you mean \"{near}\"? Something is reported there.")),
                None => report,
            });
        }
    }
}

/// Whether a fault in another file may be why nothing is found in this one.
fn has_faulty_surroundings(case: &Case<'_>) -> bool {
    let others = [case.previous, case.dataset.next(case.file)];
    case.framework.is_none() || others.into_iter().flatten().any(|other| !other.file.damaged.is_empty())
}

/// Whether another mistake at the same place, or in a source cited there, may be why the exception finds nothing.
fn is_overtaken(case: &Case<'_>, after: &Aftermath<'_>, disturbed: &Places, pointer: &Pointer) -> bool {
    case.is_lost(pointer) || after.standing.touch(pointer) || disturbed.touch(pointer)
}

/// The footnotes that cite a source in which something stands.
fn citing_faulty(case: &Case<'_>, after: &Aftermath<'_>) -> Places {
    let citations = case.assessment().citations();
    let faulty = citations.filter(|(_, _, _, citation)| {
        let source = citation.source.as_deref().map(|id| Pointer::of(["sources", id]));
        source.is_some_and(|source| after.standing.are_in(&source))
    });
    faulty.map(|(indicator, label, _, _)| Pointer::of(["ratings", indicator, "footnotes", label])).collect()
}
