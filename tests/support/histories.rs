//! A history to ask about: commits of the small repository, by fixed authors at fixed times, and a way to tell others.

use std::collections::BTreeMap;
use std::path::Path;

use git2::{Oid, Signature, Time};
use serde_json::{Value, json};

use crate::support::State;

/// The file that most of the prepared history is about.
pub(crate) const XAA: &str = "dataset/assessments/XAA/2022.json";

/// When the first commit of a history was made; each further one is a day later.
const START: i64 = 1_767_225_600;

/// A repository whose commits have names.
pub(crate) struct History {
    folder: tempfile::TempDir,
    git: git2::Repository,
    commits: BTreeMap<&'static str, Oid>,
}

impl History {
    /// A repository without commits.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head("main");
        let git = git2::Repository::init_opts(folder.path(), &options).expect("a repository");
        Self { folder, git, commits: BTreeMap::new() }
    }

    /// A commit of a state by Ana Example; `main` goes to it. Parents go by their names.
    pub(crate) fn commit(
        &mut self,
        name: &'static str,
        parents: &[&str],
        summary: &str,
        state: &State,
    ) -> Oid {
        self.commit_by("Ana Example", name, parents, summary, state)
    }

    /// The same by another author.
    pub(crate) fn commit_by(
        &mut self,
        author: &str,
        name: &'static str,
        parents: &[&str],
        summary: &str,
        state: &State,
    ) -> Oid {
        let mut index = git2::Index::new().expect("an index");
        for (path, bytes) in &state.files {
            let id = self.git.blob(bytes).expect("a blob");
            index.add(&entry(path, id)).expect("an entry");
        }
        let tree = index.write_tree_to(&self.git).expect("a tree");
        let tree = self.git.find_tree(tree).expect("a tree");
        let day = i64::try_from(self.commits.len()).expect("few commits");
        let when = Time::new(START + day * 24 * 60 * 60, 60);
        let author = Signature::new(author, "someone@example.org", &when).expect("a name");
        let parents: Vec<git2::Commit<'_>> =
            parents.iter().map(|name| self.git.find_commit(self.commits[name]).expect("a commit")).collect();
        let parents: Vec<&git2::Commit<'_>> = parents.iter().collect();
        let id = self.git.commit(None, &author, &author, summary, &tree, &parents).expect("a commit");
        self.git.reference("refs/heads/main", id, true, "a commit").expect("a branch");
        self.commits.insert(name, id);
        id
    }

    /// Puts the files of `main` into the folder.
    pub(crate) fn check_out(&self) {
        let mut options = git2::build::CheckoutBuilder::new();
        self.git.checkout_head(Some(options.force())).expect("a checkout");
    }

    /// The folder of the repository.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The repository, as the tests of Git see it.
    pub(crate) fn git(&self) -> &git2::Repository {
        &self.git
    }

    /// The id of a commit.
    pub(crate) fn id(&self, name: &str) -> String {
        self.commits[name].to_string()
    }

    /// A text with the names of commits in place of their ids, long or short, so that it can be read.
    pub(crate) fn named(&self, text: &str) -> String {
        self.commits.iter().fold(text.to_owned(), |text, (name, id)| {
            let id = id.to_string();
            text.replace(&id, &format!("<{name}>")).replace(&id[..10], &format!("<{name}>"))
        })
    }
}

pub(crate) fn entry(path: &str, id: Oid) -> git2::IndexEntry {
    git2::IndexEntry {
        ctime: git2::IndexTime::new(0, 0),
        mtime: git2::IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode: 0o100_644,
        uid: 0,
        gid: 0,
        file_size: 0,
        id,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    }
}

/// The prepared history:
///
/// ```text
/// before - enters - lowers - rewords - mends - police -- merges - renames - slips - reverts
///                                          \- schools -/
/// ```
///
/// | Commit | Does |
/// |---|---|
/// | `before` | has no dataset yet |
/// | `enters` | brings the dataset, with nothing changed |
/// | `lowers` | XAA 2022: press from Strong to Fair with a new source, other words and an erratum; a squash merge, `(#3)` |
/// | `rewords` | XAA 2022: courts said in other words |
/// | `mends` | XAA 2022: the title of the source `report-2022` |
/// | `police` | XAA 2022, on `main`: police from Weak to Fair, on what was cited already |
/// | `schools` | XAA 2022, on a branch by Bo Other: schools from Fair to Strong |
/// | `merges` | both of them, `Merge pull request #7` |
/// | `renames` | the file of XBB 2022, to XBB 2025 |
/// | `slips` | XAA 2022: courts from Weak to Very Weak |
/// | `reverts` | what `slips` did |
pub(crate) fn history() -> History {
    let mut history = History::new();
    let mut before = State { files: BTreeMap::new(), others: Vec::new() };
    before.files.insert("README.md".to_owned(), b"What will be here.\n".to_vec());
    history.commit("before", &[], "Say what will be here", &before);
    let mut enters = State::base();
    enters.files.extend(before.files);
    history.commit("enters", &["before"], "Enter Aland and Beland", &enters);
    let lowers = enters.edited(XAA, lower_press);
    history.commit("lowers", &["enters"], "Lower press in Aland (#3)", &lowers);
    let rewords = lowers.edited(XAA, |file| {
        file["ratings"]["courts"]["rationale"][0] =
            json!("What was seen of the courts in 2022, in other words.[^report]");
    });
    history.commit("rewords", &["lowers"], "Say it better", &rewords);
    let mends = rewords.edited(XAA, |file| {
        file["sources"]["report-2022"]["title"] = json!("A report on Aland");
    });
    history.commit("mends", &["rewords"], "Mend a title", &mends);
    let raise_police = |file: &mut Value| {
        file["ratings"]["police"]["rating"] = json!("fair");
        file["ratings"]["police"]["change"] = json!("increase");
    };
    let raise_schools = |file: &mut Value| {
        file["ratings"]["schools"]["rating"] = json!("strong");
        file["ratings"]["schools"]["change"] = json!("increase");
    };
    let schools = mends.clone().edited(XAA, raise_schools);
    history.commit_by("Bo Other", "schools", &["mends"], "Raise schools", &schools);
    let police = mends.edited(XAA, raise_police);
    history.commit("police", &["mends"], "Raise police", &police);
    let merges = police.edited(XAA, raise_schools);
    history.commit("merges", &["police", "schools"], "Merge pull request #7 from bo/schools", &merges);
    let mut renames = merges.edited("dataset/assessments/XBB/2022.json", |file| {
        file["edition"] = json!("2025");
    });
    let moved = renames.files.remove("dataset/assessments/XBB/2022.json").expect("is there");
    renames.files.insert("dataset/assessments/XBB/2025.json".to_owned(), moved);
    history.commit("renames", &["merges"], "Beland was of another edition", &renames);
    let slips = renames.clone().edited(XAA, |file| {
        file["ratings"]["courts"]["rating"] = json!("very-weak");
    });
    history.commit("slips", &["renames"], "Lower courts", &slips);
    history.commit("reverts", &["slips"], "Revert \"Lower courts\"", &renames);
    history.check_out();
    history
}

/// Press from Strong to Fair: what a change of a rating should look like.
pub(crate) fn lower_press(file: &mut Value) {
    file["stated"] = json!({ "score": 38, "previous_score": 50, "difference": -12 });
    let press = &mut file["ratings"]["press"];
    press["rating"] = json!("fair");
    press["change"] = json!("decrease");
    press["rationale"][0] =
        json!("What was found about press in 2022, and what a monitor saw.[^report][^monitor]");
    press["footnotes"]["monitor"] = json!({ "citations": [{ "source": "monitor-2022" }] });
    file["sources"]["monitor-2022"] = json!({
        "type": "webpage",
        "title": "What the monitor saw",
        "author": [{ "literal": "The Monitor" }],
        "issued": { "date-parts": [[2022, 5, 3]] },
        "URL": "https://monitor.example/aland"
    });
    file["ratings"]["press"]["errata"] = json!({
        "2026-01-03": {
            "kind": "rating",
            "from": "strong",
            "to": "fair",
            "reason": "transcription",
            "note": "The document prints Fair; Strong was a slip.",
            "citations": [{ "source": "monitor-2022" }]
        }
    });
}

#[test]
fn the_prepared_history_ends_as_it_says() {
    let history = history();
    let head = history.git().head().expect("a head").peel_to_commit().expect("a commit");
    assert_eq!(head.id().to_string(), history.id("reverts"));
    assert!(history.path().join("dataset/assessments/XBB/2025.json").is_file());
    assert_eq!(
        history.named(&format!("{} {}", head.id(), &head.id().to_string()[..10])),
        "<reverts> <reverts>"
    );
}
