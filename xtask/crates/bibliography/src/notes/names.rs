//! Who made a work, in the annex's form: `Amann-Lasnier, Victoria and Nicole Fleury`.

use super::variables::is_in_book;
use crate::name::ATTACHING;
use crate::source::{Name, Source};

/// Who a work is listed under: its authors, or its editors with `(ed.)`.
pub(super) fn makers(source: &Source) -> Option<String> {
    let of = |variable| source.names.get(variable).filter(|names| !names.is_empty());
    if let Some(authors) = of("author") {
        return Some(inverted(authors)).filter(|names| !names.is_empty());
    }
    // The editors of a book stand before its title, and a part of it without an author goes by its own.
    let editors = of("editor").filter(|_| !is_in_book(source))?;
    Some(format!("{} {}", inverted(editors), editor_mark(editors)))
}

/// Names in the order of speech: `Gareth Evans and Aya Kibesaki`.
pub(super) fn spoken(names: &[Name]) -> String {
    joined(names.iter().map(natural).collect())
}

/// What marks names as those of editors.
pub(super) fn editor_mark(names: &[Name]) -> &'static str {
    if names.len() == 1 { "(ed.)" } else { "(eds.)" }
}

/// Names of which the first has the family name in front, for the alphabet.
fn inverted(names: &[Name]) -> String {
    let first = names.iter().take(1).map(family_first);
    joined(first.chain(names.iter().skip(1).map(natural)).collect())
}

fn family_first(name: &Name) -> String {
    if let Some(literal) = &name.literal {
        return literal.to_string();
    }
    if order(name) != Order::FamilyFirstInLists {
        return natural(name);
    }
    let family = joined_particle(&name.non_dropping_particle, &name.family);
    let given = words([&name.given, &name.dropping_particle, &None]);
    let parts = [family, given, name.suffix.as_deref().unwrap_or_default().to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn natural(name: &Name) -> String {
    if let Some(literal) = &name.literal {
        return literal.to_string();
    }
    let parts = |blank: &str| {
        let parts = [&name.family, &name.given, &name.suffix].into_iter().flatten();
        parts.map(|part| &**part).collect::<Vec<_>>().join(blank)
    };
    match order(name) {
        Order::FamilyFirst => return parts(" "),
        Order::FamilyFirstInOne => return parts(""),
        Order::FamilyFirstInLists | Order::GivenFirst => {}
    }
    let family = joined_particle(&name.non_dropping_particle, &name.family);
    let family = joined_particle(&name.dropping_particle, &Some(family.into()));
    words([&name.given, &Some(family.into()), &name.suffix])
}

/// A particle and what it stands before: *van den Berg*, *al-Rahman*, *d’Arcy*.
fn joined_particle(particle: &Option<Box<str>>, name: &Option<Box<str>>) -> String {
    let blank = match particle.as_deref() {
        Some(particle) if particle.ends_with(ATTACHING) => "",
        Some(_) | None => " ",
    };
    let parts: Vec<&str> = [particle, name].into_iter().flatten().map(|part| &**part).collect();
    parts.join(blank)
}

/// In which order a name stands, by the script in which it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// Given names first, and the other way round where names are listed.
    FamilyFirstInLists,
    /// Given names first, in lists as well.
    GivenFirst,
    /// Family name first, in speech as well.
    FamilyFirst,
    /// The same, without a blank between.
    FamilyFirstInOne,
}

/// The order of a name, by the first letter of the family name. Only where given names are of such letters too, no blank is between.
fn order(name: &Name) -> Order {
    let first =
        |part: &Option<Box<str>>| part.as_deref().and_then(|part| part.chars().find(|c| c.is_alphabetic()));
    let order = order_of(first(&name.family));
    let is_mixed = name.given.is_some() && order_of(first(&name.given)) != Order::FamilyFirstInOne;
    if order == Order::FamilyFirstInOne && is_mixed { Order::FamilyFirst } else { order }
}

/// The order that goes with a letter.
fn order_of(letter: Option<char>) -> Order {
    match letter.map_or(0, u32::from) {
        // Thai, Lao, Burmese, in which a name has no family in it.
        0xE00..=0xEFF | 0x1000..=0x109F | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F => Order::GivenFirst,
        // Khmer.
        0x1780..=0x17FF => Order::FamilyFirst,
        // Hangul, Kana, Han.
        0x1100..=0x11FF
        | 0x2E80..=0x312F
        | 0x3130..=0x318F
        | 0x31A0..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xAC00..=0xD7AF
        | 0xF900..=0xFAFF
        | 0x2_0000..=0x3_FFFF => Order::FamilyFirstInOne,
        _ => Order::FamilyFirstInLists,
    }
}

fn words(parts: [&Option<Box<str>>; 3]) -> String {
    let parts = parts.into_iter().flatten().map(|part| &**part);
    parts.filter(|part| !part.is_empty()).collect::<Vec<&str>>().join(" ")
}

fn joined(names: Vec<String>) -> String {
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(family: &str, given: &str) -> Name {
        Name { family: Some(family.into()), given: Some(given.into()), ..Name::default() }
    }

    #[test]
    fn names_of_two_scripts_keep_their_blank() {
        assert_eq!(natural(&name("王", "小明")), "王小明");
        assert_eq!(natural(&name("王", "Xiaoming")), "王 Xiaoming");
    }
}
