//! What a source says in one of its variables, for the parts of a note.

use crate::source::Source;

/// The types of works that are part of a book.
const IN_BOOKS: &[&str] = &["chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"];

/// Whether a source is named as part of a book, with the book's editors before the book's title.
pub(super) fn is_in_book(source: &Source) -> bool {
    has_kind(source, IN_BOOKS) && source.text("container-title").is_some() && source.un_symbol().is_none()
}

/// A variable that is plain text.
pub(super) fn text(source: &Source, variable: &str) -> Option<String> {
    source.text(variable).map(str::to_owned)
}

/// The same behind a word.
pub(super) fn after(source: &Source, variable: &str, before: &str) -> Option<String> {
    Some(format!("{before} {}", text(source, variable)?))
}

/// Whether a source is of one of these types.
pub(super) fn has_kind(source: &Source, kinds: &[&str]) -> bool {
    source.kind.as_deref().is_some_and(|kind| kinds.contains(&kind))
}
