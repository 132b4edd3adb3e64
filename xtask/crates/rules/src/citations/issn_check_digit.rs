//! CIT025: an ISSN cannot be right.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::check_digit::{NumberProblem, beside_words, listed};
use bibliography::issn::Issn;
use format::diagnostic::{Edit, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT025",
        name: "issn-check-digit",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "An ISSN has the wrong length, its check digit (the last one) is wrong, or words stand beside it.",
        why: "Catalogues find a journal or newspaper by it; with a figure wrong they find another one, or none.",
        fix: "Compare it with the work, digit by digit, and write the number alone.",
        cases: include_str!("../../../../../tests/rules/CIT025.md"),
    },
    check: Check::Sources(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        let Some(written) = source.text("ISSN") else { continue };
        if let Some(bare) = beside_words(written, |number| Issn::parse(number).is_ok()) {
            let report = Report::new(context.at(["sources", id, "ISSN"]), "there is more here than the ISSN")
                .help(format!("Write \"{bare}\"."));
            // Which number is of which form would be lost.
            let is_one = listed(&bare).len() == 1;
            let edit = Edit::Replace { pointer: Pointer::of(["sources", id, "ISSN"]), text: bare };
            reports.push(if is_one { report.fix("write the ISSN alone", edit) } else { report });
            continue;
        }
        let numbers = listed(written);
        for (number, problem) in
            numbers.iter().filter_map(|number| Some((number, Issn::parse(number).err()?)))
        {
            let message = match problem {
                NumberProblem::Length => {
                    format!("\"{number}\" is not an ISSN: it has 8 figures, of which the last may be X")
                }
                NumberProblem::Check(due) => {
                    format!("\"{number}\" has a wrong digit: its check digit should be {due}")
                }
            };
            reports.push(Report::new(context.at(["sources", id, "ISSN"]), message));
        }
    }
}
