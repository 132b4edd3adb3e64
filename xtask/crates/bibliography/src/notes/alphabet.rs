//! The order of the alphabet: letters with marks among those without (Unicode Collation Algorithm, UTS 10, section 1.1:
//! accents tell apart only what is the same without them).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as it is sorted: without case and marks first, and then as it is.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Alphabetic {
    letters: String,
    text: String,
}

impl Alphabetic {
    pub(super) fn of(text: &str) -> Self {
        let text = text.to_lowercase();
        let letters =
            text.nfd().filter(|c| !(is_combining_mark(*c) && is_of_latin(*c))).flat_map(plain).collect();
        Self { letters, text }
    }
}

/// Whether a mark is one of those that Latin letters have. The vowels of other scripts are marks too.
fn is_of_latin(mark: char) -> bool {
    matches!(mark, '\u{300}'..='\u{36f}')
}

/// The letters under which one is sorted that has no form without its mark.
fn plain(letter: char) -> Vec<char> {
    let letters = match letter {
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ø' => "o",
        'ı' => "i",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        other => return vec![other],
    };
    letters.chars().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_apart_only_what_is_the_same_without() {
        let mut names = ["Zimmer", "Álvarez", "Adams", "alvarez", "Øst", "Owen", "ក្រុម", "Ease", "Đặng"];
        names.sort_by_key(|name| Alphabetic::of(name));
        assert_eq!(names, ["Adams", "alvarez", "Álvarez", "Đặng", "Ease", "Øst", "Owen", "Zimmer", "ក្រុម"]);
    }
}
