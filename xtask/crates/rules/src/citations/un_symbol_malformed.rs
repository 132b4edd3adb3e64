//! CIT026: the symbol of a UN document has not the form of one.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::un_symbol::{SymbolProblem, UnSymbol};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT026",
        name: "un-symbol-malformed",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "The symbol of a document of the United Nations is not written as symbols are.",
        why: "Documents of the United Nations are found by their symbol, and only by the exact one.",
        fix: "Copy the symbol from the head of the document, such as A/HRC/48/79: parts between slashes, without spaces, and nothing before or after.",
        cases: include_str!("../../../../../tests/rules/CIT026.md"),
    },
    check: Check::AssessmentAndSources(check, check_sources),
};

fn check_sources(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        if let Some(why) = source.text("number").and_then(problem) {
            let message = format!("the symbol of this document {why}");
            reports.push(Report::new(context.at(["sources", id, "number"]), message));
        }
    }
}

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, entry) in context.entries() {
        for symbol in entry.votes.ids() {
            if let Some(why) = problem(symbol) {
                let message = format!("the symbol of this resolution {why}");
                reports.push(Report::new(context.key(["ratings", id, "votes", symbol]), message));
            }
        }
    }
}

/// What is wrong with a text that is meant as a symbol. What is not meant as one is another number.
fn problem(text: &str) -> Option<SymbolProblem> {
    UnSymbol::parse(text).err().filter(|problem| *problem != SymbolProblem::NotMeant)
}
