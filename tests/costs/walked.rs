//! How much is read of a long history: counted, not timed, so that what a comparison once cost does not come back.

use std::cell::RefCell;
use std::collections::HashMap;

use dataset::Dataset;
use diff::pairing::Origin;
use history::git::{Base, BlobId, Repository, compared, log};
use history::lineage::{Between, Versions, ways};

use super::histories::line;

/// How many commits each change the file in place.
const MANY: usize = 1_000;

/// How many contents are read to tell how files went from one commit to the last, and how often each at most; how many commits
/// were walked, and how many files were read of both states.
fn read(git: &Repository, from: &str) -> (usize, usize, usize, usize) {
    let states = compared(git, from, Some("HEAD"), Base::Revision).expect("two states");
    let files = states.before.entries().len() + states.after.entries().len();
    let (before, after) = (Dataset::load_to_compare(&states.before), Dataset::load_to_compare(&states.after));
    let count: RefCell<HashMap<BlobId, usize>> = RefCell::default();
    let fetch = |id: BlobId| {
        *count.borrow_mut().entry(id).or_default() += 1;
        git.blob(id)
    };
    let later = log(git, Some(from), "HEAD").expect("commits");
    let base = git.commit_id(from).expect("a commit");
    let between = Between { base: &base, earlier: None, later: &later };
    let told = ways(between, (&before, &after), &mut Versions::new(&fetch, None, &after));
    let is_in_place = |(path, origin): (&String, &Origin)| *origin == Origin::Path(path.clone());
    assert!(told.ways.origins.iter().all(is_in_place) && told.ways.withdrawn.is_empty());
    let count = count.into_inner();
    (count.len(), count.values().copied().max().unwrap_or(0), later.steps.len(), files)
}

#[test]
fn one_commit_of_many_reads_one_commit() {
    let folder = tempfile::tempdir().expect("a folder");
    line(folder.path(), MANY);
    let git = Repository::open(folder.path()).expect("a repository");
    // The file, the two registers and the instrument, on both sides.
    assert_eq!(read(&git, "HEAD~1"), (0, 0, 1, 8));
}

#[test]
fn many_commits_in_place_read_the_two_states_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    line(folder.path(), MANY);
    let git = Repository::open(folder.path()).expect("a repository");
    assert_eq!(read(&git, "HEAD~1000"), (0, 0, MANY, 8));
}
