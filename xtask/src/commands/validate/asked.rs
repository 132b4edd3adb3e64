//! Which files somebody asks to have checked: by path, by the code or the name of a country, by edition.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};

use super::super::named;
use super::super::repository::is_under;
use dataset::Dataset;
use dataset::assessment_id::ASSESSMENTS;
use format::tree::Tree;

/// What is asked for; all, if nothing is named.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Files and folders, from the repository's root.
    paths: Vec<String>,
    /// The folders of countries. With editions beside them only the files of both are meant.
    countries: Vec<String>,
    /// The names of files that editions have in each country.
    editions: Vec<String>,
}

impl Asked {
    /// Reads what was named. A path is meant from the current folder or from the root.
    ///
    /// # Errors
    /// A name under which the dataset has nothing.
    pub(super) fn read(root: &Path, written: &[PathBuf], tree: &Tree) -> anyhow::Result<Self> {
        let mut asked = Self::default();
        for name in written {
            asked.add(root, name, tree)?;
        }
        Ok(asked)
    }

    fn add(&mut self, root: &Path, written: &Path, tree: &Tree) -> anyhow::Result<()> {
        let here = std::env::current_dir().context("the current folder cannot be found")?;
        let root = std::path::absolute(root)?;
        let assessments = root.join(ASSESSMENTS);
        let of_assessment = assessments.join(written).with_extension("json");
        let candidates = [here.join(written), root.join(written), of_assessment];
        let is_there = |path: &str| tree.entries().iter().any(|entry| is_under(&entry.path, path));
        let found = candidates.map(|path| lexical(&path)).into_iter().find_map(|path| {
            let path = path.strip_prefix(&root).ok()?;
            let path: Vec<&str> = path.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
            Some(path.join("/")).filter(|path| is_there(path))
        });
        if let Some(path) = found {
            self.paths.push(path);
            return Ok(());
        }
        let nothing = || format!("nothing to check: the dataset has no file at {}", written.display());
        // What is written as a path is none of a country or an edition.
        let name = written.to_str().filter(|name| !name.contains(['/', '\\', '.'])).with_context(nothing)?;
        let file = format!("{name}.json");
        let of_edition = |path: &str| {
            path.strip_prefix(ASSESSMENTS).is_some_and(|rest| rest.ends_with(&format!("/{file}")))
        };
        if tree.entries().iter().any(|entry| of_edition(&entry.path)) {
            self.editions.push(file);
            return Ok(());
        }
        let folder = format!("{ASSESSMENTS}/{}", name.to_ascii_uppercase());
        if name.len() == 3 && is_there(&folder) {
            self.countries.push(folder);
            return Ok(());
        }
        match named::country(&Dataset::load(tree), name) {
            Ok(code) => self.countries.push(format!("{ASSESSMENTS}/{code}")),
            Err(why) => bail!("{}, and {why}", nothing()),
        }
        Ok(())
    }

    /// Whether nothing was named.
    pub(super) fn is_all(&self) -> bool {
        self.paths.is_empty() && self.countries.is_empty() && self.editions.is_empty()
    }

    /// Whether a file is asked for.
    pub(super) fn has(&self, file: &str) -> bool {
        let is_of_country = || self.countries.iter().any(|folder| is_under(file, folder));
        let name = file.rsplit('/').next().unwrap_or_default();
        let is_of_edition =
            || file.starts_with(ASSESSMENTS) && self.editions.iter().any(|edition| edition == name);
        let is_named = match (self.countries.is_empty(), self.editions.is_empty()) {
            (true, true) => false,
            (false, true) => is_of_country(),
            (true, false) => is_of_edition(),
            (false, false) => is_of_country() && is_of_edition(),
        };
        self.is_all() || is_named || self.paths.iter().any(|path| is_under(file, path))
    }
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
