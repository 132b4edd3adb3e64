//! Where the repository is, and which of its files somebody means.

use std::fs::{self, Permissions};
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use tempfile::NamedTempFile;

use crate::dataset::{AssessmentFile, Dataset};
use crate::git::Repository;
use crate::meant::meant;
use crate::model::country::Country;
use crate::model::framework::Indicator;
use crate::tree::{DATASET, Tree};

/// The repository's root: the folder named, or the nearest above this one that has a dataset.
pub(super) fn root(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(named) = named {
        if !named.join(DATASET).is_dir() {
            bail!("there is no {DATASET}/ folder in {}", named.display());
        }
        return Ok(named.to_owned());
    }
    let here = std::env::current_dir().context("the current folder cannot be found")?;
    match here.ancestors().find(|folder| folder.join(DATASET).is_dir()) {
        Some(root) => Ok(root.to_owned()),
        None => bail!(
            "there is no {DATASET}/ folder here or above; run this inside a clone of the dataset, or name one with --repo DIR"
        ),
    }
}

/// The dataset of the working tree.
pub(super) fn dataset(named: Option<&Path>) -> anyhow::Result<Dataset> {
    Ok(Dataset::load(&working_tree(&root(named)?)?))
}

/// The repository of Git at the folder that is named, or at the current one, whether or not it has a dataset checked out.
pub(super) fn git(named: Option<&Path>) -> anyhow::Result<Repository> {
    let folder = named.map_or_else(std::env::current_dir, |named| Ok(named.to_owned()))?;
    Repository::open(&folder).map_err(|why| anyhow!(why))
}

/// The working tree of the repository.
pub(super) fn working_tree(root: &Path) -> anyhow::Result<Tree> {
    Tree::folder(root)
        .with_context(|| format!("the {DATASET}/ folder of {} cannot be listed", root.display()))
}

/// A path as somebody wrote it, from the repository's root; they may write it from there or from the current folder.
///
/// # Errors
/// A path under which the dataset has nothing.
pub(super) fn relative(root: &Path, written: &Path, tree: &Tree) -> anyhow::Result<String> {
    let here = std::env::current_dir().context("the current folder cannot be found")?;
    let root = std::path::absolute(root)?;
    let candidates = [here.join(written), root.join(written)];
    let found = candidates.iter().map(|path| lexical(path)).find_map(|path| {
        let path = path.strip_prefix(&root).ok()?;
        let path: Vec<&str> = path.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
        Some(path.join("/")).filter(|path| tree.entries().iter().any(|entry| is_under(&entry.path, path)))
    });
    found.with_context(|| format!("nothing to check: the dataset has no file at {}", written.display()))
}

/// Whether a file is at a path or below it; the empty path is the repository's root.
pub(super) fn is_under(file: &str, path: &str) -> bool {
    path.is_empty() || file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The code of an assessed country that somebody named by code or by name.
///
/// # Errors
/// A country that the dataset has no assessment of.
pub(super) fn country<'d>(dataset: &'d Dataset, named: &str) -> anyhow::Result<&'d str> {
    country_among(dataset, named, dataset.assessments.iter().map(|file| &*file.country))
}

/// The code of a country that somebody named by code or by name, if it is among those that are assessed.
///
/// # Errors
/// A country that is not.
pub(super) fn country_among<'d>(
    dataset: &'d Dataset,
    named: &str,
    assessed: impl IntoIterator<Item = &'d str>,
) -> anyhow::Result<&'d str> {
    let codes: Vec<&str> = assessed.into_iter().collect();
    match sought(dataset, named, &codes) {
        Sought::Found(code) => Ok(code),
        Sought::Near(meant) => bail!("there is no assessment of \"{named}\"; did you mean {meant}?"),
        Sought::Nowhere => bail!("there is no assessment of \"{named}\"; there are: {}", listed(codes)),
    }
}

/// The id of an indicator that somebody named by id or by title.
///
/// # Errors
/// An indicator that no instrument has.
pub(super) fn indicator<'d>(known: &[&'d Dataset], named: &str) -> anyhow::Result<&'d str> {
    let frameworks = known.iter().flat_map(|dataset| &dataset.frameworks);
    let all: Vec<(&str, &Indicator)> = frameworks.flat_map(|file| file.data.indicators.iter()).collect();
    let is_title = |indicator: &Indicator| {
        indicator.title.as_deref().is_some_and(|title| title.eq_ignore_ascii_case(named))
    };
    if let Some((id, _)) = all.iter().find(|(id, indicator)| *id == named || is_title(indicator)) {
        return Ok(id);
    }
    match meant(named, all.iter().map(|(id, _)| *id)) {
        Some(meant) => bail!("there is no indicator \"{named}\"; did you mean {meant}?"),
        None => bail!("there is no indicator \"{named}\"; cargo xtask score --explain lists all"),
    }
}

/// The code of a registered country that somebody named by code or by name, whether it has been assessed or not.
///
/// # Errors
/// A country that is not in the register.
pub(super) fn registered_country<'d>(dataset: &'d Dataset, named: &str) -> anyhow::Result<&'d str> {
    let codes: Vec<&str> = dataset.countries.iter().flat_map(|file| file.data.countries.ids()).collect();
    let remedy = "add it there under its ISO 3166-1 alpha-3 code, with its names and who uses each";
    match sought(dataset, named, &codes) {
        Sought::Found(code) => Ok(code),
        Sought::Near(meant) => bail!(
            "\"{named}\" is not in dataset/countries.json; did you mean {meant}? If it is another country, {remedy}"
        ),
        Sought::Nowhere => bail!("\"{named}\" is not in dataset/countries.json; {remedy}"),
    }
}

/// What came of looking for a country.
enum Sought<'d> {
    /// Its code.
    Found(&'d str),
    /// No such country, but one whose code or name is like it.
    Near(&'d str),
    /// Nothing like it.
    Nowhere,
}

/// Looks among codes for a country that somebody named by its code or by a name in the register.
fn sought<'d>(dataset: &'d Dataset, named: &str, codes: &[&'d str]) -> Sought<'d> {
    if let Some(code) = codes.iter().find(|code| code.eq_ignore_ascii_case(named)) {
        return Sought::Found(code);
    }
    let registered = dataset.countries.iter().flat_map(|file| file.data.countries.iter());
    let sought: Vec<(&str, &Country)> = registered.filter(|(code, _)| codes.contains(code)).collect();
    let is_named = |name: &str| name.to_lowercase() == named.to_lowercase();
    if let Some((code, _)) = sought.iter().find(|(_, country)| country.names.ids().any(is_named)) {
        return Sought::Found(code);
    }
    let names = sought.iter().flat_map(|(code, country)| std::iter::once(*code).chain(country.names.ids()));
    meant(named, codes.iter().copied().chain(names)).map_or(Sought::Nowhere, Sought::Near)
}

/// The assessments that somebody asked for by country and edition, or all.
///
/// # Errors
/// A country or an edition of which there is none, and a dataset that has none at all.
pub(super) fn assessments<'d>(
    dataset: &'d Dataset,
    named: Option<&str>,
    edition: Option<&str>,
) -> anyhow::Result<Vec<&'d AssessmentFile>> {
    if dataset.assessments.is_empty() {
        bail!("there is no assessment under dataset/assessments/");
    }
    let code = named.map(|named| country(dataset, named)).transpose()?;
    let of_country = dataset.assessments.iter().filter(|file| code.is_none_or(|code| *file.country == *code));
    let of_country: Vec<&AssessmentFile> = of_country.collect();
    let Some(edition) = edition else { return Ok(of_country) };
    let asked: Vec<&AssessmentFile> =
        of_country.iter().copied().filter(|file| *file.edition == *edition).collect();
    if asked.is_empty() {
        bail!(
            "there is no assessment {}in an edition \"{edition}\"; there are: {}",
            code.map(|code| format!("of {code} ")).unwrap_or_default(),
            listed(of_country.iter().map(|file| &*file.edition).collect())
        );
    }
    Ok(asked)
}

/// The words of a list, each once.
fn listed(mut words: Vec<&str>) -> String {
    words.sort_unstable();
    words.dedup();
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}

/// Replaces a file's content as a whole or not at all: the text is written beside it, then moved into its place.
pub(super) fn replace(root: &Path, path: &str, text: &str) -> anyhow::Result<()> {
    let file = root.join(path);
    let write = || -> anyhow::Result<()> {
        beside(&file, text, fs::metadata(&file)?.permissions())?.persist(&file)?;
        Ok(())
    };
    write().with_context(|| format!("{path} cannot be written"))
}

/// Makes a file, and the folders that it is in, as a whole or not at all; what stands there is never touched.
///
/// It may be read and written by whom the register of editions may be, because a file made beside its place is private.
pub(super) fn create(root: &Path, path: &str, text: &str) -> anyhow::Result<()> {
    let file = root.join(path);
    let write = || -> anyhow::Result<()> {
        let permissions = fs::metadata(root.join(DATASET).join("editions.json"))?.permissions();
        fs::create_dir_all(file.parent().context("a file has a folder")?)?;
        beside(&file, text, permissions)?.persist_noclobber(&file)?;
        Ok(())
    };
    write().with_context(|| format!("{path} cannot be written"))
}

/// A text in a file beside another, to be moved into its place.
fn beside(file: &Path, text: &str, permissions: Permissions) -> anyhow::Result<NamedTempFile> {
    let folder = file.parent().context("a file has a folder")?;
    let mut beside = NamedTempFile::new_in(folder)?;
    beside.write_all(text.as_bytes())?;
    beside.as_file().sync_all()?;
    beside.as_file().set_permissions(permissions)?;
    Ok(beside)
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
