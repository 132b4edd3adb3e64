//! Which indicator a printed title means, and which level or direction a printed word.

use dataset::meant::meant;
use dataset::model::framework::Framework;
use dataset::model::rating::{Direction, Rating, Scale};

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

/// The level of a scale that is printed as a word, or under its id.
pub(crate) fn rating(scale: Scale, word: &str) -> Option<Rating> {
    let exact = |rating: &Rating| is_exact(*rating, word);
    let wanted = fold(word);
    let is_near = |rating: &Rating| fold(rating.id()) == wanted || fold(rating.title()) == wanted;
    // Signs alone may tell titles apart, as in A+ and A-.
    let near = || only(scale.ratings().filter(is_near)).filter(|_| !wanted.is_empty());
    only(scale.ratings().filter(exact)).or_else(near)
}

fn is_exact(rating: Rating, word: &str) -> bool {
    [rating.id(), rating.title()].iter().any(|own| own.eq_ignore_ascii_case(word.trim()))
}

/// How a level is printed: by its title, unless that is the title of another as well.
pub(crate) fn printed_rating(rating: Rating) -> &'static str {
    if self::rating(rating.scale(), rating.title()) == Some(rating) { rating.title() } else { rating.id() }
}

fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// The direction that is printed as a word or a sign.
pub(crate) fn direction(word: &str) -> Option<Direction> {
    let wanted = fold(word);
    let printed = Direction::ALL.into_iter().find(|direction| fold(direction.id()) == wanted);
    printed.or_else(|| Direction::from_id(meant(word, Direction::ALL.map(Direction::id))?))
}

/// The direction that is printed by its very word, or by a sign.
pub(crate) fn printed_direction(word: &str) -> Option<Direction> {
    match word {
        "▲" | "↑" => Some(Direction::Increase),
        "▼" | "↓" => Some(Direction::Decrease),
        "=" | "►" | "→" => Some(Direction::Unchanged),
        word => Direction::ALL.into_iter().find(|direction| fold(direction.id()) == fold(word)),
    }
}

/// How many words the longest title of a level has.
pub(crate) fn longest_level(scale: Scale) -> usize {
    scale.ratings().map(|rating| rating.title().split_whitespace().count()).max().unwrap_or(0)
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
pub(crate) fn status(scale: Scale, text: &str) -> Option<(Option<Rating>, Option<Direction>)> {
    let parted = |text: &str| -> Vec<String> {
        let words = text.split([' ', '/', ',', '(', ')', '–', '—', '\u{a0}']);
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let words = parted(text);
    let longest = scale.ratings().map(|rating| parted(rating.title()).len()).max().unwrap_or(0).max(2);
    if words.len() > longest + 1 {
        return None;
    }
    let has_direction = words.iter().any(|word| printed_direction(word).is_some());
    let is_word = |word: &String| word.chars().all(|c| c.is_alphabetic() || c == '-');
    let whole = rating(scale, text).or_else(|| rating(scale, &words.join(" ")));
    let is_whole = |rating: &Rating| is_exact(*rating, text) || words.iter().all(is_word);
    if let Some(rating) = whole.filter(|rating| !has_direction && is_whole(rating)) {
        return Some((Some(rating), None));
    }
    if let [only] = &words[..] {
        return Some((None, Some(printed_direction(only)?)));
    }
    let (last, before) = words.split_last()?;
    Some((Some(rating(scale, &before.join(" "))?), Some(printed_direction(last)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A title can have the word of a direction in it, at any place, and is none.
    #[test]
    fn a_title_is_no_direction() {
        let scale = Framework::default().rating_scale();
        for title in [
            "Decrease violence",
            "Increase in trust",
            "Decrease the risk of atrocity crimes",
            "Stop the decrease",
            "Policies that increase trust",
            "Unchanged commitments",
        ] {
            assert_eq!(status(scale, title), None, "{title}");
            assert_eq!(direction(title), None, "{title}");
        }
        assert_eq!(direction("Decrease"), Some(Direction::Decrease));
    }
}
