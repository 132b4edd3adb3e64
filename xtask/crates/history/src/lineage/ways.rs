//! How files went through some commits: which of the last came from which of the first, and what was taken out.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::renames::Renames;
use super::versions::Versions;
use super::{Before, before};
use crate::git::Log;
use dataset::Dataset;
use dataset::assessment_id::ASSESSMENTS;
use diff::pairing::{Origin, Ways};

/// Follows files through the commits between two states. Only those are followed that some commit took out, brought in or
/// renamed: any other is what was at its path. `from` is the id of the commit of the earlier state. All that the later one has
/// is asked for only where lines older than the earlier state were merged, which can have a file that was taken out since.
pub fn ways(
    log: &Log,
    from: &str,
    (earlier, later): (&Dataset, &Dataset),
    versions: &mut Versions<'_>,
    all: &dyn Fn() -> Result<Log, String>,
) -> Ways {
    let paths = |of: &'_ Dataset| of.assessments.iter().map(|file| file.path.to_string()).collect();
    let (earlier, later): (BTreeSet<String>, BTreeSet<String>) = (paths(earlier), paths(later));
    let lines = Lines::new(log, from);
    let ways = lines.ways(log, (&earlier, &later), versions);
    if !lines.meet_older_ones(log) || !is_open(&ways, &earlier, &lines.stirred(log)) {
        return ways;
    }
    match all() {
        Ok(all) => Lines::new(&all, from).ways(&all, (&earlier, &later), versions),
        Err(_) => ways,
    }
}

/// Whether something came from nowhere and something went nowhere, so that the one may be the other.
fn is_open(ways: &Ways, earlier: &BTreeSet<String>, stirred: &HashSet<&str>) -> bool {
    let claimed: HashSet<&str> = ways
        .origins
        .values()
        .filter_map(|origin| match origin {
            Origin::Path(path) => Some(path.as_str()),
            Origin::New => None,
        })
        .collect();
    let mut stirred = earlier.iter().map(String::as_str).filter(|path| stirred.contains(path));
    ways.origins.values().any(|origin| *origin == Origin::New) && stirred.any(|path| !claimed.contains(path))
}

/// The lines of commits that lead from the earlier state to the later one.
struct Lines {
    /// Of each commit, its parents on such a line; none of a commit that is on no such line.
    parents: Vec<Vec<(usize, Parent)>>,
}

/// A parent on a line.
#[derive(Clone, Copy)]
enum Parent {
    /// The earlier state.
    First,
    /// The commit at this place.
    Step(usize),
}

impl Lines {
    fn new(log: &Log, from: &str) -> Self {
        let places: HashMap<&str, usize> =
            log.steps.iter().enumerate().map(|(place, step)| (&*step.commit.id, place)).collect();
        let mut lines = Self { parents: vec![Vec::new(); log.steps.len()] };
        for (place, step) in log.steps.iter().enumerate().rev() {
            let parents = step.commit.parents.iter().enumerate().filter_map(|(nth, parent)| {
                let place = places.get(&**parent).filter(|place| !lines.parents[**place].is_empty());
                let step = place.map(|place| Parent::Step(*place));
                Some((nth, if *parent == *from { Parent::First } else { step? }))
            });
            lines.parents[place] = parents.collect();
        }
        lines
    }

    /// The ways of the files of the later state, and what was taken out of the earlier one.
    fn ways(
        &self,
        log: &Log,
        (earlier, later): (&BTreeSet<String>, &BTreeSet<String>),
        versions: &mut Versions<'_>,
    ) -> Ways {
        let stirred = self.stirred(log);
        let is_stirred = |path: &&str| stirred.contains(*path);
        let mut renames = Renames::default();
        let mut ways = Ways::default();
        for path in later.iter().map(String::as_str).filter(is_stirred) {
            let origin = self.origin(log, path, &mut renames, versions);
            ways.origins.insert(path.to_owned(), origin.map_or(Origin::New, Origin::Path));
        }
        // What is followed back from where it is not any more leads to a file only if nothing took it elsewhere.
        for path in earlier.difference(later).map(String::as_str).filter(is_stirred) {
            if self.origin(log, path, &mut renames, versions).is_some() {
                ways.withdrawn.insert(path.to_owned());
            }
        }
        ways
    }

    /// Whether a commit on the lines is a merge of another that is on none.
    fn meet_older_ones(&self, log: &Log) -> bool {
        let mut steps = self.parents.iter().zip(&log.steps);
        steps.any(|(parents, step)| !parents.is_empty() && parents.len() < step.commit.parents.len())
    }

    /// The paths of assessments that came to be or went somewhere on the lines.
    fn stirred<'l>(&self, log: &'l Log) -> HashSet<&'l str> {
        let sides =
            self.parents.iter().zip(&log.steps).flat_map(|(parents, step)| {
                parents.iter().filter_map(|(parent, _)| step.against.get(*parent))
            });
        let stirred = sides.flatten().filter(|delta| delta.before.is_none() || delta.after.is_none());
        stirred.map(|delta| &*delta.path).filter(|path| path.starts_with(ASSESSMENTS)).collect()
    }

    /// The path that a file of the later state has in the earlier one; where lines meet, by the first that leads to a file.
    fn origin(
        &self,
        log: &Log,
        path: &str,
        renames: &mut Renames,
        versions: &mut Versions<'_>,
    ) -> Option<String> {
        let mut met: HashSet<(usize, Arc<str>)> = HashSet::new();
        let mut open: Vec<(Parent, Arc<str>, bool)> = vec![(Parent::Step(0), path.into(), true)];
        while let Some((place, path, is_there)) = open.pop() {
            let place = match place {
                Parent::First if is_there => return Some(path.to_string()),
                Parent::First => continue,
                Parent::Step(place) => place,
            };
            let Some(parents) = self.parents.get(place) else { continue };
            if !met.insert((place, Arc::clone(&path))) {
                continue;
            }
            let before = before(log, place, &path, renames, versions);
            // The first parent is looked at first.
            for (nth, parent) in parents.iter().rev() {
                match before.get(*nth) {
                    Some(Before::Same) => open.push((*parent, Arc::clone(&path), is_there)),
                    Some(Before::Version(version)) => {
                        open.push((*parent, Arc::clone(&version.path), version.blob.is_some()));
                    }
                    Some(Before::Elsewhere) | None => {}
                }
            }
        }
        None
    }
}
