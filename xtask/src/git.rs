//! Repository states that Git keeps: with its parts, the only module that knows of libgit2.

pub mod index;
pub mod setup;

use std::path::Path;

use git2::{ErrorCode, ObjectType, Repository, TreeWalkMode, TreeWalkResult};

use crate::tree::{DATASET, Entry, EntryKind, Tree};

/// The file mode by which Git marks a symbolic link.
const SYMBOLIC_LINK: i32 = 0o120_000;

/// The state of the dataset in a commit, tag or branch, without a checkout.
///
/// # Errors
/// In words for people: no repository here, a revision that does not exist, an object that is missing.
pub fn tree_at(root: &Path, revision: &str) -> Result<Tree, String> {
    let repository = Repository::discover(root).map_err(|error| explain(root, &error))?;
    let object = repository.revparse_single(revision).map_err(|error| match error.code() {
        ErrorCode::NotFound | ErrorCode::InvalidSpec => {
            let hint = if repository.is_shallow() {
                "; this clone is shallow, so fetch the rest with: git fetch --unshallow"
            } else {
                ""
            };
            format!("there is no revision \"{revision}\" in this repository{hint}")
        }
        _ => explain(root, &error),
    })?;
    let top = object.peel_to_tree().map_err(|_| format!("\"{revision}\" is no commit"))?;
    let dataset = match top.get_name(DATASET) {
        Some(entry) if entry.kind() == Some(ObjectType::Tree) => entry,
        Some(_) | None => return Ok(Tree::memory([], [])),
    };
    let dataset = dataset
        .to_object(&repository)
        .and_then(|object| object.peel_to_tree())
        .map_err(|error| explain(root, &error))?;
    let (mut files, mut others, mut failure) = (Vec::new(), Vec::new(), None);
    dataset
        .walk(TreeWalkMode::PreOrder, |folder, entry| {
            let name = String::from_utf8_lossy(entry.name_bytes()).into_owned();
            let path = format!("{DATASET}/{folder}{name}");
            let other = |kind| Entry { path: path.as_str().into(), kind };
            match entry.kind() {
                Some(ObjectType::Tree) => {}
                Some(ObjectType::Blob) if entry.filemode() == SYMBOLIC_LINK => {
                    others.push(other(EntryKind::SymbolicLink));
                }
                Some(ObjectType::Blob) if entry.name().is_ok() => match repository.find_blob(entry.id()) {
                    Ok(blob) => files.push((path, blob.content().to_vec())),
                    Err(error) => {
                        failure = Some(error);
                        return TreeWalkResult::Abort;
                    }
                },
                _ => others.push(other(EntryKind::Other)),
            }
            TreeWalkResult::Ok
        })
        .or_else(|error| if failure.is_some() { Ok(()) } else { Err(error) })
        .map_err(|error| explain(root, &error))?;
    match failure {
        Some(error) => Err(explain(root, &error)),
        None => Ok(Tree::memory(files, others)),
    }
}

fn explain(root: &Path, error: &git2::Error) -> String {
    match error.code() {
        ErrorCode::Owner => format!(
            "this repository belongs to another user, and Git does not open it; if you trust it: git config --global --add safe.directory {}",
            root.display()
        ),
        ErrorCode::NotFound => format!("no Git repository at {} or above it", root.display()),
        _ => format!("Git: {}", error.message()),
    }
}
