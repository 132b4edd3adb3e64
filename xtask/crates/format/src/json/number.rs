//! What keeps figures from being a number.

use super::slip::{Slip, slip};

/// Figures before and behind a comma: of a fraction, or of thousands. `start` is where those behind it begin.
pub(super) fn with_comma(text: &str, start: usize) -> Option<Slip> {
    let is_part = |c: char| c.is_ascii_digit() || c == ',';
    let before = &text[..text[..start].trim_end_matches(is_part).len()];
    let before = before.strip_suffix('-').unwrap_or(before);
    let number = &text[before.len()..];
    let number = &number[..number.len() - number.trim_start_matches('-').trim_start_matches(is_part).len()];
    let number = number.trim_end_matches(',');
    let mut groups = number.split(',');
    let has_first = groups.next().is_some_and(|first| first.ends_with(|c: char| c.is_ascii_digit()));
    let (mut are_thousands, mut count) = (true, 0);
    for group in groups {
        are_thousands &= group.len() == 3;
        count += 1;
    }
    // A list has numbers with commas between them.
    let is_value = before.trim_end().ends_with(':');
    if !has_first || count == 0 || !is_value || !text[before.len()..start].contains(',') {
        return None;
    }
    let help = if are_thousands {
        format!("Write {}: no sign stands between thousands.", number.replace(',', ""))
    } else {
        format!(
            "Write a whole number; a fraction has a point before it, as in {}.",
            number.replacen(',', ".", 1)
        )
    };
    slip(before.len(), format!("the number {number} has a comma in it"), help)
}

pub(super) fn number(start: usize, rest: &str, said: &str) -> Option<Slip> {
    let number =
        &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c)).unwrap_or(rest.len())];
    if said == "number out of range" {
        return slip(start, format!("the number {number} is too large"), "Write the number that is meant.");
    }
    let plain = number.trim_start_matches('-').trim_start_matches('0');
    if number.trim_start_matches('-').starts_with('0') && plain.starts_with(|c: char| c.is_ascii_digit()) {
        return slip(
            start,
            format!("the number {number} begins with a 0"),
            format!("Write {plain}, or, if it is a text, \"{number}\"."),
        );
    }
    if number.starts_with('.') || number.ends_with('.') {
        return slip(
            start,
            format!("the number {number} has no digit on one side of its point"),
            "Write a digit before and after the point.",
        );
    }
    slip(
        start,
        format!("{number} is no number"),
        format!("If it is a text, write it in double quotation marks: \"{number}\"."),
    )
}
