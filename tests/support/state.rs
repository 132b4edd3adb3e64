//! Repository states to start from, ways to break them, and what the rules say of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use bibliography::date::Day;
use dataset::Dataset;
use dataset::canonical::{Rewrite, rewrite};
use dataset::schema::Kind;
use dataset::stream::Stream;
use diff::compare;
use format::diagnostic::Diagnostic;
use format::tree::{Entry, Tree};
use rules::ChangeContext;
use rules::validate::{KeepExcepted, Validation, validate_keeping};
use serde_json::Value;
use xtask::render::place::place;
use xtask::render::validation::{OpenPoints, Summary, human, json};

/// The day as of which the tests judge.
pub(crate) fn today() -> Day {
    Day::new(2026, 11, 21).expect("a day")
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in a folder").to_owned()
}

/// A repository state that a test can change.
#[derive(Clone)]
pub(crate) struct State {
    /// Files by path.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// What else stands there.
    pub(crate) others: Vec<Entry>,
}

/// What the rules say of a state, with all that is needed to print it.
pub(crate) struct Judgement {
    pub(crate) tree: Tree,
    pub(crate) dataset: Dataset,
    pub(crate) validation: Validation,
}

impl State {
    /// The small repository of the tests.
    pub(crate) fn base() -> Self {
        Self::folder(&root().join("tests/base"))
    }

    /// The real dataset.
    pub(crate) fn real() -> Self {
        Self::folder(&root())
    }

    /// The dataset below a folder.
    pub(crate) fn folder(root: &Path) -> Self {
        let tree = Tree::folder(root).expect("the folder can be listed");
        let read = |entry: &Entry| {
            let bytes = tree.read(&entry.path).expect("the file can be read").into_owned();
            (entry.path.to_string(), bytes)
        };
        Self { files: tree.entries().iter().map(read).collect(), others: Vec::new() }
    }

    /// The text of a file.
    pub(crate) fn text(&self, path: &str) -> &str {
        std::str::from_utf8(&self.files[path]).expect("a text")
    }

    /// The state with one passage of a file replaced; the passage stands there exactly once.
    #[must_use]
    pub(crate) fn replaced(mut self, path: &str, passage: &str, by: &str) -> Self {
        let text = self.text(path);
        assert_eq!(text.matches(passage).count(), 1, "{path} has {passage:?} exactly once");
        let text = text.replace(passage, by);
        self.files.insert(path.to_owned(), text.into_bytes());
        self
    }

    /// The state with a file's JSON changed, and written in canonical form again.
    #[must_use]
    pub(crate) fn edited(mut self, path: &str, edit: impl FnOnce(&mut Value)) -> Self {
        let mut value: Value = serde_json::from_slice(&self.files[path]).expect("JSON");
        edit(&mut value);
        let bytes = serde_json::to_vec(&value).expect("JSON");
        let dataset = Dataset::load(&self.tree());
        let kind = Kind::of(path).expect("a path of the dataset");
        match rewrite(&bytes, kind, &dataset.indicators_of(path)) {
            Rewrite::To(text) => self.files.insert(path.to_owned(), text.into_bytes()),
            Rewrite::AsItIs => self.files.insert(path.to_owned(), bytes),
            Rewrite::Refused(why) => panic!("{path}: {why}"),
        };
        self
    }

    /// The state with a file's JSON changed, and written without layout.
    #[must_use]
    pub(crate) fn with_json(mut self, path: &str, edit: impl FnOnce(&mut Value)) -> Self {
        let mut value: Value = serde_json::from_slice(&self.files[path]).expect("JSON");
        edit(&mut value);
        self.files.insert(path.to_owned(), serde_json::to_vec(&value).expect("JSON"));
        self
    }

    /// The state as the tool sees it.
    pub(crate) fn tree(&self) -> Tree {
        let files = self.files.clone().into_iter().filter(|(path, _)| path.starts_with("dataset/"));
        Tree::memory(files, self.others.clone())
    }

    /// What the rules say of it, those on changes too, if it was made from another state.
    pub(crate) fn judged_against(&self, before: &Self) -> Judgement {
        let mut judgement = self.judged();
        let all: BTreeSet<&String> = self.files.keys().chain(before.files.keys()).collect();
        let differs = |path: &&String| self.files.get(*path) != before.files.get(*path);
        let paths: BTreeSet<String> = all.into_iter().filter(differs).cloned().collect();
        let (before, after) = (Dataset::load(&before.tree()), Dataset::load(&self.tree()));
        let diff = compare(&before, &after);
        judgement.validation.add_change(&ChangeContext::new(&before, &after, &diff, &paths, today()));
        judgement
    }

    /// What the rules say of it.
    pub(crate) fn judged(&self) -> Judgement {
        let tree = self.tree();
        let dataset = Dataset::load(&tree);
        let validation = validate_keeping(&Stream::new(&tree), today(), KeepExcepted::Diagnostics);
        Judgement { tree, dataset, validation }
    }

    /// Writes the state into a folder.
    pub(crate) fn write_to(&self, folder: &Path) {
        for (path, bytes) in &self.files {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().expect("a file has a folder")).expect("a new folder");
            fs::write(file, bytes).expect("a new file");
        }
    }
}

impl Judgement {
    /// Code, path and pointer of each diagnostic, as printed.
    pub(crate) fn places(&self) -> Vec<(&'static str, String, String)> {
        place(&self.tree, &self.validation.diagnostics)
            .iter()
            .map(|placed| {
                let spot = &placed.spot;
                (placed.diagnostic.code, spot.path.to_string(), spot.pointer.to_string())
            })
            .collect()
    }

    /// The same, of the open points as well.
    pub(crate) fn all_places(&self) -> Vec<(&'static str, String, String)> {
        let Validation { diagnostics, open_points, .. } = &self.validation;
        place(&self.tree, diagnostics.iter().chain(open_points))
            .iter()
            .map(|placed| {
                let spot = &placed.spot;
                (placed.diagnostic.code, spot.path.to_string(), spot.pointer.to_string())
            })
            .collect()
    }

    /// The diagnostics.
    pub(crate) fn diagnostics(&self) -> &[Diagnostic] {
        &self.validation.diagnostics
    }

    /// The codes of the open points of drafts.
    pub(crate) fn open_codes(&self) -> Vec<&'static str> {
        self.validation.open_points.iter().map(|point| point.code).collect()
    }

    fn open(&self) -> OpenPoints<'_> {
        let Validation { open_points, drafts, .. } = &self.validation;
        OpenPoints { drafts, points: open_points, placed: place(&self.tree, open_points), elsewhere: &[] }
    }

    /// What a person reads who asks for each open point as well, without styles.
    pub(crate) fn human(&self) -> String {
        anstream::adapter::strip_str(&self.styled(None)).to_string()
    }

    /// The same as a terminal gets it, which can open the page of the rules at an address.
    pub(crate) fn styled(&self, rules: Option<&str>) -> String {
        let placed = place(&self.tree, &self.validation.diagnostics);
        human::render(&placed, &self.open(), &self.summary(), None, rules, None)
    }

    /// What a program reads.
    pub(crate) fn json(&self) -> Value {
        let placed = place(&self.tree, &self.validation.diagnostics);
        serde_json::from_str(&json::render(&placed, &self.open(), &self.summary()))
            .expect("the report is JSON")
    }

    fn summary(&self) -> Summary {
        let files = self.tree.entries().len();
        let countries: BTreeSet<&str> = self.dataset.assessments.iter().map(|file| &*file.country).collect();
        Summary::new(&self.validation, files, self.dataset.assessments.len(), countries.len())
    }
}

/// All files below a folder.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder can be listed") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files
}

/// Applies a JSON Merge Patch (RFC 7396, section 2).
pub(crate) fn merge(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let Value::Object(target) = target else { return };
    for (key, value) in patch {
        if value.is_null() {
            target.shift_remove(&key);
        } else {
            merge(target.entry(key).or_insert(Value::Null), value);
        }
    }
}
