//! Words on a page: every text that people or programs read is made here, from values.

pub mod changelog;
pub mod csv;
pub mod diff;
pub mod explain;
pub mod file_diff;
pub mod fmt;
pub mod history;
pub mod page;
pub mod place;
pub mod release;
mod remark;
pub mod score;
pub mod show;
pub mod sources;
pub mod status;
mod table;
mod template;
pub mod validation;

pub use inert::{counted, markdown, plain};

use format::limits::LONGEST_PATH;
use format::text;

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

/// How many columns there are: as many as a text needs where there is no terminal.
fn columns_of(width: Option<u16>) -> usize {
    width.map_or(usize::MAX, usize::from)
}

/// A text in lines of at most so many columns; no line for no text. Words are not broken, so that addresses can be copied.
fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(rest);
    let options = options.break_words(false).word_splitter(textwrap::WordSplitter::NoHyphenation);
    let mut out = textwrap::wrap(text, options).join("\n");
    out.push('\n');
    out
}

/// A page in lines for a terminal of this width, if there is one; examples, which are indented, stay as they are.
pub fn fitted(page: &str, width: Option<u16>) -> String {
    let Some(width) = width else { return page.to_owned() };
    let mut out = String::with_capacity(page.len());
    for line in page.lines() {
        if line.is_empty() || line.starts_with("    ") {
            out.push_str(&format!("{line}\n"));
        } else {
            let rest = if line.starts_with(|c: char| c.is_ascii_digit() || c == '-') { "   " } else { "" };
            out.push_str(&wrapped(line, width.into(), "", rest));
        }
    }
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

/// A path or a place in a file as notes and errors name it: where a stranger made a long one, its beginning.
pub fn named(path: &str) -> String {
    clipped(path, LONGEST_PATH)
}

/// A path as a relative reference (RFC 3986): whatever is not unreserved is written by its bytes.
pub fn uri(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut uri, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("dataset/a b/é%:?#.json"), "dataset/a%20b/%C3%A9%25%3A%3F%23.json");
    }

    #[test]
    fn hidden_characters_are_codes_in_json() {
        let hostile = "a\u{1b}\u{202e}\u{9b}\u{e0041}\u{7f}é";
        let json = pretty(&hostile);
        assert_eq!(json, "\"a\\u001b\\u202e\\u009b\\udb40\\udc41\\u007fé\"\n");
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), hostile);
    }

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(wrapped("one two three", 9, "  ", "  "), "  one two\n  three\n");
        let address = "one https://example.org/long";
        assert_eq!(wrapped(address, 9, "- ", "  "), "- one\n  https://example.org/long\n");
        assert_eq!(wrapped("one two three", usize::MAX, "  ", "  "), "  one two three\n");
        assert_eq!(wrapped("", 9, "- ", "  "), "");
    }

    #[test]
    fn what_is_clipped_is_told() {
        assert_eq!(clipped("Kâmpŭchéa", 9), "Kâmpŭchéa");
        assert_eq!(clipped("Kâmpŭchéa", 8), "Kâmpŭché… (and 1 character more)");
    }

    #[test]
    fn a_path_is_named_whole_up_to_its_limit() {
        let longest = "é".repeat(LONGEST_PATH);
        assert_eq!(named(&longest), longest);
        assert_eq!(named(&format!("{longest}/a")), format!("{longest}… (and 2 characters more)"));
    }
}
