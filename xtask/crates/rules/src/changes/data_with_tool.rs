//! CHG008: data is changed together with the tool that checks it.

use std::sync::Arc;

use crate::change_context::ChangeContext;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Location, Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG008",
        name: "data-with-tool",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "Data is changed together with the tool that checks it.",
        why: "People who review data often cannot review code, and the reverse; and a change to the tool can hide problems in the data.",
        fix: "Open two pull requests, the one for the tool first.",
        cases: include_str!("../../../../../tests/rules/CHG008.md"),
    },
    check: Check::Change(check),
};

/// The file that is made from the data for those who cite it.
const CITATION_FILE: &str = "CITATION.cff";

/// Whether a file can change what the check does. Everything can but the data, what is made from it, and the pages for people:
/// whatever is added to the repository counts until it is known to be harmless. `.github/scripts/tool-key.sh` says the same.
fn is_tool(path: &str) -> bool {
    let page = |name: &str| !name.contains('/') && (name.ends_with(".md") || name.starts_with("LICENSE"));
    let docs = path.strip_prefix("docs/").unwrap_or_default();
    let github = path.strip_prefix(".github/").unwrap_or_default();
    let is_page = page(path)
        || page(docs)
        || github.starts_with("ISSUE_TEMPLATE/")
        || !github.contains('/') && github.ends_with(".md");
    !path.starts_with("dataset/") && path != CITATION_FILE && !is_page
}

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    let data = change.paths.iter().find(|path| path.starts_with("dataset/"));
    let tool = change.paths.iter().find(|path| is_tool(path));
    if let (Some(data), Some(tool)) = (data, tool) {
        let path: Arc<str> = data.as_str().into();
        let message = format!("this is changed together with the tool that checks it ({tool})");
        reports.push(Report::new(Location::file(&path), message));
    }
}
