//! What is wrong with a file as text, before anyone asks what it means: encoding, line ends, hidden characters.

use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The three bytes that some Windows programs put before UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Where the first line stands that Git left in a file whose merge was not finished.
pub fn conflict_marker(text: &str) -> Option<Range<usize>> {
    let marker = text.match_indices("<<<<<<< ").map(|(at, _)| at).find(|&at| starts_line(text, at))?;
    let end = text[marker..].find('\n').map_or(text.len(), |length| marker + length);
    Some(marker..end)
}

fn starts_line(text: &str, at: usize) -> bool {
    at == 0 || text.as_bytes()[at - 1] == b'\n'
}

/// The hidden characters of a text, each with its byte range.
///
/// Hidden are the controls (but for tab and line ends, which JSON's own layout uses), the bidirectional
/// controls that make a text read otherwise than it is stored (Unicode Technical Report 36), and characters of no
/// width. A joiner or a zero-width space beside a character of a script that needs it (Khmer among them) is
/// spelling, not hiding.
pub fn hidden_characters(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let mut next_line = 0;
    text.split_inclusive('\n').flat_map(move |line| {
        let start = next_line;
        next_line += line.len();
        let mut before = ' ';
        // Most lines are plain, and need no look at each character.
        let looked_at = if is_plain(line) { "" } else { line };
        let mut characters = looked_at.char_indices().peekable();
        std::iter::from_fn(move || {
            let (at, c) = characters.next()?;
            let at = start + at;
            let next = characters.peek().map_or(' ', |(_, next)| *next);
            let previous = std::mem::replace(&mut before, c);
            Some(is_hidden(c, previous, next).then(|| (at..at + c.len_utf8(), c)))
        })
        .flatten()
    })
}

/// Whether a character is of a script that spells with joiners or breaks words with zero-width spaces: from Hebrew
/// to Myanmar, and from Khmer to Tai Tham.
fn is_of_joining_script(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109f}' | '\u{1780}'..='\u{1aaf}' | '\u{a9e0}'..='\u{aadf}')
}

fn is_hidden(c: char, previous: char, next: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        ' '..='~' => false,
        '\u{200b}'..='\u{200d}' => !is_of_joining_script(previous) && !is_of_joining_script(next),
        '\u{ad}' | '\u{61c}' | '\u{180e}' => true,
        '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        c => c.is_control(),
    }
}

/// Whether text may hold hidden characters or denormalised ones at all: a quick look at the bytes.
pub fn is_plain(text: &str) -> bool {
    // By chunks without an early end in them, which the compiler turns into vector instructions.
    const CHUNK: usize = 64;
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r');
    text.as_bytes().chunks(CHUNK).all(|chunk| chunk.iter().fold(true, |all, byte| all & is_plain(byte)))
}

/// The text in Unicode's composed normal form (NFC), where it is not in it already.
pub fn normalised(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => None,
        IsNormalized::No | IsNormalized::Maybe => {
            let composed: String = text.nfc().collect();
            (composed != text).then_some(composed)
        }
    }
}

/// A character's name for people who cannot see it, e.g. `U+202E (right-to-left override)`.
pub fn describe(c: char) -> String {
    let name = match c {
        '\n' => "line break",
        '\t' => "tab",
        '\u{1b}' => "escape, which drives terminals",
        '\u{ad}' => "soft hyphen",
        '\u{200b}' => "zero-width space",
        '\u{200c}' => "zero-width non-joiner",
        '\u{200d}' => "zero-width joiner",
        '\u{202a}' => "left-to-right embedding",
        '\u{202b}' => "right-to-left embedding",
        '\u{202c}' => "pop directional formatting",
        '\u{202d}' => "left-to-right override",
        '\u{202e}' => "right-to-left override",
        '\u{2066}'..='\u{2069}' => "bidirectional isolate",
        '\u{feff}' => "zero-width no-break space",
        c if c.is_control() => "control character",
        _ => "invisible character",
    };
    format!("U+{:04X} ({name})", u32::from(c))
}

/// What stands in our own messages where somebody has to write something.
pub const PLACEHOLDER: &str = "\u{2026}";

/// Whether a text has no word in it, as what stands where one has still to be written: an ellipsis, points, question marks.
pub fn is_placeholder(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> Vec<char> {
        hidden_characters(text).map(|(_, c)| c).collect()
    }

    #[test]
    fn hides_and_spells() {
        assert_eq!(hidden("safe \u{202e}evil\u{202c} \u{1b}[31m"), ['\u{202e}', '\u{202c}', '\u{1b}']);
        assert_eq!(hidden("a\u{200b}b"), ['\u{200b}']);
        assert!(hidden("ភាសា\u{200b}ខ្មែរ").is_empty(), "Khmer breaks words with U+200B");
        assert!(hidden("“Angkor” – naïve\n\t").is_empty());
    }

    #[test]
    fn a_marker_counts_only_at_the_start_of_a_line() {
        assert_eq!(conflict_marker("{\n<<<<<<< HEAD\n"), Some(2..14));
        assert_eq!(conflict_marker("{\"a\": \"see <<<<<<< HEAD\"}"), None);
    }

    #[test]
    fn composes() {
        assert_eq!(normalised("Cafe\u{301}").as_deref(), Some("Café"));
        assert_eq!(normalised("Café"), None);
    }
}
