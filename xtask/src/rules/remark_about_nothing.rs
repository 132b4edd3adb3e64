//! REF010: a remark is about a place that does not exist.

use super::{Case, Check, Descriptor, Findings, Rule, placeholder};
use crate::diagnostic::{Location, Report, Severity};
use crate::meant::meant;
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF010",
        name: "remark-about-nothing",
        severity: Severity::Error,
        what: "A remark is about a place that does not exist in its file.",
        why: "Readers find a remark by the place that it is about; with a wrong place it stands beside nothing.",
        fix: "Correct the JSON Pointer. The paragraphs of a text are counted from 0.",
        cases: include_str!("../../../tests/rules/REF010.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    for (id, remark) in case.assessment().remarks.iter() {
        for (i, pointer) in remark.about.iter().enumerate() {
            let place = Pointer::of(["remarks", id, "about"]).index(i);
            // What was left out because of a fault of its own may have stood there.
            let is_there = !case.file.file.nowhere.contains(pointer);
            if is_there
                || is_to_be_written(case, pointer)
                || case.is_lost(&place)
                || case.is_lost(&Pointer::from_escaped(&**pointer))
            {
                continue;
            }
            let at = Location::value(&case.file.file.path, place);
            let message = format!("there is nothing at \"{pointer}\" in this file");
            let report = Report::new(at, message);
            // Only of what is told is it looked for what was meant.
            let is_told = reports.tells_more_of(&case.file.file.path);
            reports.push(if is_told { report.help(help(case, pointer)) } else { report });
        }
    }
}

/// Whether the text that a pointer leads into is still to be written, which is reported as that.
fn is_to_be_written(case: &Case<'_>, pointer: &str) -> bool {
    let pointer = Pointer::from_escaped(pointer);
    let tokens: Vec<_> = pointer.tokens().take(3).collect();
    let tokens: Vec<&str> = tokens.iter().map(|token| &**token).collect();
    let paragraphs = match tokens.as_slice() {
        ["overview", ..] => &case.assessment().overview,
        ["ratings", id, "rationale"] => match case.assessment().ratings.get(id) {
            Some(entry) => &entry.rationale,
            None => return false,
        },
        _ => return false,
    };
    paragraphs.iter().any(|paragraph| placeholder::is_text(paragraph))
}

/// What is said of a pointer whose second step, an id, is none of those that there are.
fn unknown<'d>(pointer: &Pointer, id: &str, ids: impl Iterator<Item = &'d str>) -> String {
    let Some(meant) = meant(id, ids) else { return format!("There is no \"{id}\".") };
    let tokens = pointer.tokens().enumerate();
    let meant = Pointer::of(tokens.map(|(i, token)| if i == 1 { meant.into() } else { token }));
    format!("There is no \"{id}\". Did you mean \"{meant}\"?")
}

/// How far the pointer leads, which tells what is wrong with it.
fn help(case: &Case<'_>, pointer: &str) -> String {
    let assessment = case.assessment();
    let pointer = Pointer::from_escaped(pointer);
    let tokens: Vec<_> = pointer.tokens().take(4).collect();
    let tokens: Vec<&str> = tokens.iter().map(|token| &**token).collect();
    let counted = |count: usize| match count {
        0 => "There are no paragraphs.".to_owned(),
        1 => "There is one paragraph, which is 0.".to_owned(),
        count => format!("The paragraphs are 0 to {}.", count - 1),
    };
    match tokens.as_slice() {
        ["overview", ..] => counted(assessment.overview.len()),
        ["ratings", id, "rationale", ..] if assessment.ratings.contains(id) => {
            counted(assessment.ratings.get(id).map_or(0, |entry| entry.rationale.len()))
        }
        ["ratings", id, ..] if !assessment.ratings.contains(id) => {
            unknown(&pointer, id, assessment.ratings.ids())
        }
        ["sources", id, ..] if !assessment.sources.contains(id) => {
            unknown(&pointer, id, assessment.sources.ids())
        }
        _ => "Correct the pointer, or delete it if what it was about is gone.".to_owned(),
    }
}
