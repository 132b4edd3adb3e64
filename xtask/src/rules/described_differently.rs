//! CIT051: two assessments describe the same work differently.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{Check, Descriptor, Rule};
use crate::dataset::Dataset;
use crate::diagnostic::{Location, Report, Severity};
use crate::model::Map;
use crate::pointer::Pointer;
use crate::works::{self, Described, Key};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT051",
        name: "described-differently",
        severity: Severity::Error,
        what: "Two assessments cite the same work, and describe it differently or under different ids. (A later file may mend what the earlier one has an exception for, because its document prints it badly.)",
        why: "The register of sources would list it as two works, and at most one of the descriptions is right.",
        fix: "Look at the work, and give it one id and one description in both files (remarks and days of access may differ).",
        bad: r#"dataset/assessments/XBB/2022.json:
{
  "ratings": { "courts": { "footnotes": { "report": {
    "citations": [{ "source": "report-2022" }, { "source": "report-xbb-2022" }]
  } } } },
  "sources": { "report-2022": {
    "type": "report", "title": "The report", "author": [{ "family": "Doe", "given": "Jo" }],
    "issued": { "date-parts": [[2021]] }, "URL": "https://reports.example/report"
  } }
}"#,
        good: r#"dataset/assessments/XBB/2022.json:
{
  "ratings": { "courts": { "footnotes": { "report": {
    "citations": [{ "source": "report-2022" }, { "source": "report-xbb-2022" }]
  } } } },
  "sources": { "report-2022": {
    "type": "report", "title": "A report", "author": [{ "family": "Doe", "given": "Jo" }],
    "issued": { "date-parts": [[2021]] }, "URL": "https://reports.example/report"
  } }
}"#,
    },
    check: Check::Dataset(check),
};

fn check(dataset: &Dataset, reports: &mut Vec<Report>) {
    let all: Vec<Described<'_>> = works::all(dataset).collect();
    let keys: Vec<Vec<Key>> = all.par_iter().map(|described| works::keys(described.source)).collect();
    let by_id = works::first_by_id(dataset);
    let mut by_key: HashMap<&Key, &Described<'_>> = HashMap::new();
    for (described, keys) in all.iter().zip(&keys) {
        // Of an id that is known already, the rule on ids judges whether the work is the same.
        let twin = match by_id.get(described.id) {
            Some(first) if first.assessment != described.assessment => {
                let is_same = works::same_description(first.source, described.source)
                    || is_known_to_be_faulty(dataset, first);
                let key = (!is_same).then(|| works::shared_key(first.source, described.source)).flatten();
                key.map(|key| (first, key.words()))
            }
            Some(_) | None => keys.iter().find_map(|key| {
                let first = by_key.get(key)?;
                let is_other_file = first.assessment != described.assessment;
                (is_other_file
                    && !works::are_versions(first.source, described.source)
                    && !works::differ(first.source, described.source, key))
                .then_some((*first, key.words()))
            }),
        };
        if let Some((first, words)) = twin {
            reports.push(report(dataset, described, first, words));
        }
        for key in keys {
            by_key.entry(key).or_insert(described);
        }
    }
}

/// Whether a file records that its document prints a source badly. Whoever takes the source up later has to mend what the
/// exception excuses, and cannot be asked to put the same into the copy of what was printed.
fn is_known_to_be_faulty(dataset: &Dataset, described: &Described<'_>) -> bool {
    let source = Pointer::of(["sources", described.id]);
    let exceptions = &dataset.assessments[described.assessment].file.data.exceptions;
    let mut places = exceptions.values().flat_map(Map::ids);
    places.any(|place| Pointer::from_escaped(place).is_within(&source))
}

fn report(dataset: &Dataset, later: &Described<'_>, first: &Described<'_>, words: &str) -> Report {
    let file = |described: &Described<'_>| &dataset.assessments[described.assessment];
    let place = |described: &Described<'_>| {
        Location::key(&file(described).file.path, Pointer::of(["sources", described.id]))
    };
    let other = format!("{} {}", file(first).country, file(first).edition);
    let message = if later.id == first.id {
        let fields = works::differences(first.source, later.source).join("\", \"");
        format!("the source \"{}\" has {words} in {other}, and another \"{fields}\" there", later.id)
    } else {
        format!(
            "the source \"{}\" is called \"{}\" in {other}: both have {words}, so they are one work",
            later.id, first.id
        )
    };
    Report::new(place(later), message).related(place(first), "described here first")
}
