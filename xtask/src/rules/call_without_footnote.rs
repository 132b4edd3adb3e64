//! CIT002: a rationale calls a footnote that is not there.

use std::collections::BTreeSet;

use super::case::meant_footnote;
use super::{Case, Check, Descriptor, Rule};
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
        bad: r#"{ "ratings": { "courts": { "rationale": ["Courts are not independent.[^reprot]"] } } }"#,
        good: r#"{ "ratings": { "courts": { "rationale": ["Courts are not independent.[^report]"] } } }"#,
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    for (id, entry) in case.assessment().ratings.iter() {
        if case.is_lost(&Pointer::of(["ratings", id, "footnotes"])) {
            continue;
        }
        let all: Vec<_> = entry.rationale.iter().map(|text| calls(text).collect::<Vec<_>>()).collect();
        let is_called = |label: &str| all.iter().flatten().any(|(called, _)| *called == label);
        let uncalled: Vec<&str> = entry.footnotes.ids().filter(|label| !is_called(label)).collect();
        let missing: Vec<_> = all
            .iter()
            .enumerate()
            .flat_map(|(paragraph, calls)| calls.iter().map(move |call| (paragraph, call)))
            .filter(|(_, (label, _))| !entry.footnotes.contains(label))
            .collect();
        let labels: BTreeSet<&str> = missing.iter().map(|(_, (label, _))| *label).collect();
        for (paragraph, (label, range)) in &missing {
            let pointer = Pointer::of(["ratings", id, "rationale"]).index(*paragraph);
            let place = Location::text(&case.file.file.path, pointer, range.clone());
            let report = Report::new(place, format!("there is no footnote \"{label}\" for this indicator"));
            reports.push(match meant_footnote(label, &uncalled, labels.len()) {
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
