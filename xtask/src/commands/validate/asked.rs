//! Which files somebody asks to have checked: by path, by the code or the name of a country, by edition.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, anyhow};

use super::super::named;
use dataset::Dataset;
use dataset::assessment_id::{ASSESSMENTS, AssessmentId, country_of};
use dataset::meant::meant;
use format::tree::{DATASET, Tree};

/// What is asked for; all, if nothing is named.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Files and folders, from the repository's root.
    paths: BTreeSet<String>,
    /// The codes of countries. With editions beside them only the files of both are meant.
    countries: BTreeSet<String>,
    /// Editions.
    editions: BTreeSet<String>,
}

impl Asked {
    /// Reads what was named. A path is meant from the current folder or from the root.
    ///
    /// # Errors
    /// A name under which the dataset has nothing.
    pub(super) fn read(root: &Path, written: &[PathBuf], tree: &Tree) -> anyhow::Result<Self> {
        let mut asked = Self::default();
        // It is read once, and only if something may be the name of a country.
        let dataset = LazyCell::new(|| Dataset::load(tree));
        for name in written {
            asked.add(root, name, tree, &dataset)?;
        }
        Ok(asked)
    }

    fn add(
        &mut self,
        root: &Path,
        written: &Path,
        tree: &Tree,
        dataset: &LazyCell<Dataset, impl FnOnce() -> Dataset>,
    ) -> anyhow::Result<()> {
        if let Some(path) = path_of(root, written, tree)? {
            self.paths.insert(path);
            return Ok(());
        }
        let nothing = || format!("nothing to check: the dataset has no file at {}", written.display());
        // A name, or as assessments are called elsewhere: KHM/2022.
        let parts: Option<Vec<&str>> = written.components().map(plain_part).collect();
        let word = parts.map(|parts| parts.join("/"));
        let outside = || -> anyhow::Result<()> { Err(anyhow!(nothing())) };
        let Some(word) = word else { return outside() };
        let is_in_dataset = word.starts_with(DATASET) && !word.starts_with(ASSESSMENTS);
        let id = AssessmentId::of_word(&word).filter(|id| !id.edition.contains('/') && !is_in_dataset);
        let found = match id {
            Some(AssessmentId { country, edition }) => {
                let files = named::assessments(dataset, Some(country), Some(edition));
                files.map(|files| self.paths.extend(files.iter().map(|file| file.path.to_string())))
            }
            None if word.contains('/') => outside(),
            None => self.add_name(&word, tree, dataset),
        };
        // With a full stop it is rather a path, but can be a name: "Lao P.D.R.".
        let is_path = word.contains(['/', '.']);
        found.map_err(|why| match path_meant(written, tree).filter(|_| is_path) {
            Some(meant) => anyhow!("{}; did you mean {meant}?", nothing()),
            None if id.is_some() || !word.contains('/') => anyhow!("{}, and {why}", nothing()),
            None => why,
        })
    }

    /// Takes the name of an edition or of a country for what is asked for.
    fn add_name(
        &mut self,
        name: &str,
        tree: &Tree,
        dataset: &LazyCell<Dataset, impl FnOnce() -> Dataset>,
    ) -> anyhow::Result<()> {
        if tree.entries().iter().any(|entry| edition_of(&entry.path) == Some(name)) {
            self.editions.insert(name.to_owned());
            return Ok(());
        }
        // A folder is known by its code even if nothing in it can be read.
        let code = name.to_ascii_uppercase();
        let is_code = code.len() == 3 && is_there(tree, &format!("{ASSESSMENTS}{code}"));
        self.countries.insert(if is_code { code } else { named::country(dataset, name)?.to_owned() });
        Ok(())
    }

    /// Whether nothing was named.
    pub(super) fn is_all(&self) -> bool {
        self.paths.is_empty() && self.countries.is_empty() && self.editions.is_empty()
    }

    /// Whether a file is asked for.
    pub(super) fn has(&self, file: &str) -> bool {
        let is_of_country = || country_of(file).is_some_and(|code| self.countries.contains(code));
        let is_of_edition = || edition_of(file).is_some_and(|edition| self.editions.contains(edition));
        let is_named = match (self.countries.is_empty(), self.editions.is_empty()) {
            (true, true) => false,
            (false, true) => is_of_country(),
            (true, false) => is_of_edition(),
            (false, false) => is_of_country() && is_of_edition(),
        };
        let folders = || file.match_indices('/').map(|(end, _)| &file[..end]);
        let is_asked = |path: &str| self.paths.contains(path);
        self.is_all() || is_named || is_asked(file) || is_asked("") || folders().any(is_asked)
    }
}

/// The edition that a file is named after.
fn edition_of(path: &str) -> Option<&str> {
    AssessmentId::of_path(path).map(|id| id.edition)
}

/// Whether a tree has a file at a path or below it.
fn is_there(tree: &Tree, path: &str) -> bool {
    let below = if path.is_empty() { String::new() } else { format!("{path}/") };
    let first = tree.entries().partition_point(|entry| *entry.path < *below);
    tree.has(path) || tree.entries().get(first).is_some_and(|entry| entry.path.starts_with(&below))
}

/// The file or folder of the dataset that a path means: from the current folder, from the root, or below the assessments, where
/// `.json` can be left out. Where none is written like this, one that differs in capital letters alone.
fn path_of(root: &Path, written: &Path, tree: &Tree) -> anyhow::Result<Option<String>> {
    let here = std::env::current_dir().context("the current folder cannot be found")?;
    let root = std::path::absolute(root)?;
    // A name alone is that of a country or an edition.
    let is_below =
        written.components().count() > 1 && written.components().all(|it| plain_part(it).is_some());
    let below = is_below.then(|| root.join(ASSESSMENTS).join(written)).map(|path| {
        let mut file = path.clone().into_os_string();
        file.push(".json");
        [path, file.into()]
    });
    let candidates = [here.join(written), root.join(written)].into_iter().chain(below.into_iter().flatten());
    let candidates: Vec<String> = candidates
        .filter_map(|path| {
            let path = lexical(&path);
            let parts: Option<Vec<&str>> =
                path.strip_prefix(&root).ok()?.iter().map(|part| part.to_str()).collect();
            Some(parts?.join("/"))
        })
        .collect();
    let paths = || tree.entries().iter().map(|entry| &*entry.path);
    let as_written = candidates.iter().find(|wanted| is_there(tree, wanted));
    let otherwise = || {
        candidates.iter().find_map(|wanted| {
            let same = paths().filter_map(|path| path.get(..wanted.len()));
            let mut same = same.filter(|path| path.eq_ignore_ascii_case(wanted));
            same.find(|path| is_there(tree, path)).map(str::to_owned)
        })
    };
    Ok(as_written.cloned().or_else(otherwise))
}

/// A part of a path, if it is a name.
fn plain_part(part: Component<'_>) -> Option<&str> {
    match part {
        Component::Normal(name) => name.to_str(),
        Component::CurDir | Component::ParentDir | Component::RootDir | Component::Prefix(_) => None,
    }
}

/// The file or folder of the dataset that a path with a slip may mean.
fn path_meant(written: &Path, tree: &Tree) -> Option<String> {
    let written = written.to_str()?.trim_end_matches(['/', '\\']).replace('\\', "/");
    let files = tree.entries().iter().map(|entry| &*entry.path);
    let folders = files.clone().filter_map(|path| Some(path.rsplit_once('/')?.0));
    let all: BTreeSet<&str> = files.chain(folders).collect();
    // What is written from another folder is compared by its own end.
    let short = all
        .iter()
        .filter_map(|path| path.strip_prefix(ASSESSMENTS))
        .flat_map(|path| [path, path.strip_suffix(".json").unwrap_or(path)]);
    meant(&written, all.iter().copied().chain(short)).map(str::to_owned)
}

/// Takes `.` and `..` out of a path without asking the file system, so that links are not followed.
fn lexical(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut path, part| {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                path.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => path.push(part),
        }
        path
    })
}
