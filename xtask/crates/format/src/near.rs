//! Which known word somebody may have meant.

use strsim::{jaro_winkler, osa_distance};

use crate::limits::{LONGEST_WORD, MOST_CANDIDATES};

/// The candidate nearest to a word, if one is near enough to be what was meant: a third of its letters may differ,
/// or its parts may stand in another order. Ties go to the first candidate.
///
/// A word that is very long is near nothing, and so is one that very many candidates could be near by their length.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let plain = plain(word);
    let length = plain.chars().count();
    if length > LONGEST_WORD {
        return None;
    }
    let mut best: Option<(f64, &str)> = None;
    let of_like_length = candidates.into_iter().filter(|candidate| is_like(length, candidate));
    for (nth, candidate) in of_like_length.enumerate() {
        if nth == MOST_CANDIDATES {
            return None;
        }
        let score = closeness(&plain, &self::plain(candidate));
        if let Some(score) = score.filter(|score| best.is_none_or(|(best, _)| *score > best)) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Whether a candidate has so many letters that a word of a length could be near it.
fn is_like(length: usize, candidate: &str) -> bool {
    // Four bytes are the most that a letter has.
    if candidate.len() > 4 * LONGEST_WORD + 4 {
        return false;
    }
    let other = candidate.trim().chars().count();
    other <= LONGEST_WORD && length.abs_diff(other) * 3 <= length.max(other).max(3)
}

/// Lower case and hyphens, so that `Very Strong` and `very_strong` are near `very-strong`.
fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace([' ', '_', '.'], "-")
}

fn closeness(word: &str, candidate: &str) -> Option<f64> {
    let length = word.chars().count().max(candidate.chars().count());
    let distance = osa_distance(word, candidate);
    let near = distance * 3 <= length.max(3) || sorted_parts(word) == sorted_parts(candidate);
    #[expect(clippy::cast_precision_loss, reason = "lengths of words")]
    near.then(|| jaro_winkler(word, candidate) - distance as f64 / length.max(1) as f64)
}

fn sorted_parts(word: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = word.split('-').collect();
    parts.sort_unstable();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_and_far() {
        let ratings = ["very-strong", "strong", "fair", "weak", "very-weak"];
        assert_eq!(nearest("stong", ratings), Some("strong"));
        assert_eq!(nearest("Very Weak", ratings), Some("very-weak"));
        assert_eq!(nearest("weak-very", ratings), Some("very-weak"));
        assert_eq!(nearest("good", ratings), None);
    }
    #[test]
    fn a_word_is_looked_for_up_to_its_longest() {
        for (length, is_found) in [(LONGEST_WORD, true), (LONGEST_WORD + 1, false)] {
            let (word, slip) = ("a".repeat(length), format!("b{}", "a".repeat(length - 1)));
            assert_eq!(nearest(&slip, [word.as_str()]).is_some(), is_found, "{length}");
        }
    }

    #[test]
    fn so_many_candidates_are_compared_and_no_more_are_asked_for() {
        for (count, is_found) in [(MOST_CANDIDATES, true), (MOST_CANDIDATES + 1, false)] {
            let candidates: Vec<String> = (0..count).map(|i| format!("source-{i:06}")).collect();
            let found = nearest("source-00001", candidates.iter().map(String::as_str));
            assert_eq!(found.is_some(), is_found, "{count}");
        }
        let mut drawn = 0;
        let endless = std::iter::repeat_n("abcd", 1_000_000).inspect(|_| drawn += 1);
        assert_eq!(nearest("abce", endless), None);
        assert_eq!(drawn, MOST_CANDIDATES + 1);
    }

    #[test]
    fn candidates_of_another_length_cost_nothing() {
        let others: Vec<String> = (0..5_000).map(|i| format!("a-much-longer-name-than-that-{i}")).collect();
        let candidates = others.iter().map(String::as_str).chain(["press"]);
        assert_eq!(nearest("pres", candidates), Some("press"));
    }
}
