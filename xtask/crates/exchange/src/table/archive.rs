//! The parts of a workbook, which is an archive of files.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use format::limits::LARGEST_WORKBOOK;
use zip::ZipArchive;

use super::fault::WorkbookFault;

/// An archive of which no more is unpacked than a workbook may hold.
pub(super) struct Archive<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
    /// Where each part is, by its name in small letters: some programs write others than the format has.
    parts: HashMap<String, usize>,
}

impl<'a> Archive<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// One that cannot be read.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, WorkbookFault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut parts = HashMap::new();
        for at in 0..archive.len() {
            parts.insert(same(&archive.by_index_raw(at)?.name()?), at);
        }
        Ok(Self { archive, left: LARGEST_WORKBOOK, parts })
    }

    /// Whether there is a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&same(name))
    }

    /// The text of a part, if there is one. What it says of its own size may be wrong.
    ///
    /// # Errors
    /// One that is no text, as where the workbook has a password, or that is too large with those before.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, WorkbookFault> {
        let Some(at) = self.parts.get(&same(name)) else { return Ok(None) };
        let mut bytes = Vec::new();
        self.archive.by_index(*at)?.take(self.left + 1).read_to_end(&mut bytes)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(WorkbookFault::TooLarge)?;
        let text = String::from_utf8(bytes).map_err(|_| {
            WorkbookFault::Broken("it has a password, or its parts are no text in UTF-8".to_owned())
        })?;
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
    }
}

fn same(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}
