//! How much is below a folder, found without going twice into folders of the same id, so that it costs no more than Git keeps.

use std::collections::HashMap;

use git2::{ObjectType, Oid};

use super::limits::{Total, nested};
use super::{Error, Repository};
use format::limits::{MOST_ENTRIES, MOST_NESTED, MOST_PATH_BYTES};
use format::tree::DATASET;

/// What was measured in one run, by the ids of folders.
#[derive(Debug, Default)]
pub(super) struct Measures {
    below: HashMap<Oid, Below>,
    /// Of folders below which others are nested too deeply, from which depth on.
    too_deep: HashMap<Oid, usize>,
    /// Of each dataset that was asked about, why it is not read, if it is not.
    asked: HashMap<Oid, Option<Refusal>>,
    has_large: bool,
}

/// Why a dataset is not read.
#[derive(Clone, Debug)]
pub(super) enum Refusal {
    /// There is too much of it.
    TooLarge(Error),
    /// Something of it is missing.
    Missing(Error),
}

impl Refusal {
    /// The reason.
    pub(super) fn why(self) -> Error {
        match self {
            Self::TooLarge(why) | Self::Missing(why) => why,
        }
    }

    /// The reason, if it is that there is too much.
    pub(super) fn too_large(self) -> Option<Error> {
        match self {
            Self::TooLarge(why) => Some(why),
            Self::Missing(_) => None,
        }
    }
}

/// What is below a folder.
#[derive(Clone, Copy, Debug, Default)]
struct Below {
    entries: usize,
    /// The bytes of all paths, counted from the folder.
    bytes: usize,
    /// How deeply folders are nested, itself among them.
    depth: usize,
}

/// A folder that is gone through.
struct Open {
    id: Oid,
    /// How many bytes its name has in a path.
    name: usize,
    below: Below,
    /// The folders in it that are not measured yet, likewise.
    left: Vec<(Oid, usize)>,
}

impl Measures {
    /// Whether a dataset has been found of which there is too much.
    pub(super) fn has_large(&self) -> bool {
        self.has_large
    }

    /// Why the dataset at a folder is not read, if it is not.
    pub(super) fn refusal(
        &mut self,
        repository: &Repository,
        dataset: Oid,
        total: &Total,
    ) -> Option<Refusal> {
        if let Some(known) = self.asked.get(&dataset) {
            return known.clone();
        }
        let refused = self.measure(repository, dataset, total).err();
        self.has_large |= matches!(refused, Some(Refusal::TooLarge(_)));
        self.asked.insert(dataset, refused.clone());
        refused
    }

    fn measure(&mut self, repository: &Repository, dataset: Oid, total: &Total) -> Result<(), Refusal> {
        let path = DATASET.len() + 1;
        let mut open = vec![opened(repository, dataset, path, total)?];
        let below = loop {
            let depth = open.len() + 1;
            let Some(folder) = open.last_mut() else { return Ok(()) };
            if let Some((id, name)) = folder.left.pop() {
                if let Some(known) = self.below.get(&id) {
                    folder.below.add(*known, name);
                } else if depth > MOST_NESTED || self.too_deep.get(&id).is_some_and(|least| depth >= *least) {
                    let places = open.iter().enumerate().map(|(place, folder)| (folder.id, place + 1));
                    self.too_deep.extend(places.chain([(id, depth)]));
                    nested(MOST_NESTED + 1, DATASET).map_err(Refusal::TooLarge)?;
                } else {
                    open.push(opened(repository, id, name, total)?);
                }
                continue;
            }
            let Some(Open { id, name, below, .. }) = open.pop() else { return Ok(()) };
            self.below.insert(id, below);
            match open.last_mut() {
                Some(holder) => holder.below.add(below, name),
                None => break below,
            }
        };
        nested(below.depth, DATASET).map_err(Refusal::TooLarge)?;
        let bytes = below.bytes.saturating_add(below.entries.saturating_mul(path));
        let is_too_large = below.entries > MOST_ENTRIES || bytes > MOST_PATH_BYTES;
        if is_too_large { Err(Refusal::TooLarge(Error::TooManyEntries)) } else { Ok(()) }
    }
}

impl Below {
    /// Adds what is below a folder in this one, by how many bytes lead to it.
    fn add(&mut self, within: Self, path: usize) {
        self.entries = self.entries.saturating_add(within.entries);
        let bytes = within.bytes.saturating_add(within.entries.saturating_mul(path));
        self.bytes = self.bytes.saturating_add(bytes);
        self.depth = self.depth.max(within.depth.saturating_add(1));
    }
}

fn opened(repository: &Repository, id: Oid, name: usize, total: &Total) -> Result<Open, Refusal> {
    let tree = repository.subtree(id).map_err(Refusal::Missing)?;
    total.take(tree.len()).map_err(Refusal::TooLarge)?;
    let below = Below { entries: tree.len(), bytes: 0, depth: 1 };
    let mut folder = Open { id, name, below, left: Vec::new() };
    for entry in &tree {
        let length = entry.name_bytes().len();
        folder.below.bytes += length;
        if entry.kind() == Some(ObjectType::Tree) {
            folder.left.push((entry.id(), length + 1));
        }
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::git::Opened;
    use format::limits::MOST_ENTRIES_OF_A_RUN;

    use crate::git::files::below;

    /// A folder of these entries, each a folder, or a file where there is none.
    fn folder(repository: &Repository, entries: &[(&str, Option<Oid>)]) -> Oid {
        let file = repository.git.blob(b"{}\n").expect("a file");
        let mut builder = repository.git.treebuilder(None).expect("a builder");
        for (name, within) in entries {
            let (id, mode) = within.map_or((file, 0o100_644), |id| (id, 0o040_000));
            builder.insert(name, id, mode).expect("a name");
        }
        builder.write().expect("a tree")
    }

    /// A repository in memory.
    fn repository() -> Repository {
        let odb = git2::Odb::new().expect("a store");
        odb.add_new_mempack_backend(1).expect("a store in memory");
        let git = git2::Repository::from_odb(odb).expect("a repository");
        Opened::At(PathBuf::new()).with(git)
    }

    fn looked_at(total: &Total) -> usize {
        MOST_ENTRIES_OF_A_RUN - total.left()
    }

    #[test]
    fn what_is_the_same_is_looked_at_once() {
        let repository = repository();
        let names: Vec<String> = (0..10).map(|nth| format!("a{nth}")).collect();
        let floor = |within| {
            let entries: Vec<(&str, Option<Oid>)> = names.iter().map(|name| (&**name, within)).collect();
            folder(&repository, &entries)
        };
        let bomb = (0..9).fold(floor(None), |within, _| floor(Some(within)));
        let (mut measures, total) = (Measures::default(), Total::new());
        for nth in 0..100 {
            let dataset = folder(&repository, &[("extra", Some(bomb)), (&format!("file-{nth}"), None)]);
            let refused = measures.refusal(&repository, dataset, &total);
            assert!(refused.and_then(Refusal::too_large).is_some_and(|why| why == Error::TooManyEntries));
            assert_eq!(looked_at(&total), 100 + 2 * (nth + 1));
        }
        assert!(measures.has_large());
        // Asked again, nothing is looked at.
        let dataset = folder(&repository, &[("extra", Some(bomb)), ("file-0", None)]);
        assert!(measures.refusal(&repository, dataset, &total).is_some());
        assert_eq!(looked_at(&total), 300);
    }

    #[test]
    fn folders_are_nested_so_deeply_and_no_more() {
        let repository = repository();
        let within = |id| folder(&repository, &[("a", Some(id))]);
        let just = (1..MOST_NESTED).fold(folder(&repository, &[("a", None)]), |id, _| within(id));
        let beyond = within(just);
        let refused = |measures: &mut Measures, id| {
            measures.refusal(&repository, id, &Total::new()).and_then(Refusal::too_large)
        };
        for order in [[beyond, just], [just, beyond]] {
            let mut measures = Measures::default();
            for id in order {
                assert_eq!(refused(&mut measures, id).is_some(), id == beyond);
            }
        }
    }

    #[test]
    fn entries_and_bytes_are_counted_as_where_they_are_gone_through() {
        let repository = repository();
        let names: Vec<String> = (0..MOST_ENTRIES / 2).map(|nth| format!("{nth}")).collect();
        // With the folders that hold them there are just so many.
        let one = folder(&repository, &names[1..].iter().map(|name| (&**name, None)).collect::<Vec<_>>());
        let many = |more: &[(&str, Option<Oid>)]| {
            let entries = [("one", Some(one)), ("other", Some(one))];
            folder(&repository, &[&entries, more].concat())
        };
        let (at, beyond) = (many(&[]), many(&[("more", None)]));
        for (id, is_refused) in [(at, false), (beyond, true)] {
            let refused = Measures::default().refusal(&repository, id, &Total::new());
            assert_eq!(refused.is_some(), is_refused);
            assert_eq!(below(&repository, id, DATASET).is_err(), is_refused);
        }
        // A folder and the file in it come to 59,918 bytes.
        let within = folder(&repository, &[(&"n".repeat(59_895), None)]);
        let wide = |count: usize| {
            let names: Vec<String> = (0..count).map(|nth| format!("{nth:03}")).collect();
            folder(&repository, &names.iter().map(|name| (&**name, Some(within))).collect::<Vec<_>>())
        };
        let most = MOST_PATH_BYTES / 59_918;
        for count in [most, most + 1] {
            let id = wide(count);
            let refused = Measures::default().refusal(&repository, id, &Total::new());
            let gone_through = below(&repository, id, DATASET);
            assert_eq!(refused.is_some(), gone_through.is_err(), "{count}");
            assert_eq!(refused.is_some(), count > most, "{count}");
        }
    }
}
