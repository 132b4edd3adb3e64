//! Blanks that are not one simple blank.

use format::text::has_near;

/// A text with one simple blank wherever others stand, or several; nothing where that is so already. French sets narrow or
/// hard blanks before its high marks and within its quotation marks, which stay.
pub fn simple(text: &str) -> Option<String> {
    if !has_near(text, may_be_odd) {
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

/// Whether two simple blanks or another one may begin with some bytes of UTF-8. There are no branches in it, so that many bytes
/// are looked at together.
#[inline]
fn may_be_odd(first: u8, second: u8, third: u8) -> bool {
    ((first == b' ') & (second == b' '))
        | (first == b'\t')
        | ((first == 0xc2) & (second == 0xa0))
        | ((first == 0xe1) & (second == 0x9a) & (third == 0x80))
        | ((first == 0xe2) & (second == 0x80) & ((third <= 0x8a) | (third == 0xaf)))
        | ((first == 0xe2) & (second == 0x81) & (third == 0x9f))
        | ((first == 0xe3) & (second == 0x80) & (third == 0x80))
}

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
            assert!(has_near(&format!("a {c}b"), may_be_odd), "{c:?}");
            assert!(c == ' ' || has_near(&c.to_string(), may_be_odd), "{c:?}");
        }
        assert!(!has_near("“a” b – c… ‘d’ état", may_be_odd));
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
