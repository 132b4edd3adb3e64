//! A text in which all that is wrong in one way is put right, from its beginning on.

use std::ops::Range;

/// Puts right what `find` finds in the rest of the text, each place once: where it is, and what is meant there. It ends with the
/// first place for which nothing is found or known.
pub(crate) fn put_right(text: &str, find: impl Fn(&str) -> Option<(Range<usize>, String)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((range, meant)) = find(rest) {
        out.push_str(&rest[..range.start]);
        out.push_str(&meant);
        rest = &rest[range.end..];
    }
    out.push_str(rest);
    out
}
