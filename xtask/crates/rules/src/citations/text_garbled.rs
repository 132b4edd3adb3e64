//! CIT035: a text has letters that nobody typed.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, InDraft, Rule, SeenText, Sight};
use bibliography::garbled::{Fault, Garble, fault, meant};
use format::diagnostic::{Edit, Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT035",
        name: "text-garbled",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A text has letters that a program left in it: text in a wrong encoding, a look-alike from another alphabet, letters joined by a typesetter, wide letters, signs that no font has, or a word still divided as at the end of a line.",
        why: "It looks nearly right, but no search finds it, and two spellings of one name count as two.",
        fix: "Type the word anew, or copy it from a page that shows it rightly.",
        cases: include_str!("../../../../../tests/rules/CIT035.md"),
    },
    check: Check::Texts { look: report, also: None },
};

fn report(
    context: &AssessmentContext<'_>,
    SeenText { words: text, glance, .. }: SeenText<'_>,
    pointer: &dyn Fn() -> Pointer,
) -> Option<Report> {
    if !glance.may_be_garbled() {
        return None;
    }
    let Fault { garble, range, .. } = fault(text)?;
    let report = Report::new(Location::text(&context.file.path, pointer(), range), words(garble));
    Some(match meant(text) {
        // What is left wrong is for a person.
        Some(text) if fault(&text).is_none() => {
            report.fix("write the letters that are meant", Edit::Replace { pointer: pointer(), text })
        }
        Some(_) | None => report,
    })
}

fn words(garble: Garble) -> &'static str {
    match garble {
        Garble::Encoding => "this was read in a wrong encoding",
        Garble::MixedScript => "this letter is of another alphabet than the rest of the word",
        Garble::Ligature => "these letters are joined into one sign, as typesetters do",
        Garble::NoSign => "this is no letter: it stands for a sign that was lost",
        Garble::Wide => "these are wide letters or signs, as keyboards for Chinese and Japanese have them",
        Garble::Divided => "this word is still divided as at the end of a line",
    }
}
