//! Where in a JSON document: a JSON Pointer (RFC 6901).

mod places;
mod trail;

use std::borrow::Cow;
use std::fmt;

pub use self::places::Places;
pub use self::trail::Trail;

/// A JSON Pointer in its escaped text form: empty for the whole document, `/ratings/rome-statute` for a member.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(Box<str>);

impl Pointer {
    /// The pointer to the whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The pointer made of unescaped tokens, outermost first.
    pub fn of<T: AsRef<str>>(tokens: impl IntoIterator<Item = T>) -> Self {
        // Room for most, so that the text need not grow token by token.
        let mut text = String::with_capacity(64);
        tokens.into_iter().for_each(|token| push(token.as_ref(), &mut text));
        Self(text.into())
    }

    /// Takes an already escaped pointer as it is written, e.g. as a key of `exceptions`.
    pub fn from_escaped(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The pointer to a member (by its unescaped name) of what this one points to.
    pub fn child(&self, token: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + token.len() + 1);
        text.push_str(&self.0);
        push(token, &mut text);
        Self(text.into())
    }

    /// The pointer to an element, counted from 0, of the array this one points to.
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// The unescaped tokens, outermost first.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        tokens(&self.0)
    }

    /// The pointer to what holds this one; the root is its own parent.
    pub fn parent(&self) -> Self {
        Self(self.0.rfind('/').map_or("", |at| &self.0[..at]).into())
    }

    /// Whether this is `other` or lies within what `other` points to.
    pub fn is_within(&self, other: &Pointer) -> bool {
        self.0.strip_prefix(&*other.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The escaped text form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The unescaped tokens of a pointer as it is written, outermost first.
pub(crate) fn tokens(escaped: &str) -> impl Iterator<Item = Cow<'_, str>> {
    escaped.split('/').skip(1).map(unescaped)
}

/// What a token says that may have escapes.
pub(crate) fn unescaped(token: &str) -> Cow<'_, str> {
    if token.bytes().any(|byte| byte == b'~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

/// Adds an unescaped token to the text of a pointer.
fn push(token: &str, text: &mut String) {
    text.push('/');
    if !token.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        return text.push_str(token);
    }
    for c in token.chars() {
        match c {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            c => text.push(c),
        }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_survive_escaping() {
        let pointer = Pointer::of(["votes", "A/RES/75/277", "a~b"]);
        assert_eq!(pointer.as_str(), "/votes/A~1RES~175~1277/a~0b");
        assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["votes", "A/RES/75/277", "a~b"]);
    }

    #[test]
    fn within_is_by_token_not_by_letter() {
        let outer = Pointer::of(["sources", "a"]);
        assert!(Pointer::of(["sources", "a", "title"]).is_within(&outer));
        assert!(!Pointer::of(["sources", "ab"]).is_within(&outer));
    }
}
