//! The id of a source after the dataset's custom: who made it and the year, such as `chheng-2022`.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::source::{Name, Source};

/// How many signs of a name or a title an id takes.
const LONGEST: usize = 48;

/// Whether a key is an id of the dataset's form: small letters, figures and hyphens. A word with figures and no hyphen, such as
/// `chheng2022`, is the key of a program, and so are one or two letters.
pub fn is_ours(key: &str) -> bool {
    let is_small = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(is_small);
    let has = |is: fn(&u8) -> bool| key.bytes().any(|byte| is(&byte));
    let is_word = key.len() > 2 && !has(u8::is_ascii_digit);
    let begins = key.split('-').next().unwrap_or_default();
    key.len() <= LONGEST_ID
        && has(u8::is_ascii_lowercase)
        && key.split('-').all(is_part)
        && (key.contains('-') || is_word)
        && !OF_PROGRAMS.contains(&begins)
}

/// How long an id may be, as the schema says.
const LONGEST_ID: usize = 100;

/// With what programs begin the keys that they number.
const OF_PROGRAMS: &[&str] = &["item", "ref", "zotero"];

/// The ids that are taken.
#[derive(Debug, Default)]
pub struct Ids {
    taken: HashSet<String>,
    /// How many letters have been tried for an id.
    tried: HashMap<String, usize>,
}

impl Ids {
    /// Those that are taken from the start.
    pub fn new(taken: impl IntoIterator<Item = String>) -> Self {
        Self { taken: taken.into_iter().collect(), tried: HashMap::new() }
    }

    /// Takes the id for a source: its key, if that is one already, else one made of who made it and when. Where it is taken a
    /// letter stands behind it.
    pub fn take(&mut self, key: Option<&str>, source: &Source) -> String {
        let base = key.filter(|key| is_ours(key)).map_or_else(|| made(source), str::to_owned);
        let mut id = base.clone();
        let tried = self.tried.entry(base.clone()).or_default();
        while !self.taken.insert(id.clone()) {
            id = format!("{base}{}", letters(*tried));
            *tried += 1;
        }
        id
    }
}

/// a to z, then aa, ab …
fn letters(nth: usize) -> String {
    let last = char::from(b'a' + u8::try_from(nth % 26).unwrap_or_default());
    let before = (nth / 26).checked_sub(1).map(letters).unwrap_or_default();
    format!("{before}{last}")
}

fn made(source: &Source) -> String {
    let names = ["author", "editor", "director"].iter().find_map(|variable| source.names.get(variable));
    let makers: Vec<String> = match names.map(|names| &**names) {
        Some([one, other]) => vec![name(one), name(other)],
        Some(names) => names.first().map(name).into_iter().collect(),
        None => {
            let others = ["publisher", "authority", "container-title", "jurisdiction"];
            others.iter().find_map(|variable| source.text(variable)).map(organisation).into_iter().collect()
        }
    };
    let maker = makers.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join("-");
    let year = year(source);
    let title = || source.title().map(slug).unwrap_or_default();
    let parts: Vec<String> = match year {
        Some(year) if !maker.is_empty() => vec![maker, year],
        Some(year) => vec![title(), year],
        None => vec![maker, title()],
    };
    let id = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if id.bytes().any(|byte| byte.is_ascii_lowercase()) {
        id
    } else {
        format!("source-{id}").trim_end_matches('-').to_owned()
    }
}

/// The year of issue, in figures or among words (`Summer 2021`).
fn year(source: &Source) -> Option<String> {
    let in_words = || {
        let mut words = source.issued()?.literal.as_deref()?.split(|c: char| !c.is_ascii_digit());
        words.find(|word| word.len() == 4).map(str::to_owned)
    };
    source.years().map(|(year, _)| year.to_string()).or_else(in_words)
}

fn name(name: &Name) -> String {
    match (&name.family, &name.literal) {
        (Some(family), _) => slug(family),
        (None, literal) => literal.as_deref().map(organisation).unwrap_or_default(),
    }
}

/// An organisation by its short name, where it stands in brackets behind the whole.
fn organisation(name: &str) -> String {
    let short = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map(|(_, short)| short);
    let is_short =
        |short: &&str| short.len() > 1 && !short.contains(' ') && short.chars().all(|c| !c.is_lowercase());
    slug(short.filter(is_short).unwrap_or(name))
}

/// Words in small Latin letters and figures, joined by hyphens; whole words as far as there is room.
fn slug(text: &str) -> String {
    let letters = text.nfkd().flat_map(|c| match c {
        'ø' | 'Ø' => vec!['o'],
        'đ' | 'Đ' | 'ð' => vec!['d'],
        'ł' | 'Ł' => vec!['l'],
        'ı' => vec!['i'],
        'ß' => vec!['s', 's'],
        'æ' | 'Æ' => vec!['a', 'e'],
        'œ' | 'Œ' => vec!['o', 'e'],
        // Marks belong to the letter before; an apostrophe parts no words.
        '\u{300}'..='\u{36f}' | '\'' | '’' => Vec::new(),
        c => vec![c.to_ascii_lowercase()],
    });
    let letters: String = letters.map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let mut slug = String::new();
    for word in letters.split_whitespace() {
        if slug.is_empty() {
            slug.push_str(&word[..word.len().min(LONGEST)]);
        } else if slug.len() + 1 + word.len() <= LONGEST {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Date, DateParts};

    fn source(names: &[Name], year: Option<i64>, title: &str) -> Source {
        let from = year.map(|year| DateParts { year, month: None, day: None });
        let author = ("author".into(), names.to_vec().into());
        Source {
            names: Some(author).into_iter().filter(|_| !names.is_empty()).collect(),
            dates: [("issued".into(), Date { from, ..Date::default() })].into_iter().collect(),
            texts: [("title".into(), title.into())].into_iter().collect(),
            ..Source::default()
        }
    }

    fn family(name: &str) -> Name {
        Name { family: Some(name.into()), ..Name::default() }
    }

    fn literal(name: &str) -> Name {
        Name { literal: Some(name.into()), ..Name::default() }
    }

    #[test]
    fn ids_follow_the_custom() {
        for (source, expected) in [
            (source(&[family("Chheng")], Some(2022), "T"), "chheng-2022"),
            (
                source(&[family("Amann-Lasnier"), family("Fleury")], Some(2019), "T"),
                "amann-lasnier-fleury-2019",
            ),
            (source(&[family("A"), family("B"), family("C")], Some(2019), "T"), "a-2019"),
            (source(&[literal("Human Rights Watch")], Some(2022), "T"), "human-rights-watch-2022"),
            (
                source(&[literal("International Federation for Human Rights (FIDH)")], Some(2020), "T"),
                "fidh-2020",
            ),
            (source(&[family("Nguyễn")], Some(2020), "T"), "nguyen-2020"),
            (source(&[family("O’Brien")], None, "On courts"), "obrien-on-courts"),
            (source(&[], Some(2021), "Rule of Law"), "rule-of-law-2021"),
            (source(&[family("ហ៊ុន")], Some(2021), "T"), "t-2021"),
            (source(&[family("习")], Some(2021), "法"), "source-2021"),
        ] {
            assert_eq!(Ids::default().take(None, &source), expected);
        }
    }

    #[test]
    fn letters_tell_ids_apart() {
        let chheng = source(&[family("Chheng")], Some(2022), "T");
        let mut ids = Ids::default();
        for expected in ["chheng-2022", "chheng-2022a", "chheng-2022b"] {
            assert_eq!(ids.take(Some("http://zotero.org/users/1/items/A"), &chheng), expected);
        }
        for key in ["chheng2022", "k", "item-17", "Chheng-2022", "chheng:2022"] {
            assert_eq!(Ids::default().take(Some(key), &chheng), "chheng-2022", "{key}");
        }
        assert_eq!(ids.take(Some("freedom-house-2021"), &chheng), "freedom-house-2021");
    }
}
