//! CIT034: a text is none, but stands for one that is still to be written.

use crate::placeholder::{is_text, is_title};
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
        what: "A rationale, overview, comment, remark, note or resolution title is only a placeholder, such as TODO.",
        why: "Placeholders are easily forgotten, and readers would take them for findings.",
        fix: "Write the text. If there is nothing to say, delete the paragraph or the field.",
        cases: include_str!("../../../../../tests/rules/CIT034.md"),
    },
    check: Check::AssessmentAndSources(check, check_sources),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let assessment = context.assessment();
    let mut report = |place: Pointer| report(context, reports, place);
    for (i, paragraph) in assessment.overview.iter().enumerate() {
        if is_text(paragraph) {
            report(Pointer::of(["overview"]).index(i));
        }
    }
    let derivation = assessment.derivation.iter().flat_map(|derivation| derivation.evidence.iter());
    for (i, evidence) in derivation.enumerate() {
        if is_text(evidence) {
            report(Pointer::of(["derivation", "evidence"]).index(i));
        }
    }
    for (id, entry) in context.entries() {
        for (i, paragraph) in entry.rationale.iter().enumerate() {
            if is_text(paragraph) {
                report(Pointer::of(["ratings", id, "rationale"]).index(i));
            }
        }
        for (label, footnote) in entry.footnotes.iter() {
            if footnote.comment.as_deref().is_some_and(is_text) {
                report(Pointer::of(["ratings", id, "footnotes", label, "comment"]));
            }
        }
        for (symbol, vote) in entry.votes.iter() {
            if vote.title.as_deref().is_some_and(is_title) {
                report(Pointer::of(["ratings", id, "votes", symbol, "title"]));
            }
        }
    }
    for (place, citation) in context.citations() {
        for (field, words) in [("prefix", &citation.prefix), ("suffix", &citation.suffix)] {
            if words.as_deref().is_some_and(is_word_for_one) {
                report(place.field(field));
            }
        }
    }
    for (of, day, erratum) in assessment.corrections() {
        if erratum.note.as_deref().is_some_and(is_text) {
            report(of.pointer().child(day).child("note"));
        }
    }
    for (id, remark) in assessment.remarks.iter() {
        for (field, said) in [("printed", &remark.printed), ("text", &remark.text)] {
            if said.as_deref().is_some_and(is_text) {
                report(Pointer::of(["remarks", id, field]));
            }
        }
    }
}

fn check_sources(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        if source.text("note").is_some_and(is_text) {
            report(context, reports, Pointer::of(["sources", id, "note"]));
        }
    }
}

fn report(context: &AssessmentContext<'_>, reports: &mut Findings<'_>, place: Pointer) {
    // What is no text at all is reported as that.
    if !context.is_lost(&place) {
        let message = "this is a placeholder, not a finished text";
        reports.push(Report::new(Location::value(&context.file.path, place), message));
    }
}

/// Before and after a citation signs can stand alone.
fn is_word_for_one(words: &str) -> bool {
    words.contains(char::is_alphanumeric) && is_title(words)
}
