//! The sentences of a printed paragraph, each with the calls behind it, and the numbers that are called.

use super::cells::raised;

/// The sentences of a paragraph. Raised figures and closing quotation marks belong to the sentence before them.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut signs = text.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        if !['.', '!', '?'].contains(&c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        let mut was_blank = false;
        while let Some(&(next, sign)) = signs.peek() {
            let belongs = raised(sign).is_some() || "”\"’')]".contains(sign);
            let is_before_call = sign == ' ' && !was_blank && is_call(&text[next + 1..]);
            if !belongs && !is_before_call {
                break;
            }
            was_blank = sign == ' ';
            end = next + sign.len_utf8();
            signs.next();
        }
        let rest = &text[end..];
        let begins = rest.strip_prefix(' ').and_then(|rest| rest.chars().next());
        let is_end = rest.is_empty() || begins.is_some_and(|c| !c.is_lowercase());
        if is_end && !is_abbreviated(&text[start..at]) {
            found.push(text[start..end].trim());
            start = end;
        }
    }
    if !text[start..].trim().is_empty() {
        found.push(text[start..].trim());
    }
    found
}

fn is_call(text: &str) -> bool {
    text.chars().next().is_some_and(|c| raised(c).is_some())
}

/// Whether the full stop behind a text belongs to its last word.
pub(super) fn is_abbreviated(text: &str) -> bool {
    let word = text.rsplit([' ', '(']).next().unwrap_or_default();
    let is_initial = |part: &str| part.chars().count() == 1 && part.starts_with(char::is_uppercase);
    let known =
        ["dr", "mr", "mrs", "ms", "no", "vol", "para", "paras", "p", "pp", "st", "cf", "prof", "gen", "art"];
    (!word.is_empty() && word.split('.').all(is_initial)) || known.contains(&&*word.to_lowercase())
}

/// Whether a text stops in the midst of a sentence.
pub(super) fn is_unfinished(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| raised(c).is_some() || c == ' ' || "”\"’')".contains(c));
    bare.chars().next_back().is_some_and(|c| !['.', '!', '?', ':'].contains(&c))
}

/// The numbers of the notes that a text calls, in order. Where figures of two calls may stand together, the number that is due
/// next tells them apart.
pub(super) fn called(text: &str, mut due: Option<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut digits = String::new();
    for c in text.chars().chain([' ']) {
        if let Some(digit) = raised(c) {
            digits.push_str(&digit.to_string());
            continue;
        }
        let mut rest = std::mem::take(&mut digits);
        while !rest.is_empty() {
            let next = due.map(|due| due.to_string());
            let first = next.filter(|next| rest.len() > next.len() && rest.starts_with(next));
            let number = first.unwrap_or_else(|| rest.clone());
            rest = rest[number.len()..].to_owned();
            // So many figures are no call.
            if let Ok(number) = number.parse::<usize>() {
                found.push(number);
                due = due.map(|_| number.saturating_add(1));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_keep_their_calls() {
        assert_eq!(
            sentences("It fell. ⁶ The U.S. Department said “no.”⁷ In 2021 (so) it rose.⁸ Open"),
            ["It fell. ⁶", "The U.S. Department said “no.”⁷", "In 2021 (so) it rose.⁸", "Open"]
        );
        assert!(is_unfinished("three of which (MINUSCA,") && is_unfinished("laws most"));
        assert!(!is_unfinished("of abuse.¹¹") && !is_unfinished("“democracy.”¹²"));
    }

    #[test]
    fn calls_that_touch_are_told_apart() {
        assert_eq!(called("a.⁴⁵ b⁴⁶", Some(45)), [45, 46]);
        assert_eq!(called("a.⁹¹⁰ b", Some(9)), [9, 10]);
        assert_eq!(called("a.¹²¹³", Some(12)), [12, 13]);
        assert_eq!(called("a.¹² b", None), [12]);
        assert_eq!(called("25/100.⁴⁰", Some(40)), [40]);
    }
}
