//! The scores that are printed: of this edition, of the one before, and the difference.

use super::Doubt;
use super::bare::bare;
use super::cells::{Kind, Piece};
use crate::instrument::Subject;
use format::diagnostic::quoted;

/// The printed scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scores {
    pub(super) score: Option<i64>,
    pub(super) previous: Option<i64>,
    pub(super) difference: Option<i64>,
}

/// Which of the scores a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Score,
    Previous,
    Difference,
}

impl Which {
    fn name(self) -> &'static str {
        match self {
            Which::Score => "score",
            Which::Previous => "score of the edition before",
            Which::Difference => "difference",
        }
    }
}

/// The numbers of a line of scores, and what stands behind them that is none.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    numbers: Vec<(Which, i64)>,
    rest: Option<String>,
}

/// Reads the lines of scores, and tells what of them is not taken.
pub(super) fn read(pieces: &[Piece], subject: &Subject<'_>, doubts: &mut Vec<Doubt>) -> Scores {
    let mut scores = Scores::default();
    let mut first = 0;
    for (at, found) in pieces.iter().filter_map(|piece| Some((piece.line, of_piece(piece, subject)?))) {
        let mut doubt = |text: String| doubts.push(Doubt { line: at, text });
        for (which, number) in found.numbers {
            let place = match which {
                Which::Score => &mut scores.score,
                Which::Previous => &mut scores.previous,
                Which::Difference => &mut scores.difference,
            };
            let taken = *place.get_or_insert(number);
            if taken != number {
                let name = which.name();
                doubt(format!(
                    "the {name} {number} is printed as well; {taken}, which is printed first, was taken"
                ));
            }
        }
        if let Some(rest) = found.rest {
            doubt(format!("{} behind the score was not read", quoted(&rest)));
        }
        first = if first == 0 { at } else { first };
    }
    if scores.score.is_none() {
        let others = [(Which::Previous, scores.previous), (Which::Difference, scores.difference)];
        for (which, number) in others.into_iter().filter_map(|(which, number)| Some((which, number?))) {
            let name = which.name();
            let text = format!("the {name}, {number}, was left out: no score of this edition is printed");
            doubts.push(Doubt { line: first, text });
        }
    }
    scores
}

/// What a piece says of scores, if it says nothing else. In a row the name and the number may stand in two cells.
pub(super) fn of_piece(piece: &Piece, subject: &Subject<'_>) -> Option<Line> {
    match &piece.kind {
        Kind::Note(..) => None,
        Kind::Loose(_) | Kind::Heading(_) => line(&piece.paragraphs().join(" "), subject),
        Kind::Row(_) => match &*piece.paragraphs() {
            [name, value] if !name.contains(':') && !value.contains(':') => {
                line(&format!("{name}: {value}"), subject)
            }
            paragraphs => line(&paragraphs.join(" "), subject),
        },
    }
}

/// Reads a line such as `Cambodia 2022 Score: 35`, `Overall score: 40/100 (2022: 35)` or `Difference: - 6`.
pub(super) fn line(text: &str, subject: &Subject<'_>) -> Option<Line> {
    let text = bare(text);
    let (name, value) = text.split_once(':')?;
    let which = named(name, true, subject)?;
    let (number, rest) = number(value)?;
    let rest = out_of(rest, subject)?.trim_matches([' ', '.']);
    let mut line = Line { numbers: vec![(which, number)], rest: None };
    let inside = rest.trim_matches(['(', ')', '[', ']', ' ', ',', ';']);
    for part in inside.split([',', ';']).filter(|part| !part.trim().is_empty()) {
        let read = part.split_once(':').and_then(|(name, value)| {
            let which = named(name, false, subject)?;
            let (number, rest) = self::number(value)?;
            out_of(rest, subject)?.trim_matches([' ', '.']).is_empty().then_some((which, number))
        });
        match read {
            Some(read) => line.numbers.push(read),
            // Told once, however many parts of it are not read.
            None => _ = line.rest.get_or_insert_with(|| rest.to_owned()),
        }
    }
    let is_possible = |(which, number): &(Which, i64)| {
        let most = i64::from(most(subject));
        let least = if *which == Which::Difference { -most } else { 0 };
        (least..=most).contains(number)
    };
    line.numbers.iter().all(is_possible).then_some(line)
}

/// Which score a name is that of. Each of its words must be known: the highest score, or that of an area, is another.
fn named(name: &str, is_first: bool, subject: &Subject<'_>) -> Option<Which> {
    const COMMON: [&str; 20] = [
        "overall",
        "total",
        "final",
        "current",
        "national",
        "country",
        "r2p",
        "implementation",
        "index",
        "assessment",
        "edition",
        "the",
        "of",
        "for",
        "in",
        "to",
        "since",
        "from",
        "and",
        "s",
    ];
    let words_of = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-'));
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let country = words_of(&format!("{} {}", subject.country_name, subject.country));
    let year = |edition: &str| edition.get(..4).and_then(|year| year.parse::<u32>().ok());
    let (mut has_score, mut has_difference, mut is_previous, mut years) = (false, false, false, Vec::new());
    for word in words_of(name) {
        match &*word {
            "score" | "scores" => has_score = true,
            "difference" | "change" => has_difference = true,
            "previous" | "last" | "earlier" | "prior" => is_previous = true,
            word if word.starts_with(|c: char| c.is_ascii_digit()) => years.push(year(word)?),
            word if COMMON.contains(&word) || country.iter().any(|name| name == word) => {}
            _ => return None,
        }
    }
    if has_difference {
        let is_score = has_score || !is_first || !name.to_lowercase().contains("change");
        return is_score.then_some(Which::Difference);
    }
    if is_first && !has_score {
        return None;
    }
    let own = year(subject.edition);
    match (&*years, is_previous) {
        ([], true) => Some(Which::Previous),
        ([], false) => has_score.then_some(Which::Score),
        ([one], false) if Some(*one) == own => Some(Which::Score),
        ([one], _) if own.is_some_and(|own| *one < own) => Some(Which::Previous),
        ([_, ..], _) => None,
    }
}

/// The points that a score is out of.
fn most(subject: &Subject<'_>) -> u32 {
    subject.framework.scoring.as_ref().and_then(|scoring| scoring.out_of).unwrap_or(100)
}

/// What stands behind `/100` or `out of 100`, if that stands there; none where it is another number.
fn out_of<'t>(text: &'t str, subject: &Subject<'_>) -> Option<&'t str> {
    let marks = ["/", "out of ", "of "];
    match marks.iter().find_map(|mark| text.trim_start().strip_prefix(mark)) {
        Some(behind) => {
            number(behind).filter(|(number, _)| *number == i64::from(most(subject))).map(|(_, rest)| rest)
        }
        None => Some(text),
    }
}

/// A whole number with whatever sign is printed, and what stands behind it.
fn number(text: &str) -> Option<(i64, &str)> {
    let blank = |c: char| c.is_whitespace();
    let text = text.trim_start_matches(blank);
    let unsigned = text.strip_prefix(['-', '−', '–', '—', '‐', '‑']);
    let digits = unsigned.or_else(|| text.strip_prefix('+')).unwrap_or(text).trim_start_matches(blank);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (digits, rest) = digits.split_at(end);
    // 40.5 and 40% are other numbers.
    let mut behind = rest.chars();
    let next = behind.next();
    let is_part = next.is_some_and(|c| c.is_alphanumeric() || c == '%')
        || (next.is_some_and(|c| ".,".contains(c)) && behind.next().is_some_and(|c| c.is_ascii_digit()));
    let number: i64 = digits.parse().ok().filter(|_| !is_part)?;
    Some((if unsigned.is_some() { -number } else { number }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dataset::model::framework::Framework;

    #[test]
    fn signs_are_what_they_look_like() {
        let all = [" - 6 ", "−6", "+3", "35", "35 of 100", "40.5", "40%", "six"].map(number);
        let expected = [
            Some((-6, " ")),
            Some((-6, "")),
            Some((3, "")),
            Some((35, "")),
            Some((35, " of 100")),
            None,
            None,
            None,
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn a_line_of_scores_says_which_they_are() {
        let framework = &Framework::default();
        let subject = Subject { country: "XAA", country_name: "North Aland", edition: "2022-23", framework };
        let numbers = |text: &str| line(text, &subject).map(|line| (line.numbers, line.rest));
        let own = (Which::Score, 40);
        for (text, expected, rest) in [
            ("North Aland 2022 Score: 40", vec![own], None),
            ("SCORE 2022-23: 40 / 100.", vec![own], None),
            ("Overall score: 40/100 (2019: 35)", vec![own, (Which::Previous, 35)], None),
            ("Score: 40, change: -5", vec![own, (Which::Difference, -5)], None),
            ("Score: 40 (2019: about 35)", vec![own], Some("(2019: about 35)")),
            ("Last score: 35", vec![(Which::Previous, 35)], None),
            ("Change in score since 2019: − 5", vec![(Which::Difference, -5)], None),
        ] {
            assert_eq!(numbers(text), Some((expected, rest.map(str::to_owned))), "{text}");
        }
        for text in [
            "Score 40",
            "Change: 5",
            "2022: 40",
            "Score: 101",
            "Lowest score: 0",
            "Score 2024: 40",
            "Score: -1",
        ] {
            assert_eq!(numbers(text), None, "{text}");
        }
    }
}
