//! CIT023: a DOI has not the form of one.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::doi::{Doi, DoiProblem};
use format::diagnostic::{Edit, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT023",
        name: "doi-malformed",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "The value of \"DOI\" is not a valid DOI, or has something in it that is surely no part of one, such as .pdf.",
        why: "A DOI leads to a work permanently, even if its address changes; with one character wrong it leads nowhere.",
        fix: "Copy the DOI from the work: it begins with 10., four or more digits and a slash. Leave out https://doi.org/.",
        cases: include_str!("../../../../../tests/rules/CIT023.md"),
    },
    check: Check::Sources(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        let Some(read) = source.text("DOI").map(Doi::parse) else { continue };
        let report = |message| Report::new(context.at(["sources", id, "DOI"]), message);
        reports.push(match read {
            Ok(doi) => {
                let Some((what, meant)) = doi.slip() else { continue };
                report(&*format!("this DOI {what}")).help(format!("Write \"{meant}\"."))
            }
            Err(DoiProblem::MoreThan(bare)) => {
                let pointer = Pointer::of(["sources", id, "DOI"]);
                report("there is more here than the DOI")
                    .help(format!("Write \"{bare}\"."))
                    .fix("write the DOI alone", Edit::Replace { pointer, text: bare.to_string() })
            }
            Err(DoiProblem::None) => report("this is not a DOI"),
        });
    }
}
