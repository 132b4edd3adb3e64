//! CIT034: a text is none, but stands for one that is still to be written.

use crate::placeholder;
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
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let assessment = context.assessment();
    let mut judge = |place: Pointer, text: &str, is_placeholder: fn(&str) -> bool| {
        // What is no text at all is reported as that.
        if is_placeholder(text) && !context.is_lost(&place) {
            let message = "this is a placeholder, not a finished text";
            reports.push(Report::new(Location::value(&context.file.path, place), message));
        }
    };
    let text: fn(&str) -> bool = placeholder::is_text;
    for (i, paragraph) in assessment.overview.iter().enumerate() {
        judge(Pointer::of(["overview"]).index(i), paragraph, text);
    }
    let derivation = assessment.derivation.iter().flat_map(|derivation| derivation.evidence.iter());
    for (i, evidence) in derivation.enumerate() {
        judge(Pointer::of(["derivation", "evidence"]).index(i), evidence, text);
    }
    for (id, entry) in context.entries() {
        let place = Pointer::of(["ratings", id]);
        for (i, paragraph) in entry.rationale.iter().enumerate() {
            judge(place.child("rationale").index(i), paragraph, text);
        }
        for (label, footnote) in entry.footnotes.iter() {
            if let Some(comment) = &footnote.comment {
                judge(place.child("footnotes").child(label).child("comment"), comment, text);
            }
        }
        for (symbol, vote) in entry.votes.iter() {
            if let Some(title) = &vote.title {
                judge(place.child("votes").child(symbol).child("title"), title, placeholder::is_title);
            }
        }
    }
    for (pointer, citation) in context.citations() {
        for (field, words) in [("prefix", &citation.prefix), ("suffix", &citation.suffix)] {
            if let Some(words) = words {
                judge(pointer.child(field), words, is_word_for_one);
            }
        }
    }
    for (i, erratum) in assessment.errata.iter().enumerate() {
        if let Some(note) = &erratum.note {
            judge(Pointer::of(["errata"]).index(i).child("note"), note, text);
        }
    }
    for (id, remark) in assessment.remarks.iter() {
        for (field, said) in [("printed", &remark.printed), ("text", &remark.text)] {
            if let Some(said) = said {
                judge(Pointer::of(["remarks", id, field]), said, text);
            }
        }
    }
    for (id, source) in assessment.sources.iter() {
        if let Some(note) = source.text("note") {
            judge(Pointer::of(["sources", id, "note"]), note, text);
        }
    }
}

/// Before and after a citation signs can stand alone.
fn is_word_for_one(words: &str) -> bool {
    words.contains(char::is_alphanumeric) && placeholder::is_title(words)
}
