//! Which descriptions of sources in a country something has to be said of, so that the others are looked at once.

use std::collections::HashSet;

use rayon::prelude::*;

use super::asked::{Part, ask};
use super::traces::Traces;
use crate::AssessmentContext;
use crate::findings::{Findings, Found};
use format::pointer::Pointer;

/// Lets the rules on descriptions look at those of which they have something to say, and at all of a file that has a fault.
/// The contexts are those of the assessments at these places in the country.
pub(super) fn look_at_faulty(contexts: &mut [(usize, AssessmentContext<'_>)], traces: &Traces) {
    let mut known: HashSet<u32> = HashSet::new();
    for (nth, context) in contexts.iter_mut().filter(|(_, context)| is_whole(context)) {
        context.may_have_twins = traces.may_have_twins(*nth);
        let first: Vec<bool> = traces.sources(*nth).iter().map(|source| known.insert(*source)).collect();
        context.look_at(|place| first[place]);
    }
    let looked_at = contexts.par_iter().filter(|(_, context)| is_whole(context));
    let faulty: HashSet<u32> =
        looked_at.flat_map_iter(|(nth, context)| faulty(context, traces.sources(*nth))).collect();
    for (nth, context) in contexts.iter_mut().filter(|(_, context)| is_whole(context)) {
        context.look_at(|place| faulty.contains(&traces.sources(*nth)[place]));
    }
}

/// Whether all sources of a file have been taken, so that two equal ones are the same to every rule.
fn is_whole(context: &AssessmentContext<'_>) -> bool {
    context.file.damaged.is_empty()
}

/// Those of the descriptions that are looked at of which a rule has something to say; where it cannot be told of which, all.
fn faulty(context: &AssessmentContext<'_>, descriptions: &[u32]) -> Vec<u32> {
    let mut faulty = Vec::new();
    let mut are_all = false;
    ask(
        context,
        Part::Sources,
        |_| Findings::certain(),
        |_, found| {
            let Found { told, untold, excepted: _ } = found;
            let told = told.iter().map(|(report, _)| report.location.pointer());
            for pointer in told.chain(untold.iter().map(|(_, pointer)| Some(pointer))) {
                match pointer.and_then(|pointer| place(context, pointer)) {
                    Some(place) => faulty.push(descriptions[place]),
                    None => are_all = true,
                }
            }
        },
    );
    if are_all { descriptions.to_vec() } else { faulty }
}

/// The place in the file of the source that a pointer leads to.
fn place(context: &AssessmentContext<'_>, pointer: &Pointer) -> Option<usize> {
    let mut tokens = pointer.tokens();
    let id = tokens.next().filter(|field| field == "sources").and_then(|_| tokens.next())?;
    context.assessment().sources.place(&id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::codes;
    use bibliography::date::Day;
    use dataset::Dataset;
    use format::tree::Tree;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    /// A source: its id, its title, its address, its year, and whether a field has no form.
    type Described = (u8, usize, usize, i64, u8);

    fn source((_, title, url, year, odd): Described) -> Value {
        let title = ["Courts", "Courts.", "COURTS OF THE COUNTRY", "Courts  of law", "TODO"][title];
        let url =
            ["https://example.org/a", "https://bit.ly/2AbCdEf", "https://example.org/?utm_source=x"][url];
        let mut source = json!({
            "type": "report",
            "title": title,
            "author": [{"literal": "Somebody"}],
            "issued": {"date-parts": [[year]]},
            "URL": url,
        });
        if odd == 0 {
            source["publisher"] = json!(7);
        }
        source
    }

    fn tree(editions: &[Vec<Described>]) -> Tree {
        let file = |(nth, sources): (usize, &Vec<Described>)| {
            let sources: Map<String, Value> =
                sources.iter().map(|it| (format!("id-{}", it.0), source(*it))).collect();
            let file = json!({"country": "XAA", "edition": format!("202{nth}"), "sources": sources});
            (format!("dataset/assessments/XAA/202{nth}.json"), file.to_string().into_bytes())
        };
        Tree::memory(editions.iter().enumerate().map(file), [])
    }

    /// What the rules on descriptions say of each file.
    fn said(contexts: &[(usize, AssessmentContext<'_>)]) -> Vec<String> {
        let mut said = Vec::new();
        for (_, context) in contexts {
            ask(
                context,
                Part::Sources,
                |_| Findings::certain(),
                |rule, Found { told, untold, .. }| {
                    said.push(format!("{} {told:?} {untold:?}", rule.descriptor.code));
                },
            );
        }
        said
    }

    fn said_of(editions: &[Vec<Described>]) -> (Vec<String>, Vec<String>) {
        let dataset = Dataset::load(&tree(editions));
        let today = Day::new(2026, 11, 27).expect("a day");
        let contexts = || -> Vec<(usize, AssessmentContext<'_>)> {
            let files = dataset.assessments.iter().enumerate();
            files.map(|(nth, file)| (nth, AssessmentContext::new(&dataset, file, codes(), today))).collect()
        };
        let mut looked_at = contexts();
        look_at_faulty(&mut looked_at, &Traces::of_country(&dataset));
        (said(&looked_at), said(&contexts()))
    }

    proptest! {
        /// Whether every description is looked at or only those of which something has to be said, the same is said.
        #[test]
        fn nothing_is_left_out(
            editions in vec(vec((0u8..3, 0usize..5, 0usize..3, 2018i64..2028, 0u8..20), 0..4), 1..4),
        ) {
            let (looked_at, all) = said_of(&editions);
            prop_assert_eq!(looked_at, all);
        }
    }

    /// The law above is about something.
    #[test]
    fn something_is_said_in_each_edition() {
        let (looked_at, _) =
            said_of(&[vec![(0, 1, 1, 2020, 1)], vec![(0, 1, 1, 2020, 1), (1, 0, 0, 2020, 1)]]);
        for code in ["CIT032", "CIT048"] {
            let of_code = looked_at.iter().filter(|said| said.starts_with(code) && said.contains("id-0"));
            assert_eq!(of_code.count(), 2, "{code}");
        }
    }
}
