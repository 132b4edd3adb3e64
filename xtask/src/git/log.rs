//! The commits that brought a state of the dataset about, each with the files in which it differs from its parents.

use std::fmt;

use git2::{Oid, Sort};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::Repository;
use super::changed::changed;
use crate::tree::DATASET;

/// Commits, each before its parents.
#[derive(Debug)]
pub struct Log {
    /// The commits that were asked for.
    pub steps: Vec<Step>,
}

/// One commit and what it did to the dataset.
#[derive(Debug)]
pub struct Step {
    /// The commit.
    pub commit: Commit,
    /// For each parent, in order, the files that differ from it; a first commit differs from nothing.
    pub against: Vec<Vec<Delta>>,
}

/// A commit, as far as people ask about it. Everything in it is written by whoever made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its id, 40 hexadecimal digits.
    pub id: String,
    /// The ids of its parents, the branch that was merged into first.
    pub parents: Vec<String>,
    /// The author's name.
    pub author: String,
    /// When the author made it, by RFC 3339, in the author's own time zone.
    pub date: String,
    /// The first line of its message.
    pub summary: String,
    /// Whether the clone is shallow and lacks what came before, so that what is old seems new here.
    pub is_boundary: bool,
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

/// The commits that a revision has and another has not, or all that it has. No content is read.
///
/// # Errors
/// In words for people: a revision that does not exist, an object that is missing.
pub fn log(repository: &Repository, from: Option<&str>, to: &str) -> Result<Log, String> {
    let git = &repository.git;
    let explained = |error: git2::Error| repository.explain(&error);
    let mut walk = git.revwalk().map_err(explained)?;
    walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME).map_err(explained)?;
    walk.push(repository.commit_of(to)?.id()).map_err(explained)?;
    if let Some(from) = from {
        walk.hide(repository.commit_of(from)?.id()).map_err(explained)?;
    }
    let mut steps = Vec::new();
    for id in walk {
        let commit = id.and_then(|id| git.find_commit(id)).map_err(explained)?;
        steps.push(step(repository, &commit)?);
    }
    Ok(Log { steps })
}

fn step(repository: &Repository, commit: &git2::Commit<'_>) -> Result<Step, String> {
    let explained = |error: git2::Error| repository.explain(&error);
    let dataset = |commit: &git2::Commit<'_>| repository.dataset(&commit.tree().map_err(explained)?);
    let own = dataset(commit)?;
    let path = format!("{DATASET}/");
    let mut against = Vec::new();
    for parent in commit.parents() {
        against.push(changed(repository, dataset(&parent)?.as_ref(), own.as_ref(), &path)?);
    }
    if against.is_empty() {
        against.push(changed(repository, None, own.as_ref(), &path)?);
    }
    Ok(Step { commit: told(commit), against })
}

fn told(commit: &git2::Commit<'_>) -> Commit {
    let author = commit.author();
    // A clone that is shallow shows a commit without its parents, though it has some.
    let has_parents =
        String::from_utf8_lossy(commit.raw_header_bytes()).lines().any(|line| line.starts_with("parent "));
    Commit {
        id: commit.id().to_string(),
        parents: commit.parent_ids().map(|id| id.to_string()).collect(),
        author: String::from_utf8_lossy(author.name_bytes()).into_owned(),
        date: date(author.when()),
        summary: String::from_utf8_lossy(commit.summary_bytes().unwrap_or_default()).into_owned(),
        is_boundary: has_parents && commit.parent_count() == 0,
    }
}

/// A moment by RFC 3339; one that no calendar has is the epoch.
fn date(when: git2::Time) -> String {
    let moment = Timestamp::from_second(when.seconds()).unwrap_or_default();
    let offset = Offset::from_seconds(when.offset_minutes().saturating_mul(60)).unwrap_or(Offset::UTC);
    let zoned = moment.to_zoned(TimeZone::fixed(offset));
    zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
