//! The entries of Git's index, in whatever form it is kept.

use super::Error;
use std::path::Path;

use git2::{ErrorClass, Index, IndexEntry, IndexEntryExtendedFlag, IndexTime};

use super::files::{Item, ItemKind, below};
use super::index_file::{self, Line};
use super::{Repository, SYMBOLIC_LINK};
use format::tree::DATASET;

/// The file mode by which Git marks a submodule.
const SUBMODULE: u32 = 0o160_000;

/// The file mode by which Git marks a folder, and a plain file.
pub(super) const FOLDER: u32 = 0o040_000;
const FILE: u32 = 0o100_644;

/// Where an index entry has the number of its side in a merge: 0 if the merge is done, or there was none.
pub(super) const SIDE: u16 = 0x3000;

/// The index, or the file that Git names in its stead.
///
/// # Errors
/// one that cannot be read.
pub(super) fn opened(repository: &Repository, index_file: Option<&Path>) -> Result<Opened, Error> {
    let opened = match index_file {
        Some(file) => Index::open(file),
        None => repository.git.index(),
    };
    match opened {
        Ok(index) if index.path().is_some() => {
            let list = index.iter().collect();
            Ok(Opened { index, entries: Entries::of(list) })
        }
        Err(error) if error.class() != ErrorClass::Index => Err(error.into()),
        // libgit2 knows neither a split nor a sparse index. One without a file is what was made of such a one before, and has none
        // of its folders.
        Ok(_) | Err(_) => {
            let own = repository.git.path();
            let file = index_file.map_or_else(|| own.join("index"), Path::to_owned);
            rebuilt(repository, index_file::lines(&file, own)?)
        }
    }
}

/// An index in memory, of entries that libgit2 has not read itself.
fn rebuilt(repository: &Repository, lines: Vec<Line>) -> Result<Opened, Error> {
    let (folders, files): (Vec<Line>, Vec<Line>) =
        lines.into_iter().partition(|line| line.path.ends_with(b"/"));
    let mut list: Vec<IndexEntry> = files.into_iter().map(entry).collect();
    for mut folder in folders {
        // Outside the dataset it is enough to know whether the folder is the same.
        if is_of_dataset(&folder.path) {
            let path = String::from_utf8_lossy(&folder.path[..folder.path.len() - 1]).into_owned();
            list.extend(below(repository, folder.id, &path)?.into_iter().map(|item| skipped(item, &folder)));
        } else {
            folder.mode = FOLDER;
            list.push(entry(folder));
        }
    }
    let mut index = Index::new()?;
    let entries = Entries::of(list);
    for entry in entries.list.iter().filter(|entry| entry.mode != FOLDER) {
        index.add(entry)?;
    }
    // While it compares, libgit2 asks the repository for its index once more.
    repository.git.set_index(&mut index)?;
    Ok(Opened { index, entries })
}

/// An entry without what Git remembers of the file, so that the file itself is looked at.
fn entry(line: Line) -> IndexEntry {
    let never = IndexTime::new(0, 0);
    IndexEntry {
        ctime: never,
        mtime: never,
        dev: 0,
        ino: 0,
        mode: line.mode,
        uid: 0,
        gid: 0,
        file_size: 0,
        id: line.id,
        flags: line.flags,
        flags_extended: line.flags_extended,
        path: line.path,
    }
}

/// The entry of a file in a folder that stands in the index as a whole.
fn skipped(item: Item, folder: &Line) -> IndexEntry {
    let mode = match item.kind {
        ItemKind::File => FILE,
        ItemKind::SymbolicLink => SYMBOLIC_LINK.cast_unsigned(),
        ItemKind::Other => SUBMODULE,
    };
    let Line { flags, flags_extended, .. } = *folder;
    entry(Line { path: item.path.into_bytes(), id: item.id, mode, flags, flags_extended })
}

/// An index with its entries.
pub(super) struct Opened {
    pub(super) index: Index,
    pub(super) entries: Entries,
}

/// The entries of an index, sorted by path.
pub(super) struct Entries {
    list: Vec<IndexEntry>,
}

impl Entries {
    fn of(mut list: Vec<IndexEntry>) -> Self {
        // Git on some systems sorts them without regard to capital letters.
        list.sort_by(|one, other| (&one.path, one.flags & SIDE).cmp(&(&other.path, other.flags & SIDE)));
        Self { list }
    }

    pub(super) fn all(&self) -> Vec<&IndexEntry> {
        self.list.iter().collect()
    }

    /// Those of the dataset whose paths are text, with these.
    pub(super) fn of_dataset(&self) -> impl Iterator<Item = (&str, &IndexEntry)> {
        let of_dataset = self.list.iter().filter(|entry| is_of_dataset(&entry.path));
        of_dataset.filter_map(|entry| Some((std::str::from_utf8(&entry.path).ok()?, entry)))
    }

    /// What is staged at a path.
    pub(super) fn item(&self, path: &str) -> Option<Item> {
        let first = self.list.partition_point(|entry| &*entry.path < path.as_bytes());
        let here = self.list.get(first).filter(|entry| entry.path == path.as_bytes() && is_settled(entry));
        here.map(item)
    }
}

/// Whether a path is below the folder of the dataset.
pub(super) fn is_of_dataset(path: &[u8]) -> bool {
    path.strip_prefix(DATASET.as_bytes()).is_some_and(|rest| rest.starts_with(b"/"))
}

/// Whether an entry is what would be committed: no side of a merge, and not only the intent to add a file.
pub(super) fn is_settled(entry: &IndexEntry) -> bool {
    entry.flags & SIDE == 0 && entry.flags_extended & IndexEntryExtendedFlag::INTENT_TO_ADD.bits() == 0
}

/// Whether a file is kept out of the working tree.
pub(super) fn is_skipped(entry: &IndexEntry) -> bool {
    entry.flags_extended & IndexEntryExtendedFlag::SKIP_WORKTREE.bits() != 0
}

/// What stands at an entry.
pub(super) fn item(entry: &IndexEntry) -> Item {
    let kind = if i64::from(entry.mode) == i64::from(SYMBOLIC_LINK) {
        ItemKind::SymbolicLink
    } else if entry.mode == SUBMODULE || std::str::from_utf8(&entry.path).is_err() {
        ItemKind::Other
    } else {
        ItemKind::File
    };
    Item { path: path(entry), id: entry.id, kind }
}

/// The path of an entry.
pub(super) fn path(entry: &IndexEntry) -> String {
    String::from_utf8_lossy(&entry.path).into_owned()
}
