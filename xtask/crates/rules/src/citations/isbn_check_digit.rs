//! CIT024: an ISBN cannot be right.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::check_digit::{NumberProblem, beside_words, listed};
use bibliography::isbn::Isbn;
use format::diagnostic::{Edit, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT024",
        name: "isbn-check-digit",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "An ISBN has the wrong length, its check digit (the last one) is wrong, or words stand beside it.",
        why: "Libraries and shops find a book by it; with a figure wrong they find another one, or none.",
        fix: "Compare it with the work, digit by digit, and write the number alone.",
        cases: include_str!("../../../../../tests/rules/CIT024.md"),
    },
    check: Check::Sources(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        let Some(written) = source.text("ISBN") else { continue };
        if let Some(bare) = beside_words(written, |number| Isbn::parse(number).is_ok()) {
            let report = Report::new(context.at(["sources", id, "ISBN"]), "there is more here than the ISBN")
                .help(format!("Write \"{bare}\"."));
            // Which number is of which form would be lost.
            let is_one = listed(&bare).len() == 1;
            let edit = Edit::Replace { pointer: Pointer::of(["sources", id, "ISBN"]), text: bare };
            reports.push(if is_one { report.fix("write the ISBN alone", edit) } else { report });
            continue;
        }
        let numbers = listed(written);
        for (number, problem) in
            numbers.iter().filter_map(|number| Some((number, Isbn::parse(number).err()?)))
        {
            let message = match problem {
                NumberProblem::Length => format!(
                    "\"{number}\" is not an ISBN: it has 10 figures, of which the last may be X, or 13 that begin with 978 or 979"
                ),
                NumberProblem::Check(due) => {
                    format!("\"{number}\" has a wrong digit: its check digit should be {due}")
                }
            };
            reports.push(Report::new(context.at(["sources", id, "ISBN"]), message));
        }
    }
}
