//! The way from a document's root to a value while a tree is walked; it becomes a pointer only where one is needed.

use super::Pointer;

/// A way from the root. Each step knows the one before, so that a step costs the same at any depth.
#[derive(Clone, Copy, Debug)]
pub enum Trail<'t> {
    /// The document itself.
    Root,
    /// A member, by its name.
    Member(&'t Trail<'t>, &'t str),
    /// An element, by its number from 0.
    Element(&'t Trail<'t>, usize),
}

impl Trail<'_> {
    /// The pointer to where the way leads.
    pub fn pointer(&self) -> Pointer {
        match self {
            Trail::Root => Pointer::root(),
            Trail::Member(before, name) => before.pointer().child(name),
            Trail::Element(before, index) => before.pointer().index(*index),
        }
    }
}
