//! Which indicator a printed title means, and which level or direction a printed word.

use dataset::meant::meant;
use dataset::model::framework::Framework;
use dataset::model::rating::{Direction, Rating};

/// Why a rating can move far, as the files call it.
pub(crate) const REASONS: [&str; 4] = ["new-evidence", "correction", "methodology", "reinterpretation"];

/// What an assessment is about, as far as its text does not say it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'d> {
    /// The country's code.
    pub country: &'d str,
    /// The country's name.
    pub country_name: &'d str,
    /// The edition's id.
    pub edition: &'d str,
    /// The instrument of the edition.
    pub framework: &'d Framework,
}

/// Letters and figures alone, in small letters: case, signs and blanks do not tell titles apart.
pub(crate) fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The id of the indicator that is printed under a title, or under its id.
pub(crate) fn indicator<'f>(framework: &'f Framework, title: &str) -> Option<&'f str> {
    let wanted = fold(title);
    let mut all = framework.indicators.iter();
    let found = all.find(|(id, indicator)| {
        let printed = indicator.title.iter().chain(&indicator.also_printed);
        **id == *title || printed.map(|title| fold(title)).any(|title| title == wanted)
    });
    found.map(|(id, _)| id)
}

/// The id of the area that is printed under a title.
pub(crate) fn area<'f>(framework: &'f Framework, title: &str) -> Option<&'f str> {
    let wanted = fold(title);
    let is_it = |title: &str| fold(title) == wanted;
    framework.areas.iter().find(|(_, area)| area.title.as_deref().is_some_and(is_it)).map(|(id, _)| id)
}

/// The title of an area or an indicator that somebody is likely to mean by another.
pub(crate) fn title_meant<'f>(framework: &'f Framework, title: &str) -> Option<&'f str> {
    let indicators = framework.indicators.values().filter_map(|indicator| indicator.title.as_deref());
    let areas = framework.areas.values().filter_map(|area| area.title.as_deref());
    meant(title, indicators.chain(areas))
}

/// The level that is printed as a word.
pub(crate) fn rating(word: &str) -> Option<Rating> {
    let wanted = fold(word);
    Rating::ALL.into_iter().find(|rating| fold(rating.id()) == wanted)
}

/// The direction that is printed as a word or a sign.
pub(crate) fn direction(word: &str) -> Option<Direction> {
    let wanted = fold(word);
    let printed = Direction::ALL.into_iter().find(|direction| fold(direction.id()) == wanted);
    printed.or_else(|| Direction::from_id(meant(word, Direction::ALL.map(Direction::id))?))
}

/// The word that is printed for a direction.
pub(crate) fn direction_title(direction: Direction) -> &'static str {
    match direction {
        Direction::Increase => "Increase",
        Direction::Decrease => "Decrease",
        Direction::Unchanged => "Unchanged",
    }
}

/// A rating and a direction, as they are printed: `Very Strong Decrease`, `Fair ▼`, `Unchanged`.
pub(crate) fn status(text: &str) -> Option<(Option<Rating>, Option<Direction>)> {
    let words: Vec<&str> =
        text.split([' ', '/', ',', '(', ')', '–', '—', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    if words.len() > 3 {
        return None;
    }
    let whole = words.join(" ");
    let is_word = |word: &&str| word.chars().all(|c| c.is_alphabetic() || c == '-');
    if let Some(rating) = rating(&whole).filter(|_| words.iter().all(is_word)) {
        return Some((Some(rating), None));
    }
    let known = |word: &str| {
        let is_sign = ["▲", "▼", "↑", "↓", "=", "►", "→"].contains(&word);
        let is_word =
            Direction::ALL.iter().any(|direction| fold(direction.id()) == fold(word) && !word.is_empty());
        (is_sign || is_word).then(|| match word {
            "↑" => Some(Direction::Increase),
            "↓" => Some(Direction::Decrease),
            "=" | "►" | "→" => Some(Direction::Unchanged),
            word => direction(word),
        })?
    };
    if let [only] = words[..] {
        return Some((None, Some(known(only)?)));
    }
    let (last, before) = words.split_last()?;
    Some((Some(rating(&before.join(" "))?), Some(known(last)?)))
}
