//! Which file that vanished is which of those that appeared, where one of the two cannot be read: by their bytes, as Git tells,
//! or since a country has no other.

use std::cmp::Reverse;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};

use diff::pairing::{CLOSEST, FEW, HALF};

/// How many bytes are compared as one, if no line ends before.
const CHUNK: usize = 64;

/// A file that vanished, or one that appeared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raw<'a> {
    pub(super) path: &'a str,
    /// Its bytes, if they are there.
    pub(super) bytes: Option<&'a [u8]>,
    /// Whether it can be read, so that what it says has been compared.
    pub(super) is_readable: bool,
}

/// Pairs what vanished with what appeared, by places, best first: two files of which one at least cannot be read.
pub(super) fn pairs(vanished: &[Raw<'_>], appeared: &[Raw<'_>]) -> Vec<(usize, usize)> {
    let (mut old_found, mut new_found) = (HashSet::new(), HashSet::new());
    let mut found = Vec::new();
    for (_, old, new) in alike(vanished, appeared).into_iter().chain(alone(vanished, appeared)) {
        if !old_found.contains(&old) && !new_found.contains(&new) {
            old_found.insert(old);
            new_found.insert(new);
            found.push((old, new));
        }
    }
    found
}

/// The places of two files and how much of them is the same.
type Pair = (Reverse<usize>, usize, usize);

/// Those of which half of the bytes is the same.
fn alike(vanished: &[Raw<'_>], appeared: &[Raw<'_>]) -> Vec<Pair> {
    let old: Vec<HashMap<u64, usize>> =
        vanished.iter().map(|file| chunks(file.bytes.unwrap_or_default())).collect();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, chunks) in old.iter().enumerate() {
        chunks.keys().for_each(|chunk| holders.entry(*chunk).or_default().push(place));
    }
    let mut pairs = Vec::new();
    for (place, file) in appeared.iter().enumerate() {
        let own = chunks(file.bytes.unwrap_or_default());
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let rare = own.keys().filter_map(|chunk| holders.get(chunk)).filter(|places| places.len() <= FEW);
        rare.flatten().for_each(|place| *shared.entry(*place).or_default() += 1);
        let mut closest: Vec<(Reverse<usize>, usize)> =
            shared.into_iter().map(|(place, count)| (Reverse(count), place)).collect();
        closest.sort_unstable();
        for (_, other) in closest.into_iter().take(CLOSEST) {
            let likeness = likeness_of(&old[other], &own);
            if likeness >= HALF && !(file.is_readable && vanished[other].is_readable) {
                pairs.push((Reverse(likeness), other, place));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Those beside which no other file of their country vanished or appeared, where what appeared cannot be read.
fn alone(vanished: &[Raw<'_>], appeared: &[Raw<'_>]) -> Vec<Pair> {
    let mut by_folder: BTreeMap<&str, [Vec<usize>; 2]> = BTreeMap::new();
    for (side, files) in [vanished, appeared].into_iter().enumerate() {
        for (place, file) in files.iter().enumerate() {
            let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            by_folder.entry(folder).or_default()[side].push(place);
        }
    }
    let pair = |[old, new]: [Vec<usize>; 2]| match (&*old, &*new) {
        ([old], [new]) if !appeared[*new].is_readable => Some((Reverse(0), *old, *new)),
        _ => None,
    };
    by_folder.into_values().filter_map(pair).collect()
}

/// How much of two contents is the same, in thousandths of the larger.
pub(super) fn likeness(one: &[u8], other: &[u8]) -> usize {
    likeness_of(&chunks(one), &chunks(other))
}

/// Whether a content is the other, edited or broken off: half of the larger is the same, or nearly all of the smaller.
pub(super) fn is_like(one: &[u8], other: &[u8]) -> bool {
    let (one, other) = (chunks(one), chunks(other));
    let same = same(&one, &other);
    let [one, other] = [one, other].map(|chunks| chunks.values().sum::<usize>());
    same * 1000 >= HALF * one.max(other) || same * 10 >= 9 * one.min(other)
}

/// How many bytes each chunk of a file has, in all.
fn chunks(bytes: &[u8]) -> HashMap<u64, usize> {
    let mut chunks: HashMap<u64, usize> = HashMap::new();
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    for chunk in lines.flat_map(|line| line.chunks(CHUNK)) {
        let mut hasher = DefaultHasher::new();
        chunk.hash(&mut hasher);
        *chunks.entry(hasher.finish()).or_default() += chunk.len();
    }
    chunks
}

fn likeness_of(old: &HashMap<u64, usize>, new: &HashMap<u64, usize>) -> usize {
    let largest = old.values().sum::<usize>().max(new.values().sum());
    (same(old, new) * 1000).checked_div(largest).unwrap_or(0)
}

/// How many bytes are the same.
fn same(old: &HashMap<u64, usize>, new: &HashMap<u64, usize>) -> usize {
    new.iter().map(|(chunk, size)| old.get(chunk).map_or(0, |other| *size.min(other))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw<'a>(path: &'a str, text: &'a str, is_readable: bool) -> Raw<'a> {
        Raw { path, bytes: Some(text.as_bytes()), is_readable }
    }

    #[test]
    fn bytes_tell_where_nothing_else_does() {
        let (one, other) = ("a\nb\nc\nd\n", "e\nf\ng\nh\n");
        let old = [raw("K/1", one, true), raw("K/2", other, true)];
        assert_eq!(pairs(&old, &[raw("K/3", "e\nf\ng\nx\n", false)]), [(1, 0)]);
        assert_eq!(pairs(&old, &[raw("L/3", "a\nb\n", false)]), [(0, 0)], "half of it");
        assert_eq!(pairs(&old, &[raw("L/3", "a\n", false)]), [], "less");
        assert_eq!(pairs(&old, &[raw("K/3", one, true)]), [], "what it says has been compared");
        assert_eq!(pairs(&old, &[raw("K/3", "[]", false)]), [], "it may be either");
        assert_eq!(pairs(&old[..1], &[raw("K/3", "[]", false)]), [(0, 0)]);
        assert_eq!(pairs(&old[..1], &[raw("L/3", "[]", false)]), []);
        assert_eq!(pairs(&old[..1], &[raw("K/3", "[]", false), raw("K/4", "{", false)]), []);
        let lost = Raw { path: "K/3", bytes: None, is_readable: false };
        assert_eq!(pairs(&old[..1], &[lost]), [(0, 0)]);
    }
}
