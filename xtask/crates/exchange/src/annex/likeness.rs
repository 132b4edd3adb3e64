//! Which of two titles a text speaks of, by the words that only one of them has.

use std::collections::BTreeSet;

/// How many letters two words have in common at their beginning, if they are forms of one.
const STEM: usize = 5;

/// Words that tell no titles apart.
const COMMON: [&str; 20] = [
    "about",
    "accordance",
    "also",
    "among",
    "cooperate",
    "focusing",
    "from",
    "fully",
    "including",
    "into",
    "issues",
    "other",
    "particularly",
    "such",
    "that",
    "their",
    "them",
    "this",
    "through",
    "with",
];

/// The beginnings of the words of a text.
fn stems(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= 4);
    let lower = words.map(str::to_lowercase).filter(|word| !COMMON.contains(&&**word));
    lower.map(|word| word.chars().take(STEM).collect()).collect()
}

/// How many words of a title, which another title has not, stand in a text.
pub(super) fn likeness(text: &str, title: &str, other: &str) -> usize {
    let other = stems(other);
    let own: BTreeSet<String> = stems(title).difference(&other).cloned().collect();
    stems(text).intersection(&own).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_title_alone_count() {
        let (law, court) = (
            "Sign, ratify and implement relevant instruments of international law",
            "Sign and ratify the Rome Statute of the International Criminal Court and cooperate fully with the Court",
        );
        assert_eq!(likeness("It remains a signatory but has yet to fully ratify it.", court, law), 0);
        assert_eq!(likeness("Cambodia continues to adhere to the Rome Statute.", court, law), 2);
    }
}
