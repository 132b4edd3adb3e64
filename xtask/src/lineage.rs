//! What became of an assessment's file, commit by commit: through renames, merges, removals and returns.

mod event;
mod names;
mod versions;

use std::collections::HashMap;
use std::sync::Arc;

pub use event::{Cited, Event, What, events, is_same};
pub use versions::Versions;

use crate::diff::is_renamed;
use crate::git::{BlobId, Delta, Log, Step};

/// The folder among whose files a file of another name is looked for.
const ASSESSMENTS: &str = "dataset/assessments/";

/// A file as it went through the commits.
#[derive(Debug)]
pub struct Lineage {
    /// The country's code, by which all is told, even from when the file had another name.
    pub country: String,
    /// The id of the edition, likewise.
    pub edition: String,
    /// The commits in which it is not what it is in some parent, each before its parents.
    pub passages: Vec<Passage>,
}

/// A commit in which a file is not what it is in some parent.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The place of the commit in the log.
    pub step: usize,
    /// The file there.
    pub here: Version,
    /// The file in each parent; a first commit has one, in which there is nothing.
    pub parents: Vec<Version>,
    /// The later passage from which this was reached, and through which parent of it.
    reached: Option<(usize, usize)>,
}

/// A file at one commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its path there.
    pub path: Arc<str>,
    /// Its content, if it is there.
    pub blob: Option<BlobId>,
}

/// A file on its way from child to parent.
struct Track {
    path: Arc<str>,
    reached: Option<(usize, usize)>,
}

impl Lineage {
    /// Follows a file from the newest commit of a log. Content is read only where a file vanished and another appeared.
    pub fn trace(log: &Log, country: &str, edition: &str, versions: &mut Versions<'_>) -> Self {
        let path: Arc<str> = format!("{ASSESSMENTS}{country}/{edition}.json").into();
        let places: HashMap<&str, usize> =
            log.steps.iter().enumerate().map(|(place, step)| (&*step.commit.id, place)).collect();
        let mut tracks: Vec<Vec<Track>> = log.steps.iter().map(|_| Vec::new()).collect();
        if let Some(newest) = tracks.first_mut() {
            newest.push(Track { path, reached: None });
        }
        let mut passages: Vec<Passage> = Vec::new();
        for (place, step) in log.steps.iter().enumerate() {
            for track in std::mem::take(&mut tracks[place]) {
                let before = before(step, &track.path, versions);
                if let Some((here, parents)) = passage(step, &track.path, &before) {
                    passages.push(Passage { step: place, here, parents, reached: track.reached });
                }
                for (nth, (parent, before)) in step.commit.parents.iter().zip(before).enumerate() {
                    let Some(&place) = places.get(&**parent) else { continue };
                    let (path, reached) = match before {
                        Before::Same => (track.path.clone(), track.reached),
                        Before::Version(version) => (version.path, Some((passages.len() - 1, nth))),
                        Before::Elsewhere => continue,
                    };
                    if !tracks[place].iter().any(|track| track.path == path) {
                        tracks[place].push(Track { path, reached });
                    }
                }
            }
        }
        Self { country: country.to_owned(), edition: edition.to_owned(), passages }
    }
}

/// What a file was in a parent.
enum Before {
    /// What it is.
    Same,
    /// Something else, or not there.
    Version(Version),
    /// It went on under another name, so that nothing of it belongs to this one.
    Elsewhere,
}

/// What a file was in each parent.
fn before(step: &Step, path: &Arc<str>, versions: &mut Versions<'_>) -> Vec<Before> {
    let mut before = Vec::with_capacity(step.against.len());
    for deltas in &step.against {
        let Some(delta) = deltas.iter().find(|delta| *delta.path == **path) else {
            before.push(Before::Same);
            continue;
        };
        before.push(match (delta.before, delta.after) {
            (None, Some(after)) => {
                let earlier = earlier_name(deltas, after, versions);
                Before::Version(earlier.unwrap_or(Version { path: path.clone(), blob: None }))
            }
            (Some(content), None) if has_later_name(deltas, content, versions) => Before::Elsewhere,
            (content, _) => Before::Version(Version { path: path.clone(), blob: content }),
        });
    }
    before
}

/// The file here and in each parent, if it is not the same throughout.
fn passage(step: &Step, path: &Arc<str>, before: &[Before]) -> Option<(Version, Vec<Version>)> {
    if !before.iter().any(|before| matches!(before, Before::Version(_))) {
        return None;
    }
    let delta = step.against.iter().flatten().find(|delta| *delta.path == **path)?;
    let here = Version { path: path.clone(), blob: delta.after };
    let parents = before.iter().map(|before| match before {
        Before::Same | Before::Elsewhere => here.clone(),
        Before::Version(version) => version.clone(),
    });
    let parents = parents.collect();
    Some((here, parents))
}

/// The file that vanished where another of its content appeared: the same bytes, or else mostly the same entries.
fn earlier_name(deltas: &[Delta], content: BlobId, versions: &mut Versions<'_>) -> Option<Version> {
    let vanished =
        || deltas.iter().filter(|delta| delta.after.is_none() && delta.path.starts_with(ASSESSMENTS));
    let exact = vanished().find(|delta| delta.before == Some(content));
    let found = exact.or_else(|| {
        vanished().find(|delta| delta.before.is_some_and(|before| is_same_file(before, content, versions)))
    })?;
    Some(Version { path: (*found.path).into(), blob: found.before })
}

/// Whether a file appeared that has the content of one that vanished.
fn has_later_name(deltas: &[Delta], content: BlobId, versions: &mut Versions<'_>) -> bool {
    let mut appeared =
        deltas.iter().filter(|delta| delta.before.is_none() && delta.path.starts_with(ASSESSMENTS));
    appeared.any(|delta| {
        delta.after.is_some_and(|after| after == content || is_same_file(content, after, versions))
    })
}

fn is_same_file(before: BlobId, after: BlobId, versions: &mut Versions<'_>) -> bool {
    match (versions.get(before), versions.get(after)) {
        (Ok(before), Ok(after)) => is_renamed(&before, &after),
        (Ok(_) | Err(_), _) => false,
    }
}
