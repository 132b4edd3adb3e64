//! CHG007: a source is taken out of a published assessment, and nothing is cited in its place.

use std::collections::BTreeSet;

use super::comparison::{Comparison, is_published, new_errata};
use super::{Check, Descriptor, Rule};
use crate::dataset::AssessmentFile;
use crate::diagnostic::{Location, Report, Severity};
use crate::diff::change::{Field, SourceField, Subject};
use crate::model::citation::Citation;
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG007",
        name: "evidence-removed",
        severity: Severity::Error,
        what: "A change takes a source out of a published assessment, and where it was cited nothing is cited in its place.",
        why: "The claim is still there, and what it rested on is gone.",
        fix: "Put the source back. If it was wrong, cite the right one in the same footnote, or say under \"errata\" why the indicator does without it.",
        bad: r#"before:
{
  "ratings": { "press": {
    "rationale": ["Papers were closed.[^report] A study agrees.[^study]"],
    "footnotes": { "study": { "citations": [{ "source": "study-2021" }] } }
  } },
  "sources": { "study-2021": {
    "type": "report", "title": "A study", "author": [{ "literal": "A Body" }],
    "issued": { "date-parts": [[2021]] }, "URL": "https://studies.example/study"
  } }
}
dataset/assessments/XAA/2022.json:
{
  "ratings": { "press": {
    "rationale": ["Papers were closed.[^report] Studies agree."], "footnotes": { "study": null }
  } },
  "sources": { "study-2021": null }
}"#,
        good: r#"before:
{
  "ratings": { "press": {
    "rationale": ["Papers were closed.[^report] A study agrees.[^study]"],
    "footnotes": { "study": { "citations": [{ "source": "study-2021" }] } }
  } },
  "sources": { "study-2021": {
    "type": "report", "title": "A study", "author": [{ "literal": "A Body" }],
    "issued": { "date-parts": [[2021]] }, "URL": "https://studies.example/study"
  } }
}
dataset/assessments/XAA/2022.json:
{
  "ratings": { "press": {
    "rationale": ["Papers were closed.[^report] Studies agree."], "footnotes": { "study": null }
  } },
  "sources": { "study-2021": null },
  "errata": [{
    "date": "2026-11-20", "indicator": "press", "kind": "citation", "note": "The study was withdrawn."
  }]
}"#,
    },
    check: Check::Change(check),
};

fn check(change: &Comparison<'_>, reports: &mut Vec<Report>) {
    for (diff, before, after) in change.revised().filter(|(_, before, _)| is_published(before)) {
        let removed = diff.changes.iter().filter(|change| change.after.is_none());
        let sources = removed.filter_map(|change| match &change.subject {
            Subject::Assessment { field: Field::Source { source, field: SourceField::Whole }, .. } => {
                Some(source)
            }
            Subject::Assessment { .. }
            | Subject::Edition { .. }
            | Subject::Country { .. }
            | Subject::Framework { .. } => None,
        });
        for source in sources {
            for indicator in bereft(source, before, after) {
                let message = format!(
                    "the source \"{source}\" is removed, and nothing is cited in its place for {indicator}"
                );
                let place = Location::key(&after.file.path, Pointer::of(["ratings", indicator]));
                reports.push(Report::new(place, message));
            }
        }
    }
}

/// The indicators at which a source was cited, with nothing new in the footnote and no erratum that tells why.
fn bereft<'d>(source: &str, before: &'d AssessmentFile, after: &'d AssessmentFile) -> BTreeSet<&'d str> {
    let is_explained = |indicator: &str| {
        new_errata(before, after).any(|erratum| erratum.indicator.as_deref() == Some(indicator))
    };
    let cited = before.file.data.citations();
    let cited = cited.filter(|(_, _, _, citation)| citation.source.as_deref() == Some(source));
    cited
        .filter(|(indicator, label, _, _)| {
            let entry = |file: &'d AssessmentFile| file.file.data.ratings.get(indicator);
            let citations = |file| -> &'d [Citation] {
                let footnote = entry(file).and_then(|entry| entry.footnotes.get(label));
                footnote.map_or(&[], |footnote| &footnote.citations)
            };
            let has_new = citations(after).iter().any(|citation| !citations(before).contains(citation));
            entry(after).is_some() && !has_new && !is_explained(indicator)
        })
        .map(|(indicator, _, _, _)| indicator)
        .collect()
}
