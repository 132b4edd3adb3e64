//! What is in an index that libgit2 does not read: one that is split into two files, or that has whole folders as one entry.
//!
//! Only what tells files apart is taken from it: paths, ids, modes and flags, as gitformat-index tells.

use super::Error;
use std::path::Path;

use git2::Oid;

use format::tree::read_file;

/// The largest index that is read: that of a million files.
const LARGEST_INDEX: u64 = 256 * 1024 * 1024;

/// How many bytes an id has.
const ID: usize = 20;

/// The flag of an entry that has two bytes of flags more.
const EXTENDED: u16 = 1 << 14;

/// An entry of the file. One whose path ends with `/` is a whole folder.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) path: Vec<u8>,
    pub(super) id: Oid,
    pub(super) mode: u32,
    pub(super) flags: u16,
    pub(super) flags_extended: u16,
}

/// The entries of an index. `own` is Git's own folder, where the other half of a split index is.
///
/// # Errors
/// a file that cannot be read, or that is no index.
pub(super) fn lines(file: &Path, own: &Path) -> Result<Vec<Line>, Error> {
    let (mut lines, link) = half(file)?;
    let Some(link) = link.filter(|link| !link.base.is_zero()) else { return Ok(lines) };
    let (base, _) = half(&own.join(format!("sharedindex.{}", link.base)))?;
    // First stand those that replace one of the other half. They have no path of their own.
    let count = lines.iter().take_while(|line| line.path.is_empty()).count();
    let mut replacing: Vec<Line> = lines.drain(..count).rev().collect();
    for (at, line) in base.into_iter().enumerate() {
        if link.replaced.contains(at) {
            let other = replacing.pop().ok_or_else(|| Error::UnknownIndex(file.to_owned()))?;
            lines.push(Line { path: line.path, ..other });
        } else if !link.deleted.contains(at) {
            lines.push(line);
        }
    }
    Ok(lines)
}

/// What a split index says of its other half: the id in that file's name, and by number which entries there do not count.
struct Link {
    base: Oid,
    deleted: Bits,
    replaced: Bits,
}

/// A set of numbers, in words of 64.
struct Bits(Vec<u64>);

impl Bits {
    fn contains(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }
}

fn half(file: &Path) -> Result<(Vec<Line>, Option<Link>), Error> {
    let bytes = read_file(file, LARGEST_INDEX)
        .map_err(|error| Error::UnreadableIndex { file: file.to_owned(), reason: error.to_string() })?;
    let end = bytes.len().checked_sub(ID).ok_or_else(|| Error::UnknownIndex(file.to_owned()))?;
    parse(&mut Bytes(&bytes[..end])).ok_or_else(|| Error::UnknownIndex(file.to_owned()))
}

/// What is left to read.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take(2)?.try_into().ok().map(u16::from_be_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_be_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.take(8)?.try_into().ok().map(u64::from_be_bytes)
    }

    fn id(&mut self) -> Option<Oid> {
        Oid::from_bytes(self.take(ID)?).ok()
    }

    fn up_to_nul(&mut self) -> Option<&'b [u8]> {
        let end = self.0.iter().position(|byte| *byte == 0)?;
        let taken = self.take(end)?;
        self.take(1)?;
        Some(taken)
    }

    /// A number of seven bits a byte, the most significant first, each but the last one more than it seems (as for offsets in a
    /// pack).
    fn varint(&mut self) -> Option<usize> {
        let mut number = 0_usize;
        loop {
            let byte = self.take(1)?[0];
            number = number.checked_mul(128)?.checked_add(usize::from(byte & 127))?;
            if byte & 128 == 0 {
                return Some(number);
            }
            number = number.checked_add(1)?;
        }
    }
}

fn parse(bytes: &mut Bytes<'_>) -> Option<(Vec<Line>, Option<Link>)> {
    let (signature, version, count) = (bytes.take(4)?, bytes.u32()?, bytes.u32()?);
    if signature != b"DIRC" || !(2..=4).contains(&version) {
        return None;
    }
    let mut lines: Vec<Line> = Vec::new();
    for _ in 0..count {
        let previous = lines.last().map(|line| &*line.path).unwrap_or_default();
        let line = line(bytes, version, previous)?;
        lines.push(line);
    }
    let mut link = None;
    while !bytes.0.is_empty() {
        let (signature, size) = (bytes.take(4)?, bytes.u32()?);
        let mut content = Bytes(bytes.take(size as usize)?);
        match signature {
            b"link" => link = Some(link_of(&mut content)?),
            // Whoever does not know what begins with a capital letter may go on without it.
            b"sdir" => {}
            _ if signature[0].is_ascii_uppercase() => {}
            _ => return None,
        }
    }
    Some((lines, link))
}

fn line(bytes: &mut Bytes<'_>, version: u32, previous: &[u8]) -> Option<Line> {
    let before = bytes.0.len();
    // Times, device and inode.
    bytes.take(24)?;
    let mode = bytes.u32()?;
    // Owner, group and size.
    bytes.take(12)?;
    let (id, flags) = (bytes.id()?, bytes.u16()?);
    let flags_extended = if flags & EXTENDED == 0 { 0 } else { bytes.u16()? };
    let path = if version == 4 {
        let kept = previous.len().checked_sub(bytes.varint()?)?;
        [&previous[..kept], bytes.up_to_nul()?].concat()
    } else {
        let path = bytes.up_to_nul()?.to_vec();
        // An entry is as long as a multiple of eight bytes.
        bytes.take((8 - (before - bytes.0.len()) % 8) % 8)?;
        path
    };
    Some(Line { path, id, mode, flags, flags_extended })
}

fn link_of(bytes: &mut Bytes<'_>) -> Option<Link> {
    let base = bytes.id()?;
    if bytes.0.is_empty() {
        return Some(Link { base, deleted: Bits(Vec::new()), replaced: Bits(Vec::new()) });
    }
    Some(Link { base, deleted: bits(bytes)?, replaced: bits(bytes)? })
}

/// A set in the form EWAH: a word says how many words follow that are all of one bit, and how many that stand as they are.
fn bits(bytes: &mut Bytes<'_>) -> Option<Bits> {
    let (size, count) = (bytes.u32()?, bytes.u32()?);
    let most = (size as usize).div_ceil(64);
    let mut words = Vec::new();
    let mut left = count as usize;
    while left > 0 {
        let marker = bytes.u64()?;
        let (filled, literal) = ((marker >> 1 & 0xFFFF_FFFF) as usize, (marker >> 33) as usize);
        left = left.checked_sub(1)?.checked_sub(literal)?;
        if words.len() + filled + literal > most {
            return None;
        }
        words.resize(words.len() + filled, if marker & 1 == 1 { u64::MAX } else { 0 });
        for _ in 0..literal {
            words.push(bytes.u64()?);
        }
    }
    // Where the last marker stands, for whoever adds to the set.
    bytes.u32()?;
    Some(Bits(words))
}
