//! CIT050: one work is described twice in an assessment.

use std::collections::HashMap;

use super::{Case, Check, Descriptor, Rule};
use crate::diagnostic::{Report, Severity};
use crate::model::source::Source;
use crate::works;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT050",
        name: "same-work-twice",
        severity: Severity::Error,
        what: "Two sources of one assessment describe the same work: they share a DOI, a document symbol, an address, or author, title and year.",
        why: "One work would count as two, so that a rating seems to rest on more evidence than it does; and a correction of one description would leave the other wrong.",
        fix: "Keep one of the two, and let every citation name it. Where they are different works, describe what tells them apart (issue, number, date, chapter, their own addresses).",
        bad: r#"{
  "ratings": { "schools": { "footnotes": { "report": {
    "citations": [{ "source": "report-2022" }, { "source": "copy" }]
  } } } },
  "sources": { "copy": {
    "type": "report", "title": "Report, a copy", "author": [{ "literal": "A Body" }],
    "issued": { "date-parts": [[2021]] }, "URL": "http://www.reports.example/report/"
  } }
}"#,
        good: r#"{
  "ratings": { "schools": { "footnotes": { "report": {
    "citations": [{ "source": "report-2022" }, { "source": "copy" }]
  } } } },
  "sources": { "copy": {
    "type": "report", "title": "Report, a copy", "author": [{ "literal": "A Body" }],
    "issued": { "date-parts": [[2021]] }, "URL": "https://reports.example/another"
  } }
}"#,
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    let mut known: HashMap<works::Key, Vec<(&str, &Source)>> = HashMap::new();
    for (id, source) in case.assessment().sources.iter() {
        let keys = works::keys(source);
        let twin = keys.iter().find_map(|key| {
            let holders = known.get(key)?;
            let (twin, _) = holders.iter().find(|(_, other)| !works::differ(source, other, key))?;
            Some((*twin, key.words()))
        });
        if let Some((twin, words)) = twin {
            let message = format!("the sources \"{twin}\" and \"{id}\" have {words}: they are one work");
            reports.push(
                Report::new(case.key(["sources", id]), message)
                    .related(case.key(["sources", twin]), "described here first")
                    .help(format!(
                        "Keep one of them, and cite it by one id. If they are different works, say what tells \
                         \"{id}\" apart: its issue, number, date, chapter or own address."
                    )),
            );
        }
        for key in keys {
            known.entry(key).or_default().push((id, source));
        }
    }
}
