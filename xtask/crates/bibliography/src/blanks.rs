//! Blanks that are not one simple blank.

use format::trigram::{ANY, Trigram, Trigrams};

/// A text with one simple blank wherever others stand, or several; nothing where that is so already. French sets narrow or
/// hard blanks before its high marks and within its quotation marks, which stay.
pub fn simple(text: &str) -> Option<String> {
    if !MAY_BE_ODD.is_in(text) {
        return None;
    }
    let signs: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (at, c) in signs.iter().copied().enumerate() {
        if !is_blank(c) {
            out.push(c);
            continue;
        }
        let previous = at.checked_sub(1).and_then(|at| signs.get(at)).copied().unwrap_or(' ');
        let next = signs.get(at + 1).copied().unwrap_or(' ');
        let is_french = matches!(next, ':' | ';' | '!' | '?' | '»' | '%') || previous == '«';
        if is_french && matches!(c, '\u{a0}' | '\u{202f}') {
            out.push(c);
        } else if !out.ends_with(is_blank) {
            out.push(' ');
        }
    }
    (out != text).then_some(out)
}

/// With which bytes of UTF-8 two simple blanks or another one begin.
pub const ODD: &[Trigram] = &[
    [&[(b' ', b' ')], &[(b' ', b' ')], ANY],
    [&[(b'\t', b'\t')], ANY, ANY],
    [&[(0xc2, 0xc2)], &[(0xa0, 0xa0)], ANY],
    [&[(0xe1, 0xe1)], &[(0x9a, 0x9a)], &[(0x80, 0x80)]],
    [&[(0xe2, 0xe2)], &[(0x80, 0x80)], &[(0x80, 0x8a), (0xaf, 0xaf)]],
    [&[(0xe2, 0xe2)], &[(0x81, 0x81)], &[(0x9f, 0x9f)]],
    [&[(0xe3, 0xe3)], &[(0x80, 0x80)], &[(0x80, 0x80)]],
];

static MAY_BE_ODD: Trigrams<1> = Trigrams::new([ODD]);

fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_look_misses_no_blank() {
        for c in (char::MIN..=char::MAX).filter(|c| is_blank(*c)) {
            assert!(MAY_BE_ODD.is_in(&format!("a {c}b")), "{c:?}");
            assert!(c == ' ' || MAY_BE_ODD.is_in(&c.to_string()), "{c:?}");
        }
        assert!(!MAY_BE_ODD.is_in("“a” b – c… ‘d’ état"));
    }

    #[test]
    fn one_simple_blank_stands_between_words() {
        for (text, expected) in [
            ("Freedom\u{a0}House", "Freedom House"),
            ("Freedom  House", "Freedom House"),
            ("a \u{2009} b\tc", "a b c"),
            ("in\u{a0}\u{a0}2022", "in 2022"),
        ] {
            assert_eq!(simple(text).as_deref(), Some(expected));
            assert_eq!(simple(expected), None);
        }
        for text in
            ["Freedom House", "Quoi\u{202f}?", "«\u{a0}Oui\u{a0}»", "ភាសា\u{200b}ខ្មែរ", "état de droit"]
        {
            assert_eq!(simple(text), None, "{text}");
        }
    }
}
