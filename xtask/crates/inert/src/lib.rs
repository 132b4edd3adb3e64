//! Text from strangers made harmless where people read it.
//!
//! This stands apart from the rest of the program so that what posts comments on GitHub can be built from it in seconds.

pub mod hidden;
pub mod markdown;

/// Text from the data, made harmless for a terminal: what cannot be seen is shown by its code.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for (range, c) in hidden::hidden_characters(text) {
        out.push_str(&text[rest..range.start]);
        out.push_str(&format!("<U+{:04X}>", u32::from(c)));
        rest = range.end;
    }
    out.push_str(&text[rest..]);
    out.replace(['\r', '\n', '\t'], " ")
}

/// A number with its noun, in the plural where it is not one: `1 file`, `2 files`.
pub fn counted(count: usize, singular: &str) -> String {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'o' | 'u');
    match (count, singular.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel))) {
        (1, _) => format!("1 {singular}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {singular}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_shown() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c\nd"), "a<U+001B>[31mb<U+202E>c d");
    }

    #[test]
    fn plurals() {
        assert_eq!(
            (counted(1, "country"), counted(2, "country")),
            ("1 country".into(), "2 countries".into())
        );
    }
}
