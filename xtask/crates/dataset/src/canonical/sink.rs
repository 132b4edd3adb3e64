//! Where canonical text goes piece by piece: into a text, or beside one with which it is compared.

use std::borrow::Cow;

use super::too_large;

/// Takes canonical text piece by piece.
pub(super) trait Sink {
    /// Takes the next piece.
    fn push_str(&mut self, piece: &str);
    /// Takes the next text, with quotation marks around it and escapes in it.
    #[expect(clippy::ptr_arg, reason = "a text that is borrowed has no escapes in the file")]
    fn push_text(&mut self, text: &Cow<'_, str>);
    /// Whether no more is needed.
    fn is_done(&self) -> bool;
}

/// The text itself. A file that would become too large is not written, so its end is not needed.
impl Sink for String {
    fn push_str(&mut self, piece: &str) {
        self.push_str(piece);
    }

    fn push_text(&mut self, text: &Cow<'_, str>) {
        push_escaped(self, text);
    }

    fn is_done(&self) -> bool {
        too_large(self.len() as u64).is_some()
    }
}

/// A text that is compared with canonical form: what of it is still to come, and whether it has differed so far.
pub(super) struct Compared<'t> {
    rest: &'t [u8],
    differs: bool,
}

impl<'t> Compared<'t> {
    /// A text of which nothing has been compared so far.
    pub(super) fn with(text: &'t str) -> Self {
        Self { rest: text.as_bytes(), differs: false }
    }

    /// Whether all of it was what came.
    pub(super) fn is_same(&self) -> bool {
        !self.differs && self.rest.is_empty()
    }

    /// Takes the next bytes, if they are these.
    #[inline]
    fn take(&mut self, piece: &[u8]) {
        match self.rest.split_at_checked(piece.len()) {
            Some((next, rest)) if std::ptr::eq(next, piece) || next == piece => self.rest = rest,
            Some(_) | None => self.differs = true,
        }
    }
}

impl Sink for Compared<'_> {
    #[inline]
    fn push_str(&mut self, piece: &str) {
        self.take(piece.as_bytes());
    }

    /// Of a text that is borrowed from the file nothing is escaped there, and nothing has to be. It is what comes next if it was
    /// borrowed from the very place, which is sooner seen than by its letters.
    fn push_text(&mut self, text: &Cow<'_, str>) {
        let Cow::Borrowed(text) = text else { return push_escaped(self, text) };
        self.take(b"\"");
        self.take(text.as_bytes());
        self.take(b"\"");
    }

    fn is_done(&self) -> bool {
        self.differs
    }
}

/// Writes a text with quotation marks around it and escapes in it.
fn push_escaped(out: &mut impl Sink, text: &str) {
    out.push_str("\"");
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..=0x1f => "",
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        if escape.is_empty() {
            out.push_str(&format!("\\u{byte:04x}"));
        } else {
            out.push_str(escape);
        }
        plain = at + 1;
    }
    out.push_str(&text[plain..]);
    out.push_str("\"");
}
