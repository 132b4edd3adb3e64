//! The files in which two trees of Git differ. Folders of the same id are not gone into, so that the work is in proportion to
//! the change and not to the repository (libgit2's own comparison opens them all).

use std::collections::BTreeMap;

use git2::{ObjectType, Oid, Tree, TreeEntry};

use super::{BlobId, Delta, Repository, SYMBOLIC_LINK};

/// The files below two folders that are not the same, sorted by path; a folder that is not there has no files. `path` is that
/// of the folders, ending with `/`, or empty for the root.
///
/// # Errors
/// In words for people: an object that is missing.
pub(super) fn changed(
    repository: &Repository,
    before: Option<&Tree<'_>>,
    after: Option<&Tree<'_>>,
    path: &str,
) -> Result<Vec<Delta>, String> {
    let mut deltas = Vec::new();
    visit(repository, before, after, path, &mut deltas)?;
    deltas.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(deltas)
}

/// What stands under a name in a folder.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Node {
    id: Oid,
    mode: i32,
    kind: Option<ObjectType>,
}

impl Node {
    fn of(entry: &TreeEntry<'_>) -> Self {
        Self { id: entry.id(), mode: entry.filemode(), kind: entry.kind() }
    }

    fn is_folder(self) -> bool {
        self.kind == Some(ObjectType::Tree)
    }

    fn blob(self) -> Option<BlobId> {
        // The content of a symbolic link is the path that it leads to, which is nobody's data.
        (self.kind == Some(ObjectType::Blob) && self.mode != SYMBOLIC_LINK).then_some(BlobId(self.id))
    }
}

fn visit(
    repository: &Repository,
    before: Option<&Tree<'_>>,
    after: Option<&Tree<'_>>,
    path: &str,
    deltas: &mut Vec<Delta>,
) -> Result<(), String> {
    if before.map(Tree::id) == after.map(Tree::id) {
        return Ok(());
    }
    let mut names: BTreeMap<Vec<u8>, [Option<Node>; 2]> = BTreeMap::new();
    for (side, folder) in [before, after].into_iter().enumerate() {
        for entry in folder.into_iter().flat_map(|folder| folder.iter()) {
            names.entry(entry.name_bytes().to_vec()).or_default()[side] = Some(Node::of(&entry));
        }
    }
    for (name, [old, new]) in names.into_iter().filter(|(_, [old, new])| old != new) {
        let path = format!("{path}{}", String::from_utf8_lossy(&name));
        let folder = |node: Option<Node>| node.filter(|node| node.is_folder());
        let file = |node: Option<Node>| node.filter(|node| !node.is_folder());
        if file(old).is_some() || file(new).is_some() {
            let blob = |node: Option<Node>| file(node).and_then(Node::blob);
            deltas.push(Delta { path: path.clone(), before: blob(old), after: blob(new) });
        }
        let open = |node: Option<Node>| folder(node).map(|node| repository.subtree(node.id)).transpose();
        let (old, new) = (open(old)?, open(new)?);
        visit(repository, old.as_ref(), new.as_ref(), &format!("{path}/"), deltas)?;
    }
    Ok(())
}
