//! Which known word somebody may have meant.

use strsim::{jaro_winkler, osa_distance};

/// The candidate nearest to a word, if one is near enough to be what was meant: a third of its letters may differ,
/// or its parts may stand in another order. Ties go to the first candidate.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let plain = plain(word);
    candidates
        .into_iter()
        .filter_map(|candidate| closeness(&plain, &self::plain(candidate)).map(|score| (score, candidate)))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, candidate)| candidate)
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
}
