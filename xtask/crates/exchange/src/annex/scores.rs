//! The scores that are printed: of this edition, of the one before, and the difference.

use super::cells::{Kind, Piece};
use crate::instrument::Subject;

/// The printed scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scores {
    pub(super) score: Option<i64>,
    pub(super) previous: Option<i64>,
    pub(super) difference: Option<i64>,
}

/// Reads lines such as `Cambodia 2022 Score: 35` and `Difference: - 6`.
pub(super) fn read(pieces: &[Piece], subject: &Subject<'_>) -> Scores {
    let mut scores = Scores::default();
    let texts = pieces.iter().filter_map(|piece| match &piece.kind {
        Kind::Loose(_) | Kind::Row(_) | Kind::Heading(_) => Some(piece.paragraphs().join(" ")),
        Kind::Note(..) => None,
    });
    for text in texts {
        let Some((what, value)) = text.split_once(':') else { continue };
        let Some(value) = number(value) else { continue };
        let what = what.to_lowercase();
        if what.trim() == "difference" {
            scores.difference.get_or_insert(value);
        } else if what.trim_end().ends_with("score") && what.split_whitespace().count() <= 6 {
            let year = subject.edition.split('-').next().unwrap_or_default();
            let years: Vec<&str> = what
                .split_whitespace()
                .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
                .collect();
            match years.as_slice() {
                [] => scores.score.get_or_insert(value),
                [own, ..] if own.starts_with(year) => scores.score.get_or_insert(value),
                [..] => scores.previous.get_or_insert(value),
            };
        }
    }
    scores
}

/// A whole number with whatever sign is printed.
fn number(text: &str) -> Option<i64> {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if "−–—‐‑".contains(c) { '-' } else { c })
        .collect();
    bare.trim_start_matches('+').trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn signs_are_what_they_look_like() {
        assert_eq!(
            [number(" - 6 "), number("−6"), number("+3"), number("35")],
            [Some(-6), Some(-6), Some(3), Some(35)]
        );
        assert_eq!(number("35 of 100"), None);
    }
}
