//! How files went through some commits: which of the last came from which of the first, and when the others came and went.

use std::collections::HashSet;

use super::renames::Renames;
use super::versions::Versions;
use super::{ASSESSMENTS, Lineage};
use crate::git::Log;
use dataset::Dataset;
use diff::pairing::Ways;

/// Where a file comes from.
#[derive(Debug, Default)]
struct Origin {
    /// Its path before the first of the commits, if it was there.
    path: Option<String>,
    /// The step of the oldest commit in which it came to be, if it was not.
    came: Option<usize>,
}

/// The assessments that only one of two states has: by their paths, those that vanished and those that appeared.
pub fn alone<'d>(before: &'d Dataset, after: &'d Dataset) -> [Vec<&'d str>; 2] {
    let only = |of: &'d Dataset, other: &Dataset| {
        let files =
            of.assessments.iter().filter(|file| other.assessment(&file.country, &file.edition).is_none());
        files.map(|file| &*file.file.path).collect()
    };
    [only(before, after), only(after, before)]
}

/// Follows the files that vanished and those that appeared through the commits between two states.
pub fn ways(log: &Log, [vanished, appeared]: [Vec<&str>; 2], versions: &mut Versions<'_>) -> Ways {
    let mut ways = Ways::default();
    let mut renames = Renames::default();
    let mut trace = |path: &str| {
        let (country, edition) = path.strip_prefix(ASSESSMENTS)?.strip_suffix(".json")?.split_once('/')?;
        Some(Lineage::trace(log, country, edition, &mut renames, versions))
    };
    for path in appeared {
        let Some(Origin { path: old, came }) = trace(path).map(|lineage| origin(&lineage, path)) else {
            continue;
        };
        ways.came.extend(came.map(|step| (path.to_owned(), step)));
        ways.origins.extend(old.filter(|old| old != path).map(|old| (path.to_owned(), old)));
    }
    for path in vanished {
        let went = trace(path).and_then(|lineage| {
            let newest = lineage.passages.first()?;
            let is_gone = newest.here.as_ref().is_some_and(|version| version.blob.is_none());
            is_gone.then_some(newest.step)
        });
        ways.went.extend(went.map(|step| (path.to_owned(), step)));
    }
    ways
}

/// Follows a file back; where lines meet, by the first that leads to a file.
fn origin(lineage: &Lineage, path: &str) -> Origin {
    let mut origin = Origin::default();
    if lineage.passages.is_empty() {
        origin.path = Some(path.to_owned());
    }
    let mut met: HashSet<usize> = HashSet::from([0]);
    let mut open: Vec<(usize, &str)> = vec![(0, path)];
    while let Some((place, path)) = open.pop() {
        let Some(passage) = lineage.passages.get(place) else { continue };
        // The first parent is looked at first.
        for parent in passage.parents.iter().rev().filter(|parent| !parent.is_elsewhere) {
            let earlier = parent.version.as_ref().map_or(path, |version| &version.path);
            let is_there =
                parent.version.as_ref().or(passage.here.as_ref()).is_none_or(|it| it.blob.is_some());
            match parent.passage {
                Some(next) => {
                    if met.insert(next) {
                        open.push((next, earlier));
                    }
                }
                None if is_there => origin.path = Some(earlier.to_owned()),
                None => origin.came = origin.came.max(Some(passage.step)),
            }
        }
    }
    origin
}
