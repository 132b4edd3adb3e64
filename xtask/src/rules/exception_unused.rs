//! EXC002: an exception silences nothing.

use super::{Aftermath, Case, Check, Descriptor, Rule, can_be_excepted, find};
use crate::diagnostic::{Edit, Report, Severity};
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
        bad: r#"{ "exceptions": { "CIT005": { "/sources/report-2022": "The annex prints no date for it." } } }"#,
        good: r#"{
  "sources": { "report-2022": { "issued": null } },
  "exceptions": { "CIT005": { "/sources/report-2022": "The annex prints no date for it." } }
}"#,
    },
    check: Check::Exceptions(check),
};

fn check(case: &Case<'_>, after: &Aftermath<'_>, reports: &mut Vec<Report>) {
    // A draft can have none, and that is reported.
    if case.is(Status::Draft) || has_faulty_surroundings(case) {
        return;
    }
    for (code, pointers) in case.assessment().exceptions.iter() {
        // A code that does not exist or cannot be excepted is reported as that.
        if find(code).is_none() || !can_be_excepted(code) {
            continue;
        }
        for pointer in pointers.ids().filter(|pointer| !after.used.contains(&(code, *pointer))) {
            if is_overtaken(case, after, &Pointer::from_escaped(pointer)) {
                continue;
            }
            let message = format!("{code} reports nothing at \"{pointer}\", so there is nothing to except");
            let place = Pointer::of(["exceptions", code, pointer]);
            let report = Report::new(case.key(["exceptions", code, pointer]), message)
                .fix("delete the exception", Edit::Remove { pointer: place });
            reports.push(match nearest(pointer, after.standing.iter().map(|standing| standing.as_str())) {
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
fn is_overtaken(case: &Case<'_>, after: &Aftermath<'_>, pointer: &Pointer) -> bool {
    let touches = |place: &Pointer| after.standing.iter().any(|standing| standing.is_within(place));
    let cites_faulty = case.assessment().citations().any(|(indicator, label, _, citation)| {
        let footnote = Pointer::of(["ratings", indicator, "footnotes", label]);
        let source = citation.source.as_deref().map(|id| Pointer::of(["sources", id]));
        (footnote.is_within(pointer) || pointer.is_within(&footnote))
            && source.is_some_and(|source| touches(&source))
    });
    case.is_lost(pointer)
        || touches(pointer)
        || after.standing.iter().any(|standing| pointer.is_within(standing))
        || cites_faulty
}
