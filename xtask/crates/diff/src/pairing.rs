//! Which of the files that vanished is which of those that appeared, one to one and best first, much as Git finds renames.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasher as _, Hash};
use std::sync::LazyLock;

use foldhash::quality::RandomState;
use rayon::prelude::*;

use dataset::model::assessment::Assessment;
use format::values::Map;

/// How many files may share something for it to tell them apart.
pub const FEW: usize = 32;

/// How many files are looked at closely for each on the other side.
pub const CLOSEST: usize = 8;

/// How many files are looked at by one core at least, since most often there are only one or two.
const TOGETHER: usize = 8;

/// A file that vanished, or one that appeared.
#[derive(Clone, Copy, Debug)]
pub struct UnpairedFile<'a> {
    /// Its path.
    pub path: &'a str,
    /// What it says.
    pub data: &'a Assessment,
}

/// What commits between two states tell of how files went from the one to the other, each by its path.
#[derive(Debug, Default)]
pub struct Ways {
    /// Where files of the later state come from which were not always at their path.
    pub origins: BTreeMap<String, Origin>,
    /// The files of the earlier state that some commit took out.
    pub withdrawn: BTreeSet<String>,
}

/// Where a file comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// From the file that has this path in the earlier state.
    Path(String),
    /// It was not there.
    New,
}

/// How much of two files is the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    /// Entries that are the same, in thousandths of all.
    alike: usize,
    sources: usize,
    has_same_name: bool,
    has_same_folder: bool,
}

/// The least of two files that has to be the same for one to be the other, in thousandths of the larger.
pub const HALF: usize = 500;

/// Pairs what vanished with what appeared, by places: first what is the same in everything; then what has most entries as they
/// were, and at least half, and of several with as many what has the same file name, or the same folder. The same in whatever
/// order the files come.
pub fn pairs(vanished: &[UnpairedFile<'_>], appeared: &[UnpairedFile<'_>]) -> Vec<(usize, usize)> {
    if vanished.is_empty() || appeared.is_empty() {
        return Vec::new();
    }
    let mut found = Found { old: vec![None; vanished.len()], new: vec![None; appeared.len()] };
    same_content(vanished, appeared, &mut found);
    most_alike(vanished, appeared, &mut found);
    found.all()
}

/// Whether an assessment is another, edited: at least half of its entries are as they were.
pub fn is_edited(one: &Assessment, other: &Assessment) -> bool {
    let alone = |data| UnpairedFile { path: "", data };
    one == other || !pairs(&[alone(one)], &[alone(other)]).is_empty()
}

/// Whether all entries of two assessments are the same.
pub(super) fn has_same_entries(one: &Assessment, other: &Assessment) -> bool {
    let (alike, most) = same_entries(one, other);
    most > 0 && alike == most
}

/// Whether nine of ten entries of two assessments, or more, are the same.
pub(super) fn is_hardly_edited(one: &Assessment, other: &Assessment) -> bool {
    let (alike, most) = same_entries(one, other);
    alike * 10 >= most * 9
}

/// What has found its other half.
struct Found {
    old: Vec<Option<usize>>,
    new: Vec<Option<usize>>,
}

impl Found {
    fn all(&self) -> Vec<(usize, usize)> {
        self.old.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))).collect()
    }

    fn pair(&mut self, old: usize, new: usize) {
        if self.old[old].is_none() && self.new[new].is_none() {
            (self.old[old], self.new[new]) = (Some(new), Some(old));
        }
    }
}

fn same_content(vanished: &[UnpairedFile<'_>], appeared: &[UnpairedFile<'_>], found: &mut Found) {
    let mut by_outline: HashMap<u64, [Vec<usize>; 2]> = HashMap::new();
    for (side, files) in [vanished, appeared].into_iter().enumerate() {
        for (place, file) in files.iter().enumerate().filter(|(_, file)| !is_blank(file.data)) {
            by_outline.entry(outline(file.data)).or_default()[side].push(place);
        }
    }
    let mut by_content: HashMap<u64, [Vec<usize>; 2]> = HashMap::new();
    for [old, new] in by_outline.into_values().filter(|[old, new]| !old.is_empty() && !new.is_empty()) {
        for (side, files, places) in [(0, vanished, old), (1, appeared, new)] {
            for place in places {
                by_content.entry(fingerprint(files[place].data)).or_default()[side].push(place);
            }
        }
    }
    // Among those of one content, the name of the file decides, then its folder, then the order of the paths.
    for part in [name, folder, |_: &str| ""] {
        for [old, new] in by_content.values() {
            let mut by_part: BTreeMap<&str, [Vec<usize>; 2]> = BTreeMap::new();
            for place in old.iter().filter(|place| found.old[**place].is_none()) {
                by_part.entry(part(vanished[*place].path)).or_default()[0].push(*place);
            }
            for place in new.iter().filter(|place| found.new[**place].is_none()) {
                by_part.entry(part(appeared[*place].path)).or_default()[1].push(*place);
            }
            for [mut old, mut new] in by_part.into_values() {
                old.sort_by_key(|place| vanished[*place].path);
                new.sort_by_key(|place| appeared[*place].path);
                old.into_iter().zip(new).for_each(|(old, new)| found.pair(old, new));
            }
        }
    }
}

/// Whether there is nothing by which a file could be known again.
pub(super) fn is_blank(data: &Assessment) -> bool {
    data.ratings.is_empty() && data.sources.is_empty()
}

fn most_alike(vanished: &[UnpairedFile<'_>], appeared: &[UnpairedFile<'_>], found: &mut Found) {
    let index = Index::new(appeared, &found.new);
    let left = vanished.par_iter().enumerate().with_min_len(TOGETHER);
    let left = left.filter(|(old, _)| found.old[*old].is_none());
    let candidates = left.flat_map_iter(|(old, before)| {
        index.closest(before).into_iter().filter_map(move |new| {
            let likeness = likeness(before, &appeared[new])?;
            let (one, other) = (before.path, appeared[new].path);
            Some((Reverse(likeness), one.min(other), one.max(other), old, new))
        })
    });
    let mut candidates: Vec<_> = candidates.collect();
    candidates.sort_unstable();
    for (_, _, _, old, new) in candidates {
        found.pair(old, new);
    }
}

/// By which entries, names and folders the files that appeared can be found.
struct Index<'a> {
    by_entry: HashMap<u64, Vec<usize>>,
    by_name: HashMap<&'a str, Vec<usize>>,
    by_folder: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Index<'a> {
    fn new(appeared: &[UnpairedFile<'a>], done: &[Option<usize>]) -> Self {
        let mut index = Self { by_entry: HashMap::new(), by_name: HashMap::new(), by_folder: HashMap::new() };
        let left: Vec<(usize, &UnpairedFile<'a>)> =
            appeared.iter().enumerate().filter(|(place, _)| done[*place].is_none()).collect();
        let of_each = left.par_iter().with_min_len(TOGETHER).map(|(_, file)| entries(file.data).collect());
        let of_each: Vec<Vec<u64>> = of_each.collect();
        for ((place, file), entries) in left.into_iter().zip(of_each) {
            for entry in entries {
                index.by_entry.entry(entry).or_default().push(place);
            }
            index.by_name.entry(name(file.path)).or_default().push(place);
            index.by_folder.entry(folder(file.path)).or_default().push(place);
        }
        index
    }

    /// The files that share most of what few have.
    fn closest(&self, file: &UnpairedFile<'_>) -> Vec<usize> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let by_entry = entries(file.data).filter_map(|entry| self.by_entry.get(&entry));
        for places in by_entry.filter(|places| places.len() <= FEW) {
            places.iter().for_each(|place| *shared.entry(*place).or_default() += 1);
        }
        for places in [self.by_name.get(name(file.path)), self.by_folder.get(folder(file.path))] {
            for place in places.into_iter().flatten().take(FEW) {
                shared.entry(*place).or_default();
            }
        }
        let mut closest: Vec<(usize, usize)> = shared.into_iter().collect();
        closest.sort_unstable_by_key(|(place, count)| (Reverse(*count), *place));
        closest.into_iter().map(|(place, _)| place).take(CLOSEST).collect()
    }
}

/// How like two files are; none if they are too little alike for one to be the other.
fn likeness(before: &UnpairedFile<'_>, after: &UnpairedFile<'_>) -> Option<Likeness> {
    let (alike, most) = same_entries(before.data, after.data);
    let alike = (alike * 1000).checked_div(most).unwrap_or(0);
    (alike >= HALF).then(|| Likeness {
        alike,
        sources: same(&before.data.sources, &after.data.sources).0,
        has_same_name: name(before.path) == name(after.path),
        has_same_folder: folder(before.path) == folder(after.path),
    })
}

/// How many entries of two assessments are the same, and how many there are in the larger. Where nothing is rated yet, the
/// sources are all that there is.
fn same_entries(one: &Assessment, other: &Assessment) -> (usize, usize) {
    let (alike, most) = same(&one.ratings, &other.ratings);
    if most > 0 { (alike, most) } else { same(&one.sources, &other.sources) }
}

/// How many entries are the same in two maps, and how many there are in the larger.
fn same<T: PartialEq>(before: &Map<T>, after: &Map<T>) -> (usize, usize) {
    let same = before.iter().filter(|(id, entry)| after.get(id) == Some(entry)).count();
    (same, before.len().max(after.len()))
}

fn entries(data: &Assessment) -> impl Iterator<Item = u64> {
    let ratings = data.ratings.iter().map(|entry| fingerprint(&entry));
    ratings.chain(data.sources.iter().map(|entry| fingerprint(&entry)))
}

/// Stands for the sizes of what an assessment says: another where they are others, so that most that is not the same is told apart
/// without a look at all of it.
fn outline(data: &Assessment) -> u64 {
    let sizes = data.ratings.iter().map(|(_, entry)| {
        let bytes: usize = entry.rationale.iter().map(|text| text.len()).sum();
        (entry.rating, entry.footnotes.len(), bytes)
    });
    fingerprint(&(data.sources.len(), sizes.collect::<Vec<_>>()))
}

/// Stands for a value. The seed is drawn for each run, so that nobody can make values whose fingerprints are the same.
fn fingerprint<T: Hash>(value: &T) -> u64 {
    static SEED: LazyLock<RandomState> = LazyLock::new(RandomState::default);
    SEED.hash_one(value)
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use dataset::model::rating::{IndicatorRating, Scale};
    use format::values::Text;

    /// An assessment with entries of these words.
    pub(crate) fn assessment(words: &[&str]) -> Assessment {
        let entry = |(nth, word): (usize, &&str)| {
            let rationale = Box::from([Text::from(*word)]);
            let entry =
                IndicatorRating { rating: Scale::usual().rating("fair"), rationale, ..Default::default() };
            (Text::from(format!("i{nth}")), entry)
        };
        Assessment { ratings: words.iter().enumerate().map(entry).collect(), ..Default::default() }
    }

    fn paired(vanished: &[(&str, &[&str])], appeared: &[(&str, &[&str])]) -> Vec<String> {
        let data = |files: &[(&str, &[&str])]| -> Vec<(String, Assessment)> {
            files.iter().map(|(path, words)| ((*path).to_owned(), assessment(words))).collect()
        };
        let (old, new) = (data(vanished), data(appeared));
        let old: Vec<UnpairedFile<'_>> = old.iter().map(|(path, data)| UnpairedFile { path, data }).collect();
        let new: Vec<UnpairedFile<'_>> = new.iter().map(|(path, data)| UnpairedFile { path, data }).collect();
        let there = pairs(&old, &new);
        let mut back: Vec<_> = pairs(&new, &old).into_iter().map(|(new, old)| (old, new)).collect();
        back.sort_unstable();
        assert_eq!(there, back, "the same from the other side");
        there.into_iter().map(|(one, other)| format!("{} {}", old[one].path, new[other].path)).collect()
    }

    #[test]
    fn the_best_match_and_not_the_first() {
        let (full, edited) = (&["a", "b", "c", "d"][..], &["a", "b", "c", "other"][..]);
        assert_eq!(
            paired(
                &[("KHM/2022", full), ("KHM/2023-24", edited)],
                &[("CAM/2022", full), ("CAM/2023-24", edited)]
            ),
            ["KHM/2022 CAM/2022", "KHM/2023-24 CAM/2023-24"],
        );
        assert_eq!(
            paired(&[("KHM/2022", full), ("KHM/2023", edited)], &[("KHM/2023-24", edited)]),
            ["KHM/2023 KHM/2023-24"],
        );
        assert_eq!(
            paired(&[("KHM/2022", full), ("KHM/2023", edited)], &[("KHM/2024", &["a", "b", "c", "third"])]),
            ["KHM/2022 KHM/2024"],
            "of two that are as like the first by path",
        );
        assert_eq!(paired(&[("KHM/2022", full)], &[("CAM/2022", &["a", "x", "y", "z"])]), [""; 0]);
    }

    #[test]
    fn empty_drafts_keep_their_country() {
        let blank = &["", ""][..];
        assert_eq!(
            paired(
                &[("KHM/2026", blank), ("LAO/2026", blank), ("VNM/2026", blank)],
                &[("KHM/2027", blank), ("LAO/2027", blank), ("VNM/2027", blank)]
            ),
            ["KHM/2026 KHM/2027", "LAO/2026 LAO/2027", "VNM/2026 VNM/2027"],
        );
    }
}
