//! CIT002: a rationale calls a footnote that is not there.

use std::cell::LazyCell;

use super::labels::Labels;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::citation::calls;
use dataset::meant::meant;
use dataset::model::rating::IndicatorRating;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT002",
        name: "call-without-footnote",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A text calls a footnote that does not exist.",
        why: "The claim looks supported, but its evidence is missing.",
        fix: "Add the footnote under \"footnotes\" of the same indicator, or correct the label of the call.",
        cases: include_str!("../../../../../tests/rules/CIT002.md"),
    },
    check: Check::Assessment(check),
};

/// Says what else the label of a call names or is near to: a source, a footnote that is called already, or one of another indicator.
fn elsewhere(
    context: &AssessmentContext<'_>,
    entry: &IndicatorRating,
    label: &str,
    report: Report,
) -> Report {
    if context.assessment().sources.contains(label) {
        return report.help(format!(
            "\"{label}\" is a source. Add a footnote that cites it under the \"footnotes\" of this indicator: \"{label}\": {{ \"citations\": [{{ \"source\": \"{label}\" }}] }}"
        ));
    }
    if let Some(near) = meant(label, entry.footnotes.ids()) {
        return report.help(format!("Did you mean [^{near}]?"));
    }
    let mut entries = context.assessment().ratings.iter();
    if let Some((other, _)) = entries.find(|(_, other)| other.footnotes.contains(label)) {
        let help = format!(
            "{other} has a footnote \"{label}\", but each indicator calls its own: write it under the \"footnotes\" of this one as well."
        );
        let place = context.key(["ratings", other, "footnotes", label]);
        return report.help(help).related(place, "the footnote of another indicator");
    }
    report
}

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, entry) in context.assessment().ratings.iter() {
        if entry.calls_in_turn() || context.is_lost_at(["ratings", id, "footnotes"]) {
            continue;
        }
        let labels = LazyCell::new(|| Labels::of(entry));
        let paragraphs = entry.rationale.iter().enumerate();
        let all = paragraphs.flat_map(|(paragraph, text)| calls(text).map(move |call| (paragraph, call)));
        for (paragraph, (label, range)) in all.filter(|(_, (label, _))| !entry.footnotes.contains(label)) {
            let pointer = Pointer::of(["ratings", id, "rationale"]).index(paragraph);
            let place = Location::text(&context.file.path, pointer, range);
            if let Some(parts) = labels.together.get(label) {
                let (there, absent): (Vec<&str>, Vec<&str>) =
                    parts.iter().partition(|part| entry.footnotes.contains(part));
                let calls: String = there.iter().map(|part| format!("[^{part}]")).collect();
                let absent: String =
                    absent.iter().map(|part| format!(" There is no footnote \"{part}\" here.")).collect();
                let report = Report::new(place, "one bracket calls several footnotes");
                reports.push(report.help(format!("Write a bracket for each: {calls}.{absent}")));
                continue;
            }
            if let Some(first) = labels.unclosed.get(label) {
                let report = Report::new(place, "the bracket of this call is not closed behind its label");
                reports.push(report.help(format!("Close it there: [^{first}].")));
                continue;
            }
            let report = Report::new(place, format!("there is no footnote \"{label}\" for this indicator"));
            let tells = reports.tells_more_of(&context.file.path);
            reports.push(match labels.meant.get(label) {
                Some(meant) => report
                    .help(format!("Did you mean [^{meant}]? That footnote is called nowhere."))
                    .related(context.key(["ratings", id, "footnotes", meant]), "called nowhere"),
                None if tells => elsewhere(context, entry, label, report),
                None => report,
            });
        }
    }
    let overview = context.assessment().overview.iter().enumerate();
    let overview = overview.map(|(i, text)| (Pointer::of(["overview"]).index(i), "an overview", text));
    let remarks = context.assessment().remarks.iter();
    let remarks = remarks.filter_map(|(id, remark)| {
        Some((Pointer::of(["remarks", id, "text"]), "a remark", remark.text.as_ref()?))
    });
    for (pointer, what, text) in overview.chain(remarks) {
        for (label, range) in calls(text) {
            let place = Location::text(&context.file.path, pointer.clone(), range);
            let message = format!("{what} has no footnotes, so [^{label}] calls nothing");
            let report = Report::new(place, message);
            reports.push(
                report.help("Call the footnote in the rationale of the indicator that the claim belongs to."),
            );
        }
    }
}
