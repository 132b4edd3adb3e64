//! CIT050: one work is described twice in an assessment.

use std::collections::HashMap;

use super::{Case, Check, Descriptor, Findings, Rule};
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
        bad: r#""a": { "URL": "https://example.org/report" }, "b": { "URL": "https://www.example.org/report/" }"#,
        good: r#""a": { "URL": "https://example.org/report" }, cited twice"#,
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
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
                    .related(case.key(["sources", twin]), "described here as well")
                    .help(
                        "Keep one of them, and let every citation name it. If they are different works, say in each \
                         what tells it apart: its issue, number, date, chapter or own address.",
                    ),
            );
        }
        for key in keys {
            known.entry(key).or_default().push((id, source));
        }
    }
}
