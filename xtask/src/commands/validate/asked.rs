//! Which files somebody asks to have checked: by path, by the code or the name of a country, by edition.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};

use super::super::named;
use dataset::Dataset;
use dataset::assessment_id::{ASSESSMENTS, AssessmentId, country_of};
use format::tree::Tree;

/// What is asked for; all, if nothing is named.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Files and folders, from the repository's root, which is the empty one.
    paths: BTreeSet<String>,
    /// The codes of countries. With editions beside them only the files of both are meant.
    countries: BTreeSet<String>,
    /// The ids of editions.
    editions: BTreeSet<String>,
}

impl Asked {
    /// Reads what was named. A path is meant from the current folder or from the root.
    ///
    /// # Errors
    /// A name under which the dataset has nothing.
    pub(super) fn read(root: &Path, written: &[PathBuf], tree: &Tree) -> anyhow::Result<Self> {
        let here = std::env::current_dir().context("the current folder cannot be found")?;
        let root = std::path::absolute(root)?;
        let editions: BTreeSet<&str> =
            tree.entries().iter().filter_map(|entry| edition_of(&entry.path)).collect();
        // It is read once, and only if something may be the name of a country.
        let dataset = LazyCell::new(|| Dataset::load(tree));
        let mut asked = Self::default();
        for written in written {
            if let Some(path) = file_or_folder([&here, &root], written, tree) {
                asked.paths.insert(path);
                continue;
            }
            let nothing = || format!("nothing to check: the dataset has no file at {}", written.display());
            let name = written.to_str().with_context(nothing)?;
            if editions.contains(name) {
                asked.editions.insert(name.to_owned());
                continue;
            }
            let (country, edition) = named::country_and_edition(name, None);
            // What is written as a path is no name.
            if country.contains(['/', '\\']) || name.starts_with(['/', '.']) {
                bail!("{}", nothing());
            }
            let code = country.to_ascii_uppercase();
            // A folder is known by its code even if nothing in it can be read.
            let code = if code.len() == 3 && is_there(tree, &format!("{ASSESSMENTS}{code}")) {
                code
            } else {
                match named::country(&dataset, country) {
                    Ok(code) => code.to_owned(),
                    // With a slash or a full stop it is rather a path.
                    Err(_) if edition.is_some() || country.contains('.') => bail!("{}", nothing()),
                    Err(why) => bail!("{}, and {why}", nothing()),
                }
            };
            match edition.map(|edition| AssessmentId::new(&code, edition).path()) {
                None => asked.countries.insert(code),
                Some(path) if tree.has(&path) => asked.paths.insert(path),
                Some(_) => bail!("{}", nothing()),
            };
        }
        Ok(asked)
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
    path.strip_prefix(ASSESSMENTS)?.rsplit_once('/')?.1.strip_suffix(".json")
}

/// The path from the root of what stands in the dataset where somebody wrote: from one of two folders, or as assessments are
/// called elsewhere, `KHM/2022`.
fn file_or_folder([here, root]: [&Path; 2], written: &Path, tree: &Tree) -> Option<String> {
    let is_below = written.components().all(|part| matches!(part, Component::Normal(_)));
    let of_assessment = is_below.then(|| root.join(ASSESSMENTS).join(written).with_extension("json"));
    let candidates = [here.join(written), root.join(written)].into_iter().chain(of_assessment);
    candidates.map(|path| lexical(&path)).find_map(|path| {
        let path = path.strip_prefix(root).ok()?;
        let path: Vec<&str> = path.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
        Some(path.join("/")).filter(|path| is_there(tree, path))
    })
}

/// Whether a tree has a file at a path or below it.
fn is_there(tree: &Tree, path: &str) -> bool {
    let below = if path.is_empty() { String::new() } else { format!("{path}/") };
    let first = tree.entries().partition_point(|entry| *entry.path < *below);
    tree.has(path) || tree.entries().get(first).is_some_and(|entry| entry.path.starts_with(&below))
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
