//! Quotation marks within quotation marks.

/// A text as it stands between single quotation marks: its own single ones become double. A mark within a word is an
/// apostrophe, and one that nothing opened ends a word; both stay. What stands between double marks already stays as well.
pub(super) fn within(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let is_word = |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(|c| c.is_alphanumeric());
    let mut out = signs.clone();
    let mut depth = 0_usize;
    let mut opened: Option<usize> = None;
    for (at, sign) in signs.iter().enumerate() {
        match sign {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            '‘' if depth == 0 => opened = Some(at),
            '’' if depth == 0 && !is_word(Some(at + 1)) => {
                if let Some(start) = opened.take() {
                    (out[start], out[at]) = ('“', '”');
                }
            }
            _ => {}
        }
    }
    out.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pairs_become_the_others() {
        for (text, expected) in [
            ("‘We will not go back’: refugees speak", "“We will not go back”: refugees speak"),
            ("Cambodia’s ‘free’ press", "Cambodia’s “free” press"),
            ("The workers’ rights", "The workers’ rights"),
            ("“They said ‘go’”, and ‘went’", "“They said ‘go’”, and “went”"),
            ("‘Khmer’s own’", "“Khmer’s own”"),
            ("‘open", "‘open"),
        ] {
            assert_eq!(within(text), expected);
        }
    }
}
