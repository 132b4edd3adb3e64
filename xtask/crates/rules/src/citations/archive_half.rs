//! CIT043: an archived copy is half described.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT043",
        name: "archive-half",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("archived copies without address or day"),
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "An archived copy has an address and no day, or a day and no address.",
        why: "Pages change: a copy shows what a page said on its day, and neither half tells that alone.",
        fix: "Give both within \"custom\", the address of the copy as \"archive_url\" and the day on which it was made as \"archive_date\".",
        cases: include_str!("../../../../../tests/rules/CIT043.md"),
    },
    check: Check::Sources(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        let is_lost = context.is_lost_at(["sources", id, "custom"]);
        let (there, message, help) = match (&source.archive_url, &source.archive_date) {
            (Some(_), None) => (
                "archive_url",
                "the day on which this copy was made is missing",
                "Add \"archive_date\" here. What goes there: The day on which the copy was made, such as 2022-05-04.",
            ),
            (None, Some(_)) => (
                "archive_date",
                "the address of the copy made on this day is missing",
                "Add \"archive_url\" here. What goes there: The address of the archived copy.",
            ),
            (Some(_), Some(_)) | (None, None) => continue,
        };
        if !is_lost {
            reports.push(Report::new(context.at(["sources", id, "custom", there]), message).help(help));
        }
    }
}
