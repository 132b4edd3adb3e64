//! How messages are kept short whatever the data holds: what stands in quotation marks and what has no space is cut.

use crate::limits::{LONGEST_MESSAGE, LONGEST_QUOTE};

/// The text with each long quotation, and each long run without a space, cut; and cut itself where it is still too long.
pub(super) fn shortened(text: String) -> String {
    if is_short(&text) {
        return text;
    }
    let mut out = String::with_capacity(text.len().min(LONGEST_MESSAGE));
    for (nth, part) in text.split('"').enumerate() {
        if nth > 0 {
            out.push('"');
        }
        let is_quoted = nth % 2 == 1;
        if is_quoted {
            cut(part, LONGEST_QUOTE, &mut out)
        } else {
            cut_runs(part, &mut out)
        }
        if out.len() > 4 * LONGEST_MESSAGE {
            break;
        }
    }
    // A character has a byte at least.
    if out.len() <= LONGEST_MESSAGE {
        return out;
    }
    let mut whole = String::with_capacity(out.len());
    cut(&out, LONGEST_MESSAGE, &mut whole);
    whole
}

/// A name or a text from the data as a message quotes it, cut where it is too long whatever stands in it.
pub fn quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    cut(text, LONGEST_QUOTE, &mut out);
    out.push('"');
    out
}

/// Whether there is surely nothing to cut, which is so of nearly all messages: a quick look at the bytes.
fn is_short(text: &str) -> bool {
    let (mut is_quoted, mut length) = (false, 0);
    let has_long_part = text.bytes().any(|byte| {
        match byte {
            b'"' => (is_quoted, length) = (!is_quoted, 0),
            b' ' if !is_quoted => length = 0,
            _ => length += 1,
        }
        length > LONGEST_QUOTE
    });
    text.len() <= LONGEST_MESSAGE && !has_long_part
}

fn cut_runs(text: &str, out: &mut String) {
    for run in text.split_inclusive(char::is_whitespace) {
        let bare = run.trim_end();
        cut(bare, LONGEST_QUOTE, out);
        out.push_str(&run[bare.len()..]);
        if out.len() > 4 * LONGEST_MESSAGE {
            break;
        }
    }
}

/// Adds so many characters of a text, with a sign where that is not all.
fn cut(text: &str, longest: usize, out: &mut String) {
    if text.len() <= longest {
        return out.push_str(text);
    }
    match text.char_indices().nth(longest) {
        Some((end, _)) => {
            out.push_str(&text[..end]);
            out.push('…');
        }
        None => out.push_str(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_cut_at_the_limit() {
        for (length, is_cut) in [(LONGEST_QUOTE, false), (LONGEST_QUOTE + 1, true)] {
            for letter in ["x", "é", "ក"] {
                let name = letter.repeat(length);
                let kept = letter.repeat(LONGEST_QUOTE);
                let mark = if is_cut { "…" } else { "" };
                assert_eq!(quoted(&name), format!("\"{kept}{mark}\""));
                let quoted = shortened(format!("the source \"{name}\" is of a kind that nobody knows"));
                assert_eq!(quoted, format!("the source \"{kept}{mark}\" is of a kind that nobody knows"));
                assert_eq!(
                    shortened(format!("a copy of {name} alone")),
                    format!("a copy of {kept}{mark} alone")
                );
            }
        }
    }

    #[test]
    fn words_are_left_and_a_message_ends() {
        let plain = "a sentence of our own has no end but it has spaces ".repeat(5);
        assert_eq!(shortened(plain.clone()), plain);
        let words = "ab ".repeat(LONGEST_MESSAGE);
        for (length, is_cut) in [(LONGEST_MESSAGE, false), (LONGEST_MESSAGE + 1, true)] {
            let whole = &words[..length];
            assert_eq!(shortened(whole.to_owned()) != *whole, is_cut, "{length}");
        }
        let long = "a \"b\" ".repeat(100_000);
        assert_eq!(shortened(long).chars().count(), LONGEST_MESSAGE + 1);
    }
}
