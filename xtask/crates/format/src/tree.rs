//! The state of the repository as a value: what lies under `dataset/`, from a folder, a commit or a test.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder, from the repository's root, that a tree shows.
pub const DATASET: &str = "dataset";

/// How the name of a file begins that is written beside its place. One that is left comes from a run that was stopped.
pub const LEFT_BEHIND: &str = ".xtask-unfinished-";

/// Whether a path is that of a file which a run that was stopped has left behind.
pub fn is_left_behind(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with(LEFT_BEHIND))
}

/// A repository state: the entries under `dataset/`, sorted by path, and a way to read them.
#[derive(Debug)]
pub struct Tree {
    entries: Vec<Entry>,
    /// The files that are held in memory; files that are the same share their bytes.
    files: BTreeMap<Arc<str>, Arc<[u8]>>,
    /// The folder in which all others are.
    root: Option<PathBuf>,
}

/// Something that stands at a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Path from the repository's root, with `/`.
    pub path: Arc<str>,
    /// What stands there.
    pub kind: EntryKind,
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A file of so many bytes.
    File {
        /// Its size in bytes.
        size: u64,
    },
    /// A symbolic link, which is never followed.
    SymbolicLink,
    /// A device, a socket, a submodule, or a file whose name is not UTF-8.
    Other,
    /// A file that is staged and not checked out, because the checkout is partial.
    NotCheckedOut,
}

impl Tree {
    /// The working tree below `root`. Symbolic links are listed and never followed.
    ///
    /// # Errors
    /// A folder that cannot be listed.
    pub fn folder(root: &Path) -> io::Result<Self> {
        let mut entries = Vec::new();
        let top = root.join(DATASET);
        match fs::symlink_metadata(&top) {
            Ok(metadata) => visit(&top, DATASET, &metadata, &mut entries)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        entries.sort();
        Ok(Self { entries, files: BTreeMap::new(), root: Some(root.to_owned()) })
    }

    /// A state held in memory, from files (path and bytes) and what else stands there.
    pub fn memory(
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
        others: impl IntoIterator<Item = Entry>,
    ) -> Self {
        Self::shared(files.into_iter().map(|(path, bytes)| (path, bytes.into())), others)
    }

    /// The same, where several files can have the same bytes, held once.
    pub fn shared(
        files: impl IntoIterator<Item = (String, Arc<[u8]>)>,
        others: impl IntoIterator<Item = Entry>,
    ) -> Self {
        let files: BTreeMap<Arc<str>, Arc<[u8]>> =
            files.into_iter().map(|(path, bytes)| (path.into(), bytes)).collect();
        let mut entries: Vec<Entry> = files
            .iter()
            .map(|(path, bytes)| Entry {
                path: path.clone(),
                kind: EntryKind::File { size: bytes.len() as u64 },
            })
            .chain(others)
            .collect();
        entries.sort();
        Self { entries, files, root: None }
    }

    /// The same state with only the entries whose path is to be kept.
    #[must_use]
    pub fn narrowed(mut self, keep: impl Fn(&str) -> bool) -> Self {
        self.entries.retain(|entry| keep(&entry.path));
        self
    }

    /// The same state with the entries of another, held in memory, where this one has none.
    #[must_use]
    pub fn completed(mut self, other: Self) -> Self {
        let here: BTreeSet<Arc<str>> = self.entries.iter().map(|entry| entry.path.clone()).collect();
        let absent = |path: &Arc<str>| !here.contains(path);
        self.entries.extend(other.entries.into_iter().filter(|entry| absent(&entry.path)));
        self.entries.sort();
        self.files.extend(other.files.into_iter().filter(|(path, _)| absent(path)));
        self
    }

    /// The same state, in which what is not checked out can be read nevertheless, as far as another has its content in memory.
    #[must_use]
    pub fn with_contents(mut self, other: &Self) -> Self {
        let absent = self.entries.iter().filter(|entry| entry.kind == EntryKind::NotCheckedOut);
        let found =
            absent.filter_map(|entry| Some((entry.path.clone(), other.files.get(&entry.path)?.clone())));
        self.files.extend(found);
        self
    }

    /// The same state with these files, in place of what stands at their paths.
    #[must_use]
    pub fn with_files(mut self, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let other = Self::memory(files, []);
        self.entries.retain(|entry| !other.has(&entry.path));
        self.entries.extend(other.entries);
        self.entries.sort();
        self.files.extend(other.files);
        self
    }

    /// All entries, sorted by path.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether anything stands at a path.
    pub fn has(&self, path: &str) -> bool {
        self.entries.binary_search_by(|entry| (*entry.path).cmp(path)).is_ok()
    }

    /// Whether anything stands below a folder, whose path ends with `/`.
    pub fn has_below(&self, folder: &str) -> bool {
        let first = self.entries.partition_point(|entry| *entry.path < *folder);
        self.entries.get(first).is_some_and(|entry| entry.path.starts_with(folder))
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// A file that is not there or cannot be read.
    pub fn read(&self, path: &str) -> io::Result<Cow<'_, [u8]>> {
        match (self.files.get(path), &self.root) {
            (Some(bytes), _) => Ok(Cow::Borrowed(bytes)),
            (None, Some(root)) => fs::read(root.join(path)).map(Cow::Owned),
            (None, None) => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

/// The bytes of a file that is no part of the dataset, unless it has more than so many.
///
/// # Errors
/// A file that is not there, cannot be read or is larger.
pub fn read_file(file: &Path, largest: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(largest + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > largest {
        return Err(io::Error::other(format!("it has more than {largest} bytes")));
    }
    Ok(bytes)
}

fn visit(file: &Path, path: &str, metadata: &fs::Metadata, entries: &mut Vec<Entry>) -> io::Result<()> {
    if metadata.is_dir() {
        for child in fs::read_dir(file)? {
            let child = child?;
            let name = child.file_name();
            let child_path = format!("{path}/{}", name.to_string_lossy());
            if name.to_str().is_some() {
                visit(&child.path(), &child_path, &child.metadata()?, entries)?;
            } else {
                entries.push(Entry { path: child_path.into(), kind: EntryKind::Other });
            }
        }
        return Ok(());
    }
    let kind = if metadata.is_symlink() {
        EntryKind::SymbolicLink
    } else if metadata.is_file() {
        EntryKind::File { size: metadata.len() }
    } else {
        EntryKind::Other
    };
    entries.push(Entry { path: path.into(), kind });
    Ok(())
}
