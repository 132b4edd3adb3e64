//! EVI003: a changed rating rests on one publisher.

use std::collections::HashSet;

use crate::changed_evidence::{Evidence, of_changed};
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::garbled;
use bibliography::source::Source;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EVI003",
        name: "single-publisher",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("changed on one publisher"),
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "A rating changed since the previous edition, and all its sources are by one author or publisher, and none is a treaty, law, resolution or judgment.",
        why: "They may repeat one another: several works of one hand are one voice.",
        fix: "Look whether somebody else says the same.",
        cases: include_str!("../../../../../tests/rules/EVI003.md"),
    },
    check: Check::Assessment(check),
};

/// How many of the sources are shown.
const SHOWN: usize = 5;

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for evidence in of_changed(context).filter(is_of_voices) {
        let Some(voice) = common_voice(&evidence) else { continue };
        let message = format!(
            "{} changed, and all its {} sources are by {voice}",
            context.indicator_title(evidence.indicator),
            evidence.sources.len()
        );
        let report = Report::new(evidence.place(context), message);
        let sources = evidence.sources.iter().take(SHOWN).map(|(id, _)| context.at(["sources", id]));
        reports.push(sources.fold(report, |report, place| report.related(place, format!("by {voice}"))));
    }
}

/// Whether it is of several works that somebody says something in: a treaty or a law is nobody's voice, and bears itself out.
fn is_of_voices(evidence: &Evidence<'_>) -> bool {
    !evidence.is_older() && !evidence.has_norm() && evidence.sources.len() > 1
}

/// Who speaks in every one of the sources.
fn common_voice(evidence: &Evidence<'_>) -> Option<String> {
    let ((_, first), others) = evidence.sources.split_first()?;
    let folded = |source: &Source| voices(source).iter().map(|voice| folded_name(voice)).collect();
    let others: Vec<HashSet<String>> = others.iter().map(|(_, source)| folded(source)).collect();
    let is_in_all = |voice: &String| {
        let folded = folded_name(voice);
        others.iter().all(|voices| voices.contains(&folded))
    };
    voices(first).into_iter().find(is_in_all)
}

/// A name without what nobody sees: case, doubled and hard spaces, and letters that only look like others.
fn folded_name(name: &str) -> String {
    let meant = garbled::meant(name);
    let name = meant.as_deref().unwrap_or(name);
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Who speaks in a source: its authors, its publisher, and the paper, site or station that it came out in. A journal does
/// not speak by those who write in it.
fn voices(source: &Source) -> Vec<String> {
    let authors = source.names.get("author").map_or(&[][..], |names| names);
    let names = authors.iter().filter_map(|name| match (&name.literal, &name.family) {
        (Some(literal), _) => Some(literal.to_string()),
        (None, Some(family)) => {
            Some([name.given.as_deref(), Some(&**family)].into_iter().flatten().collect::<Vec<_>>().join(" "))
        }
        (None, None) => None,
    });
    let outlet = match source.kind.as_deref() {
        Some("article-newspaper" | "article-magazine" | "broadcast" | "post" | "post-weblog" | "webpage") => {
            source.text("container-title")
        }
        _ => None,
    };
    names.chain([source.text("publisher"), outlet].into_iter().flatten().map(str::to_owned)).collect()
}
