//! CIT002: a rationale calls a footnote that is not there.

use super::labels::Labels;

use super::{Case, Check, Descriptor, Findings, Rule};
use crate::diagnostic::{Location, Report, Severity};
use crate::model::citation::calls;
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT002",
        name: "call-without-footnote",
        severity: Severity::Error,
        what: "A text calls a footnote that is not there.",
        why: "The claim looks supported, but its evidence is missing.",
        fix: "Add the footnote under \"footnotes\" of the same indicator, or correct the label of the call.",
        cases: include_str!("../../../tests/rules/CIT002.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    for (id, entry) in case.assessment().ratings.iter() {
        if case.is_lost(&Pointer::of(["ratings", id, "footnotes"])) {
            continue;
        }
        let labels = Labels::of(entry);
        let paragraphs = entry.rationale.iter().enumerate();
        let all = paragraphs.flat_map(|(paragraph, text)| calls(text).map(move |call| (paragraph, call)));
        for (paragraph, (label, range)) in all.filter(|(_, (label, _))| !entry.footnotes.contains(label)) {
            let pointer = Pointer::of(["ratings", id, "rationale"]).index(paragraph);
            let place = Location::text(&case.file.file.path, pointer, range);
            let report = Report::new(place, format!("there is no footnote \"{label}\" for this indicator"));
            reports.push(match labels.meant.get(label) {
                Some(meant) => report
                    .help(format!("Did you mean [^{meant}]? That footnote is called nowhere."))
                    .related(case.key(["ratings", id, "footnotes", meant]), "called nowhere"),
                None => report,
            });
        }
    }
    for (i, text) in case.assessment().overview.iter().enumerate() {
        for (label, range) in calls(text) {
            let pointer = Pointer::of(["overview"]).index(i);
            let place = Location::text(&case.file.file.path, pointer, range);
            let message = format!("an overview has no footnotes, so [^{label}] calls nothing");
            let report = Report::new(place, message);
            reports.push(
                report.help("Call the footnote in the rationale of the indicator that the claim belongs to."),
            );
        }
    }
}
