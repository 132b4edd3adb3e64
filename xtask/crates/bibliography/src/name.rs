//! The name of a person or an organisation (CSL-JSON 1.0.2, name variables): whether it can be one.

mod lists;

use self::lists::{
    DEGREES, HONORIFICS, NO_FAMILIES, NO_FAMILY, NOBODY, OF_ORGANISATIONS, PLACES, ROLES, ROLES_BEFORE,
    SUBJECTS,
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
    /// It is in capitals throughout, as catalogues print family names.
    Capitals,
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
        if text.ends_with([',', ';']) || text.ends_with(" :") {
            return Err(NameProblem::MarkAtEnd);
        }
        if text.contains(';') && text.split(';').all(|name| name.contains(',')) {
            return Err(NameProblem::Several);
        }
        // In capitals it is the short name of a body: "Department of Education (ED)".
        if ROLES.iter().any(|role| lower.ends_with(role) && !text.ends_with(&role.to_uppercase())) {
            return Err(NameProblem::Role);
        }
        // An organisation can be called by what it does: By the People Foundation.
        if behind_role(text, &lower).is_some() && !is_organisation(text) {
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
            Part::Whole if is_inverted_person(text) => Err(NameProblem::Inverted),
            Part::Given if text.contains(',') => Err(NameProblem::CommaInGiven),
            Part::Whole | Part::Family | Part::Given => Ok(text),
        }
    }
}

/// The name behind a word for what somebody did: `ed. Jane Doe`.
pub fn without_role(text: &str) -> Option<&str> {
    behind_role(text, &text.to_lowercase())
}

/// The same, where the text in small letters is at hand.
fn behind_role<'t>(text: &'t str, lower: &str) -> Option<&'t str> {
    let role = ROLES_BEFORE.iter().find(|role| lower.starts_with(**role))?;
    text.get(role.len()..).map(str::trim_start).filter(|rest| !rest.is_empty())
}

/// A name without the forms of address that it begins with: `H.E. Dr. Jane`.
pub fn without_honorifics(text: &str) -> &str {
    let mut rest = text;
    while let Some(behind) = HONORIFICS.iter().find_map(|word| {
        let start = rest.get(..word.len())?;
        (start.to_lowercase() == **word).then(|| rest[word.len()..].trim_start())
    }) {
        rest = behind;
    }
    rest
}

/// The names that a text lists: `Doe, Jane; Roe, John`, `Doe, Jane, Roe, John`, `Jane Doe and John Roe`.
pub fn listed(text: &str) -> Vec<&str> {
    if text.contains([';', '&']) || text.contains(" and ") {
        let parts = text.split([';', '&']).flat_map(|part| part.split(" and "));
        return parts.map(|name| name.trim().trim_end_matches(',')).filter(|name| !name.is_empty()).collect();
    }
    let commas: Vec<usize> = text.match_indices(',').map(|(at, _)| at).collect();
    let are_inverted = text.split(',').all(|part| part.split_whitespace().count() == 1);
    let ends = if are_inverted { commas.iter().copied().skip(1).step_by(2).collect() } else { commas };
    let mut start = 0;
    let mut names = Vec::new();
    for end in ends.into_iter().chain([text.len()]) {
        names.push(text[start..end].trim());
        start = (end + 1).min(text.len());
    }
    names
}

/// Whether a text is the name of an organisation, as its words tell. Two words at least: a family can be called Bank.
fn is_organisation(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let is_word_of_one =
        |word: &&str| OF_ORGANISATIONS.contains(word) || ["for", "house", "of"].contains(word);
    words.len() > 1 && words.iter().any(is_word_of_one)
}

/// Whether a text is a person's family name with the given names behind a comma: `Doe, Jane`, `de la Cruz, Ana M.`. Behind the
/// comma of an organisation stands a part of it, or a place.
fn is_inverted_person(text: &str) -> bool {
    let Some((family, given)) = text.split_once(", ").filter(|(_, given)| !given.contains(',')) else {
        return false;
    };
    let is_name = |word: &str| {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        let is_initial = word.ends_with('.') && letters().count() <= 2;
        let signs = |c: char| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '.');
        let is_word = letters().nth(1).is_some() && letters().any(char::is_lowercase);
        word.starts_with(char::is_uppercase) && word.chars().all(signs) && (is_word || is_initial)
    };
    let is_particle = |word: &str| word.chars().all(char::is_lowercase);
    let mut of_family = family.split_whitespace().rev();
    let is_family = of_family.next().is_some_and(|last| is_name(last) && !last.ends_with('.'))
        && of_family.all(is_particle);
    let is_given = given.split_whitespace().count() <= 3 && given.split_whitespace().all(is_name);
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_of_body = words.any(|word| OF_ORGANISATIONS.contains(&word) || SUBJECTS.contains(&word));
    is_family && is_given && !is_of_body && !is_place(given)
}

/// Whether a text is the name of a country or of a city in which many organisations have an office.
fn is_place(text: &str) -> bool {
    let is_same = |name: &str| {
        name.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text))
            && !name[text.len()..].starts_with(char::is_alphanumeric)
    };
    rust_iso3166::ALL.iter().any(|country| is_same(country.name)) || PLACES.iter().any(|place| is_same(place))
}

/// Whether a name that was taken apart is that of an organisation: `Watch`, given `Human Rights`.
pub fn is_split_organisation(family: &str, given: &str) -> bool {
    let is_initial = given.split_whitespace().all(|word| word.ends_with('.') || word.chars().count() == 1);
    let last = given.rsplit(' ').next().unwrap_or_default().to_lowercase();
    NO_FAMILIES.contains(&&*family.to_lowercase()) && !is_initial || NO_FAMILIES.contains(&&*last)
}

/// A part of a person's name in capitals throughout, with small letters behind the first of each word: `LE ROUX` as `Le Roux`; none
/// where it is none, or may be initials, which have few letters or no vowel.
pub fn without_capitals(name: &str) -> Option<String> {
    const FEWEST: usize = 3;
    let is_vowel = |c: char| "AEIOUY".contains(c) || !c.is_ascii();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let is_shouted = name.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '-' | '’' | '\'' | '‑'));
    if letters < FEWEST || !is_shouted || !name.contains(is_vowel) {
        return None;
    }
    let mut begins = true;
    let small = name.chars().flat_map(|c| {
        let keeps = std::mem::replace(&mut begins, !c.is_alphabetic());
        let small: Vec<char> = if keeps { vec![c] } else { c.to_lowercase().collect() };
        small
    });
    Some(small.collect())
}

/// Whether a family name that stands alone is the short name of a body, in capitals: `UNHCR`.
pub fn is_short_name_of_body(family: &str) -> bool {
    (3..=6).contains(&family.len()) && family.bytes().all(|byte| byte.is_ascii_uppercase())
}

impl Part {
    /// Whether a text is several names with *and* between. An organisation can have it in its name; two persons have each a
    /// given name and a family name, or the given names behind a comma.
    fn is_several(self, text: &str) -> bool {
        if !text.contains([',', ';', '&']) && !text.contains(" and ") {
            return false;
        }
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
        // As medical journals list them: Doe J, Roe RS.
        let is_shortened = |part: &str| {
            part.trim().rsplit_once(' ').is_some_and(|(family, initials)| {
                is_word(family)
                    && family.chars().any(char::is_lowercase)
                    && (1..=3).contains(&initials.len())
                    && initials.bytes().all(|byte| byte.is_ascii_uppercase())
            })
        };
        if self == Part::Whole && text.contains(',') && text.split(',').all(is_shortened) {
            return true;
        }
        // Family and given name in turn, or three persons and more, with commas alone between.
        let listed: Vec<&str> = text.split(',').map(str::trim).collect();
        let is_one_word = |part: &&str| part.split_whitespace().count() == 1 && is_word(part);
        let is_in_turn = listed.len() > 3 && listed.len().is_multiple_of(2) && listed.iter().all(is_one_word);
        let are_persons = listed.len() > 2
            && listed.iter().all(|part| is_person(part) && part.split_whitespace().count() == 2);
        if self == Part::Whole && (is_in_turn || are_persons) {
            return true;
        }
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
    fn names_are_told_apart() {
        for (text, names) in [
            ("Doe, Jane; Roe, John", &["Doe, Jane", "Roe, John"][..]),
            ("Doe, Jane, Roe, John", &["Doe, Jane", "Roe, John"]),
            ("Jane Doe, John Roe, Ann Poe", &["Jane Doe", "John Roe", "Ann Poe"]),
            ("Jane Doe and John Roe", &["Jane Doe", "John Roe"]),
            ("Doe J, Roe RS", &["Doe J", "Roe RS"]),
        ] {
            assert_eq!(listed(text), names);
        }
        assert_eq!(without_honorifics("H.E. Dr. Jane"), "Jane");
        assert_eq!(without_role("ed. Jane Doe"), Some("Jane Doe"));
    }

    #[test]
    fn names_in_capitals_have_small_letters_too() {
        for (text, meant) in [
            ("ALLEY", "Alley"),
            ("LE ROUX", "Le Roux"),
            ("O’BRIEN", "O’Brien"),
            ("AMANN-LASNIER", "Amann-Lasnier"),
            ("PEÑA", "Peña"),
        ] {
            assert_eq!(without_capitals(text).as_deref(), Some(meant));
        }
        for text in ["Alley", "McKAY", "NG", "PVR", "K", "A.B.", "សុខា", "MacArthur", "II"] {
            assert_eq!(without_capitals(text), None, "{text}");
        }
    }

    #[test]
    fn names_in_the_wrong_field() {
        for (part, name, problem) in [
            (Part::Whole, "Doe, Jane; Roe, John", NameProblem::Several),
            (Part::Whole, "Jane Doe (ed.)", NameProblem::Role),
            (Part::Whole, "Jane Doe, ed.", NameProblem::Role),
            (Part::Whole, "Edited by Jane Doe", NameProblem::Role),
            (Part::Whole, "ed. Jane Doe", NameProblem::Role),
            (Part::Whole, "Eds. Jane Doe", NameProblem::Role),
            (Part::Whole, "Doe, Jane, Roe, John", NameProblem::Several),
            (Part::Whole, "Jane Doe, John Roe, Ann Poe", NameProblem::Several),
            (Part::Whole, "Doe J, Roe RS", NameProblem::Several),
            (Part::Whole, "A Press :", NameProblem::MarkAtEnd),
            (Part::Whole, "Jane Doe, PhD", NameProblem::Degree),
            (Part::Whole, "Dr. Jane Doe", NameProblem::Honorific),
            (Part::Whole, "Staff writer", NameProblem::Nobody),
            (Part::Whole, "Flyne, Gerald", NameProblem::Inverted),
            (Part::Whole, "de la Cruz, Ana M.", NameProblem::Inverted),
            (Part::Whole, "Hun, Sen", NameProblem::Inverted),
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
            (Part::Whole, "By the People Foundation"),
            (Part::Whole, "Ministry of Justice, USA"),
            (Part::Family, "Bank"),
            (Part::Family, "de la Cruz"),
            (Part::Whole, "Marks and Spencer"),
            (Part::Whole, "Ed Doe"),
            (Part::Whole, "Phnom Penh, Cambodia"),
            (Part::Whole, "United Nations, General Assembly, First Committee"),
            (Part::Whole, "Baker, Smith, Lee"),
            (Part::Whole, "Adhoc, Cambodia"),
            (Part::Whole, "Oxfam, Phnom Penh"),
            (Part::Whole, "UNHCR, Regional Bureau"),
            (Part::Whole, "Licadho, Human Rights League"),
            (Part::Whole, "Baker, Smith & Co."),
            (Part::Whole, "Springer, Cham"),
            (Part::Whole, "Save the Children, Plan International"),
            (Part::Whole, "Oxfam, Care, Caritas"),
            (Part::Whole, "Caritas, Laos"),
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
