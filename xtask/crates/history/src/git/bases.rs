//! Where two histories part: the newest commits that they have in common, as Git finds them, and the one by which all of both goes.

use super::Error;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use git2::Oid;

use super::Repository;
use super::walk::{Walked, enter};

/// It is in the history of the one.
const ONE: u8 = 1;
/// It is in the history of the other.
const OTHER: u8 = 2;
/// It comes before a commit that both have.
const OLDER: u8 = 4;
/// It has been found to be in both.
const FOUND: u8 = 8;

/// The commits that both histories have and that come before no other such commit, the newest first.
///
/// The dates of commits decide only the order in which they are read, so that a wrong date costs time and no truth.
///
/// # Errors
/// a commit cannot be read whose parents would have to be known.
pub(super) fn bases(repository: &Repository, one: Oid, other: Oid) -> Result<Vec<Oid>, Error> {
    let mut marked = Marked::new(repository);
    marked.mark(one, ONE);
    marked.mark(other, OTHER);
    let mut common = Vec::new();
    while marked.open > 0
        && let Some(id) = marked.next()
    {
        let marks = marked.marks[&id];
        let is_common = marks & (ONE | OTHER) == ONE | OTHER;
        if is_common && marks & (OLDER | FOUND) == 0 {
            marked.marks.insert(id, marks | FOUND);
            common.push(id);
        }
        let handed_on = marks & (ONE | OTHER | OLDER) | if is_common { OLDER } else { 0 };
        for parent in marked.walked.parents(id).to_vec() {
            marked.mark(parent, handed_on);
        }
    }
    let is_older = |id: &Oid| marked.marks[id] & OLDER != 0;
    if let Some((id, why)) = marked.walked.unreadable.iter().find(|(id, _)| !is_older(id)) {
        return Err(Error::UnreadableBetween { id: *id, reason: Box::new(why.clone()) });
    }
    common.retain(|id| !is_older(id));
    // Only where dates are wrong one of them can still come before another.
    if common.len() > 1 {
        let before = marked.before(&common);
        common.retain(|id| !before.contains(id));
    }
    common.sort_by_key(|id| Reverse(marked.walked.headers[id].committed));
    Ok(common)
}

/// The newest commit by which every way from either of two commits back to the first goes; none if there is no such commit, or
/// one that cannot be read comes after it.
///
/// The dates of commits decide only how far it is looked back.
pub(super) fn gate(repository: &Repository, one: Oid, other: Oid) -> Option<Oid> {
    let (mut walked, mut queue) = (Walked::default(), BinaryHeap::new());
    let mut come_to = vec![one, other];
    loop {
        for id in come_to {
            if !walked.headers.contains_key(&id) {
                if !enter(repository, id, &mut walked) {
                    return None;
                }
                queue.push((walked.headers[&id].committed, id));
            }
        }
        let (_, id) = queue.pop()?;
        if queue.is_empty() {
            return Some(id);
        }
        come_to = walked.parents(id).to_vec();
        // No way goes on from here to where the others lead.
        if come_to.is_empty() {
            return None;
        }
    }
}

/// The commits that were come to, with what is known of each.
struct Marked<'r> {
    repository: &'r Repository,
    walked: Walked,
    marks: HashMap<Oid, u8>,
    /// Those whose parents are to be marked, the newest first, and of the same date the one that was come to first.
    queue: BinaryHeap<(i64, Reverse<usize>, Oid)>,
    waiting: HashSet<Oid>,
    /// How many of them come before no commit that both have.
    open: usize,
    count: usize,
}

impl<'r> Marked<'r> {
    fn new(repository: &'r Repository) -> Self {
        Self {
            repository,
            walked: Walked::default(),
            marks: HashMap::new(),
            queue: BinaryHeap::new(),
            waiting: HashSet::new(),
            open: 0,
            count: 0,
        }
    }

    /// Adds marks to a commit. If any is new, its parents are to be marked (again).
    fn mark(&mut self, id: Oid, marks: u8) {
        let known = self.marks.get(&id).copied();
        let is_first = known.is_none();
        let known = known.unwrap_or(0);
        if known & marks == marks {
            return;
        }
        self.marks.insert(id, known | marks);
        if is_first {
            enter(self.repository, id, &mut self.walked);
        }
        let Some(header) = self.walked.headers.get(&id) else { return };
        let was_open = self.waiting.contains(&id) && known & OLDER == 0;
        if self.waiting.insert(id) {
            self.queue.push((header.committed, Reverse(self.count), id));
            self.count += 1;
        }
        let is_open = (known | marks) & OLDER == 0;
        self.open = self.open + usize::from(is_open) - usize::from(was_open);
    }

    fn next(&mut self) -> Option<Oid> {
        let (_, _, id) = self.queue.pop()?;
        self.waiting.remove(&id);
        self.open -= usize::from(self.marks[&id] & OLDER == 0);
        Some(id)
    }

    /// All that come before any of these commits.
    fn before(&mut self, commits: &[Oid]) -> HashSet<Oid> {
        let mut before = HashSet::new();
        let mut left: Vec<Oid> = commits.iter().flat_map(|id| self.walked.parents(*id)).copied().collect();
        while let Some(id) = left.pop() {
            if before.insert(id)
                && (self.walked.headers.contains_key(&id) || enter(self.repository, id, &mut self.walked))
            {
                left.extend(self.walked.parents(id));
            }
        }
        before
    }
}
