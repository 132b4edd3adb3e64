//! CIT028: a language is not given by its code.

use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Report, Severity};
use crate::language::{is_well_formed, meant};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT028",
        name: "language-tag",
        severity: Severity::Error,
        what: "The language of a source is not given as a language tag.",
        why: "Reference managers choose spelling, hyphens and quotation marks by the tag, and readers filter by it; they know no other form.",
        fix: "Write the code of the language, such as en for English or km for Khmer, and if need be the country after a hyphen: en-GB.",
        cases: include_str!("../../../tests/rules/CIT028.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    for (id, source) in case.assessment().sources.iter() {
        let Some(written) = source.text("language").filter(|tag| !is_well_formed(tag)) else { continue };
        let message = format!("\"{written}\" is not a language tag");
        let report = Report::new(case.at(["sources", id, "language"]), message);
        reports.push(match meant(written) {
            Some(tag) => report.help(format!("Write \"{tag}\".")),
            None => report,
        });
    }
}
