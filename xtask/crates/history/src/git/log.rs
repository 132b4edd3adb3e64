//! The commits that brought a state of the dataset about, each with the files in which it differs from its parents.

use super::Error;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

use git2::Oid;
use typed_index_collections::TiVec;

use super::beside::on_each_core;
use super::changed::changed;
use super::limits::Total;
use super::measure::{Measures, Refusal};
use super::walk::{self, Walked};
use super::{Repository, header};
use crate::index::{ParentIndex, StepIndex};
use format::tree::DATASET;

/// Commits, each before its parents.
#[derive(Debug, Default)]
pub struct Log {
    /// The commits that were asked for.
    pub steps: TiVec<StepIndex, Step>,
    /// The commits that cannot be read, or whose files cannot, with the reason; they are not among the steps.
    pub unreadable: Vec<(String, String)>,
}

/// One commit and what it did to the dataset.
#[derive(Debug)]
pub struct Step {
    /// The commit.
    pub commit: Commit,
    /// For each parent, in order, the files that differ from it, by path; a first commit differs from nothing.
    pub against: TiVec<ParentIndex, Vec<Delta>>,
}

/// A commit, as far as people ask about it. Everything in it is written by whoever made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its id, 40 hexadecimal digits.
    pub id: String,
    /// The ids of its parents, the branch that was merged into first. In place of a parent that cannot be read stand those
    /// before it, as far as they are known.
    pub parents: TiVec<ParentIndex, String>,
    /// The author's name, as `.mailmap` has it.
    pub author: String,
    /// The others who worked on it, as its message says in `Co-authored-by`.
    pub co_authors: Vec<String>,
    /// When the author made it, by RFC 3339, in the author's own time zone; none if no calendar has such a moment.
    pub date: Option<String>,
    /// The first line of its message.
    pub summary: String,
    /// Whether the clone is shallow and lacks what came before, so that what is old seems new here.
    pub is_boundary: bool,
    /// Whether something right before it cannot be read, so that what was done there seems done here.
    pub follows_unreadable: bool,
}

/// A file that differs between a commit and a parent of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delta {
    /// The path from the repository's root.
    pub path: String,
    /// The content in the parent.
    pub before: Option<BlobId>,
    /// The content in the commit.
    pub after: Option<BlobId>,
}

/// Names the content of a file: the same id is the same content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobId(pub(super) Oid);

impl fmt::Debug for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Log {
    /// The place of each commit, by its id.
    pub fn places(&self) -> HashMap<&str, StepIndex> {
        self.steps.iter_enumerated().map(|(place, step)| (&*step.commit.id, place)).collect()
    }

    /// The places of the parents of each commit, as far as they are among these.
    pub fn parents(&self) -> TiVec<StepIndex, TiVec<ParentIndex, Option<StepIndex>>> {
        let places = self.places();
        let of = |step: &Step| step.commit.parents.iter().map(|id| places.get(&**id).copied()).collect();
        self.steps.iter().map(of).collect()
    }
}

impl Step {
    /// How a file differs from a parent, if it does.
    pub fn delta(&self, parent: ParentIndex, path: &str) -> Option<&Delta> {
        let deltas = self.against.get(parent)?;
        let place = deltas.binary_search_by(|delta| (*delta.path).cmp(path)).ok()?;
        deltas.get(place)
    }
}

/// The commits that a revision has and another has not, or all that it has. No content is read.
///
/// # Errors
/// a revision that does not exist, or that cannot be read itself.
pub fn log(repository: &Repository, from: Option<&str>, to: &str) -> Result<Log, Error> {
    let newest = repository.commit_called(to)?;
    let excluded = from.map(|from| repository.commit_called(from)).transpose()?;
    let walked = walk::between(repository, excluded, newest);
    if let Some(why) = walked.unreadable.get(&newest) {
        return Err(why.clone());
    }
    told(repository, walked, newest)
}

/// Compares each commit with its parents, and leaves those out whose files cannot be read.
fn told(repository: &Repository, mut walked: Walked, newest: Oid) -> Result<Log, Error> {
    let mut against = at_once(repository, &walked).unwrap_or_default();
    let mut looked = Looked { measures: Measures::default(), total: Total::new() };
    let mut is_swept = false;
    let mut todo: Vec<Oid> = walked.order.iter().filter(|id| !against.contains_key(*id)).copied().collect();
    while !todo.is_empty() {
        let mut damaged: BTreeMap<Oid, Error> = BTreeMap::new();
        for id in &todo {
            match step(repository, &walked, *id, &mut looked) {
                Ok(deltas) => drop(against.insert(*id, deltas)),
                Err(why) => {
                    let near = walked.parents(*id).iter().chain([id]);
                    let found =
                        near.filter_map(|id| Some((*id, damage(repository, &walked, *id, &mut looked)?)));
                    let before = damaged.len();
                    damaged.extend(found);
                    if damaged.len() == before {
                        damaged.insert(*id, why);
                    }
                }
            }
        }
        // Where one commit has too much in it, those after it mostly have so too. Each would else be found in a round of its own.
        if looked.measures.has_large() && !std::mem::replace(&mut is_swept, true) {
            for id in walked.order.iter().filter(|id| !walked.unreadable.contains_key(id)) {
                if let Some(why) = too_large(repository, &walked, *id, &mut looked) {
                    damaged.entry(*id).or_insert(why);
                }
            }
        }
        if let Some(why) = damaged.remove(&newest) {
            return Err(why);
        }
        todo = walked.leave_out(damaged).into_iter().collect();
        todo.sort_unstable();
        todo.retain(|id| !walked.unreadable.contains_key(id));
    }
    let mut steps = TiVec::with_capacity(walked.order.len());
    for id in &walked.order {
        let Some(against) = against.remove(id).filter(|_| !walked.unreadable.contains_key(id)) else {
            continue;
        };
        steps.push(Step { commit: commit(&walked, *id), against });
    }
    let mut unreadable: Vec<(String, String)> =
        walked.unreadable.into_iter().map(|(id, why)| (id.to_string(), why.to_string())).collect();
    unreadable.sort();
    Ok(Log { steps, unreadable })
}

/// The same on every core, of all commits; none if the files of any cannot be read, of which the rest has to know.
fn at_once(repository: &Repository, walked: &Walked) -> Option<HashMap<Oid, TiVec<ParentIndex, Vec<Delta>>>> {
    let total = Total::new();
    let compared = on_each_core(repository, &walked.order, |repository, id| {
        Some((*id, deltas(repository.ok()?, walked, *id, &total).ok()?))
    });
    compared.into_iter().collect()
}

/// What has been looked at in one run.
struct Looked {
    measures: Measures,
    total: Total,
}

fn step(
    repository: &Repository,
    walked: &Walked,
    id: Oid,
    looked: &mut Looked,
) -> Result<TiVec<ParentIndex, Vec<Delta>>, Error> {
    if looked.measures.has_large() {
        for id in walked.parents(id).iter().chain([&id]) {
            if let Some(why) = too_large(repository, walked, *id, looked) {
                return Err(why);
            }
        }
    }
    deltas(repository, walked, id, &looked.total)
}

/// The files in which a commit differs from each parent.
fn deltas(
    repository: &Repository,
    walked: &Walked,
    id: Oid,
    total: &Total,
) -> Result<TiVec<ParentIndex, Vec<Delta>>, Error> {
    let own = dataset(repository, walked, id)?;
    let path = format!("{DATASET}/");
    let mut against = TiVec::new();
    for parent in walked.parents(id) {
        let parent = dataset(repository, walked, *parent)?;
        against.push(changed(repository, parent, own, &path, total)?);
    }
    if against.is_empty() {
        against.push(changed(repository, None, own, &path, total)?);
    }
    Ok(against)
}

/// The folder of the dataset in a commit.
fn dataset(repository: &Repository, walked: &Walked, commit: Oid) -> Result<Option<Oid>, Error> {
    let tree = match walked.headers.get(&commit) {
        Some(header) => header.tree,
        // A parent that is not among the commits that were asked for.
        None => header::read(repository, commit)?.tree,
    };
    repository.dataset_below(tree)
}

/// Why the files of a commit cannot be listed, if they cannot.
fn damage(repository: &Repository, walked: &Walked, commit: Oid, looked: &mut Looked) -> Option<Error> {
    let folder = match dataset(repository, walked, commit) {
        Ok(dataset) => dataset?,
        Err(why) => return Some(why),
    };
    looked.measures.refusal(repository, folder, &looked.total).map(Refusal::why)
}

/// Why a commit is not read of which there is too much, if so.
fn too_large(repository: &Repository, walked: &Walked, commit: Oid, looked: &mut Looked) -> Option<Error> {
    let folder = dataset(repository, walked, commit).ok()??;
    looked.measures.refusal(repository, folder, &looked.total)?.too_large()
}

fn commit(walked: &Walked, id: Oid) -> Commit {
    let header = &walked.headers[&id];
    Commit {
        id: id.to_string(),
        parents: walked.parents(id).iter().map(Oid::to_string).collect(),
        author: header.author.clone(),
        co_authors: header.co_authors.clone(),
        date: header.date.clone(),
        summary: header.summary.clone(),
        is_boundary: walked.boundary.contains(&id),
        follows_unreadable: walked.follows_unreadable.contains(&id),
    }
}
