//! Where a sign stands in a line that means itself: neither escaped nor between braces.

/// Whether what stands between brackets is a group of citations.
pub(super) fn is_group(inside: &str) -> bool {
    !split(inside, '@').1.is_empty()
}

/// A text up to a sign that is neither escaped nor between braces, and the rest from there.
pub(super) fn split(text: &str, sign: char) -> (&str, &str) {
    let mut depth = 0_usize;
    let mut signs = text.char_indices();
    while let Some((at, c)) = signs.next() {
        match c {
            '\\' => {
                signs.next();
            }
            c if c == sign && depth == 0 => return text.split_at(at),
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_a_source() {
        assert!(is_group("see @a") && !is_group("no source") && !is_group("mail\\@a"));
        assert_eq!(split("a{;};b", ';'), ("a{;}", ";b"));
    }
}
