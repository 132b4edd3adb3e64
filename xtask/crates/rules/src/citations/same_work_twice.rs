//! CIT050: one work is described twice in an assessment.

use std::collections::HashMap;

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::source::Source;
use bibliography::work;
use format::diagnostic::{Report, Severity};
use format::limits::MOST_ALIKE;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT050",
        name: "same-work-twice",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "Two sources of one assessment describe the same work: they share a DOI, a document symbol, an address, or author, title and year.",
        why: "One work would count as two, so that a rating seems to rest on more evidence than it does; and a correction of one description would leave the other wrong.",
        fix: "Keep one of the two, and let every citation name it. Where they are different works, describe what tells them apart (issue, number, date, chapter, their own addresses).",
        cases: include_str!("../../../../../tests/rules/CIT050.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    if !context.may_have_twins {
        return;
    }
    let mut known: HashMap<work::Key, Holders<'_>> = HashMap::new();
    for (id, source) in context.assessment().sources.iter() {
        let keys = work::keys(source);
        let twin = keys.iter().find_map(|key| Some((known.get(key)?.twin(source, key)?, key.words())));
        if let Some((twin, words)) = twin {
            let message = format!("the sources \"{twin}\" and \"{id}\" have {words}: they are one work");
            reports.push(
                Report::new(context.key(["sources", id]), message)
                    .related(context.key(["sources", twin]), "described here as well")
                    .help(
                        "Keep one of them, and let every citation name it. If they are different works, say in each \
                         what tells it apart: its issue, number, date, chapter or own address.",
                    ),
            );
        }
        for key in keys {
            known.entry(key).or_default().add(id, source);
        }
    }
}

/// The sources of a file that have one key.
#[derive(Default)]
struct Holders<'d> {
    first: Vec<(&'d str, &'d Source)>,
    /// The first of each set of details that could tell works of one key apart.
    by_details: HashMap<Vec<Option<String>>, &'d str>,
}

impl<'d> Holders<'d> {
    /// The first that is not told apart from a source. Of very many with one key, only so many are compared; of the others
    /// one with the same details is found.
    fn twin(&self, source: &Source, key: &work::Key) -> Option<&'d str> {
        let first = self.first.iter().find(|(_, other)| !work::differ(source, other, key));
        let alike = || self.by_details.get(&work::details(source)).copied();
        first.map(|(id, _)| *id).or_else(alike)
    }

    fn add(&mut self, id: &'d str, source: &'d Source) {
        if self.first.len() < MOST_ALIKE {
            self.first.push((id, source));
        } else {
            self.by_details.entry(work::details(source)).or_insert(id);
        }
    }
}
