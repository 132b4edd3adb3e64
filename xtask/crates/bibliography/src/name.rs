//! The name of a person or an organisation (CSL-JSON 1.0.2, name variables): whether it can be one.

/// Where a name stands, which tells what can be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// As `literal`: an organisation, or a name that is not taken apart.
    Whole,
    /// As `family`: what a person is listed under.
    Family,
    /// As `given`: the rest of a person's name.
    Given,
}

/// Why a text is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameProblem {
    /// It holds *et al.*, which stands for names that are left out.
    EtAl,
    /// It stands for nobody, such as *unknown*.
    Nobody,
    /// It has no letter.
    Number,
    /// It is an address of the web or of a mailbox.
    Address,
    /// It is several names, such as `Doe, Jane; Roe, John`.
    Several,
    /// It says what somebody did for the work, such as `(ed.)`.
    Role,
    /// It is a family name with the given names behind a comma.
    Inverted,
    /// It begins with a form of address, such as `H.E.` or `Dr.`.
    Honorific,
    /// It ends with a comma or a semicolon.
    MarkAtEnd,
}

/// The signs with which a particle ends that stands before the family name without a blank, as in *al-Rahman*, *d’Arcy*.
pub(crate) const ATTACHING: [char; 6] = ['-', '‐', '‑', '’', '\'', 'ʼ'];

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

/// What stands behind a name for what somebody did.
const ROLES: &[&str] =
    &["(ed)", "(ed.)", "(eds)", "(eds.)", "(editor)", "(editors)", "(trans.)", "(translator)"];

/// Forms of address, with the blank behind them.
const HONORIFICS: &[&str] =
    &["h.e. ", "dr. ", "dr ", "prof. ", "professor ", "mr. ", "mr ", "mrs. ", "mrs ", "ms. ", "ms "];

impl Part {
    /// Reads a name, or a part of one.
    ///
    /// # Errors
    ///
    /// Tells why it is none.
    pub fn parse(self, text: &str) -> Result<&str, NameProblem> {
        let nobody = match self {
            Part::Whole => NOBODY,
            Part::Family | Part::Given => NO_FAMILY,
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
        if text.ends_with([',', ';']) {
            return Err(NameProblem::MarkAtEnd);
        }
        if text.contains(';') && text.split(';').all(|name| name.contains(',')) {
            return Err(NameProblem::Several);
        }
        // In capitals it is the short name of a body: "Department of Education (ED)".
        if ROLES.iter().any(|role| lower.ends_with(role) && !text.ends_with(&role.to_uppercase())) {
            return Err(NameProblem::Role);
        }
        match self {
            Part::Family if text.contains(',') => Err(NameProblem::Inverted),
            Part::Family | Part::Given if HONORIFICS.iter().any(|word| lower.starts_with(word)) => {
                Err(NameProblem::Honorific)
            }
            Part::Whole | Part::Family | Part::Given => Ok(text),
        }
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
            assert_eq!(Part::Family.parse(name), Ok(name));
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
            assert!(Part::Whole.parse(name).is_err() && Part::Given.parse(name).is_err(), "{name}");
        }
    }

    #[test]
    fn names_in_the_wrong_field() {
        for (part, name, problem) in [
            (Part::Whole, "Doe, Jane; Roe, John", NameProblem::Several),
            (Part::Whole, "Jane Doe (ed.)", NameProblem::Role),
            (Part::Family, "Travouillon, Katrin", NameProblem::Inverted),
            (Part::Given, "H.E. Dr. Sok", NameProblem::Honorific),
        ] {
            assert_eq!(part.parse(name), Err(problem));
        }
        for (part, name) in [
            (Part::Whole, "Doe; Roe and Partners, Ltd"),
            (Part::Whole, "Ministry of Justice (Cambodia)"),
            (Part::Given, "Drew"),
            (Part::Family, "Proffitt"),
        ] {
            assert_eq!(part.parse(name), Ok(name));
        }
    }
}
