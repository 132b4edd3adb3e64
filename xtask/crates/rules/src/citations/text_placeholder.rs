//! CIT034: a text is none, but stands for one that is still to be written, or has a mark of what is left to do.

use crate::placeholder::{is_text, is_text_seen, is_title, left_to_do};
use crate::prose::Kind;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT034",
        name: "text-placeholder",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("placeholders"),
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A rationale, overview, comment, remark, note or resolution title is only a placeholder, such as TODO, or has a mark in it of what is still to be done, such as TBC or [citation needed].",
        why: "Placeholders are easily forgotten, and readers would take them for findings.",
        fix: "Write the text. If there is nothing to say, delete the paragraph or the field.",
        cases: include_str!("../../../../../tests/rules/CIT034.md"),
    },
    check: Check::AssessmentAndSources(check, check_sources),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for prose in context.prose() {
        let stands_for_one = match prose.kind {
            Kind::Rationale | Kind::UncalledRationale | Kind::Prose | Kind::Remark => {
                is_text_seen(prose.text, prose.glance.may_be_left_to_do())
            }
            Kind::Title => is_title(prose.text),
            Kind::Detail => continue,
        };
        if stands_for_one {
            reports.extend(report(context, prose.text, prose.pointer()));
        }
    }
    for (place, citation) in context.citations() {
        for (field, words) in [("prefix", &citation.prefix), ("suffix", &citation.suffix)] {
            let Some(words) = words.as_deref().filter(|words| is_word_for_one(words)) else { continue };
            reports.extend(report(context, words, place.field(field)));
        }
    }
}

fn check_sources(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        let Some(note) = source.text("note").filter(|note| is_text(note)) else { continue };
        reports.extend(report(context, note, Pointer::of(["sources", id, "note"])));
    }
}

/// Tells of a mark in a text that says something before it; else the text as a whole is none.
fn report(context: &AssessmentContext<'_>, text: &str, place: Pointer) -> Option<Report> {
    // What is no text at all is reported as that.
    if context.is_lost(&place) {
        return None;
    }
    let path = &context.file.path;
    let mark = left_to_do(text).filter(|mark| text[..mark.start].contains(char::is_alphabetic));
    let Some(mark) = mark else {
        return Some(Report::new(Location::value(path, place), "this is a placeholder, not a finished text"));
    };
    let message = format!("{} marks what is still to be done in this text", &text[mark.clone()]);
    let help = "Find out what belongs there, write it, and delete the mark.";
    Some(Report::new(Location::text(path, place, mark), message).help(help))
}

/// Before and after a citation signs can stand alone.
fn is_word_for_one(words: &str) -> bool {
    words.contains(char::is_alphanumeric) && is_title(words)
}
