//! CIT034: a text is none, but stands for one that is still to be written, or has a mark of what is left to do.

use crate::placeholder::{is_text_seen, is_title, left_to_do};
use crate::{AssessmentContext, Check, Descriptor, Exceptions, InDraft, Rule, SeenText, Sight, TextKind};
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
    check: Check::Texts { look: report, also: None },
};

/// Tells of a mark in a text that says something before it; else the text as a whole is none.
fn report(
    context: &AssessmentContext<'_>,
    SeenText { kind, words: text, glance }: SeenText<'_>,
    place: &dyn Fn() -> Pointer,
) -> Option<Report> {
    let stands_for_one = match kind {
        TextKind::Rationale
        | TextKind::UncalledRationale
        | TextKind::Prose
        | TextKind::Remark
        | TextKind::Note => is_text_seen(text, glance.may_be_left_to_do()),
        TextKind::Title => is_title(text),
        TextKind::Around => is_word_for_one(text),
        // Other rules ask for what is missing there.
        TextKind::Detail => false,
    };
    // What is no text at all is reported as that.
    let place = stands_for_one.then(place).filter(|place| !context.is_lost(place))?;
    let path = &context.file.path;
    let mark = left_to_do(text).filter(|mark| text[..mark.start].contains(char::is_alphabetic));
    let Some(mark) = mark else {
        let help = (kind == TextKind::Remark).then(|| of_remark(&place));
        let report = Report::new(Location::value(path, place), "this is a placeholder, not a finished text");
        return Some(match help {
            Some(help) => report.help(help),
            None => report,
        });
    };
    let message = format!("{} marks what is still to be done in this text", &text[mark.clone()]);
    let help = "Find out what belongs there, write it, and delete the mark.";
    Some(Report::new(Location::text(path, place, mark), message).help(help))
}

/// What to do about a text that cannot be left out, because what it belongs to is nothing without it.
fn of_remark(place: &Pointer) -> &'static str {
    match place.tokens().find(|token| ["errata", "remarks"].contains(&&**token)).as_deref() {
        Some("errata") => {
            "Write in a sentence what was wrong and how that is known: an erratum needs its note."
        }
        Some(_) => "Write the text, or delete the remark as a whole.",
        None => "Write the text, or delete the paragraph.",
    }
}

/// Before and after a citation signs can stand alone.
fn is_word_for_one(words: &str) -> bool {
    words.contains(char::is_alphanumeric) && is_title(words)
}
