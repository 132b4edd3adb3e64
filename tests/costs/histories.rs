//! Repositories in which one file has many commits, made fast: lines that part at one old commit, merges of what cannot be read.

use std::path::Path;

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, ObjectType, Oid, Repository, RepositoryInitOptions};

use super::FILE;
use crate::support::State;

/// A repository with one commit of the small dataset.
struct Made {
    git: Repository,
    base: Oid,
    text: String,
    seconds: i64,
}

impl Made {
    fn new(folder: &Path) -> Self {
        let state = State::base();
        state.write_to(folder);
        let mut options = RepositoryInitOptions::new();
        options.initial_head("main");
        let git = Repository::init_opts(folder, &options).expect("a repository");
        let mut index = git.index().expect("an index");
        index.add_all(["."], git2::IndexAddOption::DEFAULT, None).expect("files");
        index.write().expect("an index");
        let tree = index.write_tree().expect("a tree");
        let text = state.text(FILE).to_owned();
        let mut seconds = 1_600_000_000;
        let base = commit(&git, &mut seconds, tree, &[]);
        Self { git, base, text, seconds }
    }

    /// A commit in which the file has a text.
    fn with(&mut self, text: &str, parents: &[Oid]) -> Oid {
        let blob = self.git.blob(text.as_bytes()).expect("a file");
        let base = self.git.find_commit(self.base).and_then(|base| base.tree()).expect("a tree");
        let mut update = TreeUpdateBuilder::new();
        update.upsert(FILE, blob, FileMode::Blob);
        let tree = update.create_updated(&self.git, &base).expect("a tree");
        commit(&self.git, &mut self.seconds, tree, parents)
    }

    fn end(&self, newest: Oid) {
        self.git.reference("refs/heads/main", newest, true, "the newest").expect("a branch");
    }
}

/// A commit, a minute after the last one.
fn commit(git: &Repository, seconds: &mut i64, tree: Oid, parents: &[Oid]) -> Oid {
    *seconds += 60;
    let parents: String = parents.iter().map(|parent| format!("parent {parent}\n")).collect();
    let who = format!("A <a@example.org> {seconds} +0000");
    let bytes = format!("tree {tree}\n{parents}author {who}\ncommitter {who}\n\nA commit\n");
    git.odb().and_then(|store| store.write(ObjectType::Commit, bytes.as_bytes())).expect("a commit")
}

/// A commit in which the file has a text.
pub(super) fn committed(folder: &Path, text: &str) {
    let mut made = Made::new(folder);
    let newest = made.with(text, &[made.base]);
    made.end(newest);
}

/// A line of commits, each of which changes the file in place.
pub(super) fn line(folder: &Path, n: usize) {
    let mut made = Made::new(folder);
    let passage = "What was found about courts in 2022.";
    let mut newest = made.base;
    for nth in 0..n {
        let text = made.text.replace(passage, &format!("Found in round {nth}."));
        newest = made.with(&text, &[newest]);
    }
    made.end(newest);
}

/// Many branches from one old commit, merged one after the other; every other merge drops what was done.
pub(super) fn branches(folder: &Path, n: usize) {
    let mut made = Made::new(folder);
    let passage = "What was found about courts in 2022.";
    let texts: Vec<String> =
        (0..n).map(|nth| made.text.replace(passage, &format!("Found by branch {nth}."))).collect();
    let tips: Vec<Oid> = texts.iter().map(|text| made.with(text, &[made.base])).collect();
    let (mut main, mut stands) = (made.base, made.text.clone());
    for (nth, (text, tip)) in texts.into_iter().zip(tips).enumerate() {
        if nth % 2 == 0 {
            stands = text;
        }
        main = made.with(&stands, &[main, tip]);
    }
    made.end(main);
}

/// The same, where each branch cites otherwise, so that what the merges are about is always something else.
pub(super) fn citing_branches(folder: &Path, n: usize) {
    let mut made = Made::new(folder);
    let passage = "\"locator\": \"4\"";
    let texts: Vec<String> =
        (0..n).map(|nth| made.text.replacen(passage, &format!("\"locator\": \"{}\"", nth + 10), 1)).collect();
    let tips: Vec<Oid> = texts.iter().map(|text| made.with(text, &[made.base])).collect();
    let mut main = made.base;
    for (text, tip) in texts.iter().zip(tips) {
        main = made.with(text, &[main, tip]);
    }
    made.end(main);
}

/// A line of commits in which the file is broken, each of which was merged into the main line.
pub(super) fn broken_line(folder: &Path, n: usize) {
    let mut made = Made::new(folder);
    let mut broken = made.base;
    let mut tips = Vec::new();
    for nth in 0..n {
        broken = made.with(&format!("{{ broken {nth}"), &[broken]);
        tips.push(broken);
    }
    let mut main = made.base;
    for (nth, tip) in tips.into_iter().enumerate() {
        let text = made.text.replace("What was found about courts", &format!("In year {nth} was found"));
        main = made.with(&text, &[main, tip]);
    }
    made.end(main);
}

/// One merge of many lines, the last commit of each of which has no files that could be listed.
pub(super) fn lost_parents(folder: &Path, n: usize) {
    let mut made = Made::new(folder);
    let base = made.base;
    let lost = |nth: usize| Oid::from_str(&format!("{:040x}", nth + 1)).expect("an id");
    let tips: Vec<Oid> = (0..n).map(|nth| commit(&made.git, &mut made.seconds, lost(nth), &[base])).collect();
    let parents: Vec<Oid> = std::iter::once(base).chain(tips).collect();
    let text = made.text.clone();
    let merge = made.with(&text, &parents);
    made.end(merge);
}
