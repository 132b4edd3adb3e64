//! What is wrong with a file as text, before anyone asks what it means: encoding, line ends, hidden characters.

use std::borrow::Cow;
use std::ops::Range;

use inert::hidden::has_only;
pub use inert::hidden::{describe, hidden_characters, is_plain, is_surely_seen};
use memchr::{memchr, memmem};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The three bytes that some Windows programs put before UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A text without the byte order mark that it may begin with.
pub fn without_byte_order_mark(text: &str) -> &str {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

/// Where the first line stands that Git left in a file whose merge was not finished.
pub fn conflict_marker(text: &str) -> Option<Range<usize>> {
    let mut markers = memmem::find_iter(text.as_bytes(), "<<<<<<< ");
    let marker = markers.find(|at| starts_line(text, *at))?;
    let end = text[marker..].find('\n').map_or(text.len(), |length| marker + length);
    Some(marker..end)
}

/// Where the first carriage return stands, with which Windows ends lines.
pub fn carriage_return(text: &str) -> Option<usize> {
    memchr(b'\r', text.as_bytes())
}

/// Whether a text of JSON has an escape in it.
pub fn has_escape(text: &str) -> bool {
    memchr(b'\\', text.as_bytes()).is_some()
}

/// Whether it has one by the number of a character.
pub fn has_numbered_escape(text: &str) -> bool {
    memmem::find(text.as_bytes(), b"\\u").is_some()
}

/// The first that is found when a function is called with the place of each blank in a text. There is a blank every few bytes, so
/// that to begin a search anew behind each would take longer than to look at eight bytes at once, by arithmetic.
pub fn find_at_blank<T>(text: &str, mut look: impl FnMut(usize) -> Option<T>) -> Option<T> {
    const LENGTH: usize = size_of::<u64>();
    const BLANKS: u64 = u64::from_ne_bytes([b' '; LENGTH]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; LENGTH]);
    let (chunks, rest) = text.as_bytes().as_chunks::<LENGTH>();
    let mut last = [0; LENGTH];
    last[..rest.len()].copy_from_slice(rest);
    for nth in 0..=chunks.len() {
        // Zero where there is a blank; of each byte that is zero, and of no other, the highest bit is set.
        let differing = u64::from_le_bytes(*chunks.get(nth).unwrap_or(&last)) ^ BLANKS;
        let mut found = !(((differing & !HIGH) + !HIGH) | differing) & HIGH;
        while found != 0 {
            let blank = nth * LENGTH + found.trailing_zeros() as usize / 8;
            if let Some(found) = look(blank) {
                return Some(found);
            }
            found &= found - 1;
        }
    }
    None
}

fn starts_line(text: &str, at: usize) -> bool {
    at == 0 || text.as_bytes()[at - 1] == b'\n'
}

/// The text in Unicode's composed normal form (NFC), as it is written in canonical form.
pub fn composed(text: &str) -> Cow<'_, str> {
    normalised(text).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The text in Unicode's composed normal form (NFC), where it is not in it already.
pub fn normalised(text: &str) -> Option<String> {
    if is_surely_composed(text) {
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

/// Whether a text has only letters that are the same in every normal form: those before U+0300, and the dashes and quotation
/// marks of U+2010 to U+2027. Nearly all texts have no others.
pub fn is_surely_composed(text: &str) -> bool {
    // The first byte of U+0300.
    const FIRST: u8 = 0xcc;
    let marks = |rest: &[u8]| matches!(rest, [0xe2, 0x80, 0x90..=0xa7, ..]).then_some(3);
    has_only(text, |byte| byte < FIRST, marks)
}

/// What stands in our own messages where somebody has to write something.
pub const PLACEHOLDER: &str = "\u{2026}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_counts_only_at_the_start_of_a_line() {
        assert_eq!(conflict_marker("{\n<<<<<<< HEAD\n"), Some(2..14));
        assert_eq!(conflict_marker("{\"a\": \"see <<<<<<< HEAD\"}"), None);
    }

    #[test]
    fn blanks_are_where_they_are() {
        for length in 0..20 {
            for text in ["é a!  \u{80}`@ ", "        ", "aé", "\0\u{a0} \u{1}!"] {
                let text: String = text.chars().cycle().take(length).collect();
                let expected: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
                let mut found = Vec::new();
                let first = find_at_blank(&text, |at| {
                    found.push(at);
                    (found.len() == 4).then_some(at)
                });
                assert_eq!(found, expected[..expected.len().min(4)], "{text:?}");
                assert_eq!(first, expected.get(3).copied(), "{text:?}");
            }
        }
    }

    #[test]
    fn composes() {
        assert_eq!(normalised("Cafe\u{301}").as_deref(), Some("Café"));
        assert_eq!(normalised("Café"), None);
    }

    #[test]
    fn what_is_surely_composed_is_composed() {
        for c in (char::MIN..=char::MAX).filter(|c| is_surely_composed(&c.to_string())) {
            assert_eq!(is_nfc_quick(['a', c].into_iter()), IsNormalized::Yes, "{c}");
        }
        for c in (char::MIN..=char::MAX).filter(|c| is_surely_seen(&c.to_string())) {
            assert!(is_surely_composed(&c.to_string()), "{c}");
        }
        let text = "“Café” – ‘x’…".repeat(20);
        assert!(is_surely_composed(&text));
        assert!(!is_surely_composed(&format!("{text}e\u{301}")));
    }
}
