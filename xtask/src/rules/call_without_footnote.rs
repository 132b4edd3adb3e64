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
        what: "A text calls a footnote that does not exist.",
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
    let overview = case.assessment().overview.iter().enumerate();
    let overview = overview.map(|(i, text)| (Pointer::of(["overview"]).index(i), "an overview", text));
    let remarks = case.assessment().remarks.iter();
    let remarks = remarks.filter_map(|(id, remark)| {
        Some((Pointer::of(["remarks", id, "text"]), "a remark", remark.text.as_ref()?))
    });
    for (pointer, what, text) in overview.chain(remarks) {
        for (label, range) in calls(text) {
            let place = Location::text(&case.file.file.path, pointer.clone(), range);
            let message = format!("{what} has no footnotes, so [^{label}] calls nothing");
            let report = Report::new(place, message);
            reports.push(
                report.help("Call the footnote in the rationale of the indicator that the claim belongs to."),
            );
        }
    }
}
