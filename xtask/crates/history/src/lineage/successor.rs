//! Under which code the files of a country went on.

use super::renames::Renames;
use super::versions::Versions;
use crate::git::Log;
use crate::index::ParentIndex;
use dataset::assessment_id::{ASSESSMENTS, AssessmentId};

/// Where the files of a country went that has none now: the code under which most of them went on last.
pub fn successor(log: &Log, country: &str, versions: &mut Versions<'_>) -> Option<String> {
    let mut renames = Renames::default();
    let country_of = |path: &str| Some(AssessmentId::of_path(path)?.country.to_owned());
    let mut code = country.to_owned();
    let mut found = None;
    // From the oldest commit on, by what each did on the main line, and by what else was done where that did nothing.
    for (place, step) in log.steps.iter_enumerated().rev() {
        let folder = format!("{ASSESSMENTS}{code}/");
        let deltas = step.against.first().map_or(&[][..], |deltas| deltas);
        let begin = deltas.partition_point(|delta| *delta.path < *folder);
        let of_country = deltas[begin..].iter().take_while(|delta| delta.path.starts_with(&folder));
        let gone: Vec<&str> =
            of_country.filter(|delta| delta.after.is_none()).map(|delta| &*delta.path).collect();
        if gone.is_empty() {
            continue;
        }
        let renamed = renames.at(log, (place, ParentIndex::FIRST), versions);
        let mut went: Vec<String> = gone
            .iter()
            .filter_map(|path| country_of(renamed.later(path)?))
            .filter(|to| *to != code)
            .collect();
        went.sort();
        let most = went.chunk_by(|one, next| one == next).max_by_key(|same| same.len());
        if let Some(to) = most.and_then(|same| same.first()) {
            code.clone_from(to);
            found = Some(code.clone());
        }
    }
    found.filter(|code| code != country)
}
