//! EDN005: a direction of change in an edition that has none before it.

use super::{Case, Check, Descriptor, Rule};
use crate::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN005",
        name: "direction-without-previous",
        severity: Severity::Error,
        what: "A direction of change is given in an edition that has no previous one.",
        why: "There is nothing that the rating could have changed from.",
        fix: "Remove \"change\", or name the previous edition in dataset/editions.json.",
        bad: r#""change": "unchanged" in a baseline edition"#,
        good: r#"no "change" in a baseline edition"#,
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    let Some(edition) = case.dataset.edition(&case.file.edition) else { return };
    if edition.previous.is_some() {
        return;
    }
    for (id, entry) in case.assessment().ratings.iter() {
        if let Some(change) = entry.change {
            let message =
                format!("\"{}\" since which edition? {} is the first one", change.id(), case.file.edition);
            reports.push(Report::new(case.at(["ratings", id, "change"]), message));
        }
    }
}
