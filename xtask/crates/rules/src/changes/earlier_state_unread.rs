//! CHG009: what a change replaces cannot be read, so that the rules on changes say nothing of it.

use std::collections::HashSet;

use crate::{ChangeContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::model::assessment::Status;
use diff::Side;
use format::diagnostic::{Location, Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG009",
        name: "earlier-state-unread",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A change replaces something that cannot be read, so that the rules on changes could not be applied to it.",
        why: "A rating that is lowered together with a repair would pass unseen. It is no error, or nobody could repair what is broken.",
        fix: "Compare with the last state that can be read, as in: cargo xtask validate --base REVISION.",
        cases: include_str!("../../../../../tests/rules/CHG009.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    let drafts = change.before.assessments.iter().filter(|file| file.data.status == Some(Status::Draft));
    let drafts: HashSet<&str> = drafts.map(|file| &*file.path).collect();
    // What cannot be read on the later side is reported as that. Of drafts the rules on changes say nothing anyway.
    let lost = change.diff.not_compared.iter().filter(|lost| lost.side == Side::Before);
    for lost in lost.filter(|lost| !drafts.contains(&*lost.path)) {
        let why = lost.why.trim_end_matches('.');
        let message = format!(
            "what was here before the change cannot be read, so that the change is not checked: {why}"
        );
        reports.push(Report::new(Location::value(&lost.path, lost.pointer.clone()), message));
    }
}
