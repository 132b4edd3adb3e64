//! CHG007: a source is taken out of a published assessment, and nothing is cited in its place.

use crate::change_context::{ChangeContext, is_published};
use crate::lost_evidence::lost_evidence;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG007",
        name: "evidence-removed",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A change takes a source out of a published assessment, and where it was cited nothing is cited in its place.",
        why: "The claim is still there, and what it rested on is gone.",
        fix: "Put the source back. If it was wrong, cite the right one in the same footnote, or say under \"errata\" of the indicator why it does without it.",
        cases: include_str!("../../../../../tests/rules/CHG007.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    for (diff, before, after) in change.revised().filter(|(_, before, _)| is_published(before)) {
        for (source, indicators) in lost_evidence(diff, before, after) {
            for indicator in indicators {
                let message = format!(
                    "the source \"{source}\" is removed, and nothing is cited in its place for {indicator}"
                );
                let place = Location::key(&after.file.path, Pointer::of(["ratings", indicator]));
                reports.push(Report::new(place, message));
            }
        }
    }
}
