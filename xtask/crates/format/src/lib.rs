//! Bytes and places: files as trees, texts, JSON and pointers into it, and what is wrong there. No word of the domain.

pub mod diagnostic;
pub mod fault;
pub mod json;
pub mod limits;
pub mod near;
pub mod pointer;
pub mod span;
pub mod text;
pub mod tree;
pub mod values;
