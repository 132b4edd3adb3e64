//! The order of the alphabet, for all scripts at once: that of the Unicode Collation Algorithm (UTS 10) with CLDR's root table.

use std::cmp::Ordering;

use feruca::{Collator, Locale, Tailoring};

/// Puts texts in order.
pub(super) struct Alphabet(Collator);

impl Alphabet {
    /// Blanks and signs count, so that *Li, Wei* comes before *Lian, An*.
    pub(super) fn new() -> Self {
        let (is_shifting, has_tiebreak) = (false, true);
        Self(Collator::new(Tailoring::Cldr(Locale::Root), is_shifting, has_tiebreak))
    }

    pub(super) fn compare(&mut self, one: &str, other: &str) -> Ordering {
        self.0.collate(one, other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<const N: usize>(mut names: [&str; N]) -> [&str; N] {
        let mut alphabet = Alphabet::new();
        names.sort_by(|one, other| alphabet.compare(one, other));
        names
    }

    #[test]
    fn marks_tell_apart_only_what_is_the_same_without() {
        let names = ["Zimmer", "Álvarez", "Adams", "alvarez", "Øst", "Owen", "ក្រុម", "Ease", "Đặng", "Nguyễn"];
        assert_eq!(
            sorted(names),
            ["Adams", "alvarez", "Álvarez", "Đặng", "Ease", "Nguyễn", "Øst", "Owen", "Zimmer", "ក្រុម"]
        );
        assert_eq!(sorted(["Lian, An", "Li, Wei", "li, an"]), ["li, an", "Li, Wei", "Lian, An"]);
    }

    #[test]
    fn each_script_has_its_own_order() {
        // A vowel that is written before its consonant is sorted behind it; kana of both kinds stand among each other.
        assert_eq!(sorted(["เกษม", "ขวัญ", "กานดา"]), ["กานดา", "เกษม", "ขวัญ"]);
        assert_eq!(sorted(["ເກດ", "ຂວັນ", "ກາ"]), ["ກາ", "ເກດ", "ຂວັນ"]);
        assert_eq!(sorted(["サトウ", "あべ", "すずき", "アサノ"]), ["アサノ", "あべ", "サトウ", "すずき"]);
        assert_eq!(sorted(["ហ៊ុន", "កែម", "ខៀវ"]), ["កែម", "ខៀវ", "ហ៊ុន"]);
    }
}
