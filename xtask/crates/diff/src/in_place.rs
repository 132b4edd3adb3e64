//! Which file of an earlier state is which of a later one: which stay at their path, and which went from there though there is
//! another at it now.

use std::collections::HashMap;

use super::pairing::{
    Origin, UnpairedFile, Ways, has_same_entries, is_blank, is_edited, is_hardly_edited, pairs,
};

/// How often it is looked again who stays, once others do.
const ROUNDS: usize = 4;

/// Two files, one of each state, by their places.
type Pair = (usize, usize);

/// Pairs all files of two states, by places, where nothing but their contents is known. A file is what is at its path, unless
///
/// * what was there and what is there now are both found better under other paths, as where ids are swapped or shifted; or
/// * they are not alike, and one of them is found under another path; or
/// * what is there now has all entries of a file that is gone.
pub fn all_pairs(before: &[UnpairedFile<'_>], after: &[UnpairedFile<'_>]) -> Vec<Pair> {
    let places: HashMap<&str, usize> =
        after.iter().enumerate().map(|(place, file)| (file.path, place)).collect();
    let mut gone: Vec<usize> = Vec::new();
    let mut in_place: Vec<Pair> = Vec::new();
    for (old, file) in before.iter().enumerate() {
        match places.get(file.path) {
            Some(new) => in_place.push((old, *new)),
            None => gone.push(old),
        }
    }
    let mut is_new = vec![true; after.len()];
    in_place.iter().for_each(|(_, new)| is_new[*new] = false);
    let come: Vec<usize> = (0..after.len()).filter(|new| is_new[*new]).collect();
    // Where nothing came or went, ids can only have been swapped, and then much is otherwise at each path.
    let is_swap = gone.is_empty() && come.is_empty();
    let is_unmoved = |(old, new): &Pair| {
        let (one, other) = (before[*old].data, after[*new].data);
        // Of what says nothing, or cannot be read, the path is all that is known.
        if is_blank(one) || is_blank(other) {
            return true;
        }
        if is_swap { is_hardly_edited(one, other) } else { has_same_entries(one, other) }
    };
    let (mut found, mut doubtful): (Vec<Pair>, Vec<Pair>) = in_place.into_iter().partition(is_unmoved);
    for _ in 0..ROUNDS {
        let (mut old, mut new) = (gone.clone(), come.clone());
        doubtful.iter().for_each(|(one, other)| {
            old.push(*one);
            new.push(*other);
        });
        let moved = pairs_among((before, &old), (after, &new));
        let later: HashMap<usize, usize> = moved.iter().copied().collect();
        let earlier: HashMap<usize, usize> = moved.iter().map(|(old, new)| (*new, *old)).collect();
        let stays = |(old, new): &Pair| {
            let (one, other) = (before[*old].data, after[*new].data);
            match (later.get(old), earlier.get(new)) {
                (Some(later), _) if later == new => true,
                (Some(_), Some(_)) => false,
                (Some(_), None) => is_edited(one, other),
                (None, Some(earlier)) => {
                    let is_gone = gone.binary_search(earlier).is_ok();
                    is_edited(one, other) && !(is_gone && has_same_entries(before[*earlier].data, other))
                }
                (None, None) => true,
            }
        };
        let (stay, left): (Vec<Pair>, Vec<Pair>) = doubtful.iter().copied().partition(stays);
        if stay.is_empty() {
            found.extend(moved);
            return found;
        }
        found.extend(stay);
        doubtful = left;
    }
    found.append(&mut doubtful);
    found.extend(pairs_among((before, &gone), (after, &come)));
    found
}

/// Pairs all files of two states, by places: by the ways that they went, and as [`all_pairs`] does what no commit tells of. What
/// commits took out and brought in is not paired, however alike the two are.
pub(super) fn pairs_by(ways: &Ways, before: &[UnpairedFile<'_>], after: &[UnpairedFile<'_>]) -> Vec<Pair> {
    let places: HashMap<&str, usize> =
        before.iter().enumerate().map(|(place, file)| (file.path, place)).collect();
    let mut found: Vec<Pair> = Vec::new();
    let mut is_found = vec![false; before.len()];
    for (new, file) in after.iter().enumerate() {
        if let Some(Origin::Path(path)) = ways.origins.get(file.path)
            && let Some(old) = places.get(&**path)
            && !std::mem::replace(&mut is_found[*old], true)
        {
            found.push((*old, new));
        }
    }
    let old = (0..before.len()).filter(|old| !is_found[*old]);
    let old: Vec<usize> = old.filter(|old| !ways.withdrawn.contains(before[*old].path)).collect();
    let new: Vec<usize> =
        (0..after.len()).filter(|new| !ways.origins.contains_key(after[*new].path)).collect();
    let pairs = all_pairs(&at(before, &old), &at(after, &new));
    found.extend(pairs.into_iter().map(|(one, other)| (old[one], new[other])));
    found
}

/// What [`pairs`] finds among some.
fn pairs_among(
    (before, old): (&[UnpairedFile<'_>], &[usize]),
    (after, new): (&[UnpairedFile<'_>], &[usize]),
) -> Vec<Pair> {
    let pairs = pairs(&at(before, old), &at(after, new));
    pairs.into_iter().map(|(one, other)| (old[one], new[other])).collect()
}

fn at<'a>(files: &[UnpairedFile<'a>], places: &[usize]) -> Vec<UnpairedFile<'a>> {
    places.iter().map(|place| files[*place]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pairing::tests::assessment;
    use dataset::model::assessment::Assessment;

    fn paired(before: &[(&str, &[&str])], after: &[(&str, &[&str])]) -> Vec<String> {
        let data = |files: &[(&str, &[&str])]| -> Vec<(String, Assessment)> {
            files.iter().map(|(path, words)| ((*path).to_owned(), assessment(words))).collect()
        };
        let (before, after) = (data(before), data(after));
        let old: Vec<UnpairedFile<'_>> =
            before.iter().map(|(path, data)| UnpairedFile { path, data }).collect();
        let new: Vec<UnpairedFile<'_>> =
            after.iter().map(|(path, data)| UnpairedFile { path, data }).collect();
        let mut pairs = all_pairs(&old, &new);
        pairs.sort_unstable();
        pairs.into_iter().map(|(one, other)| format!("{} {}", old[one].path, new[other].path)).collect()
    }

    const ONE: &[&str] = &["a", "b", "c", "d"];
    /// Three quarters of it are those of the one before.
    const NEXT: &[&str] = &["a", "b", "c", "x"];
    const OTHER: &[&str] = &["p", "q", "r", "s"];

    #[test]
    fn ids_can_be_swapped_and_shifted() {
        for two in [NEXT, OTHER] {
            assert_eq!(
                paired(&[("K/2022", ONE), ("K/2023", two)], &[("K/2023", ONE), ("K/2024", two)]),
                ["K/2022 K/2023", "K/2023 K/2024"]
            );
            assert_eq!(
                paired(&[("K/2022", ONE), ("K/2023", two)], &[("K/2022", two), ("K/2023", ONE)]),
                ["K/2022 K/2023", "K/2023 K/2022"]
            );
            assert_eq!(
                paired(
                    &[("K/2022", ONE), ("L/2022", two), ("M/2022", &["1", "2", "3", "4"])],
                    &[("K/2022", two), ("L/2022", &["1", "2", "3", "edited"]), ("M/2022", ONE)]
                ),
                ["K/2022 M/2022", "L/2022 K/2022", "M/2022 L/2022"]
            );
            assert_eq!(
                paired(&[("K/2022", ONE), ("K/2023", two)], &[("K/2023", ONE)]),
                ["K/2022 K/2023"],
                "one was renamed onto the other"
            );
        }
    }

    #[test]
    fn what_is_edited_stays_at_its_path() {
        assert_eq!(
            paired(&[("K/2022", ONE)], &[("K/2022", NEXT), ("K/2023", ONE)]),
            ["K/2022 K/2022"],
            "a copy is no rename"
        );
        assert_eq!(
            paired(&[("K/2022", ONE)], &[("K/2022", OTHER), ("K/2023", ONE)]),
            ["K/2022 K/2023"],
            "another was written in its place"
        );
        assert_eq!(paired(&[("K/2022", ONE)], &[("K/2022", OTHER)]), ["K/2022 K/2022"]);
        assert_eq!(
            paired(&[("K/2022", ONE), ("K/2023", OTHER)], &[("K/2022", NEXT), ("K/2023", OTHER)]),
            ["K/2022 K/2022", "K/2023 K/2023"]
        );
    }
}
