//! REF010: a remark is about a place that does not exist.

use crate::placeholder;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::meant::meant;
use dataset::model::assessment::Assessment;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;
use format::values::Text;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF010",
        name: "remark-about-nothing",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A remark is about a place that does not exist in its file.",
        why: "Readers find a remark by the place that it is about; with a wrong place it stands beside nothing.",
        fix: "Correct the JSON Pointer. The paragraphs of a text are counted from 0.",
        cases: include_str!("../../../../../tests/rules/REF010.md"),
    },
    check: Check::Assessment(check),
};

/// What this dataset says of a file itself.
const NOT_OF_A_DOCUMENT: [&str; 6] = ["$schema", "status", "derivation", "remarks", "errata", "exceptions"];

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, remark) in context.assessment().remarks.iter() {
        for (i, written) in remark.about.iter().enumerate() {
            // Nearly all are about something that a document prints.
            let field = written.strip_prefix('/').and_then(|rest| rest.split('/').next());
            let is_printed = field.is_some_and(|field| !NOT_OF_A_DOCUMENT.contains(&field));
            let is_there = !context.file.nowhere.contains(written);
            if is_printed && is_there {
                continue;
            }
            let place = Pointer::of(["remarks", id, "about"]).index(i);
            let pointer = Pointer::from_escaped(&**written);
            let tokens: Vec<_> = pointer.tokens().take(3).collect();
            let tokens: Vec<&str> = tokens.iter().map(|token| &**token).collect();
            let report = |message| Report::new(Location::value(&context.file.path, place.clone()), message);
            if tokens.first().is_none_or(|field| NOT_OF_A_DOCUMENT.contains(field)) {
                reports.push(report(format!("\"{written}\" is no place that a document prints")).help(
                    "Name the paragraph, the entry, the source or the score that the remark is about.",
                ));
                continue;
            }
            if is_there {
                continue;
            }
            let paragraphs = paragraphs(context, &tokens);
            // What was left out because of a fault of its own may have stood there; what is still to be written too.
            let is_explained = paragraphs
                .is_some_and(|texts| texts.iter().any(|it| placeholder::is_text(it)))
                || context.is_lost(&place)
                || context.is_lost(&pointer);
            if is_explained {
                continue;
            }
            let report = report(format!("there is nothing at \"{written}\" in this file"));
            // Only of what is told is it looked for what was meant.
            let is_told = reports.tells_more_of(&context.file.path);
            reports.push(if is_told { report.help(help(context, &pointer, &tokens)) } else { report });
        }
    }
}

/// The paragraphs of the text that a pointer with these first steps leads into, if it leads into one.
fn paragraphs<'d>(context: &AssessmentContext<'d>, tokens: &[&str]) -> Option<&'d [Text]> {
    match tokens {
        ["overview", ..] => Some(&context.assessment().overview),
        ["ratings", id, "rationale"] => Some(&context.assessment().ratings.get(id)?.rationale),
        _ => None,
    }
}

/// How far a pointer leads, which tells what is wrong with it.
fn help(context: &AssessmentContext<'_>, pointer: &Pointer, tokens: &[&str]) -> String {
    let Assessment { ratings, sources, .. } = context.assessment();
    match (tokens, paragraphs(context, tokens).map(<[Text]>::len)) {
        (_, Some(0)) => "There are no paragraphs.".to_owned(),
        (_, Some(1)) => "There is one paragraph, which is 0.".to_owned(),
        (_, Some(count)) => format!("The paragraphs are 0 to {}.", count - 1),
        (["ratings", id, ..], None) if !ratings.contains(id) => unknown(pointer, id, ratings.ids()),
        (["sources", id, ..], None) if !sources.contains(id) => unknown(pointer, id, sources.ids()),
        (_, None) => "Correct the pointer, or delete it if what it was about is gone.".to_owned(),
    }
}

/// What is said of a pointer whose second step, an id, is none of those that there are.
fn unknown<'d>(pointer: &Pointer, id: &str, ids: impl Iterator<Item = &'d str>) -> String {
    let Some(meant) = meant(id, ids) else { return format!("There is no \"{id}\".") };
    let tokens = pointer.tokens().enumerate();
    let meant = Pointer::of(tokens.map(|(i, token)| if i == 1 { meant.into() } else { token }));
    format!("There is no \"{id}\". Did you mean \"{meant}\"?")
}
