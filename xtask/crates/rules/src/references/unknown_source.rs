//! REF003: something refers to a source that the file does not describe.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::meant::meant;
use format::diagnostic::{Location, Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF003",
        name: "unknown-source",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "The file names a source that it does not describe under \"sources\".",
        why: "Nobody can look up what is not described.",
        fix: "Use the id of one of the sources in this file, or describe the source under \"sources\".",
        cases: include_str!("../../../../../tests/rules/REF003.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let assessment = context.assessment();
    if assessment.sources.is_empty() && context.is_lost_at(["sources"]) {
        return;
    }
    let mut refer = |place: &dyn Fn() -> Location, source: Option<&str>| {
        // A source can stand under "ratings" by mistake, which is reported as that.
        let is_lost = |id: &str| ["sources", "ratings"].iter().any(|group| context.is_lost_at([*group, id]));
        let is_there = |id: &&str| assessment.sources.contains(id) || is_lost(id);
        let Some(source) = source.filter(|id| !is_there(id)) else { return };
        let report = Report::new(place(), format!("there is no source \"{source}\" in this file"));
        let tells = reports.tells_more_of(&context.file.path);
        reports.push(match meant(source, assessment.sources.ids().filter(|_| tells)) {
            Some(meant) => report.help(format!("Did you mean \"{meant}\"?")),
            None => report,
        });
    };
    refer(&|| context.at(["document"]), assessment.document.as_deref());
    let derived_from = assessment.derivation.as_ref().and_then(|derivation| derivation.source.as_deref());
    refer(&|| context.at(["derivation", "source"]), derived_from);
    for (place, citation) in context.citations() {
        let place = || Location::value(&context.file.path, place.field("source"));
        refer(&place, citation.source.as_deref());
    }
}
