//! CIT051: two assessments describe the same work differently.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use std::cmp::Ordering;

use crate::across::Across;
use crate::blame::{Recency, is_excepted, newness};
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::work::{self, Key};
use dataset::Dataset;
use dataset::register::Described;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT051",
        name: "described-differently",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("sources described differently elsewhere"),
        sight: Sight::Dataset,
        exceptions: Exceptions::Allowed,
        what: "Two assessments describe the same work differently or under different ids. (A later file may correct what the earlier one has an exception for.)",
        why: "The register of sources would list it as two works, and at most one of the descriptions is right.",
        fix: "Look at the work, and give it one id and one description in both files (remarks and days of access may differ).",
        cases: include_str!("../../../../../tests/rules/CIT051.md"),
    },
    check: Check::Across(check),
};

fn check(Across { dataset, sources }: &Across<'_>, reports: &mut Findings<'_>) {
    let newness = newness(dataset);
    let mut all: Vec<Described<'_>> = sources.clone();
    all.sort_by_key(|described| newness[described.assessment]);
    let keys: Vec<Vec<Key>> = all.par_iter().map(|described| work::keys(described.source)).collect();
    let faulty = printed_badly(dataset);
    let mut by_id: HashMap<&str, &Described<'_>> = HashMap::new();
    let mut by_key: HashMap<&Key, &Described<'_>> = HashMap::new();
    for (described, keys) in all.iter().zip(&keys) {
        let first = *by_id.entry(described.id).or_insert(described);
        let is_of_another = first.assessment != described.assessment;
        // Of an id that is known already, the rule on ids judges whether the work is the same.
        let twin = if is_of_another {
            let is_same = work::same_description(first.source, described.source)
                || is_known(&faulty, &newness, first, described);
            let key = (!is_same).then(|| work::shared_key(first.source, described.source)).flatten();
            key.map(|key| (first, key.words()))
        } else {
            keys.iter().find_map(|key| {
                let first = by_key.get(key)?;
                let is_other_file = first.assessment != described.assessment;
                (is_other_file
                    && !work::are_versions(first.source, described.source)
                    && !work::differ(first.source, described.source, key))
                .then_some((*first, key.words()))
            })
        };
        if let Some((first, words)) = twin {
            reports.push(report(dataset, &newness, first, described, words));
        }
        for key in keys {
            by_key.entry(key).or_insert(described);
        }
    }
}

/// Whether the older of two files records that its document prints the source badly. Whoever takes the source up later has
/// to mend what the exception excuses, and cannot be asked to put the same into the copy of what was printed. What the
/// run is about is no matter here: a contradiction is there or not.
fn is_known(
    faulty: &HashSet<(usize, String)>,
    newness: &[Recency],
    one: &Described<'_>,
    other: &Described<'_>,
) -> bool {
    let is_faulty =
        |described: &Described<'_>| faulty.contains(&(described.assessment, described.id.to_owned()));
    match newness[one.assessment].in_itself(newness[other.assessment]) {
        Ordering::Less => is_faulty(one),
        Ordering::Greater => is_faulty(other),
        Ordering::Equal => is_faulty(one) || is_faulty(other),
    }
}

/// The sources of which a file records that its document prints them badly, by the place of the assessment.
fn printed_badly(dataset: &Dataset) -> HashSet<(usize, String)> {
    let files = dataset.assessments.iter().enumerate();
    let places = files.flat_map(|(assessment, file)| {
        // An exception for this very contradiction says nothing of what else is wrong with the source.
        let others = file.data.exceptions.iter().filter(|(code, _)| *code != RULE.descriptor.code);
        let places = others.flat_map(|(_, places)| places.ids());
        places.map(move |place| (assessment, Pointer::from_escaped(place)))
    });
    let sources = places.filter_map(|(assessment, place)| {
        let mut tokens = place.tokens();
        tokens.next().filter(|field| field == "sources")?;
        Some((assessment, tokens.next()?.into_owned()))
    });
    sources.collect()
}

fn report(
    dataset: &Dataset,
    newness: &[Recency],
    first: &Described<'_>,
    later: &Described<'_>,
    words: &str,
) -> Report {
    let file = |described: &Described<'_>| &dataset.assessments[described.assessment];
    let pointer = |described: &Described<'_>| Pointer::of(["sources", described.id]);
    let is_excepted = |described| is_excepted(RULE.descriptor.code, (file(described), &pointer(described)));
    let is_of_first = !is_excepted(later) && is_excepted(first);
    let (here, there) = if is_of_first { (first, later) } else { (later, first) };
    let place = |described| Location::key(&file(described).file.path, pointer(described));
    let other = format!("{} {}", file(there).country, file(there).edition);
    let message = if here.id == there.id {
        let fields = work::differences(there.source, here.source).join("\", \"");
        format!("the source \"{}\" has {words} in {other}, and another \"{fields}\" there", here.id)
    } else {
        format!(
            "the source \"{}\" is called \"{}\" in {other}: both have {words}, so they are one work",
            here.id, there.id
        )
    };
    let report = Report::new(place(here), message).related(place(there), "described here as well");
    if newness[first.assessment] == newness[later.assessment] {
        return report;
    }
    report.help(format!(
        "Look at the work. If {other} describes it correctly, use its id and description here; if not, correct it in both \
         files (remarks and days of access may differ)."
    ))
}
