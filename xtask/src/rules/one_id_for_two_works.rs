//! CIT052: two assessments use one id for different works.

use super::{Check, Descriptor, Rule};
use crate::dataset::Dataset;
use crate::diagnostic::{Location, Report, Severity};
use crate::pointer::Pointer;
use crate::works;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT052",
        name: "one-id-for-two-works",
        severity: Severity::Error,
        what: "Two assessments use the same id for different works.",
        why: "The id is the name of the work in the register of sources and in all that is exported; one name for two works mixes them up.",
        fix: "Give the later one an id of its own, and let its citations name it. If it is the same work after all, describe it in the same way in both files.",
        bad: r#"dataset/assessments/XBB/2022.json:
{
  "ratings": { "courts": { "footnotes": { "report": {
    "citations": [{ "source": "report-2022" }, { "source": "report-xbb-2022" }]
  } } } },
  "sources": { "report-2022": {
    "type": "report", "title": "Another report", "author": [{ "literal": "An Institute" }],
    "issued": { "date-parts": [[2021]] }, "URL": "https://institute.example/report"
  } }
}"#,
        good: r#"dataset/assessments/XBB/2022.json:
{
  "ratings": { "courts": { "footnotes": { "report": {
    "citations": [{ "source": "institute-2021" }, { "source": "report-xbb-2022" }]
  } } } },
  "sources": { "institute-2021": {
    "type": "report", "title": "Another report", "author": [{ "literal": "An Institute" }],
    "issued": { "date-parts": [[2021]] }, "URL": "https://institute.example/report"
  } }
}"#,
    },
    check: Check::Dataset(check),
};

fn check(dataset: &Dataset, reports: &mut Vec<Report>) {
    let first_by_id = works::first_by_id(dataset);
    for later in works::all(dataset) {
        let Some(first) = first_by_id.get(later.id).filter(|first| first.assessment != later.assessment)
        else {
            continue;
        };
        if works::same_description(first.source, later.source)
            || works::shared_key(first.source, later.source).is_some()
        {
            continue;
        }
        let (file, first_file) =
            (&dataset.assessments[later.assessment], &dataset.assessments[first.assessment]);
        let place = |path| Location::key(path, Pointer::of(["sources", later.id]));
        let message = format!(
            "the id \"{}\" stands for another work in {} {}",
            later.id, first_file.country, first_file.edition
        );
        reports.push(
            Report::new(place(&file.file.path), message)
                .related(place(&first_file.file.path), "the other work"),
        );
    }
}
