//! CIT036: a text has marks of another program in it.

use crate::{
    AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, SeenText, Sight, TextKind,
};
use bibliography::citation::calls;
use bibliography::markup::{Leftover, NUMBER_OF_NOTE, address, of_html, of_writing, without_html};
use format::diagnostic::{Edit, Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT036",
        name: "markup-left",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A text has marks of another program in it: tags, entities or comments of HTML, emphasis or headings of Markdown, citations of Pandoc or LaTeX, numbers of notes, a call of a footnote that is not closed; or an address of the web, which belongs to a source.",
        why: "Texts are printed as they are, marks and all; and a citation that only another program knows cites nothing here.",
        fix: "Write the text without them. A source is cited in a footnote, which the rationale calls by its label: [^report].",
        cases: include_str!("../../../../../tests/rules/CIT036.md"),
    },
    check: Check::Texts { look: report, also: Some(check_calls) },
};

fn report(
    context: &AssessmentContext<'_>,
    SeenText { kind, words: text, glance }: SeenText<'_>,
    pointer: &dyn Fn() -> Pointer,
) -> Option<Report> {
    if !glance.may_have_markup() {
        return None;
    }
    let Leftover { what, remedy, range, .. } = leftover(kind, text)?;
    let place = Location::text(&context.file.path, pointer(), range);
    let report = Report::new(place, format!("this text has {what} in it")).help(remedy);
    Some(match without_html(text) {
        Some(text) if leftover(kind, &text).is_none() => {
            report.fix("write the text without marks", Edit::Replace { pointer: pointer(), text })
        }
        Some(_) | None => report,
    })
}

fn leftover(kind: TextKind, text: &str) -> Option<Leftover> {
    let of_text = || match kind {
        TextKind::Rationale | TextKind::Prose => of_writing(text).or_else(|| address(text)),
        // That nothing is called explains what stands in place of calls.
        TextKind::UncalledRationale => {
            of_writing(text).filter(|leftover| leftover.what != NUMBER_OF_NOTE).or_else(|| address(text))
        }
        TextKind::Remark => of_writing(text),
        // Titles print brackets and raised numbers.
        TextKind::Note | TextKind::Title | TextKind::Around | TextKind::Detail => None,
    };
    of_html(text).or_else(of_text)
}

/// Where a call begins behind which no bracket closes.
fn open_call(text: &str) -> Option<usize> {
    let closed = text.rfind(']').unwrap_or_default();
    let mut brackets = text[closed..].match_indices('[').map(|(at, _)| closed + at);
    brackets.find(|at| text.as_bytes().get(at + 1) == Some(&b'^'))
}

/// Reports calls that are not closed. Where nothing else calls the footnote that is meant, that is reported of the footnote.
fn check_calls(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, entry) in context.entries() {
        let is_called = |label: &str| {
            entry.rationale.iter().flat_map(|text| calls(text)).any(|(called, _)| called == label)
        };
        for (i, text) in entry.rationale.iter().enumerate() {
            let Some(start) = open_call(text) else { continue };
            let meant = text[start + 2..].split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next();
            if meant.is_some_and(|label| entry.footnotes.contains(label) && !is_called(label)) {
                continue;
            }
            let pointer = Pointer::of(["ratings", id, "rationale"]).index(i);
            let place = Location::text(&context.file.path, pointer, start..text.len());
            let help = "Write a bracket behind the label, as in [^report], or leave the call out.";
            reports.push(Report::new(place, "this call of a footnote is not closed").help(help));
        }
    }
}
