//! CIT028: a language is not given by its code.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::language_tag::{LanguageProblem, LanguageTag};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT028",
        name: "language-tag",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "The language of a source is not given as a language tag of registered codes, the shortest that there are.",
        why: "Reference managers choose spelling, hyphens and quotation marks by the tag, and readers filter by it; they know no other form.",
        fix: "Write the code of the language, such as en for English or km for Khmer, and if need be the country after a hyphen: en-GB.",
        cases: include_str!("../../../../../tests/rules/CIT028.md"),
    },
    check: Check::Sources(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        let Some(written) = source.text("language") else { continue };
        let Err(problem) = LanguageTag::parse(written) else { continue };
        let (message, meant) = match problem {
            LanguageProblem::Meant(tag) => (format!("\"{written}\" is not a language tag"), Some(tag)),
            LanguageProblem::Malformed => (format!("\"{written}\" is not a language tag"), None),
            LanguageProblem::Longer(tag) => {
                (format!("\"{written}\" is not the shortest code of its language"), Some(tag))
            }
            LanguageProblem::NoLanguage(code) => (format!("no language has the code \"{code}\""), None),
            LanguageProblem::NoScript(code) => (format!("no script has the code \"{code}\""), None),
            LanguageProblem::NoRegion(code, tag) => {
                (format!("no country or region has the code \"{code}\""), tag)
            }
        };
        let report = Report::new(context.at(["sources", id, "language"]), message);
        reports.push(match meant {
            Some(tag) => report.help(format!("Write \"{tag}\".")),
            None => report,
        });
    }
}
