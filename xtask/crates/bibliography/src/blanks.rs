//! Blanks that are not one simple blank.

use format::text::has_byte;

/// A text with one simple blank wherever others stand, or several; nothing where that is so already. French sets narrow or
/// hard blanks before its high marks and within its quotation marks, which stay.
pub fn simple(text: &str) -> Option<String> {
    let has_odd = has_byte(text, |byte| byte == b'\t' || !byte.is_ascii());
    if !(text.contains("  ") || has_odd && text.contains(|c| c != ' ' && is_blank(c))) {
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
