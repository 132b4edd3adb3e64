//! The name of a person or an organisation (CSL-JSON 1.0.2, name variables): whether it can be one.

use thiserror::Error;

/// Where a name stands, which tells what can be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// As `literal`: an organisation, or a name that is not taken apart.
    Whole,
    /// As `family` or `given`: part of a person's name.
    Person,
}

/// Why a text is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum NameProblem {
    /// It holds *et al.*, which stands for names that are left out.
    #[error("holds et al.")]
    EtAl,
    /// It stands for nobody, such as *unknown*.
    #[error("stands for nobody")]
    Nobody,
    /// It has no letter.
    #[error("is a number")]
    Number,
    /// It is an address of the web or of a mailbox.
    #[error("is an address")]
    Address,
    /// It ends with a comma or a semicolon.
    #[error("ends with a sign that is no part of it")]
    MarkAtEnd,
}

/// Words for nobody, as they stand where an organisation could. A family can be called Na or None.
const NOBODY: &[&str] = &[
    "anon",
    "anonymous",
    "author",
    "author unknown",
    "authors",
    "n.a",
    "n.n",
    "n/a",
    "nil",
    "no author",
    "no name",
    "none",
    "not available",
    "not known",
    "not stated",
    "s.n",
    "tba",
    "tbc",
    "tbd",
    "unknown",
    "unknown author",
    "unnamed",
    "various",
    "various authors",
    "xxx",
];
/// The same where a person's family name could.
const NO_FAMILY: &[&str] = &[
    "anon",
    "anonymous",
    "n.a",
    "n.n",
    "n/a",
    "no author",
    "not known",
    "s.n",
    "tba",
    "tbc",
    "tbd",
    "unknown",
    "xxx",
];

impl Part {
    /// Reads a name, or a part of one.
    ///
    /// # Errors
    ///
    /// Tells why it is none.
    pub fn parse(self, text: &str) -> Result<&str, NameProblem> {
        let nobody = match self {
            Part::Whole => NOBODY,
            Part::Person => NO_FAMILY,
        };
        let lower = text.to_lowercase();
        let bare = lower.trim_matches(|c: char| "[](){}<>.,;:?!-–—_*\"'“”".contains(c) || c.is_whitespace());
        let words: Vec<&str> = lower.split([' ', ',']).collect();
        if words.windows(2).any(|pair| pair[0] == "et" && matches!(pair[1], "al" | "al.")) {
            return Err(NameProblem::EtAl);
        }
        if bare.is_empty() || nobody.contains(&bare) {
            return Err(NameProblem::Nobody);
        }
        if !bare.contains(char::is_alphabetic) {
            return Err(NameProblem::Number);
        }
        let is_mailbox = lower.contains('@') && !lower.contains(' ') && !is_handle(&lower);
        if lower.contains("://") || lower.starts_with("www.") || is_mailbox {
            return Err(NameProblem::Address);
        }
        if text.ends_with([',', ';']) { Err(NameProblem::MarkAtEnd) } else { Ok(text) }
    }
}

/// Whether a text is the name under which somebody posts: `@name`, or `@name@site` where there are many sites.
fn is_handle(text: &str) -> bool {
    let is_word = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))
    };
    let Some(name) = text.strip_prefix('@') else { return false };
    let (name, site) = name.split_once('@').map_or((name, None), |(name, site)| (name, Some(site)));
    is_word(name) && site.is_none_or(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_they_are() {
        for name in ["Na", "None", "Et", "Al", "Various"] {
            assert_eq!(Part::Person.parse(name), Ok(name));
        }
        for name in [
            "ARTICLE 19",
            "50/50 Group",
            "U.S. Department of State",
            "Anonymous Was A Woman",
            "Witness 114",
            "@CambodiaUN",
            "សុខា",
        ] {
            assert_eq!(Part::Whole.parse(name), Ok(name));
        }
        for name in [
            "Lim et al.",
            "Lim, et al",
            "et al.",
            "114",
            "N.A.",
            "[Unknown]",
            "n/a",
            "???",
            "Anon.",
            "a@b.org",
            "Lim,",
        ] {
            assert!(Part::Whole.parse(name).is_err() && Part::Person.parse(name).is_err(), "{name}");
        }
    }
}
