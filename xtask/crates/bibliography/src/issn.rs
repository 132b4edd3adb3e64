//! The number of a periodical (ISO 3297; ISSN Manual, section 0.3).

use crate::check_digit::{NumberProblem, signs, weighted};

/// An ISSN.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Issn {
    /// Its eight figures, of which the last may be `X`, without the hyphen.
    pub figures: String,
}

impl Issn {
    /// Reads one number, with or without its hyphen.
    ///
    /// # Errors
    ///
    /// Tells what speaks against it.
    pub fn parse(text: &str) -> Result<Self, NumberProblem> {
        let signs = signs(text);
        if signs.len() != 8 {
            return Err(NumberProblem::Length);
        }
        weighted(&signs)?;
        Ok(Self { figures: signs.into_iter().collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_of_periodicals() {
        for text in ["0378-5955", "2049-3630", "0317-8471", "2434-561X", "2434561x"] {
            assert!(Issn::parse(text).is_ok(), "{text}");
        }
        assert_eq!(Issn::parse("0378-5956"), Err(NumberProblem::Check('5')));
        assert_eq!(Issn::parse("0378-595"), Err(NumberProblem::Length));
    }
}
