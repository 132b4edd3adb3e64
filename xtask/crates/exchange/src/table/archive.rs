//! The parts of a workbook, which is an archive of files.

use std::collections::HashMap;
use std::io::{self, Cursor, Read};

use format::limits::LARGEST_WORKBOOK;
use zip::ZipArchive;

use super::fault::Fault;

/// An archive that is not larger than a workbook may be.
pub(super) struct Archive<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Where each part is, by its name in small letters: some programs write others than the format has.
    parts: HashMap<String, usize>,
}

impl<'a> Archive<'a> {
    /// Opens an archive, and unpacks all of it once: what the parts say of their size may be wrong.
    ///
    /// # Errors
    /// One that cannot be read, or that holds too much.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut parts = HashMap::new();
        let mut size = 0;
        for at in 0..archive.len() {
            let mut part = archive.by_index(at)?;
            parts.insert(same(&part.name()?), at);
            size += io::copy(&mut part.by_ref().take(LARGEST_WORKBOOK + 1 - size), &mut io::sink())?;
            if size > LARGEST_WORKBOOK {
                return Err(Fault::TooLarge);
            }
        }
        Ok(Self { archive, parts })
    }

    /// Whether there is a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&same(name))
    }

    /// The text of a part, if there is one.
    ///
    /// # Errors
    /// One that is no text, as where the workbook has a password.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Some(at) = self.parts.get(&same(name)) else { return Ok(None) };
        let mut bytes = Vec::new();
        self.archive.by_index(*at)?.take(LARGEST_WORKBOOK).read_to_end(&mut bytes)?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Fault::Broken("it has a password, or its parts are no text in UTF-8".to_owned()))?;
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
    }
}

fn same(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}
