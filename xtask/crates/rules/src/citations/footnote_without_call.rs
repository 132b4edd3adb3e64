//! CIT003: a footnote is called nowhere.

use std::collections::HashSet;

use super::labels::{Labels, typed};
use crate::placeholder;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT003",
        name: "footnote-without-call",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A footnote is not called anywhere in the rationale of its indicator.",
        why: "Nobody can tell which claim it supports, and it has no number.",
        fix: "Call it as [^label] right after the claim that it supports, or delete the footnote.",
        cases: include_str!("../../../../../tests/rules/CIT003.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, entry) in context.assessment().ratings.iter() {
        let labels = Labels::of(entry);
        if labels.uncalled.is_empty() {
            continue;
        }
        // That there is no rationale to call from is reported, but for a reconstruction, which needs none; and so is one
        // that is still to be written.
        let is_missing = (entry.rationale.is_empty() && !context.may_be_reconstructed())
            || placeholder::is_all_of(&entry.rationale);
        if is_missing || context.is_lost_at(["ratings", id, "rationale"]) {
            continue;
        }
        // What a misspelt call is likely to mean is reported there.
        let meant: HashSet<&str> = labels.meant.values().copied().collect();
        let typed = typed(&entry.rationale, &labels.uncalled);
        for label in labels.uncalled.into_iter().filter(|label| !meant.contains(label)) {
            let message = format!("the footnote \"{label}\" is called nowhere in the rationale");
            let key = context.key(["ratings", id, "footnotes", label]);
            reports.push(match typed.get(label) {
                Some((paragraph, range)) => {
                    let typed = &entry.rationale[*paragraph][range.clone()];
                    let pointer = Pointer::of(["ratings", id, "rationale"]).index(*paragraph);
                    let place = Location::text(&context.file.path, pointer, range.clone());
                    let message = format!("{typed} is no call, and {message}");
                    let help = format!("Write [^{label}] in the place of {typed}.");
                    Report::new(place, message).help(help).related(key, "called nowhere")
                }
                None => Report::new(key, message).help(format!(
                    "Write [^{label}] directly after the claim that it supports, or delete the footnote."
                )),
            });
        }
    }
}
