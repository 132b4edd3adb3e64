//! The numbers by which works are known: whether a DOI, an ISBN, an ISSN or a symbol of the United Nations can be right.

/// What speaks against a number of a book or a periodical.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// It has too few or too many figures, or other signs; with how many figures were found.
    Length(usize),
    /// Its last sign does not follow from the others; with the one that would.
    Check(char),
}

/// The sites that lead from a DOI to what has it (the handbook of DOI, 3.8).
pub const RESOLVERS: [&str; 2] = ["doi.org", "dx.doi.org"];

/// The DOI in a text that is one, or holds one behind a resolver's address or the word *doi*.
pub fn doi(text: &str) -> Option<&str> {
    let start = text.find("10.")?;
    let doi = text[start..].trim_end_matches(['.', ',', ';', ' ']);
    is_doi(doi).then_some(doi)
}

/// Whether a text is a DOI and nothing else: `10.`, a number of four figures or more, a slash, and the rest.
pub fn is_doi(text: &str) -> bool {
    let Some((prefix, suffix)) = text.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = prefix.split('.');
    parts.next().is_some_and(|first| (4..=9).contains(&first.len()) && is_number(first))
        && parts.all(is_number)
        && !suffix.is_empty()
        && !suffix.ends_with(['.', ',', ';'])
        && !suffix.contains(char::is_whitespace)
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

/// What speaks against an ISBN.
pub fn isbn_problem(text: &str) -> Option<NumberProblem> {
    let signs = signs(text);
    let figures: Option<Vec<u32>> = signs.iter().map(|sign| sign.to_digit(10)).collect();
    match (signs.len(), figures) {
        (10, _) => weighted(&signs),
        (13, Some(figures)) if signs.starts_with(&['9', '7', '8']) || signs.starts_with(&['9', '7', '9']) => {
            let sum: u32 = (0..12).map(|i| figures[i] * if i % 2 == 0 { 1 } else { 3 }).sum();
            let check = char::from_digit((10 - sum % 10) % 10, 10)?;
            (signs[12] != check).then_some(NumberProblem::Check(check))
        }
        (count, _) => Some(NumberProblem::Length(count)),
    }
}

/// What speaks against an ISSN.
pub fn issn_problem(text: &str) -> Option<NumberProblem> {
    let signs = signs(text);
    if signs.len() == 8 { weighted(&signs) } else { Some(NumberProblem::Length(signs.len())) }
}

/// The check of ISBN-10 and ISSN: each figure by its place from the right, modulo 11, ten being X.
fn weighted(signs: &[char]) -> Option<NumberProblem> {
    let (last, others) = signs.split_last()?;
    let figures: Option<Vec<u32>> = others.iter().map(|sign| sign.to_digit(10)).collect();
    let Some(figures) = figures else { return Some(NumberProblem::Length(signs.len())) };
    let sum: u32 = figures.iter().rev().zip(2..).map(|(figure, weight)| figure * weight).sum();
    let check = match (11 - sum % 11) % 11 {
        10 => 'X',
        check => char::from_digit(check, 10)?,
    };
    (*last != check).then_some(NumberProblem::Check(check))
}

/// The signs that count: hyphens of any kind and blanks only part groups.
fn signs(text: &str) -> Vec<char> {
    let parts = |c: &char| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    text.chars().filter(|c| !parts(c)).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_is_its_own_name_and_no_address() {
        for text in
            ["10.1000/182", "10.5555/S0378-5955(99)00012-X", "10.1000.10/123", "10.14264/uql.2019.118"]
        {
            assert!(is_doi(text), "{text}");
        }
        for text in
            ["10.100/182", "10.1000", "10.1000/", "11.1000/182", "10.1000/18 2", "10.1000/182.", "10.x/1"]
        {
            assert!(!is_doi(text), "{text}");
        }
        for text in [
            "https://doi.org/10.1000/182",
            "doi:10.1000/182",
            "10.1000/182.",
            "http://dx.doi.org/10.1000/182",
        ] {
            assert!(!is_doi(text) && doi(text) == Some("10.1000/182"), "{text}");
        }
        assert_eq!(doi("https://example.org/182"), None);
    }

    #[test]
    fn check_digits_of_books() {
        for text in
            ["978-0-306-40615-7", "0-306-40615-2", "080442957X", "979-10-90636-07-1", "978 0 306 40615 7"]
        {
            assert_eq!(isbn_problem(text), None, "{text}");
        }
        assert_eq!(isbn_problem("978-0-306-40615-8"), Some(NumberProblem::Check('7')));
        assert_eq!(isbn_problem("0-306-40615-X"), Some(NumberProblem::Check('2')));
        assert_eq!(isbn_problem("978-0-306-40615"), Some(NumberProblem::Length(12)));
        assert_eq!(isbn_problem("977-0-306-40615-7"), Some(NumberProblem::Length(13)));
        assert_eq!(isbn_problem("O-306-40615-2"), Some(NumberProblem::Length(10)));
    }

    #[test]
    fn check_digits_of_periodicals() {
        for text in ["0378-5955", "2049-3630", "0317-8471", "2434-561X", "2434561x"] {
            assert_eq!(issn_problem(text), None, "{text}");
        }
        assert_eq!(issn_problem("0378-5956"), Some(NumberProblem::Check('5')));
        assert_eq!(issn_problem("0378-595"), Some(NumberProblem::Length(7)));
    }

    #[test]
    fn a_field_may_list_several() {
        assert_eq!(listed("978 0 306 40615 7"), ["978 0 306 40615 7"]);
        assert_eq!(listed("0378-5955, 2049-3630"), ["0378-5955", "2049-3630"]);
        assert_eq!(listed("9780306406157 0306406152"), ["9780306406157", "0306406152"]);
    }
}
