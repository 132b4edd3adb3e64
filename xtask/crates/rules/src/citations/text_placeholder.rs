//! CIT034: a text is none, but stands for one that is still to be written, or has a mark of what is left to do.

use crate::placeholder::{is_text, is_title, left_to_do};
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
    let assessment = context.assessment();
    let mut look = |text: &str, stands_for_one: fn(&str) -> bool, place: &dyn Fn() -> Pointer| {
        reports.extend(report(context, text, stands_for_one, place));
    };
    for (i, paragraph) in assessment.overview.iter().enumerate() {
        look(paragraph, is_text, &|| Pointer::of(["overview"]).index(i));
    }
    let derivation = assessment.derivation.iter().flat_map(|derivation| derivation.evidence.iter());
    for (i, evidence) in derivation.enumerate() {
        look(evidence, is_text, &|| Pointer::of(["derivation", "evidence"]).index(i));
    }
    for (id, entry) in context.entries() {
        for (i, paragraph) in entry.rationale.iter().enumerate() {
            look(paragraph, is_text, &|| Pointer::of(["ratings", id, "rationale"]).index(i));
        }
        for (label, footnote) in entry.footnotes.iter() {
            let Some(comment) = &footnote.comment else { continue };
            look(comment, is_text, &|| Pointer::of(["ratings", id, "footnotes", label, "comment"]));
        }
        for (symbol, vote) in entry.votes.iter() {
            let Some(title) = &vote.title else { continue };
            look(title, is_title, &|| Pointer::of(["ratings", id, "votes", symbol, "title"]));
        }
    }
    for (place, citation) in context.citations() {
        for (field, words) in [("prefix", &citation.prefix), ("suffix", &citation.suffix)] {
            let Some(words) = words else { continue };
            look(words, is_word_for_one, &|| place.field(field));
        }
    }
    for (of, day, erratum) in assessment.corrections() {
        let Some(note) = &erratum.note else { continue };
        look(note, is_text, &|| of.pointer().child(day).child("note"));
    }
    for (id, remark) in assessment.remarks.iter() {
        for (field, said) in [("printed", &remark.printed), ("text", &remark.text)] {
            let Some(said) = said else { continue };
            look(said, is_text, &|| Pointer::of(["remarks", id, field]));
        }
    }
}

fn check_sources(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        let Some(note) = source.text("note") else { continue };
        reports.extend(report(context, note, is_text, &|| Pointer::of(["sources", id, "note"])));
    }
}

/// Tells of a mark in a text that says something before it; else the text as a whole is none.
fn report(
    context: &AssessmentContext<'_>,
    text: &str,
    stands_for_one: fn(&str) -> bool,
    place: &dyn Fn() -> Pointer,
) -> Option<Report> {
    // What is no text at all is reported as that.
    let place = stands_for_one(text).then(place).filter(|place| !context.is_lost(place))?;
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
