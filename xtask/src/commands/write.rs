//! How a file is written: as a whole or not at all, and never over what somebody saved meanwhile.
//!
//! A text is written to a file beside the place and then moved there. A run that is killed in between leaves such a file,
//! which [`format::tree::is_left_behind`] recognises by its name.

use std::fs::{self, Metadata, Permissions};
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use tempfile::NamedTempFile;

use crate::render;
use format::tree::{DATASET, LEFT_BEHIND};

/// Replaces a file's content, which was `before` when it was read.
///
/// # Errors
/// A file that says something else by now, that is write-protected, that has another name (a hard link, which would go on to
/// have the old content), or that cannot be written.
pub(super) fn replace(root: &Path, path: &str, before: &[u8], after: &str) -> anyhow::Result<()> {
    let file = root.join(path);
    let write = || -> anyhow::Result<()> {
        let metadata = fs::metadata(&file)?;
        if metadata.permissions().readonly() {
            bail!("it is write-protected; allow writing to it, and run this again");
        }
        if has_another_name(&metadata) {
            bail!(
                "it is hard-linked to another file, which would keep the old text; part them, and run this again"
            );
        }
        let beside = beside(&file, after, metadata.permissions())?;
        // As late as can be: what is saved in an editor between reading and writing must not be lost.
        if fs::read(&file)? != before {
            bail!("it was changed by another program while this ran, and is left as it is; run this again");
        }
        beside.persist(&file)?;
        Ok(())
    };
    write().with_context(|| format!("{} cannot be written", render::named(path)))
}

/// Makes a file, and the folders that it is in; what stands there is never touched.
///
/// It may be read and written by whom the register of editions may be, because a file made beside its place is private.
///
/// # Errors
/// A place that is taken, or that cannot be written.
pub(super) fn create(root: &Path, path: &str, text: &str) -> anyhow::Result<()> {
    let file = root.join(path);
    let write = || -> anyhow::Result<()> {
        let permissions = fs::metadata(root.join(DATASET).join("editions.json"))?.permissions();
        fs::create_dir_all(file.parent().context("a file has a folder")?)?;
        beside(&file, text, permissions)?.persist_noclobber(&file)?;
        Ok(())
    };
    write().with_context(|| format!("{} cannot be written", render::named(path)))
}

/// A text in a file beside another, to be moved into its place.
fn beside(file: &Path, text: &str, permissions: Permissions) -> anyhow::Result<NamedTempFile> {
    let folder = file.parent().context("a file has a folder")?;
    let mut beside = tempfile::Builder::new().prefix(LEFT_BEHIND).tempfile_in(folder)?;
    beside.write_all(text.as_bytes())?;
    beside.as_file().sync_all()?;
    beside.as_file().set_permissions(permissions)?;
    Ok(beside)
}

#[cfg(unix)]
fn has_another_name(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

/// Only Unix tells how many names a file has.
#[cfg(not(unix))]
fn has_another_name(_metadata: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with_a_file() -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.json");
        fs::write(&file, "before").expect("a new file");
        (folder, file)
    }

    fn names(folder: &Path) -> usize {
        fs::read_dir(folder).expect("can be listed").count()
    }

    #[test]
    fn what_was_saved_meanwhile_stays() {
        let (folder, file) = folder_with_a_file();
        replace(folder.path(), "a.json", b"before", "after").expect("is as it was read");
        assert_eq!(fs::read_to_string(&file).expect("is there"), "after");
        let refused = replace(folder.path(), "a.json", b"before", "later").expect_err("is another");
        assert!(
            format!("{refused:#}").contains("a.json cannot be written: it was changed by another program")
        );
        assert_eq!(fs::read_to_string(&file).expect("is there"), "after");
        assert_eq!(names(folder.path()), 1, "nothing is left beside it");
    }

    #[test]
    fn what_is_write_protected_stays() {
        let (folder, file) = folder_with_a_file();
        let mut permissions = fs::metadata(&file).expect("is there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).expect("can be set");
        let refused = replace(folder.path(), "a.json", b"before", "after").expect_err("is protected");
        assert!(format!("{refused:#}").contains("write-protected"));
        assert_eq!(fs::read_to_string(&file).expect("is there"), "before");
    }

    #[cfg(unix)]
    #[test]
    fn two_names_of_one_file_are_not_parted() {
        let (folder, file) = folder_with_a_file();
        fs::hard_link(&file, folder.path().join("b.json")).expect("a second name");
        let refused = replace(folder.path(), "a.json", b"before", "after").expect_err("has two names");
        assert!(format!("{refused:#}").contains("hard-linked"));
        assert_eq!(fs::read_to_string(&file).expect("is there"), "before");
    }
}
