//! The order of commits: each before its parents, the newest first.

use super::Error;
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};
use std::sync::Arc;

use git2::Oid;

use super::Repository;
use super::header::{self, Header};

/// The commits between two, as far as they can be read.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// Each before its parents, the newest first.
    pub(super) order: Vec<Oid>,
    /// What they say.
    pub(super) headers: HashMap<Oid, Arc<Header>>,
    /// Those before which a shallow clone has nothing.
    pub(super) boundary: HashSet<Oid>,
    /// Those that come right after what cannot be read.
    pub(super) follows_unreadable: HashSet<Oid>,
    /// Those that cannot be read, and why.
    pub(super) unreadable: BTreeMap<Oid, Error>,
    /// The parents that are told in place of those in the header.
    told_parents: HashMap<Oid, Vec<Oid>>,
    children: HashMap<Oid, HashSet<Oid>>,
}

impl Walked {
    /// The parents by which the history of a commit is told.
    pub(super) fn parents(&self, commit: Oid) -> &[Oid] {
        let told = self.told_parents.get(&commit);
        told.or_else(|| self.headers.get(&commit).map(|header| &header.parents)).map_or(&[], |ids| ids)
    }

    /// Leaves commits out whose files cannot be read, for these reasons; what came before them comes before their children.
    /// Gives the children.
    pub(super) fn leave_out(&mut self, damaged: BTreeMap<Oid, Error>) -> HashSet<Oid> {
        let children: HashSet<Oid> =
            damaged.keys().filter_map(|id| self.children.remove(id)).flatten().collect();
        // The oldest first, so that what came before a damaged one is known when its children are come to.
        let ordered: Vec<Oid> = self.order.iter().rev().filter(|id| children.contains(id)).copied().collect();
        for child in ordered {
            let before = |parent| {
                if damaged.contains_key(parent) {
                    self.parents(*parent)
                } else {
                    std::slice::from_ref(parent)
                }
            };
            let told = distinct(self.parents(child).iter().flat_map(before).copied());
            for parent in &told {
                self.children.entry(*parent).or_default().insert(child);
            }
            self.told_parents.insert(child, told);
            self.follows_unreadable.insert(child);
        }
        self.unreadable.extend(damaged);
        children
    }
}

/// The commits that one has and another has not, or all that it has.
pub(super) fn between(repository: &Repository, excluded: Option<Oid>, newest: Oid) -> Walked {
    let mut walked = Walked::default();
    let wanted = wanted(repository, excluded, newest, &mut walked);
    let mut waiting_for: HashMap<Oid, usize> = HashMap::new();
    for id in &wanted {
        for parent in distinct(walked.parents(*id).iter().copied()) {
            walked.children.entry(parent).or_default().insert(*id);
            *waiting_for.entry(parent).or_default() += 1;
        }
    }
    // Of those that could come next the newest does; the order in which they were found settles what is left.
    let mut ready = BinaryHeap::new();
    let mut found = 0_usize;
    if wanted.contains(&newest) {
        ready.push((i64::MAX, std::cmp::Reverse(found), newest));
    }
    while let Some((_, _, id)) = ready.pop() {
        walked.order.push(id);
        for parent in distinct(walked.parents(id).iter().copied()) {
            let Some(children) = waiting_for.get_mut(&parent) else { continue };
            *children -= 1;
            if *children == 0 && wanted.contains(&parent) {
                found += 1;
                ready.push((walked.headers[&parent].committed, std::cmp::Reverse(found), parent));
            }
        }
    }
    walked
}

/// Reads the commits, newest first by their dates, until all that are left are those of the other revision.
fn wanted(repository: &Repository, excluded: Option<Oid>, newest: Oid, walked: &mut Walked) -> HashSet<Oid> {
    let mut hidden: HashSet<Oid> = HashSet::new();
    let mut kept: HashSet<Oid> = HashSet::new();
    let mut queue: BinaryHeap<(i64, Oid)> = BinaryHeap::new();
    let mut seen: HashSet<Oid> = HashSet::new();
    let mut oldest_kept = i64::MAX;
    let mut open = 0_usize;
    for (id, is_hidden) in excluded.into_iter().map(|id| (id, true)).chain([(newest, false)]) {
        if is_hidden {
            hidden.insert(id);
        }
        if seen.insert(id) && enter(repository, id, walked) {
            queue.push((i64::MAX, id));
            open += usize::from(!hidden.contains(&id));
        }
    }
    while let Some((when, id)) = queue.pop() {
        let is_hidden = hidden.contains(&id);
        // What is hidden may still lead to what was kept, but not once all of that is newer.
        if open == 0 && (kept.is_empty() || when < oldest_kept) {
            break;
        }
        if !is_hidden {
            open -= 1;
            kept.insert(id);
            oldest_kept = oldest_kept.min(walked.headers[&id].committed);
        }
        let parents = walked.parents(id).to_vec();
        if is_hidden {
            hide(&parents, walked, &mut hidden, &mut kept, &seen, &mut open);
        }
        let mut lost = HashSet::new();
        for parent in parents {
            if seen.insert(parent) {
                if !enter(repository, parent, walked) {
                    lost.insert(parent);
                    continue;
                }
                queue.push((walked.headers[&parent].committed, parent));
                open += usize::from(!hidden.contains(&parent));
            } else if walked.unreadable.contains_key(&parent) {
                lost.insert(parent);
            }
        }
        if !lost.is_empty() {
            lose(id, &lost, walked);
        }
    }
    kept
}

/// Takes commits, and all before them that have been seen, out of what is wanted.
fn hide(
    commits: &[Oid],
    walked: &Walked,
    hidden: &mut HashSet<Oid>,
    kept: &mut HashSet<Oid>,
    seen: &HashSet<Oid>,
    open: &mut usize,
) {
    let mut left = commits.to_vec();
    while let Some(id) = left.pop() {
        if !hidden.insert(id) {
            continue;
        }
        if kept.remove(&id) {
            left.extend(walked.parents(id));
        } else if seen.contains(&id) && walked.headers.contains_key(&id) {
            *open -= 1;
        }
    }
}

/// Reads a commit; tells whether it can be read.
pub(super) fn enter(repository: &Repository, id: Oid, walked: &mut Walked) -> bool {
    match header::read(repository, id) {
        Ok(header) => {
            if ends_at(repository, id, &header) {
                walked.boundary.insert(id);
                walked.told_parents.insert(id, Vec::new());
            }
            walked.headers.insert(id, header);
            true
        }
        Err(why) => {
            walked.unreadable.insert(id, why);
            false
        }
    }
}

/// Whether a shallow clone ends at a commit that has parents.
pub(super) fn ends_at(repository: &Repository, id: Oid, header: &Header) -> bool {
    repository.is_shallow()
        && !header.parents.is_empty()
        && match repository.git.find_commit(id) {
            Ok(commit) => commit.parent_count() == 0,
            Err(_) => header.parents.iter().all(|parent| header::read(repository, *parent).is_err()),
        }
}

/// Takes the parents that cannot be read from a commit.
fn lose(commit: Oid, lost: &HashSet<Oid>, walked: &mut Walked) {
    let left = walked.parents(commit).iter().copied().filter(|id| !lost.contains(id)).collect();
    walked.told_parents.insert(commit, left);
    walked.follows_unreadable.insert(commit);
}

/// Ids without repetition, in their order.
fn distinct(ids: impl IntoIterator<Item = Oid>) -> Vec<Oid> {
    let mut seen = HashSet::new();
    ids.into_iter().filter(|id| seen.insert(*id)).collect()
}
