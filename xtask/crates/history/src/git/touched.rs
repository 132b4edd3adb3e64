//! Which of some files was touched last by a commit, as `git log -1` tells of each.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};
use std::sync::Arc;

use git2::Oid;

use super::changed::changed;
use super::header::{self, Header};
use super::limits::Total;
use super::walk::ends_at;
use super::{Error, Repository};
use format::tree::DATASET;

/// How late the last commit that touched a file of the dataset is among those of the others: the higher, the later. A file that
/// is not told of was touched before those that are, or nothing can be told of it, because the clone is shallow or a commit cannot
/// be read. The walk ends as soon as one file at most is left.
///
/// # Errors
/// a revision that does not exist.
pub fn last_touched(
    repository: &Repository,
    revision: &str,
    files: &BTreeSet<String>,
) -> Result<BTreeMap<String, usize>, Error> {
    let newest = repository.commit_called(revision)?;
    let mut walk = Walk { repository, asked: HashMap::new(), queue: BinaryHeap::new(), total: Total::new() };
    walk.ask(newest, header::read(repository, newest)?, files.iter().map(|file| &**file).collect());
    let mut told: Vec<BTreeSet<&str>> = Vec::new();
    let mut left = files.len();
    while left > 1 {
        // What was found so far is the newest, whatever ends the walk.
        let Some(Ok(touched)) = walk.step() else { break };
        left -= touched.len();
        if !touched.is_empty() {
            told.push(touched);
        }
    }
    let places = told.iter().rev().zip(1..);
    Ok(places.flat_map(|(files, place)| files.iter().map(move |file| ((*file).to_owned(), place))).collect())
}

/// The commits that are still to be looked at.
struct Walk<'r, 'f> {
    repository: &'r Repository,
    /// Of each commit, what it says, and the files that stand as they do in the newest.
    asked: HashMap<Oid, (Arc<Header>, BTreeSet<&'f str>)>,
    /// The commits, the newest first.
    queue: BinaryHeap<(i64, Oid)>,
    total: Total,
}

impl<'f> Walk<'_, 'f> {
    fn ask(&mut self, commit: Oid, header: Arc<Header>, files: BTreeSet<&'f str>) {
        if !files.is_empty() {
            self.queue.push((header.committed, commit));
            self.asked.entry(commit).or_insert_with(|| (header, BTreeSet::new())).1.extend(files);
        }
    }

    /// The files that the next commit touched. The others are asked of the first parent in which each is the same.
    fn step(&mut self) -> Option<Result<BTreeSet<&'f str>, Error>> {
        let (_, commit) = self.queue.pop()?;
        // A commit that was asked from two sides stands in the queue twice.
        let Some((header, files)) = self.asked.remove(&commit) else { return Some(Ok(BTreeSet::new())) };
        Some(self.touched(commit, header, files))
    }

    fn touched(
        &mut self,
        commit: Oid,
        header: Arc<Header>,
        mut files: BTreeSet<&'f str>,
    ) -> Result<BTreeSet<&'f str>, Error> {
        if ends_at(self.repository, commit, &header) {
            return Ok(BTreeSet::new());
        }
        let dataset = |top: Oid| self.repository.dataset_below(top);
        let own = dataset(header.tree)?;
        for parent in header.parents.iter().copied() {
            let earlier = header::read(self.repository, parent)?;
            let before = dataset(earlier.tree)?;
            let path = format!("{DATASET}/");
            let deltas = changed(self.repository, before, own, &path, &self.total)?;
            let (touched, same) = files
                .into_iter()
                .partition(|file| deltas.binary_search_by(|delta| (*delta.path).cmp(file)).is_ok());
            self.ask(parent, earlier, same);
            files = touched;
        }
        Ok(files)
    }
}
