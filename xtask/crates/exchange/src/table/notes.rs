//! The notes in a cell, a line each, and the calls of them in a rationale.

use std::collections::HashSet;
use std::ops::Range;

use bibliography::citation::calls;
use dataset::schema::is_id;

/// A note as it stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) label: Label,
    pub(super) text: String,
}

/// What a note is called by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A label as the files have it.
    Word(String),
    /// A printed number.
    Number(usize),
    /// Nothing.
    None,
}

/// The notes of a cell. Where one has a label, a line without is the rest of the one before.
pub(super) fn lines(cell: &str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    for line in cell.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (label, text) = labelled(line);
        match found.last_mut() {
            Some(last) if label == Label::None && last.label != Label::None => {
                last.text.push(' ');
                last.text.push_str(text);
            }
            Some(_) | None => found.push(Line { label, text: text.to_owned() }),
        }
    }
    found
}

/// The label in front of a note: `[^label]:`, `[^1]:`, `[1]`, `1.`, `1)`, `¹`.
fn labelled(line: &str) -> (Label, &str) {
    if let Some((label, text)) = line.strip_prefix("[^").and_then(|rest| rest.split_once("]:")) {
        let number = label.parse().map(Label::Number);
        return (number.unwrap_or_else(|_| Label::Word(label.to_owned())), text.trim());
    }
    let raised = raised(line);
    if let Some((number, end)) = raised {
        return (Label::Number(number), line[end..].trim());
    }
    let bare = line.strip_prefix('[').unwrap_or(line);
    let end = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
    let marks: &[&str] = if bare.len() < line.len() { &["]"] } else { &[". ", ") ", ".\u{a0}"] };
    let behind = marks.iter().find_map(|mark| bare[end..].strip_prefix(mark));
    match (bare[..end].parse(), behind) {
        // A longer number is a year.
        (Ok(number), Some(text)) if end <= 3 => {
            (Label::Number(number), text.trim_start_matches([':', ' ']).trim())
        }
        (Ok(_) | Err(_), _) => (Label::None, line),
    }
}

/// The number in raised figures at the beginning of a text, and where it ends.
fn raised(text: &str) -> Option<(usize, usize)> {
    let mut number = 0_usize;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let Some(digit) = crate::annex::raised(c) else { break };
        number = number.checked_mul(10)?.checked_add(digit)?;
        end = at + c.len_utf8();
    }
    (end > 0).then_some((number, end))
}

/// A paragraph with the numbers that call notes, as `¹` or `[1]`, made to calls of the notes that the same row has.
pub(super) fn with_calls(text: &str, numbers: &HashSet<usize>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let called = raised(&text[at..]).or_else(|| bracketed(&text[at..]));
        match called.filter(|(number, _)| numbers.contains(number)) {
            Some((number, end)) => {
                out.push_str(&format!("[^note-{number}]"));
                at += end;
            }
            None => {
                out.push(c);
                at += c.len_utf8();
            }
        }
    }
    out
}

/// `[12]` or `[^12]` at the beginning of a text.
fn bracketed(text: &str) -> Option<(usize, usize)> {
    let rest = text.strip_prefix("[^").or_else(|| text.strip_prefix('['))?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=4).contains(end))?;
    rest[end..].starts_with(']').then_some(())?;
    Some((rest[..end].parse().ok()?, text.len() - rest.len() + end + 1))
}

/// The labels that paragraphs call.
pub(super) fn called<'t>(paragraphs: impl IntoIterator<Item = &'t str>) -> Vec<&'t str> {
    let of = |text: &'t str| {
        calls(text)
            .filter(|(label, place): &(&str, Range<usize>)| is_id(label) && text[..place.end].ends_with(']'))
    };
    paragraphs.into_iter().flat_map(of).map(|(label, _)| label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_have_labels_numbers_or_nothing() {
        let word = |text: &str| Label::Word(text.to_owned());
        let expected = [
            ("[^court]: [@a, p. 2]", word("court"), "[@a, p. 2]"),
            ("[^12]: Doe, 2020.", Label::Number(12), "Doe, 2020."),
            ("[3]: Doe", Label::Number(3), "Doe"),
            ("4. Doe", Label::Number(4), "Doe"),
            ("5) Doe", Label::Number(5), "Doe"),
            ("⁶ Doe", Label::Number(6), "Doe"),
            ("2020. A year", Label::None, "2020. A year"),
            ("Doe, 2020.", Label::None, "Doe, 2020."),
        ];
        for (line, label, text) in expected {
            assert_eq!(lines(line), [Line { label, text: text.to_owned() }], "{line}");
        }
        assert_eq!(lines("1. Doe,\n2020.\n\n2. Roe").len(), 2);
        assert_eq!(lines("Doe\nRoe").len(), 2);
    }

    #[test]
    fn only_numbers_of_notes_are_calls() {
        assert_eq!(
            with_calls("So.¹² And [2], in [2020] 5 m².", &HashSet::from([12])),
            "So.[^note-12] And [2], in [2020] 5 m²."
        );
        assert_eq!(with_calls("So.[^1] [2]", &HashSet::from([1, 2])), "So.[^note-1] [^note-2]");
        assert_eq!(called(["a[^b] [^C d]", "[^e-1]"]), ["b", "e-1"]);
    }
}
