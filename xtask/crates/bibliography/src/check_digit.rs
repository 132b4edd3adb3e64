//! Check digits: whether the last sign of a number of a book or a periodical follows from the others.

/// What speaks against a number of a book or a periodical.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// It has too few or too many figures, or other signs.
    Length,
    /// Its last sign does not follow from the others; with the one that would.
    Check(char),
}

/// The numbers in a field that may list several, such as that of the printed and that of the electronic form.
pub fn listed(text: &str) -> Vec<&str> {
    let whole: usize = signs(text).len();
    // Where the whole is as long as one number, blanks only part its groups.
    if whole <= 13 {
        return vec![text.trim()];
    }
    text.split([' ', ',', ';', '/']).filter(|part| !part.is_empty()).collect()
}

/// A field without the words that libraries and shops put beside a number: `978-0-19-875384-1 (hbk)`, `ISBN-13: 978…`.
fn without_words(text: &str) -> String {
    let is_number = |word: &&str| word.contains(|c: char| c.is_ascii_digit()) && !word.starts_with('(');
    let bare = |word: &'_ str| -> String {
        let lower = word.to_ascii_lowercase();
        let names = ["isbn-13", "isbn-10", "isbn13", "isbn10", "isbn", "issn"];
        let name = names.iter().find(|name| lower.starts_with(*name)).map_or(0, |name| name.len());
        word[name..].trim_matches([':', ' ']).to_owned()
    };
    let words = text.split_whitespace().map(bare);
    words
        .filter(|word| is_number(&word.as_str()))
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches([',', ';'])
        .to_owned()
}

/// What is left of a field once words beside its numbers are gone, if words of letters are there and each number is right.
pub fn beside_words(text: &str, is_right: impl Fn(&str) -> bool) -> Option<String> {
    let bare = without_words(text);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let has_words = letters(text) > letters(&bare);
    (has_words && !bare.is_empty() && listed(&bare).into_iter().all(is_right)).then_some(bare)
}

/// The check of ISBN-10 and ISSN: each figure by its place from the right, modulo 11, ten being X.
pub(crate) fn weighted(signs: &[char]) -> Result<(), NumberProblem> {
    let length = Err(NumberProblem::Length);
    let Some((last, others)) = signs.split_last() else { return length };
    let figures: Option<Vec<u32>> = others.iter().map(|sign| sign.to_digit(10)).collect();
    let Some(figures) = figures else { return length };
    let sum: u32 = figures.iter().rev().zip(2..).map(|(figure, weight)| figure * weight).sum();
    let check = match (11 - sum % 11) % 11 {
        10 => 'X',
        check => figure(check),
    };
    expect(check, *last)
}

/// The check of ISBN-13: figures count once and three times by turns, modulo 10.
pub(crate) fn alternating(signs: &[char]) -> Result<(), NumberProblem> {
    let length = Err(NumberProblem::Length);
    let Some((last, others)) = signs.split_last() else { return length };
    let figures: Option<Vec<u32>> = signs.iter().map(|sign| sign.to_digit(10)).collect();
    let Some(figures) = figures else { return length };
    let sum: u32 =
        figures[..others.len()].iter().zip([1, 3].iter().cycle()).map(|(f, weight)| f * weight).sum();
    expect(figure((10 - sum % 10) % 10), *last)
}

fn figure(number: u32) -> char {
    char::from_digit(number, 10).unwrap_or('0')
}

fn expect(check: char, last: char) -> Result<(), NumberProblem> {
    if check == last { Ok(()) } else { Err(NumberProblem::Check(check)) }
}

/// The signs that count: hyphens of any kind and blanks only part groups.
pub(crate) fn signs(text: &str) -> Vec<char> {
    let parts = |c: &char| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    text.chars().filter(|c| !parts(c)).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_a_number_go() {
        for (text, numbers) in [
            ("978-0-19-875384-1 (hbk)", "978-0-19-875384-1"),
            ("ISBN-13: 978 0 19 875384 1", "978 0 19 875384 1"),
            ("ISBN:9780198753841", "9780198753841"),
            ("0378-5955 (print), 2049-3630 (online)", "0378-5955 2049-3630"),
            ("unknown", ""),
        ] {
            assert_eq!(without_words(text), numbers);
        }
    }

    #[test]
    fn a_field_may_list_several() {
        assert_eq!(listed("978 0 306 40615 7"), ["978 0 306 40615 7"]);
        assert_eq!(listed("0378-5955, 2049-3630"), ["0378-5955", "2049-3630"]);
        assert_eq!(listed("9780306406157 0306406152"), ["9780306406157", "0306406152"]);
    }
}
