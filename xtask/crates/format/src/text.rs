//! What is wrong with a file as text, before anyone asks what it means: encoding, line ends, hidden characters.

use std::borrow::Cow;
use std::ops::Range;

pub use inert::hidden::{describe, hidden_characters, is_plain};
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

/// Where the blanks of a text are. There is one every few bytes, so that to begin a search anew behind each would take longer
/// than to look at eight bytes at once, by arithmetic.
pub fn blanks(text: &str) -> impl Iterator<Item = usize> {
    const LENGTH: usize = size_of::<u64>();
    const BLANKS: u64 = u64::from_ne_bytes([b' '; LENGTH]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; LENGTH]);
    let (chunks, rest) = text.as_bytes().as_chunks::<LENGTH>();
    let mut last = [0; LENGTH];
    last[..rest.len()].copy_from_slice(rest);
    chunks.iter().copied().chain([last]).enumerate().flat_map(|(nth, chunk)| {
        // Zero where there is a blank; of each byte that is zero, and of no other, the highest bit is set.
        let differing = u64::from_le_bytes(chunk) ^ BLANKS;
        let mut found = !(((differing & !HIGH) + !HIGH) | differing) & HIGH;
        std::iter::from_fn(move || {
            let bit = (found != 0).then(|| found.trailing_zeros())?;
            found &= found - 1;
            Some(nth * LENGTH + bit as usize / 8)
        })
    })
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
    // The first byte of U+0300. So many bytes are looked at together.
    const FIRST: u8 = 0xcc;
    const TOGETHER: usize = 64;
    let mut rest = text.as_bytes();
    loop {
        let is_below =
            |chunk: &[u8; TOGETHER]| !chunk.iter().fold(false, |found, byte| found | (*byte >= FIRST));
        while rest.first_chunk().is_some_and(is_below) {
            rest = &rest[TOGETHER..];
        }
        let Some(at) = rest.iter().position(|byte| *byte >= FIRST) else { break };
        match rest[at..] {
            [0xe2, 0x80, 0x90..=0xa7, ..] => rest = &rest[at + 3..],
            _ => return false,
        }
    }
    true
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
                assert_eq!(blanks(&text).collect::<Vec<_>>(), expected, "{text:?}");
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
        let text = "“Café” – ‘x’…".repeat(20);
        assert!(is_surely_composed(&text));
        assert!(!is_surely_composed(&format!("{text}e\u{301}")));
    }
}
