//! Files outside `dataset/` that are made from the data: what they are to say, and what they say now.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use anyhow::Context as _;

use super::write;
use crate::render;
use format::tree::read_file;

/// So many bytes are read of a file that was made by this program.
const LARGEST: u64 = 100_000_000;

/// A file that is made from the data.
pub(super) struct Made {
    /// Its path from the repository's root, or from that of the file system.
    pub(super) path: Cow<'static, str>,
    /// What it says; none if it is not there.
    pub(super) before: Option<Vec<u8>>,
    /// What it is to say.
    pub(super) after: String,
}

impl Made {
    /// Reads what a file says that is to say something.
    ///
    /// # Errors
    /// a file that is there and cannot be read.
    pub(super) fn of(root: &Path, path: impl Into<Cow<'static, str>>, after: String) -> anyhow::Result<Self> {
        let path = path.into();
        let before = match read_file(&root.join(&*path), LARGEST) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be read", render::named(&path)));
            }
        };
        Ok(Self { path, before, after })
    }

    /// Whether it says what it is to say.
    pub(super) fn is_right(&self) -> bool {
        self.before.as_deref() == Some(self.after.as_bytes())
    }

    /// Writes it, unless it says so already.
    ///
    /// # Errors
    /// a file that cannot be written.
    pub(super) fn write(&self, root: &Path) -> anyhow::Result<()> {
        match &self.before {
            Some(_) if self.is_right() => Ok(()),
            Some(before) => write::replace(root, &self.path, before, &self.after),
            None => write::create(root, &self.path, &self.after),
        }
    }
}
