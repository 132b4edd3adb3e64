//! Who made a work, as the annex's notes print it: people with the family name in front, or an organisation.

use format::json::Json;

/// Words that only the names of organisations have.
const OF_ORGANISATIONS: [&str; 46] = [
    "agency",
    "alliance",
    "amnesty",
    "assembly",
    "association",
    "bank",
    "cabinet",
    "center",
    "centre",
    "club",
    "coalition",
    "collection",
    "commission",
    "committee",
    "conference",
    "council",
    "court",
    "department",
    "embassy",
    "federation",
    "forum",
    "foundation",
    "freedom",
    "fund",
    "government",
    "group",
    "house",
    "initiative",
    "institute",
    "international",
    "kingdom",
    "ministry",
    "mission",
    "movement",
    "nations",
    "network",
    "office",
    "organisation",
    "organization",
    "party",
    "peacekeeping",
    "republic",
    "service",
    "union",
    "university",
    "watch",
];

/// Who made a work, and whether that had to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Makers {
    pub(super) names: Vec<Name>,
    pub(super) is_doubtful: bool,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Person { family: String, given: String },
    Organisation(String),
}

impl Name {
    /// The name as CSL has it.
    pub(super) fn json(&self) -> Json<'static> {
        let text = |text: &str| Json::String(text.to_owned().into());
        match self {
            Name::Person { family, given } => {
                Json::Object(vec![("family".into(), text(family)), ("given".into(), text(given))])
            }
            Name::Organisation(name) => Json::Object(vec![("literal".into(), text(name))]),
        }
    }

    /// The name that a list is sorted by.
    pub(super) fn first(&self) -> &str {
        match self {
            Name::Person { family, .. } => family,
            Name::Organisation(name) => name,
        }
    }
}

/// Reads the names in front of a year.
pub(super) fn makers(text: &str) -> Makers {
    let text = text.trim().trim_end_matches(',');
    if is_organisation(text) {
        return Makers { names: vec![Name::Organisation(text.to_owned())], is_doubtful: false };
    }
    let people = people(text);
    match people {
        Some(names) => Makers { names, is_doubtful: false },
        None => {
            let is_one_word = !text.contains(' ');
            Makers { names: vec![Name::Organisation(text.to_owned())], is_doubtful: !is_one_word }
        }
    }
}

fn is_organisation(text: &str) -> bool {
    let mut words = text.split(|c: char| !(c.is_alphanumeric() || c == '.')).filter(|word| !word.is_empty());
    let has_small = text.split(' ').any(|word| ["of", "for", "the", "without", "on", "&"].contains(&word));
    let is_abbreviation = |word: &str| {
        word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
    };
    has_small || words.any(|word| OF_ORGANISATIONS.contains(&&*word.to_lowercase()) || is_abbreviation(word))
}

/// `Flyne, Gerald, and Phoung Vantha`; none where no family name stands in front.
fn people(text: &str) -> Option<Vec<Name>> {
    let (family, rest) = text.split_once(", ")?;
    let rest = rest.replace(" & ", " and ").replace(", and ", " and ");
    let mut parts = rest.split(" and ").flat_map(|part| part.split(", "));
    let given = parts.next()?;
    let is_name = |text: &str| {
        let mut words = text.split(' ');
        !text.is_empty()
            && text.split(' ').count() <= 4
            && words.all(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_ascii()))
    };
    let mut names = vec![Name::Person { family: family.to_owned(), given: given.to_owned() }];
    if !is_name(family) || !is_name(given) {
        return None;
    }
    for name in parts {
        let (given, family) = name.trim().rsplit_once(' ').filter(|_| is_name(name.trim()))?;
        names.push(Name::Person { family: family.to_owned(), given: given.to_owned() });
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_organisations() {
        let person = |family: &str, given: &str| Name::Person { family: family.into(), given: given.into() };
        let sure = |text: &str| Some(makers(text)).filter(|makers| !makers.is_doubtful).expect("sure").names;
        assert_eq!(
            sure("Flyne, Gerald, and Phoung Vantha"),
            [person("Flyne", "Gerald"), person("Vantha", "Phoung")]
        );
        assert_eq!(
            sure("Kibesaki, Aya and Yuliya Makarova"),
            [person("Kibesaki", "Aya"), person("Makarova", "Yuliya")]
        );
        for name in [
            "Kingdom of Cambodia Ministry of Education, Youth and Sport",
            "Xinhua",
            "UN Women",
            "Reporters Without Borders",
            "U.S Department of State",
            "UPR-Info",
        ] {
            assert_eq!(makers(name).names, [Name::Organisation(name.into())]);
        }
        assert!(makers("Patrick Alley").is_doubtful);
    }
}
