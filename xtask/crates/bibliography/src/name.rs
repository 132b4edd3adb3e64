//! The name of a person or an organisation (CSL-JSON 1.0.2, name variables): whether it can be one.

mod lists;

use self::lists::{
    DEGREES, HONORIFICS, NO_FAMILIES, NO_FAMILY, NOBODY, OF_ORGANISATIONS, ROLES, ROLES_BEFORE, SUBJECTS,
};

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
    /// It ends with a degree, such as `PhD`.
    Degree,
    /// It has a comma in the given names, behind which a suffix stands, or another person.
    CommaInGiven,
    /// It is an organisation where the family name of a person belongs.
    Organisation,
    /// It ends with a comma or a semicolon.
    MarkAtEnd,
}

/// The signs with which a particle ends that stands before the family name without a blank, as in *al-Rahman*, *d’Arcy*.
pub(crate) const ATTACHING: [char; 6] = ['-', '‐', '‑', '’', '\'', 'ʼ'];

/// A person has hardly more names than these, with the form of address.
const MOST_WORDS: usize = 5;

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
        if ROLES_BEFORE.iter().any(|role| lower.starts_with(role)) {
            return Err(NameProblem::Role);
        }
        if DEGREES.iter().any(|degree| lower.ends_with(degree)) {
            return Err(NameProblem::Degree);
        }
        if self.is_several(text) {
            return Err(NameProblem::Several);
        }
        let has_honorific = HONORIFICS.iter().any(|word| lower.starts_with(word));
        match self {
            Part::Family if text.contains(',') => Err(NameProblem::Inverted),
            Part::Family if is_organisation(text) => Err(NameProblem::Organisation),
            Part::Family | Part::Given if has_honorific => Err(NameProblem::Honorific),
            // A foundation can be called by a person with the form of address.
            Part::Whole if has_honorific && words.len() <= MOST_WORDS && !is_organisation(text) => {
                Err(NameProblem::Honorific)
            }
            Part::Given if text.contains(',') => Err(NameProblem::CommaInGiven),
            Part::Whole | Part::Family | Part::Given => Ok(text),
        }
    }
}

/// Whether a text is the name of an organisation, as its words tell. Two words at least: a family can be called Bank.
fn is_organisation(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let is_word_of_one =
        |word: &&str| OF_ORGANISATIONS.contains(word) || ["for", "house", "of"].contains(word);
    words.len() > 1 && words.iter().any(is_word_of_one)
}

/// Whether a name that was taken apart is that of an organisation: `Watch`, given `Human Rights`.
pub fn is_split_organisation(family: &str, given: &str) -> bool {
    let is_initial = given.split_whitespace().all(|word| word.ends_with('.') || word.chars().count() == 1);
    let last = given.rsplit(' ').next().unwrap_or_default().to_lowercase();
    NO_FAMILIES.contains(&&*family.to_lowercase()) && !is_initial || NO_FAMILIES.contains(&&*last)
}

/// Whether a family name that stands alone is the short name of a body, in capitals: `UNHCR`.
pub fn is_short_name_of_body(family: &str) -> bool {
    (3..=6).contains(&family.len()) && family.bytes().all(|byte| byte.is_ascii_uppercase())
}

impl Part {
    /// Whether a text is several names with *and* between. An organisation can have it in its name; two persons have each a
    /// given name and a family name, or the given names behind a comma.
    fn is_several(self, text: &str) -> bool {
        let joined = text.replace(" & ", " and ").replace("; ", " and ");
        let parts: Vec<&str> = joined.split(" and ").collect();
        let is_word = |word: &str| word.starts_with(char::is_uppercase) && !word.contains(char::is_numeric);
        let is_person = |part: &&str| {
            let count = part.split_whitespace().count();
            let lower = part.to_lowercase();
            let is_of_body = |word: &str| OF_ORGANISATIONS.contains(&word) || SUBJECTS.contains(&word);
            let is_body = lower.split_whitespace().any(is_of_body);
            (2..=3).contains(&count) && part.split_whitespace().all(is_word) && !is_body
        };
        let is_inverted = |part: &&str| part.split(',').count() == 2;
        parts.len() > 1
            && match self {
                Part::Family | Part::Given => true,
                Part::Whole => parts.iter().all(is_person) || parts.iter().all(is_inverted),
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
            (Part::Whole, "Jane Doe, ed.", NameProblem::Role),
            (Part::Whole, "Edited by Jane Doe", NameProblem::Role),
            (Part::Whole, "Jane Doe, PhD", NameProblem::Degree),
            (Part::Whole, "Dr. Jane Doe", NameProblem::Honorific),
            (Part::Whole, "Staff writer", NameProblem::Nobody),
            (Part::Given, "Samdech Sen", NameProblem::Honorific),
            (Part::Given, "Jane, Jr.", NameProblem::CommaInGiven),
            (Part::Family, "Travouillon, Katrin", NameProblem::Inverted),
            (Part::Given, "H.E. Dr. Sok", NameProblem::Honorific),
            (Part::Whole, "Jane Doe and John Roe", NameProblem::Several),
            (Part::Whole, "Sok An & Hun Sen", NameProblem::Several),
            (Part::Whole, "Doe, Jane and Roe, John", NameProblem::Several),
            (Part::Family, "Doe and Roe", NameProblem::Several),
            (Part::Given, "Jane and John", NameProblem::Several),
            (Part::Family, "Human Rights Watch", NameProblem::Organisation),
            (Part::Family, "Freedom House", NameProblem::Organisation),
            (Part::Family, "Ministry of Justice", NameProblem::Organisation),
        ] {
            assert_eq!(part.parse(name), Err(problem));
        }
        for (part, name) in [
            (Part::Whole, "Doe; Roe and Partners, Ltd"),
            (Part::Whole, "Ministry of Justice (Cambodia)"),
            (Part::Given, "Drew"),
            (Part::Family, "Proffitt"),
            (Part::Whole, "Dr. Sun Yat-sen Foundation"),
            (Part::Whole, "Reuters Staff"),
            (Part::Family, "Bank"),
            (Part::Family, "de la Cruz"),
            (Part::Whole, "Marks and Spencer"),
            (Part::Whole, "Beispiel Verlag GmbH & Co. KG"),
            (Part::Whole, "Ministry of Education, Youth and Sport"),
            (Part::Whole, "Ministry of Foreign Affairs and International Cooperation"),
            (Part::Whole, "Bill and Melinda Gates Foundation"),
            (Part::Whole, "Save the Children and Oxfam"),
            (Part::Whole, "Women's Peace and Human Security"),
            (Part::Whole, "Peace Bridges and Youth Action"),
            (Part::Whole, "Center for Strategic & International Studies"),
        ] {
            assert_eq!(part.parse(name), Ok(name));
        }
    }
}
