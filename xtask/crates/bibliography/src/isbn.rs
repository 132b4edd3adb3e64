//! The number of a book (ISO 2108; ISBN Users' Manual, section 5, and for the older form of ten figures its appendix).

use crate::check_digit::{NumberProblem, alternating, signs, weighted};

/// An ISBN of ten or thirteen figures.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Isbn {
    /// Its figures, of which the last of ten may be `X`, without what parts them.
    pub figures: String,
}

impl Isbn {
    /// Reads one number; hyphens and blanks may part its groups.
    ///
    /// # Errors
    ///
    /// Tells what speaks against it.
    pub fn parse(text: &str) -> Result<Self, NumberProblem> {
        let signs = signs(text);
        let is_of_books = signs.starts_with(&['9', '7', '8']) || signs.starts_with(&['9', '7', '9']);
        match signs.len() {
            10 => weighted(&signs)?,
            13 if is_of_books => alternating(&signs)?,
            _ => return Err(NumberProblem::Length),
        }
        Ok(Self { figures: signs.into_iter().collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_of_books() {
        for text in
            ["978-0-306-40615-7", "0-306-40615-2", "080442957X", "979-10-90636-07-1", "978 0 306 40615 7"]
        {
            assert!(Isbn::parse(text).is_ok(), "{text}");
        }
        for (text, problem) in [
            ("978-0-306-40615-8", NumberProblem::Check('7')),
            ("0-306-40615-X", NumberProblem::Check('2')),
            ("978-0-306-40615", NumberProblem::Length),
            ("977-0-306-40615-7", NumberProblem::Length),
            ("978-0-306-40615-X", NumberProblem::Length),
            ("O-306-40615-2", NumberProblem::Length),
        ] {
            assert_eq!(Isbn::parse(text), Err(problem), "{text}");
        }
        assert_eq!(Isbn::parse("0-8044-2957-x").map(|isbn| isbn.figures).as_deref(), Ok("080442957X"));
    }
}
