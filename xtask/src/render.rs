//! Words on a page: every text that people or programs read is made here, from values.

pub mod changelog;
pub mod csv;
pub mod diff;
pub mod explain;
pub mod file_diff;
pub mod fmt;
pub mod history;
pub mod markdown;
pub mod notes;
pub mod page;
pub mod place;
pub mod score;
pub mod sources;
pub mod validation;

use crate::text;

/// Text from the data, made harmless for a terminal: what cannot be seen is shown by its code.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for (range, c) in text::hidden_characters(text) {
        out.push_str(&text[rest..range.start]);
        out.push_str(&format!("<U+{:04X}>", u32::from(c)));
        rest = range.end;
    }
    out.push_str(&text[rest..]);
    out.replace(['\r', '\n', '\t'], " ")
}

/// A value as JSON for people and programs: two spaces, and a final line end. What cannot be seen is written by its code,
/// which programs read as the same text, and which drives no terminal.
fn pretty(value: &impl serde::Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("the formats have text keys alone");
    let mut out = String::with_capacity(text.len() + 1);
    let mut rest = 0;
    for (range, c) in text::hidden_characters(&text) {
        out.push_str(&text[rest..range.start]);
        for unit in c.encode_utf16(&mut [0; 2]) {
            out.push_str(&format!("\\u{unit:04x}"));
        }
        rest = range.end;
    }
    out.push_str(&text[rest..]);
    out.push('\n');
    out
}

/// The beginning of a text of more than so many characters, with how many were left out; else the text.
pub fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => {
            let left_out = text[end..].chars().count();
            format!("{}… (and {} more)", &text[..end], counted(left_out, "character"))
        }
    }
}

/// A number with its noun, in the plural where it is not one: `1 file`, `2 files`.
pub fn counted(count: usize, singular: &str) -> String {
    match (count, singular.strip_suffix('y')) {
        (1, _) => format!("1 {singular}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {singular}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_shown() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c\nd"), "a<U+001B>[31mb<U+202E>c d");
    }

    #[test]
    fn hidden_characters_are_codes_in_json() {
        let hostile = "a\u{1b}\u{202e}\u{9b}\u{e0041}\u{7f}é";
        let json = pretty(&hostile);
        assert_eq!(json, "\"a\\u001b\\u202e\\u009b\\udb40\\udc41\\u007fé\"\n");
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), hostile);
    }

    #[test]
    fn what_is_clipped_is_told() {
        assert_eq!(clipped("Kâmpŭchéa", 9), "Kâmpŭchéa");
        assert_eq!(clipped("Kâmpŭchéa", 8), "Kâmpŭché… (and 1 character more)");
    }

    #[test]
    fn plurals() {
        assert_eq!(
            (counted(1, "country"), counted(2, "country")),
            ("1 country".into(), "2 countries".into())
        );
    }
}
